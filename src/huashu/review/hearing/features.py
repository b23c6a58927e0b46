"""A turn as the linear model reads it: pieces of its words, phrase rules that fire, what was said before it, where in the call it stands.

Chinese is read by characters (one to three in a row), English by words (one or two) and by four letters of longer ones. Numbers are
all the same number: what matters to a step is that an amount was said, not which. Each piece has a weight: the turn's own pieces share
one length between them, what was said before counts less, a phrase rule counts by itself, and less again as one
of its cue, so that a rule that seldom fires is trusted like the others of its cue.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from huashu.review.hearing.phrases import PhraseRule, rule_table

BEFORE: Final = 0.4
RULE: Final = 0.5
ONE_RULE: Final = 0.3
KIND: Final = 0.2
PLACE: Final = 0.2
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[零〇一二两三四五六七八九十百千万]{2,}")
_WORD: Final = re.compile(r"[a-z']+|[#]|[?!.,]")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """One turn in pieces.

    Args:
        own: Pieces of its words.
        before: Pieces of what the other side said last.
        marks: Single marks with their weights: rules that fire, the kind of call, the place in it.
        rules: The rules that fire.
    """

    own: frozenset[str]
    before: frozenset[str]
    marks: dict[str, float]
    rules: tuple[PhraseRule, ...] = ()

    @property
    def weight(self) -> float:
        """What one piece of the turn's own words weighs."""
        return 1 / math.sqrt(len(self.own))

    def weighed(self) -> dict[str, float]:
        """Every piece with its weight; what was said before has ``P:`` in front."""
        weight = self.weight
        return {**dict.fromkeys(self.own, weight), **dict.fromkeys((f"P:{piece}" for piece in self.before), weight * BEFORE), **self.marks}


def pieces_of(text: str, before: str, kind: str, language: str, *, officer: bool, place: str = "") -> Pieces:
    """The pieces of one turn.

    Args:
        text: The turn's words, made plain (:func:`huashu.language.plain.plain`).
        before: What the other side said last, made plain; may be empty.
        kind: Call kind, or ``*`` if it isn't known.
        language: ``zh`` or ``en``.
        officer: Whether the officer speaks.
        place: Where in the call the turn stands (:func:`place_of`), or empty if that isn't known.
    """
    own = word_pieces(text, language)
    own.add(f"L:{min(6, len(text) // (8 if language == 'zh' else 30))}")
    tail = before[-80:] if language == "zh" else before[-240:]
    rules = tuple(rule_table(language, officer=officer).fired(text, before))
    marks = dict.fromkeys((f"R:{rule.cue}" for rule in rules), RULE) | {f"R:{rule.cue}/{rule.name}": ONE_RULE for rule in rules}
    if kind != "*":
        marks[f"K:{kind}"] = KIND
    if place:
        marks[f"T:{place}"] = PLACE
    return Pieces(frozenset(own), frozenset(_runs(tail, language, 2 if language == "zh" else 1)), marks, rules)


def place_of(turn: int, turns: int) -> str:
    """Where in a call of so many turns a turn stands: one of the first four, the last six, or between."""
    if turn < 4:
        return str(turn)
    left = turns - 1 - turn
    return f"end{left // 2}" if left < 6 else "middle"


def word_pieces(text: str, language: str) -> set[str]:
    """The pieces of a text by itself."""
    pieces = _runs(text, language, 3 if language == "zh" else 2)
    if language == "en":
        pieces |= {f"c:{word[i : i + 4]}" for word in _words(text) if len(word) > 5 for i in range(len(word) - 3)}
    return pieces


def _runs(text: str, language: str, most: int) -> set[str]:
    if not text:
        return set()
    if language == "zh":
        letters = "^" + _SPACE.sub("", _NUMBER.sub("#", text)) + "$"
        return _joined(list(letters), most, str.__add__)
    return _joined(["^", *_words(text), "$"], most, "{} {}".format)


def _joined(parts: list[str], most: int, joined: Callable[[str, str], str]) -> set[str]:
    """Parts, and up to so many of them in a row."""
    runs = parts
    found = set(runs)
    for length in range(1, most):
        runs = list(map(joined, runs, parts[length:]))
        found.update(runs)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(_NUMBER.sub("#", text.lower()))

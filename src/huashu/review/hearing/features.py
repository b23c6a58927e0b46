"""A turn as the linear model reads it: pieces of its words, phrase rules that fire, what was said before it, where in the call it stands.

The pieces are those of :mod:`huashu.language.pieces`. Each has a weight: the turn's own pieces share one length between them, what was
said before counts less, a phrase rule counts by itself, and less again as one of its cue, so that a rule that seldom fires is trusted
like the others of its cue.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from huashu.language.pieces import runs, word_pieces
from huashu.review.hearing.phrases import PhraseRule, rule_table

BEFORE: Final = 0.4
RULE: Final = 0.5
ONE_RULE: Final = 0.3
KIND: Final = 0.2
PLACE: Final = 0.2


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
    own = word_pieces(text, language) | {f"L:{min(6, len(text) // (8 if language == 'zh' else 30))}"}
    tail = before[-80:] if language == "zh" else before[-240:]
    rules = tuple(rule_table(language, officer=officer).fired(text, before))
    marks = dict.fromkeys((f"R:{rule.cue}" for rule in rules), RULE) | {f"R:{rule.cue}/{rule.name}": ONE_RULE for rule in rules}
    if kind != "*":
        marks[f"K:{kind}"] = KIND
    if place:
        marks[f"T:{place}"] = PLACE
    return Pieces(own, frozenset(runs(tail, language, 2 if language == "zh" else 1)), marks, rules)


def place_of(turn: int, turns: int) -> str:
    """Where in a call of so many turns a turn stands: one of the first four, the last six, or between."""
    if turn < 4:
        return str(turn)
    left = turns - 1 - turn
    return f"end{left // 2}" if left < 6 else "middle"

"""Phrase rules: words that carry a cue, words that take it away, with sentences on which they must fire and stay silent.

They stand in ``phrases/<language>/``. A rule's patterns are regular expressions over the plain text (simplified, small letters);
``{name}`` stands for a word list of the same file. The loader refuses a rule without examples. To be quick, each way of a rule knows
a few short pieces of which a text must hold one; a rule is tried only where a piece is there, which changes nothing in what is found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from huashu.conduct.scan.vocabulary import groups_needed, ways
from huashu.errors import InvalidValue, MissingValue
from huashu.playbook.vocabulary import vocabulary

_LIST: Final = re.compile(r"\{([a-z_]+)\}")
_ODD: Final = re.compile(r"[@~_]")
PIECE: Final = {"zh": 2, "en": 3}
"""How long a piece is by which a rule is looked up."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways in which a rule's words can be said.

    Args:
        pattern: The regular expression.
        pieces: A text in which it matches holds at least one of these; empty if that can't be told.
    """

    pattern: re.Pattern[str]
    pieces: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """What a cue sounds like.

    Args:
        cue: The cue.
        by: Who has to say it.
        name: Name for explanations.
        says: Any of these carries it.
        unless: Any of these takes that away.
        after: If not None, what the other side said last must match.
        sure: Whether it decides alone; else it is one piece of evidence for the model.
        fires_on: Sentences on which it must fire.
        silent_on: Sentences on which it must not.
        before: What the other side said before those sentences.
    """

    cue: str
    by: str
    name: str
    says: tuple[Way, ...]
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sure: bool
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]
    before: str = ""

    def fires(self, text: str, before: str) -> bool:
        """Whether a turn carries it.

        Args:
            text: Plain text of the turn.
            before: What the other side said last, made plain.
        """
        return any(way.pattern.search(text) for way in self.says) and self.stands(text, before)

    def stands(self, text: str, before: str) -> bool:
        """Whether nothing takes the cue away."""
        if self.unless is not None and self.unless.search(text):
            return False
        return self.after is None or bool(self.after.search(before))


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The rules of one side in one language, found by pieces of a text.

    Args:
        rules: The rules.
        by_piece: For each piece, the ways that it may belong to, as pairs of rule and way.
        always: Ways that no piece can rule out.
        length: How long a piece is at most.
    """

    rules: tuple[PhraseRule, ...]
    by_piece: Mapping[str, tuple[tuple[int, int], ...]]
    always: tuple[tuple[int, int], ...]
    length: int

    def fired(self, text: str, before: str) -> list[PhraseRule]:
        """Rules that fire on a turn, in their order."""
        held = {text[i : i + n] for n in range(1, self.length + 1) for i in range(len(text) - n + 1)}
        tried = {pair for piece in self.by_piece.keys() & held for pair in self.by_piece[piece]}
        found: list[PhraseRule] = []
        done = -1
        for number, way in sorted(tried.union(self.always)):
            rule = self.rules[number]
            if number != done and rule.says[way].pattern.search(text):
                done = number
                if rule.stands(text, before):
                    found.append(rule)
        return found


@cache
def rule_table(language: str, *, officer: bool) -> RuleTable:
    """The rules of one side by their pieces."""
    rules = tuple(rule for rule in phrase_rules(language) if (rule.by == "officer") == officer)
    by_piece: dict[str, list[tuple[int, int]]] = {}
    always = []
    for number, rule in enumerate(rules):
        for place, way in enumerate(rule.says):
            for piece in way.pieces:
                by_piece.setdefault(piece, []).append((number, place))
            if not way.pieces:
                always.append((number, place))
    return RuleTable(rules, {piece: tuple(pairs) for piece, pairs in by_piece.items()}, tuple(always), PIECE[language])


@cache
def phrase_rules(language: str) -> tuple[PhraseRule, ...]:
    """The shipped rules of a language.

    Raises:
        MissingValue: A rule lacks something; ``field`` says which.
        InvalidValue: A rule's cue isn't in the vocabulary, or a pattern can't be read.
    """
    found: list[PhraseRule] = []
    for path in sorted(files("huashu.review.hearing").joinpath("phrases", language).iterdir(), key=lambda path: path.name):
        found += rules_read(path.read_text(encoding="utf-8"), path.name, language)
    return tuple(found)


def rules_read(text: str, name: str, language: str) -> list[PhraseRule]:
    """The rules of one file.

    Args:
        text: The file as written.
        name: Its name, for refusals.
        language: ``zh`` or ``en``.

    Raises:
        MissingValue: A rule lacks something; ``field`` says which.
        InvalidValue: A rule's cue isn't in the vocabulary, or a pattern can't be read.
    """
    held = yaml.load(text, Loader=yaml.CSafeLoader)
    lists = {name: str(words) for name, words in (held.get("lists") or {}).items()}
    return [_rule(given, f"{name}: rules[{number}]", lists, language) for number, given in enumerate(held["rules"])]


def _rule(given: dict[str, Any], where: str, lists: dict[str, str], language: str) -> PhraseRule:
    for name in ("cue", "name", "says", "fires_on", "silent_on"):
        if not given.get(name):
            raise MissingValue(f"{where}.{name}", "what every phrase rule has")
    if given["cue"] not in vocabulary().cues():
        raise InvalidValue(f"{where}.cue", given["cue"], "a cue of the vocabulary")
    return PhraseRule(
        cue=given["cue"],
        by=given.get("by", "officer"),
        name=given["name"],
        says=tuple(_way(way, f"{where}.says", language) for words in given["says"] for way in ways(_listed(words, lists, f"{where}.says"))),
        unless=_joined(given.get("unless"), lists, f"{where}.unless"),
        after=_joined(given.get("after"), lists, f"{where}.after"),
        sure=bool(given.get("sure")),
        fires_on=tuple(given["fires_on"]),
        silent_on=tuple(given["silent_on"]),
        before=given.get("before", ""),
    )


def _listed(pattern: str, lists: dict[str, str], where: str) -> str:
    def words(match: re.Match[str]) -> str:
        if match.group(1) not in lists:
            raise InvalidValue(where, match.group(0), "a word list of the file")
        return f"(?:{lists[match.group(1)]})"

    return _LIST.sub(words, pattern)


def _way(pattern: str, where: str, language: str) -> Way:
    compiled = _compiled(pattern, where)
    needed = [] if _ODD.search(pattern) else [words for words in groups_needed(pattern, {}) if words]
    best = max(needed, key=lambda words: (min(map(len, words)), -len(words)), default=())
    return Way(compiled, frozenset(word[: PIECE[language]] for word in best))


def _joined(patterns: list[str] | None, lists: dict[str, str], where: str) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return _compiled("|".join(f"(?:{_listed(pattern, lists, where)})" for pattern in patterns), where)


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InvalidValue(where, pattern, f"a regular expression ({error})") from None

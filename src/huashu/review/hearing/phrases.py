"""Phrase rules: words that carry a cue, words that take it away, with sentences on which they must fire and stay silent.

They stand in ``phrases/<language>/``. A rule's patterns are regular expressions over the plain text (simplified, small letters);
``{name}`` stands for a word list of the same file. The loader refuses a rule without examples. To be quick, each way of a rule knows
the words that it can't do without; it is tried only where they are there, which changes nothing in what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from huashu.conduct.scan.vocabulary import Sieve, Words, groups_needed, ways
from huashu.errors import InvalidValue, MissingValue
from huashu.playbook.vocabulary import vocabulary

_LIST: Final = re.compile(r"\{([a-z_]+)\}")
_ODD: Final = re.compile(r"[@~_]")


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways in which a rule's words can be said.

    Args:
        pattern: The regular expression.
        needs: Groups of words of which a text in which it matches holds one each; empty if that can't be told.
    """

    pattern: re.Pattern[str]
    needs: tuple[Words, ...]


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


class RuleTable:
    """The rules of one side in one language, found by words of a text.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: Iterable[PhraseRule]) -> None:
        self.rules = tuple(rules)
        self._of_cue: dict[str, list[PhraseRule]] = {}
        for rule in self.rules:
            self._of_cue.setdefault(rule.cue, []).append(rule)
        self._ways = [(rule, way.pattern) for rule in self.rules for way in rule.says]
        self._sieve = Sieve(way.needs for rule in self.rules for way in rule.says)

    def of_cue(self, cue: str) -> list[PhraseRule]:
        """The rules that carry a cue."""
        return self._of_cue.get(cue, [])

    def fired(self, text: str, before: str) -> list[PhraseRule]:
        """Rules that fire on a turn, in their order."""
        found: list[PhraseRule] = []
        matched: PhraseRule | None = None
        for place in self._sieve.passing(text):
            rule, pattern = self._ways[place]
            if rule is not matched and pattern.search(text):
                matched = rule
                if rule.stands(text, before):
                    found.append(rule)
        return found


@cache
def rule_table(language: str, *, officer: bool) -> RuleTable:
    """The rules of one side."""
    return RuleTable([rule for rule in phrase_rules(language) if (rule.by == "officer") == officer])


@cache
def phrase_rules(language: str) -> tuple[PhraseRule, ...]:
    """The shipped rules of a language.

    Raises:
        MissingValue: A rule lacks something; ``field`` says which.
        InvalidValue: A rule's cue isn't in the vocabulary, or a pattern can't be read.
    """
    found: list[PhraseRule] = []
    for path in sorted(files("huashu.review.hearing").joinpath("phrases", language).iterdir(), key=lambda path: path.name):
        found += rules_read(path.read_text(encoding="utf-8"), path.name)
    return tuple(found)


def rules_read(text: str, name: str) -> list[PhraseRule]:
    """The rules of one file.

    Args:
        text: The file as written.
        name: Its name, for refusals.

    Raises:
        MissingValue: A rule lacks something; ``field`` says which.
        InvalidValue: A rule's cue isn't in the vocabulary, or a pattern can't be read.
    """
    held = yaml.load(text, Loader=yaml.CSafeLoader)
    lists = {name: str(words) for name, words in (held.get("lists") or {}).items()}
    return [_rule(given, f"{name}: rules[{number}]", lists) for number, given in enumerate(held["rules"])]


def _rule(given: dict[str, Any], where: str, lists: dict[str, str]) -> PhraseRule:
    for name in ("cue", "name", "says", "fires_on", "silent_on"):
        if not given.get(name):
            raise MissingValue(f"{where}.{name}", "what every phrase rule has")
    if given["cue"] not in vocabulary().cues():
        raise InvalidValue(f"{where}.cue", given["cue"], "a cue of the vocabulary")
    return PhraseRule(
        cue=given["cue"],
        by=given.get("by", "officer"),
        name=given["name"],
        says=tuple(_way(way, f"{where}.says") for words in given["says"] for way in ways(_listed(words, lists, f"{where}.says"))),
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


def _way(pattern: str, where: str) -> Way:
    needs = () if _ODD.search(pattern) else tuple(groups_needed(pattern, {}))
    return Way(_compiled(pattern, where), needs)


def _joined(patterns: list[str] | None, lists: dict[str, str], where: str) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return _compiled("|".join(f"(?:{_listed(pattern, lists, where)})" for pattern in patterns), where)


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InvalidValue(where, pattern, f"a regular expression ({error})") from None

"""Phrase rules: words that carry a cue, words that take it away, with sentences on which they must fire and stay silent.

They stand in ``phrases/<language>/``. A rule's patterns are regular expressions over the plain text (simplified, small letters);
``{name}`` stands for a word list of the same file. The loader refuses a rule without examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from huashu.errors import InvalidValue, MissingValue
from huashu.playbook.vocabulary import vocabulary

_LIST: Final = re.compile(r"\{([a-z_]+)\}")


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
    """

    cue: str
    by: str
    name: str
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sure: bool
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]

    def fires(self, text: str, before: str) -> bool:
        """Whether a turn carries it.

        Args:
            text: Plain text of the turn.
            before: What the other side said last, made plain.
        """
        if not self.says.search(text) or (self.unless is not None and self.unless.search(text)):
            return False
        return self.after is None or bool(self.after.search(before))


def rules_fired(language: str, text: str, before: str, *, officer: bool) -> list[str]:
    """Names of the rules that fire on a turn of one side."""
    return [f"{rule.cue}/{rule.name}" for rule in phrase_rules(language) if (rule.by == "officer") == officer and rule.fires(text, before)]


@cache
def phrase_rules(language: str) -> tuple[PhraseRule, ...]:
    """The shipped rules of a language.

    Raises:
        MissingValue: A rule lacks something; ``field`` says which.
        InvalidValue: A rule's cue isn't in the vocabulary, or its own examples contradict it.
    """
    found: list[PhraseRule] = []
    for path in sorted(files("huashu.review.hearing").joinpath("phrases", language).iterdir(), key=lambda path: path.name):
        held = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        lists = {name: str(words) for name, words in (held.get("lists") or {}).items()}
        found += [_rule(given, f"{path.name}: rules[{number}]", lists) for number, given in enumerate(held["rules"])]
    return tuple(found)


def _rule(given: dict[str, Any], where: str, lists: dict[str, str]) -> PhraseRule:
    for name in ("cue", "name", "fires_on", "silent_on"):
        if not given.get(name):
            raise MissingValue(f"{where}.{name}", "what every phrase rule has")
    if given["cue"] not in vocabulary().cues():
        raise InvalidValue(f"{where}.cue", given["cue"], "a cue of the vocabulary")
    return PhraseRule(
        cue=given["cue"],
        by=given.get("by", "officer"),
        name=given["name"],
        says=_pattern(given["says"], lists, f"{where}.says"),
        unless=_pattern(given["unless"], lists, f"{where}.unless") if given.get("unless") else None,
        after=_pattern(given["after"], lists, f"{where}.after") if given.get("after") else None,
        sure=bool(given.get("sure")),
        fires_on=tuple(given["fires_on"]),
        silent_on=tuple(given["silent_on"]),
    )


def _pattern(given: list[str], lists: dict[str, str], where: str) -> re.Pattern[str]:
    def listed(match: re.Match[str]) -> str:
        if match.group(1) not in lists:
            raise InvalidValue(where, match.group(0), "a word list of the file")
        return f"(?:{lists[match.group(1)]})"

    try:
        return re.compile("|".join(f"(?:{_LIST.sub(listed, pattern)})" for pattern in given))
    except re.error as error:
        raise InvalidValue(where, " ".join(given), f"regular expressions ({error})") from None

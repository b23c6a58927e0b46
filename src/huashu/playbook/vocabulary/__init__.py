"""The shared vocabulary: labels of steps, mistakes, breaches, arguments, reasons and so on, with their words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

LABEL_GROUPS: Final = (
    "call_kinds",
    "speakers",
    "steps",
    "mistakes",
    "breaches",
    "arguments",
    "reasons",
    "promise_kinds",
    "signals",
    "objections",
    "cues",
)


@dataclass(frozen=True, slots=True)
class Label:
    """One word of the vocabulary.

    Args:
        id: Public and stable.
        group: Which list it stands in.
        zh: Short Chinese name for screens.
        en: Short English name.
        means: Its definition, which is the guide of whoever annotates.
        means_zh: The same in Chinese.
        kinds: The only call kinds in which it can stand; empty for all.
    """

    id: str
    group: str
    zh: str
    en: str
    means: str
    means_zh: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels by group, and the two lists that have no labels of their own."""

    groups: dict[str, dict[str, Label]]
    answer_verdicts: tuple[str, ...]
    application_fields: tuple[str, ...]

    def __getitem__(self, group: str) -> dict[str, Label]:
        return self.groups[group]

    def kinds(self, label: str) -> tuple[str, ...]:
        """The only call kinds in which a label can stand; empty for all."""
        return next((rows[label].kinds for group, rows in self.groups.items() if group != "cues" and label in rows), ())

    def cues(self) -> frozenset[str]:
        """Everything that can be heard in a turn: labels of all groups that a turn can carry, and the cues."""
        carried = ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections", "cues")
        return frozenset(label for group in carried for label in self.groups[group])


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    text = files("huashu.playbook.vocabulary").joinpath("labels.yaml").read_text(encoding="utf-8")
    held = yaml.load(text, Loader=yaml.CSafeLoader)
    groups = {group: {key: _label(key, group, row) for key, row in held[group].items()} for group in LABEL_GROUPS}
    return Vocabulary(groups, tuple(held["answer_verdicts"]), tuple(held["application_fields"]))


def _label(key: str, group: str, row: dict[str, Any]) -> Label:
    return Label(key, group, row["zh"], row["en"], row["means"], row["means_zh"], tuple(row.get("kinds", ())))

"""The corpus as data: calls with their labels, and single remarks. The layout is described in ``corpus/README.md``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from huashu.review.hearing.features import place_of

SPEAKERS: Final = {"o": "officer", "c": "customer", "t": "third_party"}
KINDS: Final = {
    "f": "overdue_first_call",
    "u": "overdue_follow_up",
    "d": "due_reminder",
    "v": "verification",
    "s": "financing_talk",
    "*": "*",
}
OFFICER_GROUPS: Final = ("steps", "mistakes", "breaches", "arguments")
OTHER_GROUPS: Final = ("reasons", "signals", "objections")
MERGED: Final = {"ask_again_today": "demand_today"}
"""Alike in words; which one it is follows from the order."""
STRUCTURAL: Final = frozenset({"ended_without_promise", "repeated_argument", "contradiction", "conflict_with_form"})
"""Not heard in one turn but seen over several."""


@dataclass(frozen=True, slots=True)
class Example:
    """One turn with the cues it carries; examples of one group belong together. ``place`` is empty for a remark."""

    speaker: str
    kind: str
    labels: frozenset[str]
    text: str
    before: str
    group: str
    place: str = ""


def examples(corpus: Path, language: str, parts: Iterable[str]) -> list[Example]:
    """Remarks and turns of calls in one language."""
    wanted = set(parts)
    found = list(remarks(corpus, language))
    for call, labels in calls(corpus):
        if call["language"] == language and call["part"] in wanted:
            found += call_examples(call, labels)
    return found


def remarks(corpus: Path, language: str) -> Iterator[Example]:
    """Single turns written for training."""
    for path in sorted((corpus / "remarks").glob(f"*.{language}.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.strip() and not line.startswith("#"):
                speaker, kind, labels, text, *before = line.split("\t")
                names = {label.strip() for label in labels.split(",")} - {"-", ""}
                yield Example(SPEAKERS[speaker], KINDS[kind[:1]], learned(names), text, before[0] if before else "", f"{path.name}{number}")


def calls(corpus: Path, reader: str = "first") -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Calls with the labels of one reader."""
    for path in sorted((corpus / "calls").glob("*.yaml")):
        labels = {one["id"]: one for one in _read(corpus / "labels" / reader / path.name)}
        for call in _read(path):
            if call["id"] in labels:
                yield call, labels[call["id"]]


def call_examples(call: dict[str, Any], labels: dict[str, Any]) -> Iterator[Example]:
    """The turns of a call."""
    carried: dict[int, set[str]] = defaultdict(set)
    for group in (*OFFICER_GROUPS, *OTHER_GROUPS):
        for label, turns in (labels.get(group) or {}).items():
            for turn in turns:
                if (call["turns"][turn][0] == "o") == (group in OFFICER_GROUPS):
                    carried[turn].add(label)
    before = {True: "", False: ""}
    for turn, (speaker, text) in enumerate(call["turns"]):
        officer = speaker == "o"
        yield Example(
            SPEAKERS[speaker],
            call["kind"],
            learned(carried[turn]),
            str(text),
            before[not officer],
            call["id"],
            place_of(turn, len(call["turns"])),
        )
        before[officer] = str(text)


def transcript_record(call: dict[str, Any]) -> dict[str, Any]:
    """A call in the public shape of a transcript."""
    turns = [{"speaker": SPEAKERS[speaker], "text": str(text)} for speaker, text in call["turns"]]
    case = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in (call.get("case") or {}).items()}
    moment = call["started_at"]
    started = moment if isinstance(moment, str) else moment.isoformat()
    return {"id": call["id"], "kind": call["kind"], "language": call["language"], "started_at": started, "turns": turns, "case": case}


def learned(labels: set[str]) -> frozenset[str]:
    """What the model is to hear of some labels."""
    return frozenset(MERGED.get(label, label) for label in labels - STRUCTURAL)


def _read(path: Path) -> list[dict[str, Any]]:
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []) if path.exists() else []

"""Counts what the scanner finds in the blind remarks (fixtures/README.md says how they were made).

Shared by the test that sets floors and by the benchmark that prints the figures. It hands out counts and labels, never
the sentences of the half that nobody tunes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from huashu.conduct.scan import phrases_load, remark_from_record, scan

FILE = Path(__file__).parent / "fixtures" / "remarks.jsonl"
WRITINGS = {"rmk-zhs": "simplified", "rmk-zht": "traditional", "rmk-en-": "english"}
GRAVE = frozenset({"threat_violence", "impersonate_official", "third_party_pressure"})


class Judged(NamedTuple):
    """A remark with the labels it should get and those it got; tolerated ones are in neither."""

    part: str
    writing: str
    wanted: frozenset[str]
    given: frozenset[str]


class Counts(NamedTuple):
    """Labels given rightly, given wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the labels given that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labels wanted that were given."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Twice the labels given rightly, over all labels given and all wanted."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def records() -> list[dict[str, Any]]:
    """The remarks as they stand in the file."""
    return [json.loads(line, parse_float=Decimal) for line in FILE.read_text(encoding="utf-8").splitlines()]


def judged() -> list[Judged]:
    """Every remark, scanned."""
    phrases = phrases_load()
    rows = []
    for record in records():
        wanted = frozenset(record["expected"]["breaches"])
        found = {breach.id for breach in scan(remark_from_record(record["input"]), phrases)}
        given = frozenset(found - (set(record["expected"].get("tolerated", ())) - wanted))
        rows.append(Judged(record["part"], WRITINGS[record["input"]["id"][:7]], wanted, given))
    return rows


def counted(rows: Iterable[Judged], label: str | None = None) -> Counts:
    """Counts over all labels, or over one."""
    right = wrong = missed = 0
    for row in rows:
        wanted, given = row.wanted, row.given
        if label is not None:
            wanted, given = wanted & {label}, given & {label}
        right, wrong, missed = right + len(wanted & given), wrong + len(given - wanted), missed + len(wanted - given)
    return Counts(right, wrong, missed)

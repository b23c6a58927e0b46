"""What an open case shows of its promises, brought up to date in bulk; for one case see ``cases.services.case_copy_promises``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from huashu.desk.cases.models import Case, PromisePart, PromiseStatus
from huashu.desk.closing.promise_rows import Decision
from huashu.desk.closing.scope import Scope
from huashu.desk.rows import day_value, rows_update

MISSED: Final = (PromiseStatus.BROKEN, PromiseStatus.PART_KEPT)
"""A promise that wasn't kept in full: its case counts it and is to be followed up."""


class ShownPart(NamedTuple):
    """A part of a case's promise."""

    promise_id: int
    promise_status: str
    status: str
    due_on: date
    amount_minor: int
    received_minor: int


class Shown(NamedTuple):
    """The day and sum awaited next, and how many promises were missed."""

    due_on: date | None
    due_minor: int | None
    missed: int


def promises_show(scope: Scope, changed: Sequence[Decision]) -> None:
    """Copy what became of promises onto their open cases.

    Args:
        scope: The day.
        changed: The promises that something came of.
    """
    touched = {made.promise.case_id for made in changed}
    if not touched:
        return
    missed = {made.promise.case_id for made in changed if made.is_news and made.status in MISSED}
    mended = {made.promise.case_id for made in changed if made.promise.status in MISSED and made.status not in MISSED}
    rows = []
    for (case_id, broken_on), group in groupby(_parts(scope), key=lambda row: row[:2]):
        if case_id in touched:
            shown = shown_of([ShownPart(*row[2:]) for row in group])
            latest_on = scope.day if case_id in missed else None if case_id in mended else broken_on
            rows.append((_day(shown.due_on), shown.due_minor, shown.missed, _day(latest_on), case_id))
    rows_update(Case, ("promise_due_on", "promise_due_minor", "broken_promises", "promise_broken_on", "id"), rows)


def shown_of(parts: Sequence[ShownPart]) -> Shown:
    """What a case shows of its promises' parts, given in order of their days."""
    awaited = [part for part in parts if part.promise_status == part.status == PromiseStatus.OPEN]
    awaited = [part for part in awaited if part.amount_minor > part.received_minor]
    missed = len({part.promise_id for part in parts if part.promise_status in MISSED})
    if not awaited:
        return Shown(None, None, missed)
    due_on = awaited[0].due_on
    return Shown(due_on, sum(part.amount_minor - part.received_minor for part in awaited if part.due_on == due_on), missed)


def _parts(scope: Scope) -> Any:
    parts = scope.of(PromisePart.objects.filter(promise__case__closed_on=None), "promise__loan").order_by("promise__case_id", "due_on")
    return parts.values_list(
        *("promise__case_id", "promise__case__promise_broken_on", "promise_id", "promise__status"),
        *("status", "due_on", "amount_minor", "received_minor"),
    )


def _day(day: date | None) -> Any:
    return None if day is None else day_value(day)

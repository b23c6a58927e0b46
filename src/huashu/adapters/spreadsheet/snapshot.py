"""A plan for a loan of which only a snapshot is known.

A snapshot says what is overdue and since when, and what the next instalment is; it doesn't say how much of either is interest. So
everything stands as principal at rate 0: the figures on the screen are the lender's own, and no interest or penalty is invented.
See ``docs/algorithms/import.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from huashu.adapters.spreadsheet.records import SnapshotRow
from huashu.calendars import months_after
from huashu.lending.plan import PlanRow

ROWS_MAX: Final = 600
"""Longest plan that a snapshot leads to, as for contracts."""


def snapshot_plan(row: SnapshotRow, as_of: date | None = None) -> tuple[PlanRow, ...]:
    """The plan of one snapshot line.

    Args:
        row: The line.
        as_of: Day of the snapshot; by default the line's own.

    Returns:
        The overdue amount due ``days_overdue`` before ``as_of``; one instalment on the next due date; and, if the outstanding balance is
        known, further instalments until it is used up. Empty if nothing is owed.
    """
    day = as_of or row.as_of
    overdue = [(day - timedelta(days=row.days_overdue), row.overdue_minor)] if row.overdue_minor else []
    parts = [*overdue, *_coming(row, day)]
    if not parts:
        return ()
    starts_on = months_after(min(due_on for due_on, _ in parts), -1)
    return tuple(PlanRow(due_on, amount_minor, 0, 0, 0, starts_on) for due_on, amount_minor in parts)


def next_due_on(row: SnapshotRow, as_of: date) -> date | None:
    """The due date of the instalment that isn't overdue yet; None if nothing in the line tells it.

    Without a due date the day of the month follows from the days overdue. A date in the past is rolled on by months. An
    amount that fell due on ``as_of`` itself (0 days overdue) has been counted already.
    """
    anchor_on = row.due_on or (as_of - timedelta(days=row.days_overdue) if row.overdue_minor else None)
    if anchor_on is None:
        return None
    due_today = row.overdue_minor > 0 and row.days_overdue == 0
    earliest_on = as_of + timedelta(days=1) if due_today else as_of
    behind = max((earliest_on.year - anchor_on.year) * 12 + earliest_on.month - anchor_on.month, 0)
    due_on = months_after(anchor_on, behind)
    return due_on if due_on >= earliest_on else months_after(anchor_on, behind + 1)


def _coming(row: SnapshotRow, as_of: date) -> Iterator[tuple[date, int]]:
    """Due dates and amounts of instalments that aren't overdue."""
    due_on, instalment_minor = next_due_on(row, as_of), row.instalment_minor or 0
    if due_on is None or not instalment_minor:
        return
    left_minor = instalment_minor if row.outstanding_minor is None else row.outstanding_minor - row.overdue_minor
    for number in range(ROWS_MAX - 1):
        if left_minor <= 0:
            return
        last = number == ROWS_MAX - 2
        part_minor = left_minor if last else min(instalment_minor, left_minor)
        yield months_after(due_on, number), part_minor
        left_minor -= part_minor

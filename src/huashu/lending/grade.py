"""The internal grade A to E: how a borrower has paid over the last twelve months, with the reasons.

The contract is ``docs/algorithms/ledger.md``, section Internal grade; worked cases are in
``docs/algorithms/grade.md``. A grade orders work inside the house. It isn't a credit score and decides nothing alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huashu.calendars import months_after
from huashu.lending.allocation import Allocation, Position
from huashu.lending.product import Product

MONTHS: Final = 12
"""How far back the grade looks."""

ROWS_NEEDED: Final = 3
"""With fewer instalments than this the grade is no better than B."""


class ReasonCode(StrEnum):
    """What a grade rests on; a screen puts each into words with its number."""

    DUE = "due"
    LATE = "late"
    WORST_DAYS = "worst_days"
    SHORT_HISTORY = "short_history"


@dataclass(frozen=True, slots=True)
class GradeReason:
    """One reason with its number: a count of instalments, or of days for the longest lateness."""

    code: ReasonCode
    count: int


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and what it rests on.

    Args:
        code: "A" (best) to "E".
        due_count: Instalments that fell due in the last twelve months.
        late_count: Of these, paid (or still unpaid) after the days of grace.
        worst_days: Longest lateness in days, 0 if none was late.
        reasons: The same as codes, in the order in which to say them.
    """

    code: str
    due_count: int
    late_count: int
    worst_days: int
    reasons: tuple[GradeReason, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    code: str
    late_count: int | None
    worst_days: int | None

    def holds(self, late_count: int, worst_days: int) -> bool:
        fits_count = self.late_count is None or late_count <= self.late_count
        return fits_count and (self.worst_days is None or worst_days <= self.worst_days)


STEPS: Final = (_Step("A", 0, 0), _Step("B", 2, 10), _Step("C", 4, 30), _Step("D", None, 90), _Step("E", None, None))
"""At most this many late and at most this many days, best grade first."""


def grade(allocation: Allocation, product: Product) -> Grade:
    """Grade a loan at the end of an allocation's last day.

    Args:
        allocation: The loan's rows and what was paid on them.
        product: Days of grace and tolerance.
    """
    as_of = allocation.through_on
    since_on = months_after(as_of, -MONTHS)
    counted = [position for position in allocation.positions if since_on < position.row.due_on <= as_of and _fell_due(position, as_of)]
    days_late = [_days_late(position, as_of, product.tolerance_minor) for position in counted]
    late = [days for days in days_late if days > product.grace_days]
    return _graded(len(counted), len(late), max(late, default=0))


def _graded(due_count: int, late_count: int, worst_days: int) -> Grade:
    code = next(step.code for step in STEPS if step.holds(late_count, worst_days))
    reasons = [GradeReason(ReasonCode.DUE, due_count), GradeReason(ReasonCode.LATE, late_count)]
    if late_count:
        reasons.append(GradeReason(ReasonCode.WORST_DAYS, worst_days))
    if due_count < ROWS_NEEDED:
        code = max(code, "B")
        reasons.append(GradeReason(ReasonCode.SHORT_HISTORY, due_count))
    return Grade(code, due_count, late_count, worst_days, tuple(reasons))


def _fell_due(position: Position, as_of: date) -> bool:
    """An instalment of the plan that reached its due date; what a change made due on its own day isn't one."""
    row = position.row
    return row.starts_on <= as_of and row.starts_on != row.due_on and (row.superseded_on is None or row.due_on <= row.superseded_on)


def _days_late(position: Position, as_of: date, tolerance_minor: int) -> int:
    row = position.row
    if position.settled_on is not None:
        return (position.settled_on - row.due_on).days
    if sum(position.unpaid[1:]) <= tolerance_minor:
        return 0
    end_on = as_of if row.superseded_on is None else min(row.superseded_on, as_of)
    return (end_on - row.due_on).days

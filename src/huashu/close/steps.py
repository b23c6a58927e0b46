"""The close as an ordered list of small named steps over one batch of loans.

Each step is a pure function of a :class:`Night` and adds its findings to it. The files and the desk's database run the
same steps: what differs is only where the columns come from and where the findings go. A loan with a fault takes no
part in any step after the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huashu.close.bands import banded, graded
from huashu.close.columns import NEVER, Int8s, Int32s, Int64s, LoanColumns, StatusColumns, as_day, empty_status
from huashu.close.products import Products
from huashu.close.promises import PromiseColumns, PromiseResult, no_promises, settle
from huashu.close.status import walked

UNKNOWN: Final = -1
"""Place of the band or grade of a loan that no earlier close has seen."""

OPENED: Final = 0
OPEN: Final = 1
CURED: Final = 2

CASE_EVENTS: Final = ("opened", "open", "cured")
"""``Cases.event`` holds places in this tuple."""


@dataclass(frozen=True, slots=True)
class CloseSettings:
    """What a lender decides about the close itself.

    Args:
        promise_grace_days: Days after the promised day in which a payment still keeps a promise.
        reminder_days: How many days before a due date its reminder is due.
    """

    promise_grace_days: int = 0
    reminder_days: int = 3


class Previous(NamedTuple):
    """What an earlier close said about each of n loans.

    Attributes:
        as_of: int32 (n), its day; ``NEVER`` if it didn't see the loan.
        bucket: int16 (n), place in the same list of codes as the status's; ``UNKNOWN`` if it didn't see the loan.
        stage: int16 (n), likewise.
        grade: int8 (n), likewise.
        case_opened_on: int32 (n), ``NEVER`` if the loan has no open case.
        first_contact_due_on: int32 (n), of the open case.
    """

    as_of: Int32s
    bucket: NDArray[np.int16]
    stage: NDArray[np.int16]
    grade: Int8s
    case_opened_on: Int32s
    first_contact_due_on: Int32s


class Changes(NamedTuple):
    """k loans whose bucket, stage or grade differs from the earlier close, and what it was then.

    Attributes:
        loan: int64 (k), place in the batch, ascending.
        bucket_from: int16 (k), ``UNKNOWN`` for a loan that is new; likewise the others.
    """

    loan: Int64s
    bucket_from: NDArray[np.int16]
    stage_from: NDArray[np.int16]
    grade_from: Int8s


class Cases(NamedTuple):
    """k cases that are open, or were until now.

    Attributes:
        loan: int64 (k), place in the batch, ascending.
        event: int8 (k), place in ``CASE_EVENTS``.
        opened_on: int32 (k).
        first_contact_due_on: int32 (k), day by whose end the borrower has to be contacted.
    """

    loan: Int64s
    event: Int8s
    opened_on: Int32s
    first_contact_due_on: Int32s


class Reminders(NamedTuple):
    """k instalments to remind of.

    Attributes:
        loan: int64 (k), place in the batch, ascending.
        due_on: int32 (k).
        amount_minor: int64 (k), what has to come by then beyond credit.
    """

    loan: Int64s
    due_on: Int32s
    amount_minor: Int64s


def nothing_before(count: int) -> Previous:
    """The previous state of n loans that no close has seen."""
    never, unknown = np.full(count, NEVER, np.int32), np.full(count, UNKNOWN, np.int16)
    return Previous(never, unknown, unknown, unknown.astype(np.int8), never, never)


@dataclass(frozen=True, slots=True)
class Night:
    """One batch on one night: what goes in, and what each step found.

    Args:
        columns: n loans.
        products: The book's products.
        as_of: The day that is closed, up to its end.
        previous: What the close before said about the n loans.
        promises: Promised payments of these loans.
        settings: Of the close itself.
        jobs: Threads for the walk.
        status: From the first three steps.
        changes: From the step of that name; so too the others.
        cases: Cases opened, still open and cured.
        settled: What became of the promised payments.
        reminders: Instalments to remind of.
    """

    columns: LoanColumns
    products: Products
    as_of: date
    previous: Previous
    promises: PromiseColumns = field(default_factory=no_promises)
    settings: CloseSettings = CloseSettings()
    jobs: int = 1
    status: StatusColumns = field(default_factory=lambda: empty_status(0))
    changes: Changes = field(default_factory=lambda: Changes(*_nothing(np.int64, np.int16, np.int16, np.int8)))
    cases: Cases = field(default_factory=lambda: Cases(*_nothing(np.int64, np.int8, np.int32, np.int32)))
    settled: PromiseResult = field(default_factory=lambda: PromiseResult(*_nothing(np.int64, np.int8, np.int32)))
    reminders: Reminders = field(default_factory=lambda: Reminders(*_nothing(np.int64, np.int32, np.int64)))


@dataclass(frozen=True, slots=True)
class Step:
    """A step and its name, as runs and pages show it."""

    name: str
    run: Callable[[Night], Night]


def close_batch(night: Night) -> Night:
    """Run all steps in their order."""
    for step in STEPS:
        night = step.run(night)
    return night


def arrears_and_penalty(night: Night) -> Night:
    """Walk the loans: what is due, paid, overdue, and the penalty. One walk, because each payment meets the penalty of its day."""
    return replace(night, status=walked(night.columns, night.products, night.as_of, jobs=night.jobs))


def bucket_and_stage(night: Night) -> Night:
    """Name the band that holds the days past due."""
    return replace(night, status=banded(night.columns, night.products, night.status))


def grade(night: Night) -> Night:
    """Grade the last twelve months."""
    return replace(night, status=graded(night.status))


def changed(night: Night) -> Night:
    """Find loans to write a history row for."""
    return replace(night, changes=transitions(night.previous, night.status))


def cases_opened_and_cured(night: Night) -> Night:
    """Open a case for a loan that is past due, and cure the case of one that no longer is."""
    return replace(night, cases=case_changes(night.previous, night.status, as_day(night.as_of)))


def first_contact(night: Night) -> Night:
    """Set the day by whose end the borrower of a new case has to be contacted."""
    due_on = first_contact_due_on(night.columns, night.products, night.previous, night.status, as_day(night.as_of))
    cases = night.cases
    first = np.where(cases.event == OPENED, due_on[cases.loan], cases.first_contact_due_on)
    return replace(night, cases=cases._replace(first_contact_due_on=first.astype(np.int32)))


def promises_due(night: Night) -> Night:
    """Decide promises from the receipts."""
    columns = night.columns._replace(fault=night.status.fault)
    return replace(night, settled=settle(night.promises, columns, as_day(night.as_of), night.settings.promise_grace_days))


def reminders_due(night: Night) -> Night:
    """Find instalments that fall due soon."""
    return replace(night, reminders=upcoming(night.status, as_day(night.as_of), night.settings.reminder_days))


STEPS: Final = (
    Step("arrears_and_penalty", arrears_and_penalty),
    Step("bucket_and_stage", bucket_and_stage),
    Step("grade", grade),
    Step("changes", changed),
    Step("cases", cases_opened_and_cured),
    Step("first_contact", first_contact),
    Step("promises", promises_due),
    Step("reminders", reminders_due),
)
"""The close, in order."""


def transitions(previous: Previous, status: StatusColumns) -> Changes:
    """Loans whose bucket, stage or grade isn't what the earlier close said; a new loan counts as changed.

    A loan is closed in bucket and stage at once, so closing and reopening are changes too.
    """
    differs = (previous.bucket != status.bucket) | (previous.stage != status.stage) | (previous.grade != status.grade)
    loan = np.flatnonzero(differs & (status.fault == 0))
    return Changes(loan, previous.bucket[loan], previous.stage[loan], previous.grade[loan])


def case_changes(previous: Previous, status: StatusColumns, as_of: int) -> Cases:
    """Cases opened today, still open, and cured today. A loan with a fault keeps its case as it is."""
    sound = status.fault == 0
    had_case = previous.case_opened_on != NEVER
    is_late = status.days_past_due > 0
    loan = np.flatnonzero(had_case | (is_late & sound))
    was_open, late, is_sound = had_case[loan], is_late[loan], sound[loan]
    event = np.where(was_open, np.where(late | ~is_sound, OPEN, CURED), OPENED).astype(np.int8)
    opened_on = np.where(was_open, previous.case_opened_on[loan], as_of).astype(np.int32)
    return Cases(loan, event, opened_on, previous.first_contact_due_on[loan])


def first_contact_due_on(columns: LoanColumns, products: Products, previous: Previous, status: StatusColumns, as_of: int) -> Int32s:
    """Day by whose end a borrower who became overdue has to be contacted: 24 hours from the start of the first overdue day.

    That day is the one after due date and grace, but not earlier than the first day that no close had seen (a
    payment reversed weeks later, or a loan new in the book, starts its 24 hours when it comes to light).

    Returns:
        int32 (n); ``NEVER`` where nothing is past due.
    """
    known = np.clip(columns.product, 0, None)
    overdue_on = status.oldest_unpaid_due_on.astype(np.int64) + products.columns.grace_days[known] + 1
    unseen_from = np.where(previous.as_of == NEVER, as_of, previous.as_of.astype(np.int64) + 1)
    due_on = np.maximum(overdue_on, np.minimum(unseen_from, as_of))
    return np.where(status.oldest_unpaid_due_on == NEVER, NEVER, due_on).astype(np.int32)


def upcoming(status: StatusColumns, as_of: int, days: int) -> Reminders:
    """Instalments that fall due within ``days`` days after ``as_of`` and aren't covered by credit."""
    loan = np.flatnonzero((status.next_due_on.astype(np.int64) <= as_of + days) & (status.next_due_minor > 0) & (status.fault == 0))
    return Reminders(loan, status.next_due_on[loan], status.next_due_minor[loan])


def _nothing(*dtypes: Any) -> list[Any]:
    return [np.empty(0, dtype) for dtype in dtypes]

"""A plan for a loan of which a tape tells balance, rate, months left and days past due.

The tape has no due day and doesn't split what is overdue; both are rebuilt so that the book shows the reported days past due on
the reported day, and the reported balance to the cent. The assumptions are written out in ``docs/algorithms/import.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from huashu.adapters.tape.loan import CURRENCY, TapeLoan
from huashu.calendars import DayCount, Frequency, months_after
from huashu.lending.course import Course, Stretch, rows_to_come
from huashu.lending.plan import PlanRow
from huashu.lending.terms import PERIODS_MAX, Method

DUE_DAY: Final = 15
"""Due day of a loan that isn't past due: the middle of the month is at most half a month wrong."""

CALENDARS_KEPT: Final = 4096
"""Loans of one tape share their due dates; this many calendars are remembered."""

SIMPLE_INTEREST: Final = "1"
"""interestCalculationTypeCode of simple interest."""


@dataclass(frozen=True, slots=True)
class TapeTerms:
    """What the tape says about the contract, as far as a book needs it.

    Args:
        currency: ISO 4217 code.
        principal_minor: Amount lent, or None.
        rate_ppb_year: Rate in force.
        periods: Instalments agreed, or None.
        frequency: Monthly.
        method: Equal instalment.
        day_count: Actual/365, simple interest.
        disbursed_on: First day of the month of origination, no later than the first day of the plan.
        first_due_on: First instalment, on the due day that the plan uses, or None.
    """

    currency: str
    principal_minor: int | None
    rate_ppb_year: int
    periods: int | None
    frequency: Frequency
    method: Method
    day_count: DayCount
    disbursed_on: date
    first_due_on: date | None


def tape_plan(loan: TapeLoan) -> tuple[TapeTerms, tuple[PlanRow, ...]]:
    """Terms and plan of a reported loan.

    Args:
        loan: One record of a tape.

    Returns:
        The terms, and what is still owed: instalments past due, the oldest of them due exactly the reported days before the reporting
        day, then those to come. The principal parts add up to the reported balance. The plan of a closed loan is empty.
    """
    first_on = _first_unpaid_on(loan)
    rate_ppb_year = loan.rate_ppb_year or 0
    starts_on = _starts_on(loan, first_on)
    rows: tuple[PlanRow, ...] = ()
    if not loan.closed and loan.balance_minor:
        count = _count(loan, first_on)
        rows = _rows(Stretch(loan.balance_minor, rate_ppb_year, starts_on, _due_dates(first_on, count)), loan.scheduled_payment_minor)
    disbursed_on = min(loan.originated_month or starts_on, starts_on)
    first_due_on = months_after(first_on, _months(first_on, loan.first_payment_month)) if loan.first_payment_month else None
    terms = TapeTerms(
        currency=CURRENCY,
        principal_minor=loan.original_amount_minor,
        rate_ppb_year=rate_ppb_year,
        periods=loan.original_term,
        frequency=Frequency.MONTHLY,
        method=Method.EQUAL_INSTALMENT,
        day_count=DayCount.ACTUAL_365,
        disbursed_on=disbursed_on,
        first_due_on=first_due_on,
    )
    return terms, rows


def _first_unpaid_on(loan: TapeLoan) -> date:
    """Due date of the oldest unpaid instalment: the reported days ago, or else the next middle of a month."""
    days = loan.days_past_due
    if days:
        return loan.reporting_end_on - timedelta(days=days)
    end_on = loan.reporting_end_on
    next_on = months_after(end_on.replace(day=DUE_DAY), 1 if end_on.day >= DUE_DAY else 0)
    if loan.first_payment_month and loan.first_payment_month > next_on:
        return loan.first_payment_month.replace(day=DUE_DAY)
    return next_on


def _count(loan: TapeLoan, first_on: date) -> int:
    """How many instalments are unpaid, past due ones included.

    Servicers differ in whether the months left include those past due; the month of maturity tells which it is.
    """
    past = 0
    while past < PERIODS_MAX and months_after(first_on, past) <= loan.reporting_end_on:
        past += 1
    to_maturity = _months(first_on, loan.maturity_month) + 1 if loan.maturity_month else None
    left = loan.remaining_term
    if left is None:
        count = to_maturity or 1
    elif past and to_maturity is not None:
        count = min((left, left + past), key=lambda number: abs(number - to_maturity))
    else:
        count = left
    # A balance of a few cents can't be split into more parts than cents, or the oldest would owe nothing.
    return min(max(count, past, 1), PERIODS_MAX, loan.balance_minor or 1)


@lru_cache(CALENDARS_KEPT)
def _due_dates(first_on: date, count: int) -> tuple[date, ...]:
    return tuple(months_after(first_on, number) for number in range(count))


def _months(from_on: date, to_on: date) -> int:
    return (to_on.year - from_on.year) * 12 + to_on.month - from_on.month


def _starts_on(loan: TapeLoan, first_on: date) -> date:
    """Day from which the balance owes interest: as reported with simple interest, else a month before the oldest unpaid instalment.

    What is reported counts within two months before that instalment, and no later than the reporting day.
    """
    month_before_on = min(months_after(first_on, -1), loan.reporting_end_on)
    through_on = loan.interest_paid_through_on
    if through_on is None or loan.interest_type != SIMPLE_INTEREST:
        return month_before_on
    latest_on = min(first_on - timedelta(days=1), loan.reporting_end_on)
    return min(max(through_on, months_after(first_on, -2)), latest_on)


def _rows(stretch: Stretch, payment_minor: int | None) -> tuple[PlanRow, ...]:
    """The balance over the due dates, at the reported instalment if that repays it, else at one that does."""
    course = Course(Frequency.MONTHLY, Method.EQUAL_INSTALMENT, DayCount.ACTUAL_365, stretch.due_on[0])
    if payment_minor and payment_minor > 0:
        rows = rows_to_come(course, replace(stretch, kept_minor=payment_minor))
        if rows[-1].total_minor <= 2 * payment_minor:
            return tuple(rows)
    return tuple(rows_to_come(course, stretch))

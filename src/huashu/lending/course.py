"""The course that a plan is on: how rows still to come are made, also after a change and during a holiday.

:mod:`huashu.lending.schedule` knows balances and dates; this module turns its columns into plan rows that ask for
nothing negative, keep the instalment where a part prepayment shortens the term, and leave room for a payment holiday.
Which change makes which rows is in :mod:`huashu.lending.amendment`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from huashu.calendars import DayCount, Frequency, period_after
from huashu.lending.accrual import interest_minor
from huashu.lending.entries import HolidayInterest
from huashu.lending.plan import PlanRow
from huashu.lending.schedule import Schedule, schedule, spread
from huashu.lending.terms import Method, Terms


@dataclass(frozen=True, slots=True)
class Course:
    """What rows still to come follow from, besides principal, rate and dates.

    Args:
        frequency: How often instalments fall due.
        method: How principal is spread.
        day_count: The loan's day count, for life.
        anchor_on: Due date whose day of the month sticks.
        balloon_minor: Principal left to the last instalment.
        holiday_until: Last due date of a payment holiday, or None.
        holiday_interest: What happens to its interest.
    """

    frequency: Frequency
    method: Method
    day_count: DayCount
    anchor_on: date
    balloon_minor: int = 0
    holiday_until: date | None = None
    holiday_interest: HolidayInterest = HolidayInterest.PAY

    @classmethod
    def of_terms(cls, terms: Terms) -> Course:
        """The course that a contract sets out on."""
        return cls(terms.frequency, terms.method, terms.day_count, terms.first_due_on, terms.balloon_minor)

    def resumes_on(self, on: date) -> date:
        """Day at whose end principal is repaid again: ``on`` itself, or the end of a holiday that is running."""
        return on if self.holiday_until is None else max(on, self.holiday_until)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A balance to be repaid.

    Args:
        principal_minor: The balance, at least 1.
        rate_ppb_year: Its yearly rate in parts per billion.
        start_on: Day from which it bears interest.
        due_on: Due dates, ascending.
        kept_minor: Level payment (or equal part of principal) to keep, so that the term gets shorter; else None.
    """

    principal_minor: int
    rate_ppb_year: int
    start_on: date
    due_on: tuple[date, ...]
    kept_minor: int | None = None


def first_rows(terms: Terms) -> tuple[PlanRow, ...]:
    """The plan of a contract: its schedule, with no principal part below zero."""
    columns = schedule(terms)
    if min(columns.principal_minor) < 0:
        stretch = Stretch(terms.principal_minor, terms.rate_ppb_year, terms.disbursed_on, columns.due_on)
        return tuple(_repaying(Course.of_terms(terms), stretch, terms.disbursed_on))
    return tuple(
        PlanRow(due_on, principal, interest, 0, terms.rate_ppb_year, terms.disbursed_on)
        for due_on, principal, interest in zip(columns.due_on, columns.principal_minor, columns.interest_minor, strict=True)
    )


def rows_to_come(course: Course, stretch: Stretch) -> list[PlanRow]:
    """Rows that repay a balance from the end of a day on.

    Args:
        course: How; a holiday that is running keeps principal (or everything) off the due dates up to its end.
        stretch: What and when; ``start_on`` is the day of the change.

    Returns:
        New rows in order of due date. Where a holiday capitalises interest there are two for each due date: one until
        the holiday ends and one from then on, with equal totals.

    Source: ``docs/algorithms/holiday.md``.
    """
    change_on = stretch.start_on
    until_on = course.resumes_on(change_on)
    later = tuple(day for day in stretch.due_on if day > until_on)
    if until_on == change_on:
        return list(_repaying(course, stretch, change_on))
    if course.holiday_interest is HolidayInterest.PAY:
        paused = tuple(day for day in stretch.due_on if day <= until_on)
        return [
            *_interest_rows(course, stretch, paused),
            *_repaying(course, replace(stretch, start_on=until_on, due_on=later), change_on),
        ]
    added_minor = interest_minor(stretch.principal_minor, stretch.rate_ppb_year, course.day_count, change_on, until_on)
    grown = replace(stretch, principal_minor=stretch.principal_minor + added_minor, start_on=until_on, due_on=later)
    after = list(_repaying(course, grown, until_on))
    before = _before_capitalising(after, added_minor, change_on)
    return sorted([*before, *after], key=lambda row: row.due_on)


def dates_after(course: Course, last_on: date, count: int) -> tuple[date, ...]:
    """The due dates that would follow a last one.

    They keep the course's day of the month if the last due date is one of its own, else that of the last due date.
    """
    periods = 0
    while (grid_on := period_after(course.anchor_on, periods, course.frequency)) < last_on:
        periods += 1
    anchor_on, periods = (course.anchor_on, periods) if grid_on == last_on else (last_on, 0)
    return tuple(period_after(anchor_on, periods + n, course.frequency) for n in range(1, count + 1))


def _repaying(course: Course, stretch: Stretch, starts_on: date) -> Iterator[PlanRow]:
    """Rows with principal on every date.

    A period whose interest exceeds the level payment asks for that interest alone, and the balance is spread anew over
    the dates after it, so that no principal is below zero and the debt never grows.
    """
    while stretch.due_on:
        balance_minor = stretch.principal_minor
        columns = _columns(course, stretch)
        for place, due_on in enumerate(columns.due_on):
            interest, principal = columns.interest_minor[place], min(columns.principal_minor[place], balance_minor)
            yield PlanRow(due_on, max(principal, 0), interest, 0, stretch.rate_ppb_year, starts_on)
            if principal < 0:
                stretch = replace(stretch, principal_minor=balance_minor, start_on=due_on, due_on=stretch.due_on[place + 1 :])
                break
            balance_minor -= principal
            if not balance_minor:
                return


def _columns(course: Course, stretch: Stretch) -> Schedule:
    """The stretch as the schedule has it; with a kept level, rounding dust joins the last instalment."""
    kept_minor = None if course.method is Method.INTEREST_ONLY else stretch.kept_minor
    with_balloon = course.method is Method.EQUAL_INSTALMENT_BALLOON and kept_minor is None
    balloon_minor = min(course.balloon_minor, stretch.principal_minor) if with_balloon else 0

    def over(due_on: tuple[date, ...]) -> Schedule:
        return spread(
            stretch.principal_minor,
            stretch.rate_ppb_year,
            course.method,
            course.day_count,
            stretch.start_on,
            due_on,
            balloon_minor=balloon_minor,
            level_minor=kept_minor,
        )

    columns = over(stretch.due_on)
    count = len(columns.due_on)
    is_dust = kept_minor is not None and count > 1 and columns.total_minor[-1] <= count
    return over(stretch.due_on[: count - 1]) if is_dust else columns


def _interest_rows(course: Course, stretch: Stretch, paused: tuple[date, ...]) -> Iterator[PlanRow]:
    for from_on, due_on in pairwise((stretch.start_on, *paused)):
        due_minor = interest_minor(stretch.principal_minor, stretch.rate_ppb_year, course.day_count, from_on, due_on)
        if due_minor:
            yield PlanRow(due_on, 0, due_minor, 0, stretch.rate_ppb_year, stretch.start_on)


def _before_capitalising(after: list[PlanRow], added_minor: int, starts_on: date) -> list[PlanRow]:
    """The same instalments while the added interest isn't principal yet: it stands as interest of the last ones."""
    rows: list[PlanRow] = []
    for row in reversed(after):
        moved_minor = min(row.principal_minor, added_minor)
        added_minor -= moved_minor
        rows.append(
            replace(
                row,
                principal_minor=row.principal_minor - moved_minor,
                interest_minor=row.interest_minor + moved_minor,
                starts_on=starts_on,
                superseded_on=row.starts_on,
            )
        )
    return rows[::-1]

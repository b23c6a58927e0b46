"""Days, weeks, months and years gone by, as people name them: 前天, 上周四, 去年九月, "last Monday", "in March 2021".

The promise reader looks ahead from the day of speaking; this looks back. Weeks run Monday to Sunday. Where words leave two days
open ("last Monday" on a Thursday), both are given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from huashu.language.almanac import day_in_month


class Grain(StrEnum):
    """How finely a time is named."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Gone:
    """A time gone by.

    Args:
        start: Where its words begin.
        end: Where they end.
        grain: How finely it is named.
        on: The day, or the first day of the week, month or year.
        others: Other days that the words may mean.
        approximate: They say it only roughly.
        either: They name two times without choosing.
    """

    start: int
    end: int
    grain: Grain
    on: date
    others: tuple[date, ...] = ()
    approximate: bool = False
    either: bool = False

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return any(_holds(self.grain, first, day) for first in (self.on, *self.others))

    @property
    def label(self) -> str:
        """It as a day, an ISO week, a month or a year."""
        return label_of(self.grain, self.on)


def label_of(grain: Grain, on: date) -> str:
    """A time as it is written: ``YYYY-MM-DD``, ``YYYY-Www``, ``YYYY-MM`` or ``YYYY``."""
    if grain is Grain.WEEK:
        year, week, _ = on.isocalendar()
        return f"{year}-W{week:02d}"
    return on.isoformat()[: {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}[grain]]


def _holds(grain: Grain, first: date, day: date) -> bool:
    return label_of(grain, first) == label_of(grain, day)


def month_first(year: int, month: int) -> date:
    """The first day of a month; months before January and after December run on."""
    return day_in_month(year, month, 1)


def week_first(on: date, weeks: int) -> date:
    """The Monday of the week so many weeks later, or earlier."""
    return on - timedelta(days=on.weekday()) + timedelta(weeks=weeks)


def weekday_gone(on: date, weekday: int) -> date:
    """The last such weekday up to and including a day."""
    return on - timedelta(days=(on.weekday() - weekday) % 7)


def number_gone(on: date, number: int) -> date | None:
    """The last day with that number in its month, up to and including a day."""
    for back in range(13):
        first = month_first(on.year, on.month - back)
        try:
            day = first.replace(day=number)
        except ValueError:
            continue
        if day <= on:
            return day
    return None


def month_gone(on: date, month: int) -> date:
    """The first day of the last such month that has begun."""
    return date(on.year if month <= on.month else on.year - 1, month, 1)


def month_day_gone(on: date, month: int, number: int, year: int | None = None) -> date | None:
    """A day by month and number, of the year given or else the last that isn't ahead."""
    try:
        day = date(year or on.year, month, number)
    except ValueError:
        return None
    return day if year or day <= on else month_day_gone(on, month, number, on.year - 1)


def festival_gone(on: date, rule: Callable[[date], date | None]) -> date | None:
    """The last festival that isn't ahead, from a rule that gives the next one."""
    day = rule(on - timedelta(days=400))
    while day and (later := rule(day + timedelta(days=1))) and later <= on:
        day = later
    return day


def year_of(number: int, on: date) -> int:
    """A year from two digits: not ahead of the day of speaking."""
    if number >= 100:
        return number
    return 2000 + number if number <= on.year % 100 else 1900 + number


def apart(found: list[Gone]) -> list[Gone]:
    """Times that don't overlap, from left to right: of two that do, the one that begins first, else the longer."""
    kept: list[Gone] = []
    for gone in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if not kept or gone.start >= kept[-1].end:
            kept.append(gone)
    return kept


def chosen(one: Gone, other: Gone) -> Gone:
    """Two times between which nobody chose, as one."""
    return replace(one, end=other.end, either=True, approximate=True)


GoneFind = Callable[[str, date], list[Gone]]

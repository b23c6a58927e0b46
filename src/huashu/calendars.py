"""Dates of a loan: months that keep their day, and day counts.

Due dates keep the day of the month that they started on: a loan due on the 31st is due on 28 February and on
31 March again. Day counts are exact pairs of integers. Holidays and working days are not here; nothing in
this product shifts a due date for a weekend.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum


class DayCount(StrEnum):
    """How days between two dates become a fraction of a year."""

    THIRTY_360 = "30/360"
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"

    @property
    def year_days(self) -> int:
        """Days that this convention takes for one year."""
        return 365 if self is DayCount.ACTUAL_365 else 360


class Frequency(StrEnum):
    """How often an instalment falls due."""

    MONTHLY = "monthly"
    BIWEEKLY = "biweekly"
    WEEKLY = "weekly"

    @property
    def periods_per_year(self) -> int:
        """Instalments in a year: 12, 26 or 52."""
        return {Frequency.MONTHLY: 12, Frequency.BIWEEKLY: 26, Frequency.WEEKLY: 52}[self]


def months_after(anchor_on: date, months: int) -> date:
    """The day ``months`` calendar months after ``anchor_on``, on its day or the last day of a shorter month.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    ordinal = anchor_on.year * 12 + anchor_on.month - 1 + months
    year, month = divmod(ordinal, 12)
    return date(year, month + 1, min(anchor_on.day, monthrange(year, month + 1)[1]))


def period_after(anchor_on: date, periods: int, frequency: Frequency) -> date:
    """The due date ``periods`` instalments after ``anchor_on``.

    Args:
        anchor_on: A due date; its day of the month is the one that sticks.
        periods: Count of instalments, may be zero or negative.
        frequency: Monthly counts calendar months, the others 14 or 7 days.
    """
    if frequency is Frequency.MONTHLY:
        return months_after(anchor_on, periods)
    return anchor_on + timedelta(days=periods * (14 if frequency is Frequency.BIWEEKLY else 7))


def days_counted(start_on: date, end_on: date, day_count: DayCount) -> int:
    """Days from ``start_on`` to ``end_on`` as the convention counts them; divide by ``day_count.year_days``.

    Source: 30/360 is the US bond basis without a rule for the end of February: a start on the 31st counts as
    the 30th, then an end on the 31st counts as the 30th if the start is the 30th.
    """
    if day_count is not DayCount.THIRTY_360:
        return (end_on - start_on).days
    start_day = min(start_on.day, 30)
    end_day = 30 if end_on.day == 31 and start_day == 30 else end_on.day
    return 360 * (end_on.year - start_on.year) + 30 * (end_on.month - start_on.month) + end_day - start_day

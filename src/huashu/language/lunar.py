"""The Chinese lunar calendar of 2020 to 2041: which day of the solar calendar a lunar day is.

The table was computed from the moments of new moon in Chinese time (Meeus, Astronomical Algorithms, chapter 49); no new moon of these years
falls within three minutes of midnight. Outside its years nothing is answered. A leap month is known only as what makes its year longer:
nobody promises to pay in one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

YEARS: Final[dict[int, tuple[int, int, int, str]]] = {
    2020: (1, 25, 4, "0111010010101"),
    2021: (2, 12, 0, "011010101010"),
    2022: (2, 1, 0, "101011010101"),
    2023: (1, 22, 2, "0100110110101"),
    2024: (2, 10, 0, "010010110110"),
    2025: (1, 29, 6, "1010010101110"),
    2026: (2, 17, 0, "101001001110"),
    2027: (2, 6, 0, "110100100110"),
    2028: (1, 26, 5, "1110100100110"),
    2029: (2, 13, 0, "110101010011"),
    2030: (2, 3, 0, "010110101010"),
    2031: (1, 23, 3, "0110101101010"),
    2032: (2, 11, 0, "100101101101"),
    2033: (1, 31, 11, "0100101011101"),
    2034: (2, 19, 0, "010010101101"),
    2035: (2, 8, 0, "101001001101"),
    2036: (1, 28, 6, "1101001001011"),
    2037: (2, 15, 0, "110100100101"),
    2038: (2, 4, 0, "110101010010"),
    2039: (1, 24, 5, "1101101010100"),
    2040: (2, 12, 0, "101101011010"),
    2041: (2, 1, 0, "010101101101"),
}
"""Lunar year to month and day of its first day, the month that is doubled (0: none), and a 1 for each month of 30 days (0: 29)."""


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar one; a 30th that its month lacks is the 29th. ``None`` outside the table.

    Args:
        year: Lunar year, numbered as the solar year in which it begins.
        month: 1 to 12; the first of a doubled month is meant.
        day: 1 to 30.

    >>> lunar_day(2026, 1, 1)
    datetime.date(2026, 2, 17)
    """
    if year not in YEARS:
        return None
    first_month, first_day, leap, long_months = YEARS[year]
    before = month - 1 + (1 if leap and month > leap else 0)
    days = sum(29 + int(long) for long in long_months[:before])
    return date(year, first_month, first_day) + timedelta(days=days + min(day, 29 + int(long_months[before])) - 1)


def lunar_next(month: int, day: int, on: date) -> date | None:
    """The first lunar day of this month and number on or after ``on``; ``None`` outside the table."""
    days = (lunar_day(year, month, day) for year in (on.year - 1, on.year, on.year + 1))
    return next((found for found in days if found is not None and found >= on), None)


def new_year_eve_next(on: date) -> date | None:
    """The first eve of the lunar new year on or after ``on``: the day before 正月初一."""
    first = lunar_next(1, 1, on + timedelta(days=1))
    return first - timedelta(days=1) if first else None

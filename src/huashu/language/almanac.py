"""Days by the names people give them: days of the month, weeks from Monday, festivals. The day of speaking is handed in.

How each name is read follows the convention for promises: where words leave room, the latest day. The names themselves are in ``zh`` and
``en``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from huashu.calendars import months_after
from huashu.language.lunar import lunar_next, new_year_eve_next

MONTH_PARTS: Final = {"start": 5, "first_third": 10, "middle": 15, "second_third": 20, "end": 31}
"""The day that a part of a month stands for: its start, middle, thirds (旬) and end."""


def day_in_month(year: int, month: int, number: int) -> date:
    """The day with this number; the month's last day where the month lacks it. ``month`` may run past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(number, monthrange(year, month)[1]))


def day_next(number: int, on: date) -> date:
    """The first day with this number on or after ``on``."""
    near = day_in_month(on.year, on.month, number)
    return near if near >= on else day_in_month(on.year, on.month + 1, number)


def month_day_next(month: int, number: int, on: date) -> date:
    """The first such day of such a month on or after ``on``."""
    near = day_in_month(on.year, month, number)
    return near if near >= on else day_in_month(on.year + 1, month, number)


def week_day(on: date, weekday: int, weeks: int) -> date:
    """The weekday (Monday 0) of the week that is ``weeks`` after the week of ``on``; weeks start on Monday."""
    return on + timedelta(days=weekday - on.weekday() + 7 * weeks)


def weekday_after(on: date, weekday: int) -> date:
    """The first such weekday strictly after ``on``."""
    return on + timedelta(days=(weekday - on.weekday() - 1) % 7 + 1)


def weekday_this(on: date, weekday: int) -> date:
    """The weekday of the current week; if it has gone by, the next one to come."""
    near = week_day(on, weekday, 0)
    return near if near >= on else near + timedelta(days=7)


def business_days_after(on: date, count: int) -> date:
    """The ``count``-th day from Monday to Friday after ``on``; public holidays are not known here."""
    day = on
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` such weekday of a month, from 1; with -1 the last."""
    if nth < 0:
        last = day_in_month(year, month, 31)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[date], date | None]:
    return lambda on: month_day_next(month, day, on)


def _moving(rule: Callable[[int], date]) -> Callable[[date], date | None]:
    return lambda on: next(day for day in (rule(on.year), rule(on.year + 1)) if day >= on)


def _lunar(month: int, day: int) -> Callable[[date], date | None]:
    return lambda on: lunar_next(month, day, on)


def _tomb_sweeping(year: int) -> date:
    """清明. Source: the common rule of thumb for the solar term in this century, day = int(y * 0.2422 + 4.81) - int(y / 4)."""
    last_two = year % 100
    return date(year, 4, int(last_two * 2422 + 48_100) // 10_000 - last_two // 4)


def _winter_solstice(year: int) -> date:
    """冬至. Source: the common rule of thumb for the solar term in this century, day = int(y * 0.2422 + 21.94) - int(y / 4)."""
    last_two = year % 100
    return date(year, 12, int(last_two * 2422 + 219_400) // 10_000 - last_two // 4)


_DIWALI: Final = {2025: (10, 20), 2026: (11, 8), 2027: (10, 29), 2028: (10, 17), 2029: (11, 5), 2030: (10, 26)}
"""The main day of Diwali, a new moon of the Hindu calendar, as Indian almanacs give it."""


def _diwali(on: date) -> date | None:
    days = (date(year, *_DIWALI[year]) for year in (on.year, on.year + 1) if year in _DIWALI)
    return next((day for day in days if day >= on), None)


FESTIVALS: Final[dict[str, Callable[[date], date | None]]] = {
    "lunar_new_year": _lunar(1, 1),
    "lunar_new_year_eve": new_year_eve_next,
    "lantern": _lunar(1, 15),
    "dragon_boat": _lunar(5, 5),
    "double_seventh": _lunar(7, 7),
    "mid_autumn": _lunar(8, 15),
    "double_ninth": _lunar(9, 9),
    "laba": _lunar(12, 8),
    "little_new_year": _lunar(12, 23),
    "winter_solstice": _moving(_winter_solstice),
    "tomb_sweeping": _moving(_tomb_sweeping),
    "diwali": _diwali,
    "anzac": _fixed(4, 25),
    "canada": _fixed(7, 1),
    "new_year": _fixed(1, 1),
    "new_year_eve": _fixed(12, 31),
    "valentine": _fixed(2, 14),
    "women": _fixed(3, 8),
    "st_patrick": _fixed(3, 17),
    "april_fools": _fixed(4, 1),
    "tax_day": _fixed(4, 15),
    "labour_cn": _fixed(5, 1),
    "youth": _fixed(5, 4),
    "children": _fixed(6, 1),
    "independence": _fixed(7, 4),
    "teachers": _fixed(9, 10),
    "national_cn": _fixed(10, 1),
    "halloween": _fixed(10, 31),
    "singles": _fixed(11, 11),
    "double_tenth": _fixed(10, 10),
    "double_twelve": _fixed(12, 12),
    "veterans": _fixed(11, 11),
    "christmas_eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing": _fixed(12, 26),
    "easter": _moving(easter),
    "good_friday": _moving(lambda year: easter(year) - timedelta(days=2)),
    "easter_monday": _moving(lambda year: easter(year) + timedelta(days=1)),
    "king": _moving(lambda year: nth_weekday(year, 1, 0, 3)),
    "presidents": _moving(lambda year: nth_weekday(year, 2, 0, 3)),
    "mothers": _moving(lambda year: nth_weekday(year, 5, 6, 2)),
    "fathers": _moving(lambda year: nth_weekday(year, 6, 6, 3)),
    "memorial": _moving(lambda year: nth_weekday(year, 5, 0, -1)),
    "juneteenth": _fixed(6, 19),
    "labor_us": _moving(lambda year: nth_weekday(year, 9, 0, 1)),
    "columbus": _moving(lambda year: nth_weekday(year, 10, 0, 2)),
    "thanksgiving": _moving(lambda year: nth_weekday(year, 11, 3, 4)),
    "black_friday": _moving(lambda year: nth_weekday(year, 11, 3, 4) + timedelta(days=1)),
}
"""Festival to the first such day on or after a day."""


def months_on(on: date, months: int, extra_days: int = 0) -> date:
    """The same day ``months`` later (or that month's last day), and some days more."""
    return months_after(on, months) + timedelta(days=extra_days)

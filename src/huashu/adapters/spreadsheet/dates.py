"""Dates as people write them in sheets, and which order of day and month a column uses.

A cell alone may be readable in two ways (``03/04/2026``); the column decides as soon as one of its cells can be read in
one way only. Times are dropped. Spoken dates ("next Friday") are not here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from huashu.adapters.spreadsheet.cells import Cell, is_blank, plain
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.calendars import months_after


class DateOrder(StrEnum):
    """Order of the parts in a date such as ``03/04/2026`` or ``03/04/26``."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


YEAR_MIN: Final = 1950
YEAR_MAX: Final = 2100
ROC_EPOCH: Final = 1911
"""Year 1 of the calendar used in Taiwan (民国) is 1912."""

_SERIALS: Final = range(18_264, 73_416)
"""Spreadsheet day numbers from 1950-01-02 to 2100-12-31 in the 1900 system."""

_TIME = re.compile(
    r"(?<=\d|日|号|號)[ T]*(上午|下午|am|pm)?[ ]*\d{1,2}[:时時]\d{1,2}([:分]\d{1,2}(\.\d+)?秒?|分)?"
    r"[ ]*(am|pm|上午|下午)?(z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[ (]*(星期|周|週)[一二三四五六日天][ )]*|^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? +", re.IGNORECASE)
_CHINESE = re.compile(r"^(民国|民國|公元|西元)?(\d{2,4})年(\d{1,2})月(\d{1,2})[日号號]?$")
_PARTS = re.compile(r"^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DAY_NAME = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[- /.]*([a-z]{3,9})\.?,?[- /.]*(\d{2}|\d{4})$")
_NAME_DAY = re.compile(r"^([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$")
_DAY_OF_MONTH = re.compile(r"^(?:每个?月|每個月|day )?(\d{1,2})(?:[日号號]|st|nd|rd|th)?(?: of (?:each|every|the) month)?$", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def from_serial(serial: int, *, date_1904: bool = False) -> date:
    """The date of a spreadsheet day number.

    The 1900 system counts a 29 February 1900 that never was (serial 60), so later days lie one further; the 1904 system
    starts at 1 January 1904 with 0.

    Raises:
        UnreadableValue: Serial 60 of the 1900 system, or a number outside the years 1950 to 2100.
    """
    if date_1904:
        found = date(1904, 1, 1) + timedelta(days=min(max(serial, 0), 10**6))
    elif serial == 60:
        raise UnreadableValue(Kind.DATE_UNREADABLE, "29 February 1900")
    else:
        found = date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=min(max(serial, 0), 10**6))
    return _in_range(found, serial)


def date_readings(cell: Cell, *, date_1904: bool = False) -> dict[DateOrder | None, date]:
    """Every way to read a cell as a date: one entry under ``None`` if the order doesn't matter, else one per order.

    Raises:
        UnreadableValue: There is no way.
    """
    if isinstance(cell, date):
        found = cell.date() if isinstance(cell, datetime) else cell
        return {None: _in_range(found, found)}
    text = _WEEKDAY.sub("", _TIME.sub("", plain(cell))).strip().lower()
    serial = _serial(cell, text)
    if serial is not None:
        return {None: from_serial(serial, date_1904=date_1904)}
    readings = _fixed_order(text) or _open_order(text)
    if not readings:
        raise UnreadableValue(Kind.DATE_UNREADABLE, plain(cell))
    in_range = {order: day for order, day in readings.items() if YEAR_MIN <= day.year <= YEAR_MAX}
    if not in_range:
        raise UnreadableValue(Kind.DATE_OUT_OF_RANGE, plain(cell))
    return in_range


def parse_date(cell: Cell, *, order: DateOrder | None = None, date_1904: bool = False) -> date:
    """The date in a cell.

    Args:
        cell: Text, number or date, not blank.
        order: Order of the parts where the cell alone leaves it open.
        date_1904: Whether day numbers count from 1904.

    Raises:
        UnreadableValue: No date, or one that needs ``order`` to be settled.
    """
    readings = date_readings(cell, date_1904=date_1904)
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    if order in readings:
        return readings[order]
    raise UnreadableValue(Kind.DATE_AMBIGUOUS, plain(cell))


def column_order(cells: Iterable[Cell]) -> DateOrder | None:
    """The order in which every open date of a column can be read; None if no cell settles it or cells contradict.

    Years in full and years of two digits are settled each for itself, because 26/3/5 may have the year in front where 3-5-2026
    can't; a column with both needs the same order for both.
    """
    possible: dict[bool, set[DateOrder]] = {}
    settled: set[bool] = set()
    for cell in cells:
        readings = _orders(cell)
        if readings:
            is_short = _has_short_year(cell)
            possible[is_short] = possible.get(is_short, set(DateOrder)) & readings
            if len(readings) < (len(DateOrder) if is_short else len(DateOrder) - 1):
                settled.add(is_short)
    found = {next(iter(orders)) if is_short in settled and len(orders) == 1 else None for is_short, orders in possible.items()}
    return found.pop() if len(found) == 1 else None


def parse_due_on(cell: Cell, as_of: date, *, order: DateOrder | None = None, date_1904: bool = False) -> date:
    """A due date, or a day of the month ("15", "每月15日") as its first occurrence on or after ``as_of``.

    Raises:
        UnreadableValue: Neither a date nor a day from 1 to 31.
    """
    match = None if isinstance(cell, date) else _DAY_OF_MONTH.match(plain(cell))
    if match and 1 <= int(match[1]) <= 31:
        return next_day_of_month(as_of, int(match[1]))
    return parse_date(cell, order=order, date_1904=date_1904)


def is_day_of_month(cell: Cell) -> bool:
    """Whether a cell holds a day of the month alone."""
    match = None if isinstance(cell, date) else _DAY_OF_MONTH.match(plain(cell))
    return bool(match and 1 <= int(match[1]) <= 31)


def next_day_of_month(as_of: date, day: int) -> date:
    """The first date on or after ``as_of`` with this day of the month, or the last day of a shorter month."""
    this_month = as_of.replace(day=min(day, monthrange(as_of.year, as_of.month)[1]))
    if this_month >= as_of:
        return this_month
    following = months_after(as_of.replace(day=1), 1)
    return following.replace(day=min(day, monthrange(following.year, following.month)[1]))


def _orders(cell: Cell) -> set[DateOrder]:
    """Orders in which an open date can be read; empty for everything else."""
    if isinstance(cell, date) or is_blank(cell):
        return set()
    try:
        return {order for order in date_readings(cell) if order is not None}
    except UnreadableValue:
        return set()


def _has_short_year(cell: Cell) -> bool:
    """Whether the year of an open date has two digits."""
    return not re.search(r"\d{4}", _TIME.sub("", plain(cell)))


def _serial(cell: Cell, text: str) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return int(cell)
    return int(text) if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS else None


def _fixed_order(text: str) -> dict[DateOrder | None, date]:
    squeezed = text.replace(" ", "")
    if match := _CHINESE.match(squeezed):
        return _one(_chinese_year(match[1], match[2]), int(match[3]), int(match[4]))
    if match := _COMPACT.match(text):
        return _one(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_NAME.match(text):
        return _one(_full_year(match[3]), _month(match[2]), int(match[1]))
    if match := _NAME_DAY.match(text):
        return _one(int(match[3]), _month(match[1]), int(match[2]))
    return {}


def _open_order(text: str) -> dict[DateOrder | None, date]:
    match = _PARTS.match(re.sub(r" *([-/.]) *", r"\1", text))
    if not match:
        return {}
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4:
        return _one(int(first), int(second), int(third))
    if len(first) == 3:
        return _one(int(first) + ROC_EPOCH, int(second), int(third))
    if len(third) == 4:
        orders: dict[DateOrder, tuple[int, str, str]] = {
            DateOrder.DAY_FIRST: (int(third), second, first),
            DateOrder.MONTH_FIRST: (int(third), first, second),
        }
    elif len(third) <= 2:
        orders = {
            DateOrder.DAY_FIRST: (2000 + int(third), second, first),
            DateOrder.MONTH_FIRST: (2000 + int(third), first, second),
            DateOrder.YEAR_FIRST: (2000 + int(first), second, third),
        }
    else:
        return {}
    return {order: day for order, (year, month, dom) in orders.items() if (day := _valid(year, int(month), int(dom)))}


def _one(year: int, month: int, day: int) -> dict[DateOrder | None, date]:
    found = _valid(year, month, day)
    return {None: found} if found else {}


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _chinese_year(era: str | None, digits: str) -> int:
    if era in ("民国", "民國") or len(digits) == 3:
        return ROC_EPOCH + int(digits)
    return _full_year(digits)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0


def _in_range(found: date, shown: object) -> date:
    if not YEAR_MIN <= found.year <= YEAR_MAX:
        raise UnreadableValue(Kind.DATE_OUT_OF_RANGE, shown)
    return found

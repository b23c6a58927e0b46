"""Texts of tape elements into values; None for whatever isn't one.

Servicers write "-", "None" or nothing where they have no value, and eight decimals where they have one.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from huashu.lending.terms import PPB
from huashu.money import divide_half_up

NOTHING: Final = frozenset({"", "-", "--", "none", "n/a", "na", "null", "nan", "not available", "unavailable"})
"""What servicers write where there is no value, lower case."""

_PLAIN = re.compile(r"^-?\d{1,15}(?:\.(\d{1,20}))?$")
_MONTH = re.compile(r"^(\d{1,2})[/-](\d{4})$")
_YEAR_MONTH = re.compile(r"^(\d{4})[/-](\d{1,2})$")
_DAY = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")


def is_nothing(text: str | None) -> bool:
    """Whether a text says that there is no value."""
    return text is None or text.lower() in NOTHING


def read_minor(text: str) -> int | None:
    """An amount in dollars as cents, rounded half up."""
    return _scaled(text, 100)


def read_ppb(text: str, *, percent: bool) -> int | None:
    """A rate in parts per billion; ``percent`` says that 1 means one per cent."""
    rate_ppb = _scaled(text, PPB // 100 if percent else PPB)
    return rate_ppb if rate_ppb is not None and 0 <= rate_ppb <= 10 * PPB else None


def read_count(text: str) -> int | None:
    """A whole number from 0 on; a fraction of zero ("60.0000") is dropped."""
    number = read_decimal(text)
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def read_decimal(text: str) -> Decimal | None:
    """A finite number of a sane size."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None


def read_month(text: str) -> date | None:
    """The first day of a month written 06/2026, 06-2026 or 2026-06; a full date counts for its month."""
    if match := _MONTH.match(text):
        return _date(int(match[2]), int(match[1]), 1)
    if match := _YEAR_MONTH.match(text):
        return _date(int(match[1]), int(match[2]), 1)
    day = read_day(text)
    return day.replace(day=1) if day else None


def read_day(text: str) -> date | None:
    """A date written 06-30-2026, 06/30/2026 or 2026-06-30."""
    if match := _DAY.match(text):
        return _date(int(match[3]), int(match[1]), int(match[2]))
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def read_truth(text: str) -> bool | None:
    """True or false, also as 1 or 0."""
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(text.lower())


def _scaled(text: str, by: int) -> int | None:
    """A number times ``by``, rounded half up, in integers where it is a plain decimal."""
    match = _PLAIN.match(text)
    if match is None:
        number = read_decimal(text)
        return None if number is None else int((number * by).to_integral_value(rounding="ROUND_HALF_UP"))
    decimals = match[1]
    return int(text) * by if decimals is None else divide_half_up(int(text.replace(".", "")) * by, 10 ** len(decimals))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2200 else None
    except ValueError:
        return None

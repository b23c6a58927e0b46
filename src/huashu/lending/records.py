"""Loan terms as they come in from outside: one JSON object a loan, checked field by field.

The names are those of the public contract of ``huashu schedule``. Fields that the contract doesn't name are ignored,
so that a caller may send an identifier along. What terms allow together is checked by :class:`Terms` itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from huashu.calendars import DayCount, Frequency
from huashu.errors import InvalidValue, MissingValue
from huashu.lending.terms import Method, Terms, rate_from_decimal

_Word = TypeVar("_Word", bound=StrEnum)

_RATE: Final = "a yearly rate as a decimal fraction, such as 0.085 for 8.5%"
_DATE: Final = "a date such as 2026-01-31"
_DATE_SHAPE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def terms_from_record(record: Mapping[str, object]) -> Terms:
    """Terms from a record in the shape of the public contract.

    ``annual_rate`` is a decimal fraction as a text. A number is taken at what it says: whole numbers and decimals as
    they are, a binary float as the shortest decimal that stands for it (0.085 is 0.085).

    Args:
        record: Field names of the contract to JSON values.

    Raises:
        MissingValue: A required field is absent or null.
        InvalidValue: A field is of the wrong type, out of range, or contradicts another.
    """
    return Terms(
        principal_minor=_whole(record, "principal_minor"),
        currency=_text(record, "currency", "a currency code such as CNY"),
        rate_ppb_year=_rate(record),
        periods=_whole(record, "periods"),
        frequency=_word(record, "frequency", Frequency),
        method=_word(record, "method", Method),
        day_count=_word(record, "day_count", DayCount),
        disbursed_on=_date(record, "disbursed_on"),
        first_due_on=_date(record, "first_due_on"),
        balloon_minor=_whole(record, "balloon_minor", default=0),
        fee_minor=_whole(record, "fee_minor", default=0),
    )


def _present(record: Mapping[str, object], field: str, wanted: str) -> object:
    value = record.get(field)
    if value is None:
        raise MissingValue(field, wanted)
    return value


def _whole(record: Mapping[str, object], field: str, default: int | None = None) -> int:
    wanted = "a whole number" if field == "periods" else "a whole number of minor units"
    value = default if default is not None and record.get(field) is None else _present(record, field, wanted)
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue(field, value, wanted)
    return value


def _text(record: Mapping[str, object], field: str, wanted: str) -> str:
    value = _present(record, field, wanted)
    if not isinstance(value, str):
        raise InvalidValue(field, value, wanted)
    return value


def _rate(record: Mapping[str, object]) -> int:
    value = _present(record, "annual_rate", _RATE)
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise InvalidValue("annual_rate", value, _RATE)
    try:
        return rate_from_decimal(Decimal(str(value)))
    except (InvalidOperation, ValueError):
        raise InvalidValue("annual_rate", value, _RATE) from None


def _word(record: Mapping[str, object], field: str, words: type[_Word]) -> _Word:
    wanted = "one of " + ", ".join(words)
    value = _text(record, field, wanted)
    if value not in set(words):
        raise InvalidValue(field, value, wanted)
    return words(value)


def _date(record: Mapping[str, object], field: str) -> date:
    value = _text(record, field, _DATE)
    try:
        return date.fromisoformat(value if _DATE_SHAPE.fullmatch(value) else "")
    except ValueError:
        raise InvalidValue(field, value, _DATE) from None

"""Amounts as people write them in sheets: ``12,345.60``, ``１２３``, ``¥1,234.5``, ``1.2万``, ``(123.45)``.

Nothing is guessed: an amount that could be read in two ways is refused. Spoken amounts and Chinese capital numerals are
not here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal

from huashu.adapters.spreadsheet.cells import Cell, plain
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.money import decimals

DecimalMark = Literal[".", ","]

FLOAT_TOLERANCE: Final = Decimal("0.000001")
"""How far, in whole units of the currency, a binary spreadsheet number may lie from a minor unit and still be that unit."""

_MULTIPLIERS: Final = {"万": 10_000, "萬": 10_000, "w": 10_000, "千": 1_000, "仟": 1_000, "k": 1_000, "亿": 10**8, "億": 10**8}
_SIGNS: Final = {
    "¥": ("CNY", "JPY"),
    "人民币": ("CNY",),
    "人民幣": ("CNY",),
    "rmb": ("CNY",),
    "cny": ("CNY",),
    "元整": ("CNY", "TWD", "HKD"),
    "元": ("CNY", "TWD", "HKD", "USD", "SGD"),
    "圆": ("CNY",),
    "円": ("JPY",),
    "jpy": ("JPY",),
    "us$": ("USD",),
    "usd": ("USD",),
    "nt$": ("TWD",),
    "twd": ("TWD",),
    "hk$": ("HKD",),
    "hkd": ("HKD",),
    "s$": ("SGD",),
    "sgd": ("SGD",),
    "$": ("USD", "TWD", "HKD", "SGD"),
    "€": ("EUR",),
    "eur": ("EUR",),
    "£": ("GBP",),
    "gbp": ("GBP",),
    "₹": ("INR",),
    "rs.": ("INR",),
    "inr": ("INR",),
    "₩": ("KRW",),
    "krw": ("KRW",),
    "₫": ("VND",),
    "vnd": ("VND",),
}
_WHOLE_UNITS: Final = frozenset({"元", "元整", "圆", "円"})
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))
_POINT = re.compile(r"^(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d{1,3}('\d{3})+)(\.\d+)?$")
_LAKH = re.compile(r"^\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$")
_COMMA = re.compile(r"^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+)(,\d+)?$")
_THREE_AFTER_POINT = re.compile(r"^[1-9]\d{0,2}\.\d{3}$")
_DIGITS_AND_MARKS = re.compile(r"^[\d.,' ]*\d[\d.,' ]*$")


def parse_amount(cell: Cell, currency: str, *, decimal_mark: DecimalMark = ".", unit: int = 1, round_half_up: bool = False) -> int:
    """An amount in minor units.

    Args:
        cell: Text or number, not blank.
        currency: ISO 4217 code of the import.
        decimal_mark: What stands before the decimals in text.
        unit: What one unit of the column is worth (10,000 under a heading such as ``贷款金额（万元）``); a cell that says so itself
            (``3,288.50元``, ``1.2万``) goes first.
        round_half_up: Round finer amounts to the minor unit instead of refusing them.

    Raises:
        UnreadableValue: The amount can't be read, can be read in two ways, names another currency, or is finer than the minor unit.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise UnreadableValue(Kind.AMOUNT_UNREADABLE, plain(cell))
    value, own_unit = _from_text(cell, currency, decimal_mark) if isinstance(cell, str) else (_from_number(cell), False)
    return _to_minor(value if own_unit else value * unit, currency, cell, round_half_up=round_half_up)


def _from_number(cell: float) -> Decimal:
    value = Decimal(repr(cell))
    if not value.is_finite():
        raise UnreadableValue(Kind.AMOUNT_UNREADABLE, cell)
    return value


def _from_text(cell: str, currency: str, decimal_mark: DecimalMark) -> tuple[Decimal, bool]:
    """The value, and whether the cell itself says what one unit of it is."""
    text, negative = _unsigned(plain(cell).lower())
    signs = _SIGN.findall(text)
    for sign in signs:
        if currency not in _SIGNS[sign]:
            raise UnreadableValue(Kind.AMOUNT_CURRENCY, cell)
    text, negative_inside = _unsigned(_SIGN.sub("", text).strip())
    text, multiplier = _multiplied(text)
    value = _number(text, currency, decimal_mark, cell, whole=multiplier == 1) * multiplier
    return -value if negative != negative_inside else value, multiplier != 1 or not _WHOLE_UNITS.isdisjoint(signs)


def _unsigned(text: str) -> tuple[str, bool]:
    text = text.replace("−", "-").replace("﹣", "-").strip()
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-") or text.endswith("-"):
        return text.strip("-").strip(), True
    return text.removeprefix("+").strip(), False


def _multiplied(text: str) -> tuple[str, int]:
    if text and text[-1] in _MULTIPLIERS:
        return text[:-1].strip(), _MULTIPLIERS[text[-1]]
    return text, 1


def _number(text: str, currency: str, decimal_mark: DecimalMark, cell: str, *, whole: bool) -> Decimal:
    if decimal_mark == ",":
        if _COMMA.match(text):
            return Decimal(re.sub(r"[. ]", "", text).replace(",", "."))
    elif whole and _THREE_AFTER_POINT.match(text) and decimals(currency) < 3:
        raise UnreadableValue(Kind.AMOUNT_AMBIGUOUS, cell)
    elif _POINT.match(text) or (currency == "INR" and _LAKH.match(text)):
        return Decimal(re.sub(r"[, ']", "", text))
    both_marks_possible = _DIGITS_AND_MARKS.match(text) and ("," in text or "." in text)
    raise UnreadableValue(Kind.AMOUNT_AMBIGUOUS if both_marks_possible else Kind.AMOUNT_UNREADABLE, cell)


def _to_minor(value: Decimal, currency: str, cell: Cell, *, round_half_up: bool) -> int:
    places = decimals(currency)
    nearest = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP") if abs(value) < 10**18 else None
    if nearest is None:
        raise UnreadableValue(Kind.AMOUNT_UNREADABLE, plain(cell))
    if not round_half_up and abs(value - nearest) > FLOAT_TOLERANCE:
        raise UnreadableValue(Kind.AMOUNT_TOO_FINE, plain(cell))
    return int(nearest.scaleb(places))

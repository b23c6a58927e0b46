"""Money as an integer count of minor units, and the two roundings that the product allows.

Amounts are plain ``int`` named ``..._minor``; the currency travels beside them. Nothing here is a float.
Rounding is always half up to a whole minor unit (away from zero for negative amounts); a split gives the
remainder to the last part. Spoken and handwritten amounts are not here (see ``language``).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from huashu.errors import InvalidValue

DECIMALS: Final[dict[str, int]] = {
    "CNY": 2,
    "USD": 2,
    "EUR": 2,
    "GBP": 2,
    "HKD": 2,
    "TWD": 2,
    "SGD": 2,
    "INR": 2,
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
}
"""Decimal places of each currency that the product keeps books in (ISO 4217)."""

SYMBOLS: Final[dict[str, str]] = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "TWD": "NT$",
    "SGD": "S$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "VND": "₫",
}


def decimals(currency: str) -> int:
    """Decimal places of a currency.

    Args:
        currency: ISO 4217 code.

    Raises:
        InvalidValue: The currency isn't one that the product keeps books in.
    """
    try:
        return DECIMALS[currency]
    except KeyError:
        raise InvalidValue("currency", currency, "one of " + ", ".join(DECIMALS)) from None


def decimals_spoken(currency: str | None) -> int:
    """Decimal places of a currency that people speak of; two for one that isn't kept here, and for none."""
    return DECIMALS.get(currency or "", 2)


def divide_half_up(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` rounded to a whole number, halves away from zero.

    Args:
        numerator: Any integer.
        denominator: A positive integer.
    """
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def split_evenly(total_minor: int, parts: int) -> list[int]:
    """Split an amount into equal rounded parts that add up to it; the last part takes the remainder."""
    part = divide_half_up(total_minor, parts)
    return [part] * (parts - 1) + [total_minor - part * (parts - 1)]


def from_decimal(amount: Decimal, currency: str) -> int:
    """A decimal amount in minor units, exactly.

    Raises:
        InvalidValue: The amount isn't finite or has more decimals than the currency.
    """
    scaled = amount.scaleb(decimals(currency)) if amount.is_finite() else amount
    if not amount.is_finite() or scaled != scaled.to_integral_value():
        raise InvalidValue("amount", amount, f"an amount with at most {decimals(currency)} decimals in {currency}")
    return int(scaled)


def from_text(text: str, currency: str) -> int:
    """A plain decimal such as ``"1234.50"`` in minor units, exactly.

    Raises:
        InvalidValue: The text isn't a decimal number or is finer than the currency.
    """
    try:
        return from_decimal(Decimal(text), currency)
    except InvalidOperation:
        raise InvalidValue("amount", text, "a number such as 1234.50") from None


def format_minor(amount_minor: int, currency: str) -> str:
    """An amount with thousands separators and the currency's decimals, without a sign for the currency.

    >>> format_minor(5068000, "CNY")
    '50,680.00'
    """
    places = decimals(currency)
    return f"{Decimal(amount_minor).scaleb(-places):,.{places}f}"

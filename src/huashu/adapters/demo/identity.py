"""Numbers that are nobody's: telephones that can't ring and identity numbers that no office can have given out.

Each telephone lies in a range that is reserved for fiction or not given to any network; each identity number starts with
a region that doesn't exist and ends with a wrong check character. Sources are in ``docs/demo.md``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from huashu.adapters.demo.dice import Dice

PHONE_RANGES: Final[dict[str, re.Pattern[str]]] = {
    "CN": re.compile(r"1540000\d{4}"),
    "US": re.compile(r"\+1(212|303|415|512|617)55501\d{2}"),
    "GB": re.compile(r"\+447700900\d{3}"),
}
"""Ranges that demo numbers come from: network code 154, which the ministry has given to nobody; 555-0100 to 555-0199,
kept for fiction in North America; 07700 900000 to 900999, kept by Ofcom for drama."""

US_AREAS: Final = ("212", "303", "415", "512", "617")
MAINLAND_COUNT: Final = 10_000
US_COUNT: Final = 100 * len(US_AREAS)
GB_COUNT: Final = 1_000

ID_REGION: Final = "00"
"""No province, city or permit has this code: GB/T 2260 begins at 11."""

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"


def mainland_phone(number: int) -> str:
    """A Chinese-looking mobile number; different for numbers that differ modulo 10,000."""
    # 7,919 has no factor in common with 10,000, so neighbours get tails that look unrelated and none comes twice.
    return f"1540000{number * 7919 % MAINLAND_COUNT:04d}"


def foreign_phone(number: int) -> str:
    """An American or British number, by turns; different for numbers below 1,000."""
    turn, is_british = divmod(number, 2)
    if is_british:
        return f"+447700900{turn * 347 % GB_COUNT:03d}"
    line, area = divmod(turn, len(US_AREAS))
    return f"+1{US_AREAS[area]}55501{line % 100:02d}"


def id_number(born_on: date, dice: Dice) -> str:
    """Eighteen characters in the shape of a resident identity number that can't be one.

    Args:
        born_on: Birthday, written into it.
        dice: Where the other digits come from.
    """
    body = f"{ID_REGION}{dice.below(10_000):04d}{born_on:%Y%m%d}{dice.below(1000):03d}"
    wrong = [check for check in _ID_CHECKS if check != check_character(body)]
    return body + dice.pick(wrong)


def check_character(body: str) -> str:
    """The check character that seventeen digits ask for.

    Source: GB 11643-1999, ISO 7064 MOD 11-2.
    """
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, body, strict=True))
    return _ID_CHECKS[total % 11]

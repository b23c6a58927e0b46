"""What a loan contract says about repayment: principal, rate, count and kind of instalments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from huashu.calendars import DayCount, Frequency
from huashu.errors import InvalidValue
from huashu.money import decimals

PPB: Final = 1_000_000_000
"""Parts per billion: the unit of every rate in the product."""

PERIODS_MAX: Final = 600
PRINCIPAL_MAX_MINOR: Final = 10**12


class Method(StrEnum):
    """How principal is spread over the instalments."""

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_ONLY = "interest_only"
    EQUAL_INSTALMENT_BALLOON = "equal_instalment_balloon"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that a schedule follows from.

    Args:
        principal_minor: Amount lent, in minor units, at least 1.
        currency: ISO 4217 code.
        rate_ppb_year: Nominal yearly rate in parts per billion (8.5% is 85_000_000).
        periods: Count of instalments, 1 to 600.
        frequency: Monthly, biweekly or weekly.
        method: How principal is spread.
        day_count: How days become a fraction of a year.
        disbursed_on: Day the money went out; interest runs from here.
        first_due_on: Due day of instalment 1; its day of the month sticks.
        balloon_minor: Part of the principal left to the last instalment, only with the balloon method.
        fee_minor: Fee kept back at disbursement, not financed.

    Raises:
        InvalidValue: A field is out of range or contradicts another.
    """

    principal_minor: int
    currency: str
    rate_ppb_year: int
    periods: int
    frequency: Frequency
    method: Method
    day_count: DayCount
    disbursed_on: date
    first_due_on: date
    balloon_minor: int = 0
    fee_minor: int = 0

    def __post_init__(self) -> None:
        decimals(self.currency)
        _require(
            1 <= self.principal_minor <= PRINCIPAL_MAX_MINOR, "principal_minor", self.principal_minor, f"from 1 to {PRINCIPAL_MAX_MINOR}"
        )
        _require(0 <= self.rate_ppb_year <= 10 * PPB, "annual_rate", Decimal(self.rate_ppb_year) / PPB, "from 0 to 10")
        _require(1 <= self.periods <= PERIODS_MAX, "periods", self.periods, f"from 1 to {PERIODS_MAX}")
        _require(self.first_due_on > self.disbursed_on, "first_due_on", self.first_due_on, "later than disbursed_on")
        _require(0 <= self.fee_minor < self.principal_minor, "fee_minor", self.fee_minor, "from 0 to less than the principal")
        if self.method is Method.EQUAL_INSTALMENT_BALLOON:
            _require(0 <= self.balloon_minor <= self.principal_minor, "balloon_minor", self.balloon_minor, "from 0 to the principal")
        else:
            _require(self.balloon_minor == 0, "balloon_minor", self.balloon_minor, "absent unless the method is equal_instalment_balloon")


def rate_from_decimal(rate: Decimal) -> int:
    """A yearly rate as a decimal fraction (``0.085``) in parts per billion.

    Raises:
        InvalidValue: The rate isn't finite, isn't from 0 to 10, or has more than nine decimals.
    """
    # Compared before it is multiplied: comparing decimals is exact, multiplying them rounds to 28 digits.
    if not rate.is_finite() or not 0 <= rate <= 10 or rate != rate.quantize(Decimal("1e-9")):
        raise InvalidValue("annual_rate", rate, "a fraction from 0 to 10, such as 0.085, with at most nine decimals")
    return int(rate * PPB)


def _require(holds: bool, field: str, found: object, wanted: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise InvalidValue(field, found, wanted)

"""What a lender decides once for all loans of a kind: penalty, grace, waterfall, fees, bands.

A product is data. Everything here can be stored as JSON and edited by the lender; the arithmetic that uses it is
in :mod:`huashu.lending.allocation` and :mod:`huashu.lending.arrears`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huashu.errors import InvalidValue
from huashu.money import divide_half_up


class Component(StrEnum):
    """What a repayment is made of."""

    PENALTY = "penalty"
    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"


class WaterfallBy(StrEnum):
    """Which of the two orders comes first when money is allocated.

    ``COMPONENT``: all penalties from the oldest instalment on, then all fees, and so on.
    ``INSTALMENT``: everything of the oldest instalment, then the next one.
    """

    COMPONENT = "component"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of days past due; ``to_days`` is included, ``None`` means no end."""

    code: str
    from_days: int
    to_days: int | None


@dataclass(frozen=True, slots=True)
class EarlyFeeTier:
    """Fee for early repayment while fewer than ``until_months`` full months have passed since disbursement."""

    until_months: int
    rate_ppm: int


BUCKETS: Final = (
    Band("current", 0, 0),
    Band("M1", 1, 30),
    Band("M2", 31, 60),
    Band("M3", 61, 90),
    Band("M4", 91, 120),
    Band("M5", 121, 150),
    Band("M6", 151, 180),
    Band("M7+", 181, None),
)
STAGES: Final = (Band("before_due", 0, 0), Band("early", 1, 30), Band("firm", 31, None))


@dataclass(frozen=True, slots=True)
class Product:
    """Settings of a loan product.

    Args:
        code: Short name, unique in a book.
        currency: ISO 4217 code.
        penalty_multiplier_permille: Penalty rate as a multiple of the contract rate (1500 is 1.5 times).
        penalty_on_interest: Whether overdue interest bears penalty too.
        penalty_year_days: 360 or 365.
        penalty_rate_cap_ppb: Highest yearly penalty rate that law or contract allows, or None.
        penalty_amount_cap_ppm: Highest penalty of one instalment as a share of that instalment's principal plus
            interest, or None.
        grace_days: Days after the due date in which an instalment isn't yet overdue and bears no penalty.
        tolerance_minor: Unpaid remainders up to this sum don't make a loan overdue.
        waterfall: The order of components.
        waterfall_by: Whether component or instalment goes first.
        early_fee_tiers: Fees for early repayment, soonest end first.
        buckets: Bands of days past due for reports, without gaps, from 0.
        stages: Bands of days past due that decide how a borrower is treated, without gaps, from 0.

    Raises:
        InvalidValue: A setting is out of range.
    """

    code: str = "standard"
    currency: str = "CNY"
    penalty_multiplier_permille: int = 1500
    penalty_on_interest: bool = False
    penalty_year_days: int = 360
    penalty_rate_cap_ppb: int | None = None
    penalty_amount_cap_ppm: int | None = None
    grace_days: int = 0
    tolerance_minor: int = 0
    waterfall: tuple[Component, ...] = (Component.PENALTY, Component.FEE, Component.INTEREST, Component.PRINCIPAL)
    waterfall_by: WaterfallBy = WaterfallBy.COMPONENT
    early_fee_tiers: tuple[EarlyFeeTier, ...] = ()
    buckets: tuple[Band, ...] = BUCKETS
    stages: tuple[Band, ...] = STAGES

    def __post_init__(self) -> None:
        if sorted(self.waterfall) != sorted(Component):
            raise InvalidValue("waterfall", ", ".join(self.waterfall), "each of penalty, fee, interest, principal once")
        if self.penalty_year_days not in (360, 365):
            raise InvalidValue("penalty_year_days", self.penalty_year_days, "360 or 365")
        for field in ("penalty_multiplier_permille", "grace_days", "tolerance_minor"):
            if getattr(self, field) < 0:
                raise InvalidValue(field, getattr(self, field), "0 or more")
        for field in ("buckets", "stages"):
            _check_bands(field, getattr(self, field))

    def penalty_rate_ppb(self, rate_ppb_year: int) -> int:
        """Yearly penalty rate of a loan with this contract rate, in parts per billion, capped."""
        rate_ppb = divide_half_up(rate_ppb_year * self.penalty_multiplier_permille, 1000)
        return rate_ppb if self.penalty_rate_cap_ppb is None else min(rate_ppb, self.penalty_rate_cap_ppb)

    def early_fee_ppm(self, months_since_disbursement: int) -> int:
        """Fee rate for early repayment after that many full months, in parts per million."""
        return next((tier.rate_ppm for tier in self.early_fee_tiers if months_since_disbursement < tier.until_months), 0)


def band_code(bands: tuple[Band, ...], days_past_due: int) -> str:
    """Code of the band that holds this many days past due."""
    return next(band.code for band in reversed(bands) if days_past_due >= band.from_days)


def _check_bands(field: str, bands: tuple[Band, ...]) -> None:
    expected = 0
    for band in bands:
        if band.from_days != expected or (band.to_days is None) != (band is bands[-1]):
            raise InvalidValue(field, band.code, f"a band that starts at day {expected}; only the last has no end")
        expected = (band.to_days or 0) + 1

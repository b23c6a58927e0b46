"""The level payment: one amount that repays a loan over periods of any length, rounded correctly.

With f(k) the day fraction of period k, D(0) = 1 and D(k) = D(k-1) / (1 + rate × f(k)), the payment is
(principal - balloon × D(N)) / (D(1) + ... + D(N)), rounded half up once. It is computed first in fixed-point integers
with a proven error bound and, only if the bound leaves the rounding open, again in exact rationals. Where the residue
of the rounding goes is the schedule's business, not this module's.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Final, NamedTuple

from huashu.lending.terms import PPB
from huashu.money import divide_half_up

SCALE_BITS: Final = 90
"""Binary places of the fixed-point filter; docs/algorithms/schedules.md says what that leaves to the rationals."""


class DailyRate(NamedTuple):
    """A rate for one counted day, as a fraction in lowest terms.

    Interest of a balance over d counted days is balance × ``share`` × d / ``whole``, before rounding.
    """

    share: int
    whole: int


def daily_rate(rate_ppb_year: int, year_days: int) -> DailyRate:
    """The daily rate of a yearly one; lowest terms keep the divisions of a schedule short.

    Args:
        rate_ppb_year: Nominal yearly rate in parts per billion.
        year_days: Days of a year in the loan's day count.
    """
    common = gcd(rate_ppb_year, year_days * PPB)
    return DailyRate(rate_ppb_year // common, year_days * PPB // common)


def level_payment(principal_minor: int, balloon_minor: int, rate: DailyRate, days: Sequence[int]) -> int:
    """The level payment in minor units, rounded half up from the exact value.

    Args:
        principal_minor: Balance to repay.
        balloon_minor: Part of it paid on top of the last payment.
        rate: Rate for one counted day.
        days: Counted days of each period, one a payment, none negative.

    Source: the annuity equation with the periods' own day fractions.
    """
    if rate.share == 0:
        return divide_half_up(principal_minor - balloon_minor, len(days))
    certain = _filtered(principal_minor, balloon_minor, rate, days, SCALE_BITS)
    return _exact(principal_minor, balloon_minor, rate, days) if certain is None else certain


def _filtered(principal_minor: int, balloon_minor: int, rate: DailyRate, days: Sequence[int], bits: int) -> int | None:
    """The rounded payment if both ends of its error interval round to the same amount, else None.

    With every discount factor cut to ``bits`` binary places the annuity comes out at most N(N + 3) / 2 units in the
    last place too low and D(N) at most 2N; neither ever too high.
    """
    share, whole = rate
    count = len(days)
    one = 1 << bits
    factor = {day: (whole << bits) // (whole + share * day) for day in set(days)}
    annuity = 0
    for day in reversed(days):
        annuity = (one + annuity) * factor[day] >> bits
    annuity_most = annuity + count * (count + 3) // 2
    least = most = principal_minor << bits
    if balloon_minor:
        discount = one
        for day in days:
            discount = discount * factor[day] >> bits
        most -= balloon_minor * discount
        least -= balloon_minor * (discount + 2 * count)
    if least < 0 or annuity == 0:
        return None
    payment = (2 * most + annuity) // (2 * annuity)
    return payment if payment == (2 * least + annuity_most) // (2 * annuity_most) else None


def _exact(principal_minor: int, balloon_minor: int, rate: DailyRate, days: Sequence[int]) -> int:
    """The rounded payment from integers of any size: the annuity is numerator / denominator, nothing cut."""
    share, whole = rate
    numerator, denominator = 0, 1
    for day in reversed(days):
        numerator, denominator = (numerator + denominator) * whole, denominator * (whole + share * day)
    return divide_half_up(principal_minor * denominator - balloon_minor * whole ** len(days), numerator)

"""All-in rates: what a loan costs a year once fees and the true dates are counted.

Both rates solve "the instalments, discounted, are worth what was paid out". The answer is wanted to six places, so it
is looked for on that grid only: a rate rounds to r exactly if the instalments are worth too much half a step below r
and not too much half a step above. Each such question is answered for certain, so the last digit is right.
The nominal rate of the contract and penalty rates are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from itertools import pairwise
from typing import Final

from huashu.errors import InvalidValue, Refusal

PLACES: Final = 6
GRID: Final = 10**PLACES
RATE_MAX: Final = 10**30
"""Rates above this (a fee of nearly the whole principal, due back within days) are refused."""

PRECISIONS: Final = (50, 100, 200, 400, 800)
"""Decimal digits to try in turn; the first decides unless the rate lies within 10^-30 of half a step."""

DOUBTFUL_DIGITS: Final = 15
"""Digits that roundings may spoil in one evaluation; the bound is derived in docs/algorithms/schedules.md."""


class NoRate(Refusal):
    """No all-in rate describes these payments.

    Args:
        net_minor: What was paid out.
    """

    code = "no_rate"

    def __init__(self, net_minor: int) -> None:
        super().__init__(
            f"No all-in rate fits: only {net_minor} minor units were paid out against these instalments; check principal and fee.",
            field="fee_minor",
            net_minor=net_minor,
        )


def irr_annual_nominal(total_minor: Sequence[int], net_minor: int, periods_per_year: int) -> Decimal:
    """The periodic internal rate of return times the periods of a year (内部收益率), instalments equally spaced.

    Args:
        total_minor: Instalments in order, with a sum above 0.
        net_minor: Principal less the fee kept back, more than 0.
        periods_per_year: 12, 26 or 52.

    Returns:
        A decimal fraction rounded half up to six places; below 0 if less comes back than went out.

    Raises:
        InvalidValue: An amount is out of range.
        NoRate: The rate is beyond all sense.
    """
    return _solved(total_minor, range(1, len(total_minor) + 1), net_minor, 1, periods_per_year)


def apr_effective(total_minor: Sequence[int], due_on: Sequence[date], disbursed_on: date, net_minor: int) -> Decimal:
    """The effective yearly rate by actual days over 365.

    Args:
        total_minor: Instalments in order, with a sum above 0.
        due_on: Their due dates, ascending.
        disbursed_on: Day the money went out, before the first due date.
        net_minor: Principal less the fee kept back, more than 0.

    Returns:
        A decimal fraction rounded half up to six places; below 0 if less comes back than went out.

    Raises:
        InvalidValue: An amount is out of range.
        NoRate: The rate is beyond all sense.
    """
    return _solved(total_minor, [(due - disbursed_on).days for due in due_on], net_minor, 365, 1)


def _solved(total_minor: Sequence[int], times: Sequence[int], net_minor: int, root: int, periods_per_year: int) -> Decimal:
    """The rate x with sum of total × (1 + x / periods_per_year)^(-time / root) = net, rounded to six places."""
    if net_minor < 1:
        raise InvalidValue("net_minor", net_minor, "more than 0")
    if sum(total_minor) < 1:
        raise InvalidValue("total_minor", sum(total_minor), "instalments with a sum above 0")
    flows = _Flows(net_minor, tuple(total_minor), tuple(times), root)
    whole = 2 * GRID * periods_per_year
    step = _last_true(lambda step: flows.worth_net_at(whole + 2 * step - 1, whole), -GRID * periods_per_year, net_minor)
    return Context(prec=PRECISIONS[0]).scaleb(Decimal(step), -PLACES)


def _last_true(holds: Callable[[int], bool], lowest: int, net_minor: int) -> int:
    """The greatest step for which a condition holds that holds up to some step and no further.

    ``lowest`` is below every possible rate and isn't asked about.
    """
    low, high = (0, GRID) if holds(0) else (lowest, 0)
    while high > 0 and holds(high):
        low, high = high, 2 * high
        if high > RATE_MAX * GRID:
            raise NoRate(net_minor)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


@dataclass(frozen=True, slots=True)
class _Flows:
    """Money out and instalments back; ``times`` are counted in ``root``-ths of the unit of growth."""

    net_minor: int
    total_minor: tuple[int, ...]
    times: tuple[int, ...]
    root: int

    def worth_net_at(self, grown: int, whole: int) -> bool:
        """Whether sum of total × (grown / whole)^(-time / root) >= net.

        Equality, which more digits would never settle, is possible only where no root is left to draw, and there
        integers decide; otherwise the first precision whose doubt is smaller than the difference.
        """
        if all(time % self.root == 0 for time in self.times):
            return self._worth_net_exactly(grown, whole)
        for digits in PRECISIONS:
            surplus, doubt = self._surplus(grown, whole, digits)
            if surplus.copy_abs() > doubt:
                break
        return surplus >= 0

    def _gaps(self) -> list[int]:
        return [after - before for before, after in pairwise((0, *self.times))]

    def _worth_net_exactly(self, grown: int, whole: int) -> bool:
        numerator, denominator = 0, 1
        for total, gap in zip(reversed(self.total_minor), reversed(self._gaps()), strict=True):
            numerator = (numerator + total * denominator) * whole ** (gap // self.root)
            denominator *= grown ** (gap // self.root)
        return numerator >= self.net_minor * denominator

    def _surplus(self, grown: int, whole: int, digits: int) -> tuple[Decimal, Decimal]:
        """Present value less net in ``digits`` decimal digits, and how far off it may be."""
        context = Context(prec=digits)
        growth = context.divide(Decimal(grown), Decimal(whole))
        discount = context.exp(context.divide(context.minus(context.ln(growth)), Decimal(self.root)))
        gaps = self._gaps()
        factors = {gap: context.power(discount, gap) for gap in set(gaps)}
        worth = Decimal(0)
        for total, gap in zip(reversed(self.total_minor), reversed(gaps), strict=True):
            worth = context.multiply(context.add(worth, total), factors[gap])
        heaviest = max(Decimal(1), context.power(discount, self.times[-1]))
        magnitude = context.multiply(heaviest, sum(map(abs, self.total_minor)) + self.net_minor)
        doubt = magnitude.scaleb(DOUBTFUL_DIGITS - digits, context)
        return context.subtract(worth, self.net_minor), doubt

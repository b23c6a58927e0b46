"""Exact schedules a second: the product, two exact packages from PyPI, and a plain loop in fractions.

Run from the repository's root; without the packages their rows are left out:

    python -m pip install --target build/peers --no-deps amortizacion-engine==0.1.0 repaykit==1.0.0
    PYTHONPATH=tests/lending:build/peers python benchmarks/schedules.py

Every loan has 36 instalments with dates. The first table draws loans of every method and day count, which the packages
can't do; the second has monthly equal instalments at 30/360, which all can. Best of three runs on one core; the time to
draw the loans is left out, the time to turn numbers into each library's own loan object is not. The last column counts
loans with any amount other than that of the plain fractions (amortizacion-engine is excused the last instalment, whose
interest it adjusts). The slower contenders are timed on a twentieth of the loans.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import plain_schedule

from huashu.calendars import DayCount, Frequency, months_after
from huashu.lending import schedule as schedules
from huashu.lending.rates import apr_effective, irr_annual_nominal
from huashu.lending.terms import PPB, Method, Terms

PERIODS = 36
Row = tuple[int, int]
"""Principal and interest of an instalment, in minor units."""


class Loan(NamedTuple):
    """What is drawn, before any library has seen it."""

    principal_minor: int
    rate_ppb_year: int
    method: Method
    day_count: DayCount
    disbursed_on: date
    first_due_on: date
    balloon_minor: int


def drawn(seed: int, count: int, *, alike: bool) -> list[Loan]:
    """Random loans: 30,000.00 to 400,000.00 at 2% to 24%, disbursed on any day of three years."""
    chance = random.Random(seed)
    loans = []
    for _ in range(count):
        day = date(2023, 1, 1) + timedelta(chance.randrange(1096))
        method = Method.EQUAL_INSTALMENT if alike else chance.choice(list(Method))
        day_count = DayCount.THIRTY_360 if alike else chance.choice(list(DayCount))
        disbursed_on = day.replace(day=min(day.day, 28)) if alike else day
        first_due_on = months_after(disbursed_on, 1) + timedelta(0 if alike else chance.choice((0, 0, 0, 10, -10)))
        principal_minor = chance.randrange(3_000_000, 40_000_001)
        balloon_minor = principal_minor * 3 // 10 if method is Method.EQUAL_INSTALMENT_BALLOON else 0
        rate_ppb_year = chance.randrange(200, 2401) * 100_000
        loans.append(Loan(principal_minor, rate_ppb_year, method, day_count, disbursed_on, first_due_on, balloon_minor))
    return loans


def terms_of(loan: Loan) -> Terms:
    """The loan as the product knows it."""
    return Terms(
        loan.principal_minor, "CNY", loan.rate_ppb_year, PERIODS, Frequency.MONTHLY, loan.method, loan.day_count, loan.disbursed_on,
        loan.first_due_on, loan.balloon_minor,
    )  # fmt: skip


def with_product(loan: Loan) -> schedules.Schedule:
    """From numbers to a schedule; due dates and day counts are remembered from loan to loan."""
    return schedules.schedule(terms_of(loan))


def with_nothing_remembered(loan: Loan) -> schedules.Schedule:
    """The same as if no other loan had ever been seen."""
    schedules._due_dates.cache_clear()  # noqa: SLF001 - what the memory is worth is one of the figures
    schedules._calendar.cache_clear()  # noqa: SLF001 - the same
    return schedules.schedule(terms_of(loan))


def with_rates(loan: Loan) -> tuple[Decimal, Decimal]:
    """Both all-in rates of the product, schedule included."""
    found = with_product(loan)
    totals = found.total_minor
    return irr_annual_nominal(totals, loan.principal_minor, 12), apr_effective(
        totals, found.due_on, loan.disbursed_on, loan.principal_minor
    )


def with_fractions(loan: Loan) -> list[plain_schedule.Row]:
    """The plain loop that the tests compare with."""
    due = plain_schedule.due_dates(loan.first_due_on, PERIODS, "monthly")
    rate = Fraction(loan.rate_ppb_year, PPB)
    return plain_schedule.rows(loan.principal_minor, rate, loan.method, loan.day_count, loan.disbursed_on, due, loan.balloon_minor)


def with_engine() -> Callable[[Loan], Any]:
    """The package amortizacion-engine."""
    models = importlib.import_module("financial_engine.models")
    french = importlib.import_module("financial_engine.strategies.french_fixed").FrenchFixedPaymentStrategy()

    def compute(loan: Loan) -> Any:
        request = models.AmortizationRequest(
            principal=Decimal(loan.principal_minor) / 100,
            annual_rate=Decimal(loan.rate_ppb_year) / PPB,
            periods=PERIODS,
            periodicity="monthly",
            start_date=loan.disbursed_on,
        )
        return french.compute(request).schedule

    return compute


def with_repaykit() -> Callable[[Loan], Any]:
    """The package repaykit."""
    library = importlib.import_module("repaykit.loan")

    def compute(loan: Loan) -> Any:
        return library.Loan.create(
            amount=Decimal(loan.principal_minor) / 100,
            annual_rate=Decimal(loan.rate_ppb_year) / PPB,
            term=f"{PERIODS} months",
            payment_frequency="monthly",
            method="reducing_balance",
            start_date=loan.disbursed_on,
        ).schedule()

    return compute


def rows_of(result: Any) -> list[Row]:
    """Principal and interest of each instalment, whichever library it comes from."""
    if isinstance(result, schedules.Schedule):
        return list(zip(result.principal_minor, result.interest_minor, strict=True))
    if isinstance(result[0], tuple) and isinstance(result[0][0], date):
        return [(principal, interest) for _, principal, interest, _ in result]
    if hasattr(result[0], "profit"):
        return [(int(row.principal * 100), int(row.profit * 100)) for row in result]
    return [(int(row.principal_component * 100), int(row.interest_component * 100)) for row in result]


def per_second(compute: Callable[[Loan], object], loans: Sequence[Loan]) -> float:
    """Schedules a second, best of three."""
    best = float("inf")
    for _ in range(3):
        gc.collect()
        begun = time.perf_counter()
        for loan in loans:
            compute(loan)
        best = min(best, time.perf_counter() - begun)
    return len(loans) / best


def differing(compute: Callable[[Loan], object], loans: Iterable[Loan], rows: int = PERIODS) -> int:
    """How many loans come out otherwise than in fractions in their first ``rows`` instalments."""
    return sum(rows_of(compute(loan))[:rows] != rows_of(with_fractions(loan))[:rows] for loan in loans)


def measured(title: str, loans: Sequence[Loan], contenders: Sequence[tuple[str, Callable[[Loan], object], int]]) -> None:
    """Print one table: schedules a second, and loans of the first 5,000 that come out otherwise."""
    print(f"\n{title}\n\n| | schedules/s | wrong of 5,000 |\n|---|--:|--:|")
    for name, compute, rows in contenders:
        share = loans if compute in {with_product, with_nothing_remembered} else loans[: max(len(loans) // 20, 1)]
        print(f"| {name} | {per_second(compute, share):,.0f} | {differing(compute, loans[:5000], rows)} |")


def main() -> None:
    """Draw, measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loans", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=36)
    chosen = parser.parse_args()
    ours = [("huashu", with_product, PERIODS), ("huashu, nothing remembered", with_nothing_remembered, PERIODS)]
    fractions = [("plain loop in fractions", with_fractions, PERIODS)]
    peers = []
    for name, contender, rows in (("amortizacion-engine 0.1.0", with_engine, PERIODS - 1), ("repaykit 1.0.0", with_repaykit, PERIODS)):
        try:
            peers.append((name, contender(), rows))
        except ImportError:
            print(f"{name} isn't installed; see the head of this file.", file=sys.stderr)
    mixed = drawn(chosen.seed, chosen.loans, alike=False)
    measured("Every method and day count", mixed, [*ours, *fractions])
    measured("Equal instalments, monthly, 30/360", drawn(chosen.seed, chosen.loans, alike=True), [*ours, *peers, *fractions])
    print(f"\nWith both all-in rates: {per_second(with_rates, mixed[: max(chosen.loans // 50, 1)]):,.0f} schedules/s")


if __name__ == "__main__":
    main()

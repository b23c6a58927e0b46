"""What a loan costs up to a day, beyond what has fallen due: accrued interest and the fee for repaying early.

Both are needed by reports and by every change of a loan, so that a payoff figure, a quote and the change itself use
the same integers. Penalty is in :mod:`huashu.lending.allocation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from huashu.calendars import DayCount, days_counted, months_after
from huashu.lending.plan import PlanRow
from huashu.lending.product import Product
from huashu.lending.terms import PPB
from huashu.money import divide_half_up


def not_yet_due(plan: Sequence[PlanRow], as_of: date) -> list[PlanRow]:
    """Rows of the plan as it stands at the end of ``as_of`` that fall due later, in order."""
    return [row for row in plan if row.due_on > as_of and row.reported(as_of)]


def interest_minor(principal_minor: int, rate_ppb_year: int, day_count: DayCount, from_on: date, to_on: date) -> int:
    """Interest of one stretch of days, rounded half up once."""
    days = days_counted(from_on, to_on, day_count)
    return divide_half_up(principal_minor * rate_ppb_year * days, day_count.year_days * PPB)


def accrued_interest_minor(plan: Sequence[PlanRow], day_count: DayCount, as_of: date) -> int:
    """Interest that principal not yet due has earned since the last boundary.

    Args:
        plan: Every instalment there ever was.
        day_count: The loan's day count.
        as_of: Day at whose end to look.

    Source: ``docs/algorithms/ledger.md``, ``accrued_interest_minor``.
    """
    coming = not_yet_due(plan, as_of)
    if not coming:
        return 0
    reported = [row for row in plan if row.reported(as_of)]
    boundary_on = max([row.starts_on for row in reported] + [row.due_on for row in reported if row.due_on <= as_of])
    principal_minor = sum(row.principal_minor for row in coming)
    return interest_minor(principal_minor, coming[0].rate_ppb_year, day_count, boundary_on, as_of)


def full_months(from_on: date, to_on: date) -> int:
    """Full months between two days: the most months after ``from_on`` that don't pass ``to_on``; 0 if none.

    >>> full_months(date(2026, 1, 31), date(2026, 2, 28))
    1
    """
    months = (to_on.year - from_on.year) * 12 + to_on.month - from_on.month
    if months_after(from_on, months) > to_on:
        months -= 1
    return max(months, 0)


def early_fee_ppm(product: Product, disbursed_on: date, on: date) -> int:
    """Fee rate for repaying principal on a day, in parts per million."""
    return product.early_fee_ppm(full_months(disbursed_on, on))


def early_fee_minor(principal_minor: int, fee_ppm: int) -> int:
    """Fee for repaying this much principal early, rounded half up."""
    return divide_half_up(principal_minor * fee_ppm, 10**6)

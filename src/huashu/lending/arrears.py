"""Arrears: what is due, paid, overdue and still to come at the end of a day.

"Overdue" has one meaning on every screen and in every message: ``overdue_minor`` here. The contract is
``docs/algorithms/ledger.md``, section Arrears. How the loan was behaving over the last year is in
:mod:`huashu.lending.grade`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huashu.lending.accrual import accrued_interest_minor, early_fee_minor, early_fee_ppm
from huashu.lending.allocation import INTEREST, PENALTY, PRINCIPAL, Allocation, Amounts, Position, allocate, penalty_cap_minor
from huashu.lending.ledger import Account, Ledger
from huashu.lending.product import Product, band_code
from huashu.lending.terms import PPB
from huashu.money import divide_half_up

CLOSED: Final = "closed"
"""Bucket and stage of a loan on which nothing is owed any more."""


@dataclass(frozen=True, slots=True)
class Arrears:
    """Where a loan stands at the end of a day; all amounts in minor units.

    Args:
        as_of: The day.
        due_penalty_minor: Penalty accrued on rows of the plan (and what was paid on rows that a change ended).
        due_fee_minor: Fees fallen due, in the same way; so too interest and principal.
        due_interest_minor: Interest fallen due.
        due_principal_minor: Principal fallen due.
        paid_penalty_minor: Allocated to penalty by the day, waivers included.
        paid_fee_minor: Allocated to fees.
        paid_interest_minor: Allocated to interest.
        paid_principal_minor: Allocated to principal.
        overdue_penalty_minor: Unpaid penalty.
        overdue_fee_minor: Unpaid fees of rows whose grace has ended; so too interest and principal.
        overdue_interest_minor: Unpaid interest of those rows.
        overdue_principal_minor: Unpaid principal of those rows.
        overdue_minor: The four together.
        due_now_minor: Unpaid on rows that are due and still within grace.
        oldest_unpaid_due_on: Due date from which more than the tolerance is unpaid, or None.
        days_past_due: Days since then, or 0.
        bucket: Code of the band for reports, or "closed".
        stage: Code of the band that decides how the borrower is treated, or "closed".
        next_due_on: Next due date, or None.
        next_due_minor: What it will ask for beyond credit.
        outstanding_principal_minor: Unpaid principal, due or not.
        accrued_interest_minor: Interest earned since the last due date (or change) on principal not yet due.
        payoff_minor: What would repay the loan today, credit taken into account.
        credit_minor: Money that waits for the next due date.
    """

    as_of: date
    due_penalty_minor: int
    due_fee_minor: int
    due_interest_minor: int
    due_principal_minor: int
    paid_penalty_minor: int
    paid_fee_minor: int
    paid_interest_minor: int
    paid_principal_minor: int
    overdue_penalty_minor: int
    overdue_fee_minor: int
    overdue_interest_minor: int
    overdue_principal_minor: int
    overdue_minor: int
    due_now_minor: int
    oldest_unpaid_due_on: date | None
    days_past_due: int
    bucket: str
    stage: str
    next_due_on: date | None
    next_due_minor: int
    outstanding_principal_minor: int
    accrued_interest_minor: int
    payoff_minor: int
    credit_minor: int


@dataclass(frozen=True, slots=True)
class Payoff:
    """What it takes to repay a loan at the end of a day, part by part.

    Args:
        due: Unpaid on what has fallen due, by component.
        principal_minor: Principal not yet due.
        accrued_interest_minor: Interest on it since the last due date (or change).
        early_fee_ppm: Rate of the fee for repaying it early, in parts per million.
        early_fee_minor: That fee.
        credit_minor: Money already there.
    """

    due: Amounts
    principal_minor: int
    accrued_interest_minor: int
    early_fee_ppm: int
    early_fee_minor: int
    credit_minor: int

    @property
    def total_minor(self) -> int:
        """What still has to be paid, at least 0."""
        asked = self.due.total_minor + self.principal_minor + self.accrued_interest_minor + self.early_fee_minor
        return max(asked - self.credit_minor, 0)


def arrears(account: Account, ledger: Ledger, as_of: date) -> Arrears:
    """Where a loan stands at the end of a day.

    Args:
        account: The loan.
        ledger: Its replayed history.
        as_of: The day.

    Source: ``docs/algorithms/ledger.md``, Arrears as of a day.
    """
    return arrears_of(account, allocate(ledger.plan, ledger.receipts, account.product, as_of))


def arrears_of(account: Account, allocation: Allocation) -> Arrears:
    """The same from an allocation that is at hand already."""
    as_of, product = allocation.through_on, account.product
    reported = allocation.reported()
    fallen_due = [position for position in reported if position.row.due_on <= as_of]
    overdue_rows = [position for position in fallen_due if as_of > position.row.due_on + timedelta(days=product.grace_days)]
    paid = Amounts.added(position.paid for position in allocation.positions)
    overdue = Amounts.added(position.unpaid for position in overdue_rows)
    in_grace = Amounts.added(position.unpaid for position in fallen_due).less(overdue)
    payoff = payoff_of(account, allocation)
    oldest_on = _oldest_unpaid_due_on(overdue_rows, product.tolerance_minor)
    days = (as_of - oldest_on).days if oldest_on else 0
    is_closed = all(position.owed == position.paid for position in reported)
    coming = next((position.row for position in reported if position.row.due_on > as_of), None)
    return Arrears(
        as_of,
        *paid.plus(overdue).plus(in_grace),
        *paid,
        *overdue,
        overdue.total_minor,
        in_grace.total_minor,
        oldest_on,
        days,
        CLOSED if is_closed else band_code(product.buckets, days),
        CLOSED if is_closed else band_code(product.stages, days),
        coming.due_on if coming else None,
        max(coming.total_minor - payoff.credit_minor, 0) if coming else 0,
        payoff.due.principal_minor + payoff.principal_minor,
        payoff.accrued_interest_minor,
        payoff.total_minor,
        payoff.credit_minor,
    )


def payoff_of(account: Account, allocation: Allocation) -> Payoff:
    """What it takes to repay the loan at the end of the allocation's last day."""
    as_of, reported = allocation.through_on, allocation.reported()
    plan = [position.row for position in reported]
    principal_minor = sum(row.principal_minor for row in plan if row.due_on > as_of)
    fee_ppm = early_fee_ppm(account.product, account.terms.disbursed_on, as_of)
    return Payoff(
        Amounts.added(position.unpaid for position in reported if position.row.due_on <= as_of),
        principal_minor,
        accrued_interest_minor(plan, account.terms.day_count, as_of),
        fee_ppm,
        early_fee_minor(principal_minor, fee_ppm),
        allocation.credit_minor,
    )


def penalty_per_day_minor(account: Account, ledger: Ledger, as_of: date) -> int:
    """What one more day costs the borrower now, in minor units.

    The unrounded daily penalty of all overdue rows whose cap isn't reached, added up and rounded half up once; so it
    is the same figure every day, while the ledger's own daily steps may differ from it by a rounding.

    Args:
        account: The loan.
        ledger: Its replayed history.
        as_of: Day at whose end to look.
    """
    return penalty_per_day_of(account.product, allocate(ledger.plan, ledger.receipts, account.product, as_of))


def penalty_per_day_of(product: Product, allocation: Allocation) -> int:
    """The same from an allocation that is at hand already."""
    charge = sum(
        _base_minor(product, position) * product.penalty_rate_ppb(position.row.rate_ppb_year)
        for position in allocation.reported()
        if allocation.through_on > position.row.due_on + timedelta(days=product.grace_days) and not _is_capped(product, position)
    )
    return divide_half_up(charge, product.penalty_year_days * PPB)


def _base_minor(product: Product, position: Position) -> int:
    unpaid = position.unpaid
    return unpaid[PRINCIPAL] + (unpaid[INTEREST] if product.penalty_on_interest else 0)


def _is_capped(product: Product, position: Position) -> bool:
    cap_minor = penalty_cap_minor(position.row, product)
    return cap_minor is not None and position.owed[PENALTY] >= cap_minor


def _oldest_unpaid_due_on(overdue_rows: list[Position], tolerance_minor: int) -> date | None:
    unpaid_minor = 0
    for position in overdue_rows:
        unpaid_minor += sum(position.unpaid[1:])
        if unpaid_minor > tolerance_minor:
            return position.row.due_on
    return None

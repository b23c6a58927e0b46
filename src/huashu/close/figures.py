"""What a walked loan adds up to: arrears, payoff and the counts behind the grade, compiled.

The twin of :mod:`huashu.lending.arrears` and :mod:`huashu.lending.grade`. Which band and which letter follow from the
numbers is in :mod:`huashu.close.bands`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from huashu.close.arithmetic import scaled
from huashu.close.columns import NEVER, LoanColumns, StatusColumns
from huashu.close.compiled import compiled
from huashu.close.days import days_counted, full_months, year_before
from huashu.close.faults import AMOUNT_MAX, Fault
from huashu.close.kernel import FEE, INTEREST, PENALTY, PPB, PRINCIPAL, Rows, Settings, settings_of
from huashu.close.products import ProductColumns

_INT64_MAX: Final = 2**63 - 1
_TOO_LARGE: Final = int(Fault.TOO_LARGE)


class Coming(NamedTuple):
    """Rows not yet due.

    Attributes:
        row: Place of the first one in the scratch, or -1.
        principal_minor: Principal of all.
        total_minor: Principal, interest and fee of all.
        boundary_on: Day from which accrued interest counts.
    """

    row: int
    principal_minor: int
    total_minor: int
    boundary_on: int


@compiled
def _coming(rows: Rows, count: int, as_of: int) -> Coming:
    first = -1
    principal = total = 0
    boundary_on = int(-NEVER)
    for row in range(count):
        if not rows.starts_on[row] <= as_of < rows.superseded_on[row]:
            continue
        boundary_on = max(boundary_on, rows.starts_on[row])
        if rows.due_on[row] <= as_of:
            boundary_on = max(boundary_on, rows.due_on[row])
            continue
        first = row if first < 0 else first
        principal += rows.owed[PRINCIPAL, row]
        total += rows.owed[PRINCIPAL, row] + rows.owed[INTEREST, row] + rows.owed[FEE, row]
    return Coming(first, principal, total, boundary_on)


@compiled
def _accrued_interest(columns: LoanColumns, loan: int, coming: Coming, as_of: int) -> int:
    """Interest since the boundary on principal not yet due; -1 if too large."""
    if coming.row < 0:
        return 0
    row = columns.row_offsets[loan] + coming.row
    rate_ppb = columns.row_rate_ppb_year[row] if columns.row_rate_ppb_year.size else columns.rate_ppb_year[loan]
    day_count = int(columns.day_count[loan])
    days = days_counted(coming.boundary_on, as_of, day_count)
    if days == 0:
        return 0
    if coming.principal_minor > _INT64_MAX // days:
        return -1
    return scaled(coming.principal_minor * days, rate_ppb, (365 if day_count == 2 else 360) * PPB)


@compiled
def _early_fee(columns: LoanColumns, loan: int, products: ProductColumns, coming: Coming, as_of: int) -> int:
    """Fee for repaying what isn't yet due; -1 if too large."""
    product = columns.product[loan]
    first, end = products.tier_offsets[product], products.tier_offsets[product + 1]
    if first == end or coming.principal_minor == 0:
        return 0
    months = full_months(int(columns.disbursed_on[loan]), as_of)
    for tier in range(first, end):
        if months < products.tier_until_months[tier]:
            return scaled(coming.principal_minor, products.tier_rate_ppm[tier], 10**6)
    return 0


@compiled
def _write_arrears(loan: int, rows: Rows, count: int, settings: Settings, as_of: int, out: StatusColumns) -> int:
    """Add up what is due, paid and overdue; returns everything unpaid that has fallen due."""
    paid_penalty = paid_fee = paid_interest = paid_principal = 0
    overdue_penalty = overdue_fee = overdue_interest = overdue_principal = 0
    grace_fee = grace_interest = grace_principal = overdue_parts = 0
    oldest = int(NEVER)
    for row in range(count):
        if rows.due_on[row] > as_of:
            break
        paid_penalty += rows.paid[PENALTY, row]
        paid_fee += rows.paid[FEE, row]
        paid_interest += rows.paid[INTEREST, row]
        paid_principal += rows.paid[PRINCIPAL, row]
        if not rows.starts_on[row] <= as_of < rows.superseded_on[row]:
            continue
        fee = rows.owed[FEE, row] - rows.paid[FEE, row]
        interest = rows.owed[INTEREST, row] - rows.paid[INTEREST, row]
        principal = rows.owed[PRINCIPAL, row] - rows.paid[PRINCIPAL, row]
        if as_of <= rows.due_on[row] + settings.grace_days:
            grace_fee, grace_interest, grace_principal = grace_fee + fee, grace_interest + interest, grace_principal + principal
            continue
        overdue_fee, overdue_interest, overdue_principal = overdue_fee + fee, overdue_interest + interest, overdue_principal + principal
        overdue_penalty += rows.owed[PENALTY, row] - rows.paid[PENALTY, row]
        overdue_parts += fee + interest + principal
        if oldest == NEVER and overdue_parts > settings.tolerance_minor:
            oldest = rows.due_on[row]
    grace = grace_fee + grace_interest + grace_principal
    overdue = overdue_parts + overdue_penalty
    out.paid_penalty_minor[loan], out.due_penalty_minor[loan] = paid_penalty, paid_penalty + overdue_penalty
    out.paid_fee_minor[loan], out.due_fee_minor[loan] = paid_fee, paid_fee + overdue_fee + grace_fee
    out.paid_interest_minor[loan], out.due_interest_minor[loan] = paid_interest, paid_interest + overdue_interest + grace_interest
    out.paid_principal_minor[loan] = paid_principal
    out.due_principal_minor[loan] = paid_principal + overdue_principal + grace_principal
    out.overdue_penalty_minor[loan], out.overdue_fee_minor[loan] = overdue_penalty, overdue_fee
    out.overdue_interest_minor[loan], out.overdue_principal_minor[loan] = overdue_interest, overdue_principal
    out.overdue_minor[loan], out.due_now_minor[loan] = overdue, grace
    out.oldest_unpaid_due_on[loan] = oldest
    out.days_past_due[loan] = as_of - oldest if oldest != NEVER else 0
    out.outstanding_principal_minor[loan] = overdue_principal + grace_principal
    return overdue + grace


@compiled
def _days_late(row: int, rows: Rows, tolerance_minor: int, as_of: int) -> int:
    if rows.settled_on[row] != NEVER:
        return int(rows.settled_on[row] - rows.due_on[row])
    unpaid = 0
    for part in (FEE, INTEREST, PRINCIPAL):
        unpaid += rows.owed[part, row] - rows.paid[part, row]
    return 0 if unpaid <= tolerance_minor else int(min(rows.superseded_on[row], as_of) - rows.due_on[row])


@compiled
def _write_behaviour(loan: int, rows: Rows, count: int, settings: Settings, as_of: int, out: StatusColumns) -> None:
    """Count what fell due in the last twelve months, how much of it late, and the longest lateness."""
    since_on = year_before(as_of)
    due_count = late_count = worst_days = 0
    for row in range(count):
        due_on = rows.due_on[row]
        if due_on > as_of:
            break
        if due_on <= since_on or rows.starts_on[row] > as_of or rows.starts_on[row] == due_on or due_on > rows.superseded_on[row]:
            continue
        due_count += 1
        days = _days_late(row, rows, settings.tolerance_minor, as_of)
        if days > settings.grace_days:
            late_count += 1
            worst_days = max(worst_days, days)
    out.grade_due_count[loan], out.grade_late_count[loan], out.grade_worst_days[loan] = due_count, late_count, worst_days


@compiled
def write_figures(
    columns: LoanColumns, loan: int, products: ProductColumns, rows: Rows, credit: int, as_of: int, out: StatusColumns
) -> int:
    """Write every number of a walked loan.

    Args:
        columns: The batch.
        loan: Place of the loan in it and in ``out``.
        products: The book's products.
        rows: The walked scratch.
        credit: What the walk left over, in minor units.
        as_of: The day.
        out: Receives the numbers.

    Returns:
        0, or a fault; the loan's numbers then mean nothing.
    """
    count = columns.row_offsets[loan + 1] - columns.row_offsets[loan]
    settings = settings_of(products, columns.product[loan])
    unpaid = _write_arrears(loan, rows, count, settings, as_of, out)
    _write_behaviour(loan, rows, count, settings, as_of, out)
    coming = _coming(rows, count, as_of)
    interest = _accrued_interest(columns, loan, coming, as_of)
    fee = _early_fee(columns, loan, products, coming, as_of)
    if not (0 <= interest <= AMOUNT_MAX and 0 <= fee <= AMOUNT_MAX):
        return _TOO_LARGE
    if coming.row >= 0:
        row = coming.row
        out.next_due_on[loan] = rows.due_on[row]
        out.next_due_minor[loan] = max(rows.owed[FEE, row] + rows.owed[INTEREST, row] + rows.owed[PRINCIPAL, row] - credit, 0)
    out.outstanding_principal_minor[loan] += coming.principal_minor
    out.accrued_interest_minor[loan] = interest
    out.payoff_minor[loan] = max(unpaid + coming.principal_minor + interest + fee - credit, 0)
    out.credit_minor[loan] = credit
    out.closed[loan] = unpaid + coming.total_minor == 0
    return 0

"""The walk: allocation and penalty of ``docs/algorithms/ledger.md`` over columns, one loan at a time.

It states what :mod:`huashu.lending.allocation` states, in 64-bit integers. A loan's rows are copied to a small scratch
that stays in the processor's nearest cache, walked there, and summed up by :mod:`huashu.close.figures`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from huashu.close.arithmetic import scaled
from huashu.close.columns import NEVER, Int8s, Int64s, LoanColumns
from huashu.close.compiled import compiled
from huashu.close.faults import AMOUNT_MAX, COUNT_MAX, DAY_MAX, DAY_MIN, RATE_MAX, Fault
from huashu.close.products import ProductColumns

PENALTY: Final = 0
FEE: Final = 1
INTEREST: Final = 2
PRINCIPAL: Final = 3

PPB: Final = 10**9

_UNKNOWN_PRODUCT: Final = int(Fault.UNKNOWN_PRODUCT)
_UNKNOWN_DAY_COUNT: Final = int(Fault.UNKNOWN_DAY_COUNT)
_DAY_OUT_OF_RANGE: Final = int(Fault.DAY_OUT_OF_RANGE)
_OUT_OF_ORDER: Final = int(Fault.OUT_OF_ORDER)
_AMOUNT_OUT_OF_RANGE: Final = int(Fault.AMOUNT_OUT_OF_RANGE)
_RECEIPT_NOT_POSITIVE: Final = int(Fault.RECEIPT_NOT_POSITIVE)
_RATE_OUT_OF_RANGE: Final = int(Fault.RATE_OUT_OF_RANGE)
_TOO_MANY_ROWS: Final = int(Fault.TOO_MANY_ROWS)
_TOO_LARGE: Final = int(Fault.TOO_LARGE)


class Rows(NamedTuple):
    """Scratch for the rows of one loan; every array has as many places as the longest loan of the batch.

    Attributes:
        due_on, starts_on, superseded_on: Days.
        penalty_rate_ppb: Yearly penalty rate of the row.
        owed: int64 (4, rows), by component; penalty as accrued so far.
        paid: int64 (4, rows), by component.
        base_days: Penalty accumulator, minor units × days.
        since_on: Day up to which penalty is brought.
        settled_on: Day on which fee, interest and principal were all paid, or ``NEVER``.
    """

    due_on: Int64s
    starts_on: Int64s
    superseded_on: Int64s
    penalty_rate_ppb: Int64s
    owed: Int64s
    paid: Int64s
    base_days: Int64s
    since_on: Int64s
    settled_on: Int64s


class Settings(NamedTuple):
    """A loan's product as plain integers; -1 stands for no cap."""

    multiplier_permille: int
    on_interest: int
    year_days: int
    rate_cap_ppb: int
    amount_cap_ppm: int
    grace_days: int
    tolerance_minor: int
    by_component: int


@compiled
def settings_of(products: ProductColumns, product: int) -> Settings:
    """The settings of one product."""
    return Settings(
        products.penalty_multiplier_permille[product],
        int(products.penalty_on_interest[product]),
        products.penalty_year_days[product],
        products.penalty_rate_cap_ppb[product],
        products.penalty_amount_cap_ppm[product],
        products.grace_days[product],
        products.tolerance_minor[product],
        int(products.by_component[product]),
    )


def scratch(size: int) -> Rows:
    """Scratch for loans of up to ``size`` rows."""
    return Rows(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty((4, size), np.int64),
        np.empty((4, size), np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )


@compiled
def _is_day(day: int) -> bool:
    return DAY_MIN <= day <= DAY_MAX


@compiled
def _load_rows(columns: LoanColumns, loan: int, settings: Settings, rows: Rows) -> int:
    start, end = columns.row_offsets[loan], columns.row_offsets[loan + 1]
    previous = DAY_MIN
    for at in range(start, end):
        row = at - start
        due_on = int(columns.due_on[at])
        starts_on = int(columns.starts_on[at] if columns.starts_on.size else columns.disbursed_on[loan])
        superseded_on = int(columns.superseded_on[at] if columns.superseded_on.size else NEVER)
        rate = columns.row_rate_ppb_year[at] if columns.row_rate_ppb_year.size else columns.rate_ppb_year[loan]
        fee = columns.fee_minor[at] if columns.fee_minor.size else 0
        interest, principal = columns.interest_minor[at], columns.principal_minor[at]
        if not (_is_day(due_on) and _is_day(starts_on) and (superseded_on == NEVER or _is_day(superseded_on))):
            return _DAY_OUT_OF_RANGE
        if due_on < previous:
            return _OUT_OF_ORDER
        if min(fee, interest, principal) < 0 or max(fee, interest, principal) > AMOUNT_MAX:
            return _AMOUNT_OUT_OF_RANGE
        if not 0 <= rate <= RATE_MAX:
            return _RATE_OUT_OF_RANGE
        previous = due_on
        rows.due_on[row], rows.starts_on[row], rows.superseded_on[row] = due_on, starts_on, superseded_on
        rows.penalty_rate_ppb[row] = _penalty_rate(rate, settings)
        if rows.penalty_rate_ppb[row] > RATE_MAX:
            return _RATE_OUT_OF_RANGE
        rows.owed[PENALTY, row], rows.owed[FEE, row] = 0, fee
        rows.owed[INTEREST, row], rows.owed[PRINCIPAL, row] = interest, principal
        for part in range(4):
            rows.paid[part, row] = 0
        rows.base_days[row] = 0
        rows.since_on[row] = due_on
        asks_nothing = fee + interest + principal == 0 and starts_on <= due_on <= superseded_on
        rows.settled_on[row] = due_on if asks_nothing else NEVER
    return 0


@compiled
def _penalty_rate(rate_ppb_year: int, settings: Settings) -> int:
    rate_ppb = scaled(rate_ppb_year, settings.multiplier_permille, 1000)
    if 0 <= settings.rate_cap_ppb < rate_ppb or rate_ppb < 0:
        return settings.rate_cap_ppb if settings.rate_cap_ppb >= 0 else RATE_MAX + 1
    return rate_ppb


@compiled
def _check_receipts(columns: LoanColumns, loan: int) -> int:
    previous = DAY_MIN
    for at in range(columns.receipt_offsets[loan], columns.receipt_offsets[loan + 1]):
        value_on = int(columns.value_on[at])
        if not _is_day(value_on):
            return _DAY_OUT_OF_RANGE
        if value_on < previous:
            return _OUT_OF_ORDER
        if not 0 < columns.amount_minor[at] <= AMOUNT_MAX:
            return _RECEIPT_NOT_POSITIVE
        previous = value_on
    return 0


@compiled
def load(columns: LoanColumns, loan: int, settings: Settings, rows: Rows) -> int:
    """Copy a loan's rows to the scratch.

    Returns:
        0, or the ``Fault`` that keeps the loan from being walked.
    """
    row_count = columns.row_offsets[loan + 1] - columns.row_offsets[loan]
    receipt_count = columns.receipt_offsets[loan + 1] - columns.receipt_offsets[loan]
    if row_count > COUNT_MAX or receipt_count > COUNT_MAX:
        return _TOO_MANY_ROWS
    if not _is_day(int(columns.disbursed_on[loan])):
        return _DAY_OUT_OF_RANGE
    if not 0 <= columns.day_count[loan] <= 2:
        return _UNKNOWN_DAY_COUNT
    fault = _load_rows(columns, loan, settings, rows)
    return fault or _check_receipts(columns, loan)


@compiled
def penalty_cap(row: int, rows: Rows, settings: Settings) -> int:
    """The most penalty that a row can bear, in minor units, or -1."""
    if settings.amount_cap_ppm < 0:
        return -1
    return scaled(rows.owed[PRINCIPAL, row] + rows.owed[INTEREST, row], settings.amount_cap_ppm, 10**6)


@compiled
def penalty_base(row: int, rows: Rows, settings: Settings) -> int:
    """What penalty is charged on, in minor units: unpaid principal, and unpaid interest if the product says so."""
    base = int(rows.owed[PRINCIPAL, row] - rows.paid[PRINCIPAL, row])
    if settings.on_interest:
        base += int(rows.owed[INTEREST, row] - rows.paid[INTEREST, row])
    return base


@compiled
def _bring_up(row: int, day: int, rows: Rows, settings: Settings) -> int:
    """Accrue a row's penalty to the end of a day; 0, or a fault if it grows too large."""
    until = min(day, rows.superseded_on[row])
    since = rows.since_on[row]
    if until <= since:
        return 0
    rows.since_on[row] = until
    base = penalty_base(row, rows, settings)
    grace_ends_on = rows.due_on[row] + settings.grace_days
    if base == 0 or until <= grace_ends_on:
        return 0
    rows.base_days[row] += base * (until - (rows.due_on[row] if since <= grace_ends_on else since))
    accrued = scaled(rows.base_days[row], rows.penalty_rate_ppb[row], settings.year_days * PPB)
    cap = penalty_cap(row, rows, settings)
    if 0 <= cap < accrued:
        accrued = cap
    rows.owed[PENALTY, row] = accrued
    return _TOO_LARGE if not 0 <= accrued <= AMOUNT_MAX else 0


@compiled
def _takes_money(row: int, day: int, rows: Rows) -> bool:
    return bool(rows.starts_on[row] <= day <= rows.superseded_on[row])


@compiled
def _is_settled(row: int, rows: Rows) -> bool:
    return bool(
        rows.owed[FEE, row] == rows.paid[FEE, row]
        and rows.owed[INTEREST, row] == rows.paid[INTEREST, row]
        and rows.owed[PRINCIPAL, row] == rows.paid[PRINCIPAL, row]
    )


@compiled
def _pay(row: int, part: int, left: int, rows: Rows) -> int:
    taken = min(left, int(rows.owed[part, row] - rows.paid[part, row]))
    rows.paid[part, row] += taken
    return left - taken


@compiled
def _waive(amount: int, first: int, end: int, day: int, rows: Rows) -> None:
    """Let a waiver extinguish penalty, oldest row first; what exceeds it has no effect."""
    for row in range(first, end):
        if _takes_money(row, day, rows):
            amount = _pay(row, PENALTY, amount, rows)


@compiled
def _spend(amount: int, first: int, end: int, day: int, rows: Rows, order: Int8s, by_component: int) -> int:
    """Let an amount pay rows ``first`` to ``end - 1`` in the waterfall's order; returns what is left."""
    left = amount
    if by_component:
        for part in order:
            for row in range(first, end):
                if left == 0:
                    return 0
                if _takes_money(row, day, rows):
                    left = _pay(row, part, left, rows)
        return left
    for row in range(first, end):
        if left == 0:
            return 0
        if _takes_money(row, day, rows):
            for part in order:
                left = _pay(row, part, left, rows)
    return left


@compiled
def _settle(first: int, end: int, day: int, rows: Rows) -> None:
    """Note the day on rows of which nothing but penalty is left."""
    for row in range(first, end):
        if rows.settled_on[row] == NEVER and _takes_money(row, day, rows) and _is_settled(row, rows):
            rows.settled_on[row] = day


@compiled
def _is_done(row: int, day: int, rows: Rows) -> bool:
    """Whether nothing can happen to a row after a day."""
    if rows.superseded_on[row] <= day:
        return True
    return rows.starts_on[row] <= day and rows.owed[PENALTY, row] == rows.paid[PENALTY, row] and _is_settled(row, rows)


@compiled
def _starts_late(rows: Rows, count: int) -> bool:
    """Whether a row starts after its due date, so that every due date counts as a day of the walk."""
    row = 0
    while row < count and rows.starts_on[row] <= rows.due_on[row]:
        row += 1
    return row < count


@compiled
def walk(columns: LoanColumns, loan: int, rows: Rows, settings: Settings, waterfall: Int8s, as_of: int) -> tuple[int, int]:
    """Allocate a loan's receipts up to a day, and bring penalty up to it.

    Days without a receipt matter only while there is credit to spend (or a row that starts after its due date): in
    between, penalty grows by the same base whether the walk stops or not.

    Args:
        columns: The batch.
        loan: Place of the loan in it.
        rows: The loaded scratch; changed.
        settings: The loan's product.
        waterfall: int8 (4), places of components in paying order.
        as_of: The last day.

    Returns:
        Credit left in minor units, and 0 or a fault.
    """
    count = columns.row_offsets[loan + 1] - columns.row_offsets[loan]
    receipt, end = columns.receipt_offsets[loan], columns.receipt_offsets[loan + 1]
    every_day = _starts_late(rows, count)
    first = fallen = credit = fault = 0
    while True:
        day = int(columns.value_on[receipt]) if receipt < end else int(NEVER)
        if (credit > 0 or every_day) and fallen < count:
            day = min(day, int(rows.due_on[fallen]))
        is_over = day > as_of
        day = min(day, as_of)
        while fallen < count and rows.due_on[fallen] <= day:
            fallen += 1
        for row in range(first, fallen):
            fault = max(fault, _bring_up(row, day, rows, settings))
        if is_over:
            return credit, fault
        if credit > 0:
            credit = _spend(credit, first, fallen, day, rows, waterfall, settings.by_component)
        while receipt < end and columns.value_on[receipt] == day:
            if columns.is_waiver.size and columns.is_waiver[receipt]:
                _waive(columns.amount_minor[receipt], first, fallen, day, rows)
            else:
                credit += _spend(columns.amount_minor[receipt], first, fallen, day, rows, waterfall, settings.by_component)
            receipt += 1
        _settle(first, fallen, day, rows)
        while first < fallen and _is_done(first, day, rows):
            first += 1

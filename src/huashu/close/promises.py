"""Promises decided by the ledger: how much of each came, and whether it was kept, part kept or broken.

Only payments count, never a waiver. A payment counts for a promise if its value date lies between the day of the
promise and the promised day plus the days of grace; early and split payments count alike. Money counts once, for the
oldest promise first. Who took a promise and what was said is not here.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import NEVER, Int8s, Int32s, Int64s, LoanColumns, frozen, read_only
from huashu.close.compiled import compiled, compiled_entry

OPEN: Final = 0
KEPT: Final = 1
PART_KEPT: Final = 2
BROKEN: Final = 3
WITHDRAWN: Final = 4

PROMISE_STATUSES: Final = ("open", "kept", "part_kept", "broken", "withdrawn")
"""``PromiseResult.status`` holds places in this tuple."""


_DTYPES: Final[tuple[type[np.signedinteger[Any]], ...]] = (np.int64, np.int32, np.int32, np.int64, np.int8)


class PromiseColumns(NamedTuple):
    """k promised payments of a batch of loans, in any order; a promise of several payments has several.

    Attributes:
        loan: int64 (k), place of the loan in its batch.
        promised_on: int32 (k), day on which it was promised.
        due_on: int32 (k), day by which it was promised.
        amount_minor: int64 (k), 0 or more.
        is_withdrawn: int8 (k), 1 if it no longer counts; it takes no money.
    """

    loan: Int64s
    promised_on: Int32s
    due_on: Int32s
    amount_minor: Int64s
    is_withdrawn: Int8s


class PromiseResult(NamedTuple):
    """What became of k promised payments.

    Attributes:
        received_minor: int64 (k), at most the amount.
        status: int8 (k), place in ``PROMISE_STATUSES``.
        decided_on: int32 (k): value date of the payment that completed it, or the day after the last that would have kept it;
            ``NEVER`` while open or withdrawn.
    """

    received_minor: Int64s
    status: Int8s
    decided_on: Int32s


def no_promises() -> PromiseColumns:
    """No promised payments."""
    days, amounts = np.empty(0, np.int32), np.empty(0, np.int64)
    return PromiseColumns(amounts, days, days, amounts, np.empty(0, np.int8))


def settle(promises: PromiseColumns, columns: LoanColumns, as_of: int, grace_days: int = 0) -> PromiseResult:
    """Decide promised payments from receipts with a value date up to ``as_of``.

    The oldest promise is the one promised first, then the one due first, then the one that stands first. Settling
    starts from nothing each time, so a reversed or back-dated payment changes the result as it should.

    Args:
        promises: k promised payments.
        columns: The batch that ``promises.loan`` points into.
        as_of: Day number; money of that day counts.
        grace_days: Days after the promised day in which a payment still keeps it.

    Returns:
        k results in the order of ``promises``.
    """
    count = promises.loan.size
    result = PromiseResult(np.zeros(count, np.int64), np.zeros(count, np.int8), np.full(count, NEVER, np.int32))
    if count:
        order = np.lexsort((np.arange(count), promises.due_on, promises.promised_on, promises.loan))
        left = np.empty(int(np.diff(columns.receipt_offsets).max(initial=0)), np.int64)
        parts = PromiseColumns._make(read_only(values, dtype) for values, dtype in zip(promises, _DTYPES, strict=True))
        _settle(parts, frozen(columns), order, as_of, grace_days, left, result)
    return result


def whole_promises(group: NDArray[np.integer], result: PromiseResult) -> Int8s:
    """Status of each whole promise, repeated for each of its payments.

    A promise has failed as soon as one of its payments has: part kept if any money came, else broken. It is kept when
    all payments are, and open until then. Withdrawn payments say nothing unless all are withdrawn.

    Args:
        group: Integers (k) from 0, which promise each payment belongs to.
        result: k results.
    """
    count = int(group.max(initial=-1)) + 1
    received = np.zeros(count, np.int64)
    np.add.at(received, group, result.received_minor)
    whole: Int8s = np.full(count, WITHDRAWN, np.int8)
    whole[group[result.status == KEPT]] = KEPT
    whole[group[result.status == OPEN]] = OPEN
    failed = group[(result.status == PART_KEPT) | (result.status == BROKEN)]
    whole[failed] = np.where(received[failed] > 0, PART_KEPT, BROKEN)
    return np.take(whole, group)


@compiled_entry
def _settle(
    promises: PromiseColumns, columns: LoanColumns, order: Int64s, as_of: int, grace_days: int, left: Int64s, result: PromiseResult
) -> None:
    previous = -1
    for place in order:
        loan = int(promises.loan[place])
        first, end = columns.receipt_offsets[loan], columns.receipt_offsets[loan + 1]
        if loan != previous:
            for receipt in range(first, end):
                is_money = columns.is_waiver.size == 0 or columns.is_waiver[receipt] == 0
                left[receipt - first] = columns.amount_minor[receipt] if is_money and columns.value_on[receipt] <= as_of else 0
            previous = loan
        if promises.is_withdrawn[place]:
            result.status[place] = WITHDRAWN
            continue
        if columns.fault[loan]:
            continue
        last_on = promises.due_on[place] + grace_days
        missing, completed_on = _collect(promises, columns, place, first, end, last_on, left)
        result.received_minor[place] = promises.amount_minor[place] - missing
        if missing == 0:
            result.status[place], result.decided_on[place] = KEPT, completed_on
        elif as_of > last_on:
            result.status[place] = PART_KEPT if missing < promises.amount_minor[place] else BROKEN
            result.decided_on[place] = last_on + 1


@compiled
def _collect(
    promises: PromiseColumns, columns: LoanColumns, place: int, first: int, end: int, last_on: int, left: Int64s
) -> tuple[int, int]:
    """Take money for one promised payment; returns what is missing and the value date of the last money taken."""
    missing, completed_on = int(promises.amount_minor[place]), int(promises.promised_on[place])
    for receipt in range(first, end):
        value_on = int(columns.value_on[receipt])
        if missing > 0 and promises.promised_on[place] <= value_on <= last_on and left[receipt - first] > 0:
            taken = min(missing, int(left[receipt - first]))
            left[receipt - first] -= taken
            missing -= taken
            completed_on = value_on
    return missing, completed_on

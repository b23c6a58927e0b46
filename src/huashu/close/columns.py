"""A batch of loans as flat arrays: what the close reads, and what it says about each loan.

Every loan owns a slice of the plan arrays and a slice of the receipt arrays, found through offsets. Days are days
since 1970-01-01, amounts minor units, rates parts per billion a year. Arrays are read-only, so that one batch can be
walked by several threads. Files and databases are not here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huashu.calendars import DayCount

Int64s = NDArray[np.int64]
Int32s = NDArray[np.int32]
Int8s = NDArray[np.int8]

NEVER: Final = 2**31 - 1
"""The day of what hasn't happened: ``superseded_on`` of a row that stands, ``next_due_on`` when nothing follows."""

DAY_COUNTS: Final = tuple(DayCount)
"""``LoanColumns.day_count`` holds places in this tuple."""

GRADES: Final = "ABCDE"
"""``StatusColumns.grade`` holds places in this string."""

LOAN_DTYPES: Final[tuple[type[np.signedinteger[Any]], ...]] = (
    *(np.int32, np.int8, np.int32, np.int64, np.int8),
    *(np.int64, np.int32, np.int64, np.int64, np.int64, np.int64, np.int32, np.int32),
    *(np.int64, np.int32, np.int64, np.int8),
)
"""Types of the fields of ``LoanColumns``, in order."""

STATUS_DTYPES: Final[dict[str, type[np.signedinteger[Any]]]] = {
    "oldest_unpaid_due_on": np.int32,
    "days_past_due": np.int32,
    "next_due_on": np.int32,
    "grade_due_count": np.int32,
    "grade_late_count": np.int32,
    "grade_worst_days": np.int32,
    "bucket": np.int16,
    "stage": np.int16,
    "grade": np.int8,
    "closed": np.int8,
    "fault": np.int8,
}
"""Types of the fields of ``StatusColumns`` that aren't int64."""

_DAY_FIELDS: Final = frozenset({"oldest_unpaid_due_on", "next_due_on"})
_EPOCH: Final = date(1970, 1, 1)


class LoanColumns(NamedTuple):
    """A batch of n loans with r plan rows and m receipts in all.

    Attributes:
        product: int32 (n), place in ``Products.codes``; -1 if the book doesn't know the product.
        day_count: int8 (n), place in ``DAY_COUNTS``.
        disbursed_on: int32 (n), days.
        rate_ppb_year: int64 (n), for rows without a rate of their own.
        fault: int8 (n), 0 or a ``faults.Fault`` found while loading; such a loan is passed over.
        row_offsets: int64 (n + 1), loan i owns rows ``row_offsets[i]`` to ``row_offsets[i + 1] - 1``.
        due_on: int32 (r), ascending within a loan.
        principal_minor: int64 (r).
        interest_minor: int64 (r).
        fee_minor: int64 (r), or empty if no row has a fee.
        row_rate_ppb_year: int64 (r), or empty if every row has its loan's rate.
        starts_on: int32 (r), or empty if every row starts on its loan's disbursement.
        superseded_on: int32 (r), ``NEVER`` while a row stands; empty if all do.
        receipt_offsets: int64 (n + 1).
        value_on: int32 (m), ascending within a loan.
        amount_minor: int64 (m).
        is_waiver: int8 (m), or empty if all receipts are payments.
    """

    product: Int32s
    day_count: Int8s
    disbursed_on: Int32s
    rate_ppb_year: Int64s
    fault: Int8s
    row_offsets: Int64s
    due_on: Int32s
    principal_minor: Int64s
    interest_minor: Int64s
    fee_minor: Int64s
    row_rate_ppb_year: Int64s
    starts_on: Int32s
    superseded_on: Int32s
    receipt_offsets: Int64s
    value_on: Int32s
    amount_minor: Int64s
    is_waiver: Int8s


class StatusColumns(NamedTuple):
    """Where each of n loans stands at the end of a day; the fields of ``huashu.lending.status.LoanStatus``.

    Attributes:
        due_principal_minor: Fallen due, int64 (n); ``paid_`` is what was allocated, ``overdue_`` what is unpaid after grace.
        oldest_unpaid_due_on: int32 (n), ``NEVER`` if nothing counts as unpaid.
        next_due_on: int32 (n), ``NEVER`` if nothing is left to fall due.
        bucket: int16 (n), place in ``Products.buckets``; ``stage`` likewise in ``Products.stages``.
        grade: int8 (n), place in ``GRADES``.
        closed: int8 (n), 1 if nothing is owed any more.
        fault: int8 (n), 0 or a ``faults.Fault``; the loan's other values are then 0 and mean nothing.
    """

    due_principal_minor: Int64s
    due_interest_minor: Int64s
    due_fee_minor: Int64s
    due_penalty_minor: Int64s
    paid_principal_minor: Int64s
    paid_interest_minor: Int64s
    paid_fee_minor: Int64s
    paid_penalty_minor: Int64s
    overdue_principal_minor: Int64s
    overdue_interest_minor: Int64s
    overdue_fee_minor: Int64s
    overdue_penalty_minor: Int64s
    overdue_minor: Int64s
    due_now_minor: Int64s
    oldest_unpaid_due_on: Int32s
    days_past_due: Int32s
    next_due_on: Int32s
    next_due_minor: Int64s
    outstanding_principal_minor: Int64s
    accrued_interest_minor: Int64s
    payoff_minor: Int64s
    credit_minor: Int64s
    grade_due_count: Int32s
    grade_late_count: Int32s
    grade_worst_days: Int32s
    bucket: NDArray[np.int16]
    stage: NDArray[np.int16]
    grade: Int8s
    closed: Int8s
    fault: Int8s


def as_day(on: date) -> int:
    """Days since 1970-01-01."""
    return (on - _EPOCH).days


def as_date(day: int) -> date | None:
    """The date of a day number, or None for ``NEVER``."""
    return None if day == NEVER else _EPOCH + timedelta(days=int(day))


def frozen(columns: LoanColumns) -> LoanColumns:
    """The same batch as contiguous read-only arrays of the documented types; views where that is possible.

    One form for all callers also means that the walk is compiled only once.
    """
    return LoanColumns._make(read_only(values, dtype) for values, dtype in zip(columns, LOAN_DTYPES, strict=True))


def empty_loans() -> LoanColumns:
    """A batch of no loans."""
    return frozen(LoanColumns._make(np.zeros(int(name.endswith("_offsets"))) for name in LoanColumns._fields))


def read_only(values: Any, dtype: type[np.signedinteger[Any]]) -> Any:
    """A contiguous read-only array of a type; a view where that is possible."""
    view = np.ascontiguousarray(values, dtype).view()
    view.flags.writeable = False
    return view


def empty_status(count: int) -> StatusColumns:
    """Room for the status of ``count`` loans: zeros, and ``NEVER`` where a day may be missing."""
    arrays = [np.full(count, NEVER if name in _DAY_FIELDS else 0, STATUS_DTYPES.get(name, np.int64)) for name in StatusColumns._fields]
    return StatusColumns(*arrays)

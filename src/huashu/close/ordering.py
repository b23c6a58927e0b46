"""Batches brought into the form that the walk wants: sorted rows, a choice of loans, receipts up to a day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import Int32s, Int64s, LoanColumns, frozen

_LOAN_FIELDS = ("product", "day_count", "disbursed_on", "rate_ppb_year", "fault")
_ROW_FIELDS = ("due_on", "principal_minor", "interest_minor", "fee_minor", "row_rate_ppb_year", "starts_on", "superseded_on")
_RECEIPT_FIELDS = ("value_on", "amount_minor", "is_waiver")


def ordered(columns: LoanColumns) -> LoanColumns:
    """The same loans with rows by due date and receipts by value date, as they stood where dates are equal."""
    if not _is_ordered(columns.due_on, columns.row_offsets):
        columns = _picked(columns, _ROW_FIELDS, _sorting(columns.due_on, columns.row_offsets))
    if not _is_ordered(columns.value_on, columns.receipt_offsets):
        columns = _picked(columns, _RECEIPT_FIELDS, _sorting(columns.value_on, columns.receipt_offsets))
    return columns


def taken(columns: LoanColumns, loans: NDArray[np.integer]) -> LoanColumns:
    """A choice of loans as a batch of their own.

    Args:
        columns: The batch.
        loans: Places in it, in the order wanted; a place may come twice.
    """
    rows, row_offsets = _slices(columns.row_offsets, loans)
    receipts, receipt_offsets = _slices(columns.receipt_offsets, loans)
    chosen = _picked(_picked(columns, _ROW_FIELDS, rows), _RECEIPT_FIELDS, receipts)
    of_loan = {name: getattr(columns, name)[loans] for name in _LOAN_FIELDS}
    return frozen(chosen._replace(row_offsets=row_offsets, receipt_offsets=receipt_offsets, **of_loan))


def with_receipts_before(columns: LoanColumns, days: Int32s) -> LoanColumns:
    """The same loans with only the receipts whose value date is before a day.

    Args:
        columns: n loans.
        days: int32 (n), the day of each loan.
    """
    counts = np.diff(columns.receipt_offsets)
    kept = np.flatnonzero(_of_slices(columns.value_on, columns.receipt_offsets) < np.repeat(days, counts))
    loan_of_kept = np.repeat(np.arange(counts.size), counts)[kept]
    offsets = _offsets(np.bincount(loan_of_kept, minlength=counts.size))
    return frozen(_picked(columns, _RECEIPT_FIELDS, kept + columns.receipt_offsets[0])._replace(receipt_offsets=offsets))


def _is_ordered(days: Int32s, offsets: Int64s) -> bool:
    within = _of_slices(days, offsets)
    falls = within[1:] < within[:-1]
    starts = offsets[1:-1] - offsets[0]
    falls[starts[(starts > 0) & (starts < within.size)] - 1] = False
    return not falls.any()


def _sorting(days: Int32s, offsets: Int64s) -> Int64s:
    loan = np.repeat(np.arange(offsets.size - 1), np.diff(offsets))
    order: Int64s = np.lexsort((_of_slices(days, offsets), loan))
    # Offsets of a slice of a larger batch don't begin at 0, and what stands before the first stays where it is.
    return np.concatenate((np.arange(offsets[0]), order + offsets[0]))


def _of_slices(days: Int32s, offsets: Int64s) -> Int32s:
    return days[offsets[0] : offsets[-1]]


def _picked(columns: LoanColumns, fields: tuple[str, ...], places: NDArray[np.integer]) -> LoanColumns:
    present = {name: getattr(columns, name) for name in fields}
    return columns._replace(**{name: values[places] for name, values in present.items() if values.size})


def _slices(offsets: Int64s, loans: NDArray[np.integer]) -> tuple[Int64s, Int64s]:
    counts = np.diff(offsets)[loans]
    new_offsets = _offsets(counts)
    return np.repeat(offsets[:-1][loans] - new_offsets[:-1], counts) + np.arange(new_offsets[-1]), new_offsets


def _offsets(counts: NDArray[np.integer]) -> Int64s:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))

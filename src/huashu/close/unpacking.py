"""Many packed loans at once as columns: the blobs of :mod:`huashu.close.packing`, joined and spread by compiled loops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import NEVER, Int32s, Int64s, LoanColumns, frozen, read_only
from huashu.close.compiled import compiled, compiled_entry
from huashu.close.faults import Fault
from huashu.close.packing import ENDS, FEES, HEADER_WORDS, PLAN, RATES, RECEIPTS, STARTS, VERSION, WAIVERS, WIDE

_WORD_BYTES: Final = 4
_LOW_WORD: Final = 2**32 - 1


def columns_from_blobs(
    plans: Sequence[bytes],
    receipts: Sequence[bytes],
    product: NDArray[np.integer],
    day_count: NDArray[np.integer],
    disbursed_on: NDArray[np.integer],
) -> LoanColumns:
    """A batch of loans from their blobs.

    Args:
        plans: n packed plans.
        receipts: n packed receipts, in the same order.
        product: Integers (n), place in ``Products.codes``.
        day_count: Integers (n), place in ``DAY_COUNTS``.
        disbursed_on: Integers (n), days since 1970-01-01.

    Returns:
        n loans. One whose blob can't be read carries ``Fault.UNREADABLE_BLOB`` and no rows.
    """
    plan_blobs = _joined(plans, PLAN)
    receipt_blobs = _joined(receipts, RECEIPTS)
    unreadable = (plan_blobs.counts < 0) | (receipt_blobs.counts < 0)
    row_offsets = _offsets(np.where(unreadable, 0, plan_blobs.counts))
    receipt_offsets = _offsets(np.where(unreadable, 0, receipt_blobs.counts))
    rows, count = int(row_offsets[-1]), int(receipt_offsets[-1])
    columns = LoanColumns(
        product=np.asarray(product, np.int32),
        day_count=np.asarray(day_count, np.int8),
        disbursed_on=np.asarray(disbursed_on, np.int32),
        rate_ppb_year=np.zeros(len(plans), np.int64),
        fault=np.where(unreadable, np.int8(Fault.UNREADABLE_BLOB), np.int8(0)),
        row_offsets=row_offsets,
        due_on=np.empty(rows, np.int32),
        principal_minor=np.empty(rows, np.int64),
        interest_minor=np.empty(rows, np.int64),
        fee_minor=np.empty(rows, np.int64),
        row_rate_ppb_year=np.empty(rows, np.int64),
        starts_on=np.empty(rows, np.int32),
        superseded_on=np.empty(rows, np.int32),
        receipt_offsets=receipt_offsets,
        value_on=np.empty(count, np.int32),
        amount_minor=np.empty(count, np.int64),
        is_waiver=np.empty(count, np.int8),
    )
    _spread_plans(plan_blobs, columns)
    _spread_receipts(receipt_blobs, columns)
    return frozen(columns)


class _Blobs(NamedTuple):
    """Joined blobs: the words of all, where each begins, and its header; a count of -1 marks one that can't be read."""

    words: Int32s
    starts: Int64s
    counts: Int64s
    flags: Int64s


def _joined(blobs: Sequence[bytes], kind: int) -> _Blobs:
    lengths = np.fromiter(map(len, blobs), np.int64, len(blobs))
    if (lengths % _WORD_BYTES).any():
        blobs = [blob if len(blob) % _WORD_BYTES == 0 else b"" for blob in blobs]
        lengths[lengths % _WORD_BYTES != 0] = 0
    words = read_only(np.frombuffer(b"".join(blobs) or bytes(_WORD_BYTES), "<i4"), np.int32)
    joined = _Blobs(words, _offsets(lengths // _WORD_BYTES), np.empty(lengths.size, np.int64), np.empty(lengths.size, np.int64))
    _read_headers(joined, kind)
    return joined


def _offsets(counts: Int64s) -> Int64s:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


@compiled
def _size(kind: int, flags: int, count: int) -> int:
    """Words that a blob with this header has."""
    width = 2 if flags & WIDE else 1
    if kind == RECEIPTS:
        return HEADER_WORDS + count * (1 + width + (1 if flags & WAIVERS else 0))
    amounts = 3 if flags & FEES else 2
    size = HEADER_WORDS + count * (1 + amounts * width + (1 if flags & ENDS else 0))
    return size + (2 * count if flags & RATES else 2) + (count if flags & STARTS else 1)


@compiled_entry
def _read_headers(blobs: _Blobs, kind: int) -> None:
    for blob in range(blobs.counts.size):
        start, size = int(blobs.starts[blob]), int(blobs.starts[blob + 1] - blobs.starts[blob])
        blobs.counts[blob], blobs.flags[blob] = -1, 0
        if size < HEADER_WORDS:
            continue
        head, count = int(blobs.words[start]), int(blobs.words[start + 1])
        flags = (head >> 16) & 0xFFFF
        if head & 0xFF == kind and (head >> 8) & 0xFF == VERSION and count >= 0 and _size(kind, flags, count) == size:
            blobs.counts[blob], blobs.flags[blob] = count, flags


@compiled
def _amount(words: Int32s, start: int, place: int, flags: int) -> int:
    return _long(words, start + 2 * place) if flags & WIDE else int(words[start + place])


@compiled
def _long(words: Int32s, at: int) -> int:
    return (int(words[at + 1]) << 32) | (int(words[at]) & _LOW_WORD)


@compiled_entry
def _spread_plans(blobs: _Blobs, columns: LoanColumns) -> None:
    words = blobs.words
    for loan in range(blobs.counts.size):
        first, count = columns.row_offsets[loan], columns.row_offsets[loan + 1] - columns.row_offsets[loan]
        if columns.fault[loan]:
            continue
        flags = blobs.flags[loan]
        amounts = count * (2 if flags & WIDE else 1)
        due = blobs.starts[loan] + HEADER_WORDS
        principal = due + count
        interest = principal + amounts
        fee = interest + amounts
        rate = fee + (amounts if flags & FEES else 0)
        start = rate + (2 * count if flags & RATES else 2)
        end = start + (count if flags & STARTS else 1)
        columns.rate_ppb_year[loan] = _long(words, rate)
        for row in range(count):
            at = first + row
            columns.due_on[at] = words[due + row]
            columns.principal_minor[at] = _amount(words, principal, row, flags)
            columns.interest_minor[at] = _amount(words, interest, row, flags)
            columns.fee_minor[at] = _amount(words, fee, row, flags) if flags & FEES else 0
            columns.row_rate_ppb_year[at] = _long(words, rate + (2 * row if flags & RATES else 0))
            columns.starts_on[at] = words[start + (row if flags & STARTS else 0)]
            columns.superseded_on[at] = words[end + row] if flags & ENDS else NEVER


@compiled_entry
def _spread_receipts(blobs: _Blobs, columns: LoanColumns) -> None:
    words = blobs.words
    for loan in range(blobs.counts.size):
        first, count = columns.receipt_offsets[loan], columns.receipt_offsets[loan + 1] - columns.receipt_offsets[loan]
        if columns.fault[loan]:
            continue
        flags = blobs.flags[loan]
        value = blobs.starts[loan] + HEADER_WORDS
        amount = value + count
        kind = amount + count * (2 if flags & WIDE else 1)
        for row in range(count):
            columns.value_on[first + row] = words[value + row]
            columns.amount_minor[first + row] = _amount(words, amount, row, flags)
            columns.is_waiver[first + row] = np.int8(words[kind + row]) if flags & WAIVERS else np.int8(0)

"""A loan's plan and receipts as two small blobs, for a database that keeps one row a loan; and back, many at once.

A blob is a sequence of little-endian 32-bit words. The layout is in ``docs/algorithms/close.md``, section Packed
loans. What repeats in every row (rate, start, width of amounts) is written once, so that three years of monthly
instalments take 450 bytes. :func:`columns_from_blobs` is in :mod:`huashu.close.unpacking`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from huashu.close.columns import NEVER, as_date, as_day
from huashu.errors import InvalidValue, Refusal
from huashu.lending.plan import PlanRow, Receipt, ReceiptKind

VERSION: Final = 1
PLAN: Final = ord("P")
RECEIPTS: Final = ord("R")
HEADER_WORDS: Final = 2

WIDE: Final = 1
"""Flag: amounts take two words each instead of one."""
FEES: Final = 2
"""Flag: rows have fees."""
RATES: Final = 4
"""Flag: each row has its own rate; else one rate for all."""
STARTS: Final = 8
"""Flag: each row has its own start; else one start for all."""
ENDS: Final = 16
"""Flag: rows carry the day on which they were superseded."""
WAIVERS: Final = 32
"""Flag: receipts carry their kind (0 payment, 1 waiver)."""

_NARROW_MAX: Final = 2**31 - 1


class UnreadableBlob(Refusal):
    """A packed plan or packed receipts that this version can't read.

    Args:
        kind: "plan" or "receipts".
    """

    code = "unreadable_blob"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The packed {kind} can't be read; pack the loan again from its ledger.", field=kind)


def pack(plan: Sequence[PlanRow], receipts: Sequence[Receipt]) -> tuple[bytes, bytes]:
    """A loan's plan and receipts as two blobs.

    Args:
        plan: Every instalment there ever was, ordered by due date.
        receipts: Ordered by value date, then entry number; the numbers themselves aren't kept.

    Raises:
        InvalidValue: An amount or rate is beyond 64 bits.
    """
    try:
        return _pack_plan(plan), _pack_receipts(receipts)
    except struct.error:
        raise InvalidValue("amount_minor", "a number beyond 64 bits", "a whole number of at most 64 bits") from None


def unpack(plan_blob: bytes, receipts_blob: bytes) -> tuple[list[PlanRow], list[Receipt]]:
    """What :func:`pack` was given; receipts are numbered from 1 in their order.

    Raises:
        UnreadableBlob: A blob is damaged or of another version.
    """
    return _unpack_plan(plan_blob), _unpack_receipts(receipts_blob)


def _pack_plan(plan: Sequence[PlanRow]) -> bytes:
    amounts = [amount for row in plan for amount in (row.principal_minor, row.interest_minor, row.fee_minor)]
    flags = _wide(amounts)
    flags |= FEES if any(row.fee_minor for row in plan) else 0
    flags |= RATES if len({row.rate_ppb_year for row in plan}) > 1 else 0
    flags |= STARTS if len({row.starts_on for row in plan}) > 1 else 0
    flags |= ENDS if any(row.superseded_on is not None for row in plan) else 0
    shared = plan[:1]
    parts = [
        _header(PLAN, flags, len(plan)),
        _words(as_day(row.due_on) for row in plan),
        _amounts([row.principal_minor for row in plan], flags),
        _amounts([row.interest_minor for row in plan], flags),
        _amounts([row.fee_minor for row in plan], flags) if flags & FEES else b"",
        _longs([row.rate_ppb_year for row in (plan if flags & RATES else shared)]) or _longs([0]),
        _words(as_day(row.starts_on) for row in (plan if flags & STARTS else shared)) or _words([0]),
        _words(as_day(row.superseded_on) if row.superseded_on else NEVER for row in plan) if flags & ENDS else b"",
    ]
    return b"".join(parts)


def _pack_receipts(receipts: Sequence[Receipt]) -> bytes:
    amounts = [receipt.amount_minor for receipt in receipts]
    flags = _wide(amounts)
    flags |= WAIVERS if any(receipt.kind is ReceiptKind.WAIVER for receipt in receipts) else 0
    kinds = _words(int(receipt.kind is ReceiptKind.WAIVER) for receipt in receipts) if flags & WAIVERS else b""
    return (
        _header(RECEIPTS, flags, len(receipts))
        + _words(as_day(receipt.value_on) for receipt in receipts)
        + _amounts(amounts, flags)
        + kinds
    )


def _wide(amounts: Iterable[int]) -> int:
    return 0 if all(0 <= amount <= _NARROW_MAX for amount in amounts) else WIDE


def _header(kind: int, flags: int, count: int) -> bytes:
    return struct.pack("<BBHI", kind, VERSION, flags, count)


def _words(values: Iterable[int]) -> bytes:
    words = list(values)
    return struct.pack(f"<{len(words)}i", *words)


def _longs(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}q", *values)


def _amounts(values: Sequence[int], flags: int) -> bytes:
    return _longs(values) if flags & WIDE else _words(values)


class _Reader:
    """Reads a blob from front to back."""

    def __init__(self, blob: bytes, kind: int) -> None:
        self.name = "plan" if kind == PLAN else "receipts"
        self.blob = blob
        self.at = 0
        found, version, self.flags, self.count = self._take("BBHI", 1)
        if (found, version) != (kind, VERSION):
            raise UnreadableBlob(self.name)

    def words(self, count: int) -> tuple[int, ...]:
        return self._take("i", count)

    def longs(self, count: int) -> tuple[int, ...]:
        return self._take("q", count)

    def amounts(self) -> tuple[int, ...]:
        return self.longs(self.count) if self.flags & WIDE else self.words(self.count)

    def optional(self, flag: int, missing: int) -> tuple[int, ...]:
        return self.words(self.count) if self.flags & flag else (missing,) * self.count

    def shared(self, flag: int, values: Callable[[int], tuple[int, ...]]) -> tuple[int, ...]:
        return values(self.count) if self.flags & flag else values(1) * self.count

    def end(self) -> None:
        if self.at != len(self.blob):
            raise UnreadableBlob(self.name)

    def _take(self, code: str, count: int) -> tuple[int, ...]:
        layout = f"<{count}{code}" if count != 1 else f"<{code}"
        try:
            values = struct.unpack_from(layout, self.blob, self.at)
        except struct.error:
            raise UnreadableBlob(self.name) from None
        self.at += struct.calcsize(layout)
        return values


def _unpack_plan(blob: bytes) -> list[PlanRow]:
    reader = _Reader(blob, PLAN)
    due_on, principal, interest = reader.words(reader.count), reader.amounts(), reader.amounts()
    fee = reader.amounts() if reader.flags & FEES else (0,) * reader.count
    rate = reader.shared(RATES, reader.longs)
    starts_on = reader.shared(STARTS, reader.words)
    superseded_on = reader.optional(ENDS, NEVER)
    reader.end()
    ends_on = map(as_date, superseded_on)
    return list(map(PlanRow, map(_on, due_on), principal, interest, fee, rate, map(_on, starts_on), ends_on))


def _unpack_receipts(blob: bytes) -> list[Receipt]:
    reader = _Reader(blob, RECEIPTS)
    value_on, amounts, kinds = reader.words(reader.count), reader.amounts(), reader.optional(WAIVERS, 0)
    reader.end()
    columns = enumerate(zip(value_on, amounts, kinds, strict=True), 1)
    return [Receipt(n, _on(day), amount, ReceiptKind.WAIVER if kind else ReceiptKind.PAYMENT) for n, (day, amount, kind) in columns]


def _on(day: int) -> date:
    on = as_date(day)
    assert on is not None
    return on

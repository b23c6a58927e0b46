"""Packed loans: what goes in comes out, small, and a damaged blob harms only its own loan."""

from datetime import date

import numpy as np
import pytest
from closebooks import random_book

from huashu.close.columns import as_date
from huashu.close.faults import Fault
from huashu.close.packing import UnreadableBlob, pack, unpack
from huashu.close.unpacking import columns_from_blobs
from huashu.errors import InvalidValue
from huashu.lending.plan import PlanRow, Receipt, ReceiptKind

START = date(2026, 1, 15)
PLAIN = [PlanRow(date(2026, 2, 15), 10_000, 85, 0, 85_000_000, START), PlanRow(date(2026, 3, 15), 10_000, 43, 0, 85_000_000, START)]
MONEY = [Receipt(1, date(2026, 2, 15), 10_085)]
LARGE = [PlanRow(date(2026, 2, 15), 2**31, 85, 0, 85_000_000, START)]
CHANGED = [
    PlanRow(date(2026, 2, 15), 10_000, 85, 0, 85_000_000, START, date(2026, 2, 20)),
    PlanRow(date(2026, 2, 20), 0, 5, 300, 60_000_000, date(2026, 2, 20)),
]
WAIVED = [Receipt(1, date(2026, 2, 15), 1), Receipt(2, date(2026, 2, 16), 2**40, ReceiptKind.WAIVER)]
CASES = {"nothing": ([], []), "plain": (PLAIN, MONEY), "large amounts": (LARGE, MONEY), "every column": (CHANGED, WAIVED)}


@pytest.mark.parametrize("name", CASES)
def test_unpack_gives_back_what_was_packed(name):
    plan, receipts = CASES[name]
    assert unpack(*pack(plan, receipts)) == (plan, receipts)


def test_a_plain_loan_of_36_instalments_takes_452_bytes():
    plan = [PlanRow(date(2026 + n // 12, n % 12 + 1, 15), 10_000, 85, 0, 85_000_000, date(2025, 12, 15)) for n in range(36)]
    assert len(pack(plan, [])[0]) == 8 + 36 * (4 + 4 + 4) + 8 + 4


def loans_of(plans, receipts):
    count = len(plans)
    return columns_from_blobs(plans, receipts, np.zeros(count, int), np.zeros(count, int), np.zeros(count, int))


def test_columns_hold_the_same_as_the_rows():
    ledgers = [loan.ledger for loan in random_book(seed=5, count=60)]
    ledgers += [type(ledgers[0])(tuple(plan), tuple(receipts)) for plan, receipts in CASES.values()]
    blobs = [pack(ledger.plan, ledger.receipts) for ledger in ledgers]
    columns = loans_of([plan for plan, _ in blobs], [receipts for _, receipts in blobs])
    for place, ledger in enumerate(ledgers):
        rows = range(columns.row_offsets[place], columns.row_offsets[place + 1])
        found = [
            PlanRow(
                as_date(columns.due_on[row]),
                columns.principal_minor[row],
                columns.interest_minor[row],
                columns.fee_minor[row],
                columns.row_rate_ppb_year[row],
                as_date(columns.starts_on[row]),
                as_date(columns.superseded_on[row]),
            )
            for row in rows
        ]
        assert found == list(ledger.plan)
        money = range(columns.receipt_offsets[place], columns.receipt_offsets[place + 1])
        found = [(as_date(columns.value_on[row]), columns.amount_minor[row], bool(columns.is_waiver[row])) for row in money]
        assert found == [(one.value_on, one.amount_minor, one.kind is ReceiptKind.WAIVER) for one in ledger.receipts]


DAMAGE = {
    "empty": lambda blob: b"",
    "cut by a word": lambda blob: blob[:-4],
    "cut by a byte": lambda blob: blob[:-1],
    "a word too many": lambda blob: blob + bytes(4),
    "another version": lambda blob: blob[:1] + b"\x02" + blob[2:],
    "the other kind": lambda blob: b"X" + blob[1:],
    "a count beyond its length": lambda blob: blob[:4] + b"\xff\xff\xff\x7f" + blob[8:],
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_blob_is_the_fault_of_its_loan_alone(name):
    plan, receipts = pack(CHANGED, WAIVED)
    damaged = DAMAGE[name]
    columns = loans_of([plan, damaged(plan), plan, plan], [receipts, receipts, damaged(receipts), receipts])
    assert columns.fault.tolist() == [0, Fault.UNREADABLE_BLOB, Fault.UNREADABLE_BLOB, 0]
    assert np.diff(columns.row_offsets).tolist() == [2, 0, 0, 2]
    assert columns.principal_minor.tolist() == [10_000, 0, 10_000, 0]
    for pair in ((damaged(plan), receipts), (plan, damaged(receipts))):
        with pytest.raises(UnreadableBlob, match="pack the loan again"):
            unpack(*pair)


def test_an_amount_beyond_64_bits_is_refused():
    with pytest.raises(InvalidValue, match="at most 64 bits"):
        pack([], [Receipt(1, START, 2**63)])


def test_no_loans_at_all():
    assert loans_of([], []).row_offsets.tolist() == [0]

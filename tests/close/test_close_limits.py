"""Large, damaged and unsorted loans in memory: which are closed exactly, and which are told apart without harm to the rest."""

from datetime import date, timedelta

import numpy as np
import pytest

from huashu.calendars import DayCount, Frequency
from huashu.close.columns import DAY_COUNTS, LoanColumns, as_day
from huashu.close.faults import AMOUNT_MAX, COUNT_MAX, RATE_MAX, SENTENCES, Fault
from huashu.close.ordering import ordered, taken, with_receipts_before
from huashu.close.packing import pack
from huashu.close.products import Products
from huashu.close.status import status_columns, warm_up
from huashu.close.unpacking import columns_from_blobs
from huashu.lending.ledger import Account, Ledger
from huashu.lending.plan import PlanRow, Receipt
from huashu.lending.product import Product
from huashu.lending.status import status_of
from huashu.lending.terms import Method, Terms

START = date(2020, 1, 1)
AS_OF = date(2026, 1, 1)
PRODUCT = Product(penalty_on_interest=True)


def rows(principal=10_000, interest=100, rate=85_000_000, count=1, fee=0, first=date(2020, 2, 1)):
    return [PlanRow(first + timedelta(days=30 * n), principal, interest, fee, rate, START) for n in range(count)]


def columns_of(*ledgers, product=PRODUCT):
    blobs = [pack(plan, receipts) for plan, receipts in ledgers]
    zeros = np.zeros(len(ledgers), np.int64)
    columns = columns_from_blobs([plan for plan, _ in blobs], [money for _, money in blobs], zeros, zeros + 2, zeros + as_day(START))
    return columns, Products.of([product])


def exact(plan, receipts, as_of):
    terms = Terms(10_000, "CNY", 0, 1, Frequency.MONTHLY, Method.EQUAL_INSTALMENT, DayCount.ACTUAL_365, START, date(2020, 2, 1))
    return status_of(Account(terms, PRODUCT), Ledger(tuple(plan), tuple(receipts)), as_of)


PAID = Receipt(1, date(2020, 2, 1), 5_000)
FAULTS = {
    "largest principal": (rows(principal=AMOUNT_MAX, rate=10_000_000), [], None),
    "principal one above": (rows(principal=AMOUNT_MAX + 1), [], Fault.AMOUNT_OUT_OF_RANGE),
    "negative interest": (rows(interest=-1), [], Fault.AMOUNT_OUT_OF_RANGE),
    "largest fee": (rows(fee=AMOUNT_MAX), [], None),
    "fee one above": (rows(fee=AMOUNT_MAX + 1), [], Fault.AMOUNT_OUT_OF_RANGE),
    "highest rate": (rows(rate=RATE_MAX * 2 // 3), [], None),
    "penalty rate above": (rows(rate=RATE_MAX * 2 // 3 + 1), [], Fault.RATE_OUT_OF_RANGE),
    "rate above": (rows(rate=RATE_MAX + 1), [], Fault.RATE_OUT_OF_RANGE),
    "negative rate": (rows(rate=-1), [], Fault.RATE_OUT_OF_RANGE),
    "penalty grows too large": (rows(principal=AMOUNT_MAX, rate=RATE_MAX // 2), [], Fault.TOO_LARGE),
    "accrued interest grows too large": (rows(principal=AMOUNT_MAX, rate=RATE_MAX // 2, first=date(2030, 1, 1)), [], Fault.TOO_LARGE),
    "receipt of one": (rows(), [Receipt(1, date(2020, 2, 1), 1)], None),
    "receipt of nothing": (rows(), [Receipt(1, date(2020, 2, 1), 0)], Fault.RECEIPT_NOT_POSITIVE),
    "largest receipt": (rows(), [Receipt(1, date(2020, 2, 1), AMOUNT_MAX)], None),
    "receipt one above": (rows(), [Receipt(1, date(2020, 2, 1), AMOUNT_MAX + 1)], Fault.RECEIPT_NOT_POSITIVE),
    "first day": (rows(first=date(1900, 1, 1)), [], None),
    "day before": (rows(first=date(1899, 12, 31)), [], Fault.DAY_OUT_OF_RANGE),
    "last day": (rows(first=date(2199, 12, 31)), [], None),
    "day after": (rows(first=date(2200, 1, 1)), [], Fault.DAY_OUT_OF_RANGE),
    "receipt before 1900": (rows(), [Receipt(1, date(1899, 12, 31), 1)], Fault.DAY_OUT_OF_RANGE),
    "rows out of order": (list(reversed(rows(count=2))), [], Fault.OUT_OF_ORDER),
    "receipts out of order": (rows(), [PAID, Receipt(2, date(2020, 1, 31), 1)], Fault.OUT_OF_ORDER),
    "too many receipts": (rows(), [PAID] * (COUNT_MAX + 1), Fault.TOO_MANY_ROWS),
}


@pytest.mark.parametrize("name", FAULTS)
def test_both_sides_of_every_limit(name):
    plan, receipts, fault = FAULTS[name]
    columns, products = columns_of((rows(), [PAID]), (plan, receipts), (rows(), [PAID]))
    status = status_columns(columns, products, AS_OF)
    assert status.fault.tolist() == [0, fault or 0, 0]
    assert status.payoff_minor[0] == status.payoff_minor[2] == exact(rows(), [PAID], AS_OF).payoff_minor
    if fault is None:
        expected = exact(plan, receipts, AS_OF)
        assert status.overdue_minor[1] == expected.overdue_minor
        assert status.payoff_minor[1] == expected.payoff_minor


def test_the_largest_loan_over_the_longest_time_is_exact():
    plan = rows(principal=AMOUNT_MAX, interest=AMOUNT_MAX, rate=1_000_000, first=date(1900, 1, 1))
    receipts = [Receipt(1, date(1999, 12, 31), 12_345), Receipt(2, date(2150, 6, 30), AMOUNT_MAX)]
    columns, products = columns_of((plan, receipts))
    for as_of in (date(1999, 12, 30), date(2150, 6, 30), date(2199, 12, 31)):
        assert status_columns(columns, products, as_of).overdue_penalty_minor[0] == exact(plan, receipts, as_of).overdue_penalty_minor


def test_unknown_product_and_day_count():
    columns, products = columns_of((rows(), []), (rows(), []), (rows(), []))
    columns = columns._replace(product=np.array([0, -1, 1]), day_count=np.array([len(DAY_COUNTS), 0, 0]))
    faults = status_columns(columns, products, AS_OF).fault.tolist()
    assert faults == [Fault.UNKNOWN_DAY_COUNT, Fault.UNKNOWN_PRODUCT, Fault.UNKNOWN_PRODUCT]


def test_every_fault_has_a_sentence_that_says_what_to_do():
    assert set(SENTENCES) == set(Fault)
    assert all(len(sentence.split("; ")) >= 2 and sentence.endswith(".") for sentence in SENTENCES.values())


def test_ordered_sorts_by_date_and_keeps_the_order_of_one_day():
    plan = [*rows(first=date(2020, 3, 1)), *rows(first=date(2020, 2, 1), principal=1), *rows(first=date(2020, 3, 1), principal=2)]
    receipts = [Receipt(1, date(2020, 3, 2), 7), Receipt(2, date(2020, 2, 2), 8), Receipt(3, date(2020, 2, 2), 9)]
    columns = ordered(columns_of((rows(), []), (plan, receipts), (rows(), [PAID]))[0])
    assert columns.principal_minor.tolist() == [10_000, 1, 10_000, 2, 10_000]
    assert columns.amount_minor.tolist() == [8, 9, 7, 5_000]


def test_taken_and_receipts_before_a_day():
    receipts = [Receipt(1, date(2020, 2, 1), 7), Receipt(2, date(2020, 3, 1), 8)]
    columns = columns_of((rows(), [PAID]), (rows(count=2), receipts))[0]
    chosen = taken(columns, np.array([1, 0, 1]))
    assert chosen.row_offsets.tolist() == [0, 2, 3, 5]
    assert chosen.amount_minor.tolist() == [7, 8, 5_000, 7, 8]
    days = np.array([as_day(date(2020, 3, 1)), as_day(date(2020, 2, 2)), as_day(date(2020, 2, 1))], np.int32)
    before = with_receipts_before(chosen, days)
    assert before.receipt_offsets.tolist() == [0, 1, 2, 2]
    assert before.amount_minor.tolist() == [7, 5_000]


def test_a_slice_of_a_larger_batch_is_walked_as_it_stands():
    columns, products = columns_of((rows(principal=1), []), (rows(count=3), [PAID]), (rows(principal=2), []))
    part = LoanColumns(
        *(values[1:2] for values in columns[:5]), columns.row_offsets[1:3], *columns[6:13], columns.receipt_offsets[1:3], *columns[14:]
    )
    whole, alone = status_columns(columns, products, AS_OF), status_columns(ordered(part), products, AS_OF)
    assert all(mine[0] == its[1] for mine, its in zip(alone, whole, strict=True))


def test_threads_and_a_day_for_each_loan():
    warm_up()
    columns, products = columns_of(*[(rows(count=5), [PAID])] * 9)
    days = np.array([as_day(date(2020, 2, 1) + timedelta(days=20 * n)) for n in range(9)], np.int32)
    together = status_columns(columns, products, days, jobs=3)
    for n in range(9):
        assert together.overdue_minor[n] == exact(rows(count=5), [PAID], date(2020, 2, 1) + timedelta(days=20 * n)).overdue_minor

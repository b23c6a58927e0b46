"""Steps of a night in the words of a collector: cases, first contact, history, reminders and promises."""

from datetime import date, timedelta

import numpy as np
import pytest

from huashu.close.columns import NEVER, as_date, as_day
from huashu.close.packing import pack
from huashu.close.products import Products
from huashu.close.promises import PROMISE_STATUSES, PromiseColumns, PromiseResult, settle, whole_promises
from huashu.close.steps import CASE_EVENTS, STEPS, UNKNOWN, CloseSettings, Night, Previous, close_batch, nothing_before
from huashu.close.unpacking import columns_from_blobs
from huashu.lending.plan import PlanRow, Receipt, ReceiptKind
from huashu.lending.product import Product

START = date(2026, 1, 10)
PRODUCTS = Products.of([Product(), Product(code="graceful", grace_days=3)])
STANDARD, GRACEFUL = 0, 1


def march(day: int) -> date:
    return date(2026, 3, day)


def instalment(due_on: date, amount: int = 100_00) -> PlanRow:
    return PlanRow(due_on, amount, 0, 0, 0, START)


def paid(on: date, amount: int = 100_00, kind: ReceiptKind = ReceiptKind.PAYMENT) -> Receipt:
    return Receipt(1, on, amount, kind)


def night(as_of: date, plan, receipts=(), product=STANDARD, previous=None, **more) -> Night:
    """The close of one loan."""
    plan_blob, receipts_blob = pack(plan, receipts)
    columns = columns_from_blobs([plan_blob], [receipts_blob], np.array([product]), np.array([2]), np.array([as_day(START)]))
    return close_batch(Night(columns, PRODUCTS, as_of, previous or nothing_before(1), **more))


def after(done: Night) -> Previous:
    """What the next night knows about the loan of this one."""
    before, status, cases = done.previous, done.status, done.cases
    is_open = bool(cases.loan.size) and CASE_EVENTS[cases.event[0]] != "cured"
    return before._replace(
        as_of=np.array([as_day(done.as_of)], np.int32),
        bucket=status.bucket,
        stage=status.stage,
        grade=status.grade,
        case_opened_on=cases.opened_on if is_open else np.array([NEVER], np.int32),
        first_contact_due_on=cases.first_contact_due_on if is_open else np.array([NEVER], np.int32),
    )


def case_of(done: Night) -> tuple[str, date | None, date | None] | None:
    """Event, opening day and first contact deadline."""
    cases = done.cases
    return (CASE_EVENTS[cases.event[0]], as_date(cases.opened_on[0]), as_date(cases.first_contact_due_on[0])) if cases.loan.size else None


def test_the_steps_have_names_and_an_order():
    expected = ["arrears_and_penalty", "bucket_and_stage", "grade", "changes", "cases", "first_contact", "promises", "reminders"]
    assert [step.name for step in STEPS] == expected


@pytest.mark.parametrize(
    ("product", "as_of", "expected"),
    [
        (STANDARD, march(10), None),  # due today isn't overdue
        (STANDARD, march(11), ("opened", march(11), march(11))),  # overdue from the 11th 0:00, call by its end
        (GRACEFUL, march(13), None),  # three days of grace
        (GRACEFUL, march(14), ("opened", march(14), march(14))),
    ],
)
def test_a_case_opens_on_the_first_overdue_day_with_24_hours_for_the_first_contact(product, as_of, expected):
    due = [instalment(march(10))]
    assert case_of(night(as_of, due, product=product, previous=after(night(as_of - timedelta(days=1), due, product=product)))) == expected


def test_a_case_is_opened_once_carries_its_deadline_and_is_cured_by_money():
    due = [instalment(march(10)), instalment(date(2026, 4, 10))]
    first = night(march(11), due, previous=after(night(march(10), due)))
    second = night(march(12), due, previous=after(first))
    assert case_of(second) == ("open", march(11), march(11))
    third = night(march(13), due, [paid(march(13), 100_03)], previous=after(second))
    assert case_of(third) == ("cured", march(11), march(11))
    assert case_of(night(march(14), due, [paid(march(13), 100_03)], previous=after(third))) is None


def test_missed_nights_keep_the_deadline_and_a_reversed_payment_starts_it_when_it_comes_to_light():
    due = [instalment(march(10))]
    seen_before = after(night(march(10), due))
    assert case_of(night(march(20), due, previous=seen_before)) == ("opened", march(20), march(11))
    thought_paid = after(night(march(19), due, [paid(march(10))]))
    assert case_of(night(march(20), due, previous=thought_paid)) == ("opened", march(20), march(20))
    assert case_of(night(march(20), due)) == ("opened", march(20), march(20))  # new in the book


def test_history_has_a_row_for_a_change_and_none_for_a_quiet_night():
    due = [instalment(march(10)), instalment(date(2026, 12, 10))]
    new = night(march(9), due)
    assert (new.changes.loan.tolist(), new.changes.bucket_from.tolist()) == ([0], [UNKNOWN])
    quiet = night(march(10), due, previous=after(new))
    assert quiet.changes.loan.size == 0
    late = night(march(11), due, previous=after(quiet))
    assert [PRODUCTS.buckets[place] for place in (*late.changes.bucket_from, *late.status.bucket)] == ["current", "M1"]
    assert [PRODUCTS.stages[place] for place in (*late.changes.stage_from, *late.status.stage)] == ["before_due", "early"]
    days_30 = night(date(2026, 4, 9), due, previous=after(night(date(2026, 4, 8), due)))
    assert days_30.changes.loan.size == 0  # still M1
    days_31 = night(date(2026, 4, 10), due, previous=after(days_30))
    assert [PRODUCTS.buckets[place] for place in (*days_31.changes.bucket_from, *days_31.status.bucket)] == ["M1", "M2"]
    done = night(date(2026, 4, 10), due, [paid(march(10), 200_00), paid(march(10), 200_00)], previous=after(days_30))
    assert PRODUCTS.buckets[done.status.bucket[0]] == "current"  # credit waits; something will still fall due


@pytest.mark.parametrize(
    ("as_of", "days", "receipts", "expected"),
    [
        (march(7), 3, [], [(march(10), 100_00)]),
        (march(6), 3, [], []),
        (march(9), 3, [], [(march(10), 100_00)]),
        (march(10), 3, [], []),  # due today: it's owed now, not coming
        (march(9), 0, [], []),
        (march(9), 3, [paid(march(1), 40_00)], [(march(10), 60_00)]),
        (march(9), 3, [paid(march(1), 100_00)], []),
    ],
)
def test_reminders(as_of, days, receipts, expected):
    found = night(as_of, [instalment(march(10))], receipts, settings=CloseSettings(reminder_days=days)).reminders
    assert [(as_date(on), amount) for on, amount in zip(found.due_on, found.amount_minor, strict=True)] == expected


def settled(as_of, promises, receipts, grace_days=0):
    """Received, status and day of decision of each promise ``(promised_on, due_on, amount)`` of one loan."""
    plan_blob, receipts_blob = pack([instalment(march(1), 1_000_00)], receipts)
    columns = columns_from_blobs([plan_blob], [receipts_blob], np.array([0]), np.array([2]), np.array([as_day(START)]))
    parts = PromiseColumns(
        np.zeros(len(promises), np.int64),
        np.array([as_day(one[0]) for one in promises], np.int32),
        np.array([as_day(one[1]) for one in promises], np.int32),
        np.array([one[2] for one in promises], np.int64),
        np.array([len(one) > 3 for one in promises], np.int8),
    )
    result = settle(parts, columns, as_day(as_of), grace_days)
    rows = zip(result.received_minor, result.status, result.decided_on, strict=True)
    return [(received, PROMISE_STATUSES[status], as_date(decided)) for received, status, decided in rows]


ONE = [(march(5), march(10), 300_00)]
PROMISES = {
    "nothing came, the day isn't over": (march(10), ONE, [], [(0, "open", None)]),
    "nothing came": (march(11), ONE, [], [(0, "broken", march(11))]),
    "all came on the day": (march(10), ONE, [paid(march(10), 300_00)], [(300_00, "kept", march(10))]),
    "more came": (march(10), ONE, [paid(march(6), 500_00)], [(300_00, "kept", march(6))]),
    "came early, on the day of the promise": (march(6), ONE, [paid(march(5), 300_00)], [(300_00, "kept", march(5))]),
    "came before it was promised": (march(11), ONE, [paid(march(4), 300_00)], [(0, "broken", march(11))]),
    "came in two payments": (march(9), ONE, [paid(march(6), 100_00), paid(march(9), 200_00)], [(300_00, "kept", march(9))]),
    "a part came, the day isn't over": (march(10), ONE, [paid(march(6), 299_99)], [(299_99, "open", None)]),
    "a part came": (march(11), ONE, [paid(march(6), 299_99)], [(299_99, "part_kept", march(11))]),
    "came a day late": (march(11), ONE, [paid(march(11), 300_00)], [(0, "broken", march(11))]),
    "a waiver isn't money": (march(11), ONE, [paid(march(6), 300_00, ReceiptKind.WAIVER)], [(0, "broken", march(11))]),
    "money of tomorrow": (march(9), ONE, [paid(march(10), 300_00)], [(0, "open", None)]),
    "one payment for two promises, oldest first": (
        march(21),
        [(march(7), march(10), 300_00), (march(5), march(20), 300_00)],
        [paid(march(8), 400_00)],
        [(100_00, "part_kept", march(11)), (300_00, "kept", march(8))],
    ),
    "instalments, the first missed": (
        march(11),
        [(march(5), march(10), 100_00), (march(5), march(20), 200_00)],
        [paid(march(11), 100_00)],
        [(0, "broken", march(11)), (100_00, "open", None)],
    ),
    "a withdrawn promise takes no money": (
        march(11),
        [(march(1), march(10), 300_00, "withdrawn"), (march(5), march(10), 300_00)],
        [paid(march(8), 300_00)],
        [(0, "withdrawn", None), (300_00, "kept", march(8))],
    ),
    "nothing was promised": (march(5), [(march(5), march(10), 0)], [], [(0, "kept", march(5))]),
}


@pytest.mark.parametrize("name", PROMISES)
def test_promises_by_the_ledger(name):
    as_of, promises, receipts, expected = PROMISES[name]
    assert settled(as_of, promises, receipts) == expected


def test_days_of_grace_keep_a_promise():
    late = [paid(march(12), 300_00)]
    assert settled(march(12), ONE, [], grace_days=2) == [(0, "open", None)]
    assert settled(march(13), ONE, late, grace_days=2) == [(300_00, "kept", march(12))]
    assert settled(march(13), ONE, late, grace_days=1) == [(0, "broken", march(12))]


def test_a_whole_promise_follows_from_its_payments():
    cases = [
        (["kept", "kept"], [5, 5], "kept"),
        (["kept", "open"], [5, 0], "open"),
        (["kept", "broken"], [5, 0], "part_kept"),
        (["broken", "open"], [0, 0], "broken"),
        (["part_kept", "open"], [2, 0], "part_kept"),
        (["withdrawn", "kept"], [0, 5], "kept"),
        (["withdrawn", "withdrawn"], [0, 0], "withdrawn"),
    ]
    groups = np.repeat(np.arange(len(cases)), 2)
    status = np.array([PROMISE_STATUSES.index(word) for words, _, _ in cases for word in words], np.int8)
    received = np.array([amount for _, amounts, _ in cases for amount in amounts])
    whole = whole_promises(groups, PromiseResult(received, status, np.zeros(len(groups), np.int32)))
    assert [PROMISE_STATUSES[place] for place in whole[::2]] == [expected for _, _, expected in cases]
    assert (whole[::2] == whole[1::2]).all()


def test_a_loan_with_a_fault_opens_nothing_breaks_nothing_and_changes_nothing():
    plan = [instalment(march(10)), instalment(march(1))]  # out of order
    promise = PromiseColumns(*(np.array([value]) for value in (0, as_day(march(5)), as_day(march(6)), 100, 0)))
    done = night(march(20), plan, promises=promise)
    assert done.status.fault[0] != 0
    assert (done.changes.loan.size, done.cases.loan.size, done.reminders.loan.size) == (0, 0, 0)
    assert PROMISE_STATUSES[done.settled.status[0]] == "open"

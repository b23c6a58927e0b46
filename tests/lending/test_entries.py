"""Entries: what each kind carries, what is refused at once, and changes as stored records."""

from datetime import UTC, date, datetime

import pytest

from huashu.calendars import Frequency
from huashu.errors import InvalidValue, MissingValue
from huashu.lending.entries import (
    CHANGE_TYPES,
    EarlyRepayment,
    Entry,
    EntryKind,
    Holiday,
    HolidayInterest,
    PartPrepayment,
    PrepaymentEffect,
    Reschedule,
    change_from_record,
    change_to_record,
)
from huashu.lending.refusals import AmountNotPositive, FirstDueTooEarly
from huashu.lending.terms import Method

ON = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RESCHEDULE = Reschedule(
    6, 60_000_000, Frequency.MONTHLY, Method.EQUAL_INSTALMENT_BALLOON, date(2026, 4, 20), capitalise=True, balloon_minor=100_00
)
RECORDS = [
    (PartPrepayment(PrepaymentEffect.SHORTER_TERM), {"kind": "part_prepayment", "effect": "shorter_term"}),
    (EarlyRepayment(), {"kind": "early_repayment"}),
    (
        RESCHEDULE,
        {
            "kind": "reschedule",
            "periods": 6,
            "rate_ppb_year": 60_000_000,
            "frequency": "monthly",
            "method": "equal_instalment_balloon",
            "first_due_on": "2026-04-20",
            "capitalise": True,
            "balloon_minor": 100_00,
        },
    ),
    (Holiday(2, HolidayInterest.CAPITALISE), {"kind": "holiday", "periods": 2, "interest": "capitalise"}),
]


@pytest.mark.parametrize(("change", "record"), RECORDS, ids=lambda value: type(value).__name__)
def test_a_change_and_its_record(change, record):
    assert change_to_record(change) == record
    assert change_from_record(record) == change


def test_every_change_has_a_record():
    assert {type(change) for change, _ in RECORDS} == set(CHANGE_TYPES.values())


@pytest.mark.parametrize(
    ("record", "refusal", "field"),
    [
        ({}, InvalidValue, "kind"),
        ({"kind": "payment"}, InvalidValue, "kind"),
        ({"kind": "holiday", "periods": 2}, MissingValue, "interest"),
        ({"kind": "holiday", "periods": 2, "interest": "free"}, InvalidValue, "interest"),
        ({"kind": "holiday", "periods": 0, "interest": "pay"}, InvalidValue, "periods"),
        ({"kind": "holiday", "periods": 601, "interest": "pay"}, InvalidValue, "periods"),
        ({"kind": "holiday", "periods": "2", "interest": "pay"}, InvalidValue, "periods"),
        ({"kind": "holiday", "periods": True, "interest": "pay"}, InvalidValue, "periods"),
        ({"kind": "holiday", "periods": 2, "interest": "pay", "months": 2}, InvalidValue, "months"),
        (RECORDS[2][1] | {"first_due_on": "20 April"}, InvalidValue, "first_due_on"),
        (RECORDS[2][1] | {"first_due_on": "9001-01-01"}, InvalidValue, "first_due_on"),
        (RECORDS[2][1] | {"first_due_on": 20260420}, InvalidValue, "first_due_on"),
        (RECORDS[2][1] | {"capitalise": 1}, InvalidValue, "capitalise"),
        (RECORDS[2][1] | {"rate_ppb_year": 0.06}, InvalidValue, "rate_ppb_year"),
        (RECORDS[2][1] | {"rate_ppb_year": -1}, InvalidValue, "rate_ppb_year"),
        (RECORDS[2][1] | {"periods": 0}, InvalidValue, "periods"),
        (RECORDS[2][1] | {"method": "equal_instalment"}, InvalidValue, "balloon_minor"),
        (RECORDS[2][1] | {"balloon_minor": -1}, InvalidValue, "balloon_minor"),
    ],
)
def test_a_record_that_is_wrong_is_refused_by_field(record, refusal, field):
    with pytest.raises(refusal) as caught:
        change_from_record(record)
    assert caught.value.field == field


@pytest.mark.parametrize("kind", [EntryKind.DISBURSEMENT, EntryKind.PAYMENT, EntryKind.WAIVER])
def test_money_is_more_than_nothing(kind):
    assert Entry(1, kind, ON, NOON, 1).amount_minor == 1
    for amount_minor in (0, -1):
        with pytest.raises(AmountNotPositive, match="must be more than 0"):
            Entry(1, kind, ON, NOON, amount_minor)


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"kind": EntryKind.HOLIDAY, "change": Holiday(1, HolidayInterest.PAY), "amount_minor": 1}, InvalidValue, "amount_minor"),
        ({"kind": EntryKind.HOLIDAY}, MissingValue, "change"),
        ({"kind": EntryKind.HOLIDAY, "change": EarlyRepayment()}, InvalidValue, "change"),
        ({"kind": EntryKind.PAYMENT, "amount_minor": 1, "change": EarlyRepayment()}, InvalidValue, "change"),
        ({"kind": EntryKind.PART_PREPAYMENT, "change": PartPrepayment(PrepaymentEffect.SHORTER_TERM)}, AmountNotPositive, "amount_minor"),
        ({"kind": EntryKind.REVERSAL}, MissingValue, "reverses_seq"),
        ({"kind": EntryKind.REVERSAL, "reverses_seq": 1, "amount_minor": 1}, InvalidValue, "amount_minor"),
        ({"kind": EntryKind.PAYMENT, "amount_minor": 1, "reverses_seq": 1}, InvalidValue, "reverses_seq"),
        ({"kind": EntryKind.PAYMENT, "amount_minor": 1, "entered_at": NOON.replace(tzinfo=None)}, InvalidValue, "entered_at"),
        ({"kind": EntryKind.RESCHEDULE, "change": RESCHEDULE, "value_on": date(2026, 4, 20)}, FirstDueTooEarly, "first_due_on"),
    ],
)
def test_an_entry_that_can_t_be_is_refused_by_field(fields, refusal, field):
    with pytest.raises(refusal) as caught:
        Entry(**{"seq": 2, "value_on": ON, "entered_at": NOON} | fields)
    assert caught.value.field == field


def test_the_day_before_its_first_due_date_a_reschedule_may_take_effect():
    assert Entry(2, EntryKind.RESCHEDULE, date(2026, 4, 19), NOON, change=RESCHEDULE).change == RESCHEDULE

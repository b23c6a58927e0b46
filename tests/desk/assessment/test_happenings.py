"""What counts as what: rows of the desk become evidence, and what isn't the customer's doing becomes none."""

from collections import Counter
from datetime import timedelta

import pytest

from huashu.desk.assessment.models import IncomeNote
from huashu.desk.assessment.selectors.estimates import estimate_of
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.loans.services import entry_post
from huashu.lending.entries import EntryKind

pytestmark = pytest.mark.django_db
LEDGER = {"paid_in_time": 1, "new_arrears": 1, "paid_full": 1}
"""The loan itself: one instalment paid on its day, then two not paid."""


def codes(estimate):
    return Counter(one.code for one in estimate.record.seen) - Counter(LEDGER)


def test_the_ledger_alone(estimate):
    found = estimate()
    assert Counter(one.code for one in found.record.seen) == LEDGER
    # willingness 50 + 1; ability 50 + 10 − 5
    assert [gauge.bar.score for gauge in found.gauges] == [51, 55]
    assert all(gauge.bar.uncertain for gauge in found.gauges)
    assert (found.remedy, found.record.instalments) == ("plan", 3)


# fields of a contact, what it comes to
CONTACTS = [
    ({"outcome": "no_promise"}, {"reached": 1}),
    ({"outcome": "no_promise", "channel": "inbound"}, {"called_us": 1}),
    ({"outcome": "refused", "reason": "unwilling"}, {"reached": 1, "refused": 1}),
    ({"outcome": "no_promise", "reason": "unwilling"}, {"reached": 1, "said_unwilling": 1}),
    ({"outcome": "refused", "reason": "income_loss"}, {"reached": 1, "refused": 1, "said_income_loss": 1}),
    ({"outcome": "hardship", "reason": "illness"}, {"reached": 1, "asked_for_help": 1, "said_illness": 1}),
    ({"outcome": "no_answer", "reached": "nobody"}, {"not_reached": 1}),
    ({"outcome": "switched_off", "reached": "nobody"}, {"not_reached": 1}),
    ({"outcome": "wrong_number", "reached": "nobody"}, {}),
    ({"outcome": "sent", "reached": "nobody", "channel": "message"}, {}),
    ({"outcome": "message_left", "reached": "third_party"}, {}),
    ({"outcome": "refused", "reached": "guarantor", "reason": "unwilling"}, {}),
    ({"outcome": "disputed", "reason": "dispute"}, {"reached": 1}),
]


@pytest.mark.parametrize(("fields", "expected"), CONTACTS)
def test_contacts(fields, expected, contact, estimate):
    contact(**fields)
    assert codes(estimate()) == expected


def test_a_corrected_contact_never_was(contact, estimate):
    wrong = contact("refused", reason="unwilling")
    contact("no_promise", corrects=wrong)
    assert codes(estimate()) == {"reached": 1}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("kept", {"promise_kept": 1}),
        ("part_kept", {"promise_part_kept": 1}),
        ("broken", {"promise_broken": 1}),
        *((status, {}) for status in ("open", "withdrawn", "proposed", "refused")),
    ],
)
def test_promises(status, expected, promise, estimate):
    promise(status)
    assert codes(estimate()) == expected


def test_what_is_older_than_ninety_days_counts_half(promise, estimate):
    promise("broken", days=90)
    promise("broken", days=91)
    # 50 + 1 − 14 − 7
    assert estimate().gauges[0].bar.score == 30
    piece = estimate().gauges[0].pieces[0]
    assert (piece.fresh, piece.old, piece.evidence.points, piece.total) == (1, 1, -21, 2)


def test_a_part_payment_speaks_of_both(case, estimate, now):
    entry_post(loan=case.loan, kind=EntryKind.PAYMENT, value_on=now.date(), amount_minor=20_000, person=None, now=now)
    assert codes(estimate()) == {"paid_part": 1, "paid_some": 1}


def test_all_that_was_due_is_paid_at_once(case, estimate, now):
    entry_post(loan=case.loan, kind=EntryKind.PAYMENT, value_on=now.date(), amount_minor=104_442, person=None, now=now)
    found = estimate()
    assert Counter(one.code for one in found.record.seen) == LEDGER | {"paid_full": 2}


# income, days ago, what it comes to; the instalment is 517.65
INCOMES = [
    (51_764, 1, {"income_below_instalment": 1}),
    (51_765, 1, {}),
    (103_529, 1, {}),
    (103_530, 1, {"income_above_instalment": 1}),
    (0, 1, {"income_below_instalment": 1}),
    (0, 366, {}),
]


@pytest.mark.parametrize(("monthly", "days", "expected"), INCOMES)
def test_incomes(monthly, days, expected, case, ada, now, estimate):
    day = now.date() - timedelta(days=days)
    fields = {"case": case, "currency": "CNY", "words": "每月", "recorded_at": now, "recorded_by": ada}
    fields["customer"] = case.customer
    IncomeNote.objects.create(monthly_minor=900_000, said_on=day - timedelta(days=9), **fields | {"currency": "USD"})
    IncomeNote.objects.create(monthly_minor=monthly, said_on=day, **fields)
    assert codes(estimate()) == expected


def test_another_customer_s_conduct_is_nobody_s_business(ada, make_real_case, contact, promise, estimate):
    other = make_real_case(ada)
    contact("refused", case=other)
    promise("broken", case=other, loan=other.loan)
    assert codes(estimate()) == {}


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("deceased", "estate"),
        ("disputing", "dispute_process"),
        ("identity_theft", "fraud_process"),
        ("hardship", "hardship"),
        ("bereaved", "plan"),
    ],
)
def test_circumstances(code, remedy, state, estimate):
    state(code)
    assert estimate().remedy == remedy


def test_a_state_that_is_over_or_withdrawn_holds_nothing(state, estimate, now):
    state("hardship", until_on=now.date() - timedelta(days=1))
    state("disputing", withdraws=state("disputing"))
    assert estimate().remedy == "plan"


@pytest.mark.parametrize("more", [0, 5])
def test_seven_queries_however_much_happened(more, contact, promise, django_assert_num_queries, case, now):
    for _ in range(more):
        contact("refused")
        promise("kept")
    standing = standing_of(case.loan, now.date())
    with django_assert_num_queries(7):
        estimate_of(case, standing, now)

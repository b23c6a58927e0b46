"""Promises decided by the ledger, at night and when money comes."""

from datetime import date

import pytest
from closing_book import at_noon, case_of, events_of, nov, oct_

from huashu.desk.cases.models import Promise
from huashu.desk.loans.services import entry_post, payment_reverse
from huashu.lending.entries import EntryKind

pytestmark = pytest.mark.django_db


def pay(loan, day, amount_minor, entered_on=None, kind=EntryKind.PAYMENT):
    now = at_noon(entered_on or day)
    return entry_post(loan=loan, kind=kind, value_on=day, amount_minor=amount_minor, person=None, now=now)


@pytest.fixture
def late(open_loan, close):
    """A loan with 100.00 overdue since 20 October, closed up to 10 November, before its next instalment is near."""
    loan = open_loan(paid=8)
    close(nov(9))
    close(nov(10))
    return loan


def shown(case):
    case.refresh_from_db()
    return case.promise_due_on, case.promise_due_minor, case.broken_promises, case.promise_broken_on


def test_a_promise_is_broken_the_day_after_its_grace(late, close, promise):
    case = case_of(late)
    made = promise(case, (5_000, nov(12)), made_on=nov(10))
    close(nov(13))
    made.refresh_from_db()
    assert (made.status, made.decided_on) == ("open", None)
    close(nov(14))
    made.refresh_from_db()
    assert (made.status, made.decided_on) == ("broken", nov(14))
    assert shown(case) == (None, None, 1, nov(14))
    event = case.events.get(code="promise_broken")
    assert event.values == {"amount_minor": 5_000, "received_minor": 0, "due_on": "2026-11-12", "promise_ids": [made.pk]}


def test_a_promise_is_kept_the_moment_the_money_comes(late, promise):
    case = case_of(late)
    made = promise(case, (5_000, nov(12)), made_on=nov(10))
    pay(late, nov(11), 5_000)
    made.refresh_from_db()
    assert (made.status, made.decided_on, made.parts.get().received_minor) == ("kept", nov(11), 5_000)
    assert events_of(case)[-1] == (nov(11), "promise_kept")


def test_part_of_a_promise(late, close, promise):
    case = case_of(late)
    made = promise(case, (5_000, nov(12)), made_on=nov(10))
    pay(late, nov(11), 2_000)
    close(nov(14))
    made.refresh_from_db()
    assert (made.status, made.parts.get().received_minor) == ("part_kept", 2_000)
    assert shown(case) == (None, None, 1, nov(14))


def test_a_case_shows_what_is_still_awaited(late, close, promise):
    case = case_of(late)
    promise(case, (3_000, nov(12)), (4_000, nov(20)), made_on=nov(10))
    pay(late, nov(11), 3_500)
    assert shown(case) == (nov(20), 3_500, 0, None)


def test_back_dated_money_mends_a_broken_promise(late, close, promise):
    case = case_of(late)
    made = promise(case, (5_000, nov(12)), made_on=nov(10))
    close(nov(14))
    pay(late, nov(12), 5_000, entered_on=nov(14))
    made.refresh_from_db()
    assert made.status == "kept"
    assert shown(case) == (None, None, 0, None)


def test_a_reversal_breaks_a_promise_that_was_kept(late, close, promise):
    case = case_of(late)
    made = promise(case, (5_000, nov(12)), made_on=nov(10))
    payment = pay(late, nov(11), 5_000)
    close(nov(14))
    payment_reverse(entry=payment, person=None, now=at_noon(nov(14)))
    made.refresh_from_db()
    assert made.status == "broken"
    assert shown(case) == (None, None, 1, nov(14))


@pytest.mark.parametrize(("paid_on", "status"), [(nov(9), "broken"), (nov(10), "kept")], ids=["before the promise", "on its day"])
def test_money_counts_from_the_day_of_the_promise(late, close, promise, paid_on, status):
    made = promise(case_of(late), (5_000, nov(12)), made_on=nov(10))
    pay(late, paid_on, 5_000, entered_on=nov(10))
    close(nov(14))
    made.refresh_from_db()
    assert made.status == status


def test_a_waiver_keeps_no_promise(open_loan, close, promise):
    loan = open_loan(paid=0, rate_ppb_year=120_000_000, first_due_on=oct_(20))
    close(nov(10))
    made = promise(case_of(loan), (1, nov(12)), made_on=nov(10))
    pay(loan, nov(10), 1, kind=EntryKind.WAIVER)
    close(nov(14))
    made.refresh_from_db()
    assert made.status == "broken"


def test_a_newer_promise_takes_the_money_from_its_day_on(late, close, promise):
    case = case_of(late)
    old = promise(case, (3_000, nov(10)), (3_000, nov(25)), made_on=date(2026, 11, 9))
    close(nov(12))  # the first part was missed
    new = promise(case, (4_000, nov(16)), made_on=nov(12))
    pay(late, nov(13), 4_000)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == ("broken", "kept")
    assert list(old.parts.order_by("due_on").values_list("received_minor", "status")) == [(0, "broken"), (0, "withdrawn")]


def test_withdrawn_promises_are_left_alone(late, close, promise):
    promise(case_of(late), (5_000, nov(12)), made_on=nov(10), status="withdrawn")
    close(nov(14))
    assert Promise.objects.get().status == "withdrawn"


def test_a_promise_is_decided_also_after_its_case_was_cured(late, close, promise):
    made = promise(case_of(late), (12_000, nov(12)), made_on=nov(10))
    pay(late, nov(11), 10_000)
    close(nov(14))
    made.refresh_from_db()
    assert (made.status, made.case.closed_reason) == ("part_kept", "cured")

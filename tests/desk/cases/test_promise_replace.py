"""A newer promise ends the older one by the ledger: what has passed unpaid is broken, what was still to come is withdrawn."""

from datetime import timedelta

import pytest

from huashu.desk.cases.drafts import ContactDraft, PartDraft, PromiseDraft
from huashu.desk.cases.models import Channel, Outcome, PromiseKind, Reached
from huashu.desk.cases.services import contact_record
from huashu.desk.loans.services import entry_post
from huashu.lending.entries import EntryKind

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def case(make_real_case, ada):
    """1,044.42 overdue; the standard product gives a promise one day of grace."""
    return make_real_case(ada)


@pytest.fixture
def talk(case, ada, now):
    """Write down a talk so many days from now, with a promise of 500.00 a number of days after it, if one is given."""

    def record(after, promised_in=None, corrects=None):
        at = now + after * DAY
        promise = None
        if promised_in is not None:
            promise = PromiseDraft(PromiseKind.PART, (PartDraft(50_000, (at + promised_in * DAY).date()),), "")
        outcome = Outcome.NO_PROMISE if promise is None else Outcome.PROMISED
        draft = ContactDraft(Channel.CALL, Reached.CUSTOMER, outcome, started_at=at, promise=promise)
        contact = contact_record(case=case, draft=draft, person=ada, now=at, corrects=corrects)
        case.refresh_from_db()
        return contact

    return record


@pytest.fixture
def pay(case, now):
    """Money with its value date and the moment of entry, in days from now; an hour before the talk of that day, or after it."""

    def post(amount_minor, value, entered, hours=-1):
        at = now + entered * DAY + timedelta(hours=hours)
        on = (now + value * DAY).date()
        return entry_post(loan=case.loan, kind=EntryKind.PAYMENT, value_on=on, amount_minor=amount_minor, person=None, now=at)

    return post


def check(contact, status, part, case, missed):
    promise = contact.promise
    promise.refresh_from_db()
    assert (promise.status, promise.parts.get().status, case.broken_promises) == (status, part, missed)


# name, promised for so many days on, money in fen with its day before the newer promise, newer promise after days, result
CASES = [
    ("the day before", 2, None, 1, "withdrawn", 0),
    ("on its day", 2, None, 2, "withdrawn", 0),
    ("the day after, in its grace", 2, None, 3, "broken", 1),
    ("after its grace, and nobody closed", 2, None, 5, "broken", 1),
    ("the day after, a part had come", 2, (20_000, 1), 3, "part_kept", 1),
    ("the day after, all had come on that very morning", 2, (50_000, 3), 3, "kept", 0),
]


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_a_newer_promise(row, case, talk, pay):
    _, promised_in, money, newer_after, status, missed = row
    first = talk(0, promised_in)
    if money:
        pay(money[0], money[1], money[1])
    second = talk(newer_after, 2)
    check(first, status, status, case, missed)
    check(second, "open", "open", case, missed)
    assert case.promise_due_on == second.promise.parts.get().due_on
    assert case.promise_broken_on is None  # the customer was just spoken to
    codes = set(case.events.filter(code__startswith="promise_").values_list("code", flat=True))
    assert codes == (set() if status == "withdrawn" else {f"promise_{status}"})


def test_money_that_kept_the_older_one_is_left_to_it_when_more_comes(case, talk, pay):
    first = talk(0, 2)
    pay(50_000, 3, 3)  # in grace, before the newer promise of that day
    second = talk(3, 2)
    pay(20_000, 3, 3, hours=1)  # the same day, after it
    check(first, "kept", "kept", case, 0)
    check(second, "open", "open", case, 0)
    assert second.promise.parts.get().received_minor == 20_000


def test_late_news_of_money_mends_what_was_broken_by_the_newer_one(case, talk, pay):
    first = talk(0, 2)
    talk(3, 2)
    pay(50_000, 1, 4)
    case.refresh_from_db()
    check(first, "kept", "kept", case, 0)


@pytest.mark.parametrize(("after", "status"), [(2, "withdrawn"), (3, "broken")], ids=["before its day has passed", "afterwards"])
def test_a_correction_takes_back_only_what_is_still_to_come(after, status, case, talk):
    first = talk(0, 2)
    talk(after, corrects=first)
    check(first, status, status, case, int(status == "broken"))
    assert case.promise_due_on is None

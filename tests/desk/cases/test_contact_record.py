"""Writing down a contact: what it makes of the case, and what is refused (Monday 23 November 2026, 10:12 in Shanghai)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from huashu.desk.cases.drafts import ContactDraft, PartDraft, PromiseDraft
from huashu.desk.cases.models import CaseEvent, Channel, Contact, Outcome, Promise, PromiseKind, PromiseStatus, Reached
from huashu.desk.cases.services import case_assign, case_finish, case_reopen, contact_record, place_now
from huashu.worklist import Lane

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
FRIDAY = date(2026, 11, 27)


def talked(**fields):
    return ContactDraft(**{"channel": Channel.CALL, "reached": Reached.CUSTOMER, "outcome": Outcome.NO_PROMISE, "started_at": NOW} | fields)


def promised(*parts, kind=PromiseKind.PART, words=""):
    return talked(outcome=Outcome.PROMISED, promise=PromiseDraft(kind, tuple(PartDraft(*part) for part in parts), words))


@pytest.fixture
def case(ada, make_case):
    return make_case(ada, first_contact_due_at=NOW + timedelta(hours=3))


@pytest.fixture
def record(case, ada):
    def write(draft, **fields):
        contact = contact_record(case=case, draft=draft, **{"person": ada, "now": NOW} | fields)
        case.refresh_from_db()
        return contact

    return write


DUTY = [
    ("reached by a call", talked(), True),
    ("the customer called", talked(channel=Channel.INBOUND), True),
    ("met at home", talked(channel=Channel.VISIT), True),
    ("rang out", talked(reached=Reached.NOBODY, outcome=Outcome.NO_ANSWER), True),
    ("switched off", talked(reached=Reached.NOBODY, outcome=Outcome.SWITCHED_OFF), True),
    ("asked somebody to have them call back", talked(reached=Reached.THIRD_PARTY, outcome=Outcome.MESSAGE_LEFT), True),
    ("wrong number: nobody tried the customer", talked(reached=Reached.NOBODY, outcome=Outcome.WRONG_NUMBER), False),
    ("guarantor", talked(reached=Reached.GUARANTOR), False),
    ("a message was sent", talked(channel=Channel.MESSAGE, reached=Reached.NOBODY, outcome=Outcome.SENT), False),
    ("a letter was sent", talked(channel=Channel.LETTER, reached=Reached.NOBODY, outcome=Outcome.SENT), False),
    ("called the day before it was overdue", talked(started_at=NOW - timedelta(hours=22)), False),
]


@pytest.mark.parametrize(("draft", "met"), [row[1:] for row in DUTY], ids=[row[0] for row in DUTY])
def test_the_first_contact_duty(draft, met, case, record):
    record(draft)
    assert case.first_contacted_at == (draft.started_at if met else None)
    assert case.last_contact_at == draft.started_at
    assert (case.lane == Lane.DEADLINE) is not met


def test_the_earliest_contact_that_meets_the_duty_counts(case, record):
    record(talked(reached=Reached.NOBODY, outcome=Outcome.NO_ANSWER, started_at=NOW - timedelta(hours=2)))
    record(talked())
    assert case.first_contacted_at == NOW - timedelta(hours=2)


def test_a_call_back_is_an_appointment(case, record):
    at = NOW + timedelta(minutes=18)
    record(talked(outcome=Outcome.CALL_BACK, next_contact_at=at, is_appointment=True))
    assert (case.next_contact_at, case.next_contact_is_appointment, case.lane) == (at, True, Lane.APPOINTMENT)
    record(talked())
    assert (case.next_contact_at, case.next_contact_is_appointment) == (None, False)


def test_a_promise_waits_for_its_day(case, record, ada):
    contact = record(
        promised((30_000, TODAY + timedelta(days=1)), (72_050, FRIDAY), kind=PromiseKind.INSTALMENTS, words="明天三百，周五剩下的")
    )
    promise = contact.promise
    assert (promise.status, promise.promised_on, promise.taken_by, promise.words) == ("open", TODAY, ada, "明天三百，周五剩下的")
    assert list(promise.parts.order_by("due_on").values_list("amount_minor", "due_on")) == [
        (30_000, TODAY + timedelta(days=1)),
        (72_050, FRIDAY),
    ]
    assert (case.promise_due_on, case.promise_due_minor) == (TODAY + timedelta(days=1), 30_000)
    assert (case.lane, place_now(case, NOW).code) == (Lane.WAITING, "waiting_promise")


def test_a_newer_promise_takes_the_place_of_the_open_one(case, record):
    first = record(promised((50_000, TODAY + timedelta(days=1)))).promise
    second = record(promised((102_050, FRIDAY), kind=PromiseKind.FULL)).promise
    first.refresh_from_db()
    assert (first.status, first.decided_on, first.parts.get().status) == ("withdrawn", TODAY, "withdrawn")
    assert (second.status, case.promise_due_on, case.promise_due_minor) == ("open", FRIDAY, 102_050)


def test_a_decided_promise_stays_as_it_is(case, record):
    kept = record(promised((50_000, TODAY))).promise
    Promise.objects.filter(pk=kept.pk).update(status=PromiseStatus.KEPT)
    record(promised((52_050, FRIDAY)))
    kept.refresh_from_db()
    assert kept.status == "kept"


def test_reaching_the_customer_follows_up_a_broken_promise(case, record):
    case.promise_broken_on = TODAY
    case.save()
    record(talked(reached=Reached.NOBODY, outcome=Outcome.NO_ANSWER))
    assert case.promise_broken_on == TODAY
    record(talked())
    assert case.promise_broken_on is None


def test_the_same_key_writes_one_contact(case, record):
    first, second = record(talked(), key="k1"), record(talked(outcome=Outcome.REFUSED), key="k1")
    assert first == second
    assert Contact.objects.count() == 1
    record(talked(), key="k2")
    assert Contact.objects.count() == 2


def test_a_correction_points_at_the_old_contact_and_takes_its_promise_back(case, record):
    old = record(promised((50_000, FRIDAY)))
    new = record(talked(started_at=old.started_at), corrects=old)
    old.refresh_from_db()
    assert (new.corrects, old.corrected_by, old.outcome) == (old, new, "promised")
    assert (old.promise.status, case.promise_due_on) == ("withdrawn", None)


def test_a_corrected_contact_no_longer_counts(case, record):
    old = record(talked(reached=Reached.NOBODY, outcome=Outcome.NO_ANSWER))
    record(talked(reached=Reached.NOBODY, outcome=Outcome.WRONG_NUMBER), corrects=old)
    assert case.first_contacted_at is None


def test_a_contact_is_corrected_once(record):
    old = record(talked())
    record(talked(), corrects=old)
    with pytest.raises(Exception, match="corrected already"):
        record(talked(), corrects=old)


REFUSED = [
    ("promised to somebody else", talked(reached=Reached.THIRD_PARTY, outcome=Outcome.PROMISED), "outcome", "can't come of this contact"),
    (
        "called in, but nobody",
        talked(channel=Channel.INBOUND, reached=Reached.NOBODY, outcome=Outcome.NO_ANSWER),
        "reached",
        "Somebody must",
    ),
    ("in an hour", talked(started_at=NOW + timedelta(hours=1)), "happened_on", "after it happened"),
    ("call back, no time", talked(outcome=Outcome.CALL_BACK), "next_on", "Say when to call back"),
    ("next contact is past", talked(next_contact_at=NOW), "next_on", "lies in the past"),
    ("next contact in 91 days", talked(next_contact_at=NOW + timedelta(days=91)), "next_on", "more than 90 days away"),
    ("promised, nothing said", talked(outcome=Outcome.PROMISED), "part_1_on", "“Agreed” alone is no promise"),
    ("promise without saying so", replace(promised((1, TODAY)), outcome=Outcome.NO_PROMISE), "outcome", "goes with the outcome"),
    ("yesterday", promised((1, TODAY - timedelta(days=1))), "part_1_on", "This day is over"),
    ("in 61 days", promised((1, TODAY + timedelta(days=61))), "part_1_on", "more than 60 days away"),
    ("nothing", promised((0, TODAY)), "part_1_amount", "more than 0"),
    ("one of several", promised((1, TODAY), kind=PromiseKind.INSTALMENTS), "part_2_on", "at least two"),
    ("one day twice", promised((1, TODAY), (2, TODAY), kind=PromiseKind.INSTALMENTS), "part_2_on", "on the same day"),
]


@pytest.mark.parametrize(("draft", "field", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(draft, field, sentence, case, record):
    with pytest.raises(Exception, match=sentence) as caught:
        record(draft)
    assert caught.value.field == field
    assert not Contact.objects.exists()
    assert not Promise.objects.exists()


@pytest.mark.parametrize("days", [0, 60])
def test_the_first_and_the_last_day_of_a_promise(days, record):
    promise = PromiseDraft(PromiseKind.PART, (PartDraft(1, TODAY + timedelta(days=days)),), "一分钱", forward=True)
    assert record(talked(outcome=Outcome.PROMISED, promise=promise)).promise


def test_nothing_is_written_on_a_closed_case_but_corrections(case, record):
    old = record(talked())
    case.closed_on = TODAY
    case.save()
    with pytest.raises(Exception, match="was closed on"):
        record(talked())
    assert record(talked(), corrects=old)


def test_done_for_today_and_back(case):
    case_finish(case=case, now=NOW)
    case.refresh_from_db()
    assert (case.handled_on, case.lane, place_now(case, NOW).code) == (TODAY, Lane.WAITING, "done_today")
    case_reopen(case=case, now=NOW)
    case.refresh_from_db()
    assert (case.handled_on, case.lane) == (None, Lane.DEADLINE)


def test_assigning_is_an_event(case, ada, ben):
    case_assign(case=case, assignee=ben, person=ben, now=NOW)
    case_assign(case=case, assignee=ben, person=ben, now=NOW)
    case.refresh_from_db()
    event = CaseEvent.objects.get()
    assert (case.assignee, event.code, event.values, event.person) == (ben, "assigned", {"from": "Ada", "to": "Ben"}, ben)


@pytest.mark.parametrize("who", ["dora", "finn", "chen", "eve"])
def test_only_people_who_work_the_team_s_cases_get_one(who, case, ben, request):
    with pytest.raises(Exception, match="can't work this case"):
        case_assign(case=case, assignee=request.getfixturevalue(who), person=ben, now=NOW)

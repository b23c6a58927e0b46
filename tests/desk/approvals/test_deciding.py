"""Requests about promises from being put forward to their end: who decides, and what has an effect when."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from huashu.desk.approvals.models import Arrangement, ArrangementStep
from huashu.desk.approvals.refusals import (
    ArrangementCaseClosed,
    ArrangementOver,
    CounterBeyondLimit,
    CounterSame,
    FirstApprovalMissing,
    OwnArrangement,
    PromiseBeyondAuthority,
    ReasonNeeded,
    SameEyes,
    TermsPast,
    WordsMissing,
)
from huashu.desk.approvals.services.asking import arrangement_take_back
from huashu.desk.approvals.services.deciding import (
    arrangement_agree,
    arrangement_approve,
    arrangement_counter,
    arrangement_decline,
    arrangement_refuse,
)
from huashu.desk.approvals.terms import promise_of
from huashu.desk.audit.models import TrailEntry
from huashu.desk.cases.models import Channel, Promise
from huashu.desk.cases.services import place_now

pytestmark = pytest.mark.django_db


def approve(row, person, now):
    return arrangement_approve(arrangement=row, reason="", person=person, now=now)


def state(row):
    row.refresh_from_db()
    row.promise.refresh_from_db()
    return row.status, row.promise.status


def test_beyond_authority_is_refused_until_it_is_put_forward(log, ada, make_case):
    with override("en"), pytest.raises(PromiseBeyondAuthority) as caught:
        log(make_case(ada), ada, (50_000, 8), forward=False)
    assert caught.value.field == "promise_forward"
    assert "The last day is 8 days ahead; you may accept 7." in caught.value.message
    assert "Say: “我会把您的方案原样报给主管，我自己不能先答应。" in caught.value.message
    assert not Promise.objects.exists()


def test_a_request_needs_the_customers_words(log, ada, make_case):
    with pytest.raises(WordsMissing):
        log(make_case(ada), ada, (50_000, 8), words=" ")


def test_within_authority_nothing_is_put_forward(log, ada, make_case):
    assert log(make_case(ada), ada, (50_000, 7)).promise.status == "open"
    assert not Arrangement.objects.exists()


def test_put_forward_has_no_effect(ask, ada, make_case, now):
    case = make_case(ada)
    before = place_now(case, now)
    row = ask(case, ada, (50_000, 14))
    case.refresh_from_db()
    assert state(row) == ("waiting", "proposed")
    assert (case.promise_due_on, case.promise_due_minor, case.next_contact_at, case.answer_due_at) == (None, None, None, None)
    assert place_now(case, now) == before
    assert row.excess == [{"code": "promise_days", "asked": 14, "limit": 7}]
    assert (row.words, row.note, row.contact.reason) == ("等十五号发工资", "项目款未到", "cash_flow_gap")


def test_an_older_promise_stands_until_the_approval(ask, log, ada, ben, make_case, now):
    case = make_case(ada)
    older = log(case, ada, (102_050, 3)).promise
    row = ask(case, ada, (102_050, 10), at=now + timedelta(hours=1))
    older.refresh_from_db()
    assert older.status == "open"
    approve(row, ben, now + timedelta(hours=2))
    older.refresh_from_db()
    assert (older.status, state(row)) == ("withdrawn", ("approved", "open"))


def test_approved(ask, ada, ben, make_case, now):
    case = make_case(ada)
    row = ask(case, ada, (50_000, 14))
    approve(row, ben, now + timedelta(hours=1))
    case.refresh_from_db()
    assert state(row) == ("approved", "open")
    assert (case.promise_due_on, case.promise_due_minor) == (now.date() + timedelta(days=14), 50_000)
    assert list(case.events.values_list("code", flat=True)) == ["arrangement_asked", "arrangement_approved"]
    assert list(TrailEntry.objects.order_by("number").values_list("kind", "person_name")) == [
        ("arrangement_asked", "ada"),
        ("arrangement_changed", "ben"),
    ]


def test_the_customer_is_to_be_told_until_somebody_speaks_to_them(ask, log, ada, ben, make_case, now):
    case = make_case(ada)
    row = ask(case, ada, (50_000, 14))
    arrangement_refuse(arrangement=row, reason="已两次失信", person=ben, now=now)
    case.refresh_from_db()
    assert place_now(case, now).code == "answer"
    assert case.answer_due_at == row.answer_due_at
    log(case, ada, at=now + timedelta(hours=1))
    case.refresh_from_db()
    assert case.answer_due_at is None


def test_refused(ask, ada, ben, make_case, now):
    row = ask(make_case(ada), ada, (50_000, 14))
    with pytest.raises(ReasonNeeded):
        arrangement_refuse(arrangement=row, reason=" ", person=ben, now=now)
    arrangement_refuse(arrangement=row, reason="已两次失信", person=ben, now=now)
    assert state(row) == ("refused", "refused")
    with pytest.raises(ArrangementOver):
        approve(row, ben, now)


WHO = [
    ("an officer", "ada", (50_000, 14), "ada", ArrangementOver),
    ("compliance before any supervisor", "ada", (50_000, 14), "chen", FirstApprovalMissing),
    ("a supervisor's own", "ben", (50_000, 31), "ben", OwnArrangement),
    ("a verifier", "ada", (50_000, 14), "finn", ArrangementOver),
]


@pytest.mark.parametrize("case", WHO, ids=[case[0] for case in WHO])
def test_who_may_not_decide(case, ask, request, ada, make_case, now):
    _, asker, part, who, refusal = case
    row = ask(make_case(ada), request.getfixturevalue(asker), part)
    with pytest.raises(refusal):
        approve(row, request.getfixturevalue(who), now)
    assert state(row) == ("waiting", "proposed")


@pytest.mark.parametrize("second", ["bella", "chen"])
def test_beyond_a_supervisor_four_eyes_decide(second, ask, request, ada, ben, make_case, now):
    row = ask(make_case(ada), ada, (50_000, 31))
    approve(row, ben, now)
    assert state(row) == ("second", "proposed")
    with pytest.raises(SameEyes):
        approve(row, ben, now)
    approve(row, request.getfixturevalue(second), now)
    assert state(row) == ("approved", "open")


@pytest.mark.parametrize("other", ["bella", "chen"])
def test_what_a_supervisor_asks_for_needs_one_other(other, ask, request, ada, ben, make_case, now):
    row = ask(make_case(ada), ben, (50_000, 31))
    approve(row, request.getfixturevalue(other), now)
    assert state(row) == ("approved", "open")


def countered(row, person, now, *parts):
    promise = [{"amount_minor": amount, "due_on": (now.date() + timedelta(days=days)).isoformat()} for amount, days in parts]
    terms = {"kind": "instalments" if len(parts) > 1 else "part", "parts": promise}
    return arrangement_counter(arrangement=row, terms=terms, reason="先付一半", person=person, now=now)


def test_other_terms_hold_once_the_customer_agrees(ask, ada, ben, make_case, now):
    case = make_case(ada)
    row = ask(case, ada, (50_000, 14))
    countered(row, ben, now, (30_000, 4), (20_000, 14))
    assert state(row) == ("countered", "proposed")
    arrangement_agree(arrangement=row, channel=Channel.CALL, words="行，就这样", person=ada, now=now + timedelta(hours=1))
    assert state(row) == ("agreed", "refused")
    promise = Promise.objects.get(status="open")
    case.refresh_from_db()
    assert [(part.amount_minor, part.due_on.day) for part in promise.parts.order_by("due_on")] == [(30_000, 27), (20_000, 7)]
    assert (promise.words, promise.contact.outcome, case.promise_due_minor) == ("行，就这样", "promised", 30_000)
    assert Arrangement.objects.count() == 1


def test_other_terms_declined(ask, ada, ben, make_case, now):
    row = ask(make_case(ada), ada, (50_000, 14))
    countered(row, ben, now, (30_000, 4))
    arrangement_decline(arrangement=row, words="不行", person=ada, now=now)
    assert state(row) == ("declined", "refused")
    assert not Promise.objects.filter(status="open").exists()


def test_other_terms_stay_within_the_supervisors_authority(ask, ada, ben, make_case, now):
    row = ask(make_case(ada), ada, (50_000, 14))
    with pytest.raises(CounterBeyondLimit):
        countered(row, ben, now, (50_000, 31))
    with pytest.raises(CounterSame):
        countered(row, ben, now, (50_000, 14))
    assert state(row) == ("waiting", "proposed")


def test_days_that_have_passed_meanwhile(ask, ada, ben, make_case, now):
    row = ask(make_case(ada), ada, (20_000, 1), (50_000, 14))
    with pytest.raises(TermsPast):
        approve(row, ben, now + timedelta(days=2))
    assert state(row) == ("waiting", "proposed")


def test_a_closed_case_leaves_nothing_to_arrange(ask, ada, ben, make_case, now):
    case = make_case(ada)
    row = ask(case, ada, (50_000, 14))
    case.closed_on = now.date()
    case.save(update_fields=["closed_on"])
    with pytest.raises(ArrangementCaseClosed):
        approve(row, ben, now)
    arrangement_refuse(arrangement=row, reason="已结清", person=ben, now=now)
    assert state(row) == ("refused", "refused")


ENDS = ["taken back", "a newer promise", "a newer request", "a correction"]


@pytest.mark.parametrize("how", ENDS)
def test_what_takes_a_request_back(how, ask, log, ada, make_case, now):
    case = make_case(ada)
    row = ask(case, ada, (50_000, 14))
    later = now + timedelta(minutes=5)
    if how == "taken back":
        arrangement_take_back(arrangement=row, reason="客户改主意", person=ada, now=later)
    else:
        parts = {"a newer promise": [(102_050, 3)], "a newer request": [(60_000, 20)], "a correction": []}[how]
        log(case, ada, *parts, at=later, **({"corrects": row.contact} if how == "a correction" else {}))
    assert state(row) == ("taken_back", "refused")


def test_steps_are_only_added(ask, ada, ben, bella, make_case, now):
    row = ask(make_case(ada), ada, (50_000, 31))
    approve(row, ben, now)
    approve(row, bella, now)
    steps = ArrangementStep.objects.filter(arrangement=row).order_by("pk").values_list("code", "person__username")
    assert list(steps) == [("asked", "ada"), ("seconded", "ben"), ("approved", "bella")]


def test_terms_are_read_back_as_they_were_written(ask, ada, make_case):
    promise = promise_of(ask(make_case(ada), ada, (50_000, 14)).terms)
    assert [(part.amount_minor, part.due_on) for part in promise.parts] == [(50_000, date(2026, 12, 7))]

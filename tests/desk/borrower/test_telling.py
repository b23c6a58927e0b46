"""What customers tell us: each binds at once, stands on the timeline, and is sent twice without harm."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.verify import trail_check
from huashu.desk.borrower.models import BorrowerAct
from huashu.desk.cases.models import Contact, PromiseStatus
from huashu.desk.complaints.models import Complaint
from huashu.desk.conduct.models import CustomerFact
from huashu.desk.people.models import Person

HELP = {"happened": "income_loss", "words": "Factory closed", "income": "2000", "could_pay": "800"}
EFFECTS = {
    "stop": ("stop", {}, "call", "deny"),
    "stop, by text": ("stop", {}, "sms", "deny"),
    "stop, by email": ("stop", {}, "email", "deny"),
    "help with a pause": ("hardship", HELP | {"pause": "on"}, "call", "deny"),
    "help without a pause": ("hardship", HELP, "call", "allow"),
    "a dispute": ("dispute", {"what": "amount", "why": "paid twice"}, "call", "warn"),
    "somebody else borrowed": ("dispute", {"what": "not_mine", "why": "never signed"}, "call", "deny"),
    "evenings only": ("hours", {"from_time": "18:00", "to_time": "20:00"}, "call", "deny_until"),
    "not on Mondays": ("hours", {"days": ["mon"]}, "call", "deny_until"),
    "mornings": ("hours", {"from_time": "09:00", "to_time": "12:00"}, "call", "allow"),
    "no calls": ("channel", {"ways": ["call"]}, "call", "deny"),
    "no calls, but texts": ("channel", {"ways": ["call"]}, "sms", "allow"),
    "a lawyer": ("representative", {"name": "樊律师", "contact": "letter", "is_lawyer": "on"}, "call", "deny"),
    "a friend": ("representative", {"name": "阿明", "contact": "letter"}, "call", "allow"),
    "a language": ("language", {"code": "yue"}, "call", "allow"),
    "a complaint": ("complaint", {"category": "times", "words": "called at night"}, "call", "allow"),
}


@pytest.mark.parametrize("name", list(EFFECTS))
def test_it_binds_at_once_and_stands_on_the_timeline(name, customer, case, ruling, ada, signed_in):
    kind, data, channel, expected = EFFECTS[name]
    customer.passes()
    assert ruling(case, channel) == "allow"
    assert customer.tell(kind, **data).status_code == 302
    assert ruling(case, channel) == expected
    act = BorrowerAct.objects.get()
    assert act.kind == kind
    timeline = signed_in(ada).get(reverse("case", args=[case.pk])).content.decode()
    with translation.override("en"):
        told = act.get_kind_display()
    assert timeline.count(told) == 2  # at the head and on the timeline
    assert told in customer.open().content.decode()
    assert trail_check().is_whole


@pytest.mark.parametrize("name", ["stop", "a dispute", "help with a pause", "a complaint"])
def test_sending_twice_changes_nothing(name, customer, case):
    kind, data, *_rest = EFFECTS[name]
    customer.passes()
    for _ in range(2):
        assert customer.tell(kind, key="a" * 32, **data).status_code == 302
    facts, complaints = CustomerFact.objects.count(), Complaint.objects.count()
    assert BorrowerAct.objects.count() == 1
    customer.tell(kind, key="a" * 32, **data)
    assert (CustomerFact.objects.count(), Complaint.objects.count()) == (facts, complaints)


def test_a_pause_ends_with_the_answer_and_the_state_stays(customer, case, ruling, now):
    customer.passes().tell("hardship", pause="on", **HELP)
    act = BorrowerAct.objects.get()
    assert act.answer_due_on == now.date() + timedelta(days=5)
    assert ruling(case, at=now + timedelta(days=5)) == "deny"
    assert ruling(case, at=now + timedelta(days=6)) == "allow"
    assert CustomerFact.objects.filter(kind="state", code="hardship", until_on__isnull=True).exists()


TOLD = {
    "help with a pause": "Until then nobody calls",
    "a dispute": "Until it is answered nobody calls",
    "stop": "From now on nobody calls",
}


@pytest.mark.parametrize("name", list(TOLD))
def test_what_is_promised_is_what_the_rules_do(name, customer, monkeypatch):
    kind, data, *_rest = EFFECTS[name]
    customer.passes().tell(kind, **data)
    customer.tell(kind, **data)
    assert customer.open().content.decode().count(TOLD[name]) == 4  # said after each sending, and in the list
    monkeypatch.setattr("huashu.desk.borrower.services.acts.holding", lambda _verdict: ())
    customer.tell(kind, **data)
    assert "It stands on your file" in customer.open().content.decode()


@pytest.mark.parametrize("kind", ["hardship", "dispute"])
def test_the_officer_is_told_by_when_to_answer(kind, customer, case, now, ada, signed_in):
    case.handled_on = now.date()
    case.save()
    customer.passes().tell(kind, **(HELP if kind == "hardship" else {"what": "paid", "why": "last month"}))
    case.refresh_from_db()
    assert case.answer_due_at == datetime(2026, 11, 28, 18, tzinfo=now.tzinfo)
    assert case.handled_on is None
    page = signed_in(ada).get(reverse("case", args=[case.pk])).content.decode()
    assert "answer the customer, who is to hear by" in page.lower()
    assert "28 Nov" in customer.open().content.decode()


def test_an_earlier_answer_that_is_due_stays_due(customer, case, now):
    case.answer_due_at = now + timedelta(hours=2)
    case.save()
    customer.passes().tell("dispute", what="paid", why="last month")
    case.refresh_from_db()
    assert case.answer_due_at == now + timedelta(hours=2)


def test_a_choice_takes_the_place_of_the_one_before(customer, case, ruling):
    customer.passes().tell("channel", ways=["call"])
    customer.tell("channel", ways=["sms"])
    assert (ruling(case), ruling(case, "sms")) == ("allow", "deny")
    customer.tell("channel")
    assert ruling(case, "sms") == "allow"


def test_what_an_officer_wrote_down_is_not_taken_back_by_the_page(customer, case, ruling, ada, signed_in):
    signed_in(ada).post(reverse("conduct-fact", args=[case.pk, "channel"]), {"code": "call"})
    customer.passes().tell("channel")
    assert ruling(case) == "deny"


def test_the_stop_holds_for_the_customers_other_loans(customer, case, make_real_case, ada, ruling):
    other = make_real_case(ada, customer=case.customer)
    customer.passes().tell("stop")
    assert ruling(other) == "deny"


def test_it_is_no_call_of_the_lenders_and_no_conversation(customer, case):
    before = (case.first_contacted_at, case.last_contact_at)
    customer.passes().tell("hardship", **HELP)
    case.refresh_from_db()
    assert not Contact.objects.exists()
    assert (case.first_contacted_at, case.last_contact_at) == before


def test_a_complaint_is_in_the_register_by_nobody_who_could_sign_in(customer, case, now):
    customer.passes().tell("complaint", category="threats", words="said they'd come to my work", wanted="an apology")
    row = Complaint.objects.get()
    assert (row.came_by, row.complainant, row.case, row.about_person, row.owner) == ("web", "borrower", case, None, None)
    assert not row.recorded_by.is_active
    assert not row.recorded_by.has_usable_password()
    assert row.number in customer.open().content.decode()
    assert BorrowerAct.objects.get().answer_due_on == row.due_on
    assert Person.objects.filter(username="customer-page").count() == 1


def test_a_promise_is_confirmed_once(customer, case, promise, ada, signed_in):
    customer.passes()
    page = customer.open().content.decode()
    assert "500.00" in page
    for key in ("b" * 32, "c" * 32):
        assert customer.client.post(customer.url("by-link-promise", promise.pk), {"key": key}).status_code == 302
    assert BorrowerAct.objects.get().promise == promise
    assert "You confirmed it" in customer.open().content.decode()
    assert "Confirmed a promise" in signed_in(ada).get(reverse("case", args=[case.pk])).content.decode()


@pytest.mark.parametrize("what", ["another's", "ended"])
def test_no_other_promise_is_confirmed(what, customer, promise, make_real_case, ada):
    if what == "ended":
        promise.status = PromiseStatus.WITHDRAWN
    else:
        promise.case = make_real_case(ada)
    promise.save()
    customer.passes()
    answer = customer.client.post(customer.url("by-link-promise", promise.pk), {"key": "b" * 32}, follow=True)
    assert "This promise isn" in answer.content.decode()
    assert not BorrowerAct.objects.exists()


INCOMPLETE = {
    "help without saying what happened": ("hardship", {"words": "x"}),
    "a dispute without why": ("dispute", {"what": "amount"}),
    "half a time": ("hours", {"from_time": "18:00"}),
    "no time at all": ("hours", {"from_time": "18:00", "to_time": "18:00"}),
    "no day left": ("hours", {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}),
    "a way that there isn't": ("channel", {"ways": ["pigeon"]}),
    "letters can't be closed": ("channel", {"ways": ["letter"]}),
    "a representative without a name": ("representative", {"contact": "x"}),
    "a complaint about nothing": ("complaint", {"category": "times"}),
    "no key": ("stop", {"key": ""}),
    "a short key": ("stop", {"key": "short"}),
}


@pytest.mark.parametrize("name", list(INCOMPLETE))
def test_what_is_incomplete_is_asked_again_and_nothing_is_kept(name, customer):
    kind, data = INCOMPLETE[name]
    assert customer.passes().tell(kind, **data).status_code == 422
    assert not BorrowerAct.objects.exists()
    assert [entry.kind for entry in TrailEntry.objects.all()] == ["link_changed"]  # the link itself


def test_nothing_is_taken_without_the_digits(customer):
    assert customer.client.post(customer.url("by-link-tell", "stop"), {"key": "a" * 32}).status_code == 302
    assert not BorrowerAct.objects.exists()


def test_thirty_a_day_are_enough(customer):
    customer.passes()
    for number in range(30):
        assert customer.tell("language", key=f"{number:032d}", code="en").status_code == 302
    assert customer.tell("language", key="f" * 32, code="en").status_code == 422
    assert BorrowerAct.objects.count() == 30


def test_a_closed_case_still_listens(customer, case, now, ruling):
    case.closed_on = now.date()
    case.save()
    customer.passes().tell("dispute", what="paid", why="all of it")
    case.refresh_from_db()
    assert case.answer_due_at is None
    assert CustomerFact.objects.filter(code="disputing").exists()

"""The end of a call: the contact filled in from what happened, written once, and what later pages show of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from huashu.desk.calls.models import Call
from huashu.desk.calls.services.calls import Draft, events_record
from huashu.desk.cases.models import Contact, Promise

CONFIRMED = Draft("a", "heard", {"step": "confirm_party", "act": "is_customer"}, 5)
ENDED = Draft("e", "ended", {}, 134)


@pytest.fixture
def later(now, at):
    """Three minutes later, when the call is written down."""
    moment = now + timedelta(minutes=3)
    at(moment)
    return moment


def page(client, call, query=""):
    return client.get(reverse("call-end", args=[call.pk]) + query)


def form_of(response):
    form = response.context["form"]
    return {name: value for name, field in form.fields.items() if (value := form[name].value()) not in (None, "", False)}


def test_a_promise_is_written_down_as_it_was_understood(call, ada, later, signed_in):
    drafts = [
        CONFIRMED,
        Draft("r", "reasoned", {"reason": "cash_flow_gap"}, 30),
        Draft("p", "captured", {"field": "promise", "value": "周五五百，剩下的月底"}, 60),
        Draft("n", "noted", {"text": "货款月底到"}, 70),
        Draft("s", "captured", {"field": "sources", "value": "货款六万"}, 75),
        Draft("c", "closing", {"closing": "promised"}, 90),
        ENDED,
    ]
    events_record(call=call, drafts=drafts, person=ada, now=later)
    client = signed_in(ada)
    filled = form_of(page(client, call))
    assert (filled["outcome"], filled["reached"], filled["reason"], filled["duration"]) == ("promised", "customer", "cash_flow_gap", "2:14")
    assert filled["note"].splitlines() == ["货款月底到", "other sources of money: 货款六万"]
    done = client.post(reverse("call-end", args=[call.pk]), filled)
    assert done.status_code == 302
    contact = Contact.objects.get()
    assert (contact.duration_seconds, contact.started_at) == (134, call.started_at.replace(second=0, microsecond=0))
    promise = Promise.objects.get()
    assert promise.words == "周五五百，剩下的月底"
    parts = [(part.amount_minor, part.due_on) for part in promise.parts.order_by("due_on")]
    assert parts == [(50_000, date(2026, 11, 27)), (54_442, date(2026, 11, 30))]
    call.refresh_from_db()
    assert (call.contact, call.steps_done > 0) == (contact, True)


def test_sent_twice_it_is_one_contact(call, ada, later, signed_in):
    events_record(call=call, drafts=[CONFIRMED, Draft("c", "closing", {"closing": "dispute"}, 90), ENDED], person=ada, now=later)
    client = signed_in(ada)
    filled = form_of(page(client, call))
    for _press in range(2):
        client.post(reverse("call-end", args=[call.pk]), filled)
    assert Contact.objects.count() == 1
    assert page(client, call).headers["Location"] == reverse("call", args=[call.pk])


def test_nobody_answered(call, ada, later, signed_in):
    client = signed_in(ada)
    filled = form_of(page(client, call, "?outcome=no_answer"))
    assert (filled["reached"], filled["outcome"]) == ("nobody", "no_answer")
    client.post(reverse("call-end", args=[call.pk]), filled)
    assert Contact.objects.get().outcome == "no_answer"


def test_a_call_back_is_planned_at_the_agreed_time(call, ada, later, signed_in):
    drafts = [CONFIRMED, Draft("t", "captured", {"field": "next_contact_at", "value": "明天10:00"}, 20)]
    events_record(call=call, drafts=[*drafts, Draft("c", "closing", {"closing": "call_back"}, 30), ENDED], person=ada, now=later)
    client = signed_in(ada)
    filled = form_of(page(client, call))
    assert (filled["next_on"], filled["next_time"], filled["next_agreed"]) == ("2026-11-24", "10:00", True)
    client.post(reverse("call-end", args=[call.pk]), filled)
    assert Contact.objects.get().next_contact_at.isoformat().startswith("2026-11-24T02:00")


def test_somebody_else_is_written_down_as_somebody_else(call, ada, later, signed_in):
    other = Draft("a", "heard", {"step": "confirm_party", "act": "other_person"}, 5)
    left = Draft("c", "closing", {"closing": "message_left"}, 30)
    events_record(call=call, drafts=[other, left, ENDED], person=ada, now=later)
    filled = form_of(page(signed_in(ada), call))
    assert (filled["reached"], filled["outcome"]) == ("third_party", "message_left")
    assert "reason" not in filled


def test_words_that_made_no_promise_stay_in_the_note(call, ada, later, signed_in):
    vague = Draft("p", "captured", {"field": "promise", "value": "尽快吧"}, 60)
    events_record(call=call, drafts=[CONFIRMED, vague, ENDED], person=ada, now=later)
    assert "“尽快吧”" in form_of(page(signed_in(ada), call))["note"]


def test_a_call_that_was_broken_off_waits_on_the_case(call, case, ada, ben, later, signed_in):
    events_record(call=call, drafts=[CONFIRMED], person=ada, now=later)
    shown = signed_in(ada).get(reverse("case", args=[case.pk])).content.decode()
    assert "was broken off or still goes on" in shown
    assert reverse("call-end", args=[call.pk]) in shown
    assert "was broken off" not in signed_in(ben).get(reverse("case", args=[case.pk])).content.decode()


def test_the_timeline_shows_the_call(call, case, ada, later, signed_in):
    events_record(call=call, drafts=[CONFIRMED, Draft("c", "closing", {"closing": "dispute"}, 90), ENDED], person=ada, now=later)
    client = signed_in(ada)
    client.post(reverse("call-end", args=[call.pk]), form_of(page(client, call)))
    shown = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "2:14" in shown
    assert "首次逾期电话" in shown
    assert reverse("call", args=[call.pk]) in shown
    assert "This call has been written down" in client.get(reverse("call", args=[call.pk])).content.decode()


def test_nothing_is_added_to_a_call_that_was_written_down(call, ada, later, signed_in, send):
    client = signed_in(ada)
    client.post(reverse("call-end", args=[call.pk]), form_of(page(client, call, "?outcome=no_answer")))
    assert send(client, call, ("heard", dict(CONFIRMED.values))).status_code == 409


def test_only_the_caller_ends_it(call, ben, signed_in, later):
    assert page(signed_in(ben), call).status_code == 404
    assert Call.objects.get().contact is None


def test_from_today_it_goes_on_to_the_next_case(call, make_real_case, ada, later, signed_in):
    following = make_real_case(ada)
    Call.objects.update(address="from=today&scope=mine")
    client = signed_in(ada)
    filled = form_of(page(client, call, "?outcome=no_answer"))
    done = client.post(reverse("call-end", args=[call.pk]), filled | {"then": "next"})
    assert f"case={following.pk}" in done.headers["Location"]


def test_a_call_written_down_by_the_plain_form_is_done(case, ada, now, lender, signed_in, send):
    client = signed_in(ada)
    client.post(reverse("conduct-start", args=[case.pk, "call"]), {})
    call = Call.objects.get()
    data = {"key": "k1", "channel": "call", "reached": "nobody", "outcome": "no_answer", "reason": "", "note": ""}
    client.post(reverse("contact-new", args=[case.pk]), data)
    assert page(client, call).status_code == 302
    assert send(client, call, ("heard", dict(CONFIRMED.values))).status_code == 409
    assert "was broken off" not in client.get(reverse("case", args=[case.pk])).content.decode()

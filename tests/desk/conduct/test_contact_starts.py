"""Starting contacts: no button works without a verdict, on the page or past it; what was acted on stands in the trail."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.calls.models import Call
from huashu.desk.cases.models import Contact
from huashu.desk.conduct.models import ConductSetting, ContactFinding, ContactStart, FactKind, Override
from huashu.desk.conduct.services.facts import FactDraft, fact_record

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI)
EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=SHANGHAI)


@pytest.fixture
def fact(now):
    """Record a wish or state of a case's customer: ``fact(case, ada, FactKind.STATE, "deceased")``."""

    def record(case, person, kind, code="", **values):
        return fact_record(case=case, draft=FactDraft(kind, code, values), person=person, now=now)

    return record


def start(client, case, way="call", **data):
    return client.post(reverse("conduct-start", args=[case.pk, way]), data, headers={"HX-Request": "true"})


def page(client, case):
    return client.get(reverse("case", args=[case.pk]), headers={"Accept-Language": "en"}).content.decode()


def test_a_call_by_day_starts_shows_the_number_and_stands_in_the_trail(make_real_case, ada, signed_in):
    case = make_real_case(ada)
    client = signed_in(ada)
    done = start(client, case)
    assert done.status_code == 204
    assert case.customer.phone in client.get(done.headers["HX-Redirect"]).content.decode()
    assert ContactStart.objects.get().verdict["verdict"] == "allow"
    assert list(TrailEntry.objects.order_by("number").values_list("kind", flat=True)) == ["verdict_acted", "showing"]


REFUSED = {
    "at night, until eight": ({}, NIGHT, "deny_until"),
    "after the house's hours": ({}, EVENING, "deny_until"),
    "the customer has died": ({"kind": FactKind.STATE, "code": "deceased"}, None, "deny"),
    "the customer stopped calls": ({"kind": FactKind.CHANNEL, "code": "call"}, None, "deny"),
    "mornings don't suit": ({"kind": FactKind.HOURS, "from": "08:00", "to": "20:00"}, None, "deny_until"),
    "the customer has a lawyer": ({"kind": FactKind.REPRESENTATIVE, "name": "L", "is_lawyer": True}, None, "deny"),
    "a stop wants a supervisor's look": ({"kind": FactKind.STOP}, None, "warn"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_call_that_may_not_be_made_does_not_start(name, make_real_case, ada, signed_in, fact, at):
    wish, moment, ruling = REFUSED[name]
    case = make_real_case(ada)
    if wish:
        values = {name: value for name, value in wish.items() if name not in {"kind", "code"}}
        fact(case, ada, wish["kind"], wish.get("code", ""), **values)
    if moment:
        at(moment)
    done = start(signed_in(ada), case)
    assert done.status_code == 422
    assert case.customer.phone not in done.content.decode()
    assert not ContactStart.objects.exists()
    assert 'data-key="t"' not in page(signed_in(ada), case)
    light = {"deny_until": "allowed from", "deny": "not allowed", "warn": "a supervisor has to look"}[ruling]
    assert light in page(signed_in(ada), case)


def test_the_reason_and_its_source_stand_on_the_case(make_real_case, ada, signed_in, at):
    case = make_real_case(ada)
    at(NIGHT)
    shown = page(signed_in(ada), case)
    assert "allowed from 08:00 tomorrow" in shown
    assert "GB/T 45251-2025" in shown
    assert "HOUSE-HOURS" in shown


def test_the_queue_says_it_too(make_real_case, ada, signed_in, at):
    make_real_case(ada)
    assert "allowed now" in signed_in(ada).get("/today/", headers={"Accept-Language": "en"}).content.decode()
    at(NIGHT)
    assert "allowed from 08:00 tomorrow" in signed_in(ada).get("/today/", headers={"Accept-Language": "en"}).content.decode()


def test_a_borrower_elsewhere_is_judged_by_their_own_clock(make_real_case, make_customer, ada, signed_in):
    case = make_real_case(ada, customer=make_customer(phone="+442079460123", address="1 Sample Road, London", region="GB"))
    shown = page(signed_in(ada), case)
    assert re.search(r"Where the customer is it(&#x27;|')s \d\d:\d\d in Europe/London", shown)


def test_a_missing_fact_is_asked_for_and_judged_again(make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    asked = start(client, case, "visit", place="home")
    assert asked.status_code == 422
    assert 'name="visitors"' in asked.content.decode()
    alone = start(client, case, "visit", place="home", visitors="1", asked="contact.visitors")
    assert alone.status_code == 422
    assert start(client, case, "visit", place="home", visitors="2", asked="contact.visitors").status_code == 200
    assert ContactStart.objects.get().facts["visitors"] == 2


def test_a_message_with_a_threat_does_not_go_out(make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    done = start(client, case, "message", text="再不还钱我就打断你的腿", means="sms")
    assert done.status_code == 422
    assert "打断你的腿" in done.content.decode()
    assert not Contact.objects.exists()
    blocked = TrailEntry.objects.get()
    assert (blocked.kind, blocked.data["breaches"]) == ("message_blocked", ["threat_violence"])


def test_a_decent_message_is_handed_out_and_written_down(make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    done = start(client, case, "message", text="您好，您的还款日已过，方便时请回电。", means="sms")
    assert done.status_code == 200
    contact = Contact.objects.get()
    assert (contact.channel, contact.outcome, contact.start.text) == ("message", "sent", "您好，您的还款日已过，方便时请回电。")
    assert not contact.finding.needs_look


def test_an_override_of_a_house_rule_needs_a_reason_and_another_person(make_real_case, ada, ben, signed_in, at):
    case = make_real_case(ada)
    at(EVENING)
    officer, supervisor = signed_in(ada), signed_in(ben)
    officer.post(reverse("override-ask", args=[case.pk, "call"]), {"reason": " "})
    assert not Override.objects.exists()
    officer.post(reverse("override-ask", args=[case.pk, "call"]), {"reason": "约好九点半后"})
    row = Override.objects.get()
    assert officer.post(reverse("override-answer", args=[row.pk]), {"answer": "grant"}).status_code == 403
    assert start(officer, case).status_code == 422
    supervisor.post(reverse("override-answer", args=[row.pk]), {"answer": "grant"})
    assert start(officer, case).status_code == 204
    assert start(signed_in(ben), case).status_code == 422, "it is good once"
    kinds = list(TrailEntry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["override_asked", "override_given", "verdict_acted", "showing"]


def test_the_law_cannot_be_overridden(make_real_case, ada, signed_in, at):
    case = make_real_case(ada)
    at(NIGHT)
    signed_in(ada).post(reverse("override-ask", args=[case.pk, "call"]), {"reason": "很急"})
    assert not Override.objects.exists()


@pytest.mark.parametrize("doubt", ["set back", "no such zone"])
def test_nothing_starts_while_the_clock_cannot_be_trusted(doubt, make_real_case, ada, signed_in, now, at):
    case = make_real_case(ada)
    assert start(signed_in(ada), case).status_code == 204
    Call.objects.all().delete()
    ContactStart.objects.all().delete()
    if doubt == "set back":
        at(now - timedelta(hours=6))
    else:
        ConductSetting.objects.create(pk=1, timezone="Mars/Base")
    assert start(signed_in(ada), case).status_code == 422
    assert not ContactStart.objects.exists()
    assert "until then no contact can be started" in page(signed_in(ada), case)


def test_a_contact_that_was_never_started_is_marked_not_lost(make_real_case, ada, signed_in, at, now):
    case = make_real_case(ada)
    data = {"key": "k1", "channel": "call", "reached": "nobody", "outcome": "no_answer", "reason": "", "note": ""}
    signed_in(ada).post(reverse("contact-new", args=[case.pk]), data)
    finding = ContactFinding.objects.get()
    assert (finding.was_started, finding.needs_look, finding.ruling) == (False, True, "allow")


def test_a_contact_after_its_start_belongs_to_it(make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    start(client, case)
    data = {"key": "k1", "channel": "call", "reached": "nobody", "outcome": "no_answer", "reason": "", "note": ""}
    client.post(reverse("contact-new", args=[case.pk]), data)
    finding = ContactFinding.objects.get()
    assert (finding.was_started, finding.needs_look) == (True, False)


@pytest.mark.parametrize(("when", "kept"), [("22:30", False), ("10:00", True)])
def test_an_appointment_at_night_is_refused_with_the_next_open_time(when, kept, make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    data = {"key": "k1", "channel": "call", "reached": "customer", "outcome": "no_promise", "reason": "", "note": "",
            "next_on": "2026-11-25", "next_time": when, "duration": "1:00"}  # fmt: skip
    done = client.post(reverse("contact-new", args=[case.pk]), data, headers={"Accept-Language": "en"})
    assert Contact.objects.exists() is kept
    assert ("No call may be made at that time" in done.content.decode()) is not kept


def test_others_may_not_start_anything(make_real_case, ada, chen, dora, finn, signed_in):
    case = make_real_case(ada)
    for person, status in ((chen, 403), (finn, 403), (dora, 404)):
        assert start(signed_in(person), case).status_code == status


def test_quick_times_are_only_offered_in_lawful_hours(make_real_case, ada, signed_in, fact):
    case = make_real_case(ada)
    form = reverse("contact-new", args=[case.pk])
    assert "tomorrow 10:00" in signed_in(ada).get(form, headers={"Accept-Language": "en"}).content.decode()
    fact(case, ada, FactKind.HOURS, **{"from": "08:00", "to": "12:00"})
    shown = signed_in(ada).get(form, headers={"Accept-Language": "en"}).content.decode()
    assert "tomorrow 10:00" not in shown
    assert "tomorrow 15:00" in shown


@pytest.mark.parametrize(("text", "warned"), [("客户说月底发工资", False), ("我说再不还就打断你的腿", True)])
def test_a_note_is_kept_and_warned_of(text, warned, make_real_case, ada, signed_in):
    case = make_real_case(ada)
    done = signed_in(ada).post(reverse("note-new", args=[case.pk]), {"text": text}, follow=True, headers={"Accept-Language": "en"})
    assert case.notes.get().text == text
    assert ("Kept, but look at" in done.content.decode()) is warned

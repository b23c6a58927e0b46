"""Wishes and circumstances of a customer: recorded in two presses, in force at once, withdrawn but never deleted."""

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.conduct.models import CustomerFact, FactKind
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import basis_of


def record(client, case, kind, **data):
    return client.post(reverse("conduct-fact", args=[case.pk, kind]), data)


def ruling(case, now, channel="call"):
    return basis_of([case], now).verdict(case.pk, Ask(channel, now)).ruling.value


RECORDED = {
    "stop": ("stop", {}, "call", "warn"),
    "no calls": ("channel", {"code": "call"}, "call", "deny"),
    "no calls, but a text": ("channel", {"code": "call"}, "sms", "allow"),
    "hours": ("hours", {"from_time": "00:00", "to_time": "20:00"}, "call", "deny_until"),
    "agreed hours don't narrow": ("agreed_hours", {"from_time": "21:00", "to_time": "22:00"}, "call", "allow"),
    "a lawyer": ("representative", {"name": "樊律师", "is_lawyer": "on"}, "call", "deny"),
    "language": ("language", {"code": "yue"}, "call", "allow"),
    "died": ("state", {"code": "deceased"}, "call", "deny"),
    "in hospital": ("state", {"code": "hospitalised"}, "call", "warn"),
    "hardship": ("state", {"code": "hardship"}, "call", "allow"),
    "identity theft": ("state", {"code": "identity_theft"}, "letter", "deny"),
}


@pytest.mark.parametrize("name", list(RECORDED))
def test_it_binds_at_once(name, make_real_case, ada, signed_in, now):
    kind, data, channel, expected = RECORDED[name]
    case = make_real_case(ada)
    assert ruling(case, now, channel) == "allow"
    assert record(signed_in(ada), case, kind, **data).status_code == 302
    assert ruling(case, now, channel) == expected
    entry = TrailEntry.objects.get()
    assert entry.kind == ("state_recorded" if kind == "state" else "wish_recorded")
    assert entry.person == ada


INCOMPLETE = {
    "a state without saying which": ("state", {}),
    "half a time": ("hours", {"from_time": "18:00"}),
    "hours of nothing": ("hours", {}),
    "an agreement without times": ("agreed_hours", {}),
    "a representative without a name": ("representative", {"is_lawyer": "on"}),
    "a zone that isn't one": ("zone", {"code": "Mars/Base"}),
}


@pytest.mark.parametrize("name", list(INCOMPLETE))
def test_what_is_incomplete_is_refused_and_nothing_is_saved(name, make_real_case, ada, signed_in):
    kind, data = INCOMPLETE[name]
    answer = record(signed_in(ada), make_real_case(ada), kind, **data)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode() or "wrong" in answer.content.decode()
    assert not CustomerFact.objects.exists()
    assert not TrailEntry.objects.exists()


def test_it_binds_every_loan_of_the_customer(make_real_case, ada, signed_in, now):
    case = make_real_case(ada)
    other = make_real_case(ada, customer=case.customer)
    record(signed_in(ada), case, "state", code="deceased")
    assert ruling(other, now) == "deny"


def test_withdrawing_ends_it_and_keeps_both(make_real_case, ada, signed_in, now):
    case, client = make_real_case(ada), signed_in(ada)
    record(client, case, "state", code="deceased")
    held = CustomerFact.objects.get()
    client.post(reverse("conduct-fact-end", args=[case.pk, held.pk]), {"note": "误报"})
    assert ruling(case, now) == "allow"
    assert list(CustomerFact.objects.values_list("kind", flat=True)) == [FactKind.STATE, FactKind.STATE]
    client.post(reverse("conduct-fact-end", args=[case.pk, held.pk]))
    assert CustomerFact.objects.count() == 2, "a second press changes nothing"


def test_what_was_said_in_a_contact_is_offered(make_real_case, ada, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    data = {"key": "k", "channel": "call", "reached": "customer", "outcome": "stop", "reason": "", "note": "", "duration": "1:00"}
    client.post(reverse("contact-new", args=[case.pk]), data)
    shown = client.get(reverse("case", args=[case.pk]), headers={"Accept-Language": "en"}).content.decode()
    assert "The customer asked not to be contacted." in shown


@pytest.mark.parametrize(("who", "status"), [("ada", 302), ("ben", 302), ("chen", 302), ("finn", 302), ("dora", 404), ("eve", 403)])
def test_who_may_record(who, status, make_real_case, ada, signed_in, request):
    case = make_real_case(ada)
    assert record(signed_in(request.getfixturevalue(who)), case, "stop").status_code == status


def test_conduct_settings_change_every_verdict_and_stand_in_the_trail(make_real_case, ada, chen, signed_in, now):
    case, client = make_real_case(ada), signed_in(chen)
    address = reverse("conduct-settings")
    data = {"actor": "collector", "lender_type": "bank", "packs": ["TW"], "timezone": "", "institution": "", "calls_recorded": "no",
            "callers_say_who": ""}  # fmt: skip
    answer = client.post(address, data)
    if answer.status_code == 422:  # products of the book are asked for as well
        names = [name for name in answer.context["form"].fields if name.startswith("product_")]
        answer = client.post(address, data | dict.fromkeys(names, "auto_loan"))
    assert answer.status_code == 302
    assert ruling(case, now) == "deny", "Taiwan's agencies record every call"
    assert "lender_changed" in TrailEntry.objects.values_list("kind", flat=True)
    assert client.post(address, {**data, "packs": []}).status_code == 422
    assert client.post(address, {**data, "timezone": "Mars/Base"}).status_code == 422
    assert signed_in(ada).get(address).status_code == 403

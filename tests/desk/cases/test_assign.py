"""Giving a case to somebody."""

import pytest
from django.urls import reverse

from huashu.desk.cases.models import CaseEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def assign(client, case, person):
    return client.post(reverse("case-assign", args=[case.pk]), {"assignee": person.pk if person else ""})


def test_a_supervisor_gives_and_takes(ada, ben, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ben)
    assert assign(client, case, ben).url == f"/cases/{case.pk}/"
    case.refresh_from_db()
    assert case.assignee == ben
    assign(client, case, None)
    case.refresh_from_db()
    assert case.assignee is None
    assert [event.values["to"] for event in CaseEvent.objects.filter(code="assigned").order_by("pk")] == ["Ben", ""]
    assert "Given to Ben" in client.get(f"/cases/{case.pk}/?show=case").text


@pytest.mark.parametrize("who", ["dora", "finn", "eve"])
def test_others_aren_t_offered_or_accepted(who, request, ada, ben, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ben)
    person = request.getfixturevalue(who)
    assert f">{person.name}<" not in client.get(f"/cases/{case.pk}/").text
    assign(client, case, person)
    case.refresh_from_db()
    assert case.assignee == ada


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("finn", 403), ("chen", 403), ("dora", 403)])
def test_who_may(who, status, request, ada, signed_in, make_real_case):
    assert assign(signed_in(request.getfixturevalue(who)), make_real_case(ada), ada).status_code == status

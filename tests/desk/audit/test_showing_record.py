"""Showing a masked field: who may, what is written down, what comes back."""

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
SHOWN = [("phone", "10000000001"), ("id_number", "110101190001010001"), ("address", "浙江省杭州市西湖区样例路 1 号")]


def show(client, case, field, **headers):
    return client.post(reverse("showing-record"), {"case": case.pk, "field": field}, headers=headers)


@pytest.mark.parametrize(("field", "value"), SHOWN)
def test_an_officer_sees_the_field_and_the_showing_is_written_down(field, value, ada, signed_in, make_case, now):
    case = make_case(ada)
    response = show(signed_in(ada), case, field, **{"HX-Request": "true"})
    assert value in response.text
    assert "<html" not in response.text
    assert "no-store" in response.headers["Cache-Control"]
    row = TrailEntry.objects.get()
    assert (row.kind, row.person, row.customer, row.case, row.at) == ("showing", ada, case.customer, case, now)
    assert row.data == {"field": field, "address": "127.0.0.1"}
    assert (row.person_name, row.contract_no) == ("ada", case.loan.contract_no)


def test_without_htmx_it_is_a_page(ada, signed_in, make_case):
    response = show(signed_in(ada), make_case(ada), "phone")
    assert "<html" in response.text
    assert "10000000001" in response.text


@pytest.mark.parametrize("who", ["ada", "ben", "finn", "chen"])
def test_team_and_compliance_may(who, request, ada, signed_in, make_case):
    case = make_case(ada)
    assert show(signed_in(request.getfixturevalue(who)), case, "phone").status_code == 200
    assert TrailEntry.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("dora", 404), ("eve", 403)])
def test_strangers_and_administrators_see_nothing_and_nothing_is_written(who, status, request, ada, signed_in, make_case):
    case = make_case(ada)
    response = show(signed_in(request.getfixturevalue(who)), case, "phone")
    assert response.status_code == status
    assert "10000000001" not in response.text
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize("field", ["name", "source_key", "", "pk"])
def test_only_personal_fields_can_be_asked_for(field, ada, signed_in, make_case):
    assert show(signed_in(ada), make_case(ada), field).status_code == 404
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize("case", ["", "x", "-1", "²", "9" * 30, "999999"])
def test_a_case_that_is_not_there_is_not_found(case, ada, signed_in):
    assert signed_in(ada).post(reverse("showing-record"), {"case": case, "field": "phone"}).status_code == 404


def test_it_has_to_be_asked_for_by_post(ada, signed_in, make_case):
    assert signed_in(ada).get(reverse("showing-record"), {"case": make_case(ada).pk, "field": "phone"}).status_code == 405


def test_signed_out_htmx_gets_words_not_a_page(client, make_case):
    response = client.post("/audit/show/", {}, headers={"host": "localhost", "HX-Request": "true"})
    assert response.status_code == 401


def test_what_cannot_be_written_down_is_not_shown(ada, signed_in, make_case, write, by_hand):
    case = make_case(ada)
    write(2)
    by_hand("DELETE FROM audit_trailhead")
    response = show(signed_in(ada), case, "phone")
    assert response.status_code == 409
    assert "The audit trail was changed from outside" in response.text
    assert "10000000001" not in response.text

"""Correcting a contact: a new entry that points at the old one."""

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
PROMISED = {
    "key": "k1",
    "channel": "call",
    "reached": "customer",
    "outcome": "promised",
    "promise_kind": "instalments",
    "part_1_on": "24",
    "part_1_amount": "44.42",
    "part_2_on": "27",
    "duration": "2:14",
}


@pytest.fixture
def old(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    signed_in(ada).post(reverse("contact-new", args=[case.pk]), PROMISED)
    return Contact.objects.get()


def test_the_form_is_filled_with_the_old_contact(old, ada, signed_in):
    page = signed_in(ada).get(reverse("contact-correct", args=[old.case_id, old.pk])).text
    for part in ('value="44.42"', 'value="1,000.00"', 'value="2026-11-27"', 'value="2:14"', 'value="10:09"', "takes its place"):
        assert part in page


def test_the_old_entry_stays_struck_through(old, ada, signed_in):
    data = {"key": "k2", "channel": "call", "reached": "customer", "outcome": "refused"}
    data |= {"happened_on": "2026-11-23", "happened_time": "10:09"}
    response = signed_in(ada).post(reverse("contact-correct", args=[old.case_id, old.pk]), data)
    assert response.status_code == 302
    new = Contact.objects.get(corrects=old)
    old.refresh_from_db()
    assert (old.outcome, old.promise.status, new.outcome) == ("promised", "withdrawn", "refused")
    page = signed_in(ada).get(f"/cases/{old.case_id}/?tab=contacts").text
    assert "struck" in page
    assert f'href="#contact-{new.pk}"' in page


def test_correcting_it_again_is_refused(old, ada, signed_in):
    data = {"channel": "call", "reached": "customer", "outcome": "refused"}
    address = reverse("contact-correct", args=[old.case_id, old.pk])
    assert signed_in(ada).post(address, data | {"key": "k2"}).status_code == 302
    response = signed_in(ada).post(address, data | {"key": "k3"})
    assert response.status_code == 422
    assert "Correct the newer one." in response.text


def test_a_contact_of_another_case_is_not_found(old, ada, signed_in, make_real_case):
    assert signed_in(ada).get(reverse("contact-correct", args=[make_real_case(ada).pk, old.pk])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("finn", 403), ("dora", 404)])
def test_who_may(who, status, request, old, signed_in):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("contact-correct", args=[old.case_id, old.pk])).status_code == status

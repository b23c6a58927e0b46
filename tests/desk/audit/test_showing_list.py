"""The audit page: who was shown what, filters, pages, export."""

import csv
from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.audit.models import Showing

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/audit/", "/audit/export.csv"


@pytest.fixture
def showings(ada, ben, make_case, now):
    """Ada saw a phone now and an ID number yesterday, Ben an address eight days ago."""
    first, second = make_case(ada), make_case(ada)
    rows = [
        (ada, first, "phone", now),
        (ada, second, "id_number", now - timedelta(days=1)),
        (ben, second, "address", now - timedelta(days=8)),
    ]
    return [
        Showing.objects.create(person=person, case=case, customer=case.customer, field=field, at=at, address="10.0.0.7")
        for person, case, field, at in rows
    ]


FILTERS = [
    ({}, [0, 1, 2]),
    ({"from_on": "2026-11-22"}, [0, 1]),
    ({"from_on": "2026-11-23"}, [0]),
    ({"to_on": "2026-11-22"}, [1, 2]),
    ({"to_on": "2026-11-15"}, [2]),
    ({"to_on": "2026-11-14"}, []),
    ({"from_on": "2026-11-15", "to_on": "2026-11-15"}, [2]),
    ({"field": "phone"}, [0]),
    ({"search": "张测试2"}, [1, 2]),
    ({"search": "ht-00001"}, [0]),
    ({"search": "HT-0000"}, []),
]


@pytest.mark.parametrize(("query", "wanted"), FILTERS)
def test_filters(query, wanted, showings, chen, signed_in):
    page = signed_in(chen).get(LIST, query).context["page"]
    assert list(page) == [showings[place] for place in wanted]


def test_filter_by_person_and_its_counts(showings, ada, chen, signed_in):
    response = signed_in(chen).get(LIST, {"person": ada.pk})
    assert list(response.context["page"]) == showings[:2]
    assert [(row.person, row.showings, row.customers) for row in response.context["counts"]] == [(ada, 2, 2)]


def test_days_in_the_wrong_order_are_said_beside_the_field(showings, chen, signed_in):
    response = signed_in(chen).get(LIST, {"from_on": "2026-11-23", "to_on": "2026-11-20"})
    assert "The last day is before the first one." in response.text
    assert 'aria-describedby="id_to_on_error"' in response.text


def test_empty_says_whether_nothing_is_there_or_nothing_matches(chen, signed_in):
    assert "Nothing yet" in signed_in(chen).get(LIST).text
    assert "Nothing matches" in signed_in(chen).get(LIST, {"search": "x"}).text


def test_pages_keep_the_filters(showings, ada, chen, make_case, now, signed_in):
    case = make_case(ada)
    Showing.objects.bulk_create(
        Showing(person=ada, case=case, customer=case.customer, field="phone", at=now - timedelta(seconds=second)) for second in range(60)
    )
    response = signed_in(chen).get(LIST, {"field": "phone"})
    assert len(response.context["page"]) == 50
    assert "?field=phone&amp;page=2" in response.text


def test_the_number_of_queries_is_fixed(showings, chen, signed_in, django_assert_num_queries):
    client = signed_in(chen)
    client.get(LIST)
    with django_assert_num_queries(7):  # session, person, count, rows, counts, their people, choices of the person filter
        client.get(LIST)


@pytest.mark.parametrize("who", ["ada", "ben", "dora", "eve", "finn"])
@pytest.mark.parametrize("address", [LIST, EXPORT])
def test_only_compliance_reads_it(who, address, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(address).status_code == 403


def test_export_has_every_row_and_no_formula(showings, chen, signed_in):
    customer = showings[0].customer
    customer.name = "=HYPERLINK(1)"
    customer.save()
    response = signed_in(chen).get(EXPORT, {"from_on": "2026-11-20"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="huashu-showings-20261123.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["at"], row["sign_in_name"], row["field"], row["customer"], row["contract"]) for row in rows] == [
        ("2026-11-23T10:12:00+08:00", "ada", "phone", "'=HYPERLINK(1)", "HT-00001"),
        ("2026-11-22T10:12:00+08:00", "ada", "id_number", "张测试2", "HT-00002"),
    ]


def test_export_goes_back_to_the_page_when_the_filters_make_no_sense(chen, signed_in):
    response = signed_in(chen).get(EXPORT, {"from_on": "yesterday"}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?from_on=yesterday", 302)]
    assert "Enter a valid date." in response.text


def test_address_of_the_list_is_named():
    assert reverse("showing-list") == LIST

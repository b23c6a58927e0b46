"""The list behind a number holds as many cases as the number says, of the person's own part of the book."""

import re
from datetime import date

import pytest
from django.urls import reverse

from huashu.desk.demo.services import demo_load
from huashu.desk.people.models import Person
from huashu.desk.portfolio.selectors.behind import PAGE_ROWS

LATEST = date(2026, 11, 23)
QUERIES = 10
"""Session and person, two for closed days, currencies, teams, colleagues, how many there are, one page of them, approvals waiting."""


def names_in(html):
    return re.findall(r'data-label="Customer">(?:<a href="/cases/[^"]+">)?([^<]+)<', html)


@pytest.fixture
def ask(closed_book, signed_in):
    def get(person, **params):
        return signed_in(person).get(reverse("portfolio-list"), params)

    return get


@pytest.fixture
def listed(ask):
    def get(person, **params):
        response = ask(person, **params)
        assert response.status_code == 200
        html = response.content.decode()
        total = int(re.search(r'<h1>[^<]*<span class="num soft">([\d,]+)<', html)[1].replace(",", ""))
        assert total == len(names_in(html)) or total > PAGE_ROWS
        return sorted(names_in(html))

    return get


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 404),
        ({"list": "everything"}, 404),
        ({"list": "bucket"}, 200),
        ({"list": "promises", "state": "x", "after": "yesterday", "start_at": "-1"}, 200),
    ],
    ids=str,
)
def test_lists_that_there_are(ask, ben, params, status):
    assert ask(ben, **params).status_code == status


@pytest.mark.parametrize(("who", "status"), [("eve", 403), ("finn", 403), ("ada", 200)])
def test_who_may_read_them(ask, request, who, status):
    assert ask(request.getfixturevalue(who), list="overdue").status_code == status


def test_nothing_before_the_first_close(db, now, signed_in, ben):
    assert signed_in(ben).get(reverse("portfolio-list"), {"list": "overdue"}).status_code == 404


def test_loans_by_bucket_now(listed, make_case, make_loan, ada, bo, dora):
    early = make_case(ada, loan=make_loan(officer=ada, status={"bucket": "M1"}))
    make_case(bo, loan=make_loan(officer=bo, status={"bucket": "M2"}))
    make_case(dora, loan=make_loan(officer=dora, status={"bucket": "M1"}))
    make_loan(officer=ada, status={"bucket": "closed"})
    assert listed(ada, list="bucket", bucket="M1") == [early.customer.name]
    assert listed(ada, list="bucket", bucket="M2") == []
    assert listed(ada, list="overdue") == [early.customer.name]


def test_a_teams_overdue(listed, ben, make_case, make_loan, ada, bo):
    cases = [make_case(person, loan=make_loan(officer=person, status={"bucket": "M1"})) for person in (ada, bo)]
    assert listed(ben, list="overdue") == sorted(case.customer.name for case in cases)
    assert listed(ben, list="overdue", officer=bo.pk) == [cases[1].customer.name]


def test_a_loan_without_a_case_is_named_but_leads_nowhere(ask, ben, make_loan, ada):
    loan = make_loan(officer=ada, status={"bucket": "current"})
    html = ask(ben, list="bucket", bucket="current").content.decode()
    assert names_in(html) == [loan.customer.name]
    assert "/cases/" not in html.partition("<tbody>")[2].partition("</tbody>")[0]


def test_buckets_of_an_earlier_close(listed, ben, make_change, make_case, ada):
    loan = make_change(ada, date(2026, 9, 10), "current", "M1")
    make_case(ada, loan=loan)
    make_change(ada, date(2026, 10, 10), "M1", "current", loan=loan)
    assert listed(ben, list="bucket", bucket="M1", on="2026-09-30") == [loan.customer.name]
    assert listed(ben, list="overdue", on="2026-09-30") == [loan.customer.name]
    assert listed(ben, list="bucket", bucket="M1", on="2026-10-31") == []


def test_a_cell_of_the_roll_matrix(listed, ben, make_change, make_case, ada):
    worse, same = (make_change(ada, LATEST, start, "M1") for start in ("current", "M1"))
    for loan in (worse, same):
        make_case(ada, loan=loan)
    assert listed(ben, list="roll", start="current", bucket="M1") == [worse.customer.name]
    assert listed(ben, list="roll", start="M1", bucket="M1") == [same.customer.name]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["broken", "kept"]),
        ({"state": "kept"}, ["kept"]),
        ({"state": "part_kept"}, []),
        ({"state": "withdrawn"}, ["withdrawn"]),
        ({"after": "2026-10-31", "until": "2026-11-10"}, ["kept"]),
        ({"after": "2026-08-31", "until": "2026-09-30"}, ["old"]),
    ],
    ids=str,
)
def test_promises_by_day_and_outcome(listed, ben, ada, make_promise, params, found):
    made = {
        "kept": make_promise(ada, "kept", date(2026, 11, 5)),
        "broken": make_promise(ada, "broken", date(2026, 11, 20)),
        "old": make_promise(ada, "kept", date(2026, 9, 5)),
        "withdrawn": make_promise(ada, "withdrawn", date(2026, 11, 12)),
    }
    assert listed(ben, list="promises", **params) == sorted(made[name].case.customer.name for name in found)


@pytest.mark.parametrize(("state", "found"), [("", ["late", "met", "never"]), ("met", ["met"]), ("missed", ["late", "never"])])
def test_first_contacts(listed, ben, ada, make_first_contact, state, found):
    made = {name: make_first_contact(ada, date(2026, 11, 9), hours) for name, hours in (("met", 3), ("late", -3), ("never", None))}
    assert listed(ben, list="first_contacts", state=state) == sorted(made[name].customer.name for name in found)


def test_cured_cases_and_contacts(listed, ben, ada, make_case, make_contact):
    cured = make_case(ada, closed_on=LATEST, closed_reason="cured")
    called = make_case(ada)
    make_contact(called, ada, LATEST, "customer")
    make_contact(called, ada, LATEST, "nobody")
    assert listed(ben, list="cured") == [cured.customer.name]
    assert listed(ben, list="contacts") == [called.customer.name] * 2
    assert listed(ben, list="contacts", state="reached") == [called.customer.name]


def test_strangers_see_nothing(listed, dora, ada, make_day):
    make_day(ada, date(2026, 11, 9))
    codes = ("overdue", "promises", "first_contacts", "cured", "contacts")
    asked = [{"list": code, "officer": ada.pk, "team": ada.team_id} for code in codes]
    asked += [{"list": "bucket", "bucket": "M1", **more} for more in ({}, {"on": "2026-11-10"})]
    for params in (*asked, {"list": "roll", "start": "current", "bucket": "M1"}):
        assert listed(dora, **params) == [], params
        assert listed(ada, **params) != [] or params.get("list") == "bucket", params


def test_long_lists_come_in_pages(ask, ben, ada, make_case, make_loan):
    for _ in range(PAGE_ROWS + 2):
        make_case(ada, loan=make_loan(officer=ada, status={"bucket": "M1"}))
    first = ask(ben, list="overdue").content.decode()
    assert len(names_in(first)) == PAGE_ROWS
    assert f"1 to {PAGE_ROWS} of {PAGE_ROWS + 2}" in first
    second = ask(ben, list="overdue", start_at=PAGE_ROWS).content.decode()
    assert len(names_in(second)) == 2
    assert set(names_in(first)).isdisjoint(names_in(second))
    assert "From the beginning" in second


@pytest.mark.parametrize("code", ["overdue", "promises", "first_contacts", "cured", "contacts"])
def test_a_list_takes_a_fixed_number_of_queries(closed_book, signed_in, ben, ada, make_day, code, django_assert_num_queries):
    client = signed_in(ben)
    client.get(reverse("portfolio-list"), {"list": code})
    for day in range(1, 9):
        make_day(ada, date(2026, 11, day))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("portfolio-list"), {"list": code})


@pytest.mark.parametrize("who", ["demo-officer", "demo-compliance"])
def test_each_number_of_the_demo_leads_to_as_many_cases(db, now, signed_in, who):
    demo_load(today=now.date(), now=now, borrowers=64)
    person = Person.objects.get(username=who)
    person.language = "en"
    person.save()
    client = signed_in(person)
    html = client.get(reverse("portfolio")).content.decode()
    links = dict(re.findall(r'<a href="(/portfolio/list/\?[^"]+)">([\d,/]+)</a>', html))
    assert len(links) > 60
    for address, shown in links.items():
        found = client.get(address.replace("&amp;", "&")).content.decode()
        total = re.search(r'<h1>[^<]*<span class="num soft">([\d,]+)<', found)[1]
        # "kept/decided" leads to all decided ones.
        assert total == shown.rsplit("/", maxsplit=1)[-1], address

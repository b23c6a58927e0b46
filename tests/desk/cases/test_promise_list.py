"""Promises by what has become of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Promise, PromisePart

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_promise(make_case, now):
    def make(person, days, status="open", received=0, **fields):
        case = make_case(person)
        promise = Promise.objects.create(case=case, loan=case.loan, kind="part", promised_on=now.date(), status=status, **fields)
        parts = [PromisePart(promise=promise, amount_minor=50_000, due_on=now.date() + timedelta(days=day), status=status) for day in days]
        parts[0].received_minor = received
        PromisePart.objects.bulk_create(parts)
        return promise

    return make


@pytest.fixture
def promises(make_promise, ada, ben, dora, now):
    return {
        "today": make_promise(ada, [0], words="今天还"),
        "late": make_promise(ben, [-1]),
        "coming": make_promise(ada, [1, 8]),
        "broken": make_promise(ada, [-3], "broken", decided_on=now.date()),
        "part": make_promise(ada, [-3], "part_kept", received=20_000, decided_on=now.date()),
        "kept": make_promise(ada, [-3], "kept", decided_on=now.date()),
        "replaced": make_promise(ada, [-3], "withdrawn", decided_on=now.date()),
        "stranger": make_promise(dora, [0]),
    }


def shown(client, promises, query):
    text = client.get(reverse("promise-list") + query).text
    return [name for name, promise in promises.items() if f'href="/cases/{promise.case_id}/"' in text]


LISTS = [
    ("", ["today"]),
    ("?scope=team", ["today", "late"]),
    ("?list=coming", ["coming"]),
    ("?list=broken", ["broken", "part"]),
    ("?list=kept", ["kept"]),
    ("?list=withdrawn", ["replaced"]),
    ("?list=nonsense&scope=nonsense&page=99", ["today"]),
]


@pytest.mark.parametrize(("query", "names"), LISTS)
def test_lists(query, names, ada, signed_in, promises):
    assert shown(signed_in(ada), promises, query) == names


def test_supervisors_see_the_team_s(ben, signed_in, promises):
    assert shown(signed_in(ben), promises, "") == ["today", "late"]


def test_strangers_see_their_own(dora, signed_in, promises):
    assert shown(signed_in(dora), promises, "?scope=team") == ["stranger"]


def test_compliance_sees_all(chen, signed_in, promises):
    assert shown(signed_in(chen), promises, "") == ["today", "late", "stranger"]


def test_administrators_see_none(eve, signed_in):
    assert signed_in(eve).get(reverse("promise-list")).status_code == 403


def test_words_amounts_and_what_came(ada, signed_in, promises):
    client = signed_in(ada)
    assert "“今天还”" in client.get(reverse("promise-list")).text
    assert "200.00" in client.get(reverse("promise-list"), {"list": "broken"}).text


@pytest.mark.parametrize("which", ["due", "coming", "broken", "kept", "withdrawn"])
def test_nothing_here(which, ada, signed_in):
    assert "No promise here" in signed_in(ada).get(reverse("promise-list"), {"list": which}).text


@pytest.mark.parametrize("count", [1, 10])
def test_the_number_of_queries_is_fixed(count, ada, signed_in, make_promise, django_assert_num_queries):
    for _ in range(count):
        make_promise(ada, [0, 3])
    client = signed_in(ada)
    client.get(reverse("promise-list"))  # begins the session
    with django_assert_num_queries(5):
        client.get(reverse("promise-list"))

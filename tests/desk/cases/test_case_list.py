"""The list of cases and its search."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def book(ada, ben, dora, make_case, make_customer, make_loan):
    """Zhang and Lin of North, Zhang's closed case, and Dora's Wang."""
    zhang = make_customer(name="张志远", phone_tail="0731")
    lin = make_customer(name="Lin Xiaowen", phone_tail="0812")
    wang = make_customer(name="王海涛", phone_tail="0731")
    return {
        "zhang": make_case(ada, loan=make_loan(customer=zhang, contract_no="HS-2024-00731")),
        "old": make_case(ada, loan=make_loan(customer=zhang, contract_no="HS-2022-00100"), closed_on="2026-01-31"),
        "lin": make_case(ben, loan=make_loan(customer=lin, contract_no="AB-1"), stage="firm", bucket="M2"),
        "wang": make_case(dora, loan=make_loan(customer=wang, contract_no="HS-2024-00999")),
    }


def found(client, book, query):
    text = client.get(reverse("case-list") + query).text
    return {name for name, case in book.items() if f'href="/cases/{case.pk}/"' in text}


SEARCHES = [
    ("", {"zhang", "lin"}),
    ("?state=closed", {"old"}),
    ("?state=all", {"zhang", "old", "lin"}),
    ("?scope=mine", {"zhang"}),
    ("?stage=firm", {"lin"}),
    ("?bucket=M1", {"zhang"}),
    ("?q=志远", {"zhang", "old"}),
    ("?q=xiaowen", {"lin"}),
    ("?q=0731", {"zhang", "old"}),
    ("?q=HS-2024", {"zhang"}),
    ("?q=hs-2022", {"old"}),
    ("?q=%20AB-1%20", {"lin"}),
    ("?q=王海涛", set()),
    ("?q=731", set()),
    ("?state=nonsense&scope=nonsense&after=x", {"zhang", "lin"}),
]


@pytest.mark.parametrize(("query", "names"), SEARCHES)
def test_search(query, names, ada, signed_in, book):
    assert found(signed_in(ada), book, query) == names


def test_strangers_see_their_own(dora, chen, signed_in, book):
    assert found(signed_in(dora), book, "?state=all") == {"wang"}
    assert found(signed_in(chen), book, "?state=all") == {"zhang", "old", "lin", "wang"}


def test_administrators_see_no_case(eve, signed_in, book):
    assert signed_in(eve).get(reverse("case-list")).status_code == 403


def test_the_only_match_opens_from_the_search_box(ada, signed_in, book):
    assert signed_in(ada).get(reverse("case-list"), {"q": "AB-1", "go": "1"}).url == f"/cases/{book['lin'].pk}/"
    assert signed_in(ada).get(reverse("case-list"), {"q": "0731", "go": "1"}).status_code == 200


def test_nothing_matches(ada, signed_in, book):
    assert "Clear the filters" in signed_in(ada).get(reverse("case-list"), {"q": "nobody"}).text


def test_nothing_yet(ada, signed_in):
    assert "Nothing yet" in signed_in(ada).get(reverse("case-list"), {"state": "all"}).text


def test_pages_and_queries(ada, signed_in, make_case, django_assert_num_queries):
    cases, client = [make_case(ada) for _ in range(51)], signed_in(ada)
    client.get(reverse("case-list"))  # begins the session
    with django_assert_num_queries(3):
        first = client.get(reverse("case-list")).text
    assert f'href="/cases/{cases[0].pk}/"' not in first
    assert f"after={cases[1].pk}" in first
    assert f'href="/cases/{cases[0].pk}/"' in client.get(reverse("case-list"), {"after": cases[1].pk}).text

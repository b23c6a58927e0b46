"""The page that writes a contact down."""

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Contact, Promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TALKED = {"key": "k1", "channel": "call", "reached": "customer", "outcome": "no_promise", "note": "忙"}
PROMISED = TALKED | {"outcome": "promised", "promise_kind": "full", "part_1_on": "fri", "promise_words": "周五还清"}


def post(client, case, data, query="", **headers):
    return client.post(reverse("contact-new", args=[case.pk]) + query, data, headers=headers)


def test_the_form_opens_ready_to_type(ada, signed_in, make_real_case):
    response = signed_in(ada).get(reverse("contact-new", args=[make_real_case(ada).pk]))
    assert response.status_code == 200
    for part in ("Log a contact", 'value="call"', "1,044.42", "in 3 days", "due day", "data-fits"):
        assert part in response.text


def test_htmx_gets_only_the_form(ada, signed_in, make_real_case):
    response = signed_in(ada).get(reverse("contact-new", args=[make_real_case(ada).pk]), headers={"HX-Request": "true"})
    assert "<form" in response.text
    assert "<html" not in response.text


def test_writing_down_goes_back_to_the_case(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    response = post(client, case, PROMISED)
    assert response.status_code == 302
    assert response.url == f"/cases/{case.pk}/?written=k1"
    contact = Contact.objects.get()
    assert (contact.officer, contact.outcome, contact.note) == (ada, "promised", "忙")
    assert contact.promise.parts.get().amount_minor == 104_442
    assert "Written down: Promised to pay." in client.get(response.url).text


def test_from_the_queue_it_goes_back_to_the_queue(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    response = post(signed_in(ada), case, TALKED, "?from=today&scope=team&part=promise")
    assert response.url == f"/today/?scope=team&part=promise&case={case.pk}&written=k1"


def test_done_and_next(ada, signed_in, make_real_case):
    case, following = make_real_case(ada), make_real_case(ada)
    response = post(signed_in(ada), case, TALKED | {"then": "next"}, "?from=today", **{"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, f"/today/?scope=mine&case={following.pk}&written=k1")
    case.refresh_from_db()
    assert str(case.handled_on) == "2026-11-23"


def test_sent_twice_is_written_once(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    assert [post(signed_in(ada), case, PROMISED).status_code for _ in range(2)] == [302, 302]
    assert (Contact.objects.count(), Promise.objects.count()) == (1, 1)


def test_an_error_stands_beside_its_field_and_nothing_is_lost(ada, signed_in, make_real_case):
    response = post(signed_in(ada), make_real_case(ada), PROMISED | {"part_1_on": "soon"})
    assert response.status_code == 422
    for part in ("“soon” isn&#x27;t a day.", "周五还清", "忙", 'value="soon"', 'value="k1"'):
        assert part in response.text
    assert not Contact.objects.exists()


def test_more_than_owed_asks_once(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    much = PROMISED | {"promise_kind": "part", "part_1_amount": "9999"}
    response = post(signed_in(ada), case, much)
    assert "The customer did say this amount" in response.text
    assert post(signed_in(ada), case, much | {"promise_confirmed": "on"}).status_code == 302


def test_a_closed_case_says_so(ada, signed_in, make_real_case):
    case = make_real_case(ada, closed_on="2026-11-22")
    response = post(signed_in(ada), case, TALKED)
    assert response.status_code == 422
    assert "This case was closed on" in response.text


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("ben", 200), ("finn", 403), ("chen", 403), ("eve", 403), ("dora", 404)])
def test_who_may(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("contact-new", args=[case.pk])).status_code == status
    if status != 200:
        assert post(client, case, TALKED).status_code == status
        assert not Contact.objects.exists()


def test_a_promise_is_read_back_while_it_is_typed(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    ask = reverse("promise-read-back", args=[case.pk])
    assert "So you will pay 1,044.42 by Fri 27 Nov." in signed_in(ada).post(ask, PROMISED).text
    assert "isn&#x27;t a day" in signed_in(ada).post(ask, PROMISED | {"part_1_on": "so"}).text
    assert not Contact.objects.exists()


def test_reading_back_is_not_for_strangers(dora, ada, signed_in, make_real_case):
    assert signed_in(dora).post(reverse("promise-read-back", args=[make_real_case(ada).pk]), PROMISED).status_code == 404


BEGUN = {
    "a far day without an amount": ({"promise_kind": "part", "part_1_on": "+14"}, "The last day is 14 days ahead; you may accept 7."),
    "four days of payments": (
        {"promise_kind": "instalments", **{f"part_{n}_on": f"+{n}" for n in range(1, 5)}},
        "It has 4 payments; you may accept 3.",
    ),
    "all of it in two weeks": ({"promise_kind": "full", "part_1_on": "+14"}, "Don't promise it; say:"),
}


@pytest.mark.parametrize("name", list(BEGUN))
def test_what_is_beyond_authority_is_said_while_it_is_typed(name, ada, signed_in, make_real_case):
    typed, said = BEGUN[name]
    answer = signed_in(ada).post(reverse("promise-read-back", args=[make_real_case(ada).pk]), typed).text
    assert said in answer
    assert "supervisor" in answer


NOT_BEYOND = {
    "a near day": {"promise_kind": "part", "part_1_on": "+2"},
    "a second line of another kind": {"promise_kind": "part", "part_1_on": "+2", "part_2_on": "+14"},
    "a day that nobody may accept": {"promise_kind": "full", "part_1_on": "+90"},
    "the same without an amount": {"promise_kind": "part", "part_1_on": "+90"},
}


@pytest.mark.parametrize("name", list(NOT_BEYOND))
def test_what_is_within_authority_or_beyond_everybodys_speaks_of_no_approval(name, ada, signed_in, make_real_case):
    answer = signed_in(ada).post(reverse("promise-read-back", args=[make_real_case(ada).pk]), NOT_BEYOND[name]).text
    assert "you may accept" not in answer
    assert "for approval" not in answer

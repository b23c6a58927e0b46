"""Who gets to see anything: the token, its end, the digits, the lock. Before the digits a page says nothing about a debt."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from huashu.desk.borrower.links import link_for, link_revoke
from huashu.desk.borrower.models import BorrowerLink, BorrowerVisit
from huashu.desk.borrower.tokens import token_of
from huashu.desk.conduct.models import ConductSetting

DEBT = ("RL-0", "1,044.42", "overdue", "instalment", "penalty", "张测试", "loan", "debt", "owed", "lender")


def says_nothing(answer):
    text = answer.content.decode()
    return [word for word in DEBT if word.lower() in text.lower()] == []


def test_the_digits_come_first(customer, case):
    ConductSetting.objects.create(institution="Sample Auto Finance")
    answer = customer.open()
    assert answer.status_code == 200
    assert "Sample Auto Finance" in answer.content.decode()
    assert case.customer.phone_tail not in answer.content.decode().replace(customer.token, "")
    assert says_nothing(answer)
    customer.passes()
    assert "1,044.42" in customer.open().content.decode()
    assert [visit.kind for visit in customer.link.visits.order_by("pk")] == ["opened", "passed"]


def test_the_page_before_the_digits_names_no_figure_in_its_source(customer, case):
    text = customer.open().content.decode()
    for word in ("1,044.42", case.loan.contract_no, case.customer.name, case.customer.phone, case.customer.id_number):
        assert word not in text


@pytest.mark.parametrize("digits", ["id", "small x"])
def test_the_identity_document_opens_it_too(digits, customer, case):
    if digits == "small x":
        case.customer.id_number = "11010119000101123X"
        case.customer.save()
    given = case.customer.id_number[-4:].lower()
    assert customer.digits(given).status_code == 302


HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin", "Content-Security-Policy": "'none'"}


@pytest.mark.parametrize("stage", ["before", "after", "over"])
def test_nobody_keeps_or_indexes_it(stage, customer):
    if stage == "after":
        customer.passes()
    answer = customer.client.get("/b/nonsense/") if stage == "over" else customer.open()
    for name, part in HEADERS.items():
        assert part in answer.headers[name]
    assert "<script" not in answer.content.decode()


TAMPERED = {
    "cut": lambda token: token[:-1],
    "another end": lambda token: token.replace("-", "-1", 1),
    "another nonce": lambda token: ("0" if token[0] != "0" else "1") + token[1:],
    "no signature": lambda token: token.split(".")[0],
    "nonsense": lambda token: "nonsense",
    "very long": lambda token: token * 20,
}


@pytest.mark.parametrize("how", list(TAMPERED))
def test_a_changed_link_opens_nothing(how, customer):
    answer = customer.client.get(reverse("by-link", args=[TAMPERED[how](customer.token)]))
    assert answer.status_code == 404
    assert says_nothing(answer)
    assert "How to get a new one" in answer.content.decode()
    assert not BorrowerVisit.objects.exists()


def test_it_works_until_its_end(customer, now, at):
    at(now + timedelta(days=14) - timedelta(seconds=1))
    assert customer.open().status_code == 200
    at(now + timedelta(days=14))
    answer = customer.open()
    assert answer.status_code == 410
    assert "run out" in answer.content.decode()
    assert says_nothing(answer)
    assert customer.link.visits.last().kind == "turned_away"


def test_a_link_that_was_taken_back_opens_nothing_even_where_it_was_open(customer, ada, now):
    customer.passes()
    link_revoke(link=customer.link, person=ada, now=now)
    assert customer.open().status_code == 410
    assert customer.client.get(customer.url("by-link-tell", "stop")).status_code == 410


def test_five_wrong_tries_close_it_for_good(customer, case):
    for left in (4, 3, 2, 1):
        answer = customer.digits("9999")
        assert answer.status_code == 422
        assert f"Tries left: {left}." in answer.content.decode()
    assert customer.digits("9999").status_code == 410
    answer = customer.digits(case.customer.phone_tail)
    assert answer.status_code == 410
    assert "closed for your protection" in answer.content.decode()
    assert [visit.kind for visit in customer.link.visits.order_by("pk")][:6] == ["wrong"] * 5 + ["locked"]


def test_one_address_that_tries_many_links_has_to_wait(visitor, make_real_case, ada, now, at):
    links = [visitor(make_real_case(ada)) for _ in range(4)]
    for link in links[:3]:
        for _ in range(4):
            link.digits("9999")
    answer = links[3].digits(links[3].link.case.customer.phone_tail)
    assert answer.status_code == 429
    assert not links[3].link.visits.exists()
    at(now + timedelta(hours=1, seconds=1))
    assert links[3].digits(links[3].link.case.customer.phone_tail).status_code == 302


def test_one_link_opens_one_page_only(visitor, case, make_real_case, ada):
    other = visitor(make_real_case(ada))
    mine = visitor(case).passes()
    other.client = mine.client
    answer = other.open()
    assert "By your contract" not in answer.content.decode()
    assert other.link.case.loan.contract_no not in answer.content.decode()
    answer = other.client.get(other.url("by-link-tell", "stop"))
    assert answer.status_code == 302


def test_another_browser_is_asked_again(customer):
    customer.passes()
    customer.client = Client(headers={"host": "localhost"})
    assert "1,044.42" not in customer.open().content.decode()


def test_half_an_hour_idle_closes_the_page(customer, now, at):
    customer.passes()
    at(now + timedelta(minutes=29))
    assert "1,044.42" in customer.open().content.decode()
    at(now + timedelta(minutes=59))
    assert "1,044.4" not in customer.open().content.decode()


def test_leaving_closes_the_page(customer):
    customer.passes()
    assert customer.client.post(customer.url("by-link-leave"), follow=True).status_code == 200
    assert "1,044.42" not in customer.open().content.decode()


def test_without_anything_on_file_there_is_nothing_to_check(customer, case):
    case.customer.phone = case.customer.id_number = case.customer.second_phone = ""
    case.customer.save()
    assert "please call us" in customer.open().content.decode().lower()
    assert customer.digits("0000").status_code == 422


def test_forms_need_their_token(customer):
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert strict.post(customer.url("by-link-check"), {"digits": "0001"}).status_code == 403
    strict.get(customer.url())
    sent = {"digits": customer.link.case.customer.phone_tail, "csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post(customer.url("by-link-check"), sent).status_code == 302


def test_messages_of_a_day_share_a_link(case, now, settings):
    first = link_for(case, now)
    assert first.startswith("/b/")
    assert link_for(case, now + timedelta(hours=23)) == first
    assert link_for(case, now + timedelta(hours=23), days=3) != first
    assert link_for(case, now + timedelta(hours=24)) != first
    settings.HUASHU_PUBLIC_URL = "https://desk.example.com/"
    assert link_for(case, now + timedelta(hours=1)) == "https://desk.example.com" + first
    assert len(token_of(BorrowerLink.objects.first())) < 90

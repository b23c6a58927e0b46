"""Reviewed calls in the desk: who reads which, the list and its filters, a call put in, its page."""

import json
import re
from datetime import date
from html import unescape

import pytest
from desk_reviews import FIRST_CALL, GOOD_CALL
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from huashu.desk.access import conversations_for, sees_conversation
from huashu.desk.conduct.speech import traditional
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation
from huashu.desk.reviews.words import payment_words

pytestmark = pytest.mark.django_db
LIST, NEW = "/reviews/", "/reviews/new/"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def form(now):
    return {"text": FIRST_CALL, "kind": "overdue_first_call", "started_at": "2026-11-23T09:00", "language": ""}


@pytest.mark.usefixtures("ada", "ben", "chen", "finn")
def test_who_reads_which_call(call, ada, dora, eve, signed_in):
    people = Person.objects.order_by("username")
    seen = {who.username: call in conversations_for(who) for who in people}
    assert seen == {"ada": True, "ben": True, "chen": True, "dora": False, "eve": False, "finn": False}
    assert {who.username: sees_conversation(who, call) for who in people} == seen
    assert f"/reviews/{call.pk}/" not in page(signed_in(dora), LIST)
    page(signed_in(dora), f"/reviews/{call.pk}/", 404)
    page(signed_in(eve), LIST, 403)
    assert f"/reviews/{call.pk}/" in page(signed_in(ada), LIST)


def test_filters_of_the_list(call, make_call, ben, signed_in):
    other = make_call(GOOD_CALL, officer=ben, days=3, kind="overdue_follow_up")
    client = signed_in(ben)

    def listed(query):
        return [one.conversation.pk for one in client.get(f"{LIST}?{query}").context["calls"]]

    assert listed("") == [call.pk, other.pk]
    assert listed("kind=overdue_follow_up") == [other.pk]
    assert listed(f"officer={call.officer_id}") == [call.pk]
    assert listed("appeals=on") == []
    assert listed("item=breaches.third_party_pressure&verdict=met") == [call.pk]
    assert listed("until=2026-11-21") == [other.pk]
    assert "No call fits" in page(client, f"{LIST}?kind=verification")


def test_a_pasted_call_is_read_at_once(form, ada, signed_in):
    client = signed_in(ada)
    answer = client.post(NEW, form | {"officer": ada.pk})
    call = Conversation.objects.get()
    assert answer.url == f"/reviews/{call.pk}/"
    assert (call.language, call.officer, call.source, len(call.turns)) == ("zh", ada, "text", 10)
    shown = page(client, answer.url)
    for words in ("To do better next time", 'id="t-6"', 'id="f-breaches-third_party_pressure"', "What was promised"):
        assert words in shown


def test_what_is_wrong_is_said_and_nothing_is_lost(form, ada, signed_in):
    client = signed_in(ada)
    answer = client.post(NEW, form | {"kind": ""})
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()
    assert "甲方拖着" in answer.content.decode()
    assert client.post(NEW, form | {"text": ""}).context["form"].errors["text"] == [
        "There is nothing to read. Paste the call, or choose a file."
    ]
    assert client.post(NEW, form | {"started_at": "2026-11-24T09:00"}).context["form"].errors["started_at"] == ["That is still to come."]
    assert not Conversation.objects.exists()


def test_names_that_tell_nothing_are_asked_for(form, ada, signed_in):
    text = FIRST_CALL.replace("专员：", "小林：").replace("客户：", "老张：")
    client = signed_in(ada)
    asked = client.post(NEW, form | {"text": text})
    shown = asked.content.decode()
    assert asked.status_code == 422
    assert [name for _, name, _, _ in asked.context["names"]] == ["小林", "老张"]
    assert "甲方拖着" in shown
    assert "Say who" not in shown  # nobody was asked before
    half = client.post(NEW, form | {"text": text, "speaker-0": "officer", "speaker-1": ""})
    assert "Say who" in half.content.decode()
    assert client.post(NEW, form | {"text": text, "speaker-0": "officer", "speaker-1": "customer"}).status_code == 302
    assert {turn["speaker"] for turn in Conversation.objects.get().turns} == {"officer", "customer"}


def test_a_file_whose_names_are_unknown_keeps_its_words(form, ada, signed_in):
    text = FIRST_CALL.replace("客户：", "老张：")
    file = SimpleUploadedFile("call.txt", text.encode())
    asked = signed_in(ada).post(NEW, form | {"text": "", "content": file})
    assert asked.context["form"]["text"].value() == text


def test_a_call_in_json_says_its_kind_and_beginning_itself(ada, signed_in):
    turns = [{"speaker": "officer", "text": "May I speak to Mr Archer?"}, {"speaker": "customer", "text": "Speaking."}]
    held = {"id": "7", "kind": "due_reminder", "language": "en", "started_at": "2026-11-20T09:00:00+08:00", "turns": turns}
    held["case"] = {"currency": "USD", "overdue_minor": 41_200}
    assert signed_in(ada).post(NEW, {"text": json.dumps(held), "kind": "", "started_at": ""}).status_code == 302
    call = Conversation.objects.get()
    assert (call.kind, call.started_at.isoformat(), call.facts["currency"]) == ("due_reminder", "2026-11-20T01:00:00+00:00", "USD")
    held["case"]["overdue_minor"] = "much"
    held["turns"].append({"speaker": "customer", "text": "Bye."})
    assert "overdue_minor" in signed_in(ada).post(NEW, {"text": json.dumps(held)}).context["form"].errors["text"][0]


def test_the_same_call_twice_is_refused_with_a_link(form, ada, finn, signed_in):
    client = signed_in(ada)
    client.post(NEW, form)
    again = client.post(NEW, form)
    first = Conversation.objects.get()
    assert again.status_code == 422
    assert f'href="/reviews/{first.pk}/"' in again.content.decode()
    assert f'href="/reviews/{first.pk}/"' not in signed_in(finn).post(NEW, form).content.decode()


def test_a_call_of_a_case_takes_its_figures(form, ada, dora, make_real_case, signed_in):
    case = make_real_case(ada)
    client = signed_in(ada)
    assert case.customer.name in page(client, f"{NEW}?case={case.pk}")
    client.post(f"{NEW}?case={case.pk}", form)
    call = Conversation.objects.get()
    assert (call.case, call.team) == (case, case.team)
    # two instalments of 517.65 are unpaid, and 9.12 of penalty (conftest.py of the desk's tests)
    assert call.facts["overdue_minor"] == 2 * 51_765
    assert (call.facts["penalty_minor"], call.facts["currency"], call.facts["due_on"]) == (912, "CNY", "2026-10-20")
    assert call.facts["arguments_used_before"] == []
    page(signed_in(dora), f"{NEW}?case={case.pk}", 404)
    assert f"/reviews/{call.pk}/" in page(client, f"/cases/{case.pk}/")
    shown = page(client, f"/reviews/{call.pk}/")
    assert f'href="/cases/{case.pk}/"' in shown


def test_arguments_of_earlier_calls_come_along(form, ada, make_real_case, make_call, signed_in):
    case = make_real_case(ada)
    before = make_call(GOOD_CALL, case=case, days=4)
    used = [found["id"] for found in before.reviews.get().result["arguments"]]
    assert used
    signed_in(ada).post(f"{NEW}?case={case.pk}", form)
    assert Conversation.objects.latest("pk").facts["arguments_used_before"] == used


def test_the_page_of_a_call_jumps_both_ways(call, ada, signed_in):
    shown = page(signed_in(ada), f"/reviews/{call.pk}/")
    assert 'href="#f-breaches-third_party_pressure"' in shown  # from the margin to the finding
    assert '<a class="at num" href="#t-6">' in shown  # and back
    assert re.search('<mark class="late" data-for="[^"]*f-breaches-third_party_pressure', shown)
    assert "13800001234" not in shown
    assert "*******1234" in shown


def test_better_wordings_carry_the_case_s_numbers(call, ada, signed_in):
    reviewed = signed_in(ada).get(f"/reviews/{call.pk}/").context["reviewed"]
    better = " ".join(item.better for item in (*reviewed.missed, *reviewed.done))
    assert "4,120元" in better
    assert "{" not in better
    assert "［" in better  # what nobody knows is named, not made up
    assert len(reviewed.advice) <= 3
    assert reviewed.advice[0].group == "breaches"


def test_the_score_s_arithmetic_is_shown(call, ada, signed_in):
    answer = signed_in(ada).get(f"/reviews/{call.pk}/")
    held = answer.context["reviewed"].sum
    assert held.score == min(held.share, held.cap) == answer.context["reviewed"].review.score
    assert f"a breach caps it at {held.cap}" in answer.content.decode()


def test_the_promise_is_read_with_its_days_in_words(call, ada, signed_in):
    promise = signed_in(ada).get(f"/reviews/{call.pk}/").context["promise"]
    # said on Sunday the 22nd: this Friday's day follows from it
    assert "3,000.00 CNY by Fri 27 Nov 2026 (5 days after the call)" in promise["payments"]


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        ({"amount_minor": None, "by": "2026-11-22"}, "everything overdue by Sun 22 Nov 2026 (the day of the call)"),
        ({"amount_minor": 50_000, "by": "2026-11-23"}, "500.00 CNY by Mon 23 Nov 2026 (1 day after the call)"),
        ({"amount_minor": 50_000, "by": None}, "500.00 CNY, no day named"),
    ],
)
def test_payments_in_words(payment, words):
    with translation.override("en"):
        assert payment_words(payment, "CNY", date(2026, 11, 22)) == words


def test_the_list_asks_the_same_number_of_questions(make_call, ben, signed_in, django_assert_num_queries):
    client = signed_in(ben)
    make_call()
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)
    for days in range(2, 6):
        make_call(FIRST_CALL.replace("三千", f"{days}千"), days=days)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_a_reader_of_traditional_characters_reads_no_simplified_label(call, ben, signed_in):
    ben.language = "zh-hant"
    ben.save()
    client = signed_in(ben)
    said = {turn["text"] for turn in call.turns}
    for address in (
        f"/reviews/{call.pk}/",
        f"/reviews/{call.pk}/read/",
        "/reviews/team/",
        "/reviews/?item=steps.confirm_party&verdict=met",
    ):
        words = re.sub(r"<script.*?</script>", "", page(client, address), flags=re.DOTALL)
        for found in re.findall(r">([^<]*[一-鿿][^<]*)<", words):
            text = unescape(found).strip().rpartition(" · ")[2].removesuffix("…")  # a turn to choose has its number and speaker before
            if "***" in text or any(text in turn or turn in text for turn in said) or text == "简体中文":
                continue  # quotes stay as they were said
            ours = text.replace(call.facts["customer_name"], "")
            assert traditional(ours) == ours, address
    shown = page(client, f"/reviews/{call.pk}/")
    for words in ("確認本人", "自報身份", "首次逾期", "規則"):
        assert words in shown

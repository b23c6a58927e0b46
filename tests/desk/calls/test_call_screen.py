"""The call screen: what is said when, one press for each thing, third persons, plain forms, reloads, newer versions."""

import re

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.calls.models import Call
from huashu.desk.conduct.models import ContactStart

IS_CUSTOMER = ("heard", {"step": "confirm_party", "act": "is_customer"})
SOMEBODY_ELSE = ("heard", {"step": "confirm_party", "act": "other_person"})


def shown(client, call):
    return client.get(reverse("call", args=[call.pk])).content.decode()


def test_the_call_button_opens_the_screen_with_the_number(case, ada, signed_in, now, lender):
    client = signed_in(ada)
    done = client.post(reverse("conduct-start", args=[case.pk, "call"]), {}, headers={"HX-Request": "true"})
    call = Call.objects.get()
    assert done.status_code == 204
    assert done.headers["HX-Redirect"] == reverse("call", args=[call.pk])
    assert call.start == ContactStart.objects.get()
    page = shown(client, call)
    assert case.customer.phone in page
    assert f"请问是<mark>{case.customer.name}</mark>本人吗" in page
    assert list(TrailEntry.objects.order_by("number").values_list("kind", flat=True)) == ["verdict_acted", "showing"]


def test_without_script_the_button_leads_there_too(case, ada, signed_in, now, lender):
    done = signed_in(ada).post(reverse("conduct-start", args=[case.pk, "call"]) + "?from=today&scope=team", {})
    call = Call.objects.get()
    assert done.headers["Location"] == reverse("call", args=[call.pk])
    assert call.address == "from=today&scope=team"


def test_the_number_is_gone_once_somebody_answered(case, ada, signed_in, send, now, lender):
    client = signed_in(ada)
    client.post(reverse("conduct-start", args=[case.pk, "call"]), {})
    call = Call.objects.get()
    send(client, call, IS_CUSTOMER)
    assert case.customer.phone not in shown(client, call)


def test_a_press_goes_on_and_a_reload_shows_the_same(call, ada, signed_in, send):
    client = signed_in(ada)
    assert 'data-step="confirm_party"' in shown(client, call)
    answer = send(client, call, IS_CUSTOMER).content.decode()
    assert 'data-step="identify_self"' in answer
    assert 'data-step="identify_self"' in shown(client, call)
    assert 'id="call-sheet" data-speaks="yes"' in answer


def test_no_argument_and_no_promise_before_the_customer_answers(call, ada, signed_in):
    page = shown(signed_in(ada), call)
    assert 'id="call-sheet" data-speaks="no"' in page
    assert 'class="args' not in page
    assert re.search(r'id="call-promise"[^>]* hidden', page)


def test_somebody_else_sees_no_figure(call, ada, signed_in, send):
    client = signed_in(ada)
    answer = send(client, call, SOMEBODY_ELSE).content.decode()
    for page in (answer, shown(client, call)):
        assert "1,044.42" not in page
        assert call.case.loan.contract_no not in page.replace("<title>", "").split("data-store")[-1]
        assert "罚息" not in page
        assert "Somebody else is on the line" in page


def test_the_reason_is_asked_for_and_taken_up(call, ada, signed_in, send):
    client = signed_in(ada)
    asked = send(client, call, IS_CUSTOMER, ("heard", {"step": "ask_reason", "act": "gives_reason"})).content.decode()
    assert '<details class="picker" open>' in asked
    taken = send(client, call, ("reasoned", {"reason": "third_party_unpaid"})).content.decode()
    assert "别人拖着不给，确实难受。" in taken
    assert "不替他去找欠款的人" in taken


def test_an_argument_is_offered_with_why_and_what_it_rests_on(call, ada, signed_in, send):
    client = signed_in(ada)
    page = send(client, call, IS_CUSTOMER, ("went", {"step": "state_consequences"})).content.decode()
    assert "每天<mark>0.49元</mark>" in page
    assert "It is true of this loan and stands first." in page
    assert "合同罚息条款" in page
    used = send(client, call, ("argued", {"argument": "penalty_interest", "effect": "moved"})).content.decode()
    assert "said just now: moved them" in used


def test_a_side_question_is_answered_and_the_step_stays(call, ada, signed_in, send):
    page = send(signed_in(ada), call, ("asked", {"side": "who_are_you"})).content.decode()
    assert "我是<mark>样例汽车金融</mark>的<mark>Ada</mark>" in page
    assert 'data-step="confirm_party"' in page


def test_a_closing_says_what_is_missing(call, ada, signed_in, send):
    client = signed_in(ada)
    missing = send(client, call, IS_CUSTOMER, ("closing", {"closing": "promised"})).content.decode()
    assert "Still missing for this ending: promise (how much, which day)" in missing
    whole = send(client, call, ("captured", {"field": "promise", "value": "周五还清"})).content.decode()
    assert "Still missing" not in whole
    assert "Read back:" in shown(client, call)


def test_words_are_read_back_while_they_are_typed(call, ada, signed_in, send):
    client = signed_in(ada)
    send(client, call, IS_CUSTOMER)
    address = reverse("call-promise", args=[call.pk])
    assert "So you will pay 300.00 by Fri 27 Nov" in client.post(address, {"v.value": "周五三百"}).content.decode()
    assert "ask how much" in client.post(address, {"v.value": "好的好的"}).content.decode()


BANNERS = {
    (10, 12): "May be called until 21:00.",
    (20, 29): "May be called until 21:00.",
    (20, 45): "Closes in 15 minutes, at 21:00",
    (21, 30): "allowed from 08:00 tomorrow",
}


@pytest.mark.parametrize("clock", list(BANNERS))
def test_the_banner_says_until_when(clock, call, ada, signed_in, at, now):
    at(now.replace(hour=clock[0], minute=clock[1]))
    shown_now = signed_in(ada).get(reverse("call-banner", args=[call.pk])).content.decode()
    assert BANNERS[clock] in shown_now
    # After two hours the page asks no more: a call that was left open keeps nobody signed in.
    assert ("hx-trigger" in shown_now) is (clock == (10, 12)), (
        "after two hours the page asks no more, so that it doesn't keep anybody signed in"
    )


def test_another_track_is_chosen_by_hand(call, ada, signed_in, send):
    page = send(signed_in(ada), call, IS_CUSTOMER, ("moved", {"track": "hardship"})).content.decode()
    assert "困难" in page
    assert send(signed_in(ada), call, ("moved", {"track": "nowhere"})).headers["X-Huashu-Refused"] != "[]"


@pytest.mark.parametrize("events", [0, 12])
def test_the_screen_takes_the_same_number_of_queries_however_long_the_call(
    events, call, ada, signed_in, send, django_assert_max_num_queries
):
    client = signed_in(ada)
    for _turn in range(events):
        send(client, call, IS_CUSTOMER, ("went", {"step": "demand_today"}))
    with django_assert_max_num_queries(46):
        shown(client, call)


BEYOND = {
    "within": ("周五三百", "So you will pay 300.00", "supervisor"),
    "a day too far": ("下个月5号还一千", "The last day is 12 days ahead; you may accept 7.", "Read back"),
    "too little": ("周五一百", "It comes to 9% of what is owed; you may accept 25% or more.", "Read back"),
    "too many payments": ("今天三百，明天三百，后天三百，周五一百四十四块四毛二", "It has 4 payments; you may accept 3.", "Read back"),
    "a day too far, not firm yet": ("可能下个月5号还三百", "The last day is 12 days ahead; you may accept 7.", "Don't promise it"),
    "a day that nobody may accept": ("明年三月一号还一千", "more than 60 days away", "supervisor&#x27;s"),
}


@pytest.mark.parametrize("name", list(BEYOND))
def test_what_is_beyond_authority_is_said_while_it_is_typed(name, call, ada, signed_in, send):
    words, said, unsaid = BEYOND[name]
    client = signed_in(ada)
    send(client, call, IS_CUSTOMER)
    answer = client.post(reverse("call-promise", args=[call.pk]), {"v.value": words}).content.decode()
    assert said in answer
    assert unsaid not in answer


def test_what_is_beyond_authority_stays_on_the_screen(call, ada, signed_in, send):
    client = signed_in(ada)
    send(client, call, IS_CUSTOMER, ("captured", {"field": "promise", "value": "下个月5号还一千"}))
    page = shown(client, call)
    assert "The last day is 12 days ahead; you may accept 7." in page
    assert 'lang="zh-hans">我会把您的方案原样报给主管' in page

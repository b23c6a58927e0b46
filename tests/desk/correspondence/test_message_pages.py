"""The pages: who sees what, what is shown, what a press does; words in English."""

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.cases.models import Contact
from huashu.desk.conduct.models import FactKind
from huashu.desk.conduct.services.facts import FactDraft, fact_record
from huashu.desk.correspondence.models import CadenceVersion, CustomerAddress, Message, SenderSetting, TemplateVersion
from huashu.desk.correspondence.selectors.cadences import cadence_text
from huashu.desk.correspondence.services import message_give_up, message_queue, messages_send
from huashu.desk.correspondence.templates_shipped import shipped

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
TEMPLATE = ("first_overdue", "sms", "zh-Hans")


@pytest.fixture
def queued(late_case, now):
    return message_queue(case=late_case, template="first_overdue", now=now, key="k-1")


def text_of(response):
    return response.content.decode()


SEEN = {
    "message-list": {"ada": 403, "ben": 200, "chen": 200, "dora": 403, "eve": 403},
    "template-list": {"ada": 200, "ben": 200, "chen": 200, "dora": 200, "eve": 403},
    "cadences": {"ada": 200, "ben": 200, "chen": 200, "dora": 200, "eve": 403},
    "sender": {"ada": 200, "ben": 200, "chen": 200, "dora": 200, "eve": 403},
}


@pytest.mark.parametrize("view", list(SEEN))
@pytest.mark.parametrize("who", ["ada", "ben", "chen", "dora", "eve"])
def test_who_may_open_what(view, who, request, signed_in, now):
    assert signed_in(request.getfixturevalue(who)).get(reverse(view)).status_code == SEEN[view][who]


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("ben", 200), ("chen", 200), ("dora", 404), ("eve", 403)])
def test_a_message_is_seen_with_its_case(who, status, queued, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(reverse("message", args=[queued.pk])).status_code == status


def test_the_outbox_says_truthfully_where_a_message_is(queued, ben, signed_in, now):
    messages_send(now=now)
    shown = text_of(signed_in(ben).get(reverse("message-list")))
    assert "Queued, written to the outbox" in shown
    assert "No gateway is set up" in shown
    assert "1 of them in the outbox folder" in shown
    assert queued.case.customer.phone not in shown


def test_a_gateway_that_is_set_up_wrong_is_said(ben, signed_in, monkeypatch, now):
    monkeypatch.setenv("HUASHU_SMS_GATEWAY", "webhook")
    assert "HUASHU_WEBHOOK_URL is empty" in text_of(signed_in(ben).get(reverse("message-list")))


def test_filters_and_the_empty_states(queued, ben, signed_in, now):
    client = signed_in(ben)
    assert "Nothing matches" in text_of(client.get(reverse("message-list"), {"state": "failed"}))
    message_give_up(message=queued, reason="x", person=ben, now=now)
    assert "given up by a person" in text_of(client.get(reverse("message-list"), {"state": "dropped", "template": "first_overdue"}))
    Message.objects.get().statuses.all().delete()
    Message.objects.all().delete()
    assert "Nothing yet" in text_of(client.get(reverse("message-list")))


@pytest.mark.parametrize("more", [0, 12])
def test_the_list_asks_the_database_a_fixed_number_of_times(more, queued, late_case, ben, signed_in, now, django_assert_num_queries):
    for number in range(more):
        message_queue(case=late_case, template="first_overdue", now=now, key=f"m-{number}")
    client = signed_in(ben)
    client.get(reverse("message-list"))
    with django_assert_num_queries(8):  # session, person, approvals waiting, the sender's name, two of counts, count, rows
        client.get(reverse("message-list"))


ACTS = {"sent": ("handed_over", {}), "give-up": ("dropped", {"reason": "客户已来电"})}


@pytest.mark.parametrize("act", list(ACTS))
def test_a_supervisor_acts(act, queued, ben, ada, chen, signed_in):
    state, data = ACTS[act]
    address = reverse("message-act", args=[queued.pk, act])
    assert signed_in(ada).post(address, data).status_code == 403
    assert signed_in(chen).post(address, data).status_code == 403
    assert signed_in(ben).post(address, data).status_code == 302
    queued.refresh_from_db()
    assert queued.state == state


def test_an_unknown_act_and_a_missing_reason(queued, ben, signed_in):
    client = signed_in(ben)
    assert client.post(reverse("message-act", args=[queued.pk, "burn"])).status_code == 404
    client.post(reverse("message-act", args=[queued.pk, "give-up"]), {"reason": " "})
    queued.refresh_from_db()
    assert queued.state == "queued"


def test_the_timeline_tells_what_waits_and_what_became_of_it(queued, late_case, ways, ada, signed_in, now):
    client = signed_in(ada)
    assert "Queued" in text_of(client.get(reverse("case", args=[late_case.pk])))
    messages_send(now=now, gateways=ways)
    shown = text_of(client.get(reverse("case", args=[late_case.pk])))
    assert "Handed over" in shown
    assert shown.count(reverse("message", args=[queued.pk])) >= 1


def test_a_letter_is_kept_with_the_case_and_handed_out_as_pdf(late_case, ada, signed_in, now):
    letter = message_queue(case=late_case, template="letter_demand", now=now, key="l")
    client = signed_in(ada)
    assert client.get(reverse("message-paper", args=[letter.pk])).content.startswith(b"%PDF-")
    messages_send(now=now)
    letter.refresh_from_db()
    assert (letter.state, letter.paper.case, letter.paper.size_bytes > 1000) == ("queued", late_case, True)
    assert client.get(reverse("message-paper", args=[letter.pk])).content.startswith(b"%PDF-")
    assert "还款催告函" in text_of(client.get(reverse("case", args=[late_case.pk]), {"tab": "files"}))


def test_a_text_message_has_no_paper(queued, ada, signed_in):
    assert signed_in(ada).get(reverse("message-paper", args=[queued.pk])).status_code == 404


def plan(client, case, way="message", **data):
    return client.post(reverse("conduct-start", args=[case.pk, way]), data, headers={"HX-Request": "true"})


def test_the_form_begins_with_the_customers_own_wishes(late_case, ada, signed_in, now):
    fact_record(case=late_case, draft=FactDraft(FactKind.LANGUAGE, "en"), person=ada, now=now)
    fact_record(case=late_case, draft=FactDraft(FactKind.CHANNEL, "sms"), person=ada, now=now)
    CustomerAddress.objects.create(customer=late_case.customer, channel="chat", value="wx-1", recorded_at=now, recorded_by=ada)
    form = signed_in(ada).get(reverse("conduct-start", args=[late_case.pk, "message"])).context["form"]
    assert (form["means"].value(), form["language"].value()) == ("chat", "en")


def test_a_template_is_filled_in_and_what_it_lacks_is_named(late_case, ada, signed_in):
    client = signed_in(ada)
    done = plan(client, late_case, fill="1", template="overdue_followup", language="zh-Hans", means="sms")
    assert done.status_code == 200
    assert "已逾期34天，应还1,044.42元" in text_of(done)
    assert "data-filled" in text_of(done)
    lacking = plan(client, late_case, fill="1", template="promise_broken", language="zh-Hans", means="sms")
    assert (lacking.status_code, "{promise_date}" in text_of(lacking)) == (422, True)


def test_filled_words_are_queued_with_their_template(late_case, ada, signed_in, now):
    client = signed_in(ada)
    words = plan(client, late_case, fill="1", template="overdue_followup", language="zh-Hans", means="sms").context["form"]["text"].value()
    data = {"how": "queue", "template": "overdue_followup", "language": "zh-Hans", "means": "sms", "text": words, "key": "once"}
    assert plan(client, late_case, **data).status_code == 204
    assert plan(client, late_case, **data).status_code == 204
    message = Message.objects.get()
    assert (message.template, message.is_edited, message.person, message.state) == ("overdue_followup", False, ada, "queued")
    assert not Contact.objects.exists()


def test_a_filled_text_may_also_be_handed_out(late_case, ada, signed_in):
    client = signed_in(ada)
    words = plan(client, late_case, fill="1", template="first_overdue", language="zh-Hans", means="sms").context["form"]["text"].value()
    assert plan(client, late_case, text=words, means="sms").status_code == 200
    assert Contact.objects.get().note == words


REFUSED = {
    "a threat": ({"text": "再不还钱就打断你的腿"}, "打断你的腿"),
    "no words": ({"text": " "}, "Write the text first."),
    "no address": ({"text": "您好", "means": "email"}, "There is no address for this channel"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_is_not_queued(name, late_case, ada, signed_in):
    data, words = REFUSED[name]
    done = plan(signed_in(ada), late_case, how="queue", **{"means": "sms", "language": "zh-Hans"} | data)
    assert (done.status_code, words in text_of(done), Message.objects.count()) == (422, True, 0)


def test_whom_the_rules_forbid_to_write_to_gets_no_queue(late_case, ada, signed_in, now):
    fact_record(case=late_case, draft=FactDraft(FactKind.STATE, "deceased"), person=ada, now=now)
    assert plan(signed_in(ada), late_case, how="queue", means="sms", language="zh-Hans", text="您好").status_code == 422
    assert not Message.objects.exists()


def test_at_night_it_is_queued_for_the_morning(late_case, ada, signed_in, at, now):
    at(now.replace(hour=23))
    assert plan(signed_in(ada), late_case, how="queue", means="sms", language="zh-Hans", text="您好，请回电。").status_code == 204
    assert Message.objects.get().not_before.hour in (0, 8)  # 08:00 in Shanghai


def template_post(client, **data):
    before = shipped()[TEMPLATE]
    values = {"purpose": before.purpose, "title": before.title, "body": before.body, "note": ""} | data
    return client.post(reverse("template", args=TEMPLATE), values)


def test_a_template_is_edited_by_those_who_may(ada, chen, signed_in, now):
    body = shipped()[TEMPLATE].body + "谢谢。"
    assert template_post(signed_in(ada), body=body).status_code == 200
    assert not TemplateVersion.objects.exists()
    assert template_post(signed_in(chen), body=body, note="更客气").status_code == 302
    assert "version 1" in text_of(signed_in(chen).get(reverse("template", args=TEMPLATE)))


BAD = {
    "an unknown variable": (
        "第一行\n{amount}",
        "Line 2, character 1: there is no variable {amount}. These may stand there: {customer_name}",
    ),
    "a hidden threat": ("【{institution}】再不还钱就打[[{link}]]断你的腿。", "SAY-CN-THREAT"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_template_edited_badly_says_what_is_wrong(name, ben, signed_in, now):
    body, words = BAD[name]
    client = signed_in(ben)
    saved = template_post(client, body=body)
    assert (saved.status_code, words in text_of(saved), TemplateVersion.objects.count()) == (422, True, 0)
    preview = client.post(reverse("template-preview", args=TEMPLATE), {"body": body, "title": "t", "purpose": "collection"})
    assert words in text_of(preview)


def test_a_template_that_is_not_there(ben, signed_in):
    assert signed_in(ben).get(reverse("template", args=["none", "sms", "en"])).status_code == 404


def test_cadences_are_edited_by_those_who_may(ada, ben, signed_in, now):
    body = cadence_text().replace("day: 3,", "day: 5,")
    signed_in(ada).post(reverse("cadences"), {"body": body})
    assert not CadenceVersion.objects.exists()
    bad = signed_in(ben).post(reverse("cadences"), {"body": body.replace("first_overdue", "frist_overdue")})
    assert (bad.status_code, "there is no template “frist_overdue” for sms" in text_of(bad)) == (422, True)
    assert signed_in(ben).post(reverse("cadences"), {"body": body, "note": "later"}).status_code == 302
    assert "5 days after" in text_of(signed_in(ben).get(reverse("cadences")))


def test_the_sender_is_saved_and_stands_in_the_trail(ben, ada, named, signed_in, now):
    data = {"callback_number": "000-1111-1111", "how_to_pay_zh": "App", "how_to_pay_en": "app"}
    signed_in(ada).post(reverse("sender"), data)
    assert SenderSetting.objects.get().callback_number == "000-0000-0000"
    assert signed_in(ben).post(reverse("sender"), data).status_code == 302
    assert SenderSetting.objects.get().callback_number == "000-1111-1111"
    assert TrailEntry.objects.get().kind == "lender_changed"
    assert signed_in(ben).post(reverse("sender"), data | {"how_to_pay_zh": "不还就打断你的腿"}).status_code == 422


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en", "xx"])
def test_a_sample_letter(language, ada, named, signed_in, now):
    done = signed_in(ada).get(reverse("sender-sample"), {"language": language})
    assert done.content.startswith(b"%PDF-")


def test_an_address_is_recorded_and_not_told_in_the_trail(late_case, ada, dora, signed_in):
    address = reverse("message-address", args=[late_case.pk])
    assert signed_in(dora).get(address).status_code == 404
    client = signed_in(ada)
    assert client.post(address, {"channel": "email", "value": "nonsense"}).status_code == 422
    assert client.post(address, {"channel": "email", "value": "a@example.invalid"}).status_code == 302
    assert CustomerAddress.objects.get().value == "a@example.invalid"
    assert "example.invalid" not in str(TrailEntry.objects.get().data)

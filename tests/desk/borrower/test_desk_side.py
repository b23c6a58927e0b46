"""The desk's side: making, showing once, taking back, and the page's texts."""

import pytest
from django.urls import reverse

from huashu.desk.audit.models import TrailEntry
from huashu.desk.borrower.models import BorrowerAct, BorrowerLink, BorrowerPageSetting
from huashu.desk.conduct.models import CustomerFact

TEXTS = {
    "how_to_pay": "转账至合同账户",
    "how_to_pay_en": "",
    "whom_to_call": "客服 000",
    "hours": "9–18",
    "complaint_channel": "来信",
    "complaint_channel_en": "By letter",
    "answer_days": "3",
}


def links(client, case, **data):
    url = reverse("case-links", args=[case.pk])
    return client.post(url, data) if data else client.get(url)


def test_a_link_is_shown_once(case, ada, signed_in):
    client = signed_in(ada)
    assert links(client, case, days="7").status_code == 302
    token = reverse("by-link", args=["x"]).replace("x/", "")
    assert f"http://localhost{token}" in links(client, case).content.decode()
    assert token not in links(client, case).content.decode()
    row = BorrowerLink.objects.get()
    assert (row.made_by, (row.expires_at - row.made_at).days) == (ada, 7)


WHO = {"ada": (200, 302), "ben": (200, 302), "chen": (200, 403), "finn": (200, 403), "dora": (404, 404), "eve": (403, 403)}


@pytest.mark.parametrize("name", list(WHO))
def test_who_reads_and_who_makes(name, case, request, signed_in, customer):
    client = signed_in(request.getfixturevalue(name))
    reads, revokes = WHO[name]
    assert links(client, case).status_code == reads
    assert client.post(reverse("case-link-revoke", args=[case.pk, customer.link.pk])).status_code == revokes
    customer.link.refresh_from_db()
    assert (customer.link.revoked_at is not None) == (revokes == 302)


def test_who_only_reads_makes_none(case, chen, signed_in):
    links(signed_in(chen), case, days="7")
    assert not BorrowerLink.objects.exists()


def test_visits_are_listed(case, customer, ada, signed_in):
    customer.open()
    customer.digits("9999")
    customer.passes()
    page = links(signed_in(ada), case).content.decode()
    for words in ("Link opened", "Wrong digits", "Right digits", "127.0.0.1"):
        assert words in page


def test_another_cases_link_is_not_taken_back(case, customer, make_real_case, ada, signed_in):
    other = make_real_case(ada)
    assert signed_in(ada).post(reverse("case-link-revoke", args=[other.pk, customer.link.pk])).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ben", 200), ("chen", 200), ("eve", 403)])
def test_who_sets_the_texts(name, status, request, signed_in):
    assert signed_in(request.getfixturevalue(name)).get(reverse("borrower-setting")).status_code == status


def test_the_texts_are_on_the_page_and_in_the_trail(chen, signed_in, customer):
    client = signed_in(chen)
    assert client.post(reverse("borrower-setting"), TEXTS).status_code == 302
    assert client.post(reverse("borrower-setting"), TEXTS).status_code == 302
    assert BorrowerPageSetting.objects.count() == 1
    entry = TrailEntry.objects.get(kind="lender_changed")
    assert (entry.kind, entry.person, entry.data["changes"]["hours"]) == ("lender_changed", chen, ["", "9–18"])
    page = customer.passes().open().content.decode()
    for words in ("转账至合同账户", "客服 000", "9–18", "By letter"):
        assert words in page
    assert client.post(reverse("borrower-setting"), TEXTS | {"answer_days": "0"}).status_code == 422


def test_the_page_says_what_is_owed_and_why(customer):
    page = customer.passes().open().content.decode()
    for words in ("1,044.42", "9.12", "0.49", "18.00%", "By your contract RL-", "34 days late", "3 days late", "517.65"):
        assert words in page


@pytest.mark.parametrize("kind", ["hardship", "dispute", "complaint", "hours", "channel", "language", "representative", "stop"])
def test_every_form_opens(kind, customer):
    assert customer.passes().client.get(customer.url("by-link-tell", kind)).status_code == 200


@pytest.mark.parametrize("kind", ["promise", "nonsense"])
def test_there_is_no_other_form(kind, customer):
    assert customer.passes().client.get(customer.url("by-link-tell", kind)).status_code == 404


def test_an_answer_stands_on_the_page_and_the_case_waits_no_longer(customer, case, ada, signed_in):
    customer.passes().tell("dispute", what="paid", why="last month")
    customer.tell("hardship", happened="illness")
    client, (help_act, dispute) = signed_in(ada), BorrowerAct.objects.order_by("-pk")
    case.refresh_from_db()
    due = case.answer_due_at

    def answer(act, text):
        return client.post(reverse("case-act-answer", args=[case.pk, act.pk]), {"text": text})

    assert answer(dispute, " ").status_code == 422
    assert answer(dispute, "再不还就找人打断你的腿").status_code == 422
    assert answer(dispute, "We found your payment of 20 October.").status_code == 302
    case.refresh_from_db()
    assert case.answer_due_at == due  # the request for help still waits
    assert answer(help_act, "We can talk about smaller payments.").status_code == 302
    case.refresh_from_db()
    assert case.answer_due_at is None
    assert answer(dispute, "Once more").status_code == 422
    page = customer.open().content.decode()
    assert "We found your payment of 20 October." in page
    assert "Somebody looks into it" not in page.split("told")[-1]
    assert CustomerFact.objects.filter(code="disputing", withdrawn_by__isnull=True).exists()


def test_who_only_reads_answers_nothing(customer, case, chen, dora, signed_in):
    customer.passes().tell("dispute", what="paid", why="last month")
    url = reverse("case-act-answer", args=[case.pk, BorrowerAct.objects.get().pk])
    assert [signed_in(one).post(url, {"text": "x"}).status_code for one in (chen, dora)] == [403, 404]

"""The pages: who gets in, what they show, and what their buttons do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.approvals.models import Arrangement
from huashu.desk.cases.models import Promise
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(ask, ada, make_real_case):
    """A request about a promise of 500.00 in fourteen days, on a loan with a ledger."""
    return ask(make_real_case(ada), ada, (50_000, 14))


OPENS = [("ada", 200), ("ben", 200), ("chen", 200), ("finn", 403), ("eve", 403)]


@pytest.mark.parametrize(("who", "status"), OPENS)
def test_who_gets_in(who, status, request, signed_in, now):
    assert signed_in(request.getfixturevalue(who)).get(reverse("approval-list")).status_code == status


def test_a_stranger_sees_nothing(dora, real, signed_in):
    client = signed_in(dora)
    assert real.case.customer.name not in client.get(reverse("approval-list")).text
    assert client.get(reverse("approval", args=[real.pk])).status_code == 404


def test_everything_that_a_decision_rests_on(ben, real, signed_in):
    text = signed_in(ben).get(reverse("approval", args=[real.pk])).text
    for part in (
        "500.00 by Mon 7 Dec",
        "last day 14 days ahead, limit 7",
        "“等十五号发工资”",
        "项目款未到",
        "1,044.42 is overdue",
        "Short of money",
    ):
        assert part in text
    assert 'data-key="a"' in text
    assert 'data-key="r"' in text


def test_the_officer_sees_it_but_can_t_decide(ada, real, signed_in):
    client = signed_in(ada)
    text = client.get(reverse("approval", args=[real.pk])).text
    assert 'data-key="a"' not in text
    assert "Take the request back" in text
    assert client.post(reverse("approval-approve", args=[real.pk])).status_code == 403


def test_the_case_says_what_to_say(ada, ben, real, signed_in):
    case = reverse("case", args=[real.case_id])
    assert "Nothing is granted yet" in signed_in(ada).get(case).text
    signed_in(ben).post(reverse("approval-approve", args=[real.pk]))
    text = signed_in(ada).get(case).text
    assert 'lang="zh-hans">主管同意了：12月7日（周一）还 500.00。从现在起就按这个来。' in text
    assert "Answer the customer, who is to hear by 24 Nov 10:30" in text


def test_an_english_customer_is_told_in_english_whatever_the_desk_speaks(ada, ben, real, signed_in):
    Person.objects.filter(pk=ada.pk).update(language="zh-hans")
    Customer.objects.filter(pk=real.case.customer_id).update(language="en")
    officer, address = signed_in(ada), reverse("case", args=[real.case_id])
    signed_in(ben).post(reverse("approval-approve", args=[real.pk]))
    text = officer.get(address).text
    assert '<html lang="zh-Hans"' in text
    assert 'lang="en">My supervisor has agreed: 500.00 by Mon 7 Dec. It holds from now on.' in text


def test_approved_by_one_press(ben, real, signed_in):
    assert signed_in(ben).post(reverse("approval-approve", args=[real.pk])).status_code == 302
    assert Promise.objects.get().status == "open"


def test_a_refusal_without_a_reason_comes_back(ben, real, signed_in):
    client = signed_in(ben)
    response = client.post(reverse("approval-refuse", args=[real.pk]), {"reason": ""})
    assert (response.status_code, "Say why" in response.text) == (422, True)
    client.post(reverse("approval-refuse", args=[real.pk]), {"reason": "已两次失信"})
    real.refresh_from_db()
    assert real.status == "refused"


def test_other_terms_and_the_answer(ada, ben, real, signed_in):
    supervisor, officer = signed_in(ben), signed_in(ada)
    terms = reverse("approval-terms", args=[real.pk])
    assert 'value="500.00"' in supervisor.get(terms).text
    data = {"promise_kind": "part", "part_1_amount": "500", "part_1_on": "2026-11-30", "reason": "本月内"}
    assert supervisor.post(terms, data).status_code == 302
    assert (
        "主管没能同意原来的方案，不过可以这样：11月30日（周一）还 500.00。您看行吗？"
        in officer.get(reverse("case", args=[real.case_id])).text
    )
    assert officer.post(reverse("approval-agreed", args=[real.pk]), {"channel": "call", "words": "可以"}).status_code == 302
    assert Promise.objects.get(status="open").words == "可以"


def contact(**fields):
    data = {"key": "k1", "channel": "call", "reached": "customer", "outcome": "promised", "promise_kind": "full"}
    return data | {"part_1_on": "+14", "promise_words": "等发工资"} | fields


def test_the_form_says_the_sentence_before_anything_is_written(ada, make_real_case, signed_in, now):
    case, client = make_real_case(ada), signed_in(ada)
    address = reverse("contact-new", args=[case.pk])
    first = client.post(address, contact())
    assert first.status_code == 422
    assert "我会把您的方案原样报给主管" in first.text
    assert not case.contacts.exists()
    put = client.post(address, contact(promise_forward="on"), follow=True).text
    assert "Put forward. Say to the customer: 我会把您的方案原样报给主管，我自己不能先答应。" in put
    assert Promise.objects.get().status == "proposed"
    assert "Don't promise it" in client.post(reverse("promise-read-back", args=[case.pk]), contact()).text


def test_a_holiday_is_put_forward_seen_and_entered_by_the_approval(ada, ben, make_real_case, log, signed_in):
    case, client = make_real_case(ada), signed_in(ada)
    address, data = (
        reverse("plan-change", args=[case.pk, "holiday"]),
        {"value_on": "2026-11-23", "periods": "2", "interest": "pay", "key": "k"},
    )
    seen = client.get(address, data).text
    assert "You may not give a payment holiday alone." in seen
    assert "Enter this change" not in seen
    refused = client.post(address, data | {"words": "停工两个月"})
    assert (refused.status_code, "Log the contact in which the customer asked" in refused.text) == (422, True)
    log(case, ada)
    assert client.post(address, data | {"words": "停工两个月"}).status_code == 302
    row = Arrangement.objects.get()
    assert not LedgerEntry.objects.filter(kind="holiday").exists()
    page = signed_in(ben).get(reverse("approval", args=[row.pk])).text
    assert "Before and after" in page
    signed_in(ben).post(reverse("approval-approve", args=[row.pk]))
    entry = LedgerEntry.objects.get(kind="holiday")
    assert (entry.entered_by, entry.note, entry.source_key) == (ben, "停工两个月", f"arrangement:{row.pk}")


WAIVERS = [("ada", "5", "request"), ("ben", "5", "entry"), ("ben", "10", "refused")]


@pytest.mark.parametrize(("who", "amount", "becomes"), WAIVERS)
def test_waivers(who, amount, becomes, request, make_real_case, log, signed_in):
    """9.12 of penalty interest is owed."""
    ada = request.getfixturevalue("ada")
    case = make_real_case(ada)
    log(case, ada)
    response = signed_in(request.getfixturevalue(who)).post(
        reverse("waiver-new", args=[case.pk]), {"key": "k1", "amount": amount, "words": "减免罚息就还"}
    )
    assert response.status_code == (422 if becomes == "refused" else 302)
    assert Arrangement.objects.filter(kind="waiver").exists() is (becomes == "request")
    assert LedgerEntry.objects.filter(kind="waiver").exists() is (becomes == "entry")


def test_an_approved_waiver_is_posted(ada, ben, make_real_case, log, signed_in):
    case = make_real_case(ada)
    log(case, ada)
    signed_in(ada).post(reverse("waiver-new", args=[case.pk]), {"key": "k1", "amount": "5", "words": "减免罚息就还"})
    signed_in(ben).post(reverse("approval-approve", args=[Arrangement.objects.get().pk]))
    assert LedgerEntry.objects.get(kind="waiver").amount_minor == 500
    case.refresh_from_db()
    assert case.overdue_minor == 104_442 - 500


@pytest.mark.parametrize("more", [0, 10])
def test_the_list_asks_the_database_a_fixed_number_of_times(more, ask, ben, make_case, signed_in, real, django_assert_num_queries):
    for _ in range(more):
        ask(make_case(real.asked_by), real.asked_by, (50_000, 14))
    client = signed_in(ben)
    client.get(reverse("approval-list"))
    with django_assert_num_queries(14):
        client.get(reverse("approval", args=[real.pk]))


TEAM_QUERIES = 15


@pytest.mark.parametrize("more", [0, 12])
def test_the_team_page_asks_a_fixed_number_of_times(more, ask, real, ben, make_case, signed_in, django_assert_num_queries):
    ada, now = real.asked_by, real.asked_at
    for n in range(1 + more):
        make_case(ada, first_contact_due_at=now + timedelta(hours=n - 3))
        make_case(ada, promise_broken_on=now.date(), broken_promises=1)
        ask(make_case(ada), ada, (50_000, 14))
    client = signed_in(ben)
    client.get(reverse("team"))
    with django_assert_num_queries(TEAM_QUERIES):
        client.get(reverse("team"))


def test_the_team_page(ask, log, ada, ben, make_case, signed_in, now):
    late = make_case(ada, first_contact_due_at=now - timedelta(minutes=90))
    make_case(ada, first_contact_due_at=now + timedelta(hours=2))
    make_case(None, promise_broken_on=now.date(), broken_promises=2, team=ada.team)
    ask(make_case(ada), ada, (50_000, 14))
    log(make_case(ada), ada, (102_050, 3))
    log(make_case(ada), ada, at=now - timedelta(days=1))
    log(make_case(ada), ada, at=now - timedelta(hours=23))
    response = signed_in(ben).get(reverse("team"))
    page, text = response.context["page"], response.text
    assert (page.requests_count, page.first_contacts_count, page.first_contacts_missed, page.broken_count) == (1, 2, 1, 1)
    assert {figure.code: (figure.now, figure.before) for figure in page.figures} == {
        "made": (2, 1),
        "spoken": (2, 1),
        "promises": (1, 0),
        "money": (0, 0),
    }
    assert [(load.person, load.taken) for load in page.workloads if load.taken] == [(ada, 1)]
    for part in (late.customer.name, "missed by 1 h 30 min", "2 h 00 min left", "Follow-up"):
        assert part in text


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("chen", 403), ("finn", 403), ("eve", 403), ("ben", 200)])
def test_who_leads_a_team(who, status, request, signed_in, now):
    assert signed_in(request.getfixturevalue(who)).get(reverse("team")).status_code == status


def test_several_cases_change_hands_at_once(ada, ben, dora, make_case, signed_in, now):
    mine, theirs = [make_case(ada) for _ in range(3)], make_case(dora)
    client = signed_in(ben)
    client.post(reverse("team-assign"), {"case": [str(case.pk) for case in [*mine[:2], theirs]], "assignee": str(ben.pk)})
    for case in [*mine, theirs]:
        case.refresh_from_db()
    assert [case.assignee for case in [*mine, theirs]] == [ben, ben, ada, dora]
    assert mine[0].events.get().code == "assigned"
    client.post(reverse("team-assign"), {"case": [str(mine[0].pk)], "assignee": str(dora.pk)})
    mine[0].refresh_from_db()
    assert mine[0].assignee == ben


def test_the_count_stands_in_the_navigation(ada, ben, real, signed_in):
    assert 'Approvals <span class="chip do num">1</span>' in signed_in(ben).get("/account/").text
    assert 'class="chip do num"' not in signed_in(ada).get("/account/").text


WAIVED = {
    "0.30": "you may waive 0.00",
    "500": "more than the penalty interest that is owed today",
    "much": "isn&#x27;t an amount",
    "": "",
}


@pytest.mark.parametrize("typed", list(WAIVED))
def test_a_waiver_beyond_authority_is_said_while_it_is_typed(typed, ada, ben, make_real_case, signed_in):
    case = make_real_case(ada)
    answer = signed_in(ada).post(reverse("waiver-read", args=[case.pk]), {"amount": typed}).text
    assert WAIVED[typed] in answer
    assert ("Don't promise it" in answer) is (typed == "0.30")
    assert not Arrangement.objects.exists()
    if typed == "0.30":
        assert signed_in(ben).post(reverse("waiver-read", args=[case.pk]), {"amount": typed}).text.strip() == ""


def test_reading_a_waiver_is_not_for_strangers(dora, ada, make_real_case, signed_in):
    assert signed_in(dora).post(reverse("waiver-read", args=[make_real_case(ada).pk]), {"amount": "1"}).status_code == 404

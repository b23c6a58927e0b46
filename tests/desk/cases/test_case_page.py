"""The case page: what is owed in words and numbers, its tabs, and who sees what."""

from datetime import timedelta

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Contact
from huashu.desk.loans.services import entry_post
from huashu.lending.entries import EarlyRepayment, EntryKind

pytestmark = pytest.mark.django_db
TABS = ["timeline", "schedule", "ledger", "contacts", "promises", "notes", "files"]


def page(client, case, query=""):
    response = client.get(reverse("case", args=[case.pk]) + query)
    assert response.status_code == 200
    return response.text


def test_what_is_owed_in_words_and_numbers(ada, signed_in, make_real_case):
    text = page(signed_in(ada), make_real_case(ada))
    for part in (
        "¥1,044.42",
        "1,044.42 is overdue since 20 Oct: principal 989.98, interest 45.32, penalty interest 9.12. Each day adds 0.49.",
        "The next instalment is 517.65 on 20 Dec.",
        "Repaying everything today takes 2,568.31.",
        "In the last twelve months 3 instalments fell due; 2 were late, by 34 days at most.",
        "1 paid on time, 0 paid late, 2 overdue",
        "12.00%",
        "Firm · M2",
    ):
        assert part in text


def test_personal_data_are_masked(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    text = page(signed_in(ada), case)
    assert case.customer.phone not in text
    assert case.customer.id_number not in text
    assert "100••••0001" in text
    assert text.count(reverse("showing-record")) >= 3


def test_a_repaid_loan_says_so(ada, signed_in, make_real_case, now):
    case = make_real_case(ada)
    entry_post(
        loan=case.loan,
        kind=EntryKind.EARLY_REPAYMENT,
        value_on=now.date(),
        amount_minor=256_831,
        person=ada,
        now=now,
        change=EarlyRepayment(),
    )
    text = page(signed_in(ada), case)
    assert "Everything is repaid." in text
    assert "closed 23 Nov" in text


def test_the_schedule_says_how_each_instalment_stands(ada, signed_in, make_real_case):
    text = page(signed_in(ada), make_real_case(ada), "?tab=schedule")
    for part in ("2026-09-20", "487.65", "paid on time", "overdue", "to come", "8.37", "<b>526.02</b>"):
        assert part in text


def test_the_ledger_says_where_money_went(ada, signed_in, make_real_case):
    text = page(signed_in(ada), make_real_case(ada), "?tab=ledger")
    for part in ("Loan paid out", "3,000.00", "principal 487.65, interest 30.00", "2,512.35", "Reverse"):
        assert part in text


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("more", [1, 6])
def test_the_number_of_queries_is_fixed(tab, more, ada, signed_in, make_real_case, django_assert_max_num_queries):
    case, client = make_real_case(ada), signed_in(ada)
    for n in range(more):
        data = {"key": f"k{n}", "channel": "call", "reached": "customer", "outcome": "promised", "promise_kind": "full", "part_1_on": "fri"}
        client.post(reverse("contact-new", args=[case.pk]), data)
        client.post(reverse("note-new", args=[case.pk]), {"text": str(n)})
    with django_assert_max_num_queries(42) as queries:
        page(client, case, f"?tab={tab}")
    QUERIES.setdefault(tab, len(queries))
    assert len(queries) == QUERIES[tab]


QUERIES: dict[str, int] = {}


def test_first_contact_says_when_it_was_tried_and_when_it_was_reached(ada, signed_in, make_real_case, now):
    case, client = make_real_case(ada), signed_in(ada)
    case.first_contact_due_at = now + timedelta(hours=3)
    case.save()
    assert "First contact is owed until 13:12." in page(client, case)
    tried = {"channel": "call", "reached": "nobody", "outcome": "no_answer", "happened_on": "today", "happened_time": "9:00"}
    client.post(reverse("contact-new", args=[case.pk]), tried | {"key": "k1"})
    text = page(client, case)
    assert "First contact was made in time." in text
    assert "First tried 09:00." in text
    assert "Not reached yet." in text
    client.post(reverse("contact-new", args=[case.pk]), {"key": "k2", "channel": "call", "reached": "customer", "outcome": "no_promise"})
    assert "Reached 10:12." in page(client, case)
    assert Contact.objects.count() == 2


@pytest.mark.usefixtures("now")
def test_other_cases_of_the_customer_are_linked_but_not_strangers_ones(ada, dora, signed_in, make_real_case):
    case = make_real_case(ada)
    mine = make_real_case(ada, customer=case.customer)
    theirs = make_real_case(dora, customer=case.customer)
    text = page(signed_in(ada), case)
    assert mine.loan.contract_no in text
    assert theirs.loan.contract_no not in text


ROLES = [
    ("ada", ["contact/", "payment/", "note/", "file/", "early/", "waiver/", "change/holiday/"], ["assign/", "change/part-prepayment/"]),
    ("ben", ["contact/", "payment/", "assign/", "change/reschedule/", "change/part-prepayment/"], []),
    ("finn", ["early/", "dossier/"], ["contact/", "payment/", "note/", "assign/"]),
    ("chen", ["early/", "dossier/"], ["contact/", "payment/", "note/", "assign/"]),
]


@pytest.mark.parametrize(("who", "offered", "withheld"), ROLES, ids=[row[0] for row in ROLES])
def test_what_each_role_is_offered(who, offered, withheld, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    text = page(signed_in(request.getfixturevalue(who)), case)
    assert [part for part in offered if f"/cases/{case.pk}/{part}" not in text] == []
    assert [part for part in withheld if f"/cases/{case.pk}/{part}" in text] == []


def test_readers_are_told_why(finn, ada, signed_in, make_real_case):
    assert "As Verifier you read cases; officers and supervisors work them." in page(signed_in(finn), make_real_case(ada))


@pytest.mark.parametrize(("who", "status"), [("dora", 404), ("eve", 403)])
@pytest.mark.parametrize("name", ["case", "case-dossier", "early-quote"])
def test_strangers_see_nothing(who, status, name, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    assert signed_in(request.getfixturevalue(who)).get(reverse(name, args=[case.pk])).status_code == status


def test_the_dossier_holds_everything(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    client.post(reverse("note-new", args=[case.pk]), {"text": "下午在店里"})
    text = client.get(reverse("case-dossier", args=[case.pk])).text
    for part in ("Schedule", "Ledger", "Contacts", "Promises", "下午在店里", "printed by Ada", "2026-11-23 10:12", "data-print"):
        assert part in text
    assert case.customer.phone not in text


@pytest.mark.parametrize("query", ["?tab=nonsense", "?tab=timeline&show=nonsense"])
@pytest.mark.usefixtures("now")
def test_nonsense_in_the_address_shows_the_timeline(query, ada, signed_in, make_real_case):
    assert "Loan paid out" in page(signed_in(ada), make_real_case(ada), query)


SHOWN = [
    ("contacts", "Call · Customer", "Loan paid out"),
    ("money", "Loan paid out", "Call · Customer: "),
    ("documents", "下午在店里", "Loan paid out"),
]


@pytest.mark.parametrize(("show", "there", "gone"), SHOWN)
def test_the_timeline_can_be_narrowed(show, there, gone, ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    client.post(reverse("note-new", args=[case.pk]), {"text": "下午在店里"})
    client.post(reverse("contact-new", args=[case.pk]), {"key": "k", "channel": "call", "reached": "customer", "outcome": "no_promise"})
    text = page(client, case, f"?show={show}").split('class="time"')[1]
    assert there in text
    assert gone not in text

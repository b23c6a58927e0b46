"""Entering a payment and reversing an entry."""

import pytest
from django.urls import reverse

from huashu.desk.cases.models import Promise
from huashu.desk.loans.models import LedgerEntry, LoanStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
PAYMENT = {"key": "k1", "amount": "1,044.42", "value_on": "2026-11-23", "note": "柜台"}


def pay(client, case, **fields):
    return client.post(reverse("payment-new", args=[case.pk]), PAYMENT | fields)


def test_a_payment_counts_at_once(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    assert "1,044.42" in client.get(reverse("payment-new", args=[case.pk])).text
    assert pay(client, case).url == f"/cases/{case.pk}/?tab=ledger#tabs"
    entry = LedgerEntry.objects.get(note="柜台")
    assert (entry.kind, entry.amount_minor, str(entry.value_on), entry.entered_by) == ("payment", 104_442, "2026-11-23", ada)
    assert LoanStatus.objects.get(pk=case.loan_id).overdue_minor == 0
    assert "Nothing is overdue." in client.get(f"/cases/{case.pk}/").text


def test_a_payment_keeps_a_promise(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    promised = {"key": "p", "channel": "call", "reached": "customer", "outcome": "promised", "promise_kind": "full", "part_1_on": "fri"}
    client.post(reverse("contact-new", args=[case.pk]), promised)
    pay(client, case)
    assert Promise.objects.get().status == "kept"
    assert "Kept" in client.get("/cases/promises/?list=kept").text


def test_sent_twice_it_counts_once(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    assert [pay(client, case).status_code for _ in range(2)] == [302, 302]
    assert LedgerEntry.objects.filter(note="柜台").count() == 1


REFUSED = [
    ("no amount", {"amount": ""}, "How much came in?"),
    ("some", {"amount": "some"}, "isn&#x27;t an amount"),
    ("nothing", {"amount": "0"}, "An amount is more than 0."),
    ("no day", {"value_on": ""}, "Since which day does the money count?"),
    ("in two days", {"value_on": "2026-11-25"}, "hasn&#x27;t come yet"),
    ("before the loan", {"value_on": "2026-08-19"}, "before the loan was paid out"),
]


@pytest.mark.parametrize(("fields", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(fields, sentence, ada, signed_in, make_real_case):
    response = pay(signed_in(ada), make_real_case(ada), **fields)
    assert response.status_code == 422
    assert sentence in response.text
    assert not LedgerEntry.objects.filter(note="柜台").exists()


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("finn", 403), ("chen", 403), ("dora", 404)])
def test_who_may(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    assert signed_in(request.getfixturevalue(who)).get(reverse("payment-new", args=[case.pk])).status_code == status


def first_payment(case):
    return case.loan.entries.get(seq=1)


def test_a_reversal_says_why_and_the_loan_is_worked_out_again(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    address = reverse("entry-reverse", args=[case.pk, first_payment(case).pk])
    assert "517.65" in client.get(address).text
    assert client.post(address, {"note": "退票"}).status_code == 302
    reversal = LedgerEntry.objects.get(kind="reversal")
    assert (reversal.reverses, reversal.note, reversal.entered_by) == (first_payment(case), "退票", ada)
    # 1,044.42 and the first instalment again: 517.65 and its penalty, 487.65 × 64 days × 18%/360 = 15.60
    assert LoanStatus.objects.get(pk=case.loan_id).overdue_minor == 104_442 + 51_765 + 1_560
    page = client.get(f"/cases/{case.pk}/?tab=ledger").text
    assert 'class="struck"' in page
    assert "退票" in page
    assert "reversed by no. 2" in page


def test_a_reversal_needs_a_reason(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    response = signed_in(ada).post(reverse("entry-reverse", args=[case.pk, first_payment(case).pk]), {"note": ""})
    assert response.status_code == 422
    assert "Say why" in response.text


def test_a_reversal_is_made_once(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    address = reverse("entry-reverse", args=[case.pk, first_payment(case).pk])
    client.post(address, {"note": "退票"})
    response = client.post(address, {"note": "退票"})
    assert response.status_code == 422
    assert "Entry 1 was already reversed by entry 2." in response.text


def test_the_disbursement_isn_t_offered(ada, signed_in, make_real_case):
    case = make_real_case(ada)
    disbursed = case.loan.entries.get(kind="disbursement")
    assert signed_in(ada).get(reverse("entry-reverse", args=[case.pk, disbursed.pk])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("finn", 403), ("dora", 404)])
def test_who_may_reverse(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("entry-reverse", args=[case.pk, first_payment(case).pk])).status_code == status

"""Changes of a plan seen before and after, and entered; the early repayment quote."""

import pytest
from django.urls import reverse

from huashu.desk.loans.models import LedgerEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
CHANGES = {
    "part-prepayment": {"value_on": "2026-11-23", "amount": "2000", "effect": "lower_instalment"},
    "reschedule": {
        "value_on": "2026-11-23",
        "periods": "12",
        "rate": "10.8",
        "first_due_on": "2026-12-20",
        "frequency": "monthly",
        "method": "equal_instalment",
        "capitalise": "on",
    },
    "holiday": {"value_on": "2026-11-23", "periods": "2", "interest": "pay"},
}


def address(case, kind):
    return reverse("plan-change", args=[case.pk, kind])


@pytest.mark.parametrize("kind", CHANGES)
def test_before_and_after_then_entered(kind, ada, ben, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ben)
    data = CHANGES[kind] | {"key": "k1"}
    assert "Show before and after" in client.get(address(case, kind)).text
    seen = client.get(address(case, kind), data)
    assert seen.status_code == 200
    assert "Enter this change" in seen.text
    assert not LedgerEntry.objects.filter(change__isnull=False).exists()
    assert [client.post(address(case, kind), data).status_code for _ in range(2)] == [302, 302]
    entry = LedgerEntry.objects.get(change__isnull=False)
    assert (entry.kind, entry.entered_by) == (kind.replace("-", "_"), ben)
    assert client.get(f"/cases/{case.pk}/?tab=schedule").status_code == 200


def test_the_preview_shows_the_new_plan(ada, ben, signed_in, make_real_case):
    """2,512.35 left, 45.32 interest and 9.12 penalty owed, 1.52 accrued: 2,568.31 over 12 months at 10.8% is 226.74 a month."""
    text = signed_in(ben).get(address(make_real_case(ada), "reschedule"), CHANGES["reschedule"] | {"key": "k1"}).text
    for part in ("2,568.31", "interest 46.84, penalty interest 9.12", '<td class="num">12</td>', "226."):
        assert part in text


def test_a_reschedule_starts_from_the_loan_as_it_is(ada, ben, signed_in, make_real_case):
    text = signed_in(ben).get(address(make_real_case(ada), "reschedule")).text
    for part in ('value="3"', 'value="12.00"', 'value="2026-12-20"'):
        assert part in text


def test_money_that_only_pays_arrears_changes_nothing(ada, ben, signed_in, make_real_case):
    data = CHANGES["part-prepayment"] | {"key": "k1", "amount": "1000"}
    assert "This changes nothing in the plan" in signed_in(ben).get(address(make_real_case(ada), "part-prepayment"), data).text


REFUSED = [
    ("part-prepayment", {"amount": "-1"}, "An amount is more than 0."),
    ("part-prepayment", {"value_on": "2026-11-25"}, "hasn&#x27;t come yet"),
    ("part-prepayment", {"value_on": "never"}, "isn&#x27;t a day"),
    ("reschedule", {"first_due_on": "2026-11-23"}, "isn&#x27;t later than the day of the change"),
    ("reschedule", {"rate": "low"}, "isn&#x27;t a rate"),
    ("reschedule", {"periods": "0"}, "greater than or equal to 1"),
    ("holiday", {"periods": "601"}, "less than or equal to 600"),
]


@pytest.mark.parametrize(("kind", "fields", "sentence"), REFUSED)
def test_refused(kind, fields, sentence, ada, ben, signed_in, make_real_case):
    response = signed_in(ben).post(address(make_real_case(ada), kind), CHANGES[kind] | {"key": "k1"} | fields)
    assert response.status_code == 422
    assert sentence in response.text
    assert not LedgerEntry.objects.filter(change__isnull=False).exists()


OPENS = [("ada", 200, 403), ("ben", 200, 200), ("finn", 403, 403), ("chen", 403, 403), ("dora", 404, 403)]


@pytest.mark.parametrize(("who", "holiday", "prepayment"), OPENS, ids=[row[0] for row in OPENS])
def test_who_may_begin_a_change(who, holiday, prepayment, request, ada, signed_in, make_real_case):
    """An officer may put a change forward; money that changes the plan is a supervisor's to enter."""
    case, client = make_real_case(ada), signed_in(request.getfixturevalue(who))
    assert client.get(address(case, "holiday")).status_code == holiday
    assert client.get(address(case, "part-prepayment")).status_code == prepayment


def test_an_unknown_change_is_not_found(ada, ben, signed_in, make_real_case):
    assert signed_in(ben).get(address(make_real_case(ada), "forgiveness")).status_code == 404


def test_an_officer_can_t_reverse_a_change(ada, ben, signed_in, make_real_case):
    case = make_real_case(ada)
    signed_in(ben).post(address(case, "holiday"), CHANGES["holiday"] | {"key": "k1"})
    entry = LedgerEntry.objects.get(kind="holiday")
    assert signed_in(ada).get(reverse("entry-reverse", args=[case.pk, entry.pk])).status_code == 404
    assert signed_in(ben).get(reverse("entry-reverse", args=[case.pk, entry.pk])).status_code == 200


def test_the_quote_says_what_it_is_made_of(ada, signed_in, make_real_case):
    text = signed_in(ada).get(reverse("early-quote", args=[make_real_case(ada).pk])).text
    for part in ("¥2,568.31", "1,044.42", "1,522.37", "1.52", "principal 989.98, interest 45.32, penalty interest 9.12"):
        assert part in text


def test_a_quote_for_another_day(ada, signed_in, make_real_case):
    """A week later: penalty 492.53 × 41 days → 10.10 and 497.45 × 10 → 2.49, interest 1,522.37 × 1% × 10/30 = 5.07."""
    client, case = signed_in(ada), make_real_case(ada)
    text = client.get(reverse("early-quote", args=[case.pk]), {"on": "2026-11-30"}).text
    assert "¥2,575.33" in text
    assert "5.07" in text
    assert client.get(reverse("early-quote", args=[case.pk]), {"on": "2026-11-22"}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("finn", 200), ("chen", 200), ("dora", 404), ("eve", 403)])
def test_who_may_read_a_quote(who, status, request, ada, signed_in, make_real_case):
    assert signed_in(request.getfixturevalue(who)).get(reverse("early-quote", args=[make_real_case(ada).pk])).status_code == status

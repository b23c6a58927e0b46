"""The kind of call that a case asks for, from its contacts and what is known of the customer."""

from datetime import timedelta

import pytest

from huashu.desk.cases.drafts import ContactDraft
from huashu.desk.cases.models import Channel, Outcome, Reached
from huashu.desk.cases.selectors.tracks import tracks_of
from huashu.desk.cases.services import contact_record
from huashu.desk.conduct.models import CustomerFact

pytestmark = pytest.mark.django_db


def talk(case, person, at, outcome=Outcome.NO_PROMISE, reached=Reached.CUSTOMER, reason=""):
    contact_record(case=case, draft=ContactDraft(Channel.CALL, reached, outcome, at, reason=reason), person=person, now=at)


# name, the last talk: days ago, outcome, who, reason; kind of call
TALKS = [
    ("nobody answered", (0, Outcome.NO_ANSWER, Reached.NOBODY, ""), "overdue_first_call"),
    ("spoken to", (0, Outcome.NO_PROMISE, Reached.CUSTOMER, ""), "overdue_follow_up"),
    ("spoken to before the arrears", (5, Outcome.NO_PROMISE, Reached.CUSTOMER, ""), "overdue_first_call"),
    ("asked for help", (0, Outcome.HARDSHIP, Reached.CUSTOMER, ""), "hardship"),
    ("lost their job", (0, Outcome.NO_PROMISE, Reached.CUSTOMER, "income_loss"), "hardship"),
]


@pytest.mark.parametrize("row", TALKS, ids=[row[0] for row in TALKS])
def test_talks(row, ada, make_case, now):
    _, (days, outcome, reached, reason), code = row
    case = make_case(ada)
    talk(case, ada, now - timedelta(days=days), outcome, reached, reason)
    case.refresh_from_db()
    assert tracks_of([case], now.date())[case.pk].code == code


@pytest.mark.parametrize(("until", "code"), [(None, "hardship"), (-1, "overdue_first_call")])
def test_known_hardship(until, code, ada, make_case, now):
    case = make_case(ada)
    until_on = now.date() + timedelta(days=until) if until else None
    CustomerFact.objects.create(customer=case.customer, kind="state", code="hardship", recorded_at=now, until_on=until_on)
    assert tracks_of([case], now.date())[case.pk].code == code


def test_two_queries_however_many(ada, make_case, now, django_assert_num_queries):
    cases = [make_case(ada) for _ in range(5)]
    with django_assert_num_queries(2):
        tracks_of(cases, now.date())

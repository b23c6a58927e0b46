"""A book with numbers that can be checked in the head: two teams, three officers, two closes a month apart.

North, 23 November: Ada has 6 loans current and 4 in M1; Bo has 8 current and 2 in M2. So 6 of 20 are overdue, 30%; a month earlier it was
4 of 20. South's Dora has 5 current and 5 in M1.
"""

from datetime import date, datetime, timedelta

import pytest

from huashu.desk.cases.models import Contact, Promise, PromisePart
from huashu.desk.closing.models import DayFigures
from huashu.desk.loans.models import StatusChange
from huashu.desk.people.models import Person, Role

LATEST = date(2026, 11, 23)
SINCE = date(2026, 10, 23)
BEFORE = date(2026, 9, 23)


@pytest.fixture
def bo(north):
    return Person.objects.create_user("bo", "warm paper, good lamp", name="Bo", role=Role.OFFICER, team=north, language="en")


@pytest.fixture
def totals(db):
    def write(as_of, person, **loans):
        for bucket, number in loans.items():
            DayFigures.objects.create(
                as_of=as_of,
                assignee=person,
                team=person.team,
                currency="CNY",
                bucket=bucket.replace("_plus", "+"),
                loans=number,
                outstanding_principal_minor=number * 1_000_000,
                overdue_minor=0 if bucket in ("current", "closed") else number * 50_000,
            )

    return write


@pytest.fixture
def closed_book(now, totals, ada, bo, dora):
    """The totals of both closes."""
    totals(LATEST, ada, current=6, M1=4, closed=3)
    totals(LATEST, bo, current=8, M2=2)
    totals(LATEST, dora, current=5, M1=5)
    totals(SINCE, ada, current=9, M1=1, closed=1)
    totals(SINCE, bo, current=7, M1=2, M2=1)
    totals(SINCE, dora, current=8, M1=2)
    totals(date(2026, 10, 31), ada, current=8, M1=2)


@pytest.fixture
def make_promise(make_case):
    """A promise that was decided on a day; in its own closed case."""

    def make(person, status, decided_on):
        case = make_case(
            person, opened_on=decided_on - timedelta(days=9), closed_on=decided_on, closed_reason="cured" if status == "kept" else "paid"
        )
        promise = Promise.objects.create(
            case=case,
            loan=case.loan,
            kind="full",
            taken_by=person,
            promised_on=decided_on - timedelta(days=3),
            status=status,
            decided_on=decided_on,
        )
        PromisePart.objects.create(promise=promise, amount_minor=102_050, due_on=decided_on, status=status)
        return promise

    return make


@pytest.fixture
def make_first_contact(make_case, now):
    """A case whose first contact was due at the midnight that ends a day, made so many hours before it (below 0: after; None: never)."""

    def make(person, day, hours_before, **fields):
        due_at = datetime.combine(day + timedelta(days=1), datetime.min.time(), now.tzinfo)
        made_at = None if hours_before is None else due_at - timedelta(hours=hours_before)
        return make_case(person, first_contact_due_at=due_at, first_contacted_at=made_at, **fields)

    return make


@pytest.fixture
def make_contact(now):
    def make(case, person, day, reached):
        at = datetime.combine(day, datetime.min.time(), now.tzinfo) + timedelta(hours=10)
        outcome = "no_promise" if reached == "customer" else "no_answer"
        return Contact.objects.create(
            case=case, officer=person, channel="call", reached=reached, outcome=outcome, started_at=at, recorded_at=at
        )

    return make


@pytest.fixture
def make_change(make_loan):
    """A loan that changed bucket on a day."""

    def make(person, day, start, end, *, loan=None):
        loan = loan or make_loan(officer=person, status={"bucket": end, "outstanding_principal_minor": 1_000_000})
        StatusChange.objects.create(
            loan=loan,
            as_of=day,
            bucket_from=start,
            bucket=end,
            stage_from="",
            stage="early",
            grade_from="",
            grade="B",
            days_past_due=0,
            outstanding_principal_minor=1_000_000,
            overdue_minor=0,
        )
        return loan

    return make


@pytest.fixture
def make_day(make_case, make_loan, make_promise, make_first_contact, make_contact, make_change):
    """A day's work of a person: one of everything that the portfolio counts."""

    def make(person, day):
        case = make_case(person, loan=make_loan(officer=person, status={"bucket": "M1"}), closed_on=day, closed_reason="cured")
        make_promise(person, "kept", day)
        make_first_contact(person, day - timedelta(days=1), 3)
        make_contact(case, person, day, "customer")
        make_change(person, day, "current", "M1")

    return make

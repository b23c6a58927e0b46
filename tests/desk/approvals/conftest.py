"""A promise of Ada's, on a case of 1,020.50 overdue, that goes beyond what an officer may take alone."""

from datetime import timedelta

import pytest

from huashu.desk.approvals.models import Arrangement
from huashu.desk.cases.drafts import ContactDraft, PartDraft, PromiseDraft
from huashu.desk.cases.models import Channel, Outcome, PromiseKind, Reached
from huashu.desk.cases.services import contact_record
from huashu.desk.people.models import Person, Role


@pytest.fixture
def bella(north):
    """The team's other supervisor."""
    return Person.objects.create_user("bella", "warm paper, good lamp", role=Role.SUPERVISOR, team=north, name="Bella", language="en")


@pytest.fixture
def log(now):
    """``log(case, person, (50_000, 14))``: a call in which parts were promised, amount and days ahead; returns the contact."""

    def make(case, person, *parts, words="等十五号发工资", forward=True, at=None, kind=PromiseKind.PART, **fields):
        moment = at or now
        day = moment.date()
        drafts = tuple(PartDraft(amount, day + timedelta(days=days)) for amount, days in parts)
        promise = PromiseDraft(kind if len(parts) == 1 else PromiseKind.INSTALMENTS, drafts, words, forward) if parts else None
        outcome = Outcome.PROMISED if parts else Outcome.NO_PROMISE
        draft = ContactDraft(Channel.CALL, Reached.CUSTOMER, outcome, moment, reason="cash_flow_gap", note="项目款未到", promise=promise)
        return contact_record(case=case, draft=draft, person=person, now=moment, **fields)

    return make


@pytest.fixture
def ask(log):
    """``ask(case, ada, (50_000, 14))``: the same, put forward; returns the request."""

    def make(case, person, *parts, **fields):
        return Arrangement.objects.get(contact=log(case, person, *parts, **fields))

    return make

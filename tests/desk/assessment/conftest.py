"""A case with a ledger (two instalments overdue, 1,044.42), and short ways to let things happen on it."""

from datetime import timedelta

import pytest

from huashu.desk.assessment.selectors.estimates import estimate_of
from huashu.desk.cases.models import Contact, Promise
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.conduct.models import CustomerFact


@pytest.fixture
def case(make_real_case, ada):
    return make_real_case(ada)


@pytest.fixture
def contact(case, ada, now):
    """``contact("refused", days=3, reason="unwilling")``: the customer was called and reached, three days ago."""

    def make(outcome, *, days=1, **fields):
        at = now - timedelta(days=days)
        fields = {"case": case, "channel": "call", "reached": "customer", "officer": ada, **fields}
        return Contact.objects.create(outcome=outcome, started_at=at, recorded_at=at, **fields)

    return make


@pytest.fixture
def promise(case, now):
    """``promise("kept", days=3)``: decided three days ago."""

    def make(status, *, days=1, **fields):
        day = now.date() - timedelta(days=days)
        fields = {"case": case, "loan": case.loan, "kind": "full", "promised_on": day, "decided_on": day, **fields}
        return Promise.objects.create(status=status, **fields)

    return make


@pytest.fixture
def state(case, now):
    """``state("disputing")``: written down of the customer."""

    def make(code, **fields):
        return CustomerFact.objects.create(customer=case.customer, case=case, kind="state", code=code, recorded_at=now, **fields)

    return make


@pytest.fixture
def estimate(case, now):
    """The estimate of the case as things stand."""

    def read(of=None):
        found = of or case
        return estimate_of(found, standing_of(found.loan, now.date()), now)

    return read

"""A real loan of Ada's with a link to its page, opened in a browser of nobody's."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from huashu.desk.borrower.links import link_make
from huashu.desk.borrower.models import BorrowerLink
from huashu.desk.borrower.tokens import token_of
from huashu.desk.cases.models import Promise, PromisePart
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import basis_of


@dataclass
class Visitor:
    """Somebody with a link, in English."""

    client: Client
    link: BorrowerLink

    @property
    def token(self):
        return token_of(self.link)

    def url(self, name="by-link", *rest):
        return reverse(name, args=[self.token, *rest])

    def open(self):
        return self.client.get(self.url())

    def digits(self, text):
        return self.client.post(self.url("by-link-check"), {"digits": text})

    def passes(self):
        assert self.digits(self.link.case.customer.phone_tail).status_code == 302
        return self

    def tell(self, kind, **data):
        """Open the form, take its key and send it."""
        if "key" not in data:
            data["key"] = key_in(self.client.get(self.url("by-link-tell", kind)))
        return self.client.post(self.url("by-link-tell", kind), data)


def key_in(answer):
    return re.search(r'name="key" value="([0-9a-f]+)"', answer.content.decode())[1]


@pytest.fixture
def visitor(now):
    def make(case, **fields):
        link = link_make(case=case, person=case.assignee, now=fields.pop("made", now), **fields)
        return Visitor(Client(headers={"host": "localhost", "accept-language": "en"}, enforce_csrf_checks=False), link)

    return make


@pytest.fixture
def case(make_real_case, ada):
    return make_real_case(ada)


@pytest.fixture
def customer(visitor, case):
    return visitor(case)


@pytest.fixture
def promise(case, now):
    row = Promise.objects.create(case=case, loan=case.loan, kind="part", promised_on=now.date())
    PromisePart.objects.create(promise=row, amount_minor=50_000, due_on=now.date() + timedelta(days=2))
    return row


@pytest.fixture
def ruling(now):
    def judged(case, channel="call", at=now, **ask):
        return basis_of([case], at).verdict(case.pk, Ask(channel, at, **ask)).ruling.value

    return judged

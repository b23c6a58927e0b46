"""What a link to a customer's page leaves in the trail: who, which case, until when, and nothing that opens it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from huashu.desk.audit.chain import moment_text
from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.verify import trail_check
from huashu.desk.audit.words import sentence_of
from huashu.desk.borrower.links import link_for, link_make, link_revoke
from huashu.desk.borrower.models import BorrowerLink
from huashu.desk.borrower.refusals import LinkOver
from huashu.desk.borrower.tokens import token_of


@pytest.fixture
def entries():
    """Every entry about a link; the trail is whole and holds nothing that opens one."""

    def found():
        assert trail_check().is_whole
        rows = list(TrailEntry.objects.filter(kind="link_changed").order_by("number"))
        text = json.dumps([row.data for row in rows])
        for link in BorrowerLink.objects.all():
            assert link.nonce not in text
            assert token_of(link) not in text
        return rows

    return found


def told(row):
    return row.person, row.case_id, row.contract_no, row.data["change"], row.data["message"]


def test_making_one_at_the_desk_and_taking_it_back(case, ada, ben, now, signed_in, entries):
    signed_in(ada).post(reverse("case-links", args=[case.pk]), {"days": "7"})
    link = BorrowerLink.objects.get()
    signed_in(ben).post(reverse("case-link-revoke", args=[case.pk, link.pk]))
    made, revoked = entries()
    assert told(made) == (ada, case.pk, case.loan.contract_no, "made", False)
    assert told(revoked) == (ben, case.pk, case.loan.contract_no, "revoked", False)
    for row in (made, revoked):
        assert (row.customer_id, row.data["link"], row.data["until"]) == (case.customer_id, link.pk, moment_text(link.expires_at))
    with translation.override("en"):
        assert sentence_of(made) == f"Link {link.pk} to the customer's page made; good until 2026-11-30 10:12"
        assert "taken back" in sentence_of(revoked)


def test_a_message_makes_one_and_the_next_uses_it_again(case, ada, now, entries):
    link_for(case, now, person=ada)
    link_for(case, now + timedelta(hours=1), person=ada)
    assert [told(row) for row in entries()] == [(ada, case.pk, case.loan.contract_no, "made", True)]


def test_a_message_that_nobody_wrote_is_the_systems(case, now, entries):
    link_for(case, now)
    assert [row.person for row in entries()] == [None]


def test_what_is_refused_leaves_nothing(case, ada, now, entries):
    link = link_make(case=case, person=ada, now=now, days=1)
    with pytest.raises(LinkOver):
        link_revoke(link=link, person=ada, now=now + timedelta(days=1))
    assert [row.data["change"] for row in entries()] == ["made"]

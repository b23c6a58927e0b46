"""Overrides: an officer asks with a reason, a supervisor answers; good once, on the same day, never against the law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import AskStatus, Override
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.refusals import AskDecided, NothingToOverride, NotOverridable, OwnAsk, ReasonMissing
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.verdicts import goes_ahead, holding, may_be_overridden, rule_ids
from huashu.desk.people.models import Person


def override_ask(*, case: Case, ask: Ask, reason: str, person: Person) -> Override:
    """Ask a supervisor to allow one contact today.

    Args:
        case: The case, fetched for the person.
        ask: What is meant to be done; its moment is now.
        reason: Why it should be allowed.
        person: Who asks.

    Returns:
        The request; one that the person has open for the same contact already.

    Raises:
        ReasonMissing: There is no reason.
        NothingToOverride: The contact may be made as it is.
        NotOverridable: A rule of law or of the industry holds it back, or a fact is missing.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        basis = basis_of([case], ask.at)
        verdict = basis.verdict(case.pk, ask)
        if goes_ahead(verdict):
            raise NothingToOverride
        if not may_be_overridden(verdict):
            raise NotOverridable
        day = basis.day(ask.at)
        same = {"case": case, "person": person, "valid_on": day, "channel": ask.channel, "addressee": ask.to}
        if before := Override.objects.filter(**same, status=AskStatus.ASKED).first():
            return before
        row = Override.objects.create(**same, asked_at=ask.at, reason=reason.strip()[:400], verdict=verdict.as_record())
        data: dict[str, Any] = {
            "rules": rule_ids(holding(verdict)),
            "reason": row.reason,
            "channel": row.channel,
            "verdict": verdict.ruling.value,
        }
        data |= {"addressee": row.addressee, "override": row.pk}
        trail_append(TrailKind.OVERRIDE_ASKED, person=person, customer=case.customer, case=case, data=data, at=ask.at)
    return row


def override_decide(*, override: Override, granted: bool, answer: str, person: Person, now: datetime, today: date) -> Override:
    """Grant or refuse a request.

    Args:
        override: The request, about a case that the person may see.
        granted: Whether it is allowed.
        answer: A word to the officer; may be empty.
        person: The supervisor.
        now: The moment.
        today: The house's calendar day.

    Raises:
        AskDecided: It was decided already, or its day is over.
        OwnAsk: It is the person's own.
    """
    with transaction.atomic():
        row = Override.objects.select_for_update().get(pk=override.pk)
        if row.status != AskStatus.ASKED or row.valid_on != today:
            raise AskDecided
        if row.person_id == person.pk:
            raise OwnAsk
        row.status = AskStatus.GRANTED if granted else AskStatus.REFUSED
        row.decided_by, row.decided_at, row.answer = person, now, answer.strip()[:400]
        row.save(update_fields=["status", "decided_by", "decided_at", "answer"])
        kind = TrailKind.OVERRIDE_GIVEN if granted else TrailKind.OVERRIDE_REFUSED
        rules = [rule["id"] for rule in row.verdict.get("rules", ())]
        data: dict[str, Any] = {"rules": rules, "reason": row.reason, "channel": row.channel, "answer": row.answer}
        data |= {"asked_by": row.person.username, "override": row.pk}
        trail_append(kind, person=person, customer=row.case.customer, case=row.case, data=data, at=now)
    return row

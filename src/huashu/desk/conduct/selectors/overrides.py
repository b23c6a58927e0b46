"""Requests for overrides: what is asked of a supervisor, and what an officer may use."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from huashu.conduct.verdict import Verdict
from huashu.desk.access import cases_for
from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import AskStatus, Override
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.verdicts import covers
from huashu.desk.people.models import Person


def override_for(case: Case, ask: Ask, day: date, verdict: Verdict) -> Override | None:
    """A permission of the day that covers a verdict and wasn't used yet.

    Args:
        case: The case.
        ask: What is meant to be done.
        day: The house's calendar day.
        verdict: The verdict now.
    """
    rows = Override.objects.filter(case=case, valid_on=day, channel=ask.channel, addressee=ask.to, status=AskStatus.GRANTED)
    return next((row for row in rows.order_by("pk") if covers(row.verdict, verdict)), None)


def overrides_of(case: Case, day: date) -> list[Override]:
    """What was asked about a case on a day, the newest first."""
    return list(Override.objects.filter(case=case, valid_on=day).select_related("person", "decided_by").order_by("-pk"))


def override_list(person: Person, day: date, *, waiting: bool) -> QuerySet[Override]:
    """Requests about cases that the person may see: those that wait today, or those decided or past, newest first."""
    rows = Override.objects.filter(case__in=cases_for(person)).select_related("case__customer", "case__loan", "person", "decided_by")
    if waiting:
        return rows.filter(valid_on=day, status=AskStatus.ASKED).order_by("asked_at", "pk")
    return rows.exclude(valid_on=day, status=AskStatus.ASKED).order_by("-pk")

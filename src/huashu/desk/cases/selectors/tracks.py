"""Which kind of call comes next on some cases: two queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from huashu.desk.cases.models import Case, Contact, Outcome, Reached, Reason
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.worklist import Track, TrackFacts, track_of

_HELP_REASONS: Final = (Reason.INCOME_LOSS, Reason.ILLNESS, Reason.DISASTER)
"""Reasons for which a customer is helped even where the word "help" didn't fall."""


def tracks_of(cases: Sequence[Case], today: date) -> dict[int, Track]:
    """The kind of call that comes next, by case.

    Args:
        cases: Cases with their stage, amounts and promises read.
        today: The business day.
    """
    talks = _last_talks(cases)
    in_hardship = _in_hardship(cases, today)
    return {case.pk: track_of(_facts(case, talks.get(case.pk), is_known=case.customer_id in in_hardship)) for case in cases}


def _facts(case: Case, talk: tuple[datetime, str, str] | None, *, is_known: bool) -> TrackFacts:
    spoken_on, asked = None, False
    if talk is not None:
        day, outcome, reason = timezone.localdate(talk[0]), talk[1], talk[2]
        if _in_these_arrears(case, day):
            spoken_on, asked = day, outcome == Outcome.HARDSHIP or (outcome != Outcome.PROMISED and reason in _HELP_REASONS)
    return TrackFacts(
        stage=case.stage,
        overdue_minor=case.overdue_minor,
        broken_promises=case.broken_promises,
        promise_broken_on=case.promise_broken_on,
        spoken_on=spoken_on,
        asked_for_help=asked or is_known,
    )


def _in_these_arrears(case: Case, day: date) -> bool:
    """Whether a conversation was about the arrears of now: a reminder before they began was about something else."""
    return case.overdue_since is None or day > case.overdue_since


def _last_talks(cases: Sequence[Case]) -> dict[int, tuple[datetime, str, str]]:
    """The last conversation with the customer themselves, by case: when, what came of it, the reason given."""
    rows = Contact.objects.filter(case__in=[case.pk for case in cases], reached=Reached.CUSTOMER, corrected_by__isnull=True)
    talks = rows.order_by("started_at", "pk").values_list("case_id", "started_at", "outcome", "reason")
    return {case_id: (at, outcome, reason) for case_id, at, outcome, reason in talks}


def _in_hardship(cases: Sequence[Case], today: date) -> set[int]:
    """Customers of whom it's written down that they are in hardship on a day."""
    facts = CustomerFact.objects.filter(kind=FactKind.STATE, code=State.HARDSHIP, withdraws__isnull=True, withdrawn_by__isnull=True)
    facts = facts.filter(Q(from_on=None) | Q(from_on__lte=today), Q(until_on=None) | Q(until_on__gte=today))
    return set(facts.filter(customer__in=[case.customer_id for case in cases]).values_list("customer_id", flat=True))

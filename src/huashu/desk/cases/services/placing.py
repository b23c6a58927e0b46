"""Keeping a case's place in the queue, and what it copies from its promises, up to date."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F

from huashu.desk.cases.models import Case, PromisePart, PromiseStatus
from huashu.worklist import CaseFacts, Place, place


def case_facts(case: Case) -> CaseFacts:
    """What a case's place follows from, read from its own columns."""
    return CaseFacts(
        stage=case.stage,
        overdue_minor=case.overdue_minor,
        days_past_due=case.days_past_due,
        next_due_on=case.next_due_on,
        next_due_minor=case.next_due_minor,
        first_contact_due_at=case.first_contact_due_at,
        first_contacted_at=case.first_contacted_at,
        next_contact_at=case.next_contact_at,
        next_contact_is_appointment=case.next_contact_is_appointment,
        promise_due_on=case.promise_due_on,
        promise_due_minor=case.promise_due_minor or 0,
        broken_promises=case.broken_promises,
        promise_broken_on=case.promise_broken_on,
        handled_on=case.handled_on,
        answer_due_at=case.answer_due_at,
    )


def place_now(case: Case, now: datetime) -> Place:
    """Where a case belongs at a moment, which may be after it was last placed; nothing is saved."""
    return place(case_facts(case), now, ZoneInfo(settings.TIME_ZONE))


def case_place(case: Case, now: datetime) -> None:
    """Give a case its place in the queue and save the case with it.

    Args:
        case: The case, with every other column as it is to be saved.
        now: The moment to place it for.
    """
    found = place_now(case, now)
    case.lane = found.lane
    case.rank = found.rank
    case.save()


def case_copy_promises(case: Case) -> None:
    """Copy the earliest day of the case's open promises, and what is promised by it, onto the case; doesn't save."""
    parts = PromisePart.objects.filter(promise__case=case, promise__status=PromiseStatus.OPEN, status=PromiseStatus.OPEN)
    awaited = parts.annotate(missing_minor=F("amount_minor") - F("received_minor")).filter(missing_minor__gt=0)
    open_parts = list(awaited.order_by("due_on").values_list("due_on", "missing_minor"))
    case.promise_due_on = open_parts[0][0] if open_parts else None
    case.promise_due_minor = sum(missing for due_on, missing in open_parts if due_on == case.promise_due_on) if open_parts else None

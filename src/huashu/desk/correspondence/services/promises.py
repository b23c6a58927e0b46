"""Messages about promises: the confirmation after one was made, and the reminder the day before each payment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from huashu.desk.cases.models import Promise, PromisePart, PromiseStatus
from huashu.desk.correspondence.models import Message
from huashu.desk.correspondence.selectors.facts import channel_for, language_for, promise_values
from huashu.desk.correspondence.services.queueing import Origin, institution_is_set, message_queue
from huashu.desk.correspondence.services.unattended import queue_or_drop
from huashu.desk.people.models import Person

CONFIRMATION: Final = "promise_confirmation"
REMINDER: Final = "promise_reminder"


def promise_confirmation_queue(
    *, promise: Promise, now: datetime, person: Person | None, values: Mapping[str, str] | None = None
) -> Message:
    """Queue the message that confirms a promise; once a promise.

    Args:
        promise: The promise.
        now: The moment.
        person: Who took it.
        values: More values by name, such as ``link``.

    Raises:
        DeskRefusal: As for :func:`message_queue`.
    """
    case = promise.case
    language = language_for(case)
    said = promise_values(promise, case.currency, language, timezone.localdate(now)) | dict(values or {})
    return message_queue(
        case=case, template=CONFIRMATION, now=now, person=person, values=said, key=f"promise-{promise.pk}-confirmation", language=language
    )


def promise_reminders_queue(*, today: date, now: datetime) -> dict[str, int]:
    """Queue a reminder for each payment that was promised for tomorrow and isn't decided; once a payment.

    What can't be queued is stored as not sent, with the reason.

    Args:
        today: The business day.
        now: The moment.

    Returns:
        How many were queued and how many weren't.
    """
    counts = {"queued": 0, "dropped": 0}
    if not institution_is_set():
        return counts
    parts = PromisePart.objects.filter(due_on=today + timedelta(days=1), status=PromiseStatus.OPEN, promise__status=PromiseStatus.OPEN)
    related = ("promise__case__loan__product", "promise__case__loan__status", "promise__case__customer", "promise__case__assignee")
    for part in parts.filter(promise__case__closed_on=None).select_related(*related).order_by("pk"):
        with transaction.atomic():
            outcome = _reminder(part, today, now)
        if outcome:
            counts[outcome] += 1
    return counts


def _reminder(part: PromisePart, today: date, now: datetime) -> str:
    case = part.promise.case
    language, channel = language_for(case), channel_for(case)
    values = promise_values(part.promise, case.currency, language, today, part)
    origin = Origin(f"promise-part-{part.pk}-reminder", good_until=today, values=values, due_on=part.due_on)
    return queue_or_drop(case, REMINDER, channel, language, origin, now)

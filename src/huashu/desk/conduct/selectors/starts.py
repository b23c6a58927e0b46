"""Starts of contacts that wait to be written down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import ContactStart
from huashu.desk.conduct.planning import DESK_CHANNELS
from huashu.desk.people.models import Person

WITHIN: Final = timedelta(hours=12)
"""A contact belongs to a start at most so long before it."""

SKEW: Final = timedelta(minutes=2)


def open_start(case: Case, person: Person | None, channel: str, started_at: datetime) -> ContactStart | None:
    """The latest start of a person on a case that no contact refers to yet and that a contact can be of.

    Args:
        case: The case.
        person: Who made the contact.
        channel: The desk's channel of the contact; empty for any.
        started_at: When the contact began.
    """
    rows = ContactStart.objects.filter(case=case, person=person, contact__isnull=True)
    if channel:
        rows = rows.filter(channel__in=[way for way, desk_channel in DESK_CHANNELS.items() if desk_channel == channel])
    return rows.filter(at__gt=started_at - WITHIN, at__lte=started_at + SKEW).order_by("-at", "-pk").first()

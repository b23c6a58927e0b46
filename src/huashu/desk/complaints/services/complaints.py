"""Putting a complaint in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from huashu.desk.access import complaint_handlers
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.complaints.deadlines import due_day
from huashu.desk.complaints.models import CameBy, Category, Complainant, Complaint
from huashu.desk.complaints.refusals import OwnerUnfit, ReceivedLater, WordsMissing
from huashu.desk.complaints.services.numbers import number_take
from huashu.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class ComplaintDraft:
    """A complaint as it is about to be written down; fields as on :class:`Complaint`."""

    received_at: datetime
    complainant: Complainant
    came_by: CameBy
    category: Category
    words: str
    complainant_name: str = ""
    wanted: str = ""
    authority_reference: str = ""
    about_person: Person | None = None
    owner: Person | None = None


def complaint_record(*, draft: ComplaintDraft, case: Case | None, person: Person, now: datetime) -> Complaint:
    """Put a complaint in the register.

    Args:
        draft: The complaint.
        case: The case that it is about, fetched for the person; None for a complaint about no case.
        person: Who writes it down.
        now: The moment.

    Raises:
        WordsMissing: Nothing is said.
        ReceivedLater: It is said to have come after now.
        OwnerUnfit: The owner doesn't deal with complaints, or it is about them.
    """
    if not draft.words.strip():
        raise WordsMissing
    if draft.received_at > now:
        raise ReceivedLater
    if draft.owner is not None and not complaint_handlers(draft.about_person).filter(pk=draft.owner.pk).exists():
        raise OwnerUnfit
    with transaction.atomic():
        row = Complaint(**complaint_fields(draft, case), recorded_at=now, recorded_by=person)
        row.year = timezone.localdate(now).year
        row.place, row.number = number_take(row.year)
        row.save(force_insert=True)
        trail_append(TrailKind.COMPLAINT_RECORDED, person=person, customer=row.customer, case=case, data=_record(row), at=now)
    return row


def complaint_fields(draft: ComplaintDraft, case: Case | None) -> dict[str, Any]:
    """What a draft fills of a complaint, with its days counted."""
    received_on = timezone.localdate(draft.received_at)
    by_authority = draft.came_by == CameBy.REGULATOR or draft.complainant == Complainant.AUTHORITY
    return {
        "customer": case.customer if case else None,
        "case": case,
        "received_at": draft.received_at,
        "received_on": received_on,
        "complainant": draft.complainant,
        "complainant_name": draft.complainant_name.strip(),
        "came_by": draft.came_by,
        "category": draft.category,
        "about_person": draft.about_person,
        "words": draft.words.strip(),
        "wanted": draft.wanted.strip(),
        "authority_reference": draft.authority_reference.strip(),
        "owner": draft.owner,
        "due_on": due_day(received_on, by_authority=by_authority),
    }


def _record(row: Complaint) -> dict[str, Any]:
    return {
        "complaint": row.number,
        "about": row.about_person.username if row.about_person else "",
        "status": str(row.state),
        "category": str(row.category),
        "complainant": str(row.complainant),
        "came_by": str(row.came_by),
        "received": row.received_at.isoformat(),
        "due_on": row.due_on.isoformat(),
        "owner": row.owner.username if row.owner else "",
        "reference": row.authority_reference,
        "said": row.words,
        "wanted": row.wanted,
    }

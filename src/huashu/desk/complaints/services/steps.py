"""Doing something about a complaint. Each step is a new row; what follows from it is copied to the complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from huashu.desk.access import complaint_handlers, may
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.complaints.deadlines import due_day
from huashu.desk.complaints.models import CameBy, Complainant, Complaint, ComplaintStep, Finding, StepKind
from huashu.desk.complaints.order import AFTER, order_check
from huashu.desk.complaints.refusals import (
    FindingMissing,
    NotAHandler,
    OwnComplaint,
    OwnerSame,
    OwnerUnfit,
    RemedyMissing,
    WordsMissing,
)
from huashu.desk.people.models import Person

_NEEDS_WORDS: Final = frozenset({StepKind.INVESTIGATED, StepKind.NOTE, StepKind.ANSWERED, StepKind.REOPENED})
_RIGHT: Final = frozenset({Finding.UPHELD, Finding.PARTLY_UPHELD})


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as it is about to be written down; fields as on :class:`ComplaintStep`."""

    kind: StepKind
    words: str = ""
    owner: Person | None = None
    finding: str = ""
    remedy: str = ""


def complaint_step(*, complaint: Complaint, draft: StepDraft, person: Person, now: datetime) -> ComplaintStep:
    """Do something about a complaint.

    A complaint without an owner is from then on looked after by whoever acknowledges it.

    Args:
        complaint: The complaint, fetched for the person.
        draft: What is done.
        person: Who does it.
        now: The moment.

    Raises:
        NotAHandler: The person's role doesn't deal with complaints.
        OwnComplaint: The complaint is about the person.
        WordsMissing, FindingMissing, RemedyMissing: What makes up the step is missing.
        OwnerUnfit, OwnerSame: It can't be given to that person.
        ComplaintIsClosed, ComplaintIsOpen, AcknowledgedAlready, NotAcknowledged, AnsweredAlready, NotAnswered: The step can't follow.
    """
    if not may(person, "complaints.handle"):
        raise NotAHandler
    with transaction.atomic():
        row = Complaint.objects.select_for_update().get(pk=complaint.pk)
        if row.about_person_id == person.pk:
            raise OwnComplaint
        order_check(row.state, draft.kind, draft.finding)
        _check(row, draft)
        step = ComplaintStep.objects.create(
            complaint=row, place=row.steps.count() + 1, person=person, at=now, **step_fields(row, draft, timezone.localdate(now))
        )
        if step.kind == StepKind.ACKNOWLEDGED and row.owner_id is None:
            row.owner = person
        step_follow(row, step)
        row.save(update_fields=["state", "owner", "due_on", "answered_on", "finding"])
        trail_append(TrailKind.COMPLAINT_CHANGED, person=person, customer=row.customer, case=row.case, data=_record(row, step), at=now)
    return step


def step_fields(complaint: Complaint, draft: StepDraft, today: date) -> dict[str, Any]:
    """What a draft fills of a step, on a business day; reopening gives a new last day for the answer."""
    closes = draft.kind == StepKind.CLOSED
    by_authority = complaint.came_by == CameBy.REGULATOR or complaint.complainant == Complainant.AUTHORITY
    return {
        "kind": draft.kind,
        "done_on": today,
        "words": draft.words.strip(),
        "owner": draft.owner if draft.kind == StepKind.REASSIGNED else None,
        "finding": draft.finding if closes else "",
        "remedy": draft.remedy.strip() if closes else "",
        "due_on": due_day(today, by_authority=by_authority) if draft.kind == StepKind.REOPENED else None,
    }


def step_follow(complaint: Complaint, step: ComplaintStep) -> None:
    """Let a complaint's copied fields follow its newest step; the caller saves them."""
    complaint.state = AFTER.get(step.kind, complaint.state)
    complaint.finding = complaint.finding if step.kind == StepKind.NOTE else step.finding
    if step.kind == StepKind.REASSIGNED:
        complaint.owner = step.owner
    elif step.kind == StepKind.ANSWERED:
        complaint.answered_on = step.done_on
    elif step.kind == StepKind.REOPENED:
        complaint.answered_on = None
        complaint.due_on = step.due_on or complaint.due_on


def _check(complaint: Complaint, draft: StepDraft) -> None:
    if draft.kind in _NEEDS_WORDS and not draft.words.strip():
        raise WordsMissing
    if draft.kind == StepKind.CLOSED:
        if draft.finding not in Finding.values:
            raise FindingMissing
        if draft.finding in _RIGHT and not draft.remedy.strip():
            raise RemedyMissing
    if draft.kind == StepKind.REASSIGNED:
        if draft.owner is None or not complaint_handlers(complaint.about_person).filter(pk=draft.owner.pk).exists():
            raise OwnerUnfit
        if draft.owner.pk == complaint.owner_id:
            raise OwnerSame(name=draft.owner.name)


def _record(complaint: Complaint, step: ComplaintStep) -> dict[str, Any]:
    data: dict[str, Any] = {
        "complaint": complaint.number,
        "about": complaint.about_person.username if complaint.about_person else "",
        "status": str(complaint.state),
        "step": str(step.kind),
        "step_number": step.place,
        "note": step.words,
        "owner": complaint.owner.username if complaint.owner else "",
    }
    if step.kind == StepKind.CLOSED:
        data |= {"finding": str(step.finding), "remedy": step.remedy}
    if step.due_on:
        data["due_on"] = step.due_on.isoformat()
    return data

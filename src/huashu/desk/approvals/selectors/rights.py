"""Who may decide a request."""

from __future__ import annotations

from huashu.desk.access import may
from huashu.desk.approvals.models import Arrangement, ArrangementStatus, StepCode
from huashu.desk.approvals.refusals import ArrangementOver, FirstApprovalMissing, OwnArrangement, SameEyes
from huashu.desk.people.models import Person, Role
from huashu.desk.refusals import DeskRefusal


def decide_check(arrangement: Arrangement, person: Person) -> None:
    """Refuse a decision that isn't this person's to make; the role's right to decide at all is the view's to ask.

    Raises:
        ArrangementOver: No decision is awaited.
        OwnArrangement: It's what they asked for.
        SameEyes: They gave the first approval.
        FirstApprovalMissing: It needs a supervisor's decision first.
    """
    if arrangement.status not in (ArrangementStatus.WAITING, ArrangementStatus.SECOND) or not may(person, "approvals.decide"):
        raise ArrangementOver
    if arrangement.asked_by_id == person.pk:
        raise OwnArrangement
    if arrangement.status == ArrangementStatus.SECOND:
        if any(step.person_id == person.pk and step.code == StepCode.SECONDED for step in arrangement.steps.all()):
            raise SameEyes
        return
    if person.role == Role.COMPLIANCE and arrangement.asked_by.role != Role.SUPERVISOR:
        raise FirstApprovalMissing


def why_not(arrangement: Arrangement, person: Person) -> DeskRefusal | None:
    """Why the person may not decide it, or None if they may."""
    try:
        decide_check(arrangement, person)
    except DeskRefusal as refusal:
        return refusal
    return None

"""One step of a request written down: in its own history, on the case's timeline and in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from huashu.desk.approvals.models import Arrangement, ArrangementStatus, ArrangementStep, StepCode
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import CaseEvent, Contact, Promise, PromiseChange, PromiseStatus
from huashu.desk.people.models import Person

STATUS_OF: Final = {
    StepCode.ASKED: ArrangementStatus.WAITING,
    StepCode.SECONDED: ArrangementStatus.SECOND,
    StepCode.APPROVED: ArrangementStatus.APPROVED,
    StepCode.COUNTERED: ArrangementStatus.COUNTERED,
    StepCode.REFUSED: ArrangementStatus.REFUSED,
    StepCode.AGREED: ArrangementStatus.AGREED,
    StepCode.DECLINED: ArrangementStatus.DECLINED,
    StepCode.TAKEN_BACK: ArrangementStatus.TAKEN_BACK,
}


def step_write(
    *,
    arrangement: Arrangement,
    code: StepCode,
    person: Person,
    now: datetime,
    reason: str = "",
    terms: Mapping[str, Any] | None = None,
    contact: Contact | None = None,
) -> ArrangementStep:
    """Add a step and what follows from it; call it last in a transaction, it takes its turn at the trail.

    Args:
        arrangement: The request, locked.
        code: What was done.
        person: Who did it.
        now: The moment.
        reason: Why.
        terms: The terms it speaks of; None for those asked for.
        contact: The conversation in which the customer agreed or declined.
    """
    said, spoken = dict(terms if terms is not None else arrangement.terms), reason.strip()[:400]
    step = ArrangementStep.objects.create(
        arrangement=arrangement, code=code, person=person, at=now, reason=spoken, terms=said, contact=contact
    )
    arrangement.status = STATUS_OF[code]
    arrangement.save(update_fields=["status"])
    values = {"arrangement": arrangement.pk, "kind": arrangement.kind, "reason": spoken}
    case = arrangement.case
    day = timezone.localdate(now)
    CaseEvent.objects.create(case=case, at=now, code=f"arrangement_{code}", values=values, person=person, business_on=day)
    is_new = code is StepCode.ASKED
    data: dict[str, Any] = {
        "arrangement": arrangement.pk,
        "arrangement_kind": arrangement.kind,
        "arrangement_step": str(code),
        "terms": said,
    }
    data |= {"asked_by": arrangement.asked_by.username, "reason": spoken}
    if is_new:
        data |= {"excess": arrangement.excess, "said": arrangement.words, "contact": arrangement.contact_id}
    kind = TrailKind.ARRANGEMENT_ASKED if is_new else TrailKind.ARRANGEMENT_CHANGED
    trail_append(kind, person=person, case=case, data=data, at=now)
    return step


def promise_refuse(arrangement: Arrangement, now: datetime) -> None:
    """The promise that a request proposes, if it's one and still waits, will never stand."""
    promise = arrangement.promise
    if promise is None or promise.status != PromiseStatus.PROPOSED:
        return
    promise.status = PromiseStatus.REFUSED
    promise.save(update_fields=["status"])
    promise.parts.update(status=PromiseStatus.REFUSED)
    change_write(promise, PromiseStatus.PROPOSED, now)


def change_write(promise: Promise, before: PromiseStatus, now: datetime) -> None:
    """Add a change of a promise that a person decided; those that the ledger decides are written by ``closing.promises``."""
    parts = list(promise.parts.all())
    PromiseChange.objects.create(
        promise=promise,
        status_from=before,
        status=promise.status,
        amount_minor=sum(part.amount_minor for part in parts),
        due_on=max(part.due_on for part in parts),
        at=now,
        business_on=timezone.localdate(now),
    )

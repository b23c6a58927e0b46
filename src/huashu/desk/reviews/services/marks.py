"""What people say of a review's items: a supervisor judges otherwise, an officer appeals, a supervisor decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import ItemVerdict, MachineReview, Mark, MarkKind
from huashu.desk.reviews.refusals import AppealDecided, ItemUnknown, OwnCallDecided, ReasonMissing, SameVerdict
from huashu.desk.reviews.standing import verdict_now


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """What a person says of one item; with a turn and a quote it is a finding that the machine missed."""

    group: str
    label: str
    verdict: ItemVerdict
    reason: str
    turn: int | None = None
    quote: str = ""


def mark_override(*, review: MachineReview, draft: MarkDraft, person: Person, now: datetime) -> Mark:
    """Judge an item otherwise than the machine; it counts at once, and both verdicts stay.

    Raises:
        OwnCallDecided: It is the person's own call.
        ItemUnknown: The review has no such item.
        ReasonMissing: No reason is given.
        SameVerdict: That is the verdict already.
    """
    if review.conversation.officer_id == person.pk:
        raise OwnCallDecided
    return _mark(review, MarkKind.OVERRIDE, draft, person, now)


def mark_appeal(*, review: MachineReview, draft: MarkDraft, person: Person, now: datetime) -> Mark:
    """Appeal against one item; it changes nothing until a supervisor decides.

    Raises:
        ItemUnknown, ReasonMissing, SameVerdict: As for an override.
    """
    return _mark(review, MarkKind.APPEAL, draft, person, now)


def appeal_decide(*, appeal: Mark, verdict: ItemVerdict, reason: str, person: Person, now: datetime) -> Mark:
    """Decide an appeal: the verdict that is given counts from now on, the machine's or the appeal's or another.

    Raises:
        OwnCallDecided: It is the person's own call or appeal.
        AppealDecided: It was decided before.
        ReasonMissing: No reason is given.
    """
    if person.pk in (appeal.review.conversation.officer_id, appeal.person_id):
        raise OwnCallDecided
    if Mark.objects.filter(answers=appeal).exists():
        raise AppealDecided
    if not reason.strip():
        raise ReasonMissing
    return mark_write(appeal.review, MarkKind.DECISION, MarkDraft(appeal.group, appeal.label, verdict, reason), person, now, appeal)


def _mark(review: MachineReview, kind: MarkKind, draft: MarkDraft, person: Person, now: datetime) -> Mark:
    held = verdict_now(review, draft.group, draft.label)
    if held is None:
        raise ItemUnknown(label=draft.label)
    if not draft.reason.strip():
        raise ReasonMissing
    if held == draft.verdict:
        raise SameVerdict
    return mark_write(review, kind, draft, person, now)


def mark_write(review: MachineReview, kind: MarkKind, draft: MarkDraft, person: Person, now: datetime, appeal: Mark | None = None) -> Mark:
    """Keep a mark that was found to be in order, and enter it in the trail."""
    with transaction.atomic():
        row = Mark.objects.create(
            review=review,
            kind=kind,
            group=draft.group,
            label=draft.label,
            verdict=draft.verdict,
            reason=draft.reason.strip()[:400],
            turn=draft.turn,
            quote=draft.quote,
            answers=appeal,
            person=person,
            at=now,
        )
        case = review.conversation.case
        data = {
            "review": review.pk,
            "kind": str(kind),
            "item": f"{draft.group}.{draft.label}",
            "verdict": str(draft.verdict),
            "reason": row.reason,
        } | ({} if row.turn is None else {"turn": row.turn + 1})
        trail_append(TrailKind.REVIEW_MARKED, person=person, customer=case.customer if case else None, case=case, data=data, at=now)
    return row

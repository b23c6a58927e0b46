"""Promises: written down, put forward, made to stand, and ended before their days are over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huashu.desk.approvals.refusals import ConditionOver, TermsPast
from huashu.desk.approvals.services.steps import change_write
from huashu.desk.cases.drafts import PromiseDraft
from huashu.desk.cases.models import Case, CaseEvent, Contact, Promise, PromiseKind, PromisePart, PromiseStatus
from huashu.desk.cases.refusals import ConditionWordsMissing
from huashu.desk.cases.services.placing import case_copy_promises, case_place
from huashu.desk.closing.promises import promises_decide, promises_end
from huashu.desk.closing.scope import Scope, rules_by_product
from huashu.desk.people.models import Person


def promise_record(*, case: Case, contact: Contact, promise: PromiseDraft, person: Person, now: datetime) -> Promise:
    """Write down a promise that stands at once; it takes the place of the loan's open ones.

    Two open promises would both claim the same money when it comes, so there is one at a time. An older one whose day has passed
    unpaid is broken at this moment; one that is still to come is withdrawn. A message confirming it is queued.

    Args:
        case: The case.
        contact: The contact in which it was made.
        promise: What was promised; checked already.
        person: Who took it.
        now: The moment of writing down.
    """
    promises_stop(case, now)
    row = promise_write(case=case, contact=contact, promise=promise, person=person, now=now, status=PromiseStatus.OPEN)
    from huashu.desk.approvals.notify import promise_confirm  # noqa: PLC0415 - approvals are about cases

    promise_confirm(row, person, now)
    return row


def promise_write(*, case: Case, contact: Contact, promise: PromiseDraft, person: Person, now: datetime, status: PromiseStatus) -> Promise:
    """Store a promise with its parts, open or proposed, and touch nothing else."""
    row = Promise.objects.create(
        case=case,
        loan_id=case.loan_id,
        contact=contact,
        kind=promise.kind,
        words=promise.words,
        taken_by=person,
        promised_on=timezone.localdate(now),
        status=status,
    )
    parts = (PromisePart(promise=row, amount_minor=part.amount_minor, due_on=part.due_on, status=status) for part in promise.parts)
    PromisePart.objects.bulk_create(parts)
    return row


def promise_open(*, promise: Promise, now: datetime) -> None:
    """Let a proposed promise stand, from now on; it takes the place of the loan's open ones.

    Money that came since it was made counts for it, unless an older promise was still standing then: that one has taken the money.

    Args:
        promise: The promise, proposed.
        now: The moment of its approval.

    Raises:
        TermsPast: One of its days is over.
    """
    today, case = timezone.localdate(now), promise.case
    first_on = min(part.due_on for part in promise.parts.all())
    if first_on < today:
        raise TermsPast(day=first_on.isoformat())
    older = Promise.objects.filter(loan=promise.loan_id, pk__lt=promise.pk)
    stood = older.filter(Q(status=PromiseStatus.OPEN) | Q(decided_on__gte=promise.promised_on)).exists()
    promises_stop(case, now)
    promise.status, promise.opened_at, promise.counts_from = PromiseStatus.OPEN, now, now if stood else None
    promise.save(update_fields=["status", "opened_at", "counts_from"])
    promise.parts.update(status=PromiseStatus.OPEN)
    change_write(promise, PromiseStatus.PROPOSED, now)
    promises_decide(_scope(case, now))
    case.refresh_from_db()
    case_copy_promises(case)


def promise_condition_fail(*, promise: Promise, words: str, person: Person, now: datetime) -> None:
    """The condition of a promise didn't come about, and the customer said so in time: it's withdrawn, not broken.

    Said after the last day it's too late: nobody knows then whether it's an excuse, and the ledger decides. What has passed unpaid by
    now stays missed either way.

    Args:
        promise: A promise under a condition.
        words: What the customer said.
        person: Who was told.
        now: The moment.

    Raises:
        ConditionOver: It isn't open, has no condition, or its last day is over.
        ConditionWordsMissing: There are no words.
    """
    if not words.strip():
        raise ConditionWordsMissing
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=promise.case_id)
        row = Promise.objects.get(pk=promise.pk)
        today = timezone.localdate(now)
        last_on = max(part.due_on for part in row.parts.all())
        if row.status != PromiseStatus.OPEN or row.kind != PromiseKind.CONDITIONAL or last_on < today:
            raise ConditionOver
        values = {"promise": row.pk, "words": words.strip()[:240]}
        CaseEvent.objects.create(case=case, at=now, code="condition_failed", values=values, person=person, business_on=today)
        promises_end(_scope(case, now), [row.pk])
        case.refresh_from_db()
        case_copy_promises(case)
        case_place(case, now)


def promises_stop(case: Case, now: datetime, which: Q | None = None) -> None:
    """Let the ledger decide on the loan's open promises and end them, then bring what the case copies from them up to date.

    Args:
        case: The case.
        now: The moment.
        which: Which of them; None for all.
    """
    open_ids = list(Promise.objects.filter(which or Q(), loan=case.loan_id, status=PromiseStatus.OPEN).values_list("pk", flat=True))
    if open_ids:
        promises_end(_scope(case, now), open_ids)
        case.refresh_from_db(fields=("promise_due_on", "promise_due_minor", "broken_promises", "promise_broken_on"))


def _scope(case: Case, now: datetime) -> Scope:
    return Scope(timezone.localdate(now), now, rules_by_product(), (case.loan_id,))

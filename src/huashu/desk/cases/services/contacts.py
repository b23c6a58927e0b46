"""Writing down a contact, the promise that came of it, and what both mean for the case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.cases.drafts import ContactDraft, PromiseDraft, draft_check
from huashu.desk.cases.models import Case, Contact, Promise, PromisePart, PromiseStatus, Reached
from huashu.desk.cases.outcomes import first_contact_met
from huashu.desk.cases.refusals import AlreadyCorrected, CaseClosed
from huashu.desk.cases.services.placing import case_copy_promises, case_place
from huashu.desk.closing.promises import promises_end
from huashu.desk.closing.scope import Scope, rules_by_product
from huashu.desk.conduct.services.appointments import appointment_check
from huashu.desk.conduct.services.findings import contact_judge
from huashu.desk.people.models import Person

FIRST_CONTACT_WITHIN = timedelta(hours=24)


def contact_record(
    *, case: Case, draft: ContactDraft, person: Person, now: datetime, key: str | None = None, corrects: Contact | None = None
) -> Contact:
    """Write down one contact; sending the same key again changes nothing.

    Args:
        case: The case it belongs to.
        draft: What happened.
        person: Who writes it down.
        now: The moment of writing down.
        key: Idempotency key of the form that was sent, at most 64 characters.
        corrects: The contact of the same case that this one replaces, if it is a correction.

    Returns:
        The contact, or the one that the same key made before.

    Raises:
        DeskRefusal: The case is closed, the contact to be corrected has been, or the draft doesn't pass its checks.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if key and (before := Contact.objects.filter(idempotency_key=key, case=case).first()):
            return before
        _check_open(case, corrects)
        today = timezone.localdate(now)
        draft_check(draft, now, today)
        appointment_check(case=case, draft=draft, now=now)
        contact = _contact_of(case, draft, person, now, key, corrects)
        if corrects is not None:
            _end_promises(case, now, Q(contact=corrects))
        if draft.promise is not None:
            promise_record(case=case, contact=contact, promise=draft.promise, person=person, now=now)
        _follow(case, draft)
        case_place(case, now)
        contact_judge(contact=contact, now=now)
        return contact


def promise_record(*, case: Case, contact: Contact, promise: PromiseDraft, person: Person, now: datetime) -> Promise:
    """Write down a promise; it takes the place of the loan's open ones.

    Two open promises would both claim the same money when it comes, so there is one at a time. An older one whose day has passed
    unpaid is broken at this moment; one that is still to come is withdrawn.

    Args:
        case: The case.
        contact: The contact in which it was made.
        promise: What was promised; checked already.
        person: Who took it.
        now: The moment of writing down.
    """
    _end_promises(case, now, Q())
    today = timezone.localdate(now)
    row = Promise.objects.create(
        case=case, loan_id=case.loan_id, contact=contact, kind=promise.kind, words=promise.words, taken_by=person, promised_on=today
    )
    PromisePart.objects.bulk_create(PromisePart(promise=row, amount_minor=part.amount_minor, due_on=part.due_on) for part in promise.parts)
    return row


def _check_open(case: Case, corrects: Contact | None) -> None:
    if corrects is None:
        if case.closed_on is not None:
            raise CaseClosed(day=date_format(case.closed_on))
        return
    assert corrects.case_id == case.pk
    if Contact.objects.filter(corrects=corrects).exists():
        raise AlreadyCorrected


def _contact_of(case: Case, draft: ContactDraft, person: Person, now: datetime, key: str | None, corrects: Contact | None) -> Contact:
    return Contact.objects.create(
        case=case,
        officer=person,
        channel=draft.channel,
        reached=draft.reached,
        outcome=draft.outcome,
        reason=draft.reason,
        note=draft.note,
        started_at=draft.started_at,
        duration_seconds=draft.duration_seconds,
        recorded_at=now,
        next_contact_at=draft.next_contact_at,
        corrects=corrects,
        idempotency_key=key,
    )


def _end_promises(case: Case, now: datetime, which: Q) -> None:
    """Let the ledger decide on the loan's open promises, then bring what the case copies from them up to date."""
    open_ids = list(Promise.objects.filter(which, loan=case.loan_id, status=PromiseStatus.OPEN).values_list("pk", flat=True))
    if open_ids:
        promises_end(Scope(timezone.localdate(now), now, rules_by_product(), (case.loan_id,)), open_ids)
        case.refresh_from_db(fields=("promise_due_on", "promise_due_minor", "broken_promises", "promise_broken_on"))


def _follow(case: Case, draft: ContactDraft) -> None:
    """Bring what the case says about its contacts and promises up to date with the rows that count."""
    standing = list(
        case.contacts.filter(corrected_by__isnull=True).order_by("started_at").values_list("channel", "reached", "outcome", "started_at")
    )
    case.last_contact_at = standing[-1][3]
    case.next_contact_at = draft.next_contact_at
    case.next_contact_is_appointment = draft.next_contact_at is not None and draft.is_appointment
    if case.first_contact_due_at is not None:
        since = case.first_contact_due_at - FIRST_CONTACT_WITHIN
        met = (at for channel, reached, outcome, at in standing if at >= since and first_contact_met(channel, reached, outcome))
        case.first_contacted_at = next(met, None)
    if draft.reached is Reached.CUSTOMER:
        case.promise_broken_on = None
    case_copy_promises(case)

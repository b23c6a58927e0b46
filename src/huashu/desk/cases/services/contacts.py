"""Writing down a contact, the promise that came of it, and what both mean for the case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.approvals.authority import Excess
from huashu.desk.approvals.services.asking import promise_authority, promise_put_forward, promise_requests_end
from huashu.desk.cases.drafts import ContactDraft, draft_check
from huashu.desk.cases.models import Case, Contact, PromiseStatus, Reached
from huashu.desk.cases.outcomes import first_contact_met
from huashu.desk.cases.refusals import AlreadyCorrected, CaseClosed
from huashu.desk.cases.services.placing import case_copy_promises, case_place
from huashu.desk.cases.services.promises import promise_record, promise_write, promises_stop
from huashu.desk.conduct.services.appointments import appointment_check
from huashu.desk.conduct.services.findings import contact_judge
from huashu.desk.people.models import Person

FIRST_CONTACT_WITHIN = timedelta(hours=24)


def contact_record(
    *,
    case: Case,
    draft: ContactDraft,
    person: Person,
    now: datetime,
    key: str | None = None,
    corrects: Contact | None = None,
    granted: bool = False,
) -> Contact:
    """Write down one contact; sending the same key again changes nothing.

    A promise within the person's authority stands at once. One beyond it is put forward to a supervisor if the draft says so, and
    then binds nobody until it's approved; otherwise the contact is refused.

    Args:
        case: The case it belongs to.
        draft: What happened.
        person: Who writes it down.
        now: The moment of writing down.
        key: Idempotency key of the form that was sent, at most 64 characters.
        corrects: The contact of the same case that this one replaces, if it is a correction.
        granted: Whether a supervisor has offered these very terms already, so that nobody's authority is asked again.

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
        excess = promise_authority(case, draft.promise, person, now) if draft.promise and not granted else []
        contact = _contact_of(case, draft, person, now, key, corrects)
        if corrects is not None:
            promises_stop(case, now, Q(contact=corrects))
            promise_requests_end(case, person, now, contact=corrects)
        if draft.promise is not None:
            _take(case, contact, draft, excess, person, now)
        _follow(case, draft)
        case_place(case, now)
        contact_judge(contact=contact, now=now)
        return contact


def _take(case: Case, contact: Contact, draft: ContactDraft, excess: list[Excess], person: Person, now: datetime) -> None:
    """The promise stands, or is put forward; either way it takes the place of one that waits."""
    assert draft.promise is not None
    promise_requests_end(case, person, now)
    if not excess:
        promise_record(case=case, contact=contact, promise=draft.promise, person=person, now=now)
        return
    row = promise_write(case=case, contact=contact, promise=draft.promise, person=person, now=now, status=PromiseStatus.PROPOSED)
    promise_put_forward(promise=row, draft=draft.promise, excess=excess, note=draft.note, person=person, now=now)


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
        case.answer_due_at = None
    case_copy_promises(case)

"""Putting an arrangement forward, and taking it back. Nothing here grants anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.approvals.authority import Excess, answer_due_at
from huashu.desk.approvals.models import OPEN, Arrangement, ArrangementKind, StepCode
from huashu.desk.approvals.refusals import ArrangementOver, AskedAlready, ContactMissing, PromiseBeyondAuthority, WordsMissing
from huashu.desk.approvals.selectors.limits import limits_of
from huashu.desk.approvals.services.steps import promise_refuse, step_write
from huashu.desk.approvals.terms import Terms, excess_of, promise_terms
from huashu.desk.approvals.words import excess_sentences, forward_sentence
from huashu.desk.cases.drafts import PromiseDraft
from huashu.desk.cases.models import Case, Contact, Promise, Reached
from huashu.desk.cases.refusals import CaseClosed
from huashu.desk.people.models import Person


def promise_authority(case: Case, promise: PromiseDraft, person: Person, now: datetime) -> list[Excess]:
    """Limits of the person that a promise exceeds; empty if they may take it alone.

    Raises:
        PromiseBeyondAuthority: It exceeds some and isn't put forward; says what to tell the customer.
        WordsMissing: It's put forward without the customer's words.
    """
    today, limits = timezone.localdate(now), limits_of(person)
    found = excess_of(case, ArrangementKind.PROMISE, promise_terms(promise), limits, today, now)
    if found and not promise.forward:
        sentence = forward_sentence(case, answer_due_at(timezone.localtime(now), limits.answer_hours), today)
        raise PromiseBeyondAuthority(excess=excess_sentences(found, case.currency), sentence=sentence)
    if found and not promise.words.strip():
        raise WordsMissing(field="promise_words")
    return found


def promise_put_forward(
    *, promise: Promise, draft: PromiseDraft, excess: Sequence[Excess], note: str, person: Person, now: datetime
) -> Arrangement:
    """Put a proposed promise forward, in the transaction that wrote it down.

    Args:
        promise: The promise, stored as proposed.
        draft: What it says.
        excess: The limits that it exceeds.
        note: What the officer wrote about the contact.
        person: Who puts it forward.
        now: The moment.
    """
    assert promise.contact is not None
    return _asked(
        Arrangement(
            case=promise.case,
            kind=ArrangementKind.PROMISE,
            terms=promise_terms(draft),
            excess=[one.as_record() for one in excess],
            contact=promise.contact,
            promise=promise,
            words=draft.words,
            note=note,
        ),
        person,
        now,
    )


def arrangement_ask(
    *, case: Case, kind: ArrangementKind, terms: Terms, words: str, note: str, person: Person, now: datetime
) -> Arrangement:
    """Put a waiver or a change of the plan forward; it rests on the last conversation with the customer.

    Args:
        case: The case, fetched for the person.
        kind: What is asked for; promises come with their contact instead.
        terms: The terms.
        words: What the customer said.
        note: What the officer adds.
        person: Who puts it forward.
        now: The moment.

    Raises:
        WordsMissing: There are no words.
        CaseClosed: The case isn't open.
        ContactMissing: The customer hasn't been spoken to.
        AskedAlready: A request of this kind is open already.
        Refusal: The ledger doesn't take a change of the plan.
    """
    if not words.strip():
        raise WordsMissing(field="words")
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.closed_on is not None:
            raise CaseClosed(day=date_format(case.closed_on))
        if Arrangement.objects.filter(case=case, kind=kind, status__in=OPEN).exists():
            raise AskedAlready
        contact = last_talk(case)
        if contact is None:
            raise ContactMissing
        excess = excess_of(case, kind, terms, limits_of(person), timezone.localdate(now), now)
        row = Arrangement(case=case, kind=kind, terms=terms, contact=contact, words=words.strip()[:240], note=note.strip())
        row.excess = [one.as_record() for one in excess]
        return _asked(row, person, now)


def arrangement_take_back(*, arrangement: Arrangement, reason: str, person: Person, now: datetime) -> None:
    """Take a request back: the customer doesn't want it any more, or it was a mistake.

    Raises:
        ArrangementOver: It was decided or agreed already.
    """
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=arrangement.case_id)
        row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
        if row.status not in OPEN:
            raise ArrangementOver
        _end(row, reason, person, now)


def promise_requests_end(case: Case, person: Person, now: datetime, *, contact: Contact | None = None) -> None:
    """Take back open requests about promises, because a newer promise takes their place or their contact was corrected.

    Args:
        case: The case, locked.
        person: Who writes the newer contact down.
        now: The moment.
        contact: Only the one that rests on this contact; None for all.
    """
    rows = Arrangement.objects.select_for_update().filter(case=case, kind=ArrangementKind.PROMISE, status__in=OPEN)
    for row in rows.filter(contact=contact) if contact else rows:
        _end(row, "", person, now)


def last_talk(case: Case) -> Contact | None:
    """The last conversation with the customer themselves that stands."""
    talks = case.contacts.filter(reached=Reached.CUSTOMER, corrected_by__isnull=True)
    return talks.order_by("-started_at", "-pk").first()


def _asked(row: Arrangement, person: Person, now: datetime) -> Arrangement:
    row.asked_by, row.asked_at = person, now
    row.answer_due_at = answer_due_at(timezone.localtime(now), limits_of(person).answer_hours)
    row.save()
    step_write(arrangement=row, code=StepCode.ASKED, person=person, now=now, reason=row.note)
    return row


def _end(row: Arrangement, reason: str, person: Person, now: datetime) -> None:
    promise_refuse(row, now)
    step_write(arrangement=row, code=StepCode.TAKEN_BACK, person=person, now=now, reason=reason)

"""Deciding requests: approve, offer other terms, refuse; and what the customer says to other terms.

A request of an officer is decided by a supervisor of the team. What goes beyond a supervisor's own authority needs two people with
authority: a supervisor and then another supervisor or compliance; where a supervisor asked, they are the first of the two. Nobody
decides what they asked for, and nobody gives both approvals.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.approvals.models import WAITING, Arrangement, ArrangementKind, ArrangementStatus, ArrangementStep, StepCode
from huashu.desk.approvals.notify import arrangement_tell
from huashu.desk.approvals.refusals import (
    ArrangementCaseClosed,
    ArrangementOver,
    CounterBeyondLimit,
    CounterSame,
    LedgerRefuses,
    ReasonNeeded,
    WordsMissing,
)
from huashu.desk.approvals.selectors.limits import limits_of_role
from huashu.desk.approvals.selectors.rights import decide_check
from huashu.desk.approvals.services.steps import promise_refuse, step_write
from huashu.desk.approvals.terms import ENTRY_KINDS, Terms, change_of, effect_on, excess_of, promise_of
from huashu.desk.approvals.words import excess_sentences
from huashu.desk.cases.drafts import ContactDraft, promise_check
from huashu.desk.cases.models import Case, Channel, Contact, Outcome, Reached
from huashu.desk.cases.refusal_words import refusal_words
from huashu.desk.cases.services import case_place, contact_record
from huashu.desk.cases.services.promises import promise_open
from huashu.desk.loans.services import entry_post
from huashu.desk.people.models import Person, Role
from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal


def arrangement_approve(*, arrangement: Arrangement, reason: str, person: Person, now: datetime) -> Arrangement:
    """Approve a request as it was asked for; if it needs a second approval, this is the first.

    Args:
        arrangement: The request, about a case that the person may see.
        reason: A word to the officer; may be empty.
        person: Who decides.
        now: The moment.

    Returns:
        The request; its status says whether it holds now or waits for a second approval.

    Raises:
        ArrangementOver, OwnArrangement, SameEyes, FirstApprovalMissing: The person may not decide it now.
        ArrangementCaseClosed, TermsPast, LedgerRefuses: It can't be carried out as things stand.
    """
    with transaction.atomic():
        row, case = _locked(arrangement, person, WAITING)
        _check_open(case)
        if _needs_second(row, case, now):
            step_write(arrangement=row, code=StepCode.SECONDED, person=person, now=now, reason=reason)
            return row
        _carry_out(row, case, row.terms, person, now)
        told = arrangement_tell(row, "arrangement_approved", row.terms, person, now)
        _to_be_told(case, row, now, told=told)
        step_write(arrangement=row, code=StepCode.APPROVED, person=person, now=now, reason=reason)
    return row


def arrangement_refuse(*, arrangement: Arrangement, reason: str, person: Person, now: datetime) -> Arrangement:
    """Refuse a request.

    Raises:
        ReasonNeeded: There is no reason.
        ArrangementOver, OwnArrangement, SameEyes, FirstApprovalMissing: The person may not decide it now.
    """
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        row, case = _locked(arrangement, person, WAITING)
        promise_refuse(row, now)
        _to_be_told(case, row, now, told=case.closed_on is not None)
        step_write(arrangement=row, code=StepCode.REFUSED, person=person, now=now, reason=reason)
    return row


def arrangement_counter(*, arrangement: Arrangement, terms: Terms, reason: str, person: Person, now: datetime) -> Arrangement:
    """Offer other terms; they hold only once the customer has agreed to them.

    Args:
        arrangement: The request.
        terms: What is offered instead, of the same kind.
        reason: Why, for the officer to pass on.
        person: Who decides.
        now: The moment.

    Raises:
        ReasonNeeded: There is no reason.
        CounterSame: The terms are those asked for.
        CounterBeyondLimit: The terms go beyond the person's own authority.
        DeskRefusal: As for :func:`arrangement_approve`, or a promise that isn't one.
    """
    if not reason.strip():
        raise ReasonNeeded
    today = timezone.localdate(now)
    with transaction.atomic():
        row, case = _locked(arrangement, person, WAITING)
        _check_open(case)
        if terms == row.terms:
            raise CounterSame
        if row.kind == ArrangementKind.PROMISE:
            promise_check(promise_of(terms), today)
        try:
            found = excess_of(case, row.kind, terms, limits_of_role(Role.SUPERVISOR), today, now)
        except DeskRefusal:
            raise
        except Refusal as refusal:
            raise LedgerRefuses(why=refusal_words(refusal, case.currency)) from refusal
        if found:
            raise CounterBeyondLimit(excess=excess_sentences(found, case.currency))
        _to_be_told(case, row, now, told=False)
        step_write(arrangement=row, code=StepCode.COUNTERED, person=person, now=now, reason=reason, terms=terms)
    return row


def arrangement_agree(*, arrangement: Arrangement, channel: Channel, words: str, person: Person, now: datetime) -> Contact | None:
    """The customer agreed to the terms offered: they hold from now on.

    For a promise the agreement is a contact of its own, with a new promise on the terms offered; for the rest it rests on the words
    that are written down with it.

    Args:
        arrangement: The request, with terms offered.
        channel: How the customer was spoken to.
        words: What they said.
        person: Who spoke to them.
        now: The moment.

    Raises:
        WordsMissing: There are no words.
        ArrangementOver: No terms are on offer any more.
        DeskRefusal: The promise or the change can't be carried out as things stand.
    """
    if not words.strip():
        raise WordsMissing(field="words")
    with transaction.atomic():
        row, case = _open_offer(arrangement)
        terms = offered_terms(row)
        contact = _agreed(row, case, terms, channel, words.strip()[:240], person, now)
        if row.kind != ArrangementKind.PROMISE:
            offer = _offer(row)
            assert offer is not None
            _carry_out(row, case, terms, offer.person, now)
        case.refresh_from_db()
        case.answer_due_at = None
        case_place(case, now)
        arrangement_tell(row, "arrangement_approved", terms, person, now)
        step_write(arrangement=row, code=StepCode.AGREED, person=person, now=now, reason=words, terms=terms, contact=contact)
    return contact


def arrangement_decline(*, arrangement: Arrangement, words: str, person: Person, now: datetime) -> None:
    """The customer doesn't agree to the terms offered: nothing holds.

    Raises:
        WordsMissing: There are no words.
        ArrangementOver: No terms are on offer any more.
    """
    if not words.strip():
        raise WordsMissing(field="words")
    with transaction.atomic():
        row, case = _open_offer(arrangement)
        terms = offered_terms(row)
        promise_refuse(row, now)
        case.answer_due_at = None
        case_place(case, now)
        step_write(arrangement=row, code=StepCode.DECLINED, person=person, now=now, reason=words, terms=terms)


def offered_terms(arrangement: Arrangement) -> Terms:
    """The terms on the table: those offered instead, else those asked for."""
    offered = _offer(arrangement)
    return dict(offered.terms if offered else arrangement.terms)


def _locked(arrangement: Arrangement, person: Person, statuses: tuple[ArrangementStatus, ...]) -> tuple[Arrangement, Case]:
    case = Case.objects.select_for_update().get(pk=arrangement.case_id)
    row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    row.case = case
    if row.status not in statuses:
        raise ArrangementOver
    decide_check(row, person)
    return row, case


def _open_offer(arrangement: Arrangement) -> tuple[Arrangement, Case]:
    case = Case.objects.select_for_update().get(pk=arrangement.case_id)
    row = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    row.case = case
    if row.status != ArrangementStatus.COUNTERED:
        raise ArrangementOver
    _check_open(case)
    return row, case


def _check_open(case: Case) -> None:
    if case.closed_on is not None:
        raise ArrangementCaseClosed(day=date_format(case.closed_on))


def _needs_second(row: Arrangement, case: Case, now: datetime) -> bool:
    """Whether this approval is only the first of two."""
    if row.status == ArrangementStatus.SECOND or row.asked_by.role == Role.SUPERVISOR:
        return False
    try:
        return bool(excess_of(case, row.kind, row.terms, limits_of_role(Role.SUPERVISOR), timezone.localdate(now), now))
    except Refusal as refusal:
        raise LedgerRefuses(why=refusal_words(refusal, case.currency)) from refusal


def _carry_out(row: Arrangement, case: Case, terms: Mapping[str, Any], person: Person, now: datetime) -> None:
    """Let what was granted count: the promise stands, or the entry is posted."""
    today = timezone.localdate(now)
    if row.kind == ArrangementKind.PROMISE:
        assert row.promise is not None
        row.promise.case = case
        promise_open(promise=row.promise, now=now)
        return
    is_waiver = row.kind == ArrangementKind.WAIVER
    try:
        entry_post(
            loan=case.loan,
            kind=ENTRY_KINDS[ArrangementKind(row.kind)],
            value_on=today if is_waiver else effect_on(terms, today),
            amount_minor=terms["amount_minor"] if is_waiver else 0,
            change=None if is_waiver else change_of(terms),
            person=person,
            now=now,
            note=row.words,
            source_key=f"arrangement:{row.pk}",
        )
    except DeskRefusal:
        raise
    except Refusal as refusal:
        raise LedgerRefuses(why=refusal_words(refusal, case.currency)) from refusal
    case.refresh_from_db()


def _to_be_told(case: Case, row: Arrangement, now: datetime, *, told: bool) -> None:
    """The customer was told by when they'd hear: until a message is queued or somebody speaks to them, the case asks for it."""
    if case.closed_on is not None:
        return
    if not told:
        case.answer_due_at, case.handled_on = row.answer_due_at, None
    case_place(case, now)


def _agreed(
    row: Arrangement, case: Case, terms: Mapping[str, Any], channel: Channel, words: str, person: Person, now: datetime
) -> Contact | None:
    if row.kind != ArrangementKind.PROMISE:
        return None
    promise_refuse(row, now)
    promise = promise_of(terms, words)
    draft = ContactDraft(channel, Reached.CUSTOMER, Outcome.PROMISED, now, note=words, promise=promise)
    row.status = ArrangementStatus.AGREED
    row.save(update_fields=["status"])
    return contact_record(case=case, draft=draft, person=person, now=now, granted=True)


def _offer(row: Arrangement) -> ArrangementStep | None:
    """The step in which other terms were offered: they are its person's."""
    return row.steps.filter(code=StepCode.COUNTERED).select_related("person").order_by("-pk").first()

"""Requests as lists and one by one: what waits for whom, and what a decision rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from huashu.desk.access import arrangements_for, may
from huashu.desk.approvals.models import OPEN, WAITING, Arrangement, ArrangementKind, ArrangementStatus, ArrangementStep, StepCode
from huashu.desk.approvals.selectors.asking import Beyond, beyond_words
from huashu.desk.approvals.selectors.rights import why_not
from huashu.desk.approvals.terms import Terms, change_preview
from huashu.desk.approvals.words import excess_notes, terms_words, told_sentence
from huashu.desk.cases.models import Case, Promise
from huashu.desk.cases.money_words import owed_sentences
from huashu.desk.cases.refusal_words import refusal_words
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.selectors.timeline import promises_of
from huashu.desk.closing.promises import MONEY_KINDS
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.people.models import Person, Role
from huashu.errors import Refusal
from huashu.lending.changes import ChangePreview

LISTS: Final = ("waiting", "offered", "done")


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in a list: what is asked for in a phrase, and whether its time has passed."""

    arrangement: Arrangement
    what: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its terms in a phrase, empty where they are those asked for."""

    step: ArrangementStep
    what: str


@dataclass(frozen=True, slots=True)
class RequestPane:
    """All that a decision rests on.

    Args:
        arrangement: The request.
        what: What is asked for.
        notes: The limits of the asker that it exceeds.
        beyond_you: Why it's beyond the reader's own authority too, if they would decide and it is.
        why_not: Why the reader may not decide it; empty if they may.
        sentences: What is owed, as of today.
        promises: The case's promises, newest first, without the proposed one.
        came_minor: Money that came since it was asked for.
        seen: The plan before and after, for a change of the plan that the ledger would take.
        refused: Why the ledger wouldn't take it.
        steps: What was done with it, oldest first.
        offered: The terms on the table, in a phrase.
        told: What the officer tells the customer now; empty while a decision is awaited.
    """

    arrangement: Arrangement
    what: str
    notes: list[str]
    beyond_you: Beyond | None
    why_not: str
    sentences: list[str]
    promises: list[Promise]
    came_minor: int
    seen: ChangePreview | None
    refused: str
    steps: list[StepRow]
    offered: str
    told: str


def decidable(person: Person) -> QuerySet[Arrangement]:
    """Requests that wait for this person's decision."""
    if not may(person, "approvals.decide"):
        return Arrangement.objects.none()
    given = ArrangementStep.objects.filter(arrangement=OuterRef("pk"), person=person, code=StepCode.SECONDED)
    found = arrangements_for(person).filter(status__in=WAITING).exclude(asked_by=person).exclude(Exists(given))
    if person.role == Role.COMPLIANCE:
        found = found.filter(Q(status=ArrangementStatus.SECOND) | Q(asked_by__role=Role.SUPERVISOR))
    return found


def decidable_count(person: Person) -> int:
    """How many requests wait for this person."""
    return decidable(person).count()


def request_list(person: Person, which: str) -> QuerySet[Arrangement]:
    """Requests of one list: waiting ones by when the customer was told to hear, decided ones the newest first."""
    found = arrangements_for(person).select_related("case__customer", "case__loan", "asked_by")
    if which == "waiting":
        return found.filter(status__in=WAITING).order_by("answer_due_at", "pk")
    if which == "offered":
        return found.filter(status=ArrangementStatus.COUNTERED).order_by("answer_due_at", "pk")
    return found.exclude(status__in=OPEN).order_by("-asked_at", "-pk")


def request_rows(rows: QuerySet[Arrangement] | list[Arrangement], now: datetime) -> list[RequestRow]:
    """Requests as a list shows them."""
    return [RequestRow(row, _what(row, row.terms, now), row.status in OPEN and row.answer_due_at < now) for row in rows]


def request_pane(arrangement: Arrangement, person: Person, now: datetime) -> RequestPane:
    """A request as one person sees it now.

    Args:
        arrangement: The request with its steps, fetched for this person.
        person: Who looks.
        now: The moment.
    """
    case, today = arrangement.case, timezone.localdate(now)
    standing = standing_of(case.loan, today)
    refusal = why_not(arrangement, person)
    seen, refused = _seen(arrangement, now)
    steps = [StepRow(step, _what(arrangement, step.terms, now) if step.terms != arrangement.terms else "") for step in _steps(arrangement)]
    offered = next((step.terms for step in reversed(_steps(arrangement)) if step.code == StepCode.COUNTERED), arrangement.terms)
    decided = arrangement.status not in (*WAITING, ArrangementStatus.TAKEN_BACK)
    return RequestPane(
        arrangement=arrangement,
        what=_what(arrangement, arrangement.terms, now),
        notes=excess_notes(arrangement.excess, case.currency),
        beyond_you=_beyond(arrangement, person, now) if refusal is None and not refused else None,
        why_not=refusal.text() if refusal else "",
        sentences=owed_sentences(standing, case.currency),
        promises=[promise for promise in promises_of(case) if promise.pk != arrangement.promise_id],
        came_minor=_came_minor(arrangement),
        seen=seen,
        refused=refused,
        steps=steps,
        offered=_what(arrangement, offered, now),
        told=told_sentence(arrangement, offered, today) if decided else "",
    )


def open_requests(case: Case) -> list[Arrangement]:
    """Requests about a case of which something is still to be done, and decisions that the customer hasn't been told."""
    done = (ArrangementStatus.APPROVED, ArrangementStatus.REFUSED)
    found = case.arrangements.select_related("asked_by", "case").prefetch_related("steps__person").order_by("pk")
    wanted = Q(status__in=OPEN)
    if case.answer_due_at is not None:
        wanted |= Q(status__in=done, answer_due_at=case.answer_due_at)
    return list(found.filter(wanted))


def _steps(arrangement: Arrangement) -> list[ArrangementStep]:
    return sorted(arrangement.steps.all(), key=lambda step: step.pk)


def _what(arrangement: Arrangement, terms: Terms, now: datetime) -> str:
    return terms_words(arrangement.kind, terms, arrangement.case.currency, timezone.localdate(now))


def _seen(arrangement: Arrangement, now: datetime) -> tuple[ChangePreview | None, str]:
    if arrangement.kind not in (ArrangementKind.RESCHEDULE, ArrangementKind.HOLIDAY) or arrangement.status not in WAITING:
        return None, ""
    try:
        return change_preview(arrangement.case.loan, arrangement.kind, arrangement.terms, timezone.localdate(now), now), ""
    except Refusal as refusal:
        return None, refusal_words(refusal, arrangement.case.currency)


def _beyond(arrangement: Arrangement, person: Person, now: datetime) -> Beyond | None:
    if person.role != Role.SUPERVISOR:
        return None
    return beyond_words(arrangement.case, ArrangementKind(arrangement.kind), arrangement.terms, person, now)


def _came_minor(arrangement: Arrangement) -> int:
    came = LedgerEntry.objects.filter(
        loan=arrangement.case.loan_id, kind__in=MONEY_KINDS, entered_at__gte=arrangement.asked_at, reversed_by=None
    )
    return int(came.aggregate(total=Sum("amount_minor"))["total"] or 0)

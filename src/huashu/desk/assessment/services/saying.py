"""Saying otherwise about a bar, writing down an income, marking a case for legal action; each with its entry in the trail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.assessment.models import AssessmentOverride, Axis, IncomeNote, LegalMark, Level, MarkKind
from huashu.desk.assessment.refusals import IncomeUnlikely, LevelSame, MarkedAlready, SameHand, WhyMissing, WithdrawnAlready
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.cases.refusals import CaseClosed
from huashu.desk.people.models import Person
from huashu.worklist.assessment import level_of


def override_record(*, case: Case, axis: Axis, level: Level, score: int, reason: str, person: Person, now: datetime) -> AssessmentOverride:
    """Say that a bar stands at another level; an earlier word on the same bar stands no longer.

    Args:
        case: The case, fetched for the person.
        axis: Which bar.
        level: Where it stands, says the person.
        score: What the machine says at this moment, 0 to 100; kept beside it.
        reason: Why.
        person: Who says so.
        now: The moment.

    Raises:
        WhyMissing: There is no reason.
        CaseClosed: The case isn't open.
        LevelSame: It stands there already.
    """
    reason = _reason(reason)
    with transaction.atomic():
        case = _locked(case)
        last = _last_word(case, axis)
        if level == (last.level if last else level_of(score)):
            raise LevelSame
        row = AssessmentOverride.objects.create(case=case, axis=axis, level=level, score=score, reason=reason, at=now, person=person)
        data = {"axis": str(axis), "level": str(level), "score": score, "reason": reason}
        _told(TrailKind.ASSESSMENT_OVERRIDDEN, case, person, data, now)
    return row


def override_withdraw(*, override: AssessmentOverride, reason: str, person: Person, now: datetime) -> AssessmentOverride:
    """Take back what a person said about a bar: the machine's word stands again.

    Raises:
        WhyMissing: There is no reason.
        WithdrawnAlready: It doesn't stand any more.
    """
    reason = _reason(reason)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=override.case_id)
        if override != _last_word(case, override.axis):
            raise WithdrawnAlready
        row = AssessmentOverride(case=case, axis=override.axis, level=override.level, score=override.score, reason=reason)
        row.at, row.person, row.withdraws = now, person, override
        row.save()
        data = {"axis": row.axis, "change": "removed", "reason": reason}
        _told(TrailKind.ASSESSMENT_OVERRIDDEN, case, person, data, now)
    return row


def income_record(*, case: Case, monthly_minor: int, said_on: date, words: str, person: Person | None, now: datetime) -> IncomeNote:
    """Write down what a customer said they earn in a month.

    Args:
        case: The case in which they said it, fetched for the person.
        monthly_minor: Minor units of the case's currency, 0 or more.
        said_on: When they said it.
        words: Their words.
        person: Who writes it down.
        now: The moment.

    Raises:
        IncomeUnlikely: Less than nothing, or a day to come.
        WhyMissing: There are no words.
    """
    if monthly_minor < 0 or said_on > timezone.localdate(now):
        raise IncomeUnlikely
    if not words.strip():
        raise WhyMissing(field="words")
    with transaction.atomic():
        row = IncomeNote.objects.create(
            customer_id=case.customer_id,
            case=case,
            monthly_minor=monthly_minor,
            currency=case.currency,
            said_on=said_on,
            words=words.strip()[:240],
            recorded_at=now,
            recorded_by=person,
        )
        data = {"monthly_minor": monthly_minor, "currency": case.currency, "said_on": said_on.isoformat(), "words": row.words}
        trail_append(TrailKind.INCOME_RECORDED, person=person, case=case, data=data, at=now)
    return row


def mark_set(*, case: Case, kind: MarkKind, reason: str, person: Person, now: datetime) -> LegalMark:
    """Mark a case as urgent, or legal action on it as approved.

    Args:
        case: The case, fetched for the person.
        kind: Which mark.
        reason: Why.
        person: Who decides; :func:`huashu.desk.access.may` says whether they may.
        now: The moment.

    Raises:
        WhyMissing: There is no reason.
        CaseClosed: The case isn't open.
        MarkedAlready: The mark stands already.
        SameHand: The person set the other mark.
    """
    reason = _reason(reason)
    with transaction.atomic():
        case = _locked(case)
        standing = {row.kind: row for row in LegalMark.objects.filter(case=case, withdraws=None, withdrawn_by=None)}
        if kind in standing:
            raise MarkedAlready
        if any(row.person_id == person.pk for row in standing.values()):
            raise SameHand
        row = LegalMark.objects.create(case=case, kind=kind, reason=reason, at=now, person=person)
        _marked(row, "added", now)
    return row


def mark_withdraw(*, mark: LegalMark, reason: str, person: Person, now: datetime) -> LegalMark:
    """Take a mark off a case.

    Raises:
        WhyMissing: There is no reason.
        WithdrawnAlready: It was taken off already.
    """
    reason = _reason(reason)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=mark.case_id)
        if mark.withdraws_id is not None or LegalMark.objects.filter(withdraws=mark).exists():
            raise WithdrawnAlready
        row = LegalMark.objects.create(case=case, kind=mark.kind, reason=reason, at=now, person=person, withdraws=mark)
        _marked(row, "removed", now)
    return row


def _reason(text: str) -> str:
    if not text.strip():
        raise WhyMissing
    return text.strip()[:400]


def _last_word(case: Case, axis: str) -> AssessmentOverride | None:
    """The word that stands on a bar: the newest, unless that withdraws; words before it don't come back."""
    last = AssessmentOverride.objects.filter(case=case, axis=axis).order_by("-pk").first()
    return last if last and last.withdraws_id is None else None


def _locked(case: Case) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.closed_on is not None:
        raise CaseClosed(day=date_format(case.closed_on))
    return case


def _marked(row: LegalMark, change: str, now: datetime) -> None:
    code = row.kind if change == "added" else f"{row.kind}_withdrawn"
    CaseEvent.objects.create(
        case=row.case, at=now, code=code, values={"reason": row.reason}, person=row.person, business_on=timezone.localdate(now)
    )
    _told(TrailKind.LEGAL_MARKED, row.case, row.person, {"mark": row.kind, "change": change, "reason": row.reason}, now)


def _told(kind: TrailKind, case: Case, person: Person, data: dict[str, Any], now: datetime) -> None:
    trail_append(kind, person=person, case=case, data=data, at=now)

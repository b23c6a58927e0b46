"""Invented words of people about bars, incomes that were named, and cases on their way to court.

Like the invented requests they are stored as rows and leave nothing in the audit trail, which only tells what was done.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from huashu.desk.assessment.models import AssessmentOverride, Axis, IncomeNote, LegalMark, Level, MarkKind
from huashu.desk.assessment.selectors.estimates import estimate_of
from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.people.models import Person
from huashu.worklist.assessment import Bar

OFFICER: Final = "demo-officer"
SUPERVISOR: Final = "demo-supervisor"
_OVERRIDES: Final = (
    (OFFICER, Axis.ABILITY, Level.LOW, "厂里停工，本人出示了停工通知和上月工资条，只有生活费。"),
    (SUPERVISOR, Axis.WILLINGNESS, Level.HIGH, "每次都主动来店里说明情况，失约是因为打款被银行退回。"),
    (OFFICER, Axis.ABILITY, Level.HIGH, "甲方已付清工程款，到账短信当面看过。"),
)
_INCOMES: Final = ((650_000, "一个月跑下来净剩六千五左右。"), (180_000, "现在一个月就一千八低保。"))
_LOOKED_AT: Final = 12
_MARKS: Final = (
    (SUPERVISOR, MarkKind.URGENT, "车辆定位连续十天在外省二手车市场，担心被转卖。"),
    (SUPERVISOR, MarkKind.LEGAL_APPROVED, "催告后仍拒不沟通，材料已齐，同意立案。"),
)


def standings_write(now: datetime) -> int:
    """Store them as of yesterday, each on another open case of the demo's team; the same cases each time.

    Args:
        now: The moment of loading.

    Returns:
        How many were stored: fewer only if there are fewer fitting cases.
    """
    people, at = Person.objects.filter(is_demo=True).in_bulk(field_name="username"), now - timedelta(days=1)
    mine = Case.objects.filter(loan__is_demo=True, closed_on=None, team=people[SUPERVISOR].team).select_related("loan__product")
    early, firm = mine.filter(stage="early").order_by("pk"), mine.filter(stage="firm").order_by("pk")
    said = _say(early, people, at)
    return len(said) + _incomes(early.exclude(pk__in=said), people[OFFICER], at) + _mark(firm, people, at)


def _say(cases: QuerySet[Case], people: dict[str, Person], at: datetime) -> set[int]:
    """Each word on the first case, of those that have none yet, whose bar the machine puts elsewhere; gives the cases."""
    said: set[int] = set()
    gauges = [(case, _bars(case, at)) for case in cases[:_LOOKED_AT]]
    for who, axis, level, reason in _OVERRIDES:
        found = next(((case, bars[axis]) for case, bars in gauges if case.pk not in said and bars[axis].level != level), None)
        if found is not None:
            case, bar = found
            fields = {"score": bar.score, "reason": reason, "at": at, "person": people[who]}
            AssessmentOverride.objects.create(case=case, axis=axis, level=level, **fields)
            said.add(case.pk)
    return said


def _bars(case: Case, at: datetime) -> dict[Axis, Bar]:
    estimate = estimate_of(case, standing_of(case.loan, timezone.localdate(at)), at)
    return {gauge.axis: gauge.bar for gauge in estimate.gauges}


def _incomes(cases: QuerySet[Case], officer: Person, at: datetime) -> int:
    found = cases.filter(currency="CNY")[: len(_INCOMES)]
    rows = [
        IncomeNote(
            customer_id=case.customer_id,
            case=case,
            monthly_minor=monthly_minor,
            currency=case.currency,
            said_on=timezone.localdate(at),
            words=words,
            recorded_at=at,
            recorded_by=officer,
        )
        for case, (monthly_minor, words) in zip(found, _INCOMES, strict=False)
    ]
    return len(IncomeNote.objects.bulk_create(rows))


def _mark(cases: QuerySet[Case], people: dict[str, Person], at: datetime) -> int:
    done = 0
    for case, (who, kind, reason) in zip(cases[: len(_MARKS)], _MARKS, strict=False):
        person, day = people[who], timezone.localdate(at)
        LegalMark.objects.create(case=case, kind=kind, reason=reason, at=at, person=person)
        CaseEvent.objects.create(case=case, at=at, code=kind, values={"reason": reason}, person=person, business_on=day)
        done += 1
    return done

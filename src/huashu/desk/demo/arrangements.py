"""Invented requests: three that wait for a supervisor, one with other terms on offer, one refused.

Like the invented contacts of the past they are stored as rows and leave nothing in the audit trail, which only tells what was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db.models import Case as Case_
from django.db.models import Exists, OuterRef, When
from django.utils import timezone

from huashu.desk.approvals.authority import default_limits
from huashu.desk.approvals.models import Arrangement, ArrangementKind, ArrangementStep, StepCode
from huashu.desk.approvals.services.steps import STATUS_OF
from huashu.desk.approvals.terms import Terms, change_terms, excess_of, owed_minor, promise_of
from huashu.desk.cases.models import (
    Case,
    CaseEvent,
    Channel,
    Contact,
    Outcome,
    Promise,
    PromiseKind,
    PromisePart,
    PromiseStatus,
    Reached,
    Reason,
)
from huashu.desk.people.models import Person, Role
from huashu.lending.entries import Holiday, HolidayInterest

OFFICER: Final = "demo-officer"
SUPERVISOR: Final = "demo-supervisor"
_ASKED_AT: Final = time(15, 20)


@dataclass(frozen=True, slots=True)
class _Story:
    """A request and what was done with it.

    Args:
        kind: What is asked for.
        shares: For a promise: percent of what is owed, and days from yesterday.
        reason: Why it wasn't paid.
        words: What the customer said.
        note: What the officer wrote.
        steps: What was done with it, each with its reason.
        offered: Shares of the terms offered instead.
    """

    kind: ArrangementKind
    reason: Reason
    words: str
    note: str
    shares: tuple[tuple[int, int], ...] = ()
    steps: tuple[tuple[StepCode, str], ...] = ()
    offered: tuple[tuple[int, int], ...] = ()


_STORIES: Final = (
    _Story(
        ArrangementKind.PROMISE,
        Reason.CASH_FLOW_GAP,
        "工程款下月初才结，到账当天一次还清。",
        "结算单已看过照片，甲方为市政单位。",
        shares=((100, 16),),
    ),
    _Story(
        ArrangementKind.PROMISE,
        Reason.FAMILY_EVENT,
        "家里办完事，分四次，每周还一点。",
        "客户态度配合，愿意分四笔。",
        shares=((25, 4), (25, 11), (25, 18), (25, 25)),
    ),
    _Story(ArrangementKind.HOLIDAY, Reason.INCOME_LOSS, "厂里停工两个月，十二月复工，想先缓一期。", "停工通知已收到，待核。"),
    _Story(
        ArrangementKind.PROMISE,
        Reason.THIRD_PARTY_UNPAID,
        "别人欠我的钱月底才给，到时候再还。",
        "愿意还，但日期由第三方决定。",
        shares=((100, 20),),
        steps=((StepCode.COUNTERED, "先还三成表示诚意，余款到月底。"),),
        offered=((30, 5), (70, 20)),
    ),
    _Story(
        ArrangementKind.PROMISE,
        Reason.UNWILLING,
        "过完年再说吧。",
        "没有具体理由，日期一再推后。",
        shares=((20, 58),),
        steps=((StepCode.REFUSED, "金额太少、日期太远，又没有理由。"),),
    ),
)


def arrangements_write(now: datetime) -> int:
    """Store the requests as of yesterday afternoon, each about an open case of the team, the demo's officer's first; always the same.

    Args:
        now: The moment of loading.

    Returns:
        How many were stored: fewer only if there are fewer fitting cases.
    """
    people = Person.objects.filter(is_demo=True).in_bulk(field_name="username")
    open_promise = Promise.objects.filter(case=OuterRef("pk"), status=PromiseStatus.OPEN)
    team = people[SUPERVISOR].team
    cases = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, overdue_minor__gt=0, team=team, assignee__isnull=False)
    cases = cases.filter(first_contacted_at__isnull=False, opened_on__lt=timezone.localdate(now))
    fitting = cases.exclude(Exists(open_promise)).select_related("loan__product", "assignee")
    fitting = fitting.order_by(Case_(When(assignee=people[OFFICER], then=0), default=1), "broken_promises", "days_past_due", "pk")
    pairs = list(zip(_STORIES, fitting[: len(_STORIES)], strict=False))
    for story, case in pairs:
        _write(story, case, people, now)
    return len(pairs)


def _write(story: _Story, case: Case, people: Mapping[str, Person], now: datetime) -> None:
    officer, supervisor = case.assignee, people[SUPERVISOR]
    assert officer is not None
    asked_at = timezone.make_aware(datetime.combine(timezone.localdate(now) - timedelta(days=1), _ASKED_AT))
    contact = _contact(story, case, officer, asked_at)
    terms = _terms(story, case, asked_at)
    limits = default_limits(Role.OFFICER, case.currency)
    row = Arrangement(case=case, kind=story.kind, terms=terms, contact=contact, words=story.words, note=story.note, asked_by=officer)
    row.excess = [one.as_record() for one in excess_of(case, story.kind, terms, limits, timezone.localdate(asked_at), asked_at)]
    row.asked_at, row.answer_due_at = asked_at, asked_at + timedelta(hours=24, minutes=10)
    row.promise = _promise(row, officer) if story.kind == ArrangementKind.PROMISE else None
    row.save()
    _step(row, StepCode.ASKED, officer, asked_at, story.note, terms)
    for code, reason in story.steps:
        said = _shared(story.offered, case, asked_at) if code is StepCode.COUNTERED else terms
        _step(row, code, supervisor, asked_at + timedelta(hours=1), reason, said)
        row.status = STATUS_OF[code]
        case.answer_due_at = row.answer_due_at
        if code is StepCode.REFUSED and row.promise is not None:
            row.promise.status = PromiseStatus.REFUSED
            row.promise.save()
            row.promise.parts.update(status=PromiseStatus.REFUSED)
    row.save()
    case.last_contact_at = max(case.last_contact_at or contact.started_at, contact.started_at)
    case.save()


def _contact(story: _Story, case: Case, officer: Person, at: datetime) -> Contact:
    outcome = Outcome.PROMISED if story.kind == ArrangementKind.PROMISE else Outcome.NO_PROMISE
    fields: dict[str, Any] = {"reason": story.reason, "note": story.note, "duration_seconds": 214}
    fields |= {"started_at": at - timedelta(minutes=5), "recorded_at": at}
    return Contact.objects.create(case=case, officer=officer, channel=Channel.CALL, reached=Reached.CUSTOMER, outcome=outcome, **fields)


def _terms(story: _Story, case: Case, at: datetime) -> Terms:
    if story.kind == ArrangementKind.PROMISE:
        return _shared(story.shares, case, at)
    return change_terms(timezone.localdate(at), Holiday(1, HolidayInterest.PAY))


def _shared(shares: tuple[tuple[int, int], ...], case: Case, at: datetime) -> Terms:
    """Shares of what is owed as payments; the last takes what rounding leaves over where they come to all of it."""
    owed, day = owed_minor(case), timezone.localdate(at)
    amounts = [owed * percent // 100 for percent, _ in shares]
    if sum(percent for percent, _ in shares) == 100:
        amounts[-1] = owed - sum(amounts[:-1])
    parts = [
        {"amount_minor": amount, "due_on": (day + timedelta(days=days)).isoformat()}
        for amount, (_, days) in zip(amounts, shares, strict=True)
    ]
    kind = PromiseKind.INSTALMENTS if len(parts) > 1 else PromiseKind.FULL if shares[0][0] == 100 else PromiseKind.PART
    return {"kind": str(kind), "parts": parts}


def _promise(row: Arrangement, officer: Person) -> Promise:
    draft = promise_of(row.terms)
    promise = Promise.objects.create(
        case=row.case,
        loan_id=row.case.loan_id,
        contact=row.contact,
        kind=draft.kind,
        words=row.words,
        taken_by=officer,
        promised_on=timezone.localdate(row.asked_at),
        status=PromiseStatus.PROPOSED,
    )
    parts = (
        PromisePart(promise=promise, amount_minor=part.amount_minor, due_on=part.due_on, status=promise.status) for part in draft.parts
    )
    PromisePart.objects.bulk_create(parts)
    return promise


def _step(row: Arrangement, code: StepCode, person: Person, at: datetime, reason: str, terms: Terms) -> None:
    ArrangementStep.objects.create(arrangement=row, code=code, person=person, at=at, reason=reason, terms=terms)
    values = {"arrangement": row.pk, "kind": row.kind, "reason": reason}
    CaseEvent.objects.create(
        case=row.case, at=at, code=f"arrangement_{code}", values=values, person=person, business_on=timezone.localdate(at)
    )

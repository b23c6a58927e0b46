"""Cases opened, continued and closed by what their loans owe.

A loan is *late* while days are past due, or while more than its product's tolerance is overdue. A case opens when its loan is
late, or when an instalment is near (a reminder); the same case goes on when the instalment becomes overdue, and closes by
itself when the loan isn't late any more. At most one is open per loan.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q

from huashu.desk.cases.models import Case
from huashu.desk.closing.events import Event, events_write
from huashu.desk.closing.owners import Owner, owners_of
from huashu.desk.closing.scope import Scope, zone
from huashu.desk.loans.models import LoanStatus
from huashu.desk.rows import day_value, id_filter, moment_value, rows_insert, rows_update
from huashu.worklist import Lane

FIRST_CONTACT_WITHIN: Final = timedelta(hours=24)
"""How soon after an instalment becomes overdue the first contact is due."""

CURED: Final = "cured"
PAID: Final = "paid"
"""Why a case closed: nothing is overdue any more, or the instalment it reminded of was paid in time."""

_COPIED: Final = ("stage", "bucket", "overdue_minor", "due_now_minor", "days_past_due", "next_due_on", "next_due_minor")


_OWNER: Final = ("product_id", "officer_id", "customer_id", "currency")


class Standing(NamedTuple):
    """A loan's status and its open case, if it has one."""

    loan_id: int
    days_past_due: int
    overdue_minor: int
    due_now_minor: int
    oldest_unpaid_due_on: date | None
    next_due_on: date | None
    next_due_minor: int
    stage: str
    bucket: str
    product_id: int
    officer_id: int | None
    customer_id: int
    currency: str
    case_id: int | None
    case_stage: str | None
    overdue_since: date | None

    def is_late(self, scope: Scope) -> bool:
        """Whether the loan is late (see the module)."""
        return self.days_past_due > 0 or self.overdue_minor > scope.rules[self.product_id].product.tolerance_minor

    def is_near(self, scope: Scope) -> bool:
        """Whether an instalment is due but not yet overdue, or falls due within the product's days of reminder."""
        days = scope.rules[self.product_id].desk.reminder_days
        if not days:
            return False
        if self.due_now_minor > 0:
            return True
        return self.next_due_on is not None and self.next_due_minor > 0 and (self.next_due_on - scope.day).days <= days

    def event(self, code: str, **values: Any) -> Event:
        """An event of the loan's case."""
        assert self.case_id is not None
        return Event(self.case_id, code, values | {"currency": self.currency})


_FIGURES: Final = Standing._fields[1:9]


def cases_follow(scope: Scope) -> dict[str, int]:
    """Bring open cases to what their loans owe; close the cured, note the newly overdue, open cases for the late."""
    open_now, fresh = _with_case(scope), _without_case(scope, Q(days_past_due__gt=0) | Q(overdue_minor__gt=0))
    done = [standing for standing in open_now if _is_done(standing, scope)]
    late = [standing for standing in open_now if standing.is_late(scope)]
    begun = [standing for standing in late if standing.overdue_since is None]
    moved = [standing for standing in late if standing.stage != standing.case_stage]
    _copy_statuses(scope)
    _close(scope, done)
    _begin_overdue(scope, begun)
    events_write(scope, [_stage_event(standing) for standing in moved])
    opened = _open(scope, [standing for standing in fresh if standing.is_late(scope)], why="overdue")
    cured = sum(standing.overdue_since is not None for standing in done)
    return {"opened": opened, "became_overdue": len(begun), "cured": cured, "paid": len(done) - cured, "new_stage": len(moved)}


def reminders_follow(scope: Scope) -> dict[str, int]:
    """Open a case for each loan whose instalment is near and that has none."""
    most_days = max((rules.desk.reminder_days for rules in scope.rules.values()), default=0)
    until_on = scope.day + timedelta(days=most_days)
    soon = Q(due_now_minor__gt=0) | Q(next_due_minor__gt=0, next_due_on__lte=until_on)
    near = [standing for standing in _without_case(scope, soon) if standing.is_near(scope)]
    return {"opened": _open(scope, near, why="reminder")}


def deadlines_set(scope: Scope) -> dict[str, int]:
    """Set the first contact's deadline of newly overdue cases, and note those whose deadline passed unmet before the day began."""
    waiting = scope.of(Case.objects.filter(closed_on=None, overdue_since__isnull=False, first_contact_due_at=None))
    rows = [
        (moment_value(first_contact_due_at(since, scope.rules[product_id].product.grace_days)), pk)
        for pk, since, product_id in waiting.order_by("pk").values_list("pk", "overdue_since", "loan__product_id")
        if since is not None
    ]
    rows_update(Case, ("first_contact_due_at", "id"), rows)
    ended_at = datetime.combine(scope.day, time(), zone())
    missed = Case.objects.filter(closed_on=None, first_contacted_at=None)
    missed = missed.filter(first_contact_due_at__gt=ended_at - timedelta(days=1), first_contact_due_at__lte=ended_at)
    told = [Event(pk, "first_contact_missed", {}) for pk in scope.of(missed).order_by("pk").values_list("pk", flat=True)]
    events_write(scope, told)
    return {"set": len(rows), "missed": len(told)}


def first_contact_due_at(due_on: date, grace_days: int) -> datetime:
    """End of the 24 hours in which an instalment that became overdue is first spoken about.

    Args:
        due_on: The instalment's due date.
        grace_days: Days of grace; it's overdue from 00:00 of the day after them, in the lender's time zone.
    """
    overdue_from = datetime.combine(due_on + timedelta(days=grace_days + 1), time(), zone())
    return overdue_from.astimezone(UTC) + FIRST_CONTACT_WITHIN  # hours, also across a change of the clocks


def _without_case(scope: Scope, wanted: Q) -> list[Standing]:
    """Loans for which ``wanted`` holds and that have no open case."""
    has_case = Exists(Case.objects.filter(loan=OuterRef("pk"), closed_on=None))
    owner = (f"loan__{name}" for name in _OWNER)
    rows = scope.of(LoanStatus.objects.filter(wanted).exclude(has_case)).order_by("pk").values_list("pk", *_FIGURES, *owner)
    return [Standing._make((*row, None, None, None)) for row in rows]


def _with_case(scope: Scope) -> list[Standing]:
    """Loans whose open case may change: not those that go on being late in the same stage, nor those still near."""
    least_days = min((rules.desk.reminder_days for rules in scope.rules.values()), default=0)
    figures, owner = (f"loan__status__{name}" for name in _FIGURES), (f"loan__{name}" for name in _OWNER)
    cases = scope.of(Case.objects.filter(closed_on=None, loan__status__isnull=False))
    cases = cases.exclude(overdue_since__isnull=False, stage=F("loan__status__stage"), loan__status__days_past_due__gt=0)
    if least_days:
        soon = scope.day + timedelta(days=least_days)
        settled = {"loan__status__days_past_due": 0, "loan__status__overdue_minor": 0}
        near = {"loan__status__next_due_minor__gt": 0, "loan__status__next_due_on__lte": soon}
        cases = cases.exclude(overdue_since__isnull=True, **settled, **near)
    rows = cases.order_by("loan_id").values_list("loan_id", *figures, *owner, "pk", "stage", "overdue_since")
    return [Standing(*row) for row in rows]


def _is_done(standing: Standing, scope: Scope) -> bool:
    """A late case ends when the loan isn't late; a reminder's case when the instalment isn't near any more either."""
    if standing.is_late(scope):
        return False
    return standing.overdue_since is not None or not standing.is_near(scope)


def _copy_statuses(scope: Scope) -> None:
    """Copy what the queue shows from the status onto every open case, in one statement."""
    case, status = Case._meta.db_table, LoanStatus._meta.db_table
    copied = ", ".join(f"{name} = s.{name}" for name in _COPIED)
    since = f"CASE WHEN {case}.overdue_since IS NULL THEN NULL ELSE COALESCE(s.oldest_unpaid_due_on, {case}.overdue_since) END"
    of_scope, values = id_filter(f"{case}.loan_id", scope.loan_ids)
    where = f"s.loan_id = {case}.loan_id AND {case}.closed_on IS NULL AND {of_scope}"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {case} SET {copied}, overdue_since = {since} FROM {status} s WHERE {where}", values)  # noqa: S608 - the models' names


def _close(scope: Scope, done: list[Standing]) -> None:
    day = day_value(scope.day)
    reasons = [CURED if standing.overdue_since is not None else PAID for standing in done]
    rows = [(day, reason, standing.case_id) for standing, reason in zip(done, reasons, strict=True)]
    rows_update(Case, ("closed_on", "closed_reason", "id"), rows)
    codes = {CURED: "cured", PAID: "closed"}
    events_write(scope, [standing.event(codes[reason]) for standing, reason in zip(done, reasons, strict=True)])


def _begin_overdue(scope: Scope, begun: list[Standing]) -> None:
    rows = [(_since(standing, scope), None, None, standing.case_id) for standing in begun]
    rows_update(Case, ("overdue_since", "first_contact_due_at", "first_contacted_at", "id"), rows)
    events_write(
        scope,
        [standing.event("overdue", amount_minor=standing.overdue_minor, due_on=_iso(standing.oldest_unpaid_due_on)) for standing in begun],
    )


def _open(scope: Scope, fresh: list[Standing], why: str) -> int:
    if not fresh:
        return 0
    last_id = Case.objects.aggregate(last=Max("pk"))["last"] or 0
    owners = owners_of([standing.officer_id for standing in fresh])
    rows = [_new_case(standing, owner, scope, why) for standing, owner in zip(fresh, owners, strict=True)]
    rows_insert(Case, _NEW_FIELDS, rows)
    ids = dict(Case.objects.filter(pk__gt=last_id).values_list("loan_id", "pk"))
    events_write(scope, [_opened(standing._replace(case_id=ids[standing.loan_id]), why) for standing in fresh])
    return len(fresh)


_NEW_FIELDS: Final = (
    *("loan", "customer", "currency", "team", "assignee", "opened_on", "closed_reason", "overdue_since", *_COPIED),
    *("next_contact_is_appointment", "broken_promises", "lane", "rank"),
)


def _new_case(standing: Standing, owner: Owner, scope: Scope, why: str) -> tuple[Any, ...]:
    who = (standing.loan_id, standing.customer_id, standing.currency, owner.team_id, owner.officer_id)
    since = _since(standing, scope) if why == "overdue" else None
    copied = (
        standing.stage,
        standing.bucket,
        standing.overdue_minor,
        standing.due_now_minor,
        standing.days_past_due,
        None if standing.next_due_on is None else day_value(standing.next_due_on),
        standing.next_due_minor,
    )
    return (*who, day_value(scope.day), "", since, *copied, False, 0, Lane.WAITING, 0)


def _stage_event(standing: Standing) -> Event:
    return standing.event("stage", **{"from": standing.case_stage, "stage": standing.stage, "days": standing.days_past_due})


def _opened(standing: Standing, why: str) -> Event:
    due_on = standing.oldest_unpaid_due_on if why == "overdue" else standing.next_due_on
    amount_minor = standing.overdue_minor if why == "overdue" else standing.due_now_minor or standing.next_due_minor
    return standing.event("opened", why=why, amount_minor=amount_minor, days=standing.days_past_due, due_on=_iso(due_on))


def _since(standing: Standing, scope: Scope) -> Any:
    """Since when a case is overdue; where only penalty is left, no due date is, so it counts from the day it was seen."""
    return day_value(standing.oldest_unpaid_due_on or scope.day)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

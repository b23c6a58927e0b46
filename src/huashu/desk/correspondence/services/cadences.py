"""Messages that a cadence makes, once a case, step and due date; and saving cadences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Q

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case, PromiseStatus
from huashu.desk.cases.selectors.standing import instalments_of, standing_of
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.correspondence.cadence import Cadence, Step
from huashu.desk.correspondence.models import CadenceVersion, Way
from huashu.desk.correspondence.refusals import CadenceFaulty, NothingChanged
from huashu.desk.correspondence.selectors.cadences import cadence_text, cadences_checked, cadences_current
from huashu.desk.correspondence.selectors.facts import address_for, channel_for, language_for
from huashu.desk.correspondence.services.promises import promise_reminders_queue
from huashu.desk.correspondence.services.queueing import Origin, institution_is_set
from huashu.desk.correspondence.services.unattended import queue_or_drop
from huashu.desk.people.models import Person
from huashu.errors import Refusal

AT_ONCE: Final = 500
"""Cases whose rules and facts are read together."""

IMPORTANT_SHARE: Final = 5
"""An instalment of a fifth of the loan or more is an important one, as a balloon is."""


def messages_due(*, today: date, now: datetime) -> dict[str, int]:
    """Queue what cadences and promises ask for on a day; run again it changes nothing.

    Args:
        today: The business day.
        now: The moment.

    Returns:
        How many were queued and how many weren't sent, with the reason kept; ``unnamed`` 1 where the institution has no name yet.
    """
    if not institution_is_set():
        return {"unnamed": 1}
    counts = cadence_messages_queue(today=today, now=now)
    for name, count in promise_reminders_queue(today=today, now=now).items():
        counts[name] += count
    return counts


def cadence_messages_queue(*, today: date, now: datetime) -> dict[str, int]:
    """Queue the messages of all cadences that fall on a day.

    Args:
        today: The business day.
        now: The moment.
    """
    counts = {"queued": 0, "dropped": 0}
    if not institution_is_set():
        return counts
    for cadence in cadences_current():
        for step in cadence.steps:
            for case, due_on, basis in _cases(cadence, step, today, now):
                with transaction.atomic():
                    if outcome := _queue(case, cadence, step, due_on, now, basis):
                        counts[outcome] += 1
    return counts


def cadences_save(*, body: str, note: str, person: Person, now: datetime) -> CadenceVersion:
    """Save the cadences as a new version.

    Args:
        body: YAML.
        note: Why they change.
        person: Who changes them.
        now: The moment.

    Raises:
        CadenceFaulty: Something in them can't be.
        NothingChanged: They are what they were.
    """
    text = body.replace("\r\n", "\n").strip() + "\n"
    if cadences_checked(text)[1]:
        raise CadenceFaulty(field="body")
    if text.strip() == cadence_text().strip():
        raise NothingChanged(field="body")
    with transaction.atomic():
        number = (CadenceVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        row = CadenceVersion.objects.create(number=number, body=text, note=note.strip()[:240], made_at=now, made_by=person)
        data = {"what": "cadences", "changes": {"version": [number - 1, number]}, "note": row.note}
        trail_append(TrailKind.LENDER_CHANGED, person=person, data=data, at=now)
    return row


def _cases(cadence: Cadence, step: Step, today: date, now: datetime) -> Iterator[tuple[Case, date, Basis]]:
    """Open cases whose due date lies as many days from today as the step says, with that date."""
    due_on = today - timedelta(days=step.day)
    rows = Case.objects.filter(closed_on=None)
    rows = rows.filter(overdue_since=due_on, overdue_minor__gt=0) if step.day > 0 else rows.filter(_falls_due(due_on, today))
    if cadence.products:
        rows = rows.filter(loan__product__code__in=cadence.products)
    if cadence.stages:
        rows = rows.filter(stage__in=cadence.stages)
    related = ("loan__product", "loan__status", "customer", "assignee")
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(ids), AT_ONCE):
        cases = list(rows.filter(pk__in=ids[begin : begin + AT_ONCE]).select_related(*related).order_by("pk"))
        basis = basis_of(cases, now)
        yield from ((case, due_on, basis) for case in cases if _wanted(case, step, due_on, today))


def _falls_due(due_on: date, today: date) -> Q:
    """Something falls due on a day that isn't over. What falls due today stands as due now once the day was closed."""
    coming = Q(next_due_on=due_on, next_due_minor__gt=0)
    return coming if due_on > today else coming | Q(overdue_minor=0, due_now_minor__gt=0)


def _wanted(case: Case, step: Step, due_on: date, today: date) -> bool:
    if step.day <= 0 and case.overdue_minor > 0:
        return False  # a case that is overdue isn't reminded of the next instalment as if nothing were
    if step.day == 0 and not _owes_on(case, due_on, today):
        return False
    return all(_HOLDS[name](case) for name in step.when)


def _owes_on(case: Case, due_on: date, today: date) -> bool:
    """Whether an instalment of that very day is unpaid: what is due now may be an older one within its days of grace."""
    try:
        rows = instalments_of(standing_of(case.loan, today))
    except Refusal:
        return False  # the close names loans that can't be read
    return any(row.position.row.due_on == due_on and row.unpaid_minor > 0 for row in rows)


def _is_important(case: Case) -> bool:
    balloon_minor, principal_minor = case.loan.balloon_minor, case.loan.principal_minor or 0
    is_balloon = 0 < balloon_minor <= case.next_due_minor
    return is_balloon or 0 < principal_minor <= case.next_due_minor * IMPORTANT_SHARE


def _has_promise(case: Case) -> bool:
    return case.promises.filter(status=PromiseStatus.OPEN).exists()


_HOLDS: Final[dict[str, Callable[[Case], bool]]] = {
    "important": _is_important,
    "open_promise": _has_promise,
    "no_open_promise": lambda case: not _has_promise(case),
    "promise_broken": lambda case: case.promise_broken_on is not None,
    "not_reached": lambda case: case.first_contacted_at is None,
}


def _queue(case: Case, cadence: Cadence, step: Step, due_on: date, now: datetime, basis: Basis) -> str:
    language = language_for(case, basis.facts(case.pk))
    channel = step.channel
    if channel != Way.LETTER and not address_for(case, channel):
        channel = channel_for(case, basis.facts(case.pk))
    name = f"{cadence.name}{step.day:+d}"
    key = f"cadence-{name}-{step.template}-{case.pk}-{due_on:%Y%m%d}"
    # "Today is the day" is true on that day alone; the others still are on the morning after a close in the evening.
    good_until = due_on + timedelta(days=step.day + (0 if step.day == 0 else 1))
    origin = Origin(key[:120], good_until=good_until, cadence=name, due_on=due_on)
    return queue_or_drop(case, step.template, channel, language, origin, now, basis)

"""The place of one case: legal deadline and appointments first, then a plain order that differs by stage.

Early overdue goes by days (a young debt is the easiest to mend), firm goes by amount (work follows the money). A case that has
been dealt with, or whose next contact lies on a later day, waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo


class Lane(IntEnum):
    """Parts of the list, in the order in which they are worked."""

    DEADLINE = 10
    APPOINTMENT = 20
    PROMISE_DUE = 30
    PROMISE_BROKEN = 40
    EARLY = 50
    FIRM = 60
    REMINDER = 70
    WAITING = 80


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case's place follows from.

    Args:
        stage: Code of the stage: ``before_due``, ``early``, ``firm`` or ``closed``.
        overdue_minor: Overdue amount, minor units.
        days_past_due: Days past due.
        next_due_on: Next instalment's due date, if any.
        next_due_minor: What will be due then.
        first_contact_due_at: End of the 24 hours for a first contact, if the arrears had one.
        first_contacted_at: When that contact was made, if it was.
        next_contact_at: When the next contact was planned, if it was.
        next_contact_is_appointment: Whether the customer agreed to that time.
        promise_due_on: Earliest day of an open promise, if any.
        promise_due_minor: What is promised by that day and not yet received.
        broken_promises: Count of broken promises since the case was opened.
        promise_broken_on: Day on which the last one was found broken, if it hasn't been followed up since.
        handled_on: Business day on which an officer last finished with the case.
        answer_due_at: By when a supervisor's decision was to be told to the customer, if there is one that nobody has told yet.
    """

    stage: str
    overdue_minor: int
    days_past_due: int
    next_due_on: date | None = None
    next_due_minor: int = 0
    first_contact_due_at: datetime | None = None
    first_contacted_at: datetime | None = None
    next_contact_at: datetime | None = None
    next_contact_is_appointment: bool = False
    promise_due_on: date | None = None
    promise_due_minor: int = 0
    broken_promises: int = 0
    promise_broken_on: date | None = None
    handled_on: date | None = None
    answer_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands and why.

    Args:
        lane: Part of the list.
        rank: Order within the lane, smallest first.
        code: Reason, for translation: ``first_contact``, ``answer``, ``appointment``, ``promise_due``, ``promise_broken``,
            ``overdue``, ``reminder``, ``waiting_promise``, ``waiting_contact``, ``done_today`` or ``nothing_due``.
        values: Numbers and ISO dates that the reason's sentence needs.
    """

    lane: Lane
    rank: int
    code: str
    values: dict[str, int | str]


def place(facts: CaseFacts, now: datetime, zone: ZoneInfo) -> Place:
    """Place one case in the list.

    Args:
        facts: What is known about the case.
        now: The moment to place it for, with an offset.
        zone: The lender's time zone; decides which day it is.
    """
    today = now.astimezone(zone).date()
    for rule in (_first_contact, _answer, _appointment, _waiting, _promise_due, _promise_broken):
        if found := rule(facts, today, zone):
            return found
    return _by_stage(facts, today)


def _first_contact(facts: CaseFacts, today: date, _zone: ZoneInfo) -> Place | None:
    """The first contact is a duty with a deadline: nothing but a call agreed for later today moves it."""
    due_at = facts.first_contact_due_at
    if due_at is None or facts.first_contacted_at is not None or facts.overdue_minor <= 0:
        return None
    if facts.next_contact_is_appointment and facts.next_contact_at is not None:
        return None
    if facts.handled_on == today:
        return None
    values: dict[str, int | str] = {"due_at": due_at.isoformat(), "days": facts.days_past_due, "amount_minor": facts.overdue_minor}
    return Place(Lane.DEADLINE, int(due_at.timestamp()), "first_contact", values)


def _answer(facts: CaseFacts, today: date, _zone: ZoneInfo) -> Place | None:
    """The customer was told by when they would hear; until somebody has told them, that time stands like one agreed with them."""
    at = facts.answer_due_at
    if at is None or facts.handled_on == today:
        return None
    return Place(Lane.APPOINTMENT, int(at.timestamp()), "answer", {"at": at.isoformat(), "amount_minor": facts.overdue_minor})


def _appointment(facts: CaseFacts, today: date, zone: ZoneInfo) -> Place | None:
    at = facts.next_contact_at
    if at is None or not facts.next_contact_is_appointment or at.astimezone(zone).date() > today:
        return None
    return Place(Lane.APPOINTMENT, int(at.timestamp()), "appointment", {"at": at.isoformat(), "amount_minor": facts.overdue_minor})


def _waiting(facts: CaseFacts, today: date, zone: ZoneInfo) -> Place | None:
    if facts.handled_on == today:
        return Place(Lane.WAITING, 0, "done_today", {"amount_minor": facts.overdue_minor})
    at = facts.next_contact_at
    if at is not None and at.astimezone(zone).date() > today:
        return Place(Lane.WAITING, int(at.timestamp()), "waiting_contact", {"at": at.isoformat(), "amount_minor": facts.overdue_minor})
    if facts.promise_due_on is not None and facts.promise_due_on > today:
        values: dict[str, int | str] = {"on": facts.promise_due_on.isoformat(), "amount_minor": facts.promise_due_minor}
        return Place(Lane.WAITING, facts.promise_due_on.toordinal(), "waiting_promise", values)
    return None


def _promise_due(facts: CaseFacts, today: date, _zone: ZoneInfo) -> Place | None:
    if facts.promise_due_on is None:
        return None
    values: dict[str, int | str] = {"on": facts.promise_due_on.isoformat(), "amount_minor": facts.promise_due_minor}
    values["late_days"] = (today - facts.promise_due_on).days
    return Place(Lane.PROMISE_DUE, -facts.promise_due_minor, "promise_due", values)


def _promise_broken(facts: CaseFacts, _today: date, _zone: ZoneInfo) -> Place | None:
    if facts.promise_broken_on is None:
        return None
    values: dict[str, int | str] = {
        "on": facts.promise_broken_on.isoformat(),
        "count": facts.broken_promises,
        "days": facts.days_past_due,
        "amount_minor": facts.overdue_minor,
    }
    return Place(Lane.PROMISE_BROKEN, -facts.overdue_minor, "promise_broken", values)


def _by_stage(facts: CaseFacts, today: date) -> Place:
    overdue: dict[str, int | str] = {"days": facts.days_past_due, "amount_minor": facts.overdue_minor}
    if facts.stage == "firm":
        return Place(Lane.FIRM, -facts.overdue_minor, "overdue", overdue)
    if facts.overdue_minor > 0:
        return Place(Lane.EARLY, facts.days_past_due, "overdue", overdue)
    if facts.next_due_on is not None and facts.next_due_on >= today - timedelta(days=31):
        values: dict[str, int | str] = {"on": facts.next_due_on.isoformat(), "amount_minor": facts.next_due_minor}
        values["days"] = (facts.next_due_on - today).days
        return Place(Lane.REMINDER, facts.next_due_on.toordinal(), "reminder", values)
    return Place(Lane.WAITING, 0, "nothing_due", {"amount_minor": facts.overdue_minor})

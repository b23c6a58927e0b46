"""A contact as it is about to be written down, and the checks that it must pass whoever writes it.

Forms build drafts from what was typed, imports and tests build them directly; nothing here touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from huashu.desk.cases.models import Channel, Outcome, PromiseKind, Reached
from huashu.desk.cases.outcomes import FITTING, outcome_fits
from huashu.desk.cases.refusals import (
    CallBackWithoutTime,
    ContactInFuture,
    NextContactPast,
    NextContactTooFar,
    NobodyCalledIn,
    OutcomeUnfit,
    PromiseAmountNotPositive,
    PromiseDayPast,
    PromiseDayTooFar,
    PromiseDayTwice,
    PromiseMissing,
    PromisePartsTooFew,
    PromiseUnasked,
)

PROMISE_DAYS_MAX: Final = 60
"""Furthest day ahead of any promise, whoever approves it; anything longer is a reschedule. Roles have narrower limits."""

NEXT_CONTACT_DAYS_MAX: Final = 90
PARTS_MAX: Final = 6
CLOCK_SKEW: Final = timedelta(minutes=2)
"""Clocks of a desk's machines differ a little; a contact that began this far ahead isn't in the future."""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One payment of a promise.

    Args:
        amount_minor: More than 0.
        due_on: Last day on which it keeps the promise.
    """

    amount_minor: int
    due_on: date


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What was promised.

    Args:
        kind: All that is overdue, a part, several payments, or under a condition.
        parts: Payments in the order of their days; 1 to 6.
        words: The customer's own words.
        forward: Whether it's put forward to a supervisor if it goes beyond the officer's authority.
    """

    kind: PromiseKind
    parts: tuple[PartDraft, ...]
    words: str = ""
    forward: bool = False

    @property
    def total_minor(self) -> int:
        """All parts together."""
        return sum(part.amount_minor for part in self.parts)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What happened in one contact.

    Args:
        channel: How.
        reached: Who.
        outcome: What came of it; must fit channel and person.
        started_at: When it began.
        reason: Why it wasn't paid, as the customer said it; empty if not said.
        note: Anything else worth knowing.
        duration_seconds: How long it took; None where that means nothing.
        next_contact_at: When to contact next, if that was planned.
        is_appointment: Whether the customer agreed to that time.
        promise: What was promised; given exactly when the outcome is a promise.
    """

    channel: Channel
    reached: Reached
    outcome: Outcome
    started_at: datetime
    reason: str = ""
    note: str = ""
    duration_seconds: int | None = None
    next_contact_at: datetime | None = None
    is_appointment: bool = False
    promise: PromiseDraft | None = None


def draft_check(draft: ContactDraft, now: datetime, today: date) -> None:
    """Refuse a contact that can't have happened so, or a promise that isn't one.

    Args:
        draft: The contact.
        now: The moment of writing down.
        today: The business day of that moment.

    Raises:
        DeskRefusal: One of the classes in :mod:`huashu.desk.cases.refusals`, naming the field.
    """
    if draft.reached not in FITTING[draft.channel]:
        raise NobodyCalledIn
    if not outcome_fits(draft.channel, draft.reached, draft.outcome):
        raise OutcomeUnfit(outcome=draft.outcome.label)
    if draft.started_at > now + CLOCK_SKEW:
        raise ContactInFuture
    _check_next(draft, now)
    if draft.outcome is Outcome.PROMISED and draft.promise is None:
        raise PromiseMissing
    if draft.outcome is not Outcome.PROMISED and draft.promise is not None:
        raise PromiseUnasked
    if draft.promise is not None:
        promise_check(draft.promise, today)


def _check_next(draft: ContactDraft, now: datetime) -> None:
    if draft.next_contact_at is None:
        if draft.outcome is Outcome.CALL_BACK:
            raise CallBackWithoutTime
        return
    if draft.next_contact_at <= now:
        raise NextContactPast
    if draft.next_contact_at > now + timedelta(days=NEXT_CONTACT_DAYS_MAX):
        raise NextContactTooFar(days=NEXT_CONTACT_DAYS_MAX)


def promise_check(promise: PromiseDraft, today: date) -> None:
    """Refuse a promise without parts, with a day that can't be, or with an amount that is none.

    Args:
        promise: What was promised.
        today: The business day on which it was.

    Raises:
        DeskRefusal: One of the promise classes in :mod:`huashu.desk.cases.refusals`.
    """
    if not promise.parts:
        raise PromiseMissing
    if promise.kind is PromiseKind.INSTALMENTS and len(promise.parts) < 2:
        raise PromisePartsTooFew
    for number, part in enumerate(promise.parts, start=1):
        _check_part(number, part, today)
    for number, (before, after) in enumerate(zip(promise.parts, promise.parts[1:], strict=False), start=2):
        if after.due_on == before.due_on:
            raise PromiseDayTwice(field=f"part_{number}_on")


def _check_part(number: int, part: PartDraft, today: date) -> None:
    if part.amount_minor <= 0:
        raise PromiseAmountNotPositive(field=f"part_{number}_amount")
    if part.due_on < today:
        raise PromiseDayPast(field=f"part_{number}_on")
    if part.due_on > today + timedelta(days=PROMISE_DAYS_MAX):
        raise PromiseDayTooFar(field=f"part_{number}_on", days=PROMISE_DAYS_MAX)

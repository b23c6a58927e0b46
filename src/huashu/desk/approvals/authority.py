"""What goes beyond a role's authority: arithmetic only, no tables.

Each check compares one arrangement with the limits of whoever wants to grant it, and says each limit that it exceeds with what was
asked and what is allowed. Nothing exceeded means that the person may grant it alone. Why the defaults are what they are is in
``docs/algorithms/authority.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from huashu.desk.cases.drafts import PartDraft
from huashu.desk.people.models import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """How far somebody may go alone.

    Args:
        promise_days: Furthest promised day, in days from today.
        promise_days_after_broken: The same on a case with a broken promise.
        promise_parts: Most payments in one promise.
        promise_least_percent: A promise comes to at least this share of what is overdue and due.
        waived_minor: Most penalty interest waived per loan in twelve months, minor units of ``currency``.
        currency: Currency of ``waived_minor``.
        may_reschedule: Whether a reschedule may be entered.
        may_holiday: Whether a payment holiday may be entered.
        extension_days: By how many days either may move the last due date.
        answer_hours: Within how many hours the customer hears about what was put forward.
    """

    promise_days: int
    promise_days_after_broken: int
    promise_parts: int
    promise_least_percent: int
    waived_minor: int
    currency: str
    may_reschedule: bool
    may_holiday: bool
    extension_days: int
    answer_hours: int = 24


@dataclass(frozen=True, slots=True)
class Excess:
    """One limit that is exceeded.

    Args:
        code: ``promise_days``, ``promise_days_after_broken``, ``promise_parts``, ``promise_least``, ``waived``, ``reschedule``,
            ``holiday`` or ``extension_days``.
        asked: What was asked for, in the limit's unit.
        limit: What is allowed; 0 for what isn't allowed at all.
    """

    code: str
    asked: int
    limit: int

    def as_record(self) -> dict[str, str | int]:
        """The excess as it is stored."""
        return asdict(self)


ROLES: Final = (Role.OFFICER, Role.SUPERVISOR)
"""Roles that have limits: those that work cases."""

FIRST_HOUR: Final = time(10, 0)
LAST_HOUR: Final = time(18, 0)


def default_limits(role: str, currency: str) -> Limits:
    """A role's limits as long as nobody has set others; every role without work on cases may grant nothing.

    Args:
        role: The role.
        currency: The lender's currency.
    """
    if role == Role.OFFICER:
        return Limits(7, 3, 3, 25, 0, currency, may_reschedule=False, may_holiday=False, extension_days=0)
    if role == Role.SUPERVISOR:
        return Limits(30, 14, 6, 10, 50_000, currency, may_reschedule=True, may_holiday=True, extension_days=366)
    return Limits(0, 0, 1, 100, 0, currency, may_reschedule=False, may_holiday=False, extension_days=0)


def promise_excess(parts: Sequence[PartDraft], limits: Limits, *, today: date, owed_minor: int, broken: int) -> list[Excess]:
    """Limits that a promise exceeds.

    Args:
        parts: Its payments.
        limits: Whose authority.
        today: The business day.
        owed_minor: What "all" is: overdue and due now, else the next instalment; 0 leaves the share out.
        broken: How many promises of the case were broken.
    """
    code, days_max = ("promise_days_after_broken", limits.promise_days_after_broken) if broken else ("promise_days", limits.promise_days)
    days = max((part.due_on - today).days for part in parts)
    total_minor = sum(part.amount_minor for part in parts)
    found = [Excess(code, days, days_max)] if days > days_max else []
    if len(parts) > limits.promise_parts:
        found.append(Excess("promise_parts", len(parts), limits.promise_parts))
    if owed_minor > 0 and total_minor * 100 < owed_minor * limits.promise_least_percent:
        found.append(Excess("promise_least", total_minor * 100 // owed_minor, limits.promise_least_percent))
    return found


def waiver_excess(amount_minor: int, limits: Limits, *, currency: str, before_minor: int) -> list[Excess]:
    """Limits that a waiver exceeds.

    Args:
        amount_minor: What is to be waived.
        limits: Whose authority.
        currency: The loan's currency.
        before_minor: What was waived on the loan in the twelve months before.
    """
    limit_minor = limits.waived_minor if currency == limits.currency else 0
    asked_minor = before_minor + amount_minor
    return [Excess("waived", asked_minor, limit_minor)] if asked_minor > limit_minor else []


def change_excess(kind: str, limits: Limits, *, moved_days: int) -> list[Excess]:
    """Limits that a change of the plan exceeds.

    Args:
        kind: ``reschedule`` or ``holiday``.
        limits: Whose authority.
        moved_days: By how many days the last due date moves; below 0 if it comes earlier.
    """
    allowed = limits.may_reschedule if kind == "reschedule" else limits.may_holiday
    if not allowed:
        return [Excess(kind, 1, 0)]
    return [Excess("extension_days", moved_days, limits.extension_days)] if moved_days > limits.extension_days else []


def answer_due_at(asked_at: datetime, hours: int) -> datetime:
    """By when the customer hears: so many hours later, up to the next half hour, brought into 10:00 to 18:00 of its day or the next.

    Args:
        asked_at: The moment of asking, in the lender's time zone.
        hours: The limits' ``answer_hours``.
    """
    at = (asked_at + timedelta(hours=hours)).replace(second=0, microsecond=0)
    at += timedelta(minutes=-at.minute % 30)
    if at.time() > LAST_HOUR:
        at += timedelta(days=1)
    return at if FIRST_HOUR <= at.time() <= LAST_HOUR else at.replace(hour=FIRST_HOUR.hour, minute=0)

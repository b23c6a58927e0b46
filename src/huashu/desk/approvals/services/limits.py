"""Setting the limits of a role: a new row each time, and an entry in the trail."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from huashu.desk.approvals.authority import Limits
from huashu.desk.approvals.models import AuthorityLimits
from huashu.desk.approvals.refusals import LimitOutOfRange, LimitsUnordered, ReasonNeeded
from huashu.desk.approvals.selectors.limits import limit_label, limits_of_role
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.drafts import PARTS_MAX, PROMISE_DAYS_MAX
from huashu.desk.people.models import Person, Role

RANGES: Final = {
    "promise_days": (0, PROMISE_DAYS_MAX),
    "promise_days_after_broken": (0, PROMISE_DAYS_MAX),
    "promise_parts": (1, PARTS_MAX),
    "promise_least_percent": (0, 100),
    "waived_minor": (0, 10**12),
    "extension_days": (0, 3660),
    "answer_hours": (1, 168),
}
"""Least and most of each number."""

_MORE_IS_WIDER: Final = ("promise_days", "promise_days_after_broken", "promise_parts", "waived_minor", "extension_days")
_YES_IS_WIDER: Final = ("may_reschedule", "may_holiday")


def limits_set(*, role: str, limits: Limits, reason: str, person: Person, now: datetime) -> bool:
    """Set how far a role may go alone, from now on; requests that wait are decided by the limits of the moment of deciding.

    Args:
        role: Officer or supervisor.
        limits: The new limits.
        reason: Why they change.
        person: Who changes them.
        now: The moment.

    Returns:
        Whether anything changed.

    Raises:
        LimitOutOfRange: A number can't be.
        LimitsUnordered: A supervisor would be allowed less than an officer.
        ReasonNeeded: There is no reason.
    """
    for name, (low, high) in RANGES.items():
        if not low <= getattr(limits, name) <= high:
            raise LimitOutOfRange(field=name, low=low, high=high)
    with transaction.atomic():
        before = limits_of_role(role)
        changes = {name: [asdict(before)[name], value] for name, value in asdict(limits).items() if asdict(before)[name] != value}
        if not changes:
            return False
        if not reason.strip():
            raise ReasonNeeded
        _check_order(role, limits)
        AuthorityLimits.objects.create(role=role, changed_at=now, changed_by=person, reason=reason.strip()[:400], **asdict(limits))
        data = {"role": role, "changes": changes, "reason": reason.strip()[:400]}
        trail_append(TrailKind.AUTHORITY_CHANGED, person=person, data=data, at=now)
    return True


def _check_order(role: str, limits: Limits) -> None:
    officer, supervisor = (limits, limits_of_role(Role.SUPERVISOR)) if role == Role.OFFICER else (limits_of_role(Role.OFFICER), limits)
    wrong = [name for name in (*_MORE_IS_WIDER, *_YES_IS_WIDER) if getattr(officer, name) > getattr(supervisor, name)]
    if officer.promise_least_percent < supervisor.promise_least_percent:
        wrong.append("promise_least_percent")
    if wrong:
        labels = [str(limit_label(name)) for name in wrong]
        raise LimitsUnordered(field=wrong[0], fields=", ".join(labels))

"""What the trail keeps of people, teams and sign-ins. Never a password, not even a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.people.models import Person


def person_record(change: str, person: Person, *, by: Person | None, at: datetime, changes: Mapping[str, Any] | None = None) -> None:
    """Write down what was done to somebody's account; ``changes`` are values, or pairs of before and after."""
    data = {"username": person.username, "change": change, **({"changes": changes} if changes else {})}
    trail_append(TrailKind.PERSON_CHANGED, person=by, data=data, at=at)


def role_record(person: Person, before: str, after: str, *, by: Person | None, at: datetime) -> None:
    """Write down that somebody may do something else from now on."""
    trail_append(TrailKind.ROLE_CHANGED, person=by, data={"username": person.username, "from": before, "to": after}, at=at)


def team_record(change: str, name: str, *, by: Person | None, at: datetime, changes: Mapping[str, Any] | None = None) -> None:
    """Write down what was done to a team."""
    data = {"team": name, "change": change, **({"changes": changes} if changes else {})}
    trail_append(TrailKind.TEAM_CHANGED, person=by, data=data, at=at)


def lock_record(username: str, *, address: str, wait: timedelta, at: datetime) -> None:
    """Write down that sign-ins have to wait. The name is kept only if somebody has it: people type passwords there by mistake."""
    known = username if Person.objects.filter(username=username).exists() else ""
    data = {"username": known, "address": address, "wait_seconds": max(1, round(wait.total_seconds()))}
    trail_append(TrailKind.SIGN_IN_LOCKED, person=None, data=data, at=at)

"""Everything that changes people, teams and passwords, and the check of a name and a password."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from huashu.desk.people.models import Person, Role, SignInFailure, Team
from huashu.desk.people.records import lock_record, person_record, role_record, team_record
from huashu.desk.people.refusals import (
    LastAdministrator,
    NameTaken,
    NameUnfit,
    PasswordUnfit,
    SignInMismatch,
    TeamMissing,
    TeamNotEmpty,
    TooManyTries,
)
from huashu.desk.people.throttle import BY_ADDRESS, BY_NAME, WINDOW, wait_left

IN_TEAMS: Final = frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR})
_CHANGED: Final = ("name", "role", "team", "language", "is_active")
_USERNAME: Final = re.compile(r"[\w.-]{2,60}")
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that can't be mistaken for each other on paper."""


def sign_in_check(*, username: str, password: str, address: str, now: datetime) -> Person:
    """The person whom a name and a password belong to.

    The try is written down before the password is looked at and taken back when it was right, so that many tries at the same
    moment count as many. An unknown name takes as long as a wrong password (Django hashes either way).

    Raises:
        TooManyTries: The next try isn't due yet; this one wasn't looked at and doesn't count.
        SignInMismatch: Name and password don't belong together.
    """
    username = username.strip().lower()[:60]
    SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
    attempt = SignInFailure.objects.create(username=username, address=address, at=now)
    wait = _wait(attempt, SignInFailure.objects.filter(pk__lt=attempt.pk), now)
    if wait:
        attempt.delete()
        raise TooManyTries(wait, now)
    person = authenticate(username=username, password=password)
    if not isinstance(person, Person):
        _note_lock(attempt, now)
        raise SignInMismatch
    SignInFailure.objects.filter(username=username).delete()
    return person


@transaction.atomic
def person_add(  # noqa: PLR0913 - what a person is, and who adds them when
    *,
    username: str,
    name: str,
    role: Role,
    by: Person | None,
    now: datetime,
    team: Team | None = None,
    language: str = "zh-hans",
    password: str | None = None,
) -> tuple[Person, str]:
    """Add somebody who may sign in; without a password one is made up that has to be changed at the first sign-in.

    Args:
        username: What they sign in with.
        name: What colleagues read.
        role: What they may do.
        by: Who adds them; None on the command line.
        now: The moment.
        team: Whose cases they see.
        language: Language of their pages.
        password: Their password, or None.

    Returns:
        The person and the password; it is kept nowhere else.

    Raises:
        NameUnfit: The sign-in name can't be used.
        NameTaken: Somebody signs in with it.
        TeamMissing: The role works in a team.
        PasswordUnfit: The password given breaks the rules.
    """
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise NameUnfit(field="username", name=username)
    _check_team(role, team)
    if Person.objects.filter(username=username).exists():
        raise NameTaken(field="username", name=username)
    person = Person(username=username, name=name.strip(), role=role, team=team, language=language, must_change_password=password is None)
    if password is not None:
        _check_password(person, password)
    password = password or _one_time_password()
    person.set_password(password)
    person.save()
    person_record("added", person, by=by, at=now, changes={"name": person.name, "role": role.value, "team": str(team or "")})
    return person, password


@transaction.atomic
def person_change(  # noqa: PLR0913 - everything of a person that may change, and who changes it when
    *, person: Person, name: str, role: Role, team: Team | None, language: str, is_active: bool, by: Person | None, now: datetime
) -> None:
    """Change what a person is called, may do and belongs to; somebody who may not sign in is signed out at once.

    Raises:
        TeamMissing: The role works in a team.
        LastAdministrator: Nobody could let people in any more.
    """
    _check_team(role, team)
    administrators = set(
        Person.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk").values_list("pk", flat=True)
    )
    if administrators == {person.pk} and not (is_active and role == Role.ADMIN):
        raise LastAdministrator(person.name, field="is_active" if not is_active else "role")
    before = {field: getattr(person, field) for field in _CHANGED}
    person.name, person.role, person.team, person.language, person.is_active = name.strip(), role, team, language, is_active
    person.save(update_fields=list(_CHANGED))
    _record_changes(person, before, by, now)


def person_language(*, person: Person, language: str) -> None:
    """Remember the language that somebody chose."""
    Person.objects.filter(pk=person.pk).update(language=language)


@transaction.atomic
def password_reset(*, person: Person, by: Person | None, now: datetime) -> str:
    """Give somebody a new password to be changed at the next sign-in; every session of theirs ends.

    Returns:
        The password; it is kept nowhere else.
    """
    password = _one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    SignInFailure.objects.filter(username=person.username).delete()
    person_record("password_reset", person, by=by, at=now)
    return password


@transaction.atomic
def password_set(*, person: Person, password: str, now: datetime) -> None:
    """Store the password that somebody chose; their other sessions end.

    Raises:
        PasswordUnfit: It breaks the rules.
    """
    _check_password(person, password)
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    person_record("password_set", person, by=person, at=now)


@transaction.atomic
def team_add(*, name: str, by: Person | None, now: datetime) -> Team:
    """Add a team.

    Raises:
        NameTaken: There is one of that name.
    """
    _check_team_name(name)
    team = Team.objects.create(name=name.strip())
    team_record("added", team.name, by=by, at=now)
    return team


@transaction.atomic
def team_rename(*, team: Team, name: str, by: Person | None, now: datetime) -> None:
    """Give a team another name.

    Raises:
        NameTaken: Another team has it.
    """
    _check_team_name(name, but=team)
    before, team.name = team.name, name.strip()
    team.save(update_fields=["name"])
    team_record("renamed", before, by=by, at=now, changes={"name": [before, team.name]})


@transaction.atomic
def team_remove(*, team: Team, by: Person | None, now: datetime) -> None:
    """Remove a team that nobody and nothing belongs to.

    Raises:
        TeamNotEmpty: People or cases belong to it.
    """
    people, cases = team.members.count(), team.cases.count()
    if people or cases:
        raise TeamNotEmpty(name=team.name, people=people, cases=cases)
    team.delete()
    team_record("removed", team.name, by=by, at=now)


def _wait(attempt: SignInFailure, failures: QuerySet[SignInFailure], now: datetime) -> timedelta:
    """How long the failures of this name and of this place make the next try wait."""
    by_name = failures.filter(username=attempt.username).values_list("at", flat=True)
    by_address = failures.filter(address=attempt.address).values_list("at", flat=True)
    return max(wait_left(BY_NAME, list(by_name), now), wait_left(BY_ADDRESS, list(by_address), now))


def _note_lock(attempt: SignInFailure, now: datetime) -> None:
    """Write down a failure after which the next try has to wait; tries that aren't looked at aren't written down."""
    if wait := _wait(attempt, SignInFailure.objects.filter(pk__lte=attempt.pk), now):
        lock_record(attempt.username, address=attempt.address, wait=wait, at=now)


def _record_changes(person: Person, before: dict[str, Any], by: Person | None, now: datetime) -> None:
    """Write down what changed about a person; a new role is an entry of its own."""
    changed = {field: [_as_text(before[field]), _as_text(getattr(person, field))] for field in _CHANGED}
    changed = {field: pair for field, pair in changed.items() if pair[0] != pair[1]}
    if "role" in changed:
        role_record(person, *changed.pop("role"), by=by, at=now)
    if changed:
        change = "changed" if "is_active" not in changed else "signed_in_again" if person.is_active else "shut_out"
        person_record(change, person, by=by, at=now, changes=changed)


def _as_text(value: object) -> Any:
    return value if isinstance(value, bool) else str(value or "")


def _check_team(role: Role, team: Team | None) -> None:
    if role in IN_TEAMS and team is None:
        raise TeamMissing(field="team")


def _check_team_name(name: str, *, but: Team | None = None) -> None:
    others = Team.objects.filter(name__iexact=name.strip())
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise NameTaken(field="name", name=name.strip())


def _check_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise PasswordUnfit(field="password", reasons=" ".join(problem.messages)) from None


def _one_time_password() -> str:
    """Twelve characters in groups of four, about 59 bits: easy to read out, hard to guess."""
    letters = [secrets.choice(_ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 12, 4))

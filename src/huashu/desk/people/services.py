"""Everything that changes people, teams and passwords, and the check of a name and a password."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Final

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from huashu.desk.people.models import Person, Role, SignInFailure, Team
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
    earlier = SignInFailure.objects.filter(pk__lt=attempt.pk)
    wait = max(
        wait_left(BY_NAME, list(earlier.filter(username=username).values_list("at", flat=True)), now),
        wait_left(BY_ADDRESS, list(earlier.filter(address=address).values_list("at", flat=True)), now),
    )
    if wait:
        attempt.delete()
        raise TooManyTries(wait, now)
    person = authenticate(username=username, password=password)
    if not isinstance(person, Person):
        raise SignInMismatch
    SignInFailure.objects.filter(username=username).delete()
    return person


def person_add(
    *, username: str, name: str, role: Role, team: Team | None = None, language: str = "zh-hans", password: str | None = None
) -> tuple[Person, str]:
    """Add somebody who may sign in; without a password one is made up that has to be changed at the first sign-in.

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
    return person, password


@transaction.atomic
def person_change(*, person: Person, name: str, role: Role, team: Team | None, language: str, is_active: bool) -> None:
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
    person.name, person.role, person.team, person.language, person.is_active = name.strip(), role, team, language, is_active
    person.save(update_fields=["name", "role", "team", "language", "is_active"])


def person_language(*, person: Person, language: str) -> None:
    """Remember the language that somebody chose."""
    Person.objects.filter(pk=person.pk).update(language=language)


def password_reset(*, person: Person) -> str:
    """Give somebody a new password to be changed at the next sign-in; every session of theirs ends.

    Returns:
        The password; it is kept nowhere else.
    """
    password = _one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    SignInFailure.objects.filter(username=person.username).delete()
    return password


def password_set(*, person: Person, password: str) -> None:
    """Store the password that somebody chose; their other sessions end.

    Raises:
        PasswordUnfit: It breaks the rules.
    """
    _check_password(person, password)
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])


def team_add(*, name: str) -> Team:
    """Add a team.

    Raises:
        NameTaken: There is one of that name.
    """
    _check_team_name(name)
    return Team.objects.create(name=name.strip())


def team_rename(*, team: Team, name: str) -> None:
    """Give a team another name.

    Raises:
        NameTaken: Another team has it.
    """
    _check_team_name(name, but=team)
    team.name = name.strip()
    team.save(update_fields=["name"])


@transaction.atomic
def team_remove(*, team: Team) -> None:
    """Remove a team that nobody and nothing belongs to.

    Raises:
        TeamNotEmpty: People or cases belong to it.
    """
    people, cases = team.members.count(), team.cases.count()
    if people or cases:
        raise TeamNotEmpty(name=team.name, people=people, cases=cases)
    team.delete()


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

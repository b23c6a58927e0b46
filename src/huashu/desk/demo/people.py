"""The demo's people and teams: made with published passwords, and taken out again."""

from __future__ import annotations

from django.db.models import ProtectedError

from huashu.adapters.demo.staff import STAFF, TEAMS
from huashu.desk.demo.refusals import NameTaken
from huashu.desk.people.models import Person, Team


def people_make() -> dict[str, Person]:
    """Store the demo's teams and people.

    Returns:
        The people by sign-in name.

    Raises:
        NameTaken: A team or person in the desk has one of the names.
    """
    taken = Person.objects.filter(username__in=[staff.username for staff in STAFF], is_demo=False).order_by("username").first()
    if taken is not None:
        raise NameTaken("sign-in name", taken.username)
    if team := Team.objects.filter(name__in=TEAMS).order_by("name").first():
        raise NameTaken("team name", team.name)
    teams = {name: Team.objects.create(name=name) for name in TEAMS}
    return {
        staff.username: Person.objects.create_user(
            staff.username,
            staff.password or None,
            name=staff.name,
            role=staff.role,
            team=teams.get(staff.team),
            language=staff.language,
            is_demo=True,
        )
        for staff in STAFF
    }


def people_remove() -> int:
    """Delete the demo's people and empty teams.

    Somebody of the demo who has written something about a real loan stays, renamed and unable to sign in: what is written
    about real loans keeps its author.

    Returns:
        How many people were deleted.
    """
    deleted = 0
    for person in Person.objects.filter(is_demo=True):
        try:
            person.delete()
            deleted += 1
        except ProtectedError:
            person.username, person.is_active, person.is_demo, person.team = f"former-{person.username}-{person.pk}", False, False, None
            person.set_unusable_password()
            person.save()
    for team in Team.objects.filter(name__in=TEAMS, members__isnull=True, cases__isnull=True):
        team.delete()
    return deleted

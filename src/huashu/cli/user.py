"""``huashu user``: who may sign in, from the command line."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from huashu.desk import setup

ROLES = ("officer", "verifier", "supervisor", "compliance", "admin")
LANGUAGES = ("zh-hans", "zh-hant", "en")


@click.group(short_help="Add people who may sign in, list them, give new passwords.")
def user() -> None:
    """Look after the people who may sign in. Administrators can do the same on the People page."""


@user.command("add", short_help="Add somebody.")
@click.argument("username")
@click.option("--name", help="Name as colleagues see it; the sign-in name when left out.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What they may do.")
@click.option("--team", help="Their team, made when it isn't there; officers, verifiers and supervisors need one.")
@click.option("--language", type=click.Choice(LANGUAGES), default="zh-hans", show_default=True, help="Language of their pages.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one up.")
def add(*, username: str, name: str | None, role: str, team: str | None, language: str, password_stdin: bool) -> None:
    """Add somebody who signs in as USERNAME and print their first password, which they have to change."""
    setup.start()
    from django.db import transaction

    from huashu.desk import clock
    from huashu.desk.people import services
    from huashu.desk.people.models import Role, Team

    now = clock.now()
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    with transaction.atomic():
        group = (Team.objects.filter(name__iexact=team.strip()).first() or services.team_add(name=team, by=None, now=now)) if team else None
        person, password = services.person_add(
            username=username, name=name or username, role=Role(role), team=group, language=language, password=given, by=None, now=now
        )
    click.echo(f"Added {person.name} as {role}. They sign in as {person.username}.")
    if not password_stdin:
        click.echo(f"First password, shown this once: {password}")


@user.command("list", short_help="Show everybody.")
def list_people() -> None:
    """Show everybody with role, team and whether they may sign in."""
    setup.start()
    from huashu.desk.people.models import Role
    from huashu.desk.people.selectors import people_all

    people = list(people_all())
    if not people:
        click.echo("Nobody yet. Add the first person: huashu user add NAME --role admin")
        return
    table = Table("sign-in name", "name", "role", "team", "may sign in", box=None, pad_edge=False)
    for person in people:
        table.add_row(person.username, person.name, Role(person.role).value, str(person.team or ""), "yes" if person.is_active else "no")
    Console().print(table)


@user.command("password", short_help="Give somebody a new password.")
@click.argument("username")
def password(*, username: str) -> None:
    """Give USERNAME a new first password, print it, and end their sessions."""
    setup.start()
    from huashu.desk import clock
    from huashu.desk.people import services
    from huashu.desk.people.models import Person
    from huashu.desk.people.refusals import PersonUnknown

    person = Person.objects.filter(username=username.strip().lower()).first()
    if person is None:
        raise PersonUnknown(name=username)
    fresh = services.password_reset(person=person, by=None, now=clock.now())
    click.echo(f"First password of {person.username}, shown this once: {fresh}")

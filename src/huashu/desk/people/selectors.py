"""What the sign-in page and the people pages read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from huashu.adapters.demo.staff import STAFF
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person, Team


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A published login of the demo, shown on the sign-in page while its person exists."""

    person: Person
    password: str


def _open_cases(field: str) -> Subquery:
    """Open cases of the outer row, counted in a subquery so that it never multiplies with other joins."""
    cases = Case.objects.filter(closed_on__isnull=True, **{field: OuterRef("pk")}).order_by()
    return Subquery(cases.annotate(number=Func(F("pk"), function="COUNT")).values("number"), output_field=IntegerField())


def people_all() -> QuerySet[Person]:
    """Everybody, those who may sign in first, with their team and ``open_cases``, the cases assigned to them."""
    people = Person.objects.select_related("team").annotate(open_cases=_open_cases("assignee"))
    return people.order_by("-is_active", F("team__name").asc(nulls_last=True), "name", "pk")


def person_by(pk: int) -> Person:
    """One person, for an administrator.

    Raises:
        Http404: There is no such person.
    """
    person = people_all().filter(pk=pk).first()
    if person is None:
        raise Http404("person")
    return person


def teams_all() -> QuerySet[Team]:
    """Every team with ``member_count``, those who may sign in, and ``open_cases``."""
    members = Count("members", filter=Q(members__is_active=True))
    return Team.objects.annotate(member_count=members, open_cases=_open_cases("team")).order_by("name")


def team_by(pk: int) -> Team:
    """One team, for an administrator.

    Raises:
        Http404: There is no such team.
    """
    team = teams_all().filter(pk=pk).first()
    if team is None:
        raise Http404("team")
    return team


def demo_logins() -> list[DemoLogin]:
    """The published logins whose people are in this desk; none when no demo is loaded."""
    published = {staff.username: staff.password for staff in STAFF if staff.password}
    people = Person.objects.filter(is_demo=True, is_active=True, username__in=published).in_bulk(field_name="username")
    return [DemoLogin(people[username], password) for username, password in published.items() if username in people]

"""Who gets a new case: the loan's own officer, else the one with the fewest open cases.

The same cases in the same order always go to the same people, so that a run that is repeated gives the same result.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heapreplace
from typing import NamedTuple

from django.db.models import Count, Q

from huashu.desk.access import ACTIONS
from huashu.desk.people.models import Person, Role, Team


class Owner(NamedTuple):
    """A case's team and its officer; either may be missing."""

    team_id: int | None
    officer_id: int | None


class Desk(NamedTuple):
    """A team as the distribution sees it: open cases per officer."""

    team_id: int
    open_cases: int
    officers: tuple[tuple[int, int], ...]


class Distributor:
    """Hands out cases evenly: the team with the fewest open cases, in it the officer with the fewest; ties by number.

    Args:
        team_of: Team of each officer who may get cases.
        desks: The teams, each with its officers and their open cases.
    """

    def __init__(self, team_of: dict[int, int | None], desks: Iterable[Desk]) -> None:
        self.team_of = team_of
        desks = list(desks)
        staffed = [desk for desk in desks if desk.officers] or desks
        self._teams = [(desk.open_cases, desk.team_id) for desk in staffed]
        self._officers = {desk.team_id: [(count, officer_id) for officer_id, count in desk.officers] for desk in staffed}
        for heap in (self._teams, *self._officers.values()):
            heapify(heap)

    def owner_of(self, officer_id: int | None) -> Owner:
        """Owner of one new case.

        Args:
            officer_id: The loan's officer, if it has one.
        """
        if officer_id is not None and officer_id in self.team_of:
            return Owner(self.team_of[officer_id], officer_id)
        if not self._teams:
            return Owner(None, None)
        count, team_id = self._teams[0]
        heapreplace(self._teams, (count + 1, team_id))
        officers = self._officers[team_id]
        if not officers:
            return Owner(team_id, None)
        count, chosen_id = officers[0]
        heapreplace(officers, (count + 1, chosen_id))
        return Owner(team_id, chosen_id)


def distributor() -> Distributor:
    """A distributor for the people and open cases as they are now (two queries)."""
    is_open = Q(cases__closed_on__isnull=True, cases__isnull=False)
    workers = list(
        Person.objects.filter(is_active=True, role__in=ACTIONS["cases.work"])
        .annotate(open_cases=Count("cases", filter=is_open))
        .order_by("pk")
        .values_list("pk", "team_id", "role", "open_cases")
    )
    members: dict[int | None, list[tuple[int, int]]] = {}
    for pk, team_id, role, open_cases in workers:
        if role == Role.OFFICER:
            members.setdefault(team_id, []).append((pk, open_cases))
    teams = Team.objects.annotate(open_cases=Count("cases", filter=is_open)).order_by("pk").values_list("pk", "open_cases")
    desks = [Desk(team_id, count, tuple(members.get(team_id, ()))) for team_id, count in teams]
    return Distributor({pk: team_id for pk, team_id, _, _ in workers}, desks)

"""Who gets a new case: the loan's own officer, else the one with the fewest open cases.

The same cases in the same order always go to the same people, so that a run that is repeated gives the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
    """A team as the distribution sees it.

    Attributes:
        team_id: The team.
        open_cases: How many open cases it has.
        officers: Its officers, each with their open cases.
    """

    team_id: int
    open_cases: int
    officers: tuple[tuple[int, int], ...]


class Distributor:
    """Hands out cases evenly: the team with the fewest open cases, in it the officer with the fewest; ties by number.

    Args:
        desks: The teams. Those without officers get cases only if no team has any.
    """

    def __init__(self, desks: Iterable[Desk]) -> None:
        desks = list(desks)
        staffed = [desk for desk in desks if desk.officers] or desks
        self._teams = [(desk.open_cases, desk.team_id) for desk in staffed]
        self._officers = {desk.team_id: [(count, officer_id) for officer_id, count in desk.officers] for desk in staffed}
        for heap in (self._teams, *self._officers.values()):
            heapify(heap)

    def next_owner(self) -> Owner:
        """Owner of one new case."""
        if not self._teams:
            return Owner(None, None)
        count, team_id = self._teams[0]
        heapreplace(self._teams, (count + 1, team_id))
        officers = self._officers[team_id]
        if not officers:
            return Owner(team_id, None)
        count, officer_id = officers[0]
        heapreplace(officers, (count + 1, officer_id))
        return Owner(team_id, officer_id)


def owners_of(officer_ids: Sequence[int | None]) -> list[Owner]:
    """Owners of new cases.

    Args:
        officer_ids: Officer of each case's loan, if it has one; who has left or does other work gets no cases.
    """
    workers = Person.objects.filter(is_active=True, role__in=ACTIONS["cases.work"])
    team_of = dict(workers.values_list("pk", "team_id"))
    own = [Owner(team_of[pk], pk) if pk is not None and pk in team_of else None for pk in officer_ids]
    known = [owner for owner in own if owner is not None]
    if len(known) == len(own):
        return known
    distributor = Distributor(_desks(known))
    return [owner or distributor.next_owner() for owner in own]


def _desks(known: Sequence[Owner]) -> list[Desk]:
    """The teams with their open cases, and with new ones whose owner is known."""
    of_officer, of_team = Counter(owner.officer_id for owner in known), Counter(owner.team_id for owner in known)
    is_open = Q(cases__closed_on__isnull=True, cases__isnull=False)
    officers = Person.objects.filter(is_active=True, role=Role.OFFICER).annotate(open_cases=Count("cases", filter=is_open))
    members: dict[int | None, list[tuple[int, int]]] = {}
    for pk, team_id, open_cases in officers.order_by("pk").values_list("pk", "team_id", "open_cases"):
        members.setdefault(team_id, []).append((pk, open_cases + of_officer[pk]))
    teams = Team.objects.annotate(open_cases=Count("cases", filter=is_open)).order_by("pk").values_list("pk", "open_cases")
    return [Desk(team_id, count + of_team[team_id], tuple(members.get(team_id, ()))) for team_id, count in teams]

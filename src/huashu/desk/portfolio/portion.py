"""Which part of the book the portfolio shows: whose, in which currency, up to which close, against which days before.

A *portion* is what a person asked for and may see; everything on the page and every list behind a number starts from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Max, QuerySet

from huashu.calendars import months_after
from huashu.desk.access import cases_for, colleagues_for, teams_for
from huashu.desk.cases.models import Case, Promise
from huashu.desk.closing.models import DayFigures
from huashu.desk.people.models import Person, Role, Team

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The closed days that the page reads.

    Args:
        latest_on: The last day that was closed.
        since_on: The closed day a month earlier (or the last one before it); changes are counted after it.
        before_on: The day a month before that; the month between is what the changes are compared with.
        month_ends: The last closed day of each of the last twelve months that has one, earliest first; ends with ``latest_on``.
    """

    latest_on: date
    since_on: date
    before_on: date
    month_ends: tuple[date, ...]

    @property
    def year_on(self) -> date:
        """First day of the first month shown."""
        return months_after(self.latest_on.replace(day=1), 1 - MONTHS)


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the book, as one person may see it.

    Args:
        person: Who looks.
        now: The moment of looking; what isn't due by then counts neither way.
        days: Up to when, and against when.
        currency: The one currency of the page.
        currencies: All that the book has.
        teams: Teams to choose from.
        colleagues: People to choose from.
        team_id: The chosen team, or None for all.
        officer_id: The chosen officer, or None for all.
    """

    person: Person
    now: datetime
    days: Days
    currency: str
    currencies: tuple[str, ...]
    teams: Sequence[Team] = field(repr=False)
    colleagues: Sequence[Person] = field(repr=False)
    team_id: int | None = None
    officer_id: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether somebody who may see no colleague's figures looks at their own."""
        return self.person.role == Role.OFFICER

    def wide(self) -> Portion:
        """The whole team's part, for averages; the same where no officer was chosen."""
        return replace(self, officer_id=None)

    def figures(self) -> QuerySet[DayFigures]:
        """Totals of closed days."""
        return DayFigures.objects.filter(**self._owner("team", "assignee"), **self._money("currency"))

    def cases(self) -> QuerySet[Case]:
        """Cases, open and closed."""
        return cases_for(self.person).filter(**self._owner("team", "assignee"), **self._money("currency"))

    def promises(self) -> QuerySet[Promise]:
        """Promises, by who took them."""
        return Promise.objects.filter(**self._owner("case__team", "taken_by"), **self._money("case__currency"))

    def address(self, **changes: object) -> str:
        """The query string of this portion with something added; empty values are left out."""
        usual = {"team": self.team_id, "officer": None if self.is_own else self.officer_id}
        values = usual | ({"currency": self.currency} if len(self.currencies) > 1 else {}) | changes
        return urlencode({name: value for name, value in values.items() if value not in (None, "")})

    def _owner(self, team: str, officer: str) -> dict[str, int]:
        chosen = {team: self.team_id, officer: self.officer_id}
        return {name: value for name, value in chosen.items() if value is not None}

    def _money(self, name: str) -> dict[str, str]:
        """The currency's condition; none where the book has only one, so that no table is joined for it."""
        return {name: self.currency} if len(self.currencies) > 1 else {}


def portion_of(person: Person, params: Mapping[str, str], now: datetime) -> Portion | None:
    """The portion that an address asks for, or None before the first close.

    Args:
        person: Who looks; an officer always gets their own part, a supervisor their team's.
        params: The address's parameters ``team``, ``officer`` and ``currency``; unknown values count as absent.
        now: The moment of looking.
    """
    days = _days()
    if days is None:
        return None
    currencies = tuple(DayFigures.objects.filter(as_of=days.latest_on).order_by("currency").values_list("currency", flat=True).distinct())
    teams, colleagues = list(teams_for(person).order_by("name")), list(colleagues_for(person).select_related("team").order_by("name", "pk"))
    team_id = _chosen(params.get("team", ""), [team.pk for team in teams])
    if person.role != Role.COMPLIANCE:
        # Without a team there is nothing to see; no team has the number 0.
        team_id = person.team_id or 0
    shown = [colleague for colleague in colleagues if team_id in (None, colleague.team_id)]
    officer_id = person.pk if person.role == Role.OFFICER else _chosen(params.get("officer", ""), [officer.pk for officer in shown])
    return Portion(person, now, days, _currency(params.get("currency", ""), currencies), currencies, teams, shown, team_id, officer_id)


def _currency(wanted: str, currencies: Sequence[str]) -> str:
    """The currency asked for, else the desk's own, else the first one."""
    candidates = (wanted, str(settings.HUASHU_CURRENCY), *currencies)
    return next((currency for currency in candidates if currency in currencies), str(settings.HUASHU_CURRENCY))


def _chosen(text: str, allowed: Sequence[int]) -> int | None:
    number = int(text) if text.isdecimal() and len(text) < 19 else 0
    return number if number in allowed else None


def _days() -> Days | None:
    latest_on = DayFigures.objects.aggregate(day=Max("as_of"))["day"]
    if latest_on is None:
        return None
    year_on = months_after(latest_on.replace(day=1), 1 - MONTHS)
    closed = list(
        DayFigures.objects.filter(as_of__gte=min(year_on, months_after(latest_on, -MONTHS)))
        .order_by("as_of")
        .values_list("as_of", flat=True)
        .distinct()
    )
    by_month = {(day.year, day.month): day for day in closed if day >= year_on}
    since_on = _closed_by(closed, months_after(latest_on, -1))
    return Days(latest_on, since_on, months_after(since_on, -1), tuple(by_month.values()))


def _closed_by(closed: Sequence[date], day: date) -> date:
    """The last closed day by a day, or that day itself if none is known."""
    return max((other for other in closed if other <= day), default=day)

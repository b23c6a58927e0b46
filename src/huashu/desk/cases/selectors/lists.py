"""Lists over many cases: the search, and promises by what has become of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Min, QuerySet

from huashu.desk.access import cases_for
from huashu.desk.cases.models import Case, Promise, PromiseStatus
from huashu.desk.cases.selectors.search import cases_matching
from huashu.desk.people.models import Person, Role

PAGE_ROWS: Final = 50
STATES: Final = ("open", "closed", "all")
PROMISE_LISTS: Final = ("due", "coming", "broken", "kept", "withdrawn", "proposed")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What part of the cases to list.

    Args:
        q: Text to search for, or empty.
        state: ``open``, ``closed`` or ``all``.
        scope: ``mine`` or ``team``.
        stage: A stage's code, or empty.
        bucket: A bucket's code, or empty.
    """

    q: str = ""
    state: str = "open"
    scope: str = "team"
    stage: str = ""
    bucket: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self != CaseFilter(state="all")

    def address(self, **changes: object) -> str:
        """The query string of this filter with some of it changed; empty values are left out."""
        return urlencode({name: value for name, value in (asdict(self) | changes).items() if value})


@dataclass(frozen=True, slots=True)
class CaseRows:
    """One page of the list; ``after`` is where the next begins, 0 at the end."""

    cases: list[Case]
    after: int


def case_filter_of(params: Mapping[str, str]) -> CaseFilter:
    """The filter that an address asks for; a search looks at closed cases too unless told otherwise."""
    q = params.get("q", "").strip()[:80]
    state, scope = params.get("state", ""), params.get("scope", "")
    return CaseFilter(
        q=q,
        state=state if state in STATES else ("all" if q else "open"),
        scope=scope if scope in ("mine", "team") else "team",
        stage=params.get("stage", "")[:12],
        bucket=params.get("bucket", "")[:12],
    )


def case_rows(person: Person, wanted: CaseFilter, after: int = 0) -> CaseRows:
    """One page of cases, newest first.

    Args:
        person: Who looks.
        wanted: Which cases.
        after: The last case of the page before; 0 for the first page.
    """
    cases = cases_for(person)
    if wanted.scope == "mine":
        cases = cases.filter(assignee=person)
    if wanted.state != "all":
        cases = cases.filter(closed_on__isnull=wanted.state == "open")
    if wanted.stage:
        cases = cases.filter(stage=wanted.stage)
    if wanted.bucket:
        cases = cases.filter(bucket=wanted.bucket)
    if after:
        cases = cases.filter(pk__lt=after)
    found = cases_matching(cases, wanted.q).select_related("customer", "loan", "assignee").order_by("-pk")
    rows = list(found[: PAGE_ROWS + 1])
    return CaseRows(rows[:PAGE_ROWS], rows[PAGE_ROWS - 1].pk if len(rows) > PAGE_ROWS else 0)


def promise_scope_of(person: Person, params: Mapping[str, str]) -> str:
    """Whose promises an address asks for; officers see their own cases' unless they ask for the team's."""
    usual = "mine" if person.role == Role.OFFICER else "team"
    scope = params.get("scope", usual)
    return scope if scope in ("mine", "team") else usual


def promise_list(person: Person, which: str, scope: str, today: date) -> QuerySet[Promise]:
    """Promises of one list, the most urgent first; those decided, the latest first.

    Args:
        person: Who looks.
        which: One of :data:`PROMISE_LISTS`; due is by today or earlier and still open.
        scope: ``mine`` or ``team``.
        today: The business day.
    """
    cases = cases_for(person)
    if scope == "mine":
        cases = cases.filter(assignee=person)
    promises = Promise.objects.filter(case__in=cases).select_related("case__customer", "case__loan", "case__assignee", "taken_by")
    promises = promises.prefetch_related("parts")
    if which in ("due", "coming"):
        open_ones = promises.filter(status=PromiseStatus.OPEN, parts__status=PromiseStatus.OPEN).annotate(due_on=Min("parts__due_on"))
        if which == "due":
            return open_ones.filter(due_on__lte=today).order_by("due_on", "pk")
        return open_ones.filter(due_on__gt=today).order_by("due_on", "pk")
    statuses = {
        "broken": (PromiseStatus.BROKEN, PromiseStatus.PART_KEPT),
        "kept": (PromiseStatus.KEPT,),
        "withdrawn": (PromiseStatus.WITHDRAWN,),
        "proposed": (PromiseStatus.PROPOSED,),
    }[which]
    return promises.filter(status__in=statuses).order_by("-decided_on", "-pk")

"""The portfolio page, and the lists of cases behind its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.people.models import Person
from huashu.desk.portfolio import pictures
from huashu.desk.portfolio.figures import figures_of
from huashu.desk.portfolio.lists import wanted_of
from huashu.desk.portfolio.portion import Portion, portion_of
from huashu.desk.portfolio.selectors.behind import behind, first_contacts_missed
from huashu.desk.portfolio.selectors.buckets import buckets_of
from huashu.desk.portfolio.selectors.months import months_of
from huashu.desk.portfolio.selectors.people import Work, together, work_by_person
from huashu.desk.portfolio.selectors.roll import roll_of
from huashu.desk.portfolio.shares import Turn
from huashu.desk.portfolio.words import amount_words, list_words, span_words

MISSED_ROWS: Final = 6


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One row of the table of people: whose work, under which name, and whose lists its numbers lead to (None: to no list)."""

    name: str
    work: Work
    officer_id: int | None
    is_total: bool = False


@require_GET
@require("portfolio.read")
def portfolio(request: HttpRequest) -> HttpResponse:
    """Are we getting better: four figures, then buckets, rolls, promises, first contacts, people."""
    person = person_of(request)
    portion = portion_of(person, request.GET, clock.now())
    if portion is None:
        return render(request, "portfolio/empty.html", {"may_close": may(person, "closing.run")})
    works = work_by_person(portion)
    figures = figures_of(portion, works)
    buckets, months = buckets_of(portion), months_of(portion)
    context: dict[str, Any] = {
        "portion": portion,
        "figures": figures,
        "better": sum(figure.turn is Turn.BETTER for figure in figures),
        "buckets": buckets,
        "bucket_rows": buckets.rows(portion.days.latest_on, portion.days.since_on),
        "bucket_total": buckets.total(portion.days.latest_on),
        "bucket_change": buckets.total(portion.days.latest_on).loans - buckets.total(portion.days.since_on).loans,
        "month_rows": [(day, [(code, buckets.amounts(day, code)) for code in buckets.codes]) for day in portion.days.month_ends],
        "roll": roll_of(portion, buckets),
        "months": months,
        "loans_picture": pictures.loans_picture(portion, buckets),
        "money_picture": pictures.money_picture(portion, buckets),
        "promises_picture": pictures.promises_picture(months),
        "contacts_picture": pictures.contacts_picture(months),
        "missed": first_contacts_missed(portion, MISSED_ROWS),
        "officers": _officers(portion, works),
    }
    return render(request, "portfolio/portfolio.html", context)


@require_GET
@require("portfolio.read")
def portfolio_list(request: HttpRequest) -> HttpResponse:
    """The cases behind one number."""
    portion, wanted = portion_of(person_of(request), request.GET, clock.now()), wanted_of(request.GET)
    if portion is None or wanted is None:
        raise Http404("list")
    page = behind(portion, wanted, _start(request.GET.get("start_at", "")))
    context = {
        "portion": portion,
        "page": page,
        "title": list_words(wanted),
        "span": span_words(wanted, portion),
        "amount_name": amount_words(wanted),
        "has_amount": any(row.amount_minor is not None for row in page.rows),
        "has_when": any(row.on or row.at for row in page.rows),
        "has_state": any(row.state for row in page.rows),
        "address": _address(request),
    }
    return render(request, "portfolio/list.html", context)


def _officers(portion: Portion, works: dict[int | None, Work]) -> list[OfficerRow]:
    """People with their work; somebody who may see only their own gets the team's average beside it."""
    team = together(works.values())
    if portion.is_own:
        own = OfficerRow(portion.person.name, works.get(portion.person.pk, Work()), portion.person.pk)
        return [own, OfficerRow(_("The whole team"), team, None, is_total=True)]
    rows = [OfficerRow(person.name, works[person.pk], person.pk) for person in _with_work(portion.colleagues, works)]
    known = {person.pk for person in portion.colleagues}
    others = together(work for person_id, work in works.items() if person_id not in known)
    if others != Work():
        rows.append(OfficerRow(_("Nobody, or no longer here"), others, None))
    return [*rows, OfficerRow(_("All together"), team, None, is_total=True)]


def _with_work(colleagues: Sequence[Person], works: dict[int | None, Work]) -> list[Person]:
    return [person for person in colleagues if works.get(person.pk, Work()) != Work()]


def _start(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _address(request: HttpRequest) -> str:
    """The list's own query string without its place, for the pages before and after."""
    params = request.GET.copy()
    params.pop("start_at", None)
    return params.urlencode()

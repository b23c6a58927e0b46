"""The list of cases with its search, and the promises by what has become of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from huashu.desk.access import may, person_of, require
from huashu.desk.cases.selectors.lists import (
    PAGE_ROWS,
    PROMISE_LISTS,
    STATES,
    case_filter_of,
    case_rows,
    promise_list,
    promise_scope_of,
)
from huashu.desk.cases.views.common import business_day
from huashu.desk.cases.words import STAGES, bucket_words
from huashu.desk.people.models import Person
from huashu.lending.product import BUCKETS

STATE_WORDS = {"open": pgettext_lazy("cases", "Open"), "closed": pgettext_lazy("cases", "Closed"), "all": pgettext_lazy("cases", "All")}
PROMISE_WORDS = {
    "due": pgettext_lazy("promises", "Due"),
    "coming": pgettext_lazy("promises", "Coming"),
    "broken": pgettext_lazy("promises", "Broken"),
    "kept": pgettext_lazy("promises", "Kept"),
    "withdrawn": pgettext_lazy("promises", "Withdrawn"),
    "proposed": pgettext_lazy("promises", "Put forward"),
}


@require_GET
@require("cases.read")
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases by name, phone tail, contract number, stage and bucket; a search that finds one case opens it."""
    person = person_of(request)
    wanted = case_filter_of(request.GET)
    after = request.GET.get("after", "")
    found = case_rows(person, wanted, int(after) if after.isdecimal() and len(after) < 19 else 0)
    if wanted.q and len(found.cases) == 1 and not after and request.GET.get("go"):
        return redirect("case", found.cases[0].pk)
    context = {
        "wanted": wanted,
        "found": found,
        "next_address": wanted.address(after=found.after),
        "states": [(state, STATE_WORDS[state], wanted.address(state=state)) for state in STATES],
        "scopes": _scopes(person),
        "stages": list(STAGES.items()),
        "buckets": [(band.code, bucket_words(band.code)) for band in BUCKETS],
        "today": business_day(),
    }
    return render(request, "cases/list.html", context)


@require_GET
@require("cases.read")
def promises(request: HttpRequest) -> HttpResponse:
    """Promises due, coming, broken, kept and replaced."""
    person, today = person_of(request), business_day()
    which = request.GET.get("list", "due")
    which = which if which in PROMISE_LISTS else "due"
    scope = promise_scope_of(person, request.GET)
    pages = Paginator(promise_list(person, which, scope, today), PAGE_ROWS)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "which": which,
        "scope": scope,
        "scopes": _scopes(person),
        "lists": [(name, PROMISE_WORDS[name]) for name in PROMISE_LISTS],
        "page": page,
        "today": today,
    }
    return render(request, "cases/promises.html", context)


def _scopes(person: Person) -> list[tuple[str, object]]:
    team = gettext_lazy("The team's") if person.team_id else gettext_lazy("Everybody's")
    return [("mine", gettext_lazy("Mine")), ("team", team)] if may(person, "cases.work") else [("team", team)]

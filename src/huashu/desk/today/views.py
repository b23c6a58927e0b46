"""The Today page: the queue, one case of it, and the step to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, cases_for, may, person_of, require
from huashu.desk.cases.selectors.pane import CasePane, case_pane
from huashu.desk.cases.services import case_finish, case_reopen
from huashu.desk.cases.words import STAGES, bucket_words
from huashu.desk.people.models import Person, Role
from huashu.desk.refusals import DeskRefusal
from huashu.desk.today.filters import QueueFilter, filter_of
from huashu.desk.today.selectors import QueueCounts, QueuePage, day_achieved, last_close, queue_counts, queue_next, queue_page
from huashu.lending.product import BUCKETS
from huashu.worklist import Lane

CASE_PART = "desk-case"
"""Element that htmx fills with one case; a request for it gets only that."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the list to choose, with how much it holds (None: not counted)."""

    label: str | Promise
    address: str
    on: bool
    count: int | None = None


@require_GET
@require("cases.read")
def today(request: HttpRequest) -> HttpResponse:
    """The queue with its chosen case; asked by htmx for a case, only that case."""
    person, now = person_of(request), clock.now()
    wanted = filter_of(person, request.GET)
    context: dict[str, Any] = {"wanted": wanted, "address": wanted.address(), "today": timezone.localdate(now)}
    if request.headers.get("HX-Target") == CASE_PART:
        context["chosen"] = _asked_for(request, person, now)
        return _varying(render(request, "today/_case.html", context))
    page = queue_page(person, wanted, now, request.GET.get("after", ""))
    counts = queue_counts(person, wanted, timezone.localdate(now))
    context |= _list_context(person, wanted, page, counts)
    context["closed"] = last_close(person, timezone.localdate(now))
    asked = _asked_for(request, person, now)
    context |= {"asked": asked is not None, "chosen": asked or _first(page, person, now)}
    context["all_done"] = not wanted.narrows and not counts.todo and bool(counts.total or counts.waiting)
    if context["chosen"] is None and context["all_done"]:
        context["achieved"] = day_achieved(person, wanted, timezone.localdate(now))
    return _varying(render(request, "today/today.html", context))


@require_GET
@require("cases.read")
def rows(request: HttpRequest) -> HttpResponse:
    """More rows of the queue, from where the page before ended."""
    person, now = person_of(request), clock.now()
    wanted = filter_of(person, request.GET)
    page = queue_page(person, wanted, now, request.GET.get("after", ""))
    return render(request, "today/_rows.html", {"wanted": wanted, "address": wanted.address(), "page": page})


@require_POST
@require("cases.work")
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish with a case for today and go to the next."""
    person = person_of(request)
    case = case_for(person, pk)
    wanted = filter_of(person, request.GET)
    following = queue_next(person, wanted, case)
    try:
        case_finish(case=case, now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
        return _to_case(wanted, pk)
    messages.success(request, _("Done for today: %(name)s.") % {"name": case.customer.name})
    return _to_case(wanted, following)


@require_POST
@require("cases.work")
def undone(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a case that was finished with today back on the list."""
    person = person_of(request)
    case = case_for(person, pk)
    try:
        case_reopen(case=case, now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    return _to_case(filter_of(person, request.GET), pk)


def _list_context(person: Person, wanted: QueueFilter, page: QueuePage, counts: QueueCounts) -> dict[str, Any]:
    return {
        "page": page,
        "counts": counts,
        "title_count": counts.todo,
        "tabs": _tabs(person, wanted, counts),
        "stages": [(code, label) for code, label in STAGES.items() if code != "closed"],
        "buckets": [(band.code, bucket_words(band.code)) for band in BUCKETS],
        "nothing_yet": not page.rows and not cases_for(person).exists(),
        "may_import": may(person, "imports.run"),
    }


def _tabs(person: Person, wanted: QueueFilter, counts: QueueCounts) -> list[Tab]:
    team = gettext_lazy("Everybody's") if person.role == Role.COMPLIANCE else gettext_lazy("The team's")
    scopes = [("mine", gettext_lazy("Mine")), ("team", team)] if may(person, "cases.work") else [("team", team)]
    parts = [
        ("first_contact", gettext_lazy("First contact"), counts.first_contact),
        ("appointment", gettext_lazy("Agreed times"), counts.appointment),
        ("promise", gettext_lazy("Promises due"), counts.promise),
    ]
    tabs = [Tab(label, wanted.address(scope=scope, part=""), on=wanted.scope == scope and not wanted.part) for scope, label in scopes]
    return tabs + [Tab(label, wanted.address(part=part), wanted.part == part, count) for part, label, count in parts]


def _asked_for(request: HttpRequest, person: Person, now: datetime) -> CasePane | None:
    pk = request.GET.get("case", "")
    return case_pane(case_for(person, int(pk)), person, now) if pk.isdecimal() and len(pk) < 19 else None


def _first(page: QueuePage, person: Person, now: datetime) -> CasePane | None:
    """The first case of the list, if there is something to do about it."""
    if not page.rows or page.rows[0].case.lane >= Lane.WAITING:
        return None
    return case_pane(case_for(person, page.rows[0].case.pk), person, now)


def _to_case(wanted: QueueFilter, pk: int | None) -> HttpResponse:
    return redirect(f"{reverse('today')}?{wanted.address(case=pk)}")


def _varying(response: HttpResponse) -> HttpResponse:
    """A page and its part share one address, so a cache must tell them apart."""
    response.headers["Vary"] = "HX-Request, HX-Target, Cookie"
    return response

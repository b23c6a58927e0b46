"""Overrides: asking for one, and the supervisor's list with one press to grant or refuse."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, cases_for, may, person_of, require
from huashu.desk.cases.views.common import address_of_case, go
from huashu.desk.conduct.forms.plan import CHANNEL_OF_WAY, PlanForm
from huashu.desk.conduct.models import Override
from huashu.desk.conduct.selectors.lists import ask_rows
from huashu.desk.conduct.selectors.overrides import override_list
from huashu.desk.conduct.selectors.settings import house_day
from huashu.desk.conduct.services.overrides import override_ask, override_decide
from huashu.desk.refusals import DeskRefusal

PAGE_ROWS = 30


@require_POST
@require("cases.work")
def override_new(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Ask a supervisor to allow a contact today."""
    person = person_of(request)
    case = case_for(person, pk)
    form = PlanForm(way if way in CHANNEL_OF_WAY else "call", "collection", request.POST.getlist("asked"), _with_usual(request))
    try:
        if form.is_valid():
            override_ask(case=case, ask=form.ask(clock.now()), reason=request.POST.get("reason", ""), person=person)
            messages.success(request, _("Asked. A supervisor sees it under Overrides; the answer appears here."))
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    return go(request, address_of_case(request, case))


@require_GET
@require("overrides.read")
def overrides(request: HttpRequest) -> HttpResponse:
    """What is asked today, and what was answered."""
    person, now = person_of(request), clock.now()
    today = house_day(now)
    done = Paginator(override_list(person, today, waiting=False), PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "waiting": ask_rows(override_list(person, today, waiting=True)),
        "done": ask_rows(done.object_list),
        "page": done,
        "decides": may(person, "overrides.decide"),
        "today": today,
    }
    return render(request, "conduct/overrides.html", context)


@require_POST
@require("overrides.decide")
def override_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse a request."""
    person, now = person_of(request), clock.now()
    row = get_object_or_404(Override.objects.filter(case__in=cases_for(person)), pk=pk)
    granted = request.POST.get("answer") == "grant"
    try:
        override_decide(override=row, granted=granted, answer=request.POST.get("words", ""), person=person, now=now, today=house_day(now))
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    else:
        messages.success(request, _("Granted.") if granted else _("Refused."))
    return redirect("override-list")


def _with_usual(request: HttpRequest) -> QueryDict:
    data = request.POST.copy()
    data.setdefault("to", "customer")
    data.setdefault("purpose", "collection")
    return data

"""The supervisor's page, and giving several cases at once to somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import ACTIONS, person_of, require
from huashu.desk.approvals.selectors.team import chosen_cases, team_page
from huashu.desk.cases.services import cases_assign
from huashu.desk.cases.views.common import business_day
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("team.lead")
def team(request: HttpRequest) -> HttpResponse:
    """Where is help needed now."""
    now = clock.now()
    return render(request, "approvals/team.html", {"page": team_page(person_of(request), now), "today": business_day(), "now": now})


@require_POST
@require("cases.assign")
def assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to somebody, or to nobody: all of them or none."""
    person = person_of(request)
    cases = chosen_cases(person, request.POST.getlist("case"))
    to = request.POST.get("assignee", "")
    workers = Person.objects.filter(team_id=person.team_id or 0, is_active=True, role__in=ACTIONS["cases.work"])
    assignee = workers.filter(pk=int(to)).first() if to.isdecimal() and len(to) < 19 else None
    if not cases:
        messages.error(request, _("Choose at least one case: tick it, or press X on its row."))
    elif assignee is None and to != "nobody":
        messages.error(request, _("Choose who gets them."))
    else:
        try:
            moved = cases_assign(cases=cases, assignee=assignee, person=person, now=clock.now())
        except DeskRefusal as refusal:
            messages.error(request, refusal.text())
        else:
            name = assignee.name if assignee else _("nobody")
            said = ngettext("%(n)s case given to %(name)s.", "%(n)s cases given to %(name)s.", moved)
            messages.success(request, said % {"n": moved, "name": name})
    return redirect("team")

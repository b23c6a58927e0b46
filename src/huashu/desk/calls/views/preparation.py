"""The sheet before a call, on the screen and on one page of paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.calls.selectors.preparation import preparation_of
from huashu.desk.cases.selectors.pane import case_pane
from huashu.desk.cases.views.common import address_of_case, business_day


@require_GET
@require("cases.read")
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """File, dealings, payments, reasons to expect, arguments left, plan, questions, outline, lawful window."""
    person, now = person_of(request), clock.now()
    case = case_for(person, pk)
    pane = case_pane(case, person, now)
    context = {
        "case": case,
        "pane": pane,
        "prep": preparation_of(pane, person, now, request.GET.get("track", "")),
        "today": business_day(),
        "back": address_of_case(request, case),
        "query": request.GET.urlencode(),
        "printed_at": now,
    }
    return render(request, "calls/prepare.html", context)

"""Everything that the bars of a case rest on, with the arithmetic, and the way to the next phase."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.assessment.models import LegalMark
from huashu.desk.assessment.selectors.estimates import estimate_of, overrides_of
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.views.common import business_day
from huashu.worklist.assessment import POINTS


@require_GET
@require("cases.read")
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """All points of both bars, what people said otherwise, incomes, and what would lead to the next phase."""
    person, now = person_of(request), clock.now()
    case = case_for(person, pk)
    is_open = case.closed_on is None
    context = {
        "case": case,
        "estimate": estimate_of(case, standing_of(case.loan, business_day()), now),
        "said": overrides_of(case),
        "marked": list(LegalMark.objects.filter(case=case).select_related("person").order_by("-pk")),
        "points": [(code, axis, each, most) for code, (axis, each, most) in POINTS.items()],
        "may_override": is_open and may(person, "assessment.override"),
        "may_income": is_open and may(person, "income.record"),
        "may_mark": {"urgent": is_open and may(person, "legal.urgent"), "legal_approved": is_open and may(person, "legal.approve")},
        "today": business_day(),
    }
    return render(request, "assessment/assessment.html", context)

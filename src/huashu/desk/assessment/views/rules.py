"""The rules of phases as data, with how many open cases each holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import cases_for, person_of, require
from huashu.desk.assessment.selectors.phases import cases_by_rule


@require_GET
@require("cases.read")
def phases(request: HttpRequest) -> HttpResponse:
    """Rules in the order in which they are read, of the reader's cases."""
    rows = cases_by_rule(cases_for(person_of(request)), clock.now())
    return render(request, "assessment/phases.html", {"rows": rows, "total": sum(row.cases for row in rows)})

"""The register: its list, the list as CSV, and the form of a new complaint."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, complaints_for, may, person_of, require
from huashu.desk.audit.csv_text import csv_lines
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import address_of_case, business_day, sent
from huashu.desk.complaints.forms.register import ComplaintFilterForm, ComplaintForm
from huashu.desk.complaints.models import Complaint
from huashu.desk.complaints.selectors.register import (
    PAGE_ROWS,
    ComplaintFilters,
    complaint_figures,
    complaint_rows,
    csv_rows,
    is_late,
)
from huashu.desk.complaints.services.complaints import complaint_record
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("complaints.read")
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints that the person may read, late ones first, with the register's figures."""
    person, today = person_of(request), business_day()
    form = ComplaintFilterForm(request.GET)
    filters = form.filters() if form.is_valid() else ComplaintFilters()
    page = Paginator(complaint_rows(person, filters, today), PAGE_ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "figures": complaint_figures(person, today),
        "page": page,
        "rows": [(row, is_late(row, today)) for row in page],
        "query": query.urlencode(),
        "filtered": any(query.values()),
        "today": today,
    }
    return render(request, "complaints/list.html", context)


@require_GET
@require("complaints.read")
def complaint_export(request: HttpRequest) -> HttpResponseBase:
    """The same list as CSV, without paging; the export itself goes into the trail first."""
    person, today = person_of(request), business_day()
    form = ComplaintFilterForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('complaint-list')}?{request.GET.urlencode()}")
    filters = form.filters()
    data = {"what": "complaints", "format": "csv", "lines": complaint_rows(person, filters, today).count()}
    trail_append(TrailKind.EXPORT_MADE, person=person, data=data, at=clock.now())
    # Made at once, not streamed: a streamed file would be written after the reader's language is put away.
    response = HttpResponse("".join(csv_lines(csv_rows(person, filters, today))), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="huashu-complaints-{today:%Y%m%d}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@require("complaints.record")
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Write a complaint down; ``?case=`` says which case it is about."""
    person, now = person_of(request), clock.now()
    case = _case_asked(request, person)
    form = ComplaintForm(person, case, now, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = complaint_record(draft=form.draft(), case=form.case, person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded as %(number)s.") % {"number": row.number})
            return redirect(_after(request, person, row))
    back = address_of_case(request, case) if case else reverse("complaint-list" if may(person, "complaints.read") else "today")
    context = {"form": form, "case": case, "back": back}
    return render(request, "complaints/new.html", context, status=422 if form.errors else 200)


def _case_asked(request: HttpRequest, person: Person) -> Case | None:
    asked = request.GET.get("case", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404("case")
    return case_for(person, int(asked))


def _after(request: HttpRequest, person: Person, row: Complaint) -> str:
    """To the complaint, for those who may read it; the others go back to where they were working."""
    if complaints_for(person).filter(pk=row.pk).exists():
        return reverse("complaint", args=[row.number])
    return address_of_case(request, row.case) if row.case else reverse("complaint-new")

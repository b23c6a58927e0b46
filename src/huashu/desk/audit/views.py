"""Showing one masked field, and the pages on which the trail is read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import access, clock
from huashu.desk.audit import services
from huashu.desk.audit.csv_text import csv_lines
from huashu.desk.audit.forms import FilterForm
from huashu.desk.audit.models import PersonalField, TrailKind
from huashu.desk.audit.selectors import (
    PAGE_ROWS,
    Filters,
    check_latest,
    counts_by_person,
    csv_rows,
    entries,
    entry_for,
    head_of_trail,
)
from huashu.desk.audit.tasks import check_task
from huashu.desk.audit.verify import broken_texts, entry_fits
from huashu.desk.audit.words import details_of, sentence_of
from huashu.desk.people.address import address_of
from huashu.desk.people.models import Person


@require_POST
@access.require("personal.show")
def showing_record(request: HttpRequest) -> HttpResponse:
    """Show one field of the customer of one case: a fragment for htmx, a page of its own otherwise."""
    person = access.person_of(request)
    case = access.case_for(person, _whole_number(request.POST.get("case", "")))
    if request.POST.get("field") not in PersonalField.values:
        raise Http404("field")
    field = PersonalField(request.POST["field"])
    value = services.showing_record(person=person, case=case, field=field, now=clock.now(), address=address_of(request))
    template = "audit/shown.html" if request.headers.get("HX-Request") else "audit/shown_page.html"
    response = render(request, template, {"case": case, "field": field, "value": value})
    add_never_cache_headers(response)
    return response


@require_GET
@access.require("audit.read")
def trail(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    reader = access.person_of(request)
    form = FilterForm(reader, request.GET)
    filters = form.filters() if form.is_valid() else Filters()
    page = Paginator(entries(reader, filters), PAGE_ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [(entry, sentence_of(entry)) for entry in page],
        "counts": counts_by_person(reader, filters),
        "query": query.urlencode(),
        "filtered": any(query.values()),
        "may_export": access.may(reader, "audit.export"),
        "one_customer": filters.customer,
    }
    return render(request, "audit/trail.html", context | _check_context(reader))


@require_http_methods(["GET", "POST"])
@access.require("audit.check")
def trail_check(request: HttpRequest) -> HttpResponse:
    """Ask for a check of the whole trail, which a background process does; asked for by GET, how far it is."""
    reader = access.person_of(request)
    if request.method == "POST":
        check = services.check_ask(person=reader, now=clock.now())
        check_task.enqueue(check.pk)
        return redirect("trail")
    return render(request, "audit/check.html", _check_context(reader))


@require_GET
@access.require("audit.read")
def trail_entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with everything that its hash covers, and whether the hash fits."""
    reader = access.person_of(request)
    entry = entry_for(reader, number)
    may_open = entry.case_id is not None and access.cases_for(reader).filter(pk=entry.case_id).exists()
    context = {
        "entry": entry,
        "sentence": sentence_of(entry),
        "details": details_of(entry),
        "fits": entry_fits(entry),
        "may_open": may_open,
        "may_export": access.may(reader, "audit.export"),
    }
    return render(request, "audit/entry.html", context)


@require_GET
@access.require("audit.export")
def trail_export(request: HttpRequest) -> HttpResponseBase:
    """The same list as CSV, without paging; the export itself goes into the trail first."""
    reader = access.person_of(request)
    form = FilterForm(reader, request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('trail')}?{request.GET.urlencode()}")
    filters = form.filters()
    data = {"what": "trail", "format": "csv", "lines": entries(reader, filters).count()}
    services.trail_append(TrailKind.EXPORT_MADE, person=reader, data=data, at=clock.now())
    response = StreamingHttpResponse(csv_lines(csv_rows(reader, filters)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="huashu-trail-{clock.today():%Y%m%d}.csv"'
    return response


def _check_context(reader: Person) -> dict[str, Any]:
    check = check_latest()
    broken = broken_texts(check.first_breaks) if check else []
    return {"head": head_of_trail(), "check": check, "broken": broken, "may_check": access.may(reader, "audit.check")}


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404("case")
    return int(text)

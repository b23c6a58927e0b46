"""Showing one masked field, and the page on which compliance reads who was shown what."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import access, clock
from huashu.desk.audit import services
from huashu.desk.audit.forms import FilterForm
from huashu.desk.audit.models import PersonalField
from huashu.desk.audit.selectors import PAGE_ROWS, Filters, counts_by_person, csv_rows, showings
from huashu.desk.people.address import address_of


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
def showing_list(request: HttpRequest) -> HttpResponse:
    """Who was shown what, newest first."""
    form = FilterForm(request.GET)
    filters = form.filters() if form.is_valid() else Filters()
    page = Paginator(showings(filters), PAGE_ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "counts": counts_by_person(filters), "query": query.urlencode(), "filtered": any(query.values())}
    return render(request, "audit/showing_list.html", context)


@require_GET
@access.require("audit.read")
def showing_export(request: HttpRequest) -> HttpResponseBase:
    """The same list as CSV, without paging; a byte order mark tells spreadsheets that it is UTF-8."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('showing-list')}?{request.GET.urlencode()}")
    response = StreamingHttpResponse(_csv_lines(csv_rows(form.filters())), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="huashu-showings-{clock.today():%Y%m%d}.csv"'
    return response


class _Echo:
    """A file that hands back what is written, for the CSV writer."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    writer: Any = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404("case")
    return int(text)

"""The page from which compliance exports everything done about one borrower."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.adapters.paper.typeset import FontMissing
from huashu.desk import access, clock
from huashu.desk.audit.exports import FORMATS, borrower_export, file_name
from huashu.desk.audit.selectors import borrower_counts, contracts_of
from huashu.desk.customers.models import Customer

_TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@require_http_methods(["GET", "POST"])
@access.require("audit.export")
def borrower(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be exported, and the buttons that do; each file made is an entry of the trail."""
    customer = access.borrower_for(access.person_of(request), pk)
    if request.method == "GET":
        return _page(request, customer)
    form = request.POST.get("form", "")
    if form not in FORMATS:
        raise Http404("form")
    now = clock.now()
    try:
        made = borrower_export(customer=customer, person=access.person_of(request), form=form, now=now)
    except FontMissing as refusal:
        return _page(request, customer, _(refusal.sentence))
    name = file_name((contracts_of(customer) or [""])[0], form, now)
    response = HttpResponse(made, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, customer: Customer, refusal: str = "") -> HttpResponse:
    counts = borrower_counts(customer)
    context = {
        "customer": customer,
        "contracts": contracts_of(customer),
        "counts": counts,
        "nothing": not any(counts.values()),
        "refusal": refusal,
    }
    return render(request, "audit/export.html", context, status=409 if refusal else 200)

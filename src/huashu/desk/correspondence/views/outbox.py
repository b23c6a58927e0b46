"""The outbox for supervisors, and one message with all that happened to it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huashu.adapters.paper.typeset import FontMissing
from huashu.desk import clock
from huashu.desk.access import may, message_for, person_of, require
from huashu.desk.cases.views.common import business_day
from huashu.desk.conduct.selectors.lists import kept_rules
from huashu.desk.correspondence.forms.outbox import MessageFilterForm
from huashu.desk.correspondence.gateways import OUTBOX, gateway_fault, gateway_names
from huashu.desk.correspondence.letters import letter_paper
from huashu.desk.correspondence.models import MessageState, Way
from huashu.desk.correspondence.selectors.outbox import PAGE_ROWS, MessageFilters, message_counts, message_rows, statuses_of
from huashu.desk.correspondence.services.delivery import message_give_up, message_mark_sent, message_retry
from huashu.desk.correspondence.tasks import send_soon
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("messages.read")
def message_list(request: HttpRequest) -> HttpResponse:
    """Messages of the person's cases, newest first, with how many are where."""
    person = person_of(request)
    form = MessageFilterForm(request.GET)
    filters = form.filters() if form.is_valid() else MessageFilters()
    page = Paginator(message_rows(person, filters), PAGE_ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "counts": message_counts(person),
        "page": page,
        "query": query.urlencode(),
        "filtered": any(query.values()),
        "gateway_fault": gateway_fault(),
        "no_gateway": all(name == OUTBOX for name in gateway_names().values()),
        "today": business_day(),
    }
    return render(request, "correspondence/list.html", context)


@require_GET
@require("cases.read")
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: its words, and everything that happened to it."""
    person = person_of(request)
    row = message_for(person, pk)
    statuses = statuses_of(row)
    judged = next((status for status in statuses if status.verdict), None)
    waits = row.state in (MessageState.QUEUED, MessageState.FAILED)
    context = {
        "message": row,
        "statuses": statuses,
        "rules": kept_rules(judged.verdict) if judged and judged.verdict else (),
        "handles": waits and may(person, "messages.handle"),
        "may_list": may(person, "messages.read"),
        "today": business_day(),
    }
    return render(request, "correspondence/message.html", context)


@require_GET
@require("cases.read")
def message_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter as PDF: as it was kept, else as it would be printed now."""
    row = message_for(person_of(request), pk)
    if row.channel != Way.LETTER:
        raise Http404("letter")
    if row.paper is not None:
        with row.paper.content.open("rb") as file:
            made = file.read()
    else:
        try:
            made = letter_paper(row, clock.now())
        except FontMissing as refusal:
            messages.error(request, _(refusal.sentence))
            return redirect("message", pk=pk)
    response = HttpResponse(made, content_type="application/pdf")
    name = f"{row.case.loan.contract_no}-{row.template or 'letter'}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@require("messages.handle")
def message_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """What a supervisor does with a message that waits or failed."""
    person, now = person_of(request), clock.now()
    row = message_for(person, pk)
    if not may(person, "cases.work"):
        raise PermissionDenied("cases.work")
    try:
        if act == "sent":
            message_mark_sent(message=row, person=person, now=now)
        elif act == "retry":
            message_retry(message=row, person=person, now=now)
            send_soon()
        elif act == "give-up":
            message_give_up(message=row, reason=request.POST.get("reason", ""), person=person, now=now)
        else:
            raise Http404("act")
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    else:
        messages.success(request, _("Written down."))
    return redirect("message", pk=pk)

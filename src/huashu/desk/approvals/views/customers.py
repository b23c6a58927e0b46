"""What the customer says to other terms, and taking a request back: done by whoever works the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huashu.desk import clock
from huashu.desk.access import arrangement_for, case_for, person_of, require
from huashu.desk.approvals.forms import AnswerForm
from huashu.desk.approvals.models import Arrangement
from huashu.desk.approvals.services.asking import arrangement_take_back
from huashu.desk.approvals.services.deciding import arrangement_agree, arrangement_decline
from huashu.desk.cases.models import Channel
from huashu.desk.refusals import DeskRefusal


@require_POST
@require("cases.work")
def agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer agreed to the terms offered."""
    return _answered(request, pk, agrees=True)


@require_POST
@require("cases.work")
def declined(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer didn't agree to them."""
    return _answered(request, pk, agrees=False)


@require_POST
@require("cases.work")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    row = arrangement_for(person_of(request), pk)
    try:
        arrangement_take_back(arrangement=row, reason=request.POST.get("reason", "").strip(), person=person_of(request), now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
    else:
        messages.success(request, _("Taken back."))
    return redirect("case", row.case_id)


def _answered(request: HttpRequest, pk: int, *, agrees: bool) -> HttpResponse:
    person = person_of(request)
    row = arrangement_for(person, pk)
    case_for(person, row.case_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("approval", pk)
    try:
        _write(row, form, request, agrees=agrees)
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
        return redirect("approval", pk)
    said = _("Written down: the customer agreed. It holds from now on.") if agrees else _("Written down: the customer declined.")
    messages.success(request, said)
    return redirect("case", row.case_id)


def _write(row: Arrangement, form: AnswerForm, request: HttpRequest, *, agrees: bool) -> None:
    person, now, words = person_of(request), clock.now(), form.cleaned_data["words"]
    if agrees:
        arrangement_agree(arrangement=row, channel=Channel(form.cleaned_data["channel"]), words=words, person=person, now=now)
    else:
        arrangement_decline(arrangement=row, words=words, person=person, now=now)

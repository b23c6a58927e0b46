"""Wishes and states: writing one down, withdrawing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import address_of_case, go
from huashu.desk.conduct.forms.facts import FactForm
from huashu.desk.conduct.models import CustomerFact, FactKind
from huashu.desk.conduct.refusals import FactWithdrawn
from huashu.desk.conduct.services.facts import fact_record, fact_withdraw
from huashu.desk.conduct.words import fact_title
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("wishes.record")
def fact_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of one kind of wish or state, filled with what its button says; sent, it binds at once."""
    if kind not in FactKind.values:
        raise Http404("kind")
    person, chosen = person_of(request), FactKind(kind)
    case = case_for(person, pk)
    if request.method == "GET":
        return _page(request, case, FactForm(chosen, initial={"code": request.GET.get("code", "")}))
    form = FactForm(chosen, request.POST)
    if form.is_valid():
        try:
            row = fact_record(case=case, draft=form.draft, person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text())
        else:
            messages.success(request, _("Recorded, and in force from now on: %(what)s.") % {"what": fact_title(row)})
            return go(request, address_of_case(request, case))
    return _page(request, case, form, status=422)


@require_POST
@require("wishes.record")
def fact_end(request: HttpRequest, pk: int, fact_pk: int) -> HttpResponse:
    """Say that a wish or state holds no longer."""
    person = person_of(request)
    case = case_for(person, pk)
    fact = get_object_or_404(CustomerFact, pk=fact_pk, customer=case.customer_id)
    try:
        fact_withdraw(fact=fact, case=case, note=request.POST.get("note", ""), person=person, now=clock.now())
    except FactWithdrawn as refusal:
        messages.error(request, refusal.text())
    else:
        messages.success(request, _("Withdrawn: %(what)s.") % {"what": fact_title(fact)})
    return go(request, address_of_case(request, case))


def _page(request: HttpRequest, case: Case, form: FactForm, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "title": form.kind.label,
        "action": request.get_full_path(),
        "back": address_of_case(request, case),
    }
    template = "conduct/_fact.html" if request.headers.get("HX-Request") else "conduct/fact.html"
    return render(request, template, context, status=status)

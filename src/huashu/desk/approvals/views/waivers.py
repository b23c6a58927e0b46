"""Waiving penalty interest: entered at once within authority, put forward beyond it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.approvals.forms import ForwardForm, WaiverForm
from huashu.desk.approvals.models import ArrangementKind
from huashu.desk.approvals.selectors.asking import beyond_words
from huashu.desk.approvals.selectors.limits import limits_of
from huashu.desk.approvals.terms import waived_minor, waiver_terms
from huashu.desk.approvals.views.forward import put_forward, to_case
from huashu.desk.cases.contact_form import new_key
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import Standing, standing_of
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.cases.views.money import posted, to_ledger
from huashu.lending.entries import EntryKind


@require_http_methods(["GET", "POST"])
@require("cases.work")
def waiver_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much is to be waived; who may not grant it puts it forward."""
    person, now = person_of(request), clock.now()
    case, today = case_for(person, pk), business_day()
    standing = standing_of(case.loan, today)
    form = WaiverForm(today, case.currency, sent(request), initial={"key": new_key()})
    amount_minor = form.cleaned_data["amount_minor"] if form.is_bound and form.is_valid() and _fits(form, standing) else None
    terms = waiver_terms(amount_minor) if amount_minor else None
    beyond = beyond_words(case, ArrangementKind.WAIVER, terms, person, now) if terms else None
    forward = ForwardForm(request.POST if beyond and "words" in request.POST else None)
    if terms and amount_minor:
        if beyond and forward.is_bound and put_forward(request, case, ArrangementKind.WAIVER, terms, forward):
            return to_case(case)
        if not beyond and _entered(request, case, form, amount_minor):
            messages.success(request, _("Waived."))
            return to_ledger(case)
    context = {"case": case, "form": form, "forward": forward, "beyond": beyond, "today": today, "status": standing.status}
    context |= {"limits": limits_of(person), "before_minor": waived_minor(case.loan_id, today)}
    return render(request, "approvals/waiver.html", context, status=422 if form.errors or beyond else 200)


@require_POST
@require("cases.work")
def waiver_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the amount that is being typed is beyond the reader's authority, and what they say then."""
    person, now = person_of(request), clock.now()
    case, today = case_for(person, pk), business_day()
    form = WaiverForm(today, case.currency, request.POST)
    fits = form.is_valid() and _fits(form, standing_of(case.loan, today))
    beyond = beyond_words(case, ArrangementKind.WAIVER, waiver_terms(form.cleaned_data["amount_minor"]), person, now) if fits else None
    typed = request.POST.get("amount", "").strip()
    problem = next((sentence for sentences in form.errors.values() for sentence in sentences), "") if typed else ""
    return render(request, "cases/_read_back.html", {"beyond": beyond, "problem": problem})


def _fits(form: WaiverForm, standing: Standing) -> bool:
    """Only penalty interest that is owed can be waived; more is said beside the amount."""
    amount_minor = form.cleaned_data["amount_minor"]
    if amount_minor is None or amount_minor <= standing.status.overdue_penalty_minor:
        return amount_minor is not None
    form.add_error("amount", _("That is more than the penalty interest that is owed today."))
    return False


def _entered(request: HttpRequest, case: Case, form: WaiverForm, amount_minor: int) -> bool:
    posting = {"kind": EntryKind.WAIVER, "value_on": business_day(), "amount_minor": amount_minor}
    return posted(request, case, form, posting | {"source_key": f"desk:{form.cleaned_data['key'] or new_key()}"})

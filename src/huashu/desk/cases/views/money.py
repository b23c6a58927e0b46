"""Money: payments, reversals, and the early repayment quote."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.cases.contact_form import new_key
from huashu.desk.cases.models import Case
from huashu.desk.cases.money_forms import MoneyForm, PaymentForm, QuoteForm, ReverseForm
from huashu.desk.cases.selectors.standing import REVERSIBLE, standing_of
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.loans.services import entry_post
from huashu.errors import Refusal
from huashu.lending.changes import early_repayment_quote
from huashu.lending.entries import EntryKind


@require_http_methods(["GET", "POST"])
@require("ledger.post")
def payment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter money that came in."""
    case, today = case_for(person_of(request), pk), business_day()
    form = PaymentForm(today, case.currency, sent(request), initial={"key": new_key(), "value_on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        posting = {"kind": EntryKind.PAYMENT, "value_on": data["value_day"], "amount_minor": data["amount_minor"], "note": data["note"]}
        posting["source_key"] = f"desk:{data['key']}"
        if posted(request, case, form, posting):
            messages.success(request, _("Payment entered."))
            return to_ledger(case)
    context = {"case": case, "form": form, "status": standing_of(case.loan, today).status, "today": today}
    return render(request, "cases/payment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require("ledger.post")
def entry_reverse(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Undo an entry by a reversal that says why; entries that change the plan are a supervisor's to undo."""
    person = person_of(request)
    case, today = case_for(person, pk), business_day()
    row = case.loan.entries.filter(pk=entry_pk, kind__in=REVERSIBLE).first()
    if row is None or not may_reverse(row, may_amend=may(person, "cases.assign")):
        raise Http404("entry")
    form = ReverseForm(today, case.currency, sent(request))
    if request.method == "POST" and form.is_valid():
        posting = {
            "kind": EntryKind.REVERSAL,
            "value_on": row.value_on,
            "amount_minor": 0,
            "note": form.cleaned_data["note"],
            "reverses": row,
        }
        if posted(request, case, form, posting):
            messages.success(request, _("Entry %(seq)s is reversed.") % {"seq": row.seq})
            return to_ledger(case)
    context = {"case": case, "form": form, "row": row, "today": today}
    return render(request, "cases/reverse.html", context, status=422 if form.errors else 200)


@require_GET
@require("cases.read")
def early_quote(request: HttpRequest, pk: int) -> HttpResponse:
    """What repaying the whole loan on a day takes, part by part, to read out or print."""
    case, today = case_for(person_of(request), pk), business_day()
    form = QuoteForm(today, case.currency, request.GET or None)
    on = form.cleaned_data["day"] if form.is_bound and form.is_valid() else today
    standing = standing_of(case.loan, today)
    quote = early_repayment_quote(standing.account, standing.entries, on)
    context = {"case": case, "form": form, "quote": quote, "today": today, "status": standing.status}
    return render(request, "cases/early.html", context, status=422 if form.errors else 200)


def posted(request: HttpRequest, case: Case, form: MoneyForm, posting: dict[str, Any]) -> bool:
    """Enter something into the loan's ledger; a refusal lands in the form and nothing is stored.

    Args:
        request: Whose.
        case: The case of the loan.
        form: The form that was sent.
        posting: Arguments of :func:`huashu.desk.loans.services.entry_post` besides loan, person and moment.
    """
    try:
        entry_post(loan=case.loan, person=person_of(request), now=clock.now(), **posting)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def to_ledger(case: Case) -> HttpResponse:
    """The case's ledger, where what was entered can be seen."""
    return redirect(f"{reverse('case', args=[case.pk])}?tab=ledger#tabs")


def may_reverse(row: LedgerEntry, *, may_amend: bool) -> bool:
    """Whether somebody may undo an entry: payments whoever posts, everything else who may change plans."""
    return row.kind == EntryKind.PAYMENT or may_amend

"""Approving, refusing and offering other terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import arrangement_for, person_of, require
from huashu.desk.approvals.forms import CounterPromiseForm, ReasonForm, WaiverForm
from huashu.desk.approvals.models import Arrangement, ArrangementKind, ArrangementStatus
from huashu.desk.approvals.selectors.rights import why_not
from huashu.desk.approvals.services.deciding import arrangement_approve, arrangement_counter, arrangement_refuse
from huashu.desk.approvals.terms import Terms, change_of, change_preview, change_terms, effect_on, promise_of, promise_terms, waiver_terms
from huashu.desk.approvals.views.approvals import approval_page
from huashu.desk.approvals.words import terms_words
from huashu.desk.cases.contact_form import new_key
from huashu.desk.cases.money_forms import CHANGES, ChangeForm, MoneyForm
from huashu.desk.cases.promise_form import FormSetting
from huashu.desk.cases.refusal_words import refusal_words
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.templatetags.cases import rate
from huashu.desk.cases.views.common import business_day
from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal
from huashu.lending.changes import ChangePreview
from huashu.lending.entries import Holiday, Reschedule
from huashu.money import format_minor


@require_POST
@require("approvals.decide")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a request."""
    person = person_of(request)
    row = arrangement_for(person, pk)
    try:
        done = arrangement_approve(arrangement=row, reason=request.POST.get("reason", ""), person=person, now=clock.now())
    except DeskRefusal as refusal:
        messages.error(request, refusal.text())
        return redirect("approval", pk)
    if done.status == ArrangementStatus.SECOND:
        messages.success(request, _("Approved once. Somebody else has to approve it too before it holds."))
    else:
        messages.success(request, _("Approved: %(name)s. It holds from now on.") % {"name": row.case.customer.name})
    return redirect("approval-list")


@require_POST
@require("approvals.decide")
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a request, with a reason."""
    person = person_of(request)
    row = arrangement_for(person, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            arrangement_refuse(arrangement=row, reason=form.cleaned_data["reason"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            messages.error(request, refusal.text())
            return redirect("approval", pk)
        messages.success(request, _("Refused: %(name)s. The officer tells the customer.") % {"name": row.case.customer.name})
        return redirect("approval-list")
    return approval_page(request, "waiting", row, refuse=form, status=422)


@require_http_methods(["GET", "POST"])
@require("approvals.decide")
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer other terms; for a change of the plan its effect is seen first."""
    person, now = person_of(request), clock.now()
    row = arrangement_for(person, pk)
    if refusal := why_not(row, person):
        messages.error(request, refusal.text())
        return redirect("approval", pk)
    offer = _Offer(row, now, request.POST if request.method == "POST" else None)
    reason = ReasonForm(request.POST if request.method == "POST" and request.POST.get("then") != "show" else None)
    said = offer.terms()
    if said is not None and reason.is_bound and reason.is_valid():
        try:
            arrangement_counter(arrangement=row, terms=said, reason=reason.cleaned_data["reason"], person=person, now=now)
        except DeskRefusal as refusal:
            target = offer.form if refusal.field in offer.form.fields else reason
            target.add_error(refusal.field if refusal.field in target.fields else None, refusal.text())
        else:
            messages.success(request, _("Offered. It holds once the customer has agreed to it."))
            return redirect("approval-list")
    context: dict[str, Any] = {
        "arrangement": row,
        "case": row.case,
        "form": offer.form,
        "reason": reason,
        "what": terms_words(row.kind, row.terms, row.case.currency, business_day()),
        "seen": offer.seen(said),
        "is_promise": row.kind == ArrangementKind.PROMISE,
        "is_change": row.kind in CHANGES,
        "today": business_day(),
    }
    return render(request, "approvals/terms.html", context, status=422 if offer.form.errors or reason.errors else 200)


@dataclass(init=False)
class _Offer:
    """The form for terms of a request's kind, and what it says."""

    def __init__(self, row: Arrangement, now: datetime, data: Any) -> None:
        self.row, self.now, self.today = row, now, business_day()
        case = row.case
        if row.kind == ArrangementKind.PROMISE:
            self.form: Any = CounterPromiseForm(data, initial=_promise_initial(row))
        elif row.kind == ArrangementKind.WAIVER:
            initial = {"amount": format_minor(row.terms["amount_minor"], case.currency)}
            self.form = WaiverForm(self.today, case.currency, data, initial=initial)
        else:
            self.form = CHANGES[row.kind](self.today, case.currency, data, initial=_change_initial(row, self.today))

    def terms(self) -> Terms | None:
        """What the form says, or None if it wasn't sent or something is wrong with it."""
        if not self.form.is_bound or not self.form.is_valid():
            return None
        if isinstance(self.form, CounterPromiseForm):
            standing = standing_of(self.row.case.loan, self.today)
            promise = self.form.read_promise(FormSetting(self.row.case, self.now, standing.whole_minor, standing.limit_minor))
            return None if promise is None or self.form.errors else promise_terms(promise)
        if isinstance(self.form, ChangeForm):
            return change_terms(self.form.draft.value_on, self.form.draft.change) if self.form.draft else None
        return waiver_terms(self.form.cleaned_data["amount_minor"]) if self.form.cleaned_data["amount_minor"] else None

    def seen(self, said: Terms | None) -> ChangePreview | None:
        """The plan before and after the terms, for a change of the plan; a refusal of the ledger lands in the form."""
        if said is None or not isinstance(self.form, ChangeForm):
            return None
        try:
            return change_preview(self.row.case.loan, self.row.kind, said, self.today, self.now)
        except Refusal as refusal:
            if isinstance(self.form, MoneyForm):
                self.form.add_error(None, refusal_words(refusal, self.row.case.currency))
            return None


def _promise_initial(row: Arrangement) -> dict[str, object]:
    promise = promise_of(row.terms)
    initial: dict[str, object] = {"promise_kind": str(promise.kind), "promise_words": row.words}
    for number, part in enumerate(promise.parts, start=1):
        initial[f"part_{number}_on"] = part.due_on.isoformat()
        initial[f"part_{number}_amount"] = format_minor(part.amount_minor, row.case.currency)
    return initial


def _change_initial(row: Arrangement, today: Any) -> dict[str, object]:
    change = change_of(row.terms)
    initial: dict[str, object] = {"key": new_key(), "value_on": effect_on(row.terms, today).isoformat()}
    if isinstance(change, Holiday):
        return initial | {"periods": change.periods, "interest": change.interest}
    assert isinstance(change, Reschedule)
    return initial | {
        "periods": change.periods,
        "rate": rate(change.rate_ppb_year).removesuffix("%"),
        "first_due_on": change.first_due_on.isoformat(),
        "frequency": change.frequency,
        "method": change.method,
        "balloon": format_minor(change.balloon_minor, row.case.currency) if change.balloon_minor else "",
        "capitalise": change.capitalise,
    }

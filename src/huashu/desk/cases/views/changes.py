"""Changes of a plan: part prepayment, reschedule, payment holiday; each is seen before and after, then entered."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.approvals.forms import ForwardForm
from huashu.desk.approvals.models import ArrangementKind
from huashu.desk.approvals.selectors.asking import Beyond, beyond_words
from huashu.desk.approvals.terms import Terms, change_terms
from huashu.desk.approvals.views.forward import put_forward, to_case
from huashu.desk.cases.contact_form import new_key
from huashu.desk.cases.models import Case
from huashu.desk.cases.money_forms import CHANGES, ChangeDraft, ChangeForm, RescheduleForm
from huashu.desk.cases.selectors.standing import Standing, standing_of
from huashu.desk.cases.templatetags.cases import rate
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.cases.views.money import posted, to_ledger
from huashu.desk.people.models import Person
from huashu.errors import Refusal
from huashu.lending.changes import ChangePreview, preview
from huashu.lending.checks import check_entry
from huashu.lending.entries import Entry, EntryKind

ASKED: Final = {"reschedule": ArrangementKind.RESCHEDULE, "holiday": ArrangementKind.HOLIDAY}
"""Changes that somebody without the authority puts forward."""
ASKED_OF_KIND: Final = {EntryKind.RESCHEDULE: ArrangementKind.RESCHEDULE, EntryKind.HOLIDAY: ArrangementKind.HOLIDAY}
TITLES = {
    "part-prepayment": gettext_lazy("Part prepayment"),
    "reschedule": gettext_lazy("Reschedule"),
    "holiday": gettext_lazy("Payment holiday"),
}


@require_http_methods(["GET", "POST"])
@require("cases.work")
def plan_change(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Fill in a change, see the plan before and after, and enter it or put it forward; money that changes the plan is a supervisor's."""
    if kind not in CHANGES:
        raise Http404("change")
    person = person_of(request)
    if kind not in ASKED and not may(person, "cases.assign"):
        raise PermissionDenied(kind)
    case, today = case_for(person, pk), business_day()
    standing = standing_of(case.loan, today)
    given = sent(request) or (request.GET if "value_on" in request.GET else None)
    form = CHANGES[kind](today, case.currency, given, initial=_initial(case, standing, kind))
    seen = _preview(form, standing) if form.is_bound and form.is_valid() and form.draft else None
    beyond = _beyond(case, form.draft, person) if seen is not None and kind in ASKED and form.draft is not None else None
    forward = ForwardForm(sent(request) if beyond else None)
    if request.method == "POST" and seen is not None and form.draft is not None:
        if beyond is not None and put_forward(request, case, ASKED[kind], _terms(form.draft), forward):
            return to_case(case)
        if beyond is None and _entered(request, case, form, form.draft):
            messages.success(request, _("The change is entered: %(title)s.") % {"title": TITLES[kind]})
            return to_ledger(case)
    context = {"case": case, "form": form, "seen": None if form.errors else seen, "kind": kind, "title": TITLES[kind], "today": today}
    context |= {"beyond": beyond, "forward": forward}
    return render(request, "cases/change.html", context, status=422 if form.errors or forward.errors else 200)


def _terms(draft: ChangeDraft) -> Terms:
    return change_terms(draft.value_on, draft.change)


def _beyond(case: Case, draft: ChangeDraft, person: Person) -> Beyond | None:
    return beyond_words(case, ASKED_OF_KIND[draft.kind], _terms(draft), person, clock.now())


def _preview(form: ChangeForm, standing: Standing) -> ChangePreview | None:
    """The plan with the change in it; None if the ledger would refuse it, which then stands in the form."""
    draft = form.draft
    assert draft is not None
    seq = max((entry.seq for entry in standing.entries), default=0) + 1
    try:
        entry = Entry(seq, draft.kind, draft.value_on, clock.now(), draft.amount_minor, change=draft.change)
        check_entry(standing.account, standing.entries, entry)
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    return preview(standing.account, standing.entries, entry)


def _entered(request: HttpRequest, case: Case, form: ChangeForm, draft: ChangeDraft) -> bool:
    posting = {"kind": draft.kind, "value_on": draft.value_on, "amount_minor": draft.amount_minor, "change": draft.change}
    return posted(request, case, form, posting | {"source_key": f"desk:{form.cleaned_data['key']}"})


def _initial(case: Case, standing: Standing, kind: str) -> dict[str, object]:
    """The form's first values: from today, and for a reschedule the loan as it is."""
    initial: dict[str, object] = {"key": new_key(), "value_on": business_day().isoformat()}
    if CHANGES[kind] is not RescheduleForm:
        return initial
    coming = [row for row in standing.ledger.plan if row.reported(standing.status.as_of) and row.due_on > standing.status.as_of]
    loan = case.loan
    rate_ppb = coming[0].rate_ppb_year if coming else loan.rate_ppb_year
    return initial | {
        "periods": len(coming) or loan.periods,
        "rate": rate(rate_ppb).removesuffix("%"),
        "first_due_on": standing.status.next_due_on.isoformat() if standing.status.next_due_on else "",
        "frequency": loan.frequency,
        "method": loan.method,
    }

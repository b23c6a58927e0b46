"""Changes of a plan: part prepayment, reschedule, payment holiday; each is seen before and after, then entered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.cases.contact_form import new_key
from huashu.desk.cases.models import Case
from huashu.desk.cases.money_forms import CHANGES, ChangeDraft, ChangeForm, RescheduleForm
from huashu.desk.cases.selectors.standing import Standing, standing_of
from huashu.desk.cases.templatetags.cases import rate
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.cases.views.money import posted, to_ledger
from huashu.errors import Refusal
from huashu.lending.changes import ChangePreview, preview
from huashu.lending.checks import check_entry
from huashu.lending.entries import Entry

TITLES = {
    "part-prepayment": gettext_lazy("Part prepayment"),
    "reschedule": gettext_lazy("Reschedule"),
    "holiday": gettext_lazy("Payment holiday"),
}


@require_http_methods(["GET", "POST"])
@require("cases.assign")
def plan_change(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Fill in a change, see the plan before and after, and enter it."""
    if kind not in CHANGES:
        raise Http404("change")
    case, today = case_for(person_of(request), pk), business_day()
    standing = standing_of(case.loan, today)
    given = sent(request) or (request.GET if "value_on" in request.GET else None)
    form = CHANGES[kind](today, case.currency, given, initial=_initial(case, standing, kind))
    seen = _preview(form, standing) if form.is_bound and form.is_valid() and form.draft else None
    if request.method == "POST" and seen is not None and form.draft is not None and _entered(request, case, form, form.draft):
        messages.success(request, _("The change is entered: %(title)s.") % {"title": TITLES[kind]})
        return to_ledger(case)
    context = {"case": case, "form": form, "seen": None if form.errors else seen, "kind": kind, "title": TITLES[kind], "today": today}
    return render(request, "cases/change.html", context, status=422 if form.errors else 200)


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

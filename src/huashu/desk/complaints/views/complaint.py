"""One complaint: what was said, what was done about it, and the forms of what can be done next."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import cases_for, complaint_for, may, person_of, require
from huashu.desk.cases.views.common import business_day
from huashu.desk.complaints.forms.steps import StepForm
from huashu.desk.complaints.models import Complaint, StepKind
from huashu.desk.complaints.order import WAITING, steps_open
from huashu.desk.complaints.selectors.register import is_late, steps_of
from huashu.desk.complaints.services.steps import complaint_step
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("complaints.read")
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    """The complaint with its steps."""
    return _page(request, complaint_for(person_of(request), number))


@require_http_methods(["GET", "POST"])
@require("complaints.handle")
def complaint_step_new(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Do something about the complaint; what is refused is shown in the step's form. Opened by itself, it leads to the complaint."""
    if kind not in StepKind.values:
        raise Http404("kind")
    person, chosen = person_of(request), StepKind(kind)
    row = complaint_for(person, number)
    if request.method == "GET":
        return redirect("complaint", row.number)
    form = StepForm(chosen, row, request.POST)
    if form.is_valid():
        try:
            complaint_step(complaint=row, draft=form.draft(), person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down: %(what)s.") % {"what": chosen.label})
            return redirect("complaint", row.number)
    return _page(request, row, form)


def _page(request: HttpRequest, row: Complaint, wrong: StepForm | None = None) -> HttpResponse:
    person, today = person_of(request), business_day()
    kinds = steps_open(row.state) if may(person, "complaints.handle") else ()
    forms = [wrong if wrong and wrong.kind == kind else StepForm(kind, row) for kind in kinds]
    if wrong and wrong.kind not in kinds:
        messages.error(request, " ".join(str(text) for texts in wrong.errors.values() for text in texts))
    context = {
        "complaint": row,
        "steps": steps_of(row),
        "forms": forms,
        "wrong": wrong,
        "late": is_late(row, today),
        "waiting": row.state in WAITING,
        "days_left": (row.due_on - today).days,
        "may_open": row.case_id is not None and cases_for(person).filter(pk=row.case_id).exists(),
        "today": today,
    }
    return render(request, "complaints/complaint.html", context, status=422 if wrong else 200)

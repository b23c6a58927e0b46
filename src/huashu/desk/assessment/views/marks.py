"""Marking a case urgent or legal action approved, and taking a mark off."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.assessment.forms import WhyForm
from huashu.desk.assessment.models import LegalMark, MarkKind
from huashu.desk.assessment.services.saying import mark_set, mark_withdraw
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.refusals import DeskRefusal

_ACTIONS: Final = {MarkKind.URGENT: "legal.urgent", MarkKind.LEGAL_APPROVED: "legal.approve"}


@require_http_methods(["GET", "POST"])
@require("legal.approve")
def mark(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Set a mark with its reason, or take off the one that stands."""
    person = person_of(request)
    case = case_for(person, pk)
    if kind not in MarkKind:
        raise Http404("mark")
    wanted = MarkKind(kind)
    if not may(person, _ACTIONS[wanted]):
        raise PermissionDenied(_ACTIONS[wanted])
    standing = LegalMark.objects.filter(case=case, kind=wanted, withdraws=None, withdrawn_by=None).select_related("person").first()
    form = WhyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], clock.now()
        try:
            if request.POST.get("withdraw"):
                if standing is None:
                    raise Http404("mark")
                mark_withdraw(mark=standing, reason=reason, person=person, now=now)
            else:
                mark_set(case=case, kind=wanted, reason=reason, person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down. It stands on the case and in the trail."))
            return redirect("assessment", case.pk)
    context = {"case": case, "form": form, "kind": wanted, "standing": standing, "today": business_day()}
    return render(request, "assessment/mark.html", context, status=422 if form.errors else 200)

"""Saying otherwise about a bar, taking that back, and writing down an income."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.assessment.forms import IncomeForm, OverrideForm, WhyForm
from huashu.desk.assessment.models import AssessmentOverride, Axis, Level
from huashu.desk.assessment.selectors.estimates import Estimate, estimate_of
from huashu.desk.assessment.services.saying import income_record, override_record, override_withdraw
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("assessment.override")
def override_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a bar stands at another level, and why."""
    person = person_of(request)
    case = case_for(person, pk)
    asked = request.GET.get("axis", "")
    estimate = _estimate(case)
    form = OverrideForm(sent(request), initial={"axis": asked if asked in Axis else Axis.WILLINGNESS})
    if request.method == "POST" and form.is_valid():
        axis = Axis(form.cleaned_data["axis"])
        score = next(gauge.bar.score for gauge in estimate.gauges if gauge.axis == axis)
        said = {"axis": axis, "level": Level(form.cleaned_data["level"]), "score": score, "reason": form.cleaned_data["reason"]}
        try:
            override_record(case=case, person=person, now=clock.now(), **said)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down. Your word counts for the remedy; the machine's stays beside it."))
            return redirect("assessment", case.pk)
    context = {"case": case, "form": form, "estimate": estimate, "today": business_day()}
    return render(request, "assessment/override.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require("assessment.override")
def override_end(request: HttpRequest, pk: int, override_pk: int) -> HttpResponse:
    """Take back what a person said about a bar."""
    person = person_of(request)
    case = case_for(person, pk)
    override = AssessmentOverride.objects.filter(case=case, pk=override_pk).select_related("person").first()
    if override is None:
        raise Http404("override")
    form = WhyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            override_withdraw(override=override, reason=form.cleaned_data["reason"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Taken back. The machine's word stands again."))
            return redirect("assessment", case.pk)
    context = {"case": case, "form": form, "override": override, "today": business_day()}
    return render(request, "assessment/override_end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@require("income.record")
def income_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the customer said they earn in a month."""
    person, today = person_of(request), business_day()
    case = case_for(person, pk)
    form = IncomeForm(today, case.currency, sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        said = {"monthly_minor": data["monthly_minor"], "said_on": data["day"], "words": data["words"]}
        try:
            income_record(case=case, person=person, now=clock.now(), **said)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down, as the customer said it."))
            return redirect("assessment", case.pk)
    context = {"case": case, "form": form, "estimate": _estimate(case), "today": today}
    return render(request, "assessment/income.html", context, status=422 if form.errors else 200)


def _estimate(case: Case) -> Estimate:
    return estimate_of(case, standing_of(case.loan, business_day()), clock.now())

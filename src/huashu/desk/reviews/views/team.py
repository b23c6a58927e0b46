"""The team's page."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.cases.views.common import business_day
from huashu.desk.reviews.models import CallKind
from huashu.desk.reviews.selectors.team import team_figures

WEEKS = (("4", _("4 weeks")), ("8", _("8 weeks")), ("12", _("12 weeks")), ("26", _("26 weeks")))
USUAL = 8


class TeamForm(forms.Form):
    """Which calls the figures are of."""

    weeks = forms.ChoiceField(label=_("Period"), required=False, choices=WEEKS, initial=str(USUAL))
    kind = forms.ChoiceField(label=_("Kind of call"), required=False, choices=[("", _("All kinds")), *CallKind.choices])


@require("reviews.judge")
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Where the team loses its calls, and which calls show how it is done."""
    form = TeamForm({"weeks": str(USUAL)} | request.GET.dict())
    weeks, kind = USUAL, ""
    if form.is_valid():
        weeks, kind = int(form.cleaned_data["weeks"] or USUAL), form.cleaned_data["kind"]
    figures = team_figures(person_of(request), weeks, clock.now(), kind)
    return render(request, "reviews/team.html", {"form": form, "figures": figures, "kind": kind, "today": business_day()})

"""Calibration: a call read blind, and how far readers agree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import conversation_for, person_of, require
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.refusals import DeskRefusal, RefusableForm
from huashu.desk.reviews.models import ItemVerdict, MachineReview
from huashu.desk.reviews.selectors.calibration import calibration_of, calls_to_read, findings_added
from huashu.desk.reviews.selectors.turns import turns_shown
from huashu.desk.reviews.services.readings import reading_save
from huashu.desk.reviews.standing import items_read
from huashu.desk.reviews.words import GROUPS, label_means, label_words, verdict_words


class ReadingForm(RefusableForm):
    """One choice for each item; nothing is chosen beforehand for a step, and no mistake or breach counts as made unless it is chosen."""

    def __init__(self, review: MachineReview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items_read(review)
        for group, label in self.items:
            field = forms.ChoiceField(
                label=label_words(group, label),
                choices=[(verdict, verdict_words(group, verdict)) for verdict in ItemVerdict.values],
                widget=forms.RadioSelect,
                initial=None if group == "steps" else "not_met",
                help_text=label_means(group, label),
            )
            self.fields[f"{group}.{label}"] = field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their groups' names."""
        found = [
            (group, [self[f"{held}.{label}"] for held, label in self.items if held == group]) for group in ("steps", "faults", "breaches")
        ]
        return [(str(GROUPS[group]), fields) for group, fields in found if fields]


@require("reviews.judge")
@require_GET
def calibration(request: HttpRequest) -> HttpResponse:
    """How far readers agree, what they differ about, and calls to read."""
    person = person_of(request)
    context = {
        "calibration": calibration_of(person),
        "added": findings_added(person),
        "to_read": calls_to_read(person),
        "today": business_day(),
    }
    return render(request, "reviews/calibration.html", context)


@require("reviews.judge")
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a call blind: nothing of what the machine found is on the page."""
    person = person_of(request)
    conversation = conversation_for(person, pk)
    if conversation.officer_id == person.pk:
        raise Http404("own call")
    review = conversation.reviews.latest("pk")
    form = ReadingForm(review, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            reading_save(review=review, verdicts=form.cleaned_data, person=person, now=clock.now())
        except DeskRefusal as refusal:
            messages.error(request, refusal.text())
            return redirect("review", pk)
        messages.success(request, _("Your reading is kept. Now you may see the machine's."))
        return redirect("review", pk)
    context = {"call": conversation, "turns": turns_shown(conversation, []), "form": form, "today": business_day()}
    return render(request, "reviews/reading.html", context, status=422 if request.method == "POST" else 200)

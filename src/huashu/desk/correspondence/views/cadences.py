"""Cadences: what goes out when, and the text that says so."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.correspondence.forms.cadences import CadenceForm
from huashu.desk.correspondence.selectors.cadences import cadence_text, cadence_versions, cadences_checked, cadences_current, days_unreached
from huashu.desk.correspondence.services.cadences import cadences_save
from huashu.desk.correspondence.words import problem_words
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("templates.read")
def cadence_page(request: HttpRequest) -> HttpResponse:
    """The cadences as tables, and for those who may change them as text."""
    person = person_of(request)
    changes = may(person, "templates.change")
    data = request.POST if request.method == "POST" and changes else None
    form = CadenceForm(data, initial={"body": cadence_text()})
    if data is not None and form.is_valid():
        try:
            row = cadences_save(body=form.cleaned_data["body"], note=form.cleaned_data["note"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved as version %(number)s; it is used from now on.") % {"number": row.number})
            return redirect("cadences")
    _read, problems = cadences_checked(data.get("body", "") if data is not None else cadence_text())
    current = cadences_current()
    context = {
        "cadences": current,
        "unreached": days_unreached(current),
        "form": form,
        "changes": changes,
        "problems": [problem_words(problem) for problem in problems],
        "versions": cadence_versions(),
    }
    return render(request, "correspondence/cadences.html", context, status=422 if form.errors else 200)

"""What the lender says of itself in the words of calls."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.calls.lender_form import LenderFactsForm, lender_initial
from huashu.desk.calls.selectors.facts import lender_facts
from huashu.desk.calls.services.lender import lender_facts_save
from huashu.desk.conduct.selectors.settings import conduct_setting


@require_http_methods(["GET", "POST"])
@require("lender.facts")
def lender(request: HttpRequest) -> HttpResponse:
    """Numbers, ways to pay, report rule and help: what is empty isn't said."""
    row = lender_facts()
    form = LenderFactsForm(request.POST) if request.method == "POST" else LenderFactsForm(initial=lender_initial(row))
    if request.method == "POST" and form.is_valid():
        lender_facts_save(values=form.values(), person=person_of(request), now=clock.now())
        messages.success(request, _("Saved; calls use it from their next step on."))
        return redirect("lender-facts")
    context = {"form": form, "row": row, "institution": conduct_setting().institution}
    return render(request, "calls/lender.html", context, status=422 if form.errors else 200)

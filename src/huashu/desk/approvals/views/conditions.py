"""Saying that a promise's condition didn't come about."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, person_of, require
from huashu.desk.approvals.forms import ConditionForm
from huashu.desk.cases.models import PromiseKind
from huashu.desk.cases.services import promise_condition_fail
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("cases.work")
def condition_failed(request: HttpRequest, pk: int, promise_pk: int) -> HttpResponse:
    """Write down what the customer said about the condition; the promise is then withdrawn, not broken."""
    person = person_of(request)
    case = case_for(person, pk)
    promise = case.promises.filter(pk=promise_pk, kind=PromiseKind.CONDITIONAL).prefetch_related("parts").first()
    if promise is None:
        raise Http404("promise")
    form = ConditionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            promise_condition_fail(promise=promise, words=form.cleaned_data["words"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down. The promise is withdrawn, not broken."))
            return redirect("case", case.pk)
    context = {"case": case, "promise": promise, "form": form, "today": business_day()}
    return render(request, "approvals/condition.html", context, status=422 if form.errors else 200)

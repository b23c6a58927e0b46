"""What messages and letterheads say of the lender, a sample letter, and customers' addresses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huashu.adapters.paper.typeset import FontMissing, pdf_of
from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.cases.views.common import address_of_case, go, sent
from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.correspondence.forms.sender import AddressForm, SenderForm
from huashu.desk.correspondence.gateways import gateway_names
from huashu.desk.correspondence.letters import TEMPLATE, sample_data
from huashu.desk.correspondence.models import Tongue, Way
from huashu.desk.correspondence.selectors.sender import sender_setting
from huashu.desk.correspondence.services.settings import address_record, sender_save
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("templates.read")
def sender_page(request: HttpRequest) -> HttpResponse:
    """Letterhead, whom to call, how to pay, how to stop messages."""
    person, setting = person_of(request), sender_setting()
    changes = may(person, "templates.change")
    form = SenderForm(setting, request.POST if request.method == "POST" and changes else None)
    if request.method == "POST" and changes and form.is_valid():
        try:
            sender_save(values=form.cleaned_data, person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved; every message from now on says so."))
            return redirect("sender")
    context = {
        "form": form,
        "setting": setting,
        "changes": changes,
        "institution": conduct_setting().institution,
        "may_name": may(person, "conduct.settings"),
        "tongues": Tongue.choices,
        "gateways": [(Way(way).label, name) for way, name in gateway_names().items()],
    }
    return render(request, "correspondence/sender.html", context, status=422 if form.errors else 200)


@require_GET
@require("templates.read")
def sample_letter(request: HttpRequest) -> HttpResponse:
    """The overdue letter for the sample, on the house's letterhead."""
    language = request.GET.get("language", Tongue.HANS)
    language = language if language in Tongue.values else Tongue.HANS
    try:
        made = pdf_of(TEMPLATE, sample_data(language, clock.now()), language=language.lower())
    except FontMissing as refusal:
        messages.error(request, _(refusal.sentence))
        return redirect("sender")
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="huashu-letter.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@require("cases.work")
def address_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down where a case's customer gets e-mail or chat."""
    person = person_of(request)
    case = case_for(person, pk)
    form = AddressForm(sent(request), initial={"channel": request.GET.get("channel", Way.EMAIL)})
    if request.method == "POST" and form.is_valid():
        channel, value = form.cleaned_data["channel"], form.cleaned_data["value"]
        address_record(case=case, channel=channel, value=value, person=person, now=clock.now())
        messages.success(request, _("Written down."))
        return go(request, address_of_case(request, case))
    context = {"form": form, "case": case, "back": address_of_case(request, case)}
    return render(request, "correspondence/address.html", context, status=422 if form.errors else 200)

"""Pressing Call, Message, Letter or Visit: the form before it, the verdict at that moment, and what then goes ahead."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST

from huashu.conduct.verdict import Ruling, Verdict
from huashu.desk import clock
from huashu.desk.access import case_for, may, person_of, require
from huashu.desk.audit.models import PersonalField
from huashu.desk.audit.services import showing_record
from huashu.desk.calls.models import Call
from huashu.desk.calls.refusals import NoTrack
from huashu.desk.calls.services.calls import call_begin
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import address_of_case, came_from_today, go, queue_params, sent
from huashu.desk.conduct.forms.plan import PlanForm
from huashu.desk.conduct.models import ContactStart
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.refusals import ContactRefused, TextBreaches
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.conduct.selectors.reach import WAYS, light_for, rule_lines
from huashu.desk.conduct.selectors.texts import language_of, marked, text_faults
from huashu.desk.conduct.services.starts import Begun, contact_begin, message_send
from huashu.desk.conduct.verdicts import may_be_overridden
from huashu.desk.correspondence.selectors.drafting import case_figures
from huashu.desk.correspondence.views.writing import fill_text, first_values, queue_text, text_context
from huashu.desk.people.address import address_of
from huashu.desk.refusals import DeskRefusal

_WAYS: Final = {name: (channel, label, icon) for name, channel, label, icon, _key in WAYS}
_TEXTS: Final = ("message", "letter")


@require_http_methods(["GET", "POST"])
@require("cases.work")
def plan(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """The form before a contact; sent, the contact starts or the verdict says why not."""
    if way not in _WAYS:
        raise Http404("way")
    case = case_for(person_of(request), pk)
    basis = basis_of([case], clock.now())
    verdict = basis.verdict(case.pk, Ask(_WAYS[way][0], basis.now))
    if request.method == "GET":
        form = PlanForm(way, basis.known[case.pk].purpose, _askable(verdict), initial=first_values(case, way))
        return _page(request, case, basis, verdict, form)
    if way in _TEXTS and "fill" in request.POST:
        return _filled(request, case, basis, way)
    return _pressed(request, case, basis, way)


@require_POST
@require("cases.work")
def text_check(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """What must not be said in a text that is being written, marked in its words."""
    if way not in _TEXTS:
        raise Http404("way")
    case = case_for(person_of(request), pk)
    text = request.POST.get("text", "")
    known = case_figures(case, text, clock.now(), person_of(request))
    faults = text_faults(case, text, request.POST.get("to", "customer"), request.POST.get("purpose", ""), language_of(text), known)
    return render(request, "conduct/_faults.html", {"faults": faults, "marked": marked(text, faults), "said": bool(text.strip())})


def _pressed(request: HttpRequest, case: Case, basis: Basis, way: str) -> HttpResponse:
    """Start what the form describes; a button pressed without its form takes everything as usual."""
    purpose = basis.known[case.pk].purpose
    data = request.POST.copy()
    data.setdefault("to", "customer")
    data.setdefault("purpose", purpose)
    form = PlanForm(way, purpose, _asked_before(request), data)
    if not form.is_valid():
        return _page(request, case, basis, basis.verdict(case.pk, Ask(_WAYS[way][0], basis.now)), form, status=422)
    ask, person = form.ask(basis.now), person_of(request)
    text = form.cleaned_data.get("text", "")
    known = case_figures(case, text, basis.now, person) if text else ()
    try:
        if way in _TEXTS and request.POST.get("how") == "queue":
            return queue_text(request, case, form, basis)
        if way in _TEXTS:
            begun = message_send(case=case, ask=ask, person=person, text=text, language=language_of(text), known=known)
            return _handed_out(request, case, begun, way)
        begun = contact_begin(case=case, ask=ask, person=person)
    except DeskRefusal as refusal:
        verdict = basis.verdict(case.pk, ask)
        form = PlanForm(way, purpose, _askable(verdict), data)
        form.is_valid()
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text())
        faults = text_faults(case, data.get("text", ""), ask.to, ask.purpose, language_of(data.get("text", "")), known)
        extra = {"faults": faults, "marked": marked(data.get("text", ""), faults)} if isinstance(refusal, TextBreaches) else {}
        return _page(request, case, basis, verdict, form, status=422, **extra)
    if begun.start is None:
        form = PlanForm(way, purpose, _askable(begun.verdict), data)
        form.is_valid()
        if begun.verdict.ruling is not Ruling.UNKNOWN:
            form.add_error(None, ContactRefused().text())
        return _page(request, case, basis, begun.verdict, form, status=422)
    return _begun(request, case, begun, way)


def _filled(request: HttpRequest, case: Case, basis: Basis, way: str) -> HttpResponse:
    """The form again, with the chosen template's words for this case in it."""
    data = request.POST.copy()
    problem = fill_text(case, way, data, basis.now, person_of(request))
    purpose = basis.known[case.pk].purpose
    data.setdefault("to", "customer")
    data.setdefault("purpose", purpose)
    form = PlanForm(way, purpose, _asked_before(request), data)
    form.is_valid()
    verdict = basis.verdict(case.pk, form.ask(basis.now) if not form.errors else Ask(_WAYS[way][0], basis.now))
    if problem is not None:
        form.add_error("template", problem.text())
        return _page(request, case, basis, verdict, form, status=422)
    text = data.get("text", "")
    known = case_figures(case, text, basis.now, person_of(request))
    faults = text_faults(case, text, data.get("to", "customer"), data.get("purpose", ""), language_of(text), known)
    return _page(request, case, basis, verdict, form, faults=faults, marked=marked(text, faults), said=bool(text), filled=True)


def _begun(request: HttpRequest, case: Case, begun: Begun, way: str) -> HttpResponse:
    """A call or visit has begun: the screen of the call, or the form to write it down; the number to dial is a showing."""
    assert begun.start is not None
    if way == "call" and begun.start.addressee == "customer" and (call := _call_opened(request, case, begun.start)):
        return go(request, reverse("call", args=[call.pk]))
    query = request.GET.urlencode()
    form_address = f"{reverse('contact-new', args=[case.pk])}?channel={way}{'&' if query else ''}{query}"
    if not request.headers.get("HX-Request"):
        return redirect(form_address)
    person, number = person_of(request), ""
    if way == "call" and begun.start.addressee == "customer" and case.customer.phone and may(person, "personal.show"):
        field = PersonalField.PHONE
        number = showing_record(person=person, case=case, field=field, now=begun.start.at, address=address_of(request))
    context = {"case": case, "start": begun.start, "number": number, "form_address": form_address, "way": way}
    response = render(request, "conduct/_begun.html", context)
    add_never_cache_headers(response)
    return response


def _call_opened(request: HttpRequest, case: Case, start: ContactStart) -> Call | None:
    """The call's screen along a talk track, with the number written down as shown; None where no track is in use."""
    person = person_of(request)
    address = urlencode({"from": "today"} | queue_params(request)) if came_from_today(request) else ""
    try:
        call = call_begin(case=case, start=start, person=person, now=start.at, address=address)
    except NoTrack:
        return None
    if not call.last_seq and case.customer.phone and may(person, "personal.show"):
        showing_record(person=person, case=case, field=PersonalField.PHONE, now=start.at, address=address_of(request))
    return call


def _handed_out(request: HttpRequest, case: Case, begun: Begun, way: str) -> HttpResponse:
    """The text to copy or print; it stands in the case as sent."""
    context = {"case": case, "start": begun.start, "way": way, "back": address_of_case(request, case)}
    template = "conduct/_sent.html" if request.headers.get("HX-Request") else "conduct/sent.html"
    return render(request, template, context)


def _asked_before(request: HttpRequest) -> tuple[str, ...]:
    return tuple(request.POST.getlist("asked"))


def _askable(verdict: Verdict) -> tuple[str, ...]:
    return tuple(path for path in verdict.missing if path.startswith("contact."))


def _page(
    request: HttpRequest, case: Case, basis: Basis, verdict: Verdict, form: PlanForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    _channel, label, icon = _WAYS[form.way]
    context = {
        "case": case,
        "form": form,
        "way": form.way,
        "way_label": label,
        "way_icon": icon,
        "verdict": verdict,
        "light": light_for(basis, verdict),
        "rules": rule_lines(verdict),
        "missing": verdict.missing,
        "may_ask": may_be_overridden(verdict),
        "asked": _askable(verdict) or _asked_before(request),
        "posted": sent(request),
        "action": request.get_full_path(),
        "query": request.GET.urlencode(),
        "back": address_of_case(request, case),
        **(text_context(form, case, request.POST.get("key", "")) if form.way in _TEXTS else {}),
        **extra,
    }
    template = "conduct/_plan.html" if request.headers.get("HX-Request") else "conduct/plan.html"
    return render(request, template, context, status=status)

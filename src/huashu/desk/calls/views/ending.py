"""The end of a call: how it ends, and the record of it on one screen, filled in from what happened."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import person_of, require
from huashu.desk.calls.ending import NOBODY, ending_initial, ending_key
from huashu.desk.calls.models import Call
from huashu.desk.calls.selectors.calls import CallState, call_for, call_state, is_written
from huashu.desk.calls.selectors.screen import Screen, screen_of
from huashu.desk.calls.services.calls import call_written
from huashu.desk.calls.services.captures import setting_of
from huashu.desk.cases.contact_form import ContactForm
from huashu.desk.cases.models import Outcome
from huashu.desk.cases.outcomes import FITTING
from huashu.desk.cases.quick import quick_days, quick_times
from huashu.desk.cases.services import case_finish, contact_record
from huashu.desk.cases.views.common import go
from huashu.desk.conduct.selectors.appointments import open_moments
from huashu.desk.conduct.views.common import words_warned
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal
from huashu.desk.today.filters import filter_of
from huashu.desk.today.selectors import queue_next


@require_http_methods(["GET", "POST"])
@require("cases.work")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the ending and confirm what is written down."""
    person, now = person_of(request), clock.now()
    call = call_for(person, pk)
    if call.person_id != person.pk:
        raise Http404("call")
    if is_written(call):
        return redirect("call", pk)
    state = call_state(call, now)
    setting = setting_of(call, now)
    if request.method == "POST":
        form = ContactForm(setting, request.POST)
        return _written(request, state, form, person) or _page(request, state, form, status=422)
    outcome = request.GET.get("outcome", "")
    return _page(request, state, ContactForm(setting, initial=ending_initial(state, outcome)))


def _written(request: HttpRequest, state: CallState, form: ContactForm, person: Person) -> HttpResponse | None:
    """Write the contact down, tie the call to it and go on; None if the form has to be shown again."""
    if not form.is_valid() or form.draft is None:
        return None
    call, now = state.call, clock.now()
    try:
        contact = contact_record(case=call.case, draft=form.draft, person=person, now=now, key=ending_key(state))
    except DeskRefusal as refusal:
        form.refuse(refusal)
        return None
    call_written(state=state, contact=contact, now=now)
    messages.success(request, _("Written down: %(outcome)s.") % {"outcome": form.draft.outcome.label})
    words_warned(request, call.case, form.draft.note)
    return go(request, _onward(call, person, then_next=request.POST.get("then") == "next"))


def _onward(call: Call, person: Person, *, then_next: bool) -> str:
    """Where to go after the call: the next case of the queue, or where it was started from."""
    written = f"written=call-{call.pk}"
    if not call.address:
        return f"{reverse('case', args=[call.case_id])}?{written}"
    wanted = filter_of(person, QueryDict(call.address))
    case = call.case
    case.refresh_from_db()
    if not then_next:
        return f"{reverse('today')}?{wanted.address(case=case.pk)}&{written}"
    following = queue_next(person, wanted, case)
    case_finish(case=case, now=clock.now())
    return f"{reverse('today')}?{wanted.address(case=following)}&{written}"


def _page(request: HttpRequest, state: CallState, form: ContactForm, status: int = 200) -> HttpResponse:
    context = {**_form_context(request, state, form), **_ending_context(state, screen_of(state, form.setting.now))}
    template = "cases/_contact_form.html" if request.headers.get("HX-Request") else "calls/end.html"
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def _ending_context(state: CallState, screen: Screen) -> dict[str, Any]:
    return {
        "call": state.call,
        "state": state,
        "sheet": state.sheet,
        "screen": screen,
        "track": state.track,
        "works": True,
        "press": uuid4().hex,
        "nobody": [(outcome.value, outcome.label) for outcome in (*NOBODY, Outcome.WRONG_NUMBER)],
        "answered": bool(state.sheet.confirmed or state.limited),
    }


def _form_context(request: HttpRequest, state: CallState, form: ContactForm) -> dict[str, Any]:
    case, setting = state.call.case, form.setting
    offered = quick_times(setting.now)
    lawful = open_moments(case, [each.moment for each in offered], setting.now)
    return {
        "case": case,
        "form": form,
        "today": setting.today,
        "from_today": bool(state.call.address),
        "action": request.get_full_path(),
        "cancel": reverse("call", args=[state.call.pk]),
        "fits": json.dumps(FITTING),
        "quick_days": quick_days(case, setting.today),
        "quick_times": [each for each in offered if each.moment in lawful],
        "whole_minor": setting.whole_minor,
        "draft_name": f"call-{state.call.pk}-{state.call.last_seq}-{request.GET.get('outcome', '')}",
    }

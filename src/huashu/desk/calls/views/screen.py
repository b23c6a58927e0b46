"""The call screen: what to say now, one press for each thing that happens, and nothing lost on the way."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.calls.models import Call
from huashu.desk.calls.refusals import CallWritten, EventUnreadable, NotYourCall
from huashu.desk.calls.selectors.calls import CallState, call_for, call_state, is_written
from huashu.desk.calls.selectors.promise_box import promise_box
from huashu.desk.calls.selectors.screen import banner_of, screen_of, side_of
from huashu.desk.calls.services.calls import Draft, Taken, drafts_of, events_record, with_words
from huashu.desk.cases.selectors.timeline import timeline_of
from huashu.desk.people.models import Person

TIMELINE_ROWS = 6
_STATUS = {CallWritten: 409, NotYourCall: 403}


@require_GET
@require("cases.read")
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen while the call goes on; the record of it once it was written down."""
    person, now = person_of(request), clock.now()
    found = call_for(person, pk)
    state = call_state(found, now)
    context = _context(state, person)
    if not is_written(found) and found.person_id == person.pk:
        context["banner"] = banner_of(state, now)
    context |= {"side": side_of(state), "items": timeline_of(found.case)[:TIMELINE_ROWS] if not state.limited else []}
    context["number"] = _number(found, state, person)
    response = render(request, "calls/call.html", context)
    add_never_cache_headers(response)
    return response


@require_POST
@require("cases.work")
def events(request: HttpRequest, pk: int) -> HttpResponse:
    """Take down what happened: many at once from the script, one from a plain form."""
    person, now = person_of(request), clock.now()
    found = call_for(person, pk)
    is_script = request.content_type == "application/json"
    try:
        drafts = drafts_of(_body(request)) if is_script else _form_drafts(request)
        taken = events_record(call=found, drafts=drafts, person=person, now=now)
    except (CallWritten, NotYourCall, EventUnreadable) as refusal:
        if is_script:
            return HttpResponse(refusal.text(), status=_STATUS.get(type(refusal), 400), content_type="text/plain; charset=utf-8")
        messages.error(request, refusal.text())
        return redirect("call", pk)
    if is_script:
        return _answer(request, call_for(person, pk), person, taken)
    for sentence in taken.refused.values():
        messages.error(request, sentence)
    return redirect(reverse("call-end", args=[pk]) if request.POST.get("then") == "end" else reverse("call", args=[pk]))


@require_GET
@require("cases.work")
def banner(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules of conduct say now; asked again every minute."""
    person, now = person_of(request), clock.now()
    state = call_state(call_for(person, pk), now)
    return render(request, "calls/_banner.html", {"call": state.call, "banner": banner_of(state, now)})


@require_POST
@require("cases.work")
def promise_read(request: HttpRequest, pk: int) -> HttpResponse:
    """How the customer's words are understood while they are typed."""
    person, now = person_of(request), clock.now()
    state = call_state(call_for(person, pk), now)
    return render(request, "calls/_read.html", {"promise": promise_box(state, request.POST.get("v.value", ""), now)})


def _answer(request: HttpRequest, found: Call, person: Person, taken: Taken) -> HttpResponse:
    """The parts of the screen that change, and which presses are settled."""
    state = call_state(found, clock.now())
    response = render(request, "calls/_parts.html", _context(state, person))
    response.headers["X-Huashu-Settled"] = json.dumps(taken.keys)
    response.headers["X-Huashu-Refused"] = json.dumps(list(taken.refused))
    add_never_cache_headers(response)
    return response


def _context(state: CallState, person: Person) -> dict[str, Any]:
    screen = screen_of(state, clock.now())
    return {
        "call": state.call,
        "case": state.call.case,
        "state": state,
        "sheet": state.sheet,
        "screen": screen,
        "track": state.track,
        "today": screen.today,
        "works": may(person, "cases.work") and state.call.person_id == person.pk and not is_written(state.call),
        "is_written": is_written(state.call),
        "press": uuid4().hex,
        "back": f"{reverse('today')}?{state.call.address}&case={state.call.case_id}"
        if state.call.address
        else reverse("case", args=[state.call.case_id]),
    }


def _number(found: Call, state: CallState, person: Person) -> str:
    """The number to dial, until somebody has answered; showing it was written down when the call was started."""
    if state.events or is_written(found) or found.person_id != person.pk or found.start_id is None:
        return ""
    return found.case.customer.phone if may(person, "personal.show") else ""


def _body(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        raise EventUnreadable from None


def _form_drafts(request: HttpRequest) -> list[Draft]:
    values = {name.removeprefix("v."): value for name, value in request.POST.items() if name.startswith("v.")}
    draft = Draft(request.POST.get("key", ""), request.POST.get("kind", ""), {name: str(value) for name, value in values.items()})
    return with_words(draft, request.POST.get("wording", ""))

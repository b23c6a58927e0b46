"""What the form of a message or letter on a case needs of correspondence: first values, a template filled in, and queueing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from huashu.conduct.verdict import Ruling
from huashu.desk.access import person_of
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import address_of_case, go
from huashu.desk.conduct.refusals import ContactRefused
from huashu.desk.conduct.selectors.basis import Basis
from huashu.desk.conduct.selectors.overrides import override_for
from huashu.desk.conduct.verdicts import goes_ahead
from huashu.desk.correspondence.checking import has_opt_out
from huashu.desk.correspondence.models import Way
from huashu.desk.correspondence.selectors.drafting import chosen_template, filled, has_gateway, wishes_for
from huashu.desk.correspondence.selectors.facts import address_for
from huashu.desk.correspondence.services.queueing import text_queue
from huashu.desk.correspondence.services.unattended import ask_of
from huashu.desk.correspondence.tasks import send_soon
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal


def first_values(case: Case, way: str) -> dict[str, str]:
    """What the form begins with: the customer's own channel and language."""
    if way not in ("message", "letter"):
        return {}
    wishes = wishes_for(case)
    return {"text": "", "means": wishes.channel, "language": wishes.language}


def fill_text(case: Case, way: str, data: QueryDict, now: datetime, person: Person) -> DeskRefusal | None:
    """Put the chosen template's words into what was sent; what stands in the way is given back.

    Args:
        case: The case.
        way: ``message`` or ``letter``.
        data: What the form was sent with; changed here.
        now: The moment.
        person: Who writes.
    """
    code, channel = data.get("template", ""), _channel(way, data.get("means", ""))
    language = data.get("language") or wishes_for(case).language
    if not code:
        return None
    try:
        composed = filled(case, code, channel, language, now, person)
    except DeskRefusal as refusal:
        return refusal
    data["text"], data["purpose"], data["language"] = composed.text, composed.template.purpose, language
    data["has_opt_out"] = "yes" if has_opt_out(composed.text) else "no"
    return None


def queue_text(request: HttpRequest, case: Case, form: forms.Form, basis: Basis) -> HttpResponse:
    """Queue the words of a valid form, and let the worker hand them over.

    Raises:
        ContactRefused: The rules forbid the contact; waiting wouldn't change that.
        DeskRefusal: As for ``text_queue``.
    """
    data, person, now = form.cleaned_data, person_of(request), basis.now
    channel = _channel("message" if "means" in form.fields else "letter", data.get("means", ""))
    ask = ask_of(channel, data["purpose"], data["text"], now)
    verdict = basis.verdict(case.pk, ask)
    waits = verdict.ruling is Ruling.DENY_UNTIL
    if not goes_ahead(verdict) and not waits and override_for(case, ask, basis.day(now), verdict) is None:
        raise ContactRefused
    language = data.get("language") or wishes_for(case).language
    key = request.POST.get("key", "") or uuid4().hex
    text_queue(
        case=case,
        text=data["text"],
        channel=channel,
        language=language,
        purpose=data["purpose"],
        now=now,
        person=person,
        key=f"desk-{person.pk}-{key}"[:120],
        template=chosen_template(data.get("template", ""), channel, language),
    )
    send_soon()
    messages.success(request, _("Queued; what becomes of it stands on the timeline."))
    return go(request, address_of_case(request, case, written=key))


def text_context(form: forms.Form, case: Case, key: str) -> dict[str, Any]:
    """What the page says about the way of a text."""
    means = form["means"].value() if "means" in form.fields else Way.LETTER.value
    channel = means or Way.SMS.value
    return {"gateway": has_gateway(channel), "no_address": not address_for(case, channel), "key": key or uuid4().hex}


def _channel(way: str, means: str) -> str:
    return Way.LETTER.value if way == "letter" else means or Way.SMS.value

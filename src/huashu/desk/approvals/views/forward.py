"""Putting something forward from a form, and where to go afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from huashu.desk import clock
from huashu.desk.access import person_of
from huashu.desk.approvals.forms import ForwardForm
from huashu.desk.approvals.models import ArrangementKind
from huashu.desk.approvals.services.asking import arrangement_ask
from huashu.desk.approvals.terms import Terms
from huashu.desk.approvals.words import forward_notice, forward_sentence
from huashu.desk.cases.models import Case
from huashu.desk.cases.refusal_words import refusal_words
from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal


def put_forward(request: HttpRequest, case: Case, kind: ArrangementKind, terms: Terms, form: ForwardForm) -> bool:
    """Put terms forward with what the form says; a refusal lands in the form and nothing is stored."""
    if not form.is_valid():
        return False
    person, now, data = person_of(request), clock.now(), form.cleaned_data
    try:
        row = arrangement_ask(case=case, kind=kind, terms=terms, words=data["words"], note=data["note"], person=person, now=now)
    except DeskRefusal as refusal:
        form.refuse(refusal)
        return False
    except Refusal as refusal:
        form.add_error(None, refusal_words(refusal, case.currency))
        return False
    messages.warning(request, forward_notice(forward_sentence(case, row.answer_due_at, timezone.localdate(now))))
    return True


def to_case(case: Case) -> HttpResponse:
    """The case's own page."""
    return redirect("case", case.pk)

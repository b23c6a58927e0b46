"""Answering what a customer told us, in writing, on their own page: no call is needed, so no wish stands in its way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from huashu.desk.borrower.models import BorrowerAct, BorrowerAnswer
from huashu.desk.borrower.refusals import AnsweredBefore, AnswerUnfit
from huashu.desk.borrower.services.acts import answer_time
from huashu.desk.borrower.services.effects import ANSWERED
from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.cases.services.placing import case_place
from huashu.desk.conduct.selectors.texts import language_of, text_faults
from huashu.desk.people.models import Person


def answer_record(*, act: BorrowerAct, text: str, person: Person, now: datetime) -> BorrowerAnswer:
    """Answer a request for help or a dispute; the case waits no longer for it.

    Whether the state ends with it is for a person to say: wishes and states stand until somebody withdraws them.

    Args:
        act: What was told, of a case fetched for the person.
        text: The answer, not empty.
        person: Who answers.
        now: The moment.

    Raises:
        AnsweredBefore: It has an answer, or is nothing that gets one here.
        AnswerUnfit: The answer says what may not be said.
    """
    for fault in text_faults(act.case, text, "customer", "", language_of(text)):
        raise AnswerUnfit(quote=fault.quote, name=fault.name, better=fault.better)
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=act.case_id)
        if act.kind not in ANSWERED or BorrowerAnswer.objects.filter(act=act).exists():
            raise AnsweredBefore
        row = BorrowerAnswer.objects.create(act=act, text=text.strip(), person=person, at=now)
        day = timezone.localdate(now)
        CaseEvent.objects.create(case=case, code="customer_answered", business_on=day, person=person, at=now)
        _settle(case, act, now)
    return row


def _settle(case: Case, act: BorrowerAct, now: datetime) -> None:
    """If the case waited for this answer, it waits for the next one that is due, if there is any."""
    if case.closed_on is not None or act.answer_due_on is None or case.answer_due_at != answer_time(act.answer_due_on):
        return
    open_acts = BorrowerAct.objects.filter(case=case, kind__in=ANSWERED, answer__isnull=True, answer_due_on__isnull=False)
    due_on = open_acts.order_by("answer_due_on").values_list("answer_due_on", flat=True).first()
    case.answer_due_at = answer_time(due_on) if due_on else None
    case_place(case, now)

"""What other pages say about requests: a card on the case; and how a state looks."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from huashu.desk import clock
from huashu.desk.access import may
from huashu.desk.approvals.models import ArrangementStatus, StepCode
from huashu.desk.approvals.selectors.requests import open_requests, request_rows
from huashu.desk.approvals.words import TONES, hear_words, told_sentence
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import business_day

register = template.Library()


@register.filter
def arrangement_tone(status: str) -> str:
    """The colour of a state."""
    return TONES[ArrangementStatus(status)]


@register.inclusion_tag("approvals/_of_case.html", takes_context=True)
def case_arrangements(context: Context, case: Case) -> dict[str, Any]:
    """What was put forward about a case and what the officer says to the customer now."""
    person, now, today = context.get("person"), clock.now(), business_day()
    if person is None or not may(person, "approvals.read"):
        return {}
    rows = []
    for row in request_rows(open_requests(case), now):
        steps = list(row.arrangement.steps.all())
        last = max(steps, key=lambda step: step.pk)
        offered = next((step.terms for step in steps if step.code == StepCode.COUNTERED), row.arrangement.terms)
        waits = row.arrangement.status in (ArrangementStatus.WAITING, ArrangementStatus.SECOND)
        rows.append(
            {
                "row": row,
                "last": None if waits else last,
                "hear": hear_words(row.arrangement.answer_due_at, today),
                "told": "" if waits else told_sentence(row.arrangement, offered, today),
            }
        )
    return {"rows": rows, "today": today}

"""What other pages say about complaints: a line and an entry of a menu on the case page; and how a state looks."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.template.context import Context

from huashu.desk import access
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import business_day
from huashu.desk.complaints.models import ComplaintState
from huashu.desk.complaints.selectors.register import is_late, open_complaints_about

register = template.Library()

_TONES: Final = {
    ComplaintState.RECEIVED: "soon",
    ComplaintState.REOPENED: "soon",
    ComplaintState.ACKNOWLEDGED: "do",
    ComplaintState.INVESTIGATED: "do",
    ComplaintState.ANSWERED: "ok",
    ComplaintState.CLOSED: "mute",
}


@register.filter
def complaint_tone(state: str) -> str:
    """The colour of a state."""
    return _TONES[ComplaintState(state)]


@register.inclusion_tag("complaints/_of_case.html", takes_context=True)
def case_complaints(context: Context, case: Case) -> dict[str, Any]:
    """Open complaints of the case's customer, for those who may read them."""
    person, today = context.get("person"), business_day()
    if person is None or not access.may(person, "complaints.read"):
        return {}
    return {"rows": [(row, is_late(row, today)) for row in open_complaints_about(case, person)], "today": today}


@register.inclusion_tag("complaints/_link.html", takes_context=True)
def complaint_link(context: Context, case: Case) -> dict[str, Any]:
    """The way from a case to the form of a new complaint."""
    person = context.get("person")
    return {"case": case, "may_record": person is not None and access.may(person, "complaints.record")}

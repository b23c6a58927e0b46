"""What other pages say about the customer's page: a card and an entry of a menu on the case, lines of its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import template
from django.template.context import Context

from huashu.desk import clock
from huashu.desk.access import may
from huashu.desk.borrower.models import ActKind, BorrowerAct, VisitKind
from huashu.desk.borrower.selectors.case import fresh_acts
from huashu.desk.borrower.words import told_lines
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.timeline import TimelineItem
from huashu.desk.cases.views.common import business_day

register = template.Library()

_TONES: Final = {ActKind.PROMISE: "ok", ActKind.HARDSHIP: "soon", ActKind.DISPUTE: "late", ActKind.COMPLAINT: "late", ActKind.STOP: "late"}
_VISIT_TONES: Final = {VisitKind.PASSED: "ok", VisitKind.WRONG: "soon", VisitKind.LOCKED: "late"}
_LINK_TONES: Final = {"works": "ok", "locked": "late"}


@register.filter
def act_tone(kind: str) -> str:
    """The colour of something told."""
    return _TONES.get(ActKind(kind), "do")


@register.filter
def visit_tone(kind: str) -> str:
    """The colour of an opening."""
    return _VISIT_TONES.get(VisitKind(kind), "mute")


@register.filter
def link_tone(state: str) -> str:
    """The colour of a link's state."""
    return _LINK_TONES.get(state, "mute")


@register.filter
def told(act: BorrowerAct) -> list[tuple[str, str]]:
    """What was told, field by field."""
    return told_lines(act)


@register.inclusion_tag("borrower/_of_case.html")
def case_borrower(case: Case, items: Sequence[TimelineItem]) -> dict[str, Any]:
    """What the customer told us on their page in the last days.

    Args:
        case: The case.
        items: Its whole timeline, which the page has read already.
    """
    acts = fresh_acts([item.thing for item in items if item.kind == "told"], clock.now())
    return {"acts": acts, "case": case, "today": business_day()}


@register.inclusion_tag("borrower/_link.html", takes_context=True)
def borrower_link(context: Context, case: Case) -> dict[str, Any]:
    """The way from a case to its links."""
    person = context.get("person")
    return {
        "case": case,
        "reads": person is not None and may(person, "cases.read"),
        "makes": person is not None and may(person, "links.make"),
    }

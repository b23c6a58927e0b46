"""Bars, evidence and phases in words, and the bars of a case for any page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from huashu.desk import clock
from huashu.desk.access import may
from huashu.desk.assessment import words
from huashu.desk.assessment.models import Axis, Level, MarkKind
from huashu.desk.assessment.selectors.estimates import Estimate, Piece, estimate_of
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.views.common import business_day
from huashu.worklist.phase import Condition, PhaseRule

register = template.Library()


@register.inclusion_tag("assessment/_bars.html", takes_context=True)
def bars(context: Context, case: Case, estimate: Estimate | None = None) -> dict[str, Any]:
    """Both bars of a case with their strongest evidence and the remedy; worked out here where the page has no estimate."""
    person, today = context.get("person"), business_day()
    found = estimate or estimate_of(case, standing_of(case.loan, today), clock.now())
    overrides = person is not None and case.closed_on is None and may(person, "assessment.override")
    return {"case": case, "estimate": found, "may_override": overrides, "today": today}


@register.inclusion_tag("assessment/_phase.html")
def case_phase(case: Case, estimate: Estimate, *, alone: bool = True) -> dict[str, Any]:
    """The phase of a case, the rule that put it there, what holds it back and its marks; alone with a link to the conditions."""
    return {"case": case, "found": estimate.phase, "alone": alone}


@register.filter
def axis_label(axis: str) -> str:
    """What a bar is called."""
    return str(Axis(axis).label)


@register.filter
def level_label(level: str) -> str:
    """A level in a word."""
    return str(Level(level).label)


@register.filter
def mark_label(kind: str) -> str:
    """What a mark is called."""
    return str(MarkKind(kind).label)


@register.filter
def piece_text(piece: Piece) -> str:
    """A piece of evidence in a phrase."""
    return words.piece_words(piece)


@register.filter
def piece_sum(piece: Piece) -> str:
    """How its points come about."""
    return words.sum_words(piece)


@register.filter
def signed(points: int) -> str:
    """Points with their sign."""
    return words.points_words(points)


@register.filter
def evidence_kind(code: str) -> str:
    """What a kind of evidence is called."""
    return words.kind_words(code)


@register.filter
def remedy_text(remedy: str) -> str:
    """A remedy in words."""
    return str(words.REMEDIES[remedy])


@register.filter
def remedy_why(why: str) -> str:
    """Why it is suggested."""
    return words.why_words(why)


@register.filter
def phase_label(code: str) -> str:
    """What a phase is called."""
    return str(words.PHASES[code])


@register.filter
def phase_tone(code: str) -> str:
    """The tone of a phase's chip."""
    return words.PHASE_TONES[code]


@register.filter
def rule_text(rule: PhaseRule) -> str:
    """A rule's sentence."""
    return words.rule_words(rule)


@register.filter
def fact_text(name: str) -> str:
    """A fact in a phrase."""
    return words.fact_words(name)


@register.filter
def condition_text(condition: Condition) -> str:
    """A condition with what the case has."""
    return words.condition_words(condition)


@register.simple_tag
def test_text(name: str, test: str, wanted: object) -> str:
    """A condition of a rule."""
    return words.test_words(name, test, wanted)

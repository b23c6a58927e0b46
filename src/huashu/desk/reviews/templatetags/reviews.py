"""Filters and tags of reviewed calls: tones, seconds, tabs; and what the case page says of them."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from huashu.desk import access
from huashu.desk.calls.words import field_words
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import business_day
from huashu.desk.reviews import words
from huashu.desk.reviews.models import Conversation, RecordingState
from huashu.desk.reviews.selectors.calls import judged

register = template.Library()

register.filter("score_tone", words.tone_of_score)
register.filter("answer_words", words.answer_words)
register.filter("field_words", field_words)

_TONES = {RecordingState.DONE: "ok", RecordingState.RUNNING: "do", RecordingState.REFUSED: "soon", RecordingState.FAILED: "late"}


@register.simple_tag
def verdict_name(group: str, verdict: str) -> str:
    """A verdict as one says it of a step, or of a mistake or breach."""
    return words.verdict_words(group, verdict)


@register.filter
def failure_words(code: str) -> str:
    """Why a language model's answer wasn't taken."""
    return words.failure_words(code)


@register.filter
def group_name(group: str) -> str:
    """The heading of a group of findings."""
    return str(words.GROUPS[group])


@register.filter
def speaker_name(speaker: str) -> str:
    """Who speaks."""
    return str(words.SPEAKERS[speaker])


@register.filter
def timecode(seconds: float) -> str:
    """Seconds from the start as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


@register.filter
def place(number: int) -> int:
    """A turn's place as people count."""
    return number + 1


@register.filter
def recording_tone(state: str) -> str:
    """The colour of a recording's state."""
    return _TONES.get(RecordingState(state), "mute")


@register.filter
def kappa(permille: int | None) -> str:
    """Cohen's kappa with two decimals; a dash where there is none."""
    if permille is None:
        return "–"
    sign = "\N{MINUS SIGN}" if permille < 0 else ""
    hundredths = (abs(permille) + 5) // 10
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


@register.inclusion_tag("reviews/tabs.html", takes_context=True)
def review_tabs(context: Context) -> dict[str, Any]:
    """The pages about reviewed calls that the person may open."""
    person, path = context["person"], context["request"].path
    pages = [("review-list", "reviews.read", _("Calls")), ("review-appeals", "reviews.read", _("Appeals"))]
    pages += [("review-team", "reviews.judge", _("Figures")), ("review-calibration", "reviews.judge", _("Calibration"))]
    pages += [("recording-list", "reviews.add", _("Recordings"))]
    return {"tabs": [(url, label, url == path) for view, action, label in pages if access.may(person, action) and (url := reverse(view))]}


@register.inclusion_tag("reviews/_of_case.html", takes_context=True)
def case_reviews(context: Context, case: Case) -> dict[str, Any]:
    """Reviewed calls of a case that the person may read, with their scores."""
    person = context.get("person")
    rows = access.conversations_for(person).filter(case=case).order_by("-started_at", "-pk") if person else Conversation.objects.none()
    return {"calls": judged(rows[:5]), "today": business_day()}


@register.inclusion_tag("reviews/_link.html", takes_context=True)
def review_link(context: Context, case: Case) -> dict[str, Any]:
    """The way from a case to the form that puts a call in."""
    person = context.get("person")
    return {"case": case, "may_add": person is not None and access.may(person, "reviews.add")}


@register.simple_tag(takes_context=True)
def may_open_call(context: Context, conversation: Conversation) -> bool:
    """Whether the reader of the page may read a call."""
    person = context.get("person")
    return person is not None and access.sees_conversation(person, conversation)

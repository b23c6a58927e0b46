"""Filters and tags of the pages of messages and letters, and what other pages say about them."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from huashu.desk import access
from huashu.desk.correspondence import words
from huashu.desk.correspondence.cadence import Cadence, Step
from huashu.desk.correspondence.models import Message, MessageState, Tongue, Way
from huashu.desk.people.context import TAGS

register = template.Library()

_TABS: Final = (
    ("message-list", "messages.read", _("Outbox")),
    ("template-list", "templates.read", _("Templates")),
    ("cadences", "templates.read", _("Cadences")),
    ("sender", "templates.read", _("Letterhead")),
)


@register.inclusion_tag("conduct/tabs.html", takes_context=True)
def messages_tabs(context: Context) -> dict[str, Any]:
    """The pages of messages that the person may open."""
    person, path = context.get("person"), context["request"].path
    tabs = [(reverse(view), label) for view, action, label in _TABS if person is not None and access.may(person, action)]
    holding = max((url for url, _label in tabs if path.startswith(url)), key=len, default="")
    return {"tabs": tabs, "path": holding, "label": _("Messages")}


@register.filter
def message_tone(state: str) -> str:
    """The colour of a state or status."""
    return words.STATUS_TONES.get(state, "mute")


@register.filter
def message_icon(message: Message) -> str:
    """The drawing of a message's way."""
    return "letter" if message.channel == Way.LETTER else "message"


@register.filter
def message_state(message: Message) -> str:
    """How far a message has got: what lies in the outbox is queued, and says where it lies."""
    if message.state == MessageState.QUEUED and message.written_at is not None:
        return str(_("Queued, written to the outbox"))
    return str(message.get_state_display())


@register.filter
def template_name(code: str) -> str:
    """A template's name in words."""
    return words.template_words(code)


@register.filter
def reason_name(code: str) -> str:
    """Why a message stands as it does."""
    return words.reason_words(code)


@register.filter
def step_day(step: Step) -> str:
    """When a step comes."""
    return words.day_words(step.day)


@register.filter
def step_when(step: Step) -> str:
    """Under which conditions a step comes."""
    return words.condition_words(step.when)


@register.filter
def way_name(code: str) -> str:
    """How a message travels."""
    return str(Way(code).label)


@register.filter
def tongue_name(code: str) -> str:
    """A language in itself."""
    return str(Tongue(code).label)


@register.filter
def cadence_name(cadence: Cadence) -> str:
    """What a cadence is called."""
    return words.cadence_title(cadence)


@register.filter
def lang_tag(code: str) -> str:
    """A language as the ``lang`` attribute wants it."""
    return TAGS.get(code.lower(), code)

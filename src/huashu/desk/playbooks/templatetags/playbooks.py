"""Tags of the playbook pages."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import may
from huashu.desk.playbooks import words

register = template.Library()

_TABS: Final = (
    ("playbook-list", "playbooks.read", _("Talk tracks")),
    ("lender-facts", "lender.facts", _("What the lender says of itself")),
)


@register.filter
def language_name(language: str) -> str:
    """A language in its own name."""
    return words.language_words(language)


@register.filter
def stage_of_track(stage: str) -> str:
    """A track's stage."""
    return str(words.STAGES.get(stage, stage))


@register.inclusion_tag("playbooks/tabs.html", takes_context=True)
def playbook_tabs(context: Context) -> dict[str, Any]:
    """The pages beside talk tracks that the person may open."""
    person = context.get("person")
    tabs = [(reverse(view), label) for view, action, label in _TABS if person is not None and may(person, action)]
    return {"tabs": tabs, "path": context["request"].path}

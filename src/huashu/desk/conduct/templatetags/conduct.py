"""Filters and tags of the conduct pages: wishes in words, the buttons that record them, tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.desk import access
from huashu.desk.cases.models import Case
from huashu.desk.conduct import words
from huashu.desk.conduct.models import CustomerFact
from huashu.desk.conduct.selectors.reach import Reach

register = template.Library()


@dataclass(frozen=True, slots=True)
class WishButton:
    """A wish or state to record: the kind's form, filled with a code."""

    kind: str
    code: str
    label: str | Promise

    @property
    def query(self) -> str:
        """What fills the form, ready to be followed by more of an address."""
        return f"code={self.code}&" if self.code else ""


_BUTTONS: Final = (
    WishButton("stop", "", _("Wants no contact")),
    WishButton("channel", "call", _("Stop calling")),
    WishButton("channel", "sms", _("Not by another channel …")),
    WishButton("hours", "", _("Hours or place that don't suit …")),
    WishButton("agreed_hours", "", _("Agreed hours …")),
    WishButton("language", "", _("Language …")),
    WishButton("representative", "", _("Representative …")),
    WishButton("third_refused", "contact_person", _("A third person wants no contact …")),
    WishButton("consent", "", _("Agreed beforehand …")),
    WishButton("state", "deceased", _("Has died")),
    WishButton("state", "hardship", _("In hardship")),
    WishButton("state", "disputing", _("Disputes the debt")),
    WishButton("state", "unreachable", _("Can't be reached")),
    WishButton("state", "hospitalised", _("Other circumstances …")),
    WishButton("zone", "", _("Time zone …")),
)
_TABS: Final = (
    ("override-list", "overrides.read", _("Overrides")),
    ("conduct-findings", "conduct.review", _("Contacts to look at")),
    ("complaint-list", "complaints.read", _("Complaints")),
    ("borrower-setting", "borrower_page.change", _("Customer's page")),
    ("conduct-settings", "conduct.settings", _("Conduct settings")),
)


@register.filter
def fact_title(fact: CustomerFact) -> str:
    """A wish or state in a few words."""
    return words.fact_title(fact)


@register.filter
def fact_span(fact: CustomerFact) -> str:
    """From when until when it holds."""
    return words.fact_span(fact)


@register.inclusion_tag("conduct/_reach.html", takes_context=True)
def reach(context: Context, found: Reach, case: Case, query: str = "") -> dict[str, Any]:
    """How the customer of a case may be reached: four buttons with what the rules say of each.

    Args:
        context: The page's context; its ``person`` decides whether the buttons work.
        found: What ``reach_of`` read.
        case: The case.
        query: What the page's own addresses carry along.
    """
    return _shared(context, found, case, query) | {"works": _may(context, "cases.work") and case.closed_on is None}


@register.inclusion_tag("conduct/_wishes.html", takes_context=True)
def wishes(context: Context, found: Reach, case: Case, query: str = "") -> dict[str, Any]:
    """What the customer wishes and how they are, with the buttons that record it; arguments as for :func:`reach`."""
    return _shared(context, found, case, query) | {"records": _may(context, "wishes.record"), "wish_buttons": _BUTTONS}


@register.inclusion_tag("conduct/tabs.html", takes_context=True)
def conduct_tabs(context: Context) -> dict[str, Any]:
    """The conduct pages that the person may open."""
    tabs = [(reverse(view), label) for view, action, label in _TABS if _may(context, action)]
    path = context["request"].path
    return {
        "tabs": tabs,
        "path": tabs[0][0] if path == reverse("conduct") else next((url for url, _label in tabs if path.startswith(url)), ""),
    }


def _shared(context: Context, found: Reach, case: Case, query: str) -> dict[str, Any]:
    return {"reach": found, "case": case, "query": query, "csrf_token": context.get("csrf_token")}


def _may(context: Context, action: str) -> bool:
    person = context.get("person")
    return person is not None and access.may(person, action)

"""The desk's main pages and who sees them, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import may
from huashu.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the main navigation: the view it opens, the action it needs and what it is called."""

    view: str
    action: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Item:
    """A page as one person sees it: its address and whether they are on it."""

    url: str
    label: str | Promise
    current: bool


PAGES: Final = (
    Page("today", "cases.read", _("Today")),
    Page("case-list", "cases.read", _("Cases")),
    Page("promise-list", "cases.read", _("Promises")),
    Page("playbook-list", "playbooks.read", _("Playbooks")),
    Page("portfolio", "portfolio.read", _("Portfolio")),
    Page("import-list", "imports.run", _("Imports")),
    Page("closing", "closing.read", _("Close")),
    Page("conduct", "conduct.read", _("Conduct")),
    Page("lawbook", "lawbook.read", _("Lawbook")),
    Page("trail", "audit.read", _("Audit")),
    Page("person-list", "people.manage", _("People")),
)


def items_for(person: Person, path: str) -> list[Item]:
    """The pages that the person's role may open; the one that holds ``path`` is marked."""
    found = [(reverse(page.view), page.label) for page in PAGES if may(person, page.action)]
    holding = max((url for url, _label in found if path.startswith(url)), key=len, default="")
    return [Item(url, label, url == holding) for url, label in found]


def home_for(person: Person) -> str:
    """Address of the first page that the person may open."""
    items = items_for(person, "")
    return items[0].url if items else reverse("account")

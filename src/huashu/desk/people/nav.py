"""The desk's main pages and who sees them, in the order of a working day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import may
from huashu.desk.approvals.selectors.requests import decidable_count
from huashu.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the main navigation: the view it opens, the action it needs, what it is called, and what of it waits for a person."""

    view: str
    action: str
    label: str | Promise
    count: Callable[[Person], int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A page as one person sees it: its address, whether they are on it, and how much of it waits for them (0: not said)."""

    url: str
    label: str | Promise
    current: bool
    count: int = 0


def approvals_waiting(person: Person) -> int:
    """How many requests wait for the person's decision; nobody else is asked for, and no query is made."""
    return decidable_count(person) if may(person, "approvals.decide") else 0


PAGES: Final = (
    Page("today", "cases.read", _("Today")),
    Page("case-list", "cases.read", _("Cases")),
    Page("promise-list", "cases.read", _("Promises")),
    Page("playbook-list", "playbooks.read", _("Playbooks")),
    Page("approval-list", "approvals.read", _("Approvals"), count=approvals_waiting),
    Page("team", "team.lead", _("Team desk")),
    Page("review-list", "reviews.read", _("Reviews")),
    Page("message-list", "messages.read", _("Messages")),
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
    found = [(reverse(page.view), page) for page in PAGES if may(person, page.action)]
    holding = max((url for url, _page in found if path.startswith(url)), key=len, default="")
    return [Item(url, page.label, url == holding, page.count(person) if page.count else 0) for url, page in found]


def home_for(person: Person) -> str:
    """Address of the first page that the person may open."""
    return next((reverse(page.view) for page in PAGES if may(person, page.action)), reverse("account"))

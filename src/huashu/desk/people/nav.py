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
    """A page as one person sees it.

    Args:
        url: Its address.
        label: What it is called.
        current: Whether they are on it.
        count: How much of it waits for them; 0 isn't said.
    """

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
    Page("phases", "cases.read", _("Phases")),
    Page("lawbook", "lawbook.read", _("Lawbook")),
    Page("trail", "audit.read", _("Audit")),
    Page("person-list", "people.manage", _("People")),
)


IN_THE_BAR: Final = 6
"""How many pages a window of 1,100 pixels has room for in English, beside the search and the name of the person."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The pages that a person's role may open.

    Args:
        bar: Those that stand side by side in a wide window.
        more: Those that it keeps in a menu; the one that the person is on is never among them.
    """

    bar: tuple[Item, ...] = ()
    more: tuple[Item, ...] = ()

    @property
    def all(self) -> tuple[Item, ...]:
        """Every page, for a narrow window, which keeps them all in a menu."""
        return (*self.bar, *self.more)


def navigation_for(person: Person, path: str) -> Navigation:
    """The pages that the person's role may open; the one that holds ``path`` is marked."""
    found = [(reverse(page.view), page) for page in PAGES if may(person, page.action)]
    holding = max((url for url, _page in found if path.startswith(url)), key=len, default="")
    items = [Item(url, page.label, url == holding, page.count(person) if page.count else 0) for url, page in found]
    room = IN_THE_BAR if len(items) > IN_THE_BAR + 1 else len(items)  # one page alone isn't worth a menu
    later = items[room:]
    return Navigation((*items[:room], *(item for item in later if item.current)), tuple(item for item in later if not item.current))


def home_for(person: Person) -> str:
    """Address of the first page that the person may open."""
    return next((reverse(page.view) for page in PAGES if may(person, page.action)), reverse("account"))

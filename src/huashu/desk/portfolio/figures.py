"""The four figures at the top of the portfolio, each with its change, its basis and the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.selectors.people import Month, Work, together
from huashu.desk.portfolio.shares import Share, Turn, turn_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Args:
        label: What it is.
        list_code: Code of the list of cases behind it.
        is_share: Whether ``now`` and the others are per thousand; they are counts else.
        now: The figure, None if there is nothing to take it of.
        before: The same a month earlier.
        team: The same for the whole team, for people who see only their own; None else.
        basis: The parts of a share.
        turn: Which way it went.
    """

    label: str | Promise
    list_code: str
    is_share: bool
    now: int | None
    before: int | None
    team: int | None
    basis: Share
    turn: Turn

    @property
    def change(self) -> int | None:
        """Now less before."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class _Kind:
    label: str | Promise
    list_code: str
    more_is_better: bool
    share: Callable[[Month], Share] | None
    count: Callable[[Month], int] | None = None

    def value(self, month: Month) -> int | None:
        if self.share:
            return self.share(month).permille
        return self.count(month) if self.count else None


_KINDS: Final = (
    _Kind(_("Overdue loans"), "overdue", more_is_better=False, share=lambda month: month.overdue),
    _Kind(_("Promises kept"), "promises", more_is_better=True, share=lambda month: month.promises),
    _Kind(_("First contacts within 24 hours"), "first_contacts", more_is_better=True, share=lambda month: month.first_contacts),
    _Kind(_("Cured cases"), "cured", more_is_better=True, share=None, count=lambda month: month.cured),
)


def figures_of(portion: Portion, works: dict[int | None, Work]) -> list[Figure]:
    """The four figures of a portion.

    Args:
        portion: Which part of the book.
        works: What each person's work came to, as ``work_by_person`` read it.
    """
    team = together(works.values())
    own = team if portion.officer_id is None else works.get(portion.officer_id, Work())
    return [_figure(kind, own, team if portion.is_own else None) for kind in _KINDS]


def _figure(kind: _Kind, own: Work, team: Work | None) -> Figure:
    now, before = kind.value(own.now), kind.value(own.before)
    # A count of a whole team says nothing beside one person's; a share does.
    of_team = kind.value(team.now) if team and kind.share else None
    turn = turn_of(now, before, more_is_better=kind.more_is_better)
    return Figure(
        kind.label, kind.list_code, kind.share is not None, now, before, of_team, kind.share(own.now) if kind.share else Share(), turn
    )

"""What the desk knows of a case's customer page: links, visits, and what was told there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from huashu.desk.borrower.models import BorrowerAct, BorrowerLink, BorrowerVisit
from huashu.desk.cases.models import Case

FRESH: Final = timedelta(days=14)
"""How long what a customer told us stands at the head of the case."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as a list shows it; ``state`` is ``works``, ``expired``, ``revoked`` or ``locked``."""

    link: BorrowerLink
    state: str
    visits: tuple[BorrowerVisit, ...]


def links_of(case: Case, now: datetime) -> list[LinkRow]:
    """A case's links with their visits, newest first."""
    rows = case.borrower_links.select_related("made_by", "revoked_by").prefetch_related("visits").order_by("-pk")
    return [LinkRow(row, _state(row, now), tuple(sorted(row.visits.all(), key=lambda visit: -visit.pk))) for row in rows]


def acts_of(case: Case) -> list[BorrowerAct]:
    """What the customer told us on their page, newest first."""
    return list(case.borrower_acts.select_related("complaint", "promise", "case", "answer__person").order_by("-pk"))


def fresh_acts(acts: Iterable[BorrowerAct], now: datetime) -> list[BorrowerAct]:
    """Of what was told, what came in the last days or is still to be answered."""
    today = timezone.localdate(now)
    return [act for act in acts if act.at > now - FRESH or (act.answer_due_on is not None and act.answer_due_on >= today)]


def _state(link: BorrowerLink, now: datetime) -> str:
    if link.revoked_at:
        return "revoked"
    if link.locked_at:
        return "locked"
    return "expired" if link.expires_at <= now else "works"

"""Reviewed calls with what counts of them, for the list, the team's figures and the appeals; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from huashu.desk.access import conversations_for
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, MachineReview, Mark, MarkKind
from huashu.desk.reviews.standing import StandingItem, marks_of, standing_items, standing_score


@dataclass(frozen=True, slots=True)
class Filters:
    """Which calls to list.

    Args:
        kind: Kind of call, or empty.
        officer: Whose, or None for all.
        appeals: Only those with an appeal that nobody has decided.
        item: An item such as ``steps.recap``, or empty.
        verdict: What the item has to be.
        since: Only calls that began then or later.
        until: Only calls that began before.
    """

    kind: str = ""
    officer: Person | None = None
    appeals: bool = False
    item: str = ""
    verdict: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class JudgedCall:
    """A call with its newest review as it stands.

    Args:
        conversation: The call.
        review: Its newest review.
        items: The review's items with what counts.
        score: The score that counts.
        open_appeals: How many appeals wait, those against items of former reviews too.
    """

    conversation: Conversation
    review: MachineReview
    items: tuple[StandingItem, ...]
    score: int
    open_appeals: int

    def verdict(self, group: str, label: str) -> str:
        """What counts of an item; empty if the call has no such item."""
        return next((one.verdict for one in self.items if (one.item["group"], one.item["id"]) == (group, label)), "")


def conversations_listed(person: Person, filters: Filters) -> QuerySet[Conversation]:
    """Calls that the person may read, newest first. ``item`` and ``verdict`` are left to :func:`calls_matching`."""
    rows = conversations_for(person)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.officer:
        rows = rows.filter(officer=filters.officer)
    if filters.since:
        rows = rows.filter(started_at__gte=filters.since)
    if filters.until:
        rows = rows.filter(started_at__lt=filters.until)
    if filters.appeals:
        waiting = Mark.objects.filter(review__conversation=OuterRef("pk"), kind=MarkKind.APPEAL, answered_by__isnull=True)
        rows = rows.filter(Exists(waiting))
    return rows.order_by("-started_at", "-pk")


def judged(rows: QuerySet[Conversation]) -> list[JudgedCall]:
    """Calls with their newest review and what people said of it; three queries, however many there are."""
    marks = Mark.objects.select_related("person").order_by("at", "pk")
    reviews = MachineReview.objects.order_by("-pk").prefetch_related(Prefetch("marks", marks))
    full = rows.select_related("officer", "case__loan", "case__customer", "team").prefetch_related(Prefetch("reviews", reviews))
    return [_judged(row) for row in full]


def calls_matching(calls: Iterable[JudgedCall], filters: Filters) -> list[JudgedCall]:
    """Calls in which an item is what was asked for."""
    group, _, label = filters.item.partition(".")
    return [call for call in calls if call.verdict(group, label) == filters.verdict]


def _judged(conversation: Conversation) -> JudgedCall:
    review = conversation.reviews.all()[0]
    review.conversation = conversation
    marks = marks_of(conversation.reviews.all())
    items = tuple(standing_items(review, marks))
    waiting = {mark.pk for mark in marks if mark.kind == MarkKind.APPEAL} - {mark.answers_id for mark in marks}
    return JudgedCall(conversation, review, items, standing_score(review, items), len(waiting))

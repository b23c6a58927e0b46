"""Appeals as their page shows them: those that wait, oldest first, and those decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from huashu.desk.access import conversations_for
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, Mark, MarkKind
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.words import label_words, shown, verdict_words

DECIDED_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal in words.

    Args:
        mark: The appeal.
        call: The call.
        anchor: The item's id on the call's page.
        words: The item's label.
        machine: What the machine said.
        wanted: What the officer says.
        quote: The words that the machine rests on, or those that the officer adds.
        decision: How it was decided, or None.
        decided: The decision's verdict in words, or empty.
    """

    mark: Mark
    call: Conversation
    anchor: str
    words: str
    machine: str
    wanted: str
    quote: str
    decision: Mark | None
    decided: str


def appeals_waiting(person: Person) -> list[Appeal]:
    """Appeals that nobody has decided, the oldest first, of calls that the person may read."""
    rows = _appeals(person).filter(answered_by__isnull=True).order_by("at", "pk")
    return [_shown(row, None) for row in rows]


def appeals_decided(person: Person) -> list[Appeal]:
    """The appeals that were decided last, newest first."""
    rows = _appeals(person).filter(answered_by__isnull=False).select_related("answered_by__person").order_by("-answered_by__at", "-pk")
    return [_shown(row, row.answered_by) for row in rows[:DECIDED_MOST]]


def _appeals(person: Person) -> Any:
    rows = Mark.objects.filter(kind=MarkKind.APPEAL, review__conversation__in=conversations_for(person))
    return rows.select_related("person", "review__conversation__officer", "review__conversation__case__customer")


def _shown(row: Mark, decision: Mark | None) -> Appeal:
    items = row.review.result["items"]
    item = next((one for one in items if (one["group"], one["id"]) == (row.group, row.label)), None)
    return Appeal(
        mark=row,
        call=row.review.conversation,
        anchor=anchor_of(row.group, row.label),
        words=label_words(row.group, row.label),
        machine=verdict_words(row.group, item["verdict"]) if item else _("not found"),
        wanted=verdict_words(row.group, row.verdict),
        quote=shown(row.quote or (item["quote"] if item else "")),
        decision=decision,
        decided=verdict_words(row.group, decision.verdict) if decision else "",
    )

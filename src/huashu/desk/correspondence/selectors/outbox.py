"""The outbox: messages by how far they have got, with counts, and one message with all that happened to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q, QuerySet

from huashu.desk.access import messages_for
from huashu.desk.correspondence.models import Message, MessageState, MessageStatus
from huashu.desk.people.models import Person

PAGE_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class MessageFilters:
    """Which messages to list; empty shows all."""

    state: str = ""
    channel: str = ""
    template: str = ""
    search: str = field(default="")


def message_rows(person: Person, filters: MessageFilters) -> QuerySet[Message]:
    """Messages that the person may see, newest first."""
    rows = messages_for(person)
    for name in ("state", "channel", "template"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.search:
        rows = rows.filter(Q(case__customer__name__icontains=filters.search) | Q(case__loan__contract_no__icontains=filters.search))
    return rows.select_related("case__customer", "case__loan", "person", "paper").order_by("-queued_at", "-pk")


def message_counts(person: Person) -> dict[str, int]:
    """How many messages there are in each state, of those that the person may see, and how many wait in the outbox."""
    rows = messages_for(person).order_by()
    found = dict(rows.values_list("state").annotate(count=Count("pk")))
    counts = {state: found.get(state, 0) for state in MessageState.values}
    counts["written"] = rows.filter(state=MessageState.QUEUED, written_at__isnull=False).count()
    return counts


def message_counts_all() -> dict[str, int]:
    """How many messages there are in each state, in the whole book."""
    found = dict(Message.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in MessageState.values}


def statuses_of(message: Message) -> list[MessageStatus]:
    """Everything that happened to a message, newest first."""
    return list(message.statuses.select_related("person").order_by("-at", "-pk"))

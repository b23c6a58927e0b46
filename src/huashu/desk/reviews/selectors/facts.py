"""What a case tells about a call: its amounts on the day, and which arguments earlier calls used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.reviews.models import Conversation, MachineReview


def facts_of_case(case: Case, started_at: datetime) -> dict[str, Any]:
    """The facts of a case at the start of a call, in the public shape of a transcript's ``case``.

    Whether there is a guarantor isn't in the book, so that stays out and is not known.

    Args:
        case: The case.
        started_at: When the call began; amounts are those of that day.
    """
    status = standing_of(case.loan, timezone.localdate(started_at)).status
    due_on = status.oldest_unpaid_due_on or status.next_due_on
    return {
        "customer_name": case.customer.name,
        "currency": case.currency,
        "overdue_minor": status.overdue_minor - status.overdue_penalty_minor,
        "penalty_minor": status.overdue_penalty_minor,
        **({"due_on": due_on.isoformat()} if due_on else {}),
        "arguments_used_before": arguments_before(case, started_at),
    }


def arguments_before(case: Case, started_at: datetime) -> list[str]:
    """Arguments found in earlier reviewed calls of a case, each once, in the order of their first use."""
    reviews = Prefetch("reviews", MachineReview.objects.order_by("-pk"))
    calls = Conversation.objects.filter(case=case, started_at__lt=started_at).order_by("started_at", "pk").prefetch_related(reviews)
    newest = [review for call in calls if (review := next(iter(call.reviews.all()), None)) is not None]
    return list(dict.fromkeys(found["id"] for review in newest for found in review.result.get("arguments", [])))

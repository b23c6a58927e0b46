"""What a case tells about a call: its amounts on the day, which arguments earlier calls used, and what better wordings are filled with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from huashu.desk.calls.selectors.calls import uses_before
from huashu.desk.calls.selectors.facts import Facts, facts_of
from huashu.desk.calls.words import surety_in
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.reviews.models import Conversation, MachineReview


def facts_of_case(case: Case, started_at: datetime) -> dict[str, Any]:
    """The facts of a case at the start of a call, in the public shape of a transcript's ``case``.

    What isn't known stays out: whether there is a guarantor, where the text of the loan's security doesn't speak of one.

    Args:
        case: The case.
        started_at: When the call began; amounts are those of that day.
    """
    status = standing_of(case.loan, timezone.localdate(started_at)).status
    has_guarantor = surety_in(case.loan.security)
    due_on = status.oldest_unpaid_due_on or status.next_due_on
    return {
        "customer_name": case.customer.name,
        "currency": case.currency,
        "overdue_minor": status.overdue_minor - status.overdue_penalty_minor,
        "penalty_minor": status.overdue_penalty_minor,
        **({"due_on": due_on.isoformat()} if due_on else {}),
        **({"has_guarantor": has_guarantor} if has_guarantor is not None else {}),
        "arguments_used_before": arguments_before(case, started_at),
    }


def arguments_before(case: Case, started_at: datetime) -> list[str]:
    """Arguments of earlier calls of a case, each once: noted in calls led on days before, then found in reviews."""
    day = timezone.localdate(started_at).isoformat()
    noted = [use.argument for use in uses_before(case) if use.on < day]
    reviews = Prefetch("reviews", MachineReview.objects.order_by("-pk"))
    calls = Conversation.objects.filter(case=case, started_at__lt=started_at).order_by("started_at", "pk").prefetch_related(reviews)
    newest = [review for call in calls if (review := next(iter(call.reviews.all()), None)) is not None]
    return list(dict.fromkeys([*noted, *(found["id"] for review in newest for found in review.result.get("arguments", []))]))


def facts_for_wordings(conversation: Conversation, language: str) -> Facts:
    """Facts by the names that wordings use, as far as they are known: those of the case on the day of the call, and the call's own.

    Args:
        conversation: The call.
        language: Language of the track.
    """
    caller, held = conversation.officer, conversation.facts
    of_case: Facts = {}
    if conversation.case is not None and caller is not None:
        of_case = facts_of(conversation.case, caller, conversation.started_at, language=language)
    overdue, penalty = held.get("overdue_minor"), held.get("penalty_minor")
    own = {
        "customer_name": held.get("customer_name") or None,
        "overdue_amount": overdue,
        "penalty_so_far": penalty,
        "amount_due": overdue + penalty if overdue is not None and penalty is not None else None,
        "due_date": held.get("due_on"),
        "officer_name": caller.name if caller else None,
    }
    return of_case | {name: value for name, value in own.items() if value is not None}

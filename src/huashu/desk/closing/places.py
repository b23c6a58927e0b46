"""The place of every open case in the queue, all at once; for one case see ``cases.services.case_place``."""

from __future__ import annotations

from typing import Final

from huashu.desk.cases.models import Case
from huashu.desk.closing.scope import Scope, zone
from huashu.desk.rows import rows_update
from huashu.worklist import CaseFacts, place

_FACTS: Final = (
    *("stage", "overdue_minor", "days_past_due", "next_due_on", "next_due_minor", "first_contact_due_at", "first_contacted_at"),
    *("next_contact_at", "next_contact_is_appointment", "promise_due_on", "promise_due_minor", "broken_promises", "promise_broken_on"),
    *("handled_on", "answer_due_at"),
)
_PLACE: Final = ("lane", "rank")


def cases_place(scope: Scope) -> dict[str, int]:
    """Place every open case for the moment of the run; rows whose place stays the same aren't written."""
    zone_here, rows, count = zone(), [], 0
    cases = scope.of(Case.objects.filter(closed_on=None)).order_by("pk")
    for pk, lane, rank, *facts in cases.values_list("pk", *_PLACE, *_FACTS):
        count += 1
        facts[10] = facts[10] or 0  # no promise is no sum promised
        found = place(CaseFacts(*facts), scope.now, zone_here)
        if (found.lane, found.rank) != (lane, rank):
            rows.append((int(found.lane), found.rank, pk))
    rows_update(Case, (*_PLACE, "id"), rows)
    return {"open": count, "moved": len(rows)}

"""What the close writes into a case's timeline: at most one event per case, code and day, however often the day is closed.

Codes and values: ``opened`` (``why``: overdue or reminder, ``amount_minor``, ``days``, ``due_on``), ``overdue`` (``amount_minor``,
``due_on``: a reminder's case whose instalment became overdue), ``stage`` (``from``, ``stage``, ``days``), ``first_contact_missed``,
``cured`` (nothing overdue any more), ``closed`` (the instalment was paid in time), ``promise_kept``, ``promise_part_kept`` and
``promise_broken`` (``amount_minor`` promised, ``received_minor``, ``due_on``, ``promise_ids``). Amounts are minor units of the
case's currency, days ISO dates.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from huashu.desk.cases.models import CaseEvent
from huashu.desk.closing.scope import Scope
from huashu.desk.rows import day_value, moment_value, rows_insert

_FIELDS = ("case", "code", "values", "at", "business_on")


class Event(NamedTuple):
    """One event of one case."""

    case_id: int
    code: str
    values: dict[str, Any]


def events_write(scope: Scope, events: Sequence[Event]) -> None:
    """Add events to their cases' timelines.

    An event that the day already has takes the new values, but keeps where it started from: a stage that changed twice in a
    day is one change.
    """
    if not events:
        return
    told = CaseEvent.objects.filter(business_on=scope.day, person=None, code__in={event.code for event in events})
    before = {(case_id, code): pk for pk, case_id, code in scope.of(told, "case__loan").values_list("pk", "case_id", "code")}
    at, day, rows = moment_value(scope.now), day_value(scope.day), []
    for event in events:
        earlier_id = before.get((event.case_id, event.code))
        if earlier_id is None:
            rows.append((event.case_id, event.code, json.dumps(event.values, ensure_ascii=False), at, day))
        else:
            _amend(earlier_id, event)
    rows_insert(CaseEvent, _FIELDS, rows)


def _amend(earlier_id: int, event: Event) -> None:
    earlier = CaseEvent.objects.get(pk=earlier_id)
    values = event.values | ({"from": earlier.values["from"]} if "from" in earlier.values else {})
    if values != earlier.values:
        earlier.values = values
        earlier.save(update_fields=["values"])

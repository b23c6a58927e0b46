"""Saving what the lender says of itself; each change stands in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.calls.models import LenderFacts
from huashu.desk.calls.selectors.facts import lender_facts
from huashu.desk.people.models import Person


def lender_facts_save(*, values: Mapping[str, Any], person: Person, now: datetime) -> LenderFacts:
    """Save the lender's facts; wordings that need them are offered from the next step of every call.

    Args:
        values: Fields of :class:`LenderFacts` by name; those left out stay.
        person: Who changes them.
        now: The moment.
    """
    with transaction.atomic():
        row = lender_facts()
        changed = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return row
        for name, (_before, value) in changed.items():
            setattr(row, name, value)
        row.changed_at, row.changed_by, row.is_demo = now, person, False
        row.save()
        trail_append(TrailKind.LENDER_CHANGED, person=person, data={"changes": changed}, at=now)
    return row

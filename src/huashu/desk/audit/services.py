"""Writing down who is shown what. Rows are only added."""

from __future__ import annotations

from datetime import datetime

from huashu.desk.audit.fields import in_full
from huashu.desk.audit.models import PersonalField, Showing
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person


def showing_record(*, person: Person, case: Case, field: PersonalField, now: datetime, address: str) -> str:
    """Record that somebody asked for a customer's field in full, and hand it out.

    The record comes first: what can't be recorded isn't shown.

    Args:
        person: Who asked.
        case: The case that they work on, fetched for them.
        field: What they asked for.
        now: The moment.
        address: Network address that they asked from.

    Returns:
        The field in full.
    """
    Showing.objects.create(person=person, customer=case.customer, case=case, field=field.value, at=now, address=address)
    return in_full(case.customer, field)

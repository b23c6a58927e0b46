"""Writing down wishes and states of customers. Each binds from the moment it is written; none is ever taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.refusals import FactIncomplete, FactWithdrawn, ZoneUnknown
from huashu.desk.conduct.trust import zone_is_valid
from huashu.desk.people.models import Person

_CODED = frozenset({FactKind.STATE, FactKind.LANGUAGE, FactKind.THIRD_REFUSED, FactKind.ZONE, FactKind.CONSENT})


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A wish or state as it is about to be written down; fields as on :class:`CustomerFact`."""

    kind: FactKind
    code: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    from_on: date | None = None
    until_on: date | None = None
    note: str = ""


def fact_record(*, case: Case, draft: FactDraft, person: Person | None, now: datetime) -> CustomerFact:
    """Write down a wish or state of a case's customer.

    Args:
        case: The case in which it became known, fetched for the person.
        draft: What is known.
        person: Who writes it down.
        now: The moment.

    Raises:
        FactIncomplete: What makes it one is missing.
        ZoneUnknown: It names a time zone that doesn't exist.
    """
    _check(draft)
    with transaction.atomic():
        row = CustomerFact.objects.create(
            customer_id=case.customer_id,
            case=case,
            kind=draft.kind,
            code=draft.code,
            values=dict(draft.values),
            from_on=draft.from_on,
            until_on=draft.until_on,
            note=draft.note.strip()[:400],
            recorded_at=now,
            recorded_by=person,
        )
        trail_append(_trail_kind(row), person=person, customer=case.customer, case=case, data=_record(row), at=now)
    return row


def fact_withdraw(*, fact: CustomerFact, case: Case, note: str, person: Person | None, now: datetime) -> CustomerFact:
    """Say that a wish or state holds no longer; the row stays and a new one points at it.

    Args:
        fact: What holds no longer; of the case's customer.
        case: The case in which that became known.
        note: Why.
        person: Who says so; None where the customer did, on their own page.
        now: The moment.

    Raises:
        FactWithdrawn: It was withdrawn already.
    """
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        if fact.withdraws_id is not None or CustomerFact.objects.filter(withdraws=fact).exists():
            raise FactWithdrawn
        row = CustomerFact.objects.create(
            customer_id=fact.customer_id,
            case=case,
            kind=fact.kind,
            code=fact.code,
            note=note.strip()[:400],
            recorded_at=now,
            recorded_by=person,
            withdraws=fact,
        )
        data = _record(row) | {"withdraws": fact.pk}
        trail_append(_trail_kind(row), person=person, customer=case.customer, case=case, data=data, at=now)
    return row


def _trail_kind(row: CustomerFact) -> TrailKind:
    return TrailKind.STATE_RECORDED if row.kind == FactKind.STATE else TrailKind.WISH_RECORDED


def _check(draft: FactDraft) -> None:
    values = draft.values
    if draft.kind in _CODED and not draft.code:
        raise FactIncomplete(field="code")
    if draft.kind is FactKind.STATE and draft.code not in State.values:
        raise FactIncomplete(field="code")
    if draft.kind is FactKind.ZONE and not zone_is_valid(draft.code):
        raise ZoneUnknown(field="code", name=draft.code)
    if draft.kind is FactKind.CHANNEL and not (draft.code or values.get("number")):
        raise FactIncomplete(field="code")
    if draft.kind is FactKind.AGREED_HOURS and not (values.get("from") and values.get("to")):
        raise FactIncomplete(field="from_time")
    if draft.kind is FactKind.HOURS and bool(values.get("from")) != bool(values.get("to")):
        raise FactIncomplete(field="from_time" if not values.get("from") else "to_time")
    if draft.kind is FactKind.HOURS and not (values.get("from") or values.get("days") or values.get("place")):
        raise FactIncomplete(field="from_time")
    if draft.kind is FactKind.REPRESENTATIVE and not values.get("name"):
        raise FactIncomplete(field="name")


def _record(row: CustomerFact) -> dict[str, Any]:
    named = {"state": row.code} if row.kind == FactKind.STATE else {"wish": row.kind, "about": row.code}
    held = {
        "values": row.values,
        "from_on": row.from_on.isoformat() if row.from_on else None,
        "until_on": row.until_on.isoformat() if row.until_on else None,
        "note": row.note,
        "fact": row.pk,
    }
    return named | {"change": "removed" if row.withdraws_id else "added"} | held

"""Writing to the trail: the only place that does. Entries are only added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from huashu.desk.audit.chain import GENESIS, Sealed, canonical, hash_of, moment_text
from huashu.desk.audit.fields import in_full
from huashu.desk.audit.models import PersonalField, TrailCheck, TrailEntry, TrailHead, TrailKind
from huashu.desk.audit.refusals import TrailBroken
from huashu.desk.audit.verify import Checked
from huashu.desk.cases.models import Case
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan
from huashu.desk.people.models import Person

BREAKS_SHOWN: Final = 20
"""Breaks that a stored check keeps for its page."""
_HEAD: Final = 1


def trail_append(
    kind: TrailKind,
    *,
    person: Person | None,
    customer: Customer | None = None,
    case: Case | None = None,
    data: Mapping[str, Any],
    at: datetime,
) -> TrailEntry:
    """Add an entry to the trail, in the caller's transaction: what is undone there was never in the trail.

    Writers take turns at the head from here to the end of their transaction, so call it last, after the rows that the entry
    speaks of are locked and written; two transactions that did it the other way round could wait for each other.

    Args:
        kind: What was done.
        person: Who did it; None for the system.
        customer: Whom it is about, if anybody; taken from the case when left out.
        case: The case that it belongs to, if any.
        data: What a reader needs to know, without secrets: text, whole numbers, booleans, None, lists and mappings of these.
            docs/algorithms/trail.md lists the keys of each kind.
        at: The moment.

    Returns:
        The entry with its number and hash.

    Raises:
        TypeError: The data hold something that has no single way to be written, such as a float.
        TrailBroken: The head and the entries don't fit each other.
    """
    text = canonical(data)
    customer_pk = customer.pk if customer else case.customer_id if case else None
    contract_no = _contract(customer_pk, case)
    try:
        with transaction.atomic():
            head = _head_locked()
            sealed = Sealed(
                at=moment_text(at),
                case=case.pk if case else None,
                contract_no=contract_no,
                customer=customer_pk,
                data=text,
                kind=kind.value,
                number=head.count + 1,
                person=person.pk if person else None,
                person_name=person.username if person else "",
                previous_hash=head.hash,
            )
            entry = TrailEntry.objects.create(**_columns(sealed, at), hash=hash_of(sealed))
            TrailHead.objects.filter(pk=_HEAD).update(count=entry.number, hash=entry.hash)
    except IntegrityError:
        raise TrailBroken from None
    return entry


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
    trail_append(TrailKind.SHOWING, person=person, case=case, data={"field": field.value, "address": address}, at=now)
    return in_full(case.customer, field)


def check_ask(*, person: Person | None, now: datetime) -> TrailCheck:
    """Note that somebody wants the trail checked; :func:`check_finish` says what came of it."""
    return TrailCheck.objects.create(asked_by=person, asked_at=now)


def check_finish(*, check: TrailCheck, found: Checked, now: datetime) -> None:
    """Keep what a check found, so that the audit page can show it."""
    check.finished_at, check.entries, check.head_hash = now, found.entries, found.head_hash
    check.breaks, check.first_breaks = found.broken, [asdict(one) for one in found.breaks[:BREAKS_SHOWN]]
    check.save()


def _columns(sealed: Sealed, at: datetime) -> dict[str, Any]:
    """The entry's columns, named as the model names them."""
    plain = {name: getattr(sealed, name) for name in ("number", "kind", "person_name", "contract_no", "previous_hash")}
    links = {f"{name}_id": getattr(sealed, name) for name in ("person", "customer", "case")}
    return plain | links | {"at": at, "data": json.loads(sealed.data)}


def _contract(customer_pk: int | None, case: Case | None) -> str:
    """The contract that tells a reader whom an entry is about: the case's, else the customer's first."""
    if case is not None:
        return case.loan.contract_no
    loans = Loan.objects.filter(customer_id=customer_pk).order_by("pk") if customer_pk else Loan.objects.none()
    return loans.values_list("contract_no", flat=True).first() or ""


def _head_locked() -> TrailHead:
    """The head, kept from other writers until the transaction ends.

    SQLite lets one transaction write at a time; PostgreSQL waits for the row.
    """
    head = TrailHead.objects.select_for_update().filter(pk=_HEAD).first()
    if head is None:
        # Somebody else may make it, and the first entry, at this very moment; so what is there is judged under the lock.
        TrailHead.objects.get_or_create(pk=_HEAD, defaults={"hash": GENESIS})
        head = TrailHead.objects.select_for_update().get(pk=_HEAD)
        if head.count == 0 and TrailEntry.objects.exists():
            raise TrailBroken
    return head

"""What the audit page reads of the trail: entries, newest first, and how many each person made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from huashu.desk import access
from huashu.desk.audit.models import TrailCheck, TrailEntry, TrailHead
from huashu.desk.audit.words import sentence_of
from huashu.desk.cases.models import Contact, Promise
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan
from huashu.desk.people.models import Person

PAGE_ROWS: Final = 50
CSV_HEADER: Final = (
    "number", "at", "kind", "what", "sign_in_name", "person", "customer", "contract", "case", "data", "previous_hash", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; None and empty text leave a side open.

    Args:
        from_on: First day, in the lender's time zone.
        to_on: Last day, included.
        person: Only what this person did.
        kind: Only entries of this kind.
        customer: Only what was done about this customer (their number).
        search: Part of the customer's name, or a contract number.
    """

    from_on: date | None = None
    to_on: date | None = None
    person: Person | None = None
    kind: str = ""
    customer: int | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How many entries somebody made, and about how many customers."""

    person: Person | None
    name: str
    entries: int
    customers: int


def entries(reader: Person, filters: Filters) -> QuerySet[TrailEntry]:
    """The entries that match among those the reader may see, newest first, with person and customer."""
    found = access.trail_for(reader).select_related("person", "customer").order_by("-number")
    if filters.from_on:
        found = found.filter(at__gte=_start(filters.from_on))
    if filters.to_on:
        found = found.filter(at__lt=_start(filters.to_on + timedelta(days=1)))
    if filters.person:
        found = found.filter(person=filters.person)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.customer:
        found = found.filter(customer=filters.customer)
    if filters.search:
        found = found.filter(Q(customer__name__icontains=filters.search) | Q(contract_no__iexact=filters.search))
    return found


def entry_for(reader: Person, number: int) -> TrailEntry:
    """One entry, if the reader may see it.

    Raises:
        Http404: There is no such entry, or it isn't theirs to see.
    """
    found = access.trail_for(reader).select_related("person", "customer", "case").filter(number=number).first()
    if found is None:
        raise Http404("entry")
    return found


def counts_by_person(reader: Person, filters: Filters, limit: int = 8) -> list[PersonCount]:
    """The people who made most of what matches."""
    counted = (
        entries(reader, filters)
        .order_by()
        .values("person", "person_name")
        .annotate(number=Count("pk"), customers=Count("customer", distinct=True))
        .order_by("-number", "person_name")[:limit]
    )
    rows = list(counted)
    people = Person.objects.in_bulk([row["person"] for row in rows])
    return [PersonCount(people.get(row["person"]), row["person_name"], row["number"], row["customers"]) for row in rows]


def head_of_trail() -> TrailHead | None:
    """How many entries there are and the hash of the last; None before the first."""
    return TrailHead.objects.filter(count__gt=0).first()


def check_latest() -> TrailCheck | None:
    """The check that was asked for last."""
    return TrailCheck.objects.select_related("asked_by").order_by("-pk").first()


def contracts_of(customer: Customer) -> list[str]:
    """Numbers of the customer's contracts, the oldest first."""
    return list(Loan.objects.filter(customer=customer).order_by("disbursed_on", "pk").values_list("contract_no", flat=True))


def borrower_counts(customer: Customer) -> dict[str, int]:
    """How much an export of everything done about the customer would hold."""
    return {
        "entries": TrailEntry.objects.filter(customer=customer).count(),
        "contacts": Contact.objects.filter(case__customer=customer).count(),
        "promises": Promise.objects.filter(loan__customer=customer).count(),
    }


def csv_rows(reader: Person, filters: Filters) -> Iterator[tuple[str, ...]]:
    """The entries that match as rows of :data:`CSV_HEADER`, in constant memory."""
    yield CSV_HEADER
    for entry in entries(reader, filters).iterator(chunk_size=2000):
        yield entry_cells(entry)


def entry_cells(entry: TrailEntry) -> tuple[str, ...]:
    """One entry as cells of :data:`CSV_HEADER`."""
    data = TrailEntry._meta.get_field("data").get_prep_value(entry.data)
    return (
        str(entry.number),
        timezone.localtime(entry.at).isoformat(timespec="microseconds"),
        entry.kind,
        sentence_of(entry),
        entry.person_name,
        entry.person.name if entry.person else "",
        entry.customer.name if entry.customer else "",
        entry.contract_no,
        str(entry.case_id or ""),
        str(data),
        entry.previous_hash,
        entry.hash,
    )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

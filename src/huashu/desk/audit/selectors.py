"""What the audit page reads: showings, newest first, and how many each person asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from huashu.desk.audit.models import Showing
from huashu.desk.people.models import Person

PAGE_ROWS: Final = 50
CSV_HEADER: Final = ("at", "sign_in_name", "person", "role", "customer", "contract", "case", "field", "address")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; None and empty text leave a side open.

    Args:
        from_on: First day, in the lender's time zone.
        to_on: Last day, included.
        person: Only what this person was shown.
        field: Only this field.
        search: Part of the customer's name, or a contract number.
    """

    from_on: date | None = None
    to_on: date | None = None
    person: Person | None = None
    field: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How often somebody was shown something, and of how many customers."""

    person: Person
    showings: int
    customers: int


def showings(filters: Filters) -> QuerySet[Showing]:
    """The showings that match, newest first, with person, customer and loan."""
    found = Showing.objects.select_related("person", "customer", "case__loan").order_by("-at", "-pk")
    if filters.from_on:
        found = found.filter(at__gte=_start(filters.from_on))
    if filters.to_on:
        found = found.filter(at__lt=_start(filters.to_on + timedelta(days=1)))
    if filters.person:
        found = found.filter(person=filters.person)
    if filters.field:
        found = found.filter(field=filters.field)
    if filters.search:
        found = found.filter(Q(customer__name__icontains=filters.search) | Q(case__loan__contract_no__iexact=filters.search))
    return found


def counts_by_person(filters: Filters, limit: int = 8) -> list[PersonCount]:
    """The people who were shown most of what matches."""
    counted = (
        showings(filters)
        .order_by()
        .values("person")
        .annotate(number=Count("pk"), customers=Count("customer", distinct=True))
        .order_by("-number", "person")[:limit]
    )
    rows = list(counted)
    people = Person.objects.in_bulk([row["person"] for row in rows])
    return [PersonCount(people[row["person"]], row["number"], row["customers"]) for row in rows]


def csv_rows(filters: Filters) -> Iterator[tuple[str, ...]]:
    """The showings that match as rows of :data:`CSV_HEADER`, in constant memory."""
    yield CSV_HEADER
    for showing in showings(filters).iterator(chunk_size=2000):
        yield (
            timezone.localtime(showing.at).isoformat(timespec="seconds"),
            showing.person.username,
            showing.person.name,
            showing.person.role,
            showing.customer.name,
            showing.case.loan.contract_no if showing.case else "",
            str(showing.case_id or ""),
            showing.field,
            showing.address or "",
        )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

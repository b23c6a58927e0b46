"""The register: complaints that fit the filters, those that are late first, and the figures above the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, Min, Q, QuerySet, Value, When
from django.utils import timezone

from huashu.desk.access import complaints_for
from huashu.desk.cases.models import Case
from huashu.desk.complaints.models import Complaint, ComplaintState, ComplaintStep, StepKind
from huashu.desk.complaints.order import OPEN, WAITING
from huashu.desk.people.models import Person

PAGE_ROWS: Final = 50
NOBODY: Final = "nobody"
"""Filter by owner: complaints that nobody looks after."""
ALL_OPEN: Final = "open"
"""Filter by state: everything that isn't closed."""
CSV_HEADER: Final = (
    "number", "received", "recorded", "complainant", "name", "came_by", "category", "about_person", "customer", "contract", "words",
    "wanted", "authority_reference", "owner", "state", "answer_by", "answered_on", "finding", "remedy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComplaintFilters:
    """What the reader asked for; empty leaves a side open.

    Args:
        state: A state, or :data:`ALL_OPEN`.
        category: A category.
        owner: Number of the owner, or :data:`NOBODY`.
        about: Number of the person complained about.
        overdue: Only those whose answer is late.
        search: Part of the number, of the customer's name, or a contract number.
    """

    state: str = ""
    category: str = ""
    owner: str = ""
    about: str = ""
    overdue: bool = False
    search: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFigures:
    """How the register stands.

    Args:
        open: Complaints that aren't closed.
        overdue: Of them, those whose answer is late.
        unowned: Of them, those that nobody looks after.
        answered: Complaints answered for the first time since the quarter began.
        median_days: Half of these were answered within so many calendar days of receipt; None if there are none.
    """

    open: int
    overdue: int
    unowned: int
    answered: int
    median_days: float | None


def complaint_rows(person: Person, filters: ComplaintFilters, today: date) -> QuerySet[Complaint]:
    """Complaints that the person may read and that fit: late ones first, then by the day their answer is due, closed ones last."""
    found = complaints_for(person).select_related("customer", "case__loan", "about_person", "owner")
    if filters.state:
        found = found.filter(state__in=OPEN) if filters.state == ALL_OPEN else found.filter(state=filters.state)
    if filters.category:
        found = found.filter(category=filters.category)
    if filters.owner:
        found = found.filter(owner__isnull=True) if filters.owner == NOBODY else found.filter(owner=int(filters.owner))
    if filters.about:
        found = found.filter(about_person=int(filters.about))
    if filters.overdue:
        found = found.filter(_late(today))
    if filters.search:
        fits = Q(number__icontains=filters.search) | Q(customer__name__icontains=filters.search)
        found = found.filter(fits | Q(case__loan__contract_no__iexact=filters.search))
    return found.order_by(_rank(today), "due_on", "-pk")


def complaint_figures(person: Person, today: date) -> ComplaintFigures:
    """The figures above the list, over everything that the person may read."""
    readable = complaints_for(person)
    is_open = Q(state__in=OPEN)
    counts = readable.aggregate(
        open=Count("pk", filter=is_open),
        overdue=Count("pk", filter=_late(today)),
        unowned=Count("pk", filter=is_open & Q(owner__isnull=True)),
    )
    first = ComplaintStep.objects.filter(complaint__in=readable, kind=StepKind.ANSWERED).values("complaint")
    answers = first.annotate(first_on=Min("done_on")).filter(first_on__gte=quarter_start(today), first_on__lte=today)
    days = [(first_on - received_on).days for first_on, received_on in answers.values_list("first_on", "complaint__received_on")]
    return ComplaintFigures(answered=len(days), median_days=median(days) if days else None, **counts)


def quarter_start(day: date) -> date:
    """The first day of a day's calendar quarter.

    >>> quarter_start(date(2026, 11, 23))
    datetime.date(2026, 10, 1)
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def is_late(complaint: Complaint, today: date) -> bool:
    """Whether the complainant still waits for an answer after its last day."""
    return complaint.state in WAITING and complaint.due_on < today


def steps_of(complaint: Complaint) -> list[ComplaintStep]:
    """What was done about a complaint, in order."""
    return list(complaint.steps.select_related("person", "owner").order_by("place"))


def open_complaints_about(case: Case, person: Person) -> list[Complaint]:
    """Open complaints of a case's customer that the person may read, the one to answer first before the others."""
    return list(complaints_for(person).filter(customer=case.customer_id, state__in=OPEN).order_by("due_on", "pk"))


def csv_rows(person: Person, filters: ComplaintFilters, today: date) -> Iterator[tuple[str, ...]]:
    """The complaints that fit as rows of :data:`CSV_HEADER`."""
    yield CSV_HEADER
    rows = complaint_rows(person, filters, today).prefetch_related("steps")
    for row in rows.iterator(chunk_size=500):
        yield _cells(row)


def _cells(row: Complaint) -> tuple[str, ...]:
    closing = [step for step in row.steps.all() if step.kind == StepKind.CLOSED]
    last = max(closing, key=lambda step: step.place) if row.state == ComplaintState.CLOSED else None
    return (
        row.number,
        timezone.localtime(row.received_at).isoformat(timespec="minutes"),
        timezone.localtime(row.recorded_at).isoformat(timespec="minutes"),
        row.get_complainant_display(),
        row.complainant_name,
        row.get_came_by_display(),
        row.get_category_display(),
        row.about_person.name if row.about_person else "",
        row.customer.name if row.customer else "",
        row.case.loan.contract_no if row.case else "",
        row.words,
        row.wanted,
        row.authority_reference,
        row.owner.name if row.owner else "",
        row.get_state_display(),
        row.due_on.isoformat(),
        row.answered_on.isoformat() if row.answered_on else "",
        row.get_finding_display(),
        last.remedy if last else "",
    )


def _late(today: date) -> Q:
    return Q(state__in=WAITING, due_on__lt=today)


def _rank(today: date) -> Choice:
    return Choice(
        When(_late(today), then=Value(0)),
        When(state__in=WAITING, then=Value(1)),
        When(state=ComplaintState.ANSWERED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )

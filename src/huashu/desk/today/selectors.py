"""The queue as a person sees it: a page of rows with their reasons, how much there is, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from huashu.desk.access import cases_for, may
from huashu.desk.cases.models import NEVER_STOOD, Case, Contact, Promise, PromisePart
from huashu.desk.cases.selectors.search import cases_matching
from huashu.desk.cases.selectors.tracks import tracks_of
from huashu.desk.cases.services import place_now
from huashu.desk.cases.track_words import track_label
from huashu.desk.cases.words import Chip, case_chip, place_words
from huashu.desk.closing.models import CloseRun, RunState
from huashu.desk.conduct.selectors.reach import lights_of
from huashu.desk.conduct.words import Light
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.people.models import Person
from huashu.desk.today.filters import LANES, QueueFilter
from huashu.lending.entries import EntryKind
from huashu.worklist import Lane, Place

PAGE_ROWS: Final = 50
_SHOWN: Final = (
    *("lane", "rank", "stage", "bucket", "currency", "days_past_due", "next_contact_at", "next_due_on"),
    *("overdue_minor", "due_now_minor", "next_due_minor", "customer__name", "assignee__name"),
    *("first_contact_due_at", "first_contacted_at", "next_contact_is_appointment", "promise_due_on", "promise_due_minor"),
    *("broken_promises", "promise_broken_on", "handled_on", "answer_due_at", "overdue_since", "loan_id"),
)
"""What a row shows and what its reason follows from; personal data that it doesn't show aren't read."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case in the queue with the reason for its place, said for this moment.

    The order is of the last time the case was placed (by the close or by what was written about it); the reason is of now, so that
    a close that didn't run leaves no "due today" of yesterday.
    """

    case: Case
    now: Place
    why: str
    chip: Chip | None
    light: Light
    track: str

    @property
    def amount_minor(self) -> int:
        """What the row is about: overdue, else due, else the next instalment."""
        case = self.case
        return case.overdue_minor or case.due_now_minor or case.next_due_minor

    @property
    def waits(self) -> bool:
        """Whether nothing is to be done about it now."""
        return self.now.lane >= Lane.WAITING


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows of the queue.

    Args:
        rows: In order.
        after: What to hand in as ``after`` for the next page; empty at the end.
        lane_before: Lane of the row before the first one, or 0.
    """

    rows: tuple[QueueRow, ...]
    after: str
    lane_before: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much there is.

    Args:
        todo: Cases to be worked now.
        done: Cases finished with today.
        first_contact: Cases that are owed a first contact.
        appointment: Cases with an agreed time today.
        promise: Cases with a promise due or broken.
        waiting: Open cases that wait.
    """

    todo: int
    done: int
    first_contact: int
    appointment: int
    promise: int
    waiting: int

    @property
    def total(self) -> int:
        """To do and done together."""
        return self.todo + self.done


@dataclass(frozen=True, slots=True)
class LastClose:
    """How far the close has brought the book.

    Args:
        on: The latest day that is closed; None before the first.
        is_behind: Whether that is before today, so that order, days and amounts aren't of today.
        may_run: Whether the reader may run the close.
    """

    on: date | None
    is_behind: bool
    may_run: bool


@dataclass(frozen=True, slots=True)
class DayAchieved:
    """What a day's work came to.

    Args:
        contacts: Contacts written down today.
        promises: Promises taken today.
        promised_minor: What they come to.
        payments: Payments entered today on the cases of the list.
        received_minor: What they come to.
        currency: Currency of the amounts; empty if cases have several, and amounts are 0 then.
    """

    contacts: int
    promises: int
    promised_minor: int
    payments: int
    received_minor: int
    currency: str


def queue_cases(person: Person, wanted: QueueFilter) -> QuerySet[Case]:
    """Open cases of a filter in the order of work."""
    cases = _scoped(person, wanted)
    if wanted.part:
        cases = cases.filter(lane__in=LANES[wanted.part])
    if wanted.stage:
        cases = cases.filter(stage=wanted.stage)
    if wanted.bucket:
        cases = cases.filter(bucket=wanted.bucket)
    return cases_matching(cases, wanted.q).order_by("lane", "rank", "id")


def queue_page(person: Person, wanted: QueueFilter, now: datetime, after: str = "") -> QueuePage:
    """One page of the queue.

    Args:
        person: Who looks.
        wanted: Which part.
        now: The moment from which time left is counted.
        after: Where the page before ended, as it said; anything else starts from the beginning.
    """
    cases = queue_cases(person, wanted)
    ended = _place_from(after)
    if ended:
        cases = _beyond(cases, ended)
    found = list(cases.select_related("customer", "assignee").only(*_SHOWN)[: PAGE_ROWS + 1])
    lights = lights_of(found[:PAGE_ROWS], now)
    tracks = tracks_of(found[:PAGE_ROWS], timezone.localdate(now))
    rows = tuple(_row(case, now, lights[case.pk], track_label(tracks[case.pk])) for case in found[:PAGE_ROWS])
    more = len(found) > PAGE_ROWS
    return QueuePage(rows, _place_text(rows[-1].case) if more else "", ended[0] if ended else 0)


def last_close(person: Person, today: date) -> LastClose:
    """The latest day that is closed, and whether the reader should know that it isn't today."""
    closed_on = CloseRun.objects.filter(state=RunState.DONE).order_by("as_of").values_list("as_of", flat=True).last()
    return LastClose(closed_on, is_behind=closed_on is None or closed_on < today, may_run=may(person, "closing.run"))


def queue_counts(person: Person, wanted: QueueFilter, today: date) -> QueueCounts:
    """How many cases the scope of a filter holds, by lane, and how many were finished with today."""
    cases = _scoped(person, wanted)
    lanes = dict(cases.order_by().values_list("lane").annotate(Count("id")))
    finished = _mine_or_team(cases_for(person), person, wanted).filter(handled_on=today)
    done = finished.filter(Q(lane__gte=Lane.WAITING) | Q(closed_on__isnull=False)).count()
    by_part = {part: sum(lanes.get(lane, 0) for lane in of_part) for part, of_part in LANES.items()}
    todo = sum(count for lane, count in lanes.items() if lane < Lane.WAITING)
    return QueueCounts(todo, done, waiting=sum(lanes.values()) - todo, **by_part)


def queue_next(person: Person, wanted: QueueFilter, case: Case) -> int | None:
    """The case to work after this one: the next in the list, else the first; None if nothing is to be done."""
    todo = queue_cases(person, wanted).filter(lane__lt=Lane.WAITING).exclude(pk=case.pk)
    found = _beyond(todo, (case.lane, case.rank, case.pk)).first() or todo.first()
    return found.pk if found else None


def day_achieved(person: Person, wanted: QueueFilter, today: date) -> DayAchieved:
    """What was achieved today on the cases of the scope; of one's own work where the scope is one's own."""
    start = timezone.make_aware(datetime.combine(today, time()))
    cases = _mine_or_team(cases_for(person), person, wanted)
    contacts = Contact.objects.filter(case__in=cases, recorded_at__gte=start, corrected_by__isnull=True)
    promises = Promise.objects.filter(case__in=cases, promised_on=today).exclude(status__in=NEVER_STOOD)
    if wanted.scope == "mine":
        contacts, promises = contacts.filter(officer=person), promises.filter(taken_by=person)
    payments = LedgerEntry.objects.filter(
        loan__in=cases.values("loan_id"), kind=EntryKind.PAYMENT, entered_at__gte=start, reversed_by__isnull=True
    )
    currencies = list(cases.order_by().values_list("currency", flat=True).distinct()[:2])
    one = len(currencies) == 1
    received = payments.aggregate(count=Count("id"), total=Sum("amount_minor"))
    promised = PromisePart.objects.filter(promise__in=promises).aggregate(total=Sum("amount_minor"))
    return DayAchieved(
        contacts=contacts.count(),
        promises=promises.count(),
        promised_minor=promised["total"] or 0 if one else 0,
        payments=received["count"],
        received_minor=received["total"] or 0 if one else 0,
        currency=currencies[0] if one else "",
    )


def _row(case: Case, now: datetime, light: Light, track: str) -> QueueRow:
    found = place_now(case, now)
    return QueueRow(case, found, place_words(found, case.currency, now), case_chip(case, found, now), light, track)


def _scoped(person: Person, wanted: QueueFilter) -> QuerySet[Case]:
    return _mine_or_team(cases_for(person), person, wanted).filter(closed_on__isnull=True)


def _mine_or_team(cases: QuerySet[Case], person: Person, wanted: QueueFilter) -> QuerySet[Case]:
    return cases.filter(assignee=person) if wanted.scope == "mine" else cases


def _beyond(cases: QuerySet[Case], place: tuple[int, int, int]) -> QuerySet[Case]:
    lane, rank, pk = place
    return cases.filter(lane__gte=lane).filter(Q(lane__gt=lane) | Q(rank__gt=rank) | Q(rank=rank, pk__gt=pk))


def _place_text(case: Case) -> str:
    return f"{case.lane}.{case.rank}.{case.pk}"


def _place_from(text: str) -> tuple[int, int, int] | None:
    try:
        lane, rank, pk = (int(part) for part in text.split("."))
    except ValueError:
        return None
    return lane, rank, pk

"""The supervisor's page: what waits, what is late, what broke, who has how much, and today beside yesterday at the same hour.

Everything comes from a fixed number of queries, however many cases and officers there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from huashu.desk.access import ACTIONS, cases_for
from huashu.desk.approvals.selectors.requests import RequestRow, decidable, request_rows
from huashu.desk.cases.models import NEVER_STOOD, Case, Contact, Promise, PromiseStatus, Reached
from huashu.desk.cases.selectors.tracks import tracks_of
from huashu.desk.cases.track_words import track_label
from huashu.desk.closing.promises import MONEY_KINDS
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.people.models import Person
from huashu.worklist import Lane

ROWS: Final = 50
"""Rows of each list on the page; its heading says how many there are altogether."""

KEPT_WITHIN: Final = timedelta(days=30)
_DECIDED: Final = (PromiseStatus.KEPT, PromiseStatus.PART_KEPT, PromiseStatus.BROKEN)


@dataclass(frozen=True, slots=True)
class TeamCase:
    """A case in one of the lists.

    Args:
        case: The case with its customer and officer.
        left: Time until the first contact is due, below 0 if it's missed; None in the list of broken promises.
        track: The kind of call that comes next.
    """

    case: Case
    left: timedelta | None
    track: str

    @property
    def is_missed(self) -> bool:
        """Whether the first contact wasn't made in time."""
        return self.left is not None and self.left < timedelta()

    @property
    def span(self) -> timedelta:
        """How long is left, or how long ago it was due."""
        return abs(self.left) if self.left is not None else timedelta()


@dataclass(slots=True)
class Workload:
    """What one officer has and did.

    Args:
        person: The officer; None for cases that nobody has.
        open_cases: Open cases.
        due: Cases to be worked now.
        done: Cases finished with today.
        taken: Promises taken today.
        kept: Promises kept in full within thirty days.
        decided: Promises decided within thirty days.
    """

    person: Person | None
    open_cases: int = 0
    due: int = 0
    done: int = 0
    taken: int = 0
    kept: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of today up to now and of yesterday up to the same time; ``is_money`` in minor units of the lender's currency."""

    code: str
    now: int
    before: int
    is_money: bool = False

    @property
    def change(self) -> int:
        """How much more than yesterday."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything on the page."""

    requests: list[RequestRow]
    requests_count: int
    first_contacts: list[TeamCase]
    first_contacts_count: int
    first_contacts_missed: int
    broken: list[TeamCase]
    broken_count: int
    workloads: list[Workload]
    figures: list[Figure]
    officers: list[Person] = field(default_factory=list)


def team_page(person: Person, now: datetime) -> TeamPage:
    """The page as a supervisor sees it now.

    Args:
        person: The supervisor.
        now: The moment.
    """
    today = timezone.localdate(now)
    cases = cases_for(person).filter(closed_on__isnull=True)
    counts = cases.aggregate(
        unmet=Count("pk", filter=_UNMET),
        missed=Count("pk", filter=_UNMET & Q(first_contact_due_at__lt=now)),
        broken=Count("pk", filter=_BROKEN),
    )
    unmet, broken = _rows(cases.filter(_UNMET).order_by("first_contact_due_at", "pk")), _rows(_by_broken(cases))
    tracks = {pk: track_label(track) for pk, track in tracks_of([*unmet, *broken], today).items()}
    waiting = decidable(person).select_related("case__customer", "case__loan", "asked_by").order_by("answer_due_at", "pk")
    requests = list(waiting[: ROWS + 1])
    workloads = _workloads(person, cases, today)
    return TeamPage(
        requests=request_rows(requests[:ROWS], now),
        requests_count=len(requests) if len(requests) <= ROWS else waiting.count(),
        first_contacts=[TeamCase(case, (case.first_contact_due_at or now) - now, tracks[case.pk]) for case in unmet],
        first_contacts_count=counts["unmet"],
        first_contacts_missed=counts["missed"],
        broken=[TeamCase(case, None, tracks[case.pk]) for case in broken],
        broken_count=counts["broken"],
        workloads=workloads,
        figures=_figures(person, now),
        officers=[load.person for load in workloads if load.person is not None and load.person.is_active],
    )


_UNMET: Final = Q(first_contact_due_at__isnull=False, first_contacted_at__isnull=True, overdue_minor__gt=0)
_BROKEN: Final = Q(promise_broken_on__isnull=False)


def _team(person: Person) -> int:
    """The supervisor's team; a number that no team has where there is none, for cases without a team are nobody's to see."""
    return person.team_id or 0


def _rows(cases: QuerySet[Case]) -> list[Case]:
    return list(cases.select_related("customer", "assignee", "loan")[:ROWS])


def _by_broken(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(_BROKEN).order_by("-promise_broken_on", "-overdue_minor", "pk")


def _workloads(person: Person, cases: QuerySet[Case], today: date) -> list[Workload]:
    """Each officer of the team, those with the most to do now first; cases without one last."""
    workers = Person.objects.filter(team_id=_team(person), is_active=True, role__in=ACTIONS["cases.work"])
    loads: dict[int | None, Workload] = {worker.pk: Workload(worker) for worker in workers.order_by("name", "pk")}
    held = (
        cases.order_by()
        .values_list("assignee")
        .annotate(open_cases=Count("pk"), due=Count("pk", filter=Q(lane__lt=Lane.WAITING)), done=Count("pk", filter=Q(handled_on=today)))
    )
    for assignee_id, open_cases, due, done in held:
        load = loads.setdefault(assignee_id, Workload(None))
        load.open_cases += open_cases
        load.due += due
        load.done += done
    taken = Promise.objects.filter(case__team_id=_team(person)).exclude(status__in=NEVER_STOOD)
    counted = taken.filter(Q(promised_on=today) | Q(decided_on__gt=today - KEPT_WITHIN)).order_by().values_list("taken_by")
    recent = Q(decided_on__gt=today - KEPT_WITHIN)
    made = counted.annotate(
        taken=Count("pk", filter=Q(promised_on=today)),
        kept=Count("pk", filter=recent & Q(status=PromiseStatus.KEPT)),
        decided=Count("pk", filter=recent & Q(status__in=_DECIDED)),
    )
    for person_id, taken_today, kept, decided in made:
        if person_id in loads:
            load = loads[person_id]
            load.taken, load.kept, load.decided = taken_today, kept, decided
    return sorted(loads.values(), key=lambda load: (load.person is None, -load.due))


def _figures(person: Person, now: datetime) -> list[Figure]:
    """Today up to now beside yesterday up to the same time of day."""
    start = timezone.make_aware(datetime.combine(timezone.localdate(now), time()))
    today, before = (start, now), (start - timedelta(days=1), now - timedelta(days=1))
    contacts = Contact.objects.filter(case__team_id=_team(person), corrected_by__isnull=True)
    talked = Q(reached=Reached.CUSTOMER)
    spoken = contacts.filter(recorded_at__gte=before[0]).aggregate(
        **_both("made", "recorded_at", today, before), **_both("spoken", "recorded_at", today, before, talked)
    )
    promises = Promise.objects.filter(case__team_id=_team(person), contact__recorded_at__gte=before[0]).exclude(status__in=NEVER_STOOD)
    taken = promises.aggregate(**_both("promises", "contact__recorded_at", today, before))
    entries = LedgerEntry.objects.filter(
        kind__in=MONEY_KINDS, entered_at__gte=before[0], reversed_by__isnull=True, loan__currency=settings.HUASHU_CURRENCY
    )
    money = entries.filter(loan__in=cases_for(person).values("loan")).aggregate(
        money=Sum("amount_minor", filter=_within("entered_at", today)),
        money_before=Sum("amount_minor", filter=_within("entered_at", before)),
    )
    found = spoken | taken | money
    return [
        *(Figure(code, found[code] or 0, found[f"{code}_before"] or 0) for code in ("made", "spoken", "promises")),
        Figure("money", money["money"] or 0, money["money_before"] or 0, is_money=True),
    ]


def _both(
    code: str, name: str, today: tuple[datetime, datetime], before: tuple[datetime, datetime], also: Q | None = None
) -> dict[str, Any]:
    return {
        code: Count("pk", filter=_within(name, today) & (also or Q())),
        f"{code}_before": Count("pk", filter=_within(name, before) & (also or Q())),
    }


def _within(name: str, span: tuple[datetime, datetime]) -> Q:
    return Q(**{f"{name}__gte": span[0], f"{name}__lte": span[1]})


def chosen_cases(person: Person, keys: Iterable[str]) -> list[Case]:
    """Open cases of the supervisor's team by the numbers that a form was sent with; others are left out."""
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return list(cases_for(person).filter(pk__in=wanted, closed_on__isnull=True).order_by(F("pk").asc()))

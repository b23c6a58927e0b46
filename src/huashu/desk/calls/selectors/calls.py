"""Calls that a person may see, where each stands, and what earlier ones used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from huashu.desk.access import cases_for
from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.calls.selectors.facts import Facts, facts_of
from huashu.desk.cases.models import Case, Outcome, Reached
from huashu.desk.cases.outcomes import SPOKEN
from huashu.desk.cases.selectors.standing import Standing, standing_of
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.people.models import Person
from huashu.desk.playbooks.selectors import Held, language_of_customer, track_read, track_serving
from huashu.playbook.events import CallEvent as Event
from huashu.playbook.events import EventKind
from huashu.playbook.guide import Sheet, guide
from huashu.playbook.ladder import Use
from huashu.playbook.track import Track
from huashu.worklist.track import OVERDUE_FIRST_CALL, TrackFacts, track_for

NOTED: Final = "noted"
ENDED: Final = "ended"
OWN_KINDS: Final = (NOTED, ENDED)
"""Kinds of event that the desk keeps besides those of the guide."""
BACK: Final = "back"
"""A track's act may lead back to the track that was followed before."""
RESUMABLE: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class CallState:
    """A call with everything that its screen follows from.

    Args:
        call: The call, with case, loan, customer and person.
        events: Its events in the order in which they happened.
        track: The track that it follows now, in the version of its last event.
        standing: Where the loan stands.
        facts: What wordings are filled with.
        sheet: What the guide makes of it.
    """

    call: Call
    events: tuple[CallEvent, ...]
    track: Track
    standing: Standing
    facts: Facts
    sheet: Sheet

    @property
    def limited(self) -> bool:
        """Whether somebody else is on the line, so that nothing of the debt is shown."""
        return self.sheet.limited or self.track.audience == "third_party"

    @property
    def note(self) -> str:
        """The note as it was last sent."""
        return next((str(row.values.get("text", "")) for row in reversed(self.events) if row.kind == NOTED), "")

    @property
    def seconds(self) -> int | None:
        """How long the call took, once it has ended."""
        ended_at = self.call.ended_at
        return None if ended_at is None else max(int((ended_at - self.call.started_at).total_seconds()), 0)

    def last(self, kind: EventKind, field: str = "") -> CallEvent | None:
        """The last event of a kind; of captures that of a field."""
        rows = (row for row in reversed(self.events) if row.kind == kind and (not field or row.values.get("field") == field))
        return next(rows, None)


def calls_for(person: Person) -> QuerySet[Call]:
    """Calls of every case that the person may see."""
    return Call.objects.filter(case__in=cases_for(person))


def call_for(person: Person, pk: int) -> Call:
    """One call, if the person may see its case.

    Raises:
        Http404: There is no such call, or its case isn't theirs to see.
    """
    related = ("case__loan__product", "case__loan__status", "case__customer", "case__assignee", "person", "track", "contact", "start")
    call = calls_for(person).select_related(*related).filter(pk=pk).first()
    if call is None:
        raise Http404("call")
    return call


def calls_open(case: Case, person: Person) -> list[Call]:
    """Calls of the person on a case that were broken off or ended and not written down, newest first."""
    rows = Call.objects.filter(case=case, person=person, contact__isnull=True)
    return list(rows.exclude(start__contact__isnull=False).order_by("-started_at", "-pk")[:3])


def is_written(call: Call) -> bool:
    """Whether the call was written down: from its screen, or by the plain form, whose contact is tied to the start alone."""
    return call.contact_id is not None or (call.start is not None and call.start.contact_id is not None)


def events_of(call: Call) -> tuple[CallEvent, ...]:
    """A call's events in the order in which they happened, whatever order they came in."""
    return tuple(call.events.select_related("track").order_by("at_seconds", "seq"))


def call_state(call: Call, now: datetime, events: Sequence[CallEvent] | None = None) -> CallState:
    """Where a call stands.

    Args:
        call: The call, fetched for the person.
        now: The moment.
        events: Its events in order, if they're at hand.
    """
    rows = events_of(call) if events is None else tuple(events)
    version = rows[-1].track if rows else call.track
    track, _problems = track_read(version.text)
    assert track is not None, "a kept version was read before it was kept"
    today = timezone.localdate(now)
    standing = standing_of(call.case.loan, today)
    facts = facts_of(call.case, call.person, now, standing=standing, language=track.language)
    sheet = guide(track, facts, guided(rows), currency=call.case.currency, used_before=uses_before(call.case, call))
    return CallState(call, rows, track, standing, facts, sheet)


def guided(rows: Iterable[CallEvent]) -> list[Event]:
    """Events as the guide reads them, without the desk's own kinds."""
    return [Event(EventKind(row.kind), row.values, row.at_seconds) for row in rows if row.kind not in OWN_KINDS]


def uses_before(case: Case, call: Call | None = None) -> list[Use]:
    """Arguments used in earlier calls about the loan: which, when, by whom, to what effect."""
    rows = CallEvent.objects.filter(call__case__loan_id=case.loan_id, kind=EventKind.ARGUED)
    if call is not None:
        rows = rows.exclude(call=call).filter(call__started_at__lt=call.started_at)
    found = rows.select_related("call__person").order_by("call__started_at", "at_seconds", "seq")
    return [
        Use(
            str(row.values.get("argument", "")),
            on=timezone.localdate(row.call.started_at).isoformat(),
            by=row.call.person.name,
            effect=str(row.values.get("effect", "")),
        )
        for row in found
    ]


def tracks_followed(call: Call, rows: Iterable[CallEvent]) -> list[str]:
    """Names of the tracks that a call followed, in order, each time it changed."""
    return [call.track.track, *(str(row.values["track"]) for row in rows if row.kind == EventKind.MOVED)]


def track_next(case: Case, now: datetime) -> Held | None:
    """The track that a call on a case is to follow now, in the customer's language or the nearest.

    Where the kind of call that comes next has no track, the first overdue call's serves.
    """
    day, language = timezone.localdate(now), language_of_customer(case.customer.language)
    wanted = track_for(track_facts(case, now))
    return track_serving(wanted, language, day) or track_serving(OVERDUE_FIRST_CALL, language, day)


def track_facts(case: Case, now: datetime) -> TrackFacts:
    """What the kind of the next call follows from."""
    spoken = _last_conversation(case)
    asked = spoken is not None and spoken[1] == Outcome.HARDSHIP
    return TrackFacts(
        stage=case.stage,
        overdue_minor=case.overdue_minor,
        broken_promises=case.broken_promises,
        promise_broken_on=case.promise_broken_on,
        spoken_on=spoken[0] if spoken else None,
        asked_for_help=asked or _in_hardship(case, timezone.localdate(now)),
    )


def _last_conversation(case: Case) -> tuple[date, str] | None:
    """Day and outcome of the last conversation with the customer since the arrears began."""
    rows = case.contacts.filter(corrected_by__isnull=True, channel__in=SPOKEN, reached=Reached.CUSTOMER)
    if case.overdue_since is not None:
        rows = rows.filter(started_at__date__gte=case.overdue_since)
    found = rows.order_by("-started_at").values_list("started_at", "outcome").first()
    return (timezone.localdate(found[0]), found[1]) if found else None


def _in_hardship(case: Case, today: date) -> bool:
    rows = CustomerFact.objects.filter(customer_id=case.customer_id, kind=FactKind.STATE, code=State.HARDSHIP, withdrawn_by__isnull=True)
    return any((row.from_on or today) <= today <= (row.until_on or today) for row in rows)

"""A case at a glance: what the middle and the right of the Today page and the head of the case page show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from huashu.desk.access import may
from huashu.desk.assessment.selectors.estimates import Estimate, estimate_of
from huashu.desk.cases.models import Case, Contact, Promise, PromiseStatus
from huashu.desk.cases.money_words import grade_words, owed_sentences
from huashu.desk.cases.outcomes import attempted_properly, reached_by_voice
from huashu.desk.cases.selectors.standing import Instalment, Paid, Standing, other_cases, standing_of, strip_of
from huashu.desk.cases.selectors.timeline import TimelineItem, timeline_of
from huashu.desk.cases.selectors.tracks import tracks_of
from huashu.desk.cases.services.contacts import FIRST_CONTACT_WITHIN
from huashu.desk.cases.services.placing import place_now
from huashu.desk.cases.track_words import track_label, track_why
from huashu.desk.cases.words import place_words
from huashu.desk.conduct.selectors.reach import Reach, reach_of
from huashu.desk.people.models import Person

TIMELINE_ROWS: Final = 8
CONTACT_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class FirstContact:
    """The duty of a first contact: until when, and when somebody tried (before reaching them) and reached the customer."""

    due_at: datetime
    attempted_at: datetime | None
    reached_at: datetime | None
    is_met: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person may do on the case.

    Args:
        work: Log contacts and promises, finish with it.
        write: Add notes and files.
        post: Enter and reverse payments.
        amend: Change the plan.
        assign: Give it to somebody.
        role: The person's role in words, for saying why not.
    """

    work: bool
    write: bool
    post: bool
    amend: bool
    assign: bool
    role: str


@dataclass(frozen=True, slots=True)
class CasePane:
    """One case with what is said about it."""

    case: Case
    why: str
    why_code: str
    standing: Standing
    sentences: list[str]
    grade_why: str
    strip: list[Instalment]
    strip_label_counts: dict[str, int]
    contacts: list[Contact]
    promises: list[Promise]
    all_items: list[TimelineItem]
    others: list[Case]
    first_contact: FirstContact | None
    rights: Rights
    worked_today: bool
    reach: Reach | None
    track: str
    track_why: str
    estimate: Estimate

    @property
    def items(self) -> list[TimelineItem]:
        """The last few things that happened."""
        return self.all_items[:TIMELINE_ROWS]


def case_pane(case: Case, person: Person, now: datetime) -> CasePane:
    """A case as one person sees it now.

    Args:
        case: The case, fetched for this person.
        person: Who looks.
        now: The moment.
    """
    today = timezone.localdate(now)
    standing, place = standing_of(case.loan, today), place_now(case, now)
    strip = strip_of(standing)
    items = timeline_of(case)
    track = tracks_of([case], today)[case.pk]
    contacts = [item.thing for item in items if item.kind == "contact"]
    promises = [contact.promise for contact in contacts if hasattr(contact, "promise")]
    return CasePane(
        case=case,
        why=place_words(place, case.currency, now),
        why_code=place.code,
        standing=standing,
        sentences=owed_sentences(standing, case.currency),
        grade_why=grade_words(standing.status),
        strip=strip,
        strip_label_counts={state.value: sum(row.state is state for row in strip) for state in Paid},
        contacts=[contact for contact in contacts if not hasattr(contact, "corrected_by")][:CONTACT_ROWS],
        promises=[promise for promise in promises if promise.status == PromiseStatus.OPEN],
        all_items=items,
        others=other_cases(case, person),
        first_contact=_first_contact(case, contacts, now),
        rights=rights_on(case, person),
        worked_today=case.handled_on == today or (case.last_contact_at is not None and timezone.localdate(case.last_contact_at) == today),
        reach=reach_of(case, person, now, contacts) if case.closed_on is None else None,
        track=track_label(track) if case.closed_on is None else "",
        track_why=track_why(track),
        estimate=estimate_of(case, standing, now),
    )


def rights_on(case: Case, person: Person) -> Rights:
    """What a person may do on a case; a closed one is only added to."""
    is_open = case.closed_on is None
    works = may(person, "cases.work")
    posts = may(person, "ledger.post")
    return Rights(
        work=works and is_open,
        write=works,
        post=posts,
        amend=posts and may(person, "cases.assign"),
        assign=may(person, "cases.assign") and is_open,
        role=person.get_role_display(),
    )


def _first_contact(case: Case, contacts: list[Contact], now: datetime) -> FirstContact | None:
    due_at = case.first_contact_due_at
    if due_at is None:
        return None
    standing = sorted(
        (row for row in contacts if not hasattr(row, "corrected_by") and row.started_at >= due_at - FIRST_CONTACT_WITHIN),
        key=lambda row: row.started_at,
    )
    attempted_at = next((row.started_at for row in standing if attempted_properly(row.channel, row.outcome)), None)
    reached_at = next((row.started_at for row in standing if reached_by_voice(row.channel, row.reached)), None)
    if attempted_at is not None and reached_at is not None and reached_at <= attempted_at:
        attempted_at = None  # whoever was reached first needed no attempt before
    met_at = case.first_contacted_at
    is_late = met_at > due_at if met_at else now > due_at
    return FirstContact(due_at, attempted_at, reached_at, met_at is not None, is_late)

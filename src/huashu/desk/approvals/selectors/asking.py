"""What an officer reads while something beyond their authority is being put forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from huashu.desk.approvals.authority import answer_due_at, promise_excess
from huashu.desk.approvals.models import Arrangement, ArrangementKind
from huashu.desk.approvals.selectors.limits import limits_of
from huashu.desk.approvals.terms import Terms, excess_of, promise_terms
from huashu.desk.approvals.words import excess_sentences, forward_sentence
from huashu.desk.cases.drafts import PROMISE_DAYS_MAX, PartDraft, PromiseDraft
from huashu.desk.cases.models import Case, Contact
from huashu.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class Beyond:
    """Why something isn't the person's to grant, and what they say instead, in the customer's language."""

    excess: str
    sentence: str
    language: str


def beyond_words(case: Case, kind: ArrangementKind, terms: Terms, person: Person, now: datetime) -> Beyond | None:
    """Why the person may not grant terms alone and what they tell the customer; None if they may.

    Raises:
        Refusal: The ledger doesn't take a change of the plan.
    """
    today, limits = timezone.localdate(now), limits_of(person)
    found = excess_of(case, kind, terms, limits, today, now)
    if not found:
        return None
    due_at = answer_due_at(timezone.localtime(now), limits.answer_hours)
    return Beyond(excess_sentences(found, case.currency), forward_sentence(case, due_at, today), case.customer.language)


def forward_words(case: Case, promise: PromiseDraft, person: Person, now: datetime) -> Beyond | None:
    """The same for a promise that is being typed."""
    return beyond_words(case, ArrangementKind.PROMISE, promise_terms(promise), person, now)


def begun_words(case: Case, days: Sequence[date | None], person: Person, now: datetime) -> str:
    """Which limits a promise exceeds already while it isn't whole: its furthest day and its number of payments; empty if none.

    Args:
        case: The case.
        days: The day of each payment that was begun; None where it isn't known yet.
        person: Who takes the promise.
        now: The moment.
    """
    today = timezone.localdate(now)
    if not days or any(day is not None and not 0 <= (day - today).days <= PROMISE_DAYS_MAX for day in days):
        return ""  # nobody may accept such a day, so there is nothing to put forward
    parts = [PartDraft(0, day or today) for day in days]
    return excess_sentences(promise_excess(parts, limits_of(person), today=today, owed_minor=0, broken=case.broken_promises), case.currency)


def forwarded_words(contact: Contact) -> str:
    """What to tell the customer about the request that came of a contact; empty if none did."""
    row = Arrangement.objects.filter(contact=contact, kind=ArrangementKind.PROMISE).order_by("-pk").first()
    return forward_sentence(contact.case, row.answer_due_at, timezone.localdate(row.asked_at)) if row else ""

"""Invented reviewed calls, with what people said of them: an override, appeals open and decided, and blind readings.

The calls are reviewed by the same engine as any other. Like the demo's complaints they leave nothing in the audit trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.core.files.storage import Storage
from django.db.models import Q
from django.utils import timezone

from huashu.adapters.demo.reviewed import WrittenCall, written_calls
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, MachineReview, Mark, MarkKind, ModelProposals, Recording, SecondReading
from huashu.desk.reviews.selectors.calibration import machine_verdicts
from huashu.desk.reviews.selectors.facts import facts_of_case
from huashu.desk.reviews.services.conversations import ConversationDraft, conversation_add
from huashu.money import format_minor
from huashu.review.formats import draft_read, draft_turns

CURRENCY: Final = {"zh": "CNY", "en": "USD"}
NOBODY: Final = "何平"
OVERDUE: Final = "3150"
"""Name and amount of a call that is to be attached to a case while the officer has none that was overdue then."""
SUPERVISOR: Final = "demo-supervisor"
COMPLIANCE: Final = "demo-compliance"


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody said of an item of the call of so many days ago; ``decided`` is the supervisor's answer to an appeal."""

    days: int
    person: str
    kind: MarkKind
    item: str
    verdict: str
    reason: str
    decided: tuple[str, str] | None = None


_SAID: Final = (
    _Said(13, SUPERVISOR, MarkKind.OVERRIDE, "steps.explore_sources", "met", "前面问了店里情况，后面也问到能否先凑，算做到。"),
    _Said(20, SUPERVISOR, MarkKind.OVERRIDE, "breaches.coached_applicant", "not_met", "只是说明来意，没有教客户怎么答。"),
    _Said(2, "demo-north-2", MarkKind.APPEAL, "steps.ask_reason", "met", "客户自己说了没钱，我认为原因已经问到。"),
    _Said(
        10,
        "demo-north-2",
        MarkKind.APPEAL,
        "faults.disclosed_before_confirming",
        "not_met",
        "拨的是客户本人登记的手机号。",
        ("met", "号码对不等于人对，核实之前不能说欠款。维持。"),
    ),
    _Said(
        16,
        "demo-north-4",
        MarkKind.APPEAL,
        "steps.state_purpose",
        "met",
        "I said that the payment was late; that is the purpose.",
        ("met", "Agreed: short, but said."),
    ),
)
_READINGS: Final[tuple[tuple[int, str, dict[str, str]], ...]] = (
    (1, SUPERVISOR, {"steps.explore_sources": "not_met"}),
    (1, COMPLIANCE, {}),
    (2, COMPLIANCE, {"steps.confirm_party": "not_met"}),
    (8, SUPERVISOR, {"steps.recap": "not_met"}),
)
"""Days of the call, reader, and where the reader differs from the machine."""


def reviews_write(now: datetime) -> int:
    """Put the calls in, review them, and store what people said of them.

    Args:
        now: The moment of loading.

    Returns:
        How many calls were put in.
    """
    people = Person.objects.filter(is_demo=True).select_related("team").in_bulk(field_name="username")
    reviews = {call.days: _write(call, people, now) for call in written_calls()}
    for said in _SAID:
        _say(said, reviews[said.days], people)
    for days, reader, differs in _READINGS:
        at, verdicts = reviews[days].made_at + timedelta(hours=6), machine_verdicts(reviews[days])
        kept = {item: verdict for item, verdict in differs.items() if item in verdicts}
        SecondReading.objects.create(review=reviews[days], reader=people[reader], verdicts=verdicts | kept, at=at)
    return len(reviews)


def reviews_remove() -> list[tuple[Storage, str]]:
    """Delete the calls of demo loans, and those of no loan that demo people put in.

    Returns:
        Where their recordings lie, to be deleted once it is certain.
    """
    of_demo = Q(case__loan__is_demo=True) | Q(case__isnull=True, added_by__is_demo=True)
    keys = list(Conversation.objects.filter(of_demo).values_list("pk", flat=True))
    recordings = Recording.objects.filter(Q(conversation__in=keys) | Q(conversation__isnull=True, added_by__is_demo=True))
    files = [(row.content.storage, str(row.content.name)) for row in recordings]
    Recording.objects.filter(pk__in=list(recordings.values_list("pk", flat=True))).delete()
    marks = Mark.objects.filter(review__conversation__in=keys)
    marks.update(answers=None)
    marks.delete()
    SecondReading.objects.filter(review__conversation__in=keys).delete()
    ModelProposals.objects.filter(conversation__in=keys).delete()
    MachineReview.objects.filter(conversation__in=keys).delete()
    Conversation.objects.filter(pk__in=keys).delete()
    return files


def _write(call: WrittenCall, people: Mapping[str, Person], now: datetime) -> MachineReview:
    officer, started_at = people[call.officer], _began(call, now)
    case = _case(call, officer, started_at) if call.case else None
    facts: dict[str, Any] = facts_of_case(case, started_at) if case else {"currency": CURRENCY[call.language]}
    name = case.customer.name if case else NOBODY
    overdue = format_minor(facts["overdue_minor"], case.currency).replace(",", "").removesuffix(".00") if case else OVERDUE
    read = draft_read(call.text.replace("{name}", name).replace("{overdue}", overdue))
    draft = ConversationDraft(
        kind=call.kind,
        language=call.language,
        started_at=started_at,
        turns=draft_turns(read, {}),
        source=read.format,
        case=case,
        officer=officer,
        title=call.title,
        facts=facts,
    )
    return conversation_add(draft=draft, person=officer, now=started_at + timedelta(minutes=20)).reviews.get()


def _began(call: WrittenCall, now: datetime) -> datetime:
    """A moment of that day within working hours, another for each call."""
    day = timezone.localdate(now) - timedelta(days=call.days)
    return timezone.make_aware(datetime.combine(day, time(9 + call.days % 8, 7 * call.days % 60)))


def _case(call: WrittenCall, officer: Person, started_at: datetime) -> Case | None:
    """An open case of the officer that was overdue then and has no call yet; the same each time."""
    language = "en" if call.language == "en" else "zh-hans"
    rows = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, assignee=officer, customer__language=language)
    rows = rows.filter(overdue_since__lt=started_at.date(), conversations__isnull=True)
    return rows.select_related("loan__product", "customer", "team").order_by("overdue_since", "pk").last()


def _say(said: _Said, review: MachineReview, people: Mapping[str, Person]) -> None:
    """Store a mark and its decision, if the machine says otherwise: an engine that has learnt better needs no correction."""
    group, _, label = said.item.partition(".")
    if machine_verdicts(review).get(said.item) in (None, said.verdict):
        return
    at = review.made_at + timedelta(hours=2)
    fields = {"review": review, "group": group, "label": label}
    mark = Mark.objects.create(kind=said.kind, verdict=said.verdict, reason=said.reason, person=people[said.person], at=at, **fields)
    if said.decided is not None:
        verdict, reason = said.decided
        decided_at = at + timedelta(hours=20)
        decision = {"verdict": verdict, "reason": reason, "answers": mark, "person": people[SUPERVISOR], "at": decided_at}
        Mark.objects.create(kind=MarkKind.DECISION, **decision, **fields)

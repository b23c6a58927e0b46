"""The facts that decide a case's phase, of one case and of all open ones: a fixed number of queries either way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from huashu.desk.assessment.models import LegalMark, MarkKind
from huashu.desk.cases.models import Case, Contact, Outcome, Reached
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.planning import facts_on
from huashu.desk.correspondence.models import MessageStatus, StatusCode
from huashu.worklist.phase import Phase, PhaseRule, Way, phase_of, phase_rules, ways_on

DEMAND_LETTER: Final = "letter_demand"
"""Code of the template that is a demand letter."""
_STATES: Final = {
    "deceased": (State.DECEASED,),
    "disputing": (State.DISPUTING, State.IDENTITY_THEFT),
    "hardship": (State.HARDSHIP,),
    "moratorium": (State.MORATORIUM,),
}
_COLUMNS: Final = ("pk", "customer_id", "stage", "days_past_due", "broken_promises", "promise_due_on", "overdue_minor")


@dataclass(frozen=True, slots=True)
class CasePhase:
    """The phase of a case, and what it follows from.

    Args:
        phase: Where it stands.
        facts: By name of ``worklist.phase.FACTS``.
        ways: The rules that lead further on.
        marks: Marks for legal action that stand, by kind.
        letter_on: Day on which the latest demand letter of these arrears went out.
    """

    phase: Phase
    facts: Mapping[str, object]
    ways: tuple[Way, ...]
    marks: Mapping[str, LegalMark]
    letter_on: date | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule and how many open cases it holds."""

    rule: PhaseRule
    cases: int


def phase_of_case(case: Case, states: Iterable[str], now: datetime, *, refused: bool) -> CasePhase:
    """The phase of a case.

    Args:
        case: The case.
        states: What is written down of the customer and holds today.
        now: The moment.
        refused: Whether the last conversation with the customer themselves ended in a refusal.
    """
    today = timezone.localdate(now)
    rows = LegalMark.objects.filter(case=case, withdraws=None, withdrawn_by=None).select_related("person")
    marks = {row.kind: row for row in rows}
    letter_on = demand_letter_on(case)
    row = {name: getattr(case, name) for name in _COLUMNS}
    facts = _facts(row, states, marks, letter_on, today, refused=refused)
    phase = phase_of(facts)
    return CasePhase(phase, facts, ways_on(facts, phase.code), marks, letter_on)


def demand_letter_on(case: Case) -> date | None:
    """Day on which the latest demand letter of a case's arrears went out; None if none did."""
    return _letters(Case.objects.filter(pk=case.pk)).get(case.pk)


def legal_approved(case: Case) -> bool:
    """Whether a person approved legal action on a case, and nobody took it back."""
    marks = LegalMark.objects.filter(case=case, kind=MarkKind.LEGAL_APPROVED, withdraws=None, withdrawn_by=None)
    return marks.exists()


def cases_by_rule(cases: QuerySet[Case], now: datetime) -> list[RuleCount]:
    """The rules in their order, each with how many of some open cases it holds.

    Args:
        cases: Cases that the reader may see.
        now: The moment.
    """
    today, still_open = timezone.localdate(now), cases.filter(closed_on=None)
    marks: dict[int, set[str]] = {}
    for pk, kind in LegalMark.objects.filter(case__in=still_open, withdraws=None, withdrawn_by=None).values_list("case_id", "kind"):
        marks.setdefault(pk, set()).add(kind)
    states: dict[int, set[str]] = {}
    rows = CustomerFact.objects.filter(kind=FactKind.STATE, withdraws=None, withdrawn_by=None, customer__in=still_open.values("customer"))
    for fact in facts_on(rows, now, today):
        states.setdefault(fact.customer_id, set()).add(fact.code)
    letters, refused = _letters(still_open), _refused(still_open)
    counted: Counter[str] = Counter()
    for row in still_open.values(*_COLUMNS):
        pk = row["pk"]
        facts = _facts(row, states.get(row["customer_id"], ()), marks.get(pk, ()), letters.get(pk), today, refused=pk in refused)
        counted[phase_of(facts).rule.id] += 1
    return [RuleCount(rule, counted[rule.id]) for rule in phase_rules()]


def _facts(
    row: Mapping[str, Any], states: Iterable[str], marks: Iterable[str], letter_on: date | None, today: date, *, refused: bool
) -> dict[str, object]:
    held, marked = frozenset(states), frozenset(marks)
    return {
        "stage": row["stage"],
        "days_past_due": row["days_past_due"],
        "broken_promises": row["broken_promises"],
        "has_open_promise": row["promise_due_on"] is not None,
        "overdue_minor": row["overdue_minor"],
        "refused": refused,
        "urgent": MarkKind.URGENT in marked,
        "legal_approved": MarkKind.LEGAL_APPROVED in marked,
        "demand_letter_date": letter_on.isoformat() if letter_on else None,
        "demand_letter_days": (today - letter_on).days if letter_on else None,
        **{name: any(state in held for state in known) for name, known in _STATES.items()},
    }


def _letters(cases: QuerySet[Case]) -> dict[int, date]:
    """Day on which the latest demand letter was handed over that didn't come back, by case.

    A letter about earlier arrears, paid since, demands nothing now. The latest one counts: it gives the customer its own time to pay.
    """
    rows = MessageStatus.objects.filter(code=StatusCode.HANDED_OVER, message__template=DEMAND_LETTER, message__case__in=cases)
    rows = rows.filter(message__state__in=("handed_over", "delivered")).order_by("at")
    found: dict[int, date] = {}
    for pk, at, since in rows.values_list("message__case_id", "at", "message__case__overdue_since"):
        day = timezone.localdate(at)
        if since is None or day >= since:
            found[pk] = day
    return found


def _refused(cases: QuerySet[Case]) -> frozenset[int]:
    """Cases whose last conversation with the customer themselves ended in a refusal."""
    talks = Contact.objects.filter(case=OuterRef("pk"), reached=Reached.CUSTOMER, corrected_by=None).order_by("-started_at", "-pk")
    found = cases.annotate(last_outcome=Subquery(talks.values("outcome")[:1])).filter(last_outcome=Outcome.REFUSED)
    return frozenset(found.values_list("pk", flat=True))

"""Both bars of a case with what they rest on, what people say otherwise, the remedy, and the phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from huashu.desk.assessment.models import AssessmentOverride, Axis
from huashu.desk.assessment.selectors.happenings import Record, record_of
from huashu.desk.assessment.selectors.phases import CasePhase, phase_of_case
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import Standing
from huashu.worklist.assessment import FRESH_DAYS, MIDDLE, POINTS, Bar, Evidence, assess, remedy_of

STRONGEST: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of evidence with its arithmetic.

    Args:
        evidence: What it comes to.
        each: Points each time.
        most: Most points together.
        fresh, old: How often within 90 days, and before.
        days: When, newest first.
        total: Of how many it is (promises decided, instalments fallen due); 0 where that says nothing.
    """

    evidence: Evidence
    each: int
    most: int
    fresh: int
    old: int
    days: tuple[date, ...]
    total: int

    @property
    def is_capped(self) -> bool:
        """Whether it would be more if it counted in full."""
        return abs(self.each) * (2 * self.fresh + self.old) > 2 * abs(self.most)


@dataclass(frozen=True, slots=True)
class Gauge:
    """One bar as a page shows it.

    Args:
        axis: Which bar.
        bar: What the machine says.
        pieces: What it rests on, strongest first.
        override: What a person says otherwise, if that stands.
    """

    axis: Axis
    bar: Bar
    pieces: tuple[Piece, ...]
    override: AssessmentOverride | None

    @property
    def level(self) -> str:
        """The level that counts: a person's, else the machine's."""
        return self.override.level if self.override else self.bar.level

    @property
    def strongest(self) -> tuple[Piece, ...]:
        """The two or three pieces that weigh most."""
        return self.pieces[:STRONGEST]

    @property
    def sum(self) -> int:
        """The middle and all points, before it's kept within 0 and 100."""
        return MIDDLE + sum(piece.evidence.points for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a case looks like to the desk.

    Args:
        gauges: Willingness and ability.
        remedy: What fits the levels that count.
        why: The levels as ``low_high``, or the circumstance that outweighs them.
        record: What it rests on.
        phase: The phase of the case.
        as_of: The day.
    """

    gauges: tuple[Gauge, Gauge]
    remedy: str
    why: str
    record: Record
    phase: CasePhase
    as_of: date


def estimate_of(case: Case, standing: Standing, now: datetime) -> Estimate:
    """Both bars and the phase of a case: seven queries, however much happened.

    Args:
        case: The case.
        standing: Where its loan stands today.
        now: The moment.
    """
    today, record = timezone.localdate(now), record_of(case, standing, now)
    found = assess(record.happenings(today), record.circumstances)
    said = overrides_of(case)
    willingness = _gauge(Axis.WILLINGNESS, found.willingness, record, said, today)
    ability = _gauge(Axis.ABILITY, found.ability, record, said, today)
    remedy, why = remedy_of(willingness.level, ability.level, record.circumstances)
    return Estimate((willingness, ability), remedy, why, record, phase_of_case(case, record.states, now, refused=record.refused), today)


def overrides_of(case: Case) -> list[AssessmentOverride]:
    """Everything that people said of a case's bars, newest first, withdrawals too."""
    return list(AssessmentOverride.objects.filter(case=case).select_related("person").order_by("-pk"))


def _gauge(axis: Axis, bar: Bar, record: Record, said: list[AssessmentOverride], today: date) -> Gauge:
    last = next((row for row in said if row.axis == axis), None)
    pieces = tuple(_piece(evidence, record, today) for evidence in bar.evidence)
    return Gauge(axis, bar, pieces, last if last and last.withdraws_id is None else None)


def _piece(evidence: Evidence, record: Record, today: date) -> Piece:
    _axis, each, most = POINTS[evidence.code]
    days = tuple(sorted((one.on for one in record.seen if one.code == evidence.code), reverse=True))
    fresh = sum((today - day).days <= FRESH_DAYS for day in days)
    total = record.promises if evidence.code.startswith("promise_") else record.instalments if evidence.code == "paid_in_time" else 0
    return Piece(evidence, each, most, fresh, len(days) - fresh, days, total)

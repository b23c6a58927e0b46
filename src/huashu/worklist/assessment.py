"""Willingness and ability, each from 0 to 100, from what the customer did and said; every point names its evidence.

Both begin in the middle. What happened moves them: a kept promise up, a broken one down, the more the later it was. Nothing counts that
isn't conduct in this loan or the customer's own words: no age, place, trade, dialect or manner. What isn't known moves nothing, and a bar
that rests on little says so. They order work and suggest a remedy; they decide nothing, and a person may say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from huashu.money import divide_half_up

Axis = Literal["willingness", "ability"]
MIDDLE: Final = 50
LOW: Final = 40
HIGH: Final = 65
FRESH_DAYS: Final = 90
"""What happened within these days counts in full, before that half."""
LITTLE: Final = 3
"""Fewer pieces of evidence than this make a bar uncertain."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened or was said.

    Args:
        code: One of :data:`POINTS`.
        days_ago: How long ago.
        count: How often, for things that are counted together.
    """

    code: str
    days_ago: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason why a bar stands where it does.

    Args:
        code: What happened.
        points: By how much it moved the bar.
        count: How often it happened.
        days_ago: When the last was.
    """

    code: str
    points: int
    count: int
    days_ago: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One estimate.

    Args:
        score: From 0 to 100.
        level: ``low``, ``middle`` or ``high``.
        evidence: What moved it, strongest first.
        uncertain: Whether it rests on little.
    """

    score: int
    level: str
    evidence: tuple[Evidence, ...]
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """Both bars and what they suggest.

    Args:
        willingness: How much the customer wants to pay.
        ability: How much the customer can pay.
        remedy: What fits: ``remind``, ``plan``, ``reschedule``, ``hardship``, ``firm_up``, or one of :data:`REMEDIES`.
        why: Code of the reason: the two levels, or the circumstance that outweighs them.
    """

    willingness: Bar
    ability: Bar
    remedy: str
    why: str


POINTS: Final[dict[str, tuple[Axis, int, int]]] = {
    # code: the bar it moves, points each time, most points together
    "promise_kept": ("willingness", 12, 30),
    "promise_part_kept": ("willingness", 3, 6),
    "promise_broken": ("willingness", -14, -42),
    "paid_part": ("willingness", 8, 16),
    "paid_in_time": ("willingness", 1, 15),
    "called_us": ("willingness", 8, 16),
    "reached": ("willingness", 2, 8),
    "not_reached": ("willingness", -2, -12),
    "refused": ("willingness", -20, -40),
    "said_unwilling": ("willingness", -20, -40),
    "said_forgot": ("willingness", 4, 4),
    "asked_for_help": ("willingness", 6, 6),
    "said_income_loss": ("ability", -22, -30),
    "said_illness": ("ability", -18, -26),
    "said_disaster": ("ability", -18, -18),
    "said_over_indebted": ("ability", -20, -30),
    "said_cash_flow_gap": ("ability", -8, -16),
    "said_third_party_unpaid": ("ability", -8, -16),
    "said_family_event": ("ability", -6, -12),
    "said_auto_debit_failed": ("ability", 6, 6),
    "paid_full": ("ability", 10, 20),
    "paid_some": ("ability", 4, 12),
    "income_above_instalment": ("ability", 15, 15),
    "income_below_instalment": ("ability", -25, -25),
    "new_arrears": ("ability", -5, -15),
}
"""What moves a bar; docs/algorithms/assessment.md says why each does."""

CIRCUMSTANCES: Final = ("deceased", "disputing", "fraud_claim", "hardship")
"""What outweighs both bars, strongest first."""
REMEDIES: Final = {"deceased": "estate", "disputing": "dispute_process", "fraud_claim": "fraud_process", "hardship": "hardship"}
"""What each circumstance calls for."""


def assess(happenings: Iterable[Happening], circumstances: Iterable[str] = ()) -> Assessment:
    """Estimate both bars and suggest a remedy.

    Args:
        happenings: What happened, in any order.
        circumstances: Any of :data:`CIRCUMSTANCES` that hold now.
    """
    known = tuple(happenings)
    willingness, ability = _bar("willingness", known), _bar("ability", known)
    remedy, why = remedy_of(willingness.level, ability.level, circumstances)
    return Assessment(willingness, ability, remedy, why)


def remedy_of(willingness: str, ability: str, circumstances: Iterable[str] = ()) -> tuple[str, str]:
    """What fits two levels, and why: who can and will is reminded, who will but can't gets a plan, who can but won't is firmed up.

    Args:
        willingness: ``low``, ``middle`` or ``high``; the machine's or a person's.
        ability: The same.
        circumstances: Any of :data:`CIRCUMSTANCES`; the strongest outweighs both levels.

    Returns:
        The remedy, and the circumstance or both levels as ``low_high``.
    """
    held = frozenset(circumstances)
    for circumstance in CIRCUMSTANCES:
        if circumstance in held:
            return REMEDIES[circumstance], circumstance
    pair = f"{willingness}_{ability}"
    if ability == "low":
        return ("reschedule" if willingness != "low" else "hardship"), pair
    if willingness == "low":
        return "firm_up", pair
    return ("remind" if ability == "high" and willingness == "high" else "plan"), pair


def level_of(score: int) -> str:
    """``low`` below 40, ``high`` from 65, ``middle`` between."""
    return "low" if score < LOW else "high" if score >= HIGH else "middle"


def _bar(axis: Axis, happenings: tuple[Happening, ...]) -> Bar:
    evidence = [piece for code, (own, each, most) in POINTS.items() if own == axis if (piece := _evidence(code, each, most, happenings))]
    evidence.sort(key=lambda piece: (-abs(piece.points), piece.code))
    score = min(100, max(0, MIDDLE + sum(piece.points for piece in evidence)))
    return Bar(score, level_of(score), tuple(evidence), sum(piece.count for piece in evidence) < LITTLE)


def _evidence(code: str, each: int, most: int, happenings: tuple[Happening, ...]) -> Evidence | None:
    own = [one for one in happenings if one.code == code and one.count > 0]
    if not own:
        return None
    fresh = sum(one.count for one in own if one.days_ago <= FRESH_DAYS)
    old = sum(one.count for one in own if one.days_ago > FRESH_DAYS)
    points = divide_half_up(abs(each) * (2 * fresh + old), 2)
    points = min(points, abs(most))
    return Evidence(code, points if each > 0 else -points, fresh + old, min(one.days_ago for one in own))

"""The phase of a case within its stage: before due, early, firm without a lawsuit, litigation; with the rules of entry as data.

A product's day bands decide the stage (:mod:`huashu.lending.product`). Within it ``phases.yaml`` says, rule by rule, when a case enters a
phase and what holds it back: nobody goes to litigation while a dispute, hardship or an open promise stands, and only what a person has
found urgent goes there directly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

PHASES: Final = ("before_due", "early", "non_litigation", "litigation", "closed")
FACTS: Final = frozenset(
    {
        *("stage", "days_past_due", "broken_promises", "has_open_promise", "refused", "disputing", "hardship", "deceased"),
        *("moratorium", "urgent", "legal_approved", "demand_letter_days", "demand_letter_date", "overdue_minor"),
    }
)


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """One way into a phase.

    Args:
        id: Name of the rule.
        phase: Where it leads.
        when: Facts and what they must be: a value, at least a number (``>=``), or ``known``.
        unless: Facts of which none may hold.
        zh, en: Why, in a sentence.
    """

    id: str
    phase: str
    when: tuple[tuple[str, str, object], ...]
    unless: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a case stands.

    Args:
        code: One of :data:`PHASES`.
        rule: The rule that put it there.
        held_by: Facts that keep it from the next phase, whose other conditions hold.
        next_rule: The rule that would lead on, if something holds the case back.
    """

    code: str
    rule: PhaseRule
    held_by: tuple[str, ...] = ()
    next_rule: PhaseRule | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule, looked at for a case.

    Args:
        name: One of :data:`FACTS`.
        test: ``is``, ``>=`` or ``known``.
        wanted: What it must be, or at least; True where it must be known.
        have: What it is; None where it isn't known.
        holds: Whether that is enough.
    """

    name: str
    test: str
    wanted: object
    have: object
    holds: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A rule that leads further on, and what of it holds.

    Args:
        rule: The rule.
        conditions: Each of its conditions.
        held_by: Facts that would keep the case back even so.
    """

    rule: PhaseRule
    conditions: tuple[Condition, ...]
    held_by: tuple[str, ...]


@cache
def phase_rules() -> tuple[PhaseRule, ...]:
    """The rules, the furthest phase first.

    Raises:
        ValueError: The file names a phase or fact that isn't known.
    """
    text = files("huashu.worklist").joinpath("phases.yaml").read_text(encoding="utf-8")
    return tuple(_rule(given) for given in yaml.load(text, Loader=yaml.CSafeLoader)["rules"])


def phase_of(facts: Mapping[str, object]) -> Phase:
    """The phase of a case.

    Args:
        facts: By name of :data:`FACTS`; what is missing doesn't hold.
    """
    held: tuple[PhaseRule, tuple[str, ...]] | None = None
    for rule in phase_rules():
        if not all(_holds(facts.get(name), test, wanted) for name, test, wanted in rule.when):
            continue
        against = tuple(name for name in rule.unless if facts.get(name))
        if not against:
            return Phase(rule.phase, rule, held[1] if held else (), held[0] if held else None)
        held = held or (rule, against)
    raise AssertionError("phases.yaml ends with a rule for every case")


def ways_on(facts: Mapping[str, object], code: str) -> tuple[Way, ...]:
    """The rules that lead to a later phase than this one, the nearest phase first, each with what holds of it.

    Args:
        facts: As for :func:`phase_of`.
        code: The phase in which the case is.
    """
    further = [rule for rule in phase_rules() if PHASES.index(code) < PHASES.index(rule.phase) < PHASES.index("closed")]
    return tuple(_way(rule, facts) for rule in sorted(further, key=lambda rule: PHASES.index(rule.phase)))


def _way(rule: PhaseRule, facts: Mapping[str, object]) -> Way:
    conditions = tuple(
        Condition(name, test, wanted, facts.get(name), _holds(facts.get(name), test, wanted)) for name, test, wanted in rule.when
    )
    return Way(rule, conditions, tuple(name for name in rule.unless if facts.get(name)))


def _holds(value: object, test: str, wanted: object) -> bool:
    if test == ">=":
        return isinstance(value, int) and isinstance(wanted, int) and value >= wanted
    if test == "known":
        return value is not None
    return value == wanted or (wanted is False and not value)


def _rule(given: Mapping[str, object]) -> PhaseRule:
    when: list[tuple[str, str, object]] = []
    conditions = given.get("when") or {}
    assert isinstance(conditions, dict)
    for name, wanted in conditions.items():
        _known(name, FACTS)
        if isinstance(wanted, dict):
            when.append((name, ">=", wanted["at_least"]))
        elif wanted == "known":
            when.append((name, "known", True))
        else:
            when.append((name, "is", wanted))
    unless = given.get("unless") or []
    assert isinstance(unless, list)
    for name in unless:
        _known(name, FACTS)
    _known(str(given["phase"]), frozenset(PHASES))
    return PhaseRule(str(given["id"]), str(given["phase"]), tuple(when), tuple(unless), str(given["zh"]), str(given["en"]))


def _known(name: str, names: frozenset[str]) -> None:
    if name not in names:
        raise ValueError(f"phases.yaml: {name} isn't known; one of {', '.join(sorted(names))}")

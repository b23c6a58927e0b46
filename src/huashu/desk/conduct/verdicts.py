"""What follows from a verdict for the desk: may it be started, may it be overridden, how is it kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from huashu.conduct.verdict import FiredRule, Ruling, Verdict
from huashu.desk.conduct.trust import RULE as CLOCK_RULE

REFUSING: Final = frozenset({Ruling.DENY, Ruling.DENY_UNTIL, Ruling.UNKNOWN})
HELD: Final = REFUSING | {Ruling.WARN}
"""Rulings on which nobody may go ahead by themselves: refusals, and warnings, which want a supervisor's look."""


def goes_ahead(verdict: Verdict) -> bool:
    """Whether an officer may start the contact without asking anybody."""
    return verdict.ruling not in HELD


def holding(verdict: Verdict) -> tuple[FiredRule, ...]:
    """The rules that hold the contact back."""
    return tuple(rule for rule in verdict.rules if rule.ruling in HELD)


def may_be_overridden(verdict: Verdict) -> bool:
    """Whether a supervisor may allow it: every rule that refuses is the house's own, or all that speaks is a warning.

    A fact that nobody knows is found out, never overridden; the same goes for a clock that can't be trusted.
    """
    refusing = [rule for rule in verdict.rules if rule.ruling in REFUSING]
    if goes_ahead(verdict) or any(rule.ruling is Ruling.UNKNOWN or rule.id == CLOCK_RULE for rule in refusing):
        return False
    return verdict.ruling is Ruling.WARN or (bool(refusing) and all(rule.severity == "house" for rule in refusing))


def covers(asked: Mapping[str, Any], verdict: Verdict) -> bool:
    """Whether what a supervisor allowed still covers a verdict made anew: no rule holds it back that wasn't looked at.

    Args:
        asked: The verdict that was asked about, as it is kept.
        verdict: The verdict now.
    """
    looked_at = {rule["id"] for rule in asked.get("rules", ())}
    return may_be_overridden(verdict) and {rule.id for rule in holding(verdict)} <= looked_at


def missing_facts(verdict: Verdict) -> tuple[str, ...]:
    """Paths of the facts that the answer turns on."""
    return verdict.missing


def rule_ids(rules: Iterable[FiredRule]) -> list[str]:
    """Identifiers in order, each once."""
    return list(dict.fromkeys(rule.id for rule in rules))

"""Conditions on facts, as data: every one of a list must hold.

A file writes them as a mapping: ``days_past_due: {at_least: 1}``, ``has_guarantor: yes``, ``grade: [A, B]``, ``penalty_per_day: known``.
A fact that isn't known never makes a condition true: what isn't known isn't said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | None
"""A fact's value: dates are ISO texts, money is an integer of minor units; None is not known."""


class Test(StrEnum):
    """How a fact is compared."""

    IS = "is"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison.

    Args:
        fact: Name of the fact.
        test: How.
        values: What with; one value, or several for ``one_of``.
    """

    fact: str
    test: Test
    values: tuple[Value, ...] = ()

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Whether it holds for these facts."""
        value = facts.get(self.fact)
        if value is None:
            return self.test is Test.UNKNOWN
        match self.test:
            case Test.KNOWN:
                return True
            case Test.UNKNOWN:
                return False
            case Test.AT_LEAST:
                return _at_least(value, self.values[0])
            case Test.AT_MOST:
                return _at_least(self.values[0], value)
            case Test.IS | Test.ONE_OF:
                return any(value == wanted and isinstance(value, bool) == isinstance(wanted, bool) for wanted in self.values)


Conditions = tuple[Condition, ...]


def all_hold(conditions: Conditions, facts: Mapping[str, Value]) -> bool:
    """Whether every condition holds; no conditions always hold."""
    return all(condition.holds(facts) for condition in conditions)


def failing(conditions: Conditions, facts: Mapping[str, Value]) -> Condition | None:
    """The first condition that doesn't hold, to say why something isn't offered."""
    return next((condition for condition in conditions if not condition.holds(facts)), None)


def _at_least(value: Value, bound: Value) -> bool:
    """Compare two numbers, or two ISO dates as texts."""
    if isinstance(value, int) and isinstance(bound, int):
        return value >= bound
    return isinstance(value, str) and isinstance(bound, str) and value >= bound

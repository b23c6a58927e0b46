"""What one rule of the lawbook holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from huashu.conduct.kinds.conditions import Conditions
from huashu.conduct.kinds.measure import Measure
from huashu.conduct.verdict import Ruling, Severity, Text

CONFIDENCES: Final = ("high", "medium", "low")
SEVERITIES: Final[tuple[Severity, ...]] = ("law", "industry", "house")
ANSWERS: Final = (Ruling.DENY, Ruling.DENY_UNTIL, Ruling.WARN)


@dataclass(frozen=True, slots=True)
class Binding:
    """One kind of contact that a rule binds; None means any.

    Args:
        actors: Who makes the contact.
        purposes: Why.
        lender_types: What kind of lender; one that nobody has named is asked for, unless ``asks_lender`` is false.
        not_lender_types: Kinds of lender that are outside.
        products: Kinds of loan; one that nobody has named isn't bound.
        not_products: Kinds of loan that are outside; one that nobody has named is bound.
        asks_lender: False if an unnamed kind of lender isn't bound.
    """

    actors: frozenset[str] | None = None
    purposes: frozenset[str] | None = None
    lender_types: frozenset[str] | None = None
    not_lender_types: frozenset[str] = frozenset()
    products: frozenset[str] | None = None
    not_products: frozenset[str] = frozenset()
    asks_lender: bool = True

    def binds(self, actor: str, purpose: str, lender_type: str | None, product: str | None) -> bool | None:
        """True or False; None if it turns on a kind of lender that nobody has named."""
        if self.actors is not None and actor not in self.actors:
            return False
        if self.purposes is not None and purpose not in self.purposes:
            return False
        if (self.products is not None and product not in self.products) or product in self.not_products:
            # A card firm's own staff are bound whatever the loan, so a nameless lender stays open there, in another binding.
            return False
        if self.lender_types is None and not self.not_lender_types:
            return True
        if lender_type is None:
            return None if self.asks_lender else False
        return (self.lender_types is None or lender_type in self.lender_types) and lender_type not in self.not_lender_types


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value stands.

    Args:
        act: Name of the act, standard or guideline.
        article: Article, section or heading; empty if the act is cited whole.
        link: Where its text can be read; empty if no official address is known.
    """

    act: str
    article: str = ""
    link: str = ""

    def __str__(self) -> str:
        return f"{self.act} {self.article}".strip()


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of a rule that can speak.

    Args:
        kind: Name of its kind, one of ``KINDS``.
        answer: What it says when it speaks.
        when: What must hold.
        unless: Any of these excuses.
        asks: Facts that are asked for when nobody knows them, by path; without being asked for, an unknown fact keeps it silent.
        why: The sentence for the officer, with words in braces.
        measure: Hours, count or pause; None if the conditions decide.
        given: The provision as it stands in the file.
    """

    kind: str
    answer: Ruling
    when: Conditions
    unless: tuple[Conditions, ...]
    asks: frozenset[str]
    why: Text
    measure: Measure | None
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleValue:
    """What a rule says from one date to another.

    Args:
        valid_from: First date.
        valid_to: Last date; None while it is in force.
        references: Where this value stands.
        provisions: What it decides; none if the rule is only there to be read.
    """

    valid_from: date
    valid_to: date | None
    references: tuple[Reference, ...]
    provisions: tuple[Provision, ...]

    def holds_on(self, day: date) -> bool:
        """True if it is in force on a date."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def citation(self) -> str:
        """All references in one line."""
        return "; ".join(str(reference) for reference in self.references)


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """An example of a rule at work, judged whenever the lawbook is tested.

    Args:
        name: What happens in it.
        given: The planned contact, as the contract wants it.
        verdict: The whole verdict.
        earliest: For ``deny_until``.
        fires: True if this rule must be among those that spoke.
    """

    name: Text
    given: Mapping[str, Any]
    verdict: Ruling
    earliest: str | None
    fires: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        id: ``CN-TIME``.
        pack: The pack that it belongs to.
        title: Its name.
        limits: What it limits, in a sentence.
        binds: Whom; any of these.
        binds_words: The same in a sentence.
        severity: Law, industry standard or the lender's own.
        confidence: How sure its reading is; a medium one may warn, a low one says nothing.
        last_checked_on: When a person last compared it with its source.
        carries_pack: False if it doesn't by itself make its pack apply.
        values: By date, the oldest first.
        cases: Worked examples.
        note: What a reader must know besides; empty texts if nothing.
    """

    id: str
    pack: str
    title: Text
    limits: Text
    binds: tuple[Binding, ...]
    binds_words: Text
    severity: Severity
    confidence: str
    last_checked_on: date
    carries_pack: bool
    values: tuple[RuleValue, ...]
    cases: tuple[WorkedCase, ...]
    note: Text

    @property
    def decides(self) -> bool:
        """True if it can speak on a planned contact."""
        return any(value.provisions for value in self.values)

    def value_on(self, day: date) -> RuleValue | None:
        """What it says on a date."""
        return next((value for value in self.values if value.holds_on(day)), None)

    def bound(self, actor: str, purpose: str, lender_type: str | None, product: str | None) -> bool | None:
        """Whether it binds; None if that turns on a kind of lender that nobody has named."""
        answers = {binding.binds(actor, purpose, lender_type, product) for binding in self.binds}
        return True if True in answers else (None if None in answers else False)

"""The engine's answer: one verdict, the rules that made it, and from when the contact would be lawful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple

Severity = Literal["law", "industry", "house"]


class Ruling(StrEnum):
    """The verdict words, the strictest first."""

    DENY = "deny"
    DENY_UNTIL = "deny_until"
    UNKNOWN = "unknown"
    WARN = "warn"
    ALLOW = "allow"
    NOT_APPLICABLE = "not_applicable"


STRICTNESS: Final = tuple(Ruling)


class Text(NamedTuple):
    """One sentence in both languages; the desk converts the Chinese to traditional characters."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class FiredRule:
    """One rule that spoke.

    Args:
        id: Identifier of the rule (``CN-TIME``).
        ruling: What this rule alone answers.
        citation: Act and article behind the value that decided.
        why: One sentence for the officer, with the facts that decided.
        severity: Law, industry standard or the lender's own rule.
        missing: For ``unknown``: paths of the facts that the rule asks for (``contact.visitors``).
    """

    id: str
    ruling: Ruling
    citation: str
    why: Text
    severity: Severity
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with one planned contact.

    Args:
        id: The planned contact's own identifier.
        ruling: The strictest of all rules.
        rules: Every rule that fired, the strictest first.
        earliest: For ``deny_until``: the first moment at which every rule would accept the same contact, in the addressee's zone.
        missing: For ``unknown``: the facts to find out, by path.
    """

    id: str
    ruling: Ruling
    rules: tuple[FiredRule, ...] = ()
    earliest: datetime | None = None
    missing: tuple[str, ...] = ()

    @property
    def may_go_ahead(self) -> bool:
        """True if the contact may be made now; a warning still wants a person's look."""
        return self.ruling in {Ruling.ALLOW, Ruling.WARN, Ruling.NOT_APPLICABLE}

    def as_record(self) -> dict[str, object]:
        """The verdict as the contract's JSON object; ``why`` is Chinese, ``why_en`` English."""
        record: dict[str, object] = {
            "id": self.id,
            "verdict": self.ruling.value,
            "rules": [
                {
                    "id": rule.id,
                    "citation": rule.citation,
                    "verdict": rule.ruling.value,
                    "why": rule.why.zh,
                    "why_en": rule.why.en,
                    "severity": rule.severity,
                }
                for rule in self.rules
            ],
        }
        if self.ruling is Ruling.DENY_UNTIL:
            record["earliest"] = self.earliest.isoformat() if self.earliest else None
        if self.ruling is Ruling.UNKNOWN:
            record["missing"] = list(self.missing)
        return record

"""Lists for those who look after conduct: requests for overrides, and contacts that somebody has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from huashu.conduct.verdict import Text
from huashu.desk.access import cases_for
from huashu.desk.conduct.models import ContactFinding, Override
from huashu.desk.conduct.speech import chinese, said
from huashu.desk.conduct.words import ADDRESSEES, CHANNELS
from huashu.desk.people.models import Person


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule of a verdict that was kept, in the reader's language."""

    id: str
    why: str
    citation: str


@dataclass(frozen=True, slots=True)
class AskRow:
    """A request for an override as a supervisor reads it."""

    override: Override
    channel: str
    addressee: str
    rules: tuple[KeptRule, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A contact that somebody has to look at, and why."""

    finding: ContactFinding
    rules: tuple[KeptRule, ...]


def ask_rows(rows: Iterable[Override]) -> list[AskRow]:
    """Requests with their rules in words."""
    return [
        AskRow(row, str(CHANNELS.get(row.channel, row.channel)), str(ADDRESSEES.get(row.addressee, row.addressee)), kept_rules(row.verdict))
        for row in rows
    ]


def findings_to_look_at(person: Person) -> QuerySet[ContactFinding]:
    """Contacts about cases that the person may see and that were unlawful or not started from the desk, newest first."""
    rows = ContactFinding.objects.filter(needs_look=True, contact__case__in=cases_for(person), contact__corrected_by__isnull=True)
    return rows.select_related("contact__case__customer", "contact__case__loan", "contact__officer").order_by("-recorded_at", "-pk")


def finding_rows(rows: Iterable[ContactFinding]) -> list[FindingRow]:
    """Findings with their rules in words; a contact that was lawful but not started has none."""
    return [FindingRow(row, kept_rules(row.verdict) if row.ruling in ("deny", "deny_until", "unknown", "warn") else ()) for row in rows]


def kept_rules(verdict: Mapping[str, Any]) -> tuple[KeptRule, ...]:
    """The rules of a verdict that was kept as a record."""
    return tuple(
        KeptRule(rule["id"], said(Text(rule["why"], rule.get("why_en", rule["why"]))), chinese(rule["citation"]))
        for rule in verdict.get("rules", ())
    )

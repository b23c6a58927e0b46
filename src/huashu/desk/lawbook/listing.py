"""What the lawbook's pages show: the list of rules, one rule with its values and worked cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from huashu.conduct.engine import check
from huashu.conduct.lawbook import Lawbook, Rule, RuleValue, WorkedCase
from huashu.conduct.lawbook.book import HOUSE
from huashu.conduct.reading import contact_read
from huashu.conduct.situation import Pack
from huashu.conduct.verdict import FiredRule, Text, Verdict
from huashu.desk.conduct.speech import chinese, said
from huashu.desk.conduct.words import FACTS
from huashu.desk.lawbook import words
from huashu.desk.lawbook.models import HouseRuleVersion
from huashu.desk.lawbook.selectors import checked_on
from huashu.desk.lawbook.telling import Told, given_told, provision_told
from huashu.desk.lawbook.words import label


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for; empty leaves a side open."""

    pack: str = ""
    kind: str = ""
    severity: str = ""
    days: int | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list."""

    id: str
    title: str
    limits: str
    kinds: str
    severity: str
    confidence: str
    is_sure: bool
    checked_on: date
    age_days: int
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class PackRows:
    """A pack with its rules that fit."""

    name: str
    title: str
    applies: bool
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a rule says from one day to another."""

    valid_from: date
    valid_to: date | None
    is_now: bool
    told: tuple[Told, ...]
    references: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One change of a house rule, as it was written down."""

    version: HouseRuleVersion
    title: str
    told: tuple[Told, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """A rule that spoke."""

    id: str
    tone: str
    severity: str
    citation: str
    why: str
    answer: str


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict in words."""

    ruling: str
    text: str
    tone: str
    icon: str
    rules: tuple[ShownRuling, ...]
    earliest: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A worked case with what the engine says now."""

    index: int
    name: str
    wanted: str
    verdict: ShownVerdict
    agrees: bool


def pack_title(pack: Pack) -> str:
    """A pack's name for the reader."""
    return said(Text(pack.title_zh, pack.title_en))


def packs_in_order(lawbook: Lawbook, applied: Iterable[str]) -> list[Pack]:
    """Packs, those that the lender applies first, in its order."""
    order = {name: index for index, name in enumerate(applied)}
    return sorted(lawbook.packs, key=lambda pack: (order.get(pack.name, len(order)), pack.name))


def rules_listed(lawbook: Lawbook, applied: Iterable[str], in_desk: dict[str, date], wanted: Wanted, today: date) -> list[PackRows]:
    """The rules that fit, by pack; packs without one are left out.

    Args:
        lawbook: All rules.
        applied: Packs that the lender applies.
        in_desk: When each rule was compared with its source in the desk.
        wanted: What the reader asked for.
        today: The business day.
    """
    names = tuple(applied)
    found = []
    for pack in packs_in_order(lawbook, names):
        rows = [_row(rule, checked_on(rule, in_desk), today) for rule in lawbook.rules_of(pack.name) if _fits(rule, in_desk, wanted, today)]
        if rows:
            found.append(PackRows(pack.name, pack_title(pack), pack.name in names, tuple(rows)))
    return found


def _fits(rule: Rule, in_desk: dict[str, date], wanted: Wanted, today: date) -> bool:
    if (wanted.pack and rule.pack != wanted.pack) or (wanted.severity and rule.severity != wanted.severity):
        return False
    if wanted.kind and wanted.kind not in _kinds(rule):
        return False
    if wanted.days is not None and today - checked_on(rule, in_desk) < timedelta(days=wanted.days):
        return False
    return wanted.search.casefold() in _searched(rule)


def _searched(rule: Rule) -> str:
    texts = [rule.id, *(text for pair in (rule.title, rule.limits, rule.binds_words, rule.note) for text in pair)]
    for value in rule.values:
        texts += [value.citation, *(text for provision in value.provisions for text in provision.why)]
    texts += [chinese(rule.title.zh), chinese(rule.limits.zh)]
    return "\n".join(texts).casefold()


def _kinds(rule: Rule) -> list[str]:
    return list(dict.fromkeys(provision.kind for value in rule.values for provision in value.provisions))


def _row(rule: Rule, checked: date, today: date) -> RuleRow:
    kinds = ", ".join(label(words.KINDS, kind) for kind in _kinds(rule))
    severity, confidence = label(words.SEVERITIES, rule.severity), label(words.CONFIDENCES, rule.confidence)
    return RuleRow(
        rule.id, said(rule.title), said(rule.limits), kinds, severity, confidence, rule.confidence == "high", checked,
        (today - checked).days, rule.value_on(today) is not None,
    )  # fmt: skip


def values_shown(rule: Rule, today: date) -> list[ShownValue]:
    """What a rule says by date, the newest first."""
    return [_value(value, today) for value in reversed(rule.values)]


def _value(value: RuleValue, today: date) -> ShownValue:
    references = tuple((chinese(str(reference)), reference.link) for reference in value.references)
    told = tuple(provision_told(provision) for provision in value.provisions)
    return ShownValue(value.valid_from, value.valid_to, value.holds_on(today), told, references)


def versions_shown(versions: Iterable[HouseRuleVersion]) -> list[ShownVersion]:
    """Changes of a house rule in words."""
    return [version_shown(version, version.given) for version in versions]


def version_shown(version: HouseRuleVersion, given: dict[str, Any]) -> ShownVersion:
    """One change in words."""
    if version.is_end:
        return ShownVersion(version, "", (), "")
    told = tuple(given_told(provision) for provision in given["provisions"])
    references = "; ".join(f"{one['act']} {one.get('article', '')}".strip() for one in given["references"])
    return ShownVersion(version, said(Text(**given["title"])), told, references)


def cases_shown(rule: Rule, lawbook: Lawbook) -> list[ShownCase]:
    """A rule's worked cases with what the engine says of each now."""
    return [_case(index, case, rule, lawbook) for index, case in enumerate(rule.cases)]


def _case(index: int, case: WorkedCase, rule: Rule, lawbook: Lawbook) -> ShownCase:
    verdict = check(contact_read(case.given), lawbook)
    earliest = case.earliest is None or verdict.earliest == datetime.fromisoformat(case.earliest)
    speaks = any(fired.id == rule.id for fired in verdict.rules) is case.fires
    agrees = verdict.ruling is case.verdict and earliest and speaks
    return ShownCase(index, said(case.name), label(words.ANSWERS, case.verdict.value), verdict_shown(verdict), agrees)


def verdict_shown(verdict: Verdict) -> ShownVerdict:
    """A verdict in the reader's words."""
    ruling = verdict.ruling.value
    missing = tuple(dict.fromkeys(label(FACTS, path) for path in verdict.missing))
    rules = tuple(ruling_shown(rule) for rule in verdict.rules)
    return ShownVerdict(ruling, label(words.ANSWERS, ruling), words.TONES[ruling], words.ICONS[ruling], rules, _opens(verdict), missing)


def _opens(verdict: Verdict) -> str:
    """The first lawful moment by the addressee's clock, with its offset."""
    return f"{verdict.earliest:%Y-%m-%d %H:%M} (UTC{verdict.earliest.isoformat()[-6:]})" if verdict.earliest else ""


def ruling_shown(rule: FiredRule) -> ShownRuling:
    """A rule that spoke, in the reader's words."""
    severity = label(words.SEVERITIES, rule.severity)
    answer = label(words.ANSWERS, rule.ruling.value)
    return ShownRuling(rule.id, words.TONES[rule.ruling.value], severity, chinese(rule.citation), said(rule.why), answer)


def is_house(rule_id: str) -> bool:
    """Whether a rule is the lender's own."""
    return rule_id.startswith(f"{HOUSE}-")

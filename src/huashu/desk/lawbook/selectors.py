"""The rules of the house as they stand, all rules together, and when each was last compared with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Max
from django.utils import timezone

from huashu.conduct.lawbook import Lawbook, Rule, lawbook_load
from huashu.conduct.lawbook.book import FOLDER, HOUSE, PACK_FILE, mapping_of
from huashu.conduct.lawbook.rule_file import merged
from huashu.desk.lawbook.composing import Change, composed
from huashu.desk.lawbook.models import HouseRule, HouseRuleVersion, RuleCheck


def house_rules(day: date | None = None) -> list[dict[str, Any]] | None:
    """The lender's own rules with all of their dated values, as mappings of the lawbook's shape.

    Args:
        day: Leaves out what was written down after that day; None takes everything that stands.

    Returns:
        None while the lender never changed any: then those that were shipped hold.
    """
    changes = changes_by_rule(day)
    if not changes:
        return None
    rows = {row.rule_id: row for row in HouseRule.objects.all()}
    found = {rule_id: dict(rule) for rule_id, rule in shipped_rules().items()}
    for rule_id, own in changes.items():
        rule = composed(rule_id, rows[rule_id].shipped, own)
        found.pop(rule_id, None)
        if rule["values"]:
            found[rule_id] = rule
    return [found[rule_id] for rule_id in sorted(found)]


def changes_by_rule(day: date | None = None) -> dict[str, list[Change]]:
    """Every change of the house's rules, by rule, in the order in which they were written down."""
    found: dict[str, list[Change]] = defaultdict(list)
    for row in HouseRuleVersion.objects.select_related("rule").order_by("pk"):
        change = change_of(row)
        if day is None or change.recorded_on <= day:
            found[row.rule.rule_id].append(change)
    return dict(found)


def change_of(row: HouseRuleVersion) -> Change:
    """A version as it is composed."""
    return Change(row.given, row.valid_from, row.is_end, timezone.localdate(row.recorded_at))


@lru_cache(maxsize=1)
def shipped_rules() -> Mapping[str, Mapping[str, Any]]:
    """The house rules that come with the product, by identifier; their worked cases stand alone."""
    folder = FOLDER / HOUSE
    base = mapping_of(folder / PACK_FILE).get("base") or {}
    found = {}
    for file in sorted(folder.glob("*.yaml")):
        if file.name != PACK_FILE:
            rule = mapping_of(file)
            rule["cases"] = [case | {"given": merged(base, case.get("given") or {})} for case in rule.get("cases") or ()]
            found[rule["id"]] = rule
    return found


def newest_fingerprint() -> str:
    """Names the house's rules as they stand; empty while nothing was changed. One small query."""
    return HouseRuleVersion.objects.order_by("-pk").values_list("fingerprint", flat=True).first() or ""


def lawbook_all() -> Lawbook:
    """Every pack, with the house's rules as they stand."""
    return _lawbook_all(newest_fingerprint())


@lru_cache(maxsize=4)
def _lawbook_all(fingerprint: str) -> Lawbook:
    return lawbook_load(house=house_rules() if fingerprint else None)


def versions_of(rule_id: str) -> list[HouseRuleVersion]:
    """What was changed of a rule, newest first."""
    return list(HouseRuleVersion.objects.filter(rule__rule_id=rule_id).select_related("recorded_by").order_by("-pk"))


def checks_of(rule_id: str) -> list[RuleCheck]:
    """Who compared a rule with its source, newest first."""
    return list(RuleCheck.objects.filter(rule_id=rule_id).select_related("checked_by").order_by("-checked_at", "-pk"))


def checked_on_by_rule() -> dict[str, date]:
    """The newest day on which each rule was compared with its source in the desk."""
    rows = RuleCheck.objects.values_list("rule_id").annotate(newest=Max("checked_at"))
    return {rule_id: timezone.localdate(newest) for rule_id, newest in rows}


def checked_on(rule: Rule, in_desk: Mapping[str, date]) -> date:
    """When a rule was last compared with its source: by its file or in the desk."""
    return max(rule.last_checked_on, in_desk.get(rule.id, rule.last_checked_on))

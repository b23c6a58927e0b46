"""One rule of the house out of what was shipped and every change since, in the shape of a file of the lawbook. Pure.

Each change takes the place of whatever was to hold from its first day on; what held before is cut off there and stays.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from huashu.conduct.contact import PURPOSES

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One version, as far as composing goes.

    Args:
        given: See :class:`huashu.desk.lawbook.models.HouseRuleVersion`.
        valid_from: First day.
        is_end: True if the rule ends there.
        recorded_on: Day on which it was written down.
    """

    given: Mapping[str, Any]
    valid_from: date
    is_end: bool
    recorded_on: date


def composed(rule_id: str, shipped: Mapping[str, Any] | None, changes: Sequence[Change]) -> dict[str, Any]:
    """The rule with all of its dated values.

    Args:
        rule_id: Its identifier.
        shipped: The rule as it came with the product; None for the lender's own.
        changes: In the order in which they were written down.

    Returns:
        A mapping that :func:`huashu.conduct.lawbook.rule_read` takes; without values if every one was taken back before it began.
    """
    base = _pinned(shipped) if shipped is not None else None
    values: list[dict[str, Any]] = list(base["values"]) if base else []
    cases: list[tuple[str, Any]] = [("", case) for case in base.get("cases") or ()] if base else []
    for change in changes:
        cut = change.valid_from.isoformat()
        values = _until(values, change.valid_from)
        cases = [(start, case) for start, case in cases if start < cut]
        if not change.is_end:
            values.append({"from": cut, "references": change.given["references"], "provisions": change.given["provisions"]})
            cases += [(cut, case) for case in change.given["cases"]]
    newest = next((change.given for change in reversed(changes) if not change.is_end), base)
    assert newest is not None
    head = {name: newest[name] for name in ("title", "limits")} | ({"note": base["note"]} if base and base.get("note") else {})
    checked_on = changes[-1].recorded_on.isoformat() if changes else (base or {})["last_checked_on"]
    fixed = {"id": rule_id, "severity": "house", "confidence": "high", "last_checked_on": checked_on}
    return fixed | head | {"binds": _binds(base, changes), "values": values, "cases": [case for _, case in cases]}


def _until(values: list[dict[str, Any]], cut: date) -> list[dict[str, Any]]:
    """What held before a day, its end moved there."""
    kept = [dict(value) for value in values if value["from"] < cut.isoformat()]
    if kept:
        last = (cut - _DAY).isoformat()
        kept[-1]["to"] = min(kept[-1].get("to") or last, last)
    return kept


def _pinned(shipped: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped rule with its purposes in each provision, so that a later value for other purposes doesn't widen it."""
    rule: dict[str, Any] = copy.deepcopy(dict(shipped))
    purposes = purposes_of(rule["binds"])
    for value in rule["values"]:
        for provision in value["provisions"]:
            provision["when"] = {"purpose": list(purposes)} | dict(provision.get("when") or {})
    return rule


def purposes_of(binds: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Purposes that any binding names; all of them where one names none."""
    parts = list(binds)
    if not all(part.get("purposes") for part in parts):
        return tuple(PURPOSES)
    return tuple(purpose for purpose in PURPOSES if any(purpose in part["purposes"] for part in parts))


def _binds(base: Mapping[str, Any] | None, changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Every purpose for which it ever held; each provision says for which of them itself."""
    found = set(purposes_of(base["binds"])) if base else set()
    found |= {purpose for change in changes for purpose in change.given.get("purposes", ())}
    return [{"purposes": [purpose for purpose in PURPOSES if purpose in found]}]


def fingerprint_of(previous: str, rule_id: str, change: Change) -> str:
    """Names the set of rules that a change completes: a hash over it and the name of the set before."""
    parts = [previous, rule_id, change.valid_from.isoformat(), change.is_end, change.recorded_on.isoformat(), change.given]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

"""Changing the house's rules and noting that a rule was compared with its source. Rows are only added; each stands in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from huashu.conduct.lawbook import rule_read
from huashu.conduct.lawbook.book import HOUSE
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.lawbook import refusals
from huashu.desk.lawbook.composing import Change, composed, fingerprint_of
from huashu.desk.lawbook.drafts import WORDS
from huashu.desk.lawbook.models import HouseRule, HouseRuleVersion, RuleCheck
from huashu.desk.lawbook.selectors import changes_by_rule, lawbook_all, newest_fingerprint, shipped_rules
from huashu.desk.people.models import Person
from huashu.errors import InvalidValue, MissingValue

_SALT = "lawbook.preview"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of a house rule that was looked at and may be saved.

    Args:
        rule_id: The rule; one that doesn't exist yet for a new one.
        given: What the version keeps; empty for an end.
        valid_from: First day.
        is_end: True if the rule ends there.
        reason: Why.
        based_on: Fingerprint of the house's rules that the preview was made against.
    """

    rule_id: str
    given: Mapping[str, Any]
    valid_from: date
    is_end: bool
    reason: str
    based_on: str

    def change(self, today: date) -> Change:
        """The change that saving it would add."""
        return Change(self.given, self.valid_from, self.is_end, today)


def proposal_make(
    *, rule_id: str, kind: str, given: Mapping[str, Any], valid_from: date, is_end: bool, reason: str, today: date
) -> Proposal:
    """A change, checked as it will be when it's saved.

    Args:
        rule_id: The rule; empty for a new one, which is named after its kind.
        kind: Kind of a new rule.
        given: What the version would keep; empty for an end.
        valid_from: First day of the value, or the first day without the rule.
        is_end: True to end the rule.
        reason: Why.
        today: The business day.

    Raises:
        BeginsInThePast: It would hold before today.
        EndsBeforeItBegan, AlreadyEnded: There is nothing to end then.
        NoSuchRule: The house has no such rule.
        UnfitRule: The lawbook doesn't take it; the refusal says why.
    """
    name = rule_id or _name_free(kind)
    if rule_id and rule_id not in shipped_rules() and rule_id not in changes_by_rule():
        raise refusals.NoSuchRule(rule=rule_id)
    if valid_from < today:
        raise refusals.BeginsInThePast
    proposal = Proposal(name, given, valid_from, is_end, reason, newest_fingerprint())
    if is_end:
        _may_end(name, valid_from)
    rule_checked(proposal, today)
    return proposal


def rule_checked(proposal: Proposal, today: date) -> dict[str, Any]:
    """The whole rule as it would stand, read by the lawbook.

    Raises:
        UnfitRule: The lawbook doesn't take it.
    """
    changes = [*changes_by_rule().get(proposal.rule_id, []), proposal.change(today)]
    rule = composed(proposal.rule_id, _shipped(proposal.rule_id), changes)
    try:
        rule_read(rule, HOUSE)
    except (InvalidValue, MissingValue) as fault:
        field = next((name for name in ("why", "link") if name in (fault.field or "")), None)
        raise refusals.UnfitRule(field="why_en" if field == "why" else field, fault=fault.message) from fault
    return rule


def proposal_sealed(proposal: Proposal) -> str:
    """The proposal as a text that only this desk can make: what is saved is what the preview showed."""
    parts = {name: getattr(proposal, name) for name in ("rule_id", "given", "is_end", "reason", "based_on")}
    return signing.dumps(parts | {"valid_from": proposal.valid_from.isoformat()}, salt=_SALT, compress=True)


def proposal_opened(text: str) -> Proposal:
    """A sealed proposal.

    Raises:
        PreviewTooOld: It isn't one of ours, or older than a day.
    """
    try:
        parts = signing.loads(text, salt=_SALT, max_age=86_400)
    except signing.BadSignature as fault:
        raise refusals.PreviewTooOld from fault
    return Proposal(**parts | {"valid_from": date.fromisoformat(parts["valid_from"])})


def house_rule_save(*, proposal: Proposal, person: Person, now: datetime) -> HouseRuleVersion:
    """Let a change hold; every verdict from its first day on follows it.

    Args:
        proposal: As it was shown.
        person: Who changes the rule.
        now: The moment.

    Raises:
        BeginsInThePast: The preview is from another day.
        RuleChangedMeanwhile: The house's rules aren't those of the preview any more.
        UnfitRule: The lawbook doesn't take it.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        # The first to lock the newest version goes first; SQLite lets one transaction write at a time.
        newest = HouseRuleVersion.objects.select_for_update().order_by("-pk").first()
        if (newest.fingerprint if newest else "") != proposal.based_on:
            raise refusals.RuleChangedMeanwhile
        if proposal.valid_from < today:
            raise refusals.BeginsInThePast
        before = lawbook_all().rule(proposal.rule_id)
        rule_checked(proposal, today)
        change = proposal.change(today)
        row, _made = HouseRule.objects.get_or_create(rule_id=proposal.rule_id, defaults={"shipped": _shipped(proposal.rule_id)})
        version = HouseRuleVersion.objects.create(
            rule=row,
            given=dict(proposal.given),
            is_end=proposal.is_end,
            valid_from=proposal.valid_from,
            reason=proposal.reason,
            recorded_at=now,
            recorded_by=person,
            fingerprint=fingerprint_of(proposal.based_on, proposal.rule_id, change),
        )
        old = dict(before.values[-1].provisions[0].given) if before and before.values[-1].provisions else {}
        trail_append(TrailKind.RULE_CHANGED, person=person, data=_told(proposal, old, is_new=before is None), at=now)
    return version


def rule_check_record(*, rule_id: str, note: str, person: Person, now: datetime) -> RuleCheck:
    """Note that somebody compared a rule with its source today.

    Raises:
        NoSuchRule: There is no such rule.
    """
    if lawbook_all().rule(rule_id) is None:
        raise refusals.NoSuchRule(rule=rule_id)
    with transaction.atomic():
        check = RuleCheck.objects.create(rule_id=rule_id, checked_at=now, checked_by=person, note=note)
        data = {"rule": rule_id, "change": "checked"} | ({"note": note} if note else {})
        trail_append(TrailKind.RULE_CHANGED, person=person, data=data, at=now)
    return check


def _told(proposal: Proposal, old: Mapping[str, Any], *, is_new: bool) -> dict[str, Any]:
    """What the trail keeps: each field of the provision before and after."""
    new = dict(proposal.given["provisions"][0]) if not proposal.is_end else {}
    changes = {name: [old.get(name), new.get(name)] for name in sorted({*old, *new}) if old.get(name) != new.get(name)}
    change = "ended" if proposal.is_end else "added" if is_new else "changed"
    start = {"from_on": proposal.valid_from.isoformat(), "reason": proposal.reason}
    return {"rule": proposal.rule_id, "change": change} | start | {"changes": changes}


def _shipped(rule_id: str) -> Mapping[str, Any] | None:
    row = HouseRule.objects.filter(rule_id=rule_id).first()
    return row.shipped if row else shipped_rules().get(rule_id)


def _name_free(kind: str) -> str:
    taken = {*shipped_rules(), *HouseRule.objects.values_list("rule_id", flat=True)}
    stem = f"{HOUSE}-{WORDS[kind]}"
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)


def _may_end(rule_id: str, day: date) -> None:
    values = composed(rule_id, _shipped(rule_id), changes_by_rule().get(rule_id, []))["values"]
    first, last = date.fromisoformat(values[0]["from"]), values[-1].get("to")
    if first >= day:
        raise refusals.EndsBeforeItBegan(day=first.isoformat())
    if last is not None and date.fromisoformat(last) < day:
        raise refusals.AlreadyEnded

"""What a change of a house rule would have done to yesterday's contacts: each is judged with the rules as they are and as they'd be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from huashu.conduct.contact import PlannedContact
from huashu.conduct.engine import check
from huashu.conduct.lawbook import Lawbook, lawbook_load
from huashu.conduct.lawbook.book import HOUSE
from huashu.conduct.verdict import STRICTNESS, FiredRule, Ruling, Verdict
from huashu.desk.access import cases_for
from huashu.desk.cases.models import Channel, Contact
from huashu.desk.conduct.planning import WAYS, Ask, past_of
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.conduct.selectors.history import logged_of
from huashu.desk.conduct.selectors.settings import conduct_setting, house_day, house_zone, packs_of
from huashu.desk.conduct.trust import zone_is_valid
from huashu.desk.lawbook.composing import composed
from huashu.desk.lawbook.models import HouseRule
from huashu.desk.lawbook.selectors import changes_by_rule, shipped_rules
from huashu.desk.lawbook.services import Proposal
from huashu.desk.people.models import Person

SHOWN: Final = 100
"""Contacts that a preview lists; it counts all."""
BATCH: Final = 500
"""Cases whose facts are read at once."""
_HELD: Final = (Ruling.DENY, Ruling.DENY_UNTIL, Ruling.WARN)


@dataclass(frozen=True, slots=True)
class Touched:
    """A contact about which the answer would have been another.

    Args:
        contact: The contact.
        before, after: The answers.
        rule: The sentence that decides: of the changed rule where it speaks, else of the strictest.
    """

    contact: Contact
    before: Verdict
    after: Verdict
    rule: FiredRule | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What came out.

    Args:
        day: The day whose contacts were judged.
        contacts: How many there were.
        refused, waited, warned: How many of the touched would have got that answer.
        freed: How many are held back now and wouldn't have been.
        touched: The first of them.
        total: How many are touched.
        applies: False if the lender doesn't apply the house's rules at all.
    """

    day: date
    contacts: int
    refused: int
    waited: int
    warned: int
    freed: int
    touched: tuple[Touched, ...]
    total: int
    applies: bool


def effect_of(proposal: Proposal, person: Person, now: datetime) -> Effect:
    """Judge yesterday's contacts of ours anew, each as it was made, one by one.

    Args:
        proposal: The change; it's taken to have held yesterday.
        person: Who looks; they see the contacts of their cases.
        now: The moment.
    """
    setting = conduct_setting()
    day = house_day(now) - timedelta(days=1)
    packs = packs_of(setting)
    old, new = _lawbooks(packs, proposal, day)
    touched: list[Touched] = []
    counts = Counter[Ruling]()
    total = contacts = 0
    for contact, planned in _planned(person, day, now):
        contacts += 1
        before, after = check(planned, old), check(planned, new)
        if (before.ruling, before.rules, before.earliest) == (after.ruling, after.rules, after.earliest):
            continue
        total += 1
        counts[after.ruling] += 1
        if len(touched) < SHOWN:
            touched.append(Touched(contact, before, after, _deciding(proposal.rule_id, before, after)))
    touched.sort(key=lambda one: STRICTNESS.index(one.after.ruling))
    freed = sum(number for ruling, number in counts.items() if ruling not in (*_HELD, Ruling.UNKNOWN))
    held = {name: counts[ruling] for name, ruling in zip(("refused", "waited", "warned"), _HELD, strict=True)}
    return Effect(day, contacts, **held, freed=freed, touched=tuple(touched), total=total, applies=HOUSE in packs)


def _deciding(rule_id: str, before: Verdict, after: Verdict) -> FiredRule | None:
    """The changed rule's sentence, from the answer in which it speaks; else the first of the new answer."""
    speaking = next((rule for verdict in (after, before) for rule in verdict.rules if rule.id == rule_id), None)
    return speaking or next(iter(after.rules), None)


def _lawbooks(packs: tuple[str, ...], proposal: Proposal, day: date) -> tuple[Lawbook, Lawbook]:
    """The rules as they stand and as they'd be, both as if the newest values had held on the day."""
    changes, rows = changes_by_rule(), {row.rule_id: row.shipped for row in HouseRule.objects.all()}
    shipped = {**shipped_rules(), **rows}
    today: list[dict[str, Any]] = []
    trial: list[dict[str, Any]] = []
    for rule_id in sorted({*shipped, *changes, proposal.rule_id}):
        own = changes.get(rule_id, [])
        if own or shipped.get(rule_id):
            today.append(composed(rule_id, shipped.get(rule_id), own))
        if rule_id == proposal.rule_id:
            moved = replace(proposal.change(day), valid_from=min(day, proposal.valid_from))
            trial.append(composed(rule_id, shipped.get(rule_id), [*own, moved]))
        else:
            trial.append(today[-1])
    found = [lawbook_load(packs, house=[rule for rule in rules if rule["values"]]) for rules in (today, trial)]
    return found[0], found[1]


def _planned(person: Person, day: date, now: datetime) -> Iterator[tuple[Contact, PlannedContact]]:
    zone_name = house_zone(conduct_setting())
    zone = ZoneInfo(zone_name if zone_is_valid(zone_name) else "UTC")
    start, end = (datetime.combine(each, time.min, zone) for each in (day, day + timedelta(days=1)))
    rows = Contact.objects.filter(started_at__gte=start, started_at__lt=end, corrected_by__isnull=True).exclude(channel=Channel.INBOUND)
    rows = rows.filter(case__in=cases_for(person)).select_related("case__customer", "start", "officer").order_by("started_at", "pk")
    contacts = list(rows)
    for index in range(0, len(contacts), BATCH):
        part = contacts[index : index + BATCH]
        basis = basis_of({contact.case_id: contact.case for contact in part}.values(), now)
        for contact in part:
            yield contact, _of(contact, basis)


def _of(contact: Contact, basis: Basis) -> PlannedContact:
    """The contact as it was about to be made: as its start says, where it was started from the desk."""
    start = getattr(contact, "start", None)
    if start is None:
        past = past_of(logged_of(contact), "")
        ask = Ask(WAYS[Channel(contact.channel)], contact.started_at, to=past.to)
    else:
        ask = Ask(
            start.channel,
            contact.started_at,
            to=start.addressee,
            purpose=start.purpose,
            facts=start.facts | ({"place": start.place} if start.place else {}),
        )
    return basis.planned(contact.case_id, ask, leaving_out=contact.pk)

"""Readers compared: a person's blind reading with what the machine said, and two people's readings of one call with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from huashu.desk.access import conversations_for
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, ItemVerdict, MachineReview, Mark, SecondReading
from huashu.desk.reviews.selectors.calls import judged
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.standing import items_read
from huashu.desk.reviews.words import GROUPS, label_words, shown, verdict_words
from huashu.review.agreement import Agreement, agreement

DISPUTED_MOST: Final = 60
TO_READ: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Two verdicts about one item of one call.

    Args:
        call: The call.
        group: The item's group.
        label: The item's label.
        first: The first reader's verdict; empty name is the machine's.
        second: The other's.
        first_name: Who the first reader is, or empty for the machine.
        second_name: Who the second is.
    """

    call: Conversation
    group: str
    label: str
    first: str
    second: str
    first_name: str
    second_name: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Agreement about one group of items."""

    words: str
    figures: Agreement


@dataclass(frozen=True, slots=True)
class Disputed:
    """An item about which two readers differ, in words."""

    call: Conversation
    anchor: str
    words: str
    first: str
    second: str
    first_name: str
    second_name: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything that the page shows.

    Args:
        with_machine: Agreement of people with the machine, by group.
        with_people: Agreement of two people with each other.
        calls_with_machine: How many calls a person has read.
        calls_with_people: How many calls two people have read.
        disputed: Items about which readers differ, newest reading first.
    """

    with_machine: list[GroupRow]
    with_people: list[GroupRow]
    calls_with_machine: int
    calls_with_people: int
    disputed: list[Disputed]


@dataclass(frozen=True, slots=True)
class Added:
    """A finding that a person added to a call: the call, the item's id on its page, who added it, and the words."""

    call: Conversation
    anchor: str
    name: str
    quote: str


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A label that people found and the machine missed, with the calls."""

    group: str
    words: str
    calls: list[Added]


def calibration_of(person: Person) -> Calibration:
    """Compare all readings of calls that the person may read, each with the review of its day; one query."""
    rows = SecondReading.objects.filter(review__conversation__in=conversations_for(person))
    readings = list(rows.select_related("review__conversation__officer", "reader").order_by("-at", "-pk"))
    by_call: dict[int, list[SecondReading]] = {}
    for reading in reversed(readings):
        by_call.setdefault(reading.review.conversation_id, []).append(reading)
    twice = [held for held in by_call.values() if len(held) > 1]
    machine = [pair for reading in readings for pair in _with_machine(reading)]
    people = [pair for held in twice for pair in _with_each_other(held[0], held[1])]
    return Calibration(
        with_machine=_rows(machine),
        with_people=_rows(people),
        calls_with_machine=len(by_call),
        calls_with_people=len(twice),
        disputed=[_disputed(pair) for pair in (*people, *machine) if pair.first != pair.second][:DISPUTED_MOST],
    )


def findings_added(person: Person) -> list[AddedRow]:
    """Findings of people that the machine still misses, by label, the most frequent first; a fixed number of queries."""
    spoken = Mark.objects.filter(review__conversation=OuterRef("pk"), turn__isnull=False)
    found: dict[tuple[str, str], list[Added]] = {}
    for call in judged(conversations_for(person).filter(Exists(spoken)).order_by("-started_at", "-pk")):
        for one in call.items:
            if one.finding is not None and one.verdict == ItemVerdict.MET:
                group, label = one.item["group"], one.item["id"]
                added = Added(call.conversation, anchor_of(group, label), one.finding.person.name, shown(one.finding.quote))
                found.setdefault((group, label), []).append(added)
    rows = [AddedRow(str(GROUPS[group]), label_words(group, label), calls) for (group, label), calls in found.items()]
    return sorted(rows, key=lambda row: -len(row.calls))


def calls_to_read(person: Person) -> QuerySet[Conversation]:
    """Calls that the person may read blind: not their own, and not yet read by them; the newest first."""
    rows = conversations_for(person).exclude(reviews__readings__reader=person).exclude(officer=person)
    return rows.select_related("officer").order_by("-started_at", "-pk")[:TO_READ]


def machine_verdicts(review: MachineReview) -> dict[str, str]:
    """What the machine said of each item that a reader is asked about; a breach that it didn't find wasn't made."""
    said = {f"{item['group']}.{item['id']}": str(item["verdict"]) for item in review.result["items"]}
    return {f"{group}.{label}": said.get(f"{group}.{label}", "not_met") for group, label in items_read(review)}


def _with_machine(reading: SecondReading) -> Iterator[Pair]:
    said = machine_verdicts(reading.review)
    yield from _pairs(reading.review.conversation, said, reading.verdicts, "", reading.reader.name)


def _with_each_other(first: SecondReading, second: SecondReading) -> Iterator[Pair]:
    yield from _pairs(first.review.conversation, first.verdicts, second.verdicts, first.reader.name, second.reader.name)


def _pairs(call: Conversation, first: dict[str, str], second: dict[str, str], first_name: str, second_name: str) -> Iterator[Pair]:
    for item, verdict in first.items():
        if item in second:
            group, _, label = item.partition(".")
            yield Pair(call, group, label, verdict, second[item], first_name, second_name)


def _rows(pairs: Iterable[Pair]) -> list[GroupRow]:
    held = list(pairs)
    groups = [(group, [(pair.first, pair.second) for pair in held if pair.group == group]) for group in ("steps", "faults", "breaches")]
    return [GroupRow(str(GROUPS[group]), agreement(verdicts)) for group, verdicts in groups if verdicts]


def _disputed(pair: Pair) -> Disputed:
    verdicts = verdict_words(pair.group, pair.first), verdict_words(pair.group, pair.second)
    anchor, words = anchor_of(pair.group, pair.label), label_words(pair.group, pair.label)
    return Disputed(pair.call, anchor, words, *verdicts, pair.first_name, pair.second_name)

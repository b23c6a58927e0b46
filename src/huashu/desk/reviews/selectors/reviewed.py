"""One reviewed call as its page shows it: turns with marks in the margin, findings in groups, what counts now, and the advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from huashu.desk.access import conversations_for
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, MachineReview, Mark, ModelProposals
from huashu.desk.reviews.standing import StandingItem, standing_items, standing_score
from huashu.desk.reviews.tracks import track_of
from huashu.playbook.track import Track
from huashu.playbook.vocabulary import vocabulary

ADVICE_MOST: Final = 3
HEARD_GROUPS: Final = ("arguments", "reasons", "signals", "objections")


@dataclass(frozen=True, slots=True)
class MarginMark:
    """A mark beside a turn: what it shows there.

    Args:
        group: The finding's group.
        label: Its label.
        words: The label in the reader's language.
        tone: ``ok``, ``late``, ``soon`` or ``mute``.
    """

    group: str
    label: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """One turn with its marks and the places of its quotes."""

    number: int
    speaker: str
    text: str
    start: float | None
    marks: tuple[MarginMark, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One line of the yardstick in words."""

    standing: StandingItem
    words: str
    means: str
    better: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed call as its page shows it.

    Args:
        review: The newest machine review.
        score: The score that counts.
        turns: Turns with marks.
        done, missed, faults, breaches, other: Items by what they say; ``other`` doesn't apply or can't be told.
        heard: Arguments, reasons, signals and objections with their findings, in words.
        advice: Two or three things to do better.
        proposals: What a language model proposed last, if anybody asked one.
    """

    conversation: Conversation
    review: MachineReview
    track: Track
    score: int
    turns: list[ShownTurn]
    done: list[ShownItem]
    missed: list[ShownItem]
    faults: list[ShownItem]
    breaches: list[ShownItem]
    other: list[ShownItem]
    heard: list[tuple[str, list[dict[str, Any]]]]
    advice: list[ShownItem]
    appeals: int
    proposals: ModelProposals | None


def reviewed_of(conversation: Conversation) -> Reviewed:
    """A call with its newest review and everything that was said about it."""
    review = conversation.reviews.prefetch_related(Prefetch("marks", Mark.objects.select_related("person").order_by("at", "pk"))).latest(
        "pk"
    )
    track = track_of(review)
    standing = standing_items(review, review.marks.all())
    items = [_shown(one, track) for one in standing]
    by = {group: [item for item in items if item.standing.item["group"] == group] for group in ("steps", "faults", "breaches")}
    missed = [item for item in by["steps"] if item.standing.verdict == "not_met"]
    faults = [item for item in by["faults"] if item.standing.verdict == "met"]
    return Reviewed(
        conversation=conversation,
        review=review,
        track=track,
        score=standing_score(review, standing, weights_of(track), dict(track.breach_caps), track.cap),
        turns=_turns(conversation, items, review),
        done=[item for item in by["steps"] if item.standing.verdict == "met"],
        missed=missed,
        faults=faults,
        breaches=[item for item in by["breaches"] if item.standing.verdict == "met"],
        other=[item for item in items if item.standing.verdict in ("not_applicable", "cant_tell") or item.standing.changed],
        heard=[(group, found) for group in HEARD_GROUPS if (found := [_heard(one, group) for one in review.result.get(group, [])])],
        advice=_advice(missed, faults, track),
        appeals=sum(one.open_appeal is not None for one in standing),
        proposals=conversation.proposals.order_by("-pk").first(),
    )


def weights_of(track: Track) -> dict[str, int]:
    """Points of steps and costs of faults, as ``steps.ID`` and ``faults.ID``."""
    return {f"steps.{step.id}": step.weight for step in track.steps} | {f"faults.{fault.id}": fault.cost for fault in track.faults}


def label_words(group: str, label: str) -> str:
    """A label in the reader's language."""
    found = vocabulary().groups.get("mistakes" if group == "faults" else group, {}).get(label)
    if found is None:
        return label
    return found.en if (get_language() or "").startswith("en") else found.zh


def conversations_listed(person: Person, kind: str = "", officer: str = "") -> QuerySet[Conversation]:
    """Calls that the person may read, newest first, with their newest review's score."""
    rows = conversations_for(person).select_related("officer", "case__loan", "case__customer").prefetch_related("reviews__marks")
    if kind:
        rows = rows.filter(kind=kind)
    if officer.isdecimal():
        rows = rows.filter(officer_id=int(officer))
    return rows.order_by("-started_at", "-pk")


def _shown(one: StandingItem, track: Track) -> ShownItem:
    label = vocabulary().groups["mistakes" if one.item["group"] == "faults" else one.item["group"]].get(one.item["id"])
    better = one.item.get("better", "")
    return ShownItem(one, label_words(one.item["group"], one.item["id"]), label.means if label else "", better if track else "")


def _turns(conversation: Conversation, items: Iterable[ShownItem], review: MachineReview) -> list[ShownTurn]:
    marks: dict[int, list[MarginMark]] = {}
    tones = {"steps": "ok", "faults": "soon", "breaches": "late"}
    for item in items:
        if item.standing.verdict == "met":
            for turn in item.standing.item["turns"]:
                group = item.standing.item["group"]
                marks.setdefault(turn, []).append(MarginMark(group, item.standing.item["id"], item.words, tones[group]))
    for group in HEARD_GROUPS:
        for found in review.result.get(group, []):
            for turn in found["turns"]:
                marks.setdefault(turn, []).append(MarginMark(group, found["id"], label_words(group, found["id"]), "mute"))
    return [
        ShownTurn(number, turn["speaker"], turn["text"], turn.get("start"), tuple(marks.get(number, ())))
        for number, turn in enumerate(conversation.turns)
    ]


def _heard(found: dict[str, Any], group: str) -> dict[str, Any]:
    return found | {"words": label_words(group, found["id"])}


def _advice(missed: list[ShownItem], faults: list[ShownItem], track: Track) -> list[ShownItem]:
    """What cost most, two or three things; a list of thirty helps nobody."""
    weights = weights_of(track)

    def weight(item: ShownItem) -> int:
        return weights.get(f"{item.standing.item['group']}.{item.standing.item['id']}", 0)

    return sorted([*missed, *faults], key=weight, reverse=True)[:ADVICE_MOST]

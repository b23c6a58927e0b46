"""Where a review stands once people have spoken: the verdict of each item that counts, and the score that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huashu.desk.reviews.models import MachineReview, Mark, MarkKind
from huashu.desk.reviews.tracks import track_of
from huashu.desk.reviews.words import HEARD_GROUPS
from huashu.money import divide_half_up
from huashu.playbook.track import Track
from huashu.playbook.vocabulary import vocabulary
from huashu.review.findings import Item, Verdict
from huashu.review.scoring import points_of, score_points


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One item with the machine's verdict and the one that counts.

    Args:
        item: As the machine judged it; where a person's finding counts, with that person's turn and quote.
        verdict: What counts now.
        marks: What people said, oldest first.
        finding: The finding that a person added and that its words come from; None where they come from the machine.
        is_heard: Whether the machine has such an item at all; an item that only people speak of isn't one of its own.
    """

    item: dict[str, Any]
    verdict: str
    marks: tuple[Mark, ...]
    finding: Mark | None = None
    is_heard: bool = True

    @property
    def changed(self) -> bool:
        """Whether a person's verdict counts."""
        return bool(self.verdict != self.item["verdict"])

    @property
    def open_appeal(self) -> Mark | None:
        """An appeal that nobody has decided."""
        answered = {mark.answers_id for mark in self.marks if mark.answers_id}
        return next((mark for mark in self.marks if mark.kind == MarkKind.APPEAL and mark.pk not in answered), None)


def marks_of(reviews: Iterable[MachineReview]) -> list[Mark]:
    """What people said of a call under any of these reviews of it, oldest first; with fetched marks it asks nothing."""
    return sorted((mark for review in reviews for mark in review.marks.all()), key=lambda mark: (mark.at, mark.pk))


def standing_items(review: MachineReview, marks: Iterable[Mark]) -> list[StandingItem]:
    """Every item of a review with what counts, and after them the findings that only people speak of."""
    by_item = _by_item(marks)
    found = [_standing(item, by_item.pop((item["group"], item["id"]), [])) for item in review.result["items"]]
    added = [(key, own) for key, own in by_item.items() if any(mark.turn is not None for mark in own)]
    return found + [_standing(_unheard(*key), own, is_heard=False) for key, own in added]


def standing_gone(review: MachineReview, marks: Iterable[Mark]) -> list[tuple[str, str, tuple[Mark, ...]]]:
    """Items that people spoke of and that this review has no more: group, label, what was said."""
    held = list(marks)
    there = {(one.item["group"], one.item["id"]) for one in standing_items(review, held)}
    return [(*key, tuple(own)) for key, own in _by_item(held).items() if key not in there]


def verdict_now(review: MachineReview, group: str, label: str) -> str | None:
    """The verdict of one item that counts, or None if the review has no such item and nobody added it."""
    marks = Mark.objects.filter(review__conversation=review.conversation_id, group=group, label=label).order_by("at", "pk")
    return next((one.verdict for one in standing_items(review, marks) if (one.item["group"], one.item["id"]) == (group, label)), None)


def _by_item(marks: Iterable[Mark]) -> dict[tuple[str, str], list[Mark]]:
    by_item: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        by_item.setdefault((mark.group, mark.label), []).append(mark)
    return by_item


def _standing(item: dict[str, Any], marks: list[Mark], *, is_heard: bool = True) -> StandingItem:
    counting = [mark for mark in marks if mark.kind != MarkKind.APPEAL]
    verdict = counting[-1].verdict if counting else item["verdict"]
    finding = next((mark for mark in reversed(marks) if mark.turn is not None), None)
    if item["verdict"] == Verdict.MET or finding is None:
        return StandingItem(item, verdict, tuple(marks), None, is_heard)
    return StandingItem(item | {"turns": [finding.turn], "quote": finding.quote}, verdict, tuple(marks), finding, is_heard)


def _unheard(group: str, label: str) -> dict[str, Any]:
    held: dict[str, Any] = {"group": group, "id": label, "verdict": "not_met", "points": 0, "most": 0}
    return held | {"turns": [], "quote": "", "why": "added", "better": ""}


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What verdicts come to.

    Args:
        weights: Points of steps and costs of faults, as ``steps.ID`` and ``faults.ID``.
        caps: Highest score of a call with a breach, by label.
        cap: The same for breaches that aren't named there.
    """

    weights: Mapping[str, int]
    caps: Mapping[str, int]
    cap: int


def yardstick_record(track: Track) -> dict[str, Any]:
    """A track's yardstick as it is kept with a review."""
    return {"weights": weights_of(track), "caps": dict(track.breach_caps), "cap": track.cap}


def yardstick_of(review: MachineReview) -> Yardstick:
    """The yardstick of a review: kept with it, or of its track where the review is older than that."""
    return Yardstick(**(review.result.get("yardstick") or yardstick_record(track_of(review))))


@dataclass(frozen=True, slots=True)
class Sum:
    """How a score comes about.

    Args:
        points: Points of the steps that were done.
        most: Points of all steps that apply and can be told.
        cost: What mistakes take off.
        cap: What a breach caps it at, or 100.
        score: What comes out, from 0 to 100.
    """

    points: int
    most: int
    cost: int
    cap: int
    score: int

    @property
    def net(self) -> int:
        """Points after mistakes, not below nothing."""
        return max(0, self.points - self.cost)

    @property
    def share(self) -> int:
        """The score before any cap."""
        return divide_half_up(100 * self.net, self.most) if self.most else 100


def standing_sum(items: Iterable[StandingItem], yardstick: Yardstick) -> Sum:
    """The score that follows from the verdicts that count, with its arithmetic.

    Args:
        items: The items as they stand.
        yardstick: Gives the points of items that a person judged otherwise. The others keep the points of the review.
    """
    judged = [_judged(line, yardstick.weights) for line in items]
    score, cap = score_points(judged, yardstick.caps, yardstick.cap)
    points = sum(item.points for item in judged if item.group == "steps")
    return Sum(points, sum(item.most for item in judged), -sum(item.points for item in judged if item.group == "faults"), cap, score)


def standing_score(review: MachineReview, items: Iterable[StandingItem]) -> int:
    """The score that counts."""
    lines = tuple(items)
    return standing_sum(lines, yardstick_of(review)).score if any(line.changed for line in lines) else review.score


def weights_of(track: Track) -> dict[str, int]:
    """Points of steps and costs of faults, as ``steps.ID`` and ``faults.ID``."""
    return {f"steps.{step.id}": step.weight for step in track.steps} | {f"faults.{fault.id}": fault.cost for fault in track.faults}


def _judged(line: StandingItem, weights: Mapping[str, int]) -> Item:
    group, label = line.item["group"], line.item["id"]
    if not line.changed:
        return Item(group, label, Verdict(line.verdict), line.item["points"], line.item["most"])
    return Item(group, label, Verdict(line.verdict), *points_of(group, line.verdict, weights.get(f"{group}.{label}", 0)))


def addable(kind: str) -> dict[str, list[str]]:
    """Labels that a call of a kind can have, by the desk's name of their group."""
    known = vocabulary()
    groups = {"steps": "steps", "faults": "mistakes", "breaches": "breaches", **{group: group for group in HEARD_GROUPS}}
    return {ours: [label for label, held in known[group].items() if not held.kinds or kind in held.kinds] for ours, group in groups.items()}


def items_read(review: MachineReview) -> list[tuple[str, str]]:
    """The items that a person who reads a call blind is asked about: the track's, and every breach there is, found or not."""
    of_track = [(item["group"], item["id"]) for item in review.result["items"] if item["group"] != "breaches"]
    return of_track + [("breaches", label) for label in addable(review.conversation.kind)["breaches"]]

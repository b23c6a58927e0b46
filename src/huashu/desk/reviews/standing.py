"""Where a review stands once people have spoken: the verdict of each item that counts, and the score that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huashu.desk.reviews.models import MachineReview, Mark, MarkKind
from huashu.money import divide_half_up
from huashu.playbook.track import Track
from huashu.playbook.vocabulary import vocabulary
from huashu.review.findings import Item, Verdict
from huashu.review.scoring import points_of, score_points


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One item with the machine's verdict and the one that counts.

    Args:
        item: As the machine judged it.
        verdict: What counts now.
        marks: What people said, oldest first.
    """

    item: dict[str, Any]
    verdict: str
    marks: tuple[Mark, ...]

    @property
    def changed(self) -> bool:
        """Whether a person's verdict counts."""
        return bool(self.verdict != self.item["verdict"])

    @property
    def open_appeal(self) -> Mark | None:
        """An appeal that nobody has decided."""
        answered = {mark.answers_id for mark in self.marks if mark.answers_id}
        return next((mark for mark in self.marks if mark.kind == MarkKind.APPEAL and mark.pk not in answered), None)


def standing_items(review: MachineReview, marks: Iterable[Mark]) -> list[StandingItem]:
    """Every item of a review with what counts."""
    by_item: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        by_item.setdefault((mark.group, mark.label), []).append(mark)
    found = []
    for item in review.result["items"]:
        own = by_item.get((item["group"], item["id"]), [])
        counting = [mark for mark in own if mark.kind != MarkKind.APPEAL]
        found.append(StandingItem(item, counting[-1].verdict if counting else item["verdict"], tuple(own)))
    return found


def verdict_now(review: MachineReview, group: str, label: str) -> str | None:
    """The verdict of one item that counts, or None if the review has no such item."""
    marks = review.marks.filter(group=group, label=label).order_by("at", "pk")
    return next((one.verdict for one in standing_items(review, marks) if (one.item["group"], one.item["id"]) == (group, label)), None)


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


def standing_sum(items: Iterable[StandingItem], track: Track) -> Sum:
    """The score that follows from the verdicts that count, with its arithmetic.

    Args:
        items: The items as they stand.
        track: The track; it gives the points of items that a person judged otherwise. The others keep the points of the review.
    """
    weights = weights_of(track)
    judged = [_judged(line, weights) for line in items]
    score, cap = score_points(judged, dict(track.breach_caps), track.cap)
    points = sum(item.points for item in judged if item.group == "steps")
    return Sum(points, sum(item.most for item in judged), -sum(item.points for item in judged if item.group == "faults"), cap, score)


def standing_score(review: MachineReview, items: Iterable[StandingItem], track_of: Callable[[MachineReview], Track]) -> int:
    """The score that counts; the track is only asked for where a person changed something."""
    lines = tuple(items)
    return standing_sum(lines, track_of(review)).score if any(line.changed for line in lines) else review.score


def weights_of(track: Track) -> dict[str, int]:
    """Points of steps and costs of faults, as ``steps.ID`` and ``faults.ID``."""
    return {f"steps.{step.id}": step.weight for step in track.steps} | {f"faults.{fault.id}": fault.cost for fault in track.faults}


def _judged(line: StandingItem, weights: Mapping[str, int]) -> Item:
    group, label = line.item["group"], line.item["id"]
    if not line.changed:
        return Item(group, label, Verdict(line.verdict), line.item["points"], line.item["most"])
    return Item(group, label, Verdict(line.verdict), *points_of(group, line.verdict, weights.get(f"{group}.{label}", 0)))


def items_read(review: MachineReview) -> list[tuple[str, str]]:
    """The items that a person who reads a call blind is asked about: the track's, and every breach there is, found or not."""
    of_track = [(item["group"], item["id"]) for item in review.result["items"] if item["group"] != "breaches"]
    kind = review.conversation.kind
    breaches = [label for label in vocabulary()["breaches"] if not (kinds := vocabulary().kinds(label)) or kind in kinds]
    return of_track + [("breaches", label) for label in breaches]

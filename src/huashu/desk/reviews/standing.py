"""Where a review stands once people have spoken: the verdict of each item that counts, and the score that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from huashu.desk.reviews.models import ItemVerdict, MachineReview, Mark, MarkKind
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


def standing_score(review: MachineReview, items: Iterable[StandingItem], weights: dict[str, int], caps: dict[str, int], cap: int) -> int:
    """The score that follows from the verdicts that count.

    Args:
        review: The review; its own score is kept where nobody changed anything.
        items: Its items as they stand.
        weights: Points of each step and cost of each fault, as ``steps.ID`` and ``faults.ID``.
        caps: Highest score for each breach.
        cap: Highest score for a breach that isn't named.
    """
    lines = tuple(items)
    if not any(line.changed for line in lines):
        return review.score
    judged = [
        Item(
            line.item["group"],
            line.item["id"],
            Verdict(line.verdict),
            *points_of(line.item["group"], line.verdict, weights.get(f"{line.item['group']}.{line.item['id']}", 0)),
        )
        for line in lines
    ]
    return score_points(judged, caps, cap)[0]


VERDICTS = tuple(ItemVerdict)

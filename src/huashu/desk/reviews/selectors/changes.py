"""What a review of a call says otherwise than the one before it: verdicts, findings that are gone or new, the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huashu.desk.reviews.models import MachineReview, Mark
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.standing import standing_items, standing_score
from huashu.desk.reviews.words import HEARD_GROUPS, label_words, promise_kind_words, shown, verdict_words

YARDSTICK: Final = ("steps", "faults", "breaches")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a review says otherwise.

    Args:
        group: Its group.
        anchor: Its id on the page; empty for what isn't there any more.
        words: Its label.
        before: What the former review said, in words; empty for what is new.
        after: What this one says; empty for what is gone.
        quote: The words that it rests on now, or rested on.
    """

    group: str
    anchor: str
    words: str
    before: str
    after: str
    quote: str


@dataclass(frozen=True, slots=True)
class Changes:
    """A review beside the one before it; scores are those that count, with what people say now.

    Args:
        former: The one before.
        before: Its score.
        after: This one's.
        verdicts: Items that both have, judged otherwise.
        new: What only this one has.
        gone: What only the former has.
        promise: Kind of promise before and after, if it is another.
        same_basis: Whether track and engine are the same as before.
    """

    former: MachineReview
    before: int
    after: int
    verdicts: list[Change]
    new: list[Change]
    gone: list[Change]
    promise: tuple[str, str] | None
    same_basis: bool

    @property
    def nothing(self) -> bool:
        """Whether both say the same."""
        return not (self.verdicts or self.new or self.gone or self.promise) and self.before == self.after


def changes_between(former: MachineReview, review: MachineReview, marks: Sequence[Mark]) -> Changes:
    """Hold a review beside the one before it.

    Args:
        former: The one before.
        review: The later one.
        marks: What people said of the call, oldest first.
    """
    old, new = _said(former), _said(review)
    kinds = [promise_kind_words(one.result["promise"]) for one in (former, review)]
    return Changes(
        former=former,
        before=standing_score(former, standing_items(former, marks)),
        after=standing_score(review, standing_items(review, marks)),
        verdicts=[_change(*key, old[key], new[key]) for key in new if key in old and old[key][0] != new[key][0]],
        new=[_change(*key, None, new[key]) for key in new if key not in old],
        gone=[_change(*key, old[key], None) for key in old if key not in new],
        promise=(kinds[0], kinds[1]) if kinds[0] != kinds[1] else None,
        same_basis=_basis(former) == _basis(review),
    )


def _basis(review: MachineReview) -> tuple[object, ...]:
    return review.track_id, review.track_version, review.track_language, review.engine


def _said(review: MachineReview) -> dict[tuple[str, str], tuple[str, str]]:
    return dict(_lines(review))


def _lines(review: MachineReview) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for item in review.result["items"]:
        yield (item["group"], item["id"]), (item["verdict"], item["quote"])
    for group in HEARD_GROUPS:
        for found in review.result.get(group, []):
            yield (group, found["id"]), ("met", found.get("quote", ""))


def _change(group: str, label: str, old: tuple[str, str] | None, new: tuple[str, str] | None) -> Change:
    quote = (new or ("", ""))[1] or (old or ("", ""))[1]
    words = [verdict_words(group, held[0]) if held else "" for held in (old, new)]
    return Change(group, anchor_of(group, label) if new else "", label_words(group, label), words[0], words[1], shown(quote))

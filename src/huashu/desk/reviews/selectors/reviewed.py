"""One reviewed call as its page shows it: turns with marks in the margin, findings in groups, what counts now, and the advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch

from huashu.desk.reviews.models import Conversation, MachineReview, Mark, MarkKind, ModelProposals
from huashu.desk.reviews.selectors.facts import facts_for_wordings
from huashu.desk.reviews.selectors.turns import Found, ShownTurn, anchor_of, found_of, turns_shown
from huashu.desk.reviews.standing import StandingItem, Sum, standing_items, standing_sum, weights_of
from huashu.desk.reviews.tracks import track_of
from huashu.desk.reviews.words import better_words, currency_of, label_means, label_words, shown, track_title, verdict_words, why_words
from huashu.playbook.track import Track

ADVICE_MOST: Final = 3
HEARD_GROUPS: Final = ("arguments", "reasons", "signals", "objections")


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said of an item.

    Args:
        mark: The mark.
        verdict: Its verdict in words.
        waits: Whether it is an appeal that nobody has decided.
    """

    mark: Mark
    verdict: str
    waits: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One line of the yardstick in words.

    Args:
        standing: The item with what counts.
        anchor: Its id on the page.
        words: Its label.
        means: What the label means.
        verdict: What counts, in words.
        machine: What the machine said, in words.
        why: Why the machine said so.
        quote: The words that prove it, long numbers covered.
        better: What to say instead, with the case's numbers.
        said: What people said of it.
    """

    standing: StandingItem
    anchor: str
    words: str
    means: str
    verdict: str
    machine: str
    why: str
    quote: str
    better: str
    said: tuple[Said, ...]

    @property
    def group(self) -> str:
        """Its group."""
        return str(self.standing.item["group"])

    @property
    def label(self) -> str:
        """Its label's id."""
        return str(self.standing.item["id"])


@dataclass(frozen=True, slots=True)
class HeardItem:
    """An argument, reason, signal or objection in words."""

    anchor: str
    words: str
    means: str
    turns: tuple[int, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed call as its page shows it.

    Args:
        review: The newest machine review.
        title: The track's title.
        sum: The score that counts, and how it comes about.
        turns: Turns with marks.
        done, missed, faults, breaches, other: Items by what counts; ``other`` doesn't apply, can't be told or wasn't made.
        heard: Arguments, reasons, signals and objections, by group.
        advice: Two or three things to do better.
        appeals: How many appeals wait.
        proposals: What a language model proposed last, if anybody asked one.
    """

    conversation: Conversation
    review: MachineReview
    title: str
    sum: Sum
    turns: list[ShownTurn]
    done: list[ShownItem]
    missed: list[ShownItem]
    faults: list[ShownItem]
    breaches: list[ShownItem]
    other: list[ShownItem]
    heard: list[tuple[str, list[HeardItem]]]
    advice: list[ShownItem]
    appeals: int
    proposals: ModelProposals | None


def reviewed_of(conversation: Conversation) -> Reviewed:
    """A call with its newest review and everything that was said about it."""
    marks = Mark.objects.select_related("person").order_by("at", "pk")
    review = conversation.reviews.prefetch_related(Prefetch("marks", marks)).latest("pk")
    track = track_of(review)
    standing = standing_items(review, review.marks.all())
    facts, currency = facts_for_wordings(conversation, track.language), currency_of(conversation)
    items = [_shown(one, track, lambda text: better_words(text, facts, track.language, currency)) for one in standing]
    done, missed = _of(items, "steps", "met"), _of(items, "steps", "not_met")
    faults, breaches = _of(items, "faults", "met"), _of(items, "breaches", "met")
    placed = {item.anchor for item in (*done, *missed, *faults, *breaches)}
    heard = [(group, [found_of(group, one) for one in review.result.get(group, [])]) for group in HEARD_GROUPS]
    counting = [found_of(item.group, item.standing.item) for item in (*breaches, *faults, *done)]
    return Reviewed(
        conversation=conversation,
        review=review,
        title=track_title(track),
        sum=standing_sum(standing, track),
        turns=turns_shown(conversation, [*counting, *(one for _, found in heard for one in found)]),
        done=done,
        missed=missed,
        faults=faults,
        breaches=breaches,
        other=[item for item in items if item.anchor not in placed],
        heard=[(group, [_heard(one) for one in found]) for group, found in heard if found],
        advice=_advice(breaches, missed, faults, track),
        appeals=sum(one.open_appeal is not None for one in standing),
        proposals=conversation.proposals.select_related("asked_by").order_by("-pk").first(),
    )


def proposals_shown(proposals: ModelProposals | None) -> list[dict[str, Any]]:
    """What a language model proposed, in words."""
    return [
        one | {"words": label_words(one["group"], one["label"]), "quote": shown(one["quote"]), "place": one["turn"] + 1}
        for one in (proposals.found if proposals else [])
    ]


def _of(items: Iterable[ShownItem], group: str, verdict: str) -> list[ShownItem]:
    return [item for item in items if item.group == group and item.standing.verdict == verdict]


def _shown(one: StandingItem, track: Track, better: Callable[[str], str]) -> ShownItem:
    group, label = one.item["group"], one.item["id"]
    answered = {mark.answers_id for mark in one.marks}
    return ShownItem(
        standing=one,
        anchor=anchor_of(group, label),
        words=label_words(group, label),
        means=label_means(group, label),
        verdict=verdict_words(group, one.verdict),
        machine=verdict_words(group, one.item["verdict"]),
        why=why_words(one.item, track),
        quote=shown(one.item["quote"]),
        better=better(one.item["better"]),
        said=tuple(
            Said(mark, verdict_words(group, mark.verdict), mark.kind == MarkKind.APPEAL and mark.pk not in answered) for mark in one.marks
        ),
    )


def _heard(found: Found) -> HeardItem:
    words = label_words(found.group, found.label), label_means(found.group, found.label)
    return HeardItem(found.anchor, *words, found.turns, shown(found.quote))


def _advice(breaches: list[ShownItem], missed: list[ShownItem], faults: list[ShownItem], track: Track) -> list[ShownItem]:
    """What cost most, breaches first, two or three things; a list of thirty helps nobody."""
    weights = weights_of(track)

    def weight(item: ShownItem) -> int:
        return weights.get(f"{item.group}.{item.label}", 0)

    return [*breaches, *sorted([*missed, *faults], key=weight, reverse=True)][:ADVICE_MOST]

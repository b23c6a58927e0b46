"""One reviewed call as its page shows it: turns with marks in the margin, findings in groups, what counts now, and the advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _

from huashu.desk.reviews.models import Conversation, ItemVerdict, MachineReview, Mark, MarkKind, ModelProposals
from huashu.desk.reviews.selectors.changes import Changes, changes_between
from huashu.desk.reviews.selectors.facts import facts_for_wordings
from huashu.desk.reviews.selectors.turns import Found, ShownTurn, anchor_of, found_of, turns_shown
from huashu.desk.reviews.standing import (
    StandingItem,
    Sum,
    marks_of,
    standing_gone,
    standing_items,
    standing_sum,
    weights_of,
    yardstick_of,
)
from huashu.desk.reviews.tracks import track_of
from huashu.desk.reviews.words import (
    HEARD_GROUPS,
    better_words,
    currency_of,
    label_means,
    label_words,
    shown,
    track_title,
    verdict_words,
    why_words,
)
from huashu.playbook.track import Track

ADVICE_MOST: Final = 3


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
        added_by: Whose finding it is, where a person's counts; empty for the machine's.
        asked_by: Who asks for it as a finding while nobody has decided.
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
    added_by: str
    asked_by: str

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
        review: The machine review that is shown, usually the newest.
        title: The track's title.
        sum: The score that counts, and how it comes about.
        turns: Turns with marks.
        done, missed, faults, breaches, other: Items by what counts; ``other`` doesn't apply, can't be told or wasn't made.
        heard: Arguments, reasons, signals and objections, by group; the machine's, then people's.
        advice: Two or three things to do better.
        appeals: How many appeals wait.
        proposals: What a language model proposed last, if anybody asked one.
        history: Every review of the call, newest first.
        changes: What this review says otherwise than the one before it; None for the first.
        gone: Items that people spoke of and that this review has no more: id on the page, label, what was said.
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
    heard: list[tuple[str, list[HeardItem], list[ShownItem]]]
    advice: list[ShownItem]
    appeals: int
    proposals: ModelProposals | None
    history: list[MachineReview]
    changes: Changes | None
    gone: list[tuple[str, str, tuple[Said, ...]]]

    @property
    def asked(self) -> bool:
        """Whether somebody asks for a finding that isn't counted yet."""
        return any(item.asked_by for item in self.other)

    @property
    def is_newest(self) -> bool:
        """Whether the newest review is shown."""
        return self.review.pk == self.history[0].pk


def reviewed_of(conversation: Conversation, wanted: int | None = None) -> Reviewed:
    """A call with a review and everything that was said about it.

    Args:
        conversation: The call.
        wanted: Number of a former review; None for the newest.

    Raises:
        Http404: The call has no such review.
    """
    history = _history(conversation)
    place = next((place for place, one in enumerate(history) if wanted in (None, one.pk)), None)
    if place is None:
        raise Http404("review")
    review, former = history[place], history[place + 1] if place + 1 < len(history) else None
    track = track_of(review)
    marks = marks_of(history[place:])
    standing = standing_items(review, marks)
    facts, currency = facts_for_wordings(conversation, track.language), currency_of(conversation)
    items = [_shown(one, track, lambda text: better_words(text, facts, track.language, currency)) for one in standing]
    done, missed = _of(items, "steps", "met"), _of(items, "steps", "not_met")
    faults, breaches = _of(items, "faults", "met"), _of(items, "breaches", "met")
    added = {group: _of(items, group, "met") for group in HEARD_GROUPS}
    placed = {item.anchor for part in (done, missed, faults, breaches, *added.values()) for item in part}
    heard = [(group, [found_of(group, one) for one in review.result.get(group, [])], added[group]) for group in HEARD_GROUPS]
    counting = [found_of(item.group, item.standing.item) for item in (*breaches, *faults, *done)]
    counting += [one for _, found, own in heard for one in (*found, *(found_of(item.group, item.standing.item) for item in own))]
    return Reviewed(
        conversation=conversation,
        review=review,
        title=track_title(track),
        sum=standing_sum(standing, yardstick_of(review)),
        turns=turns_shown(conversation, counting),
        done=done,
        missed=missed,
        faults=faults,
        breaches=breaches,
        other=[item for item in items if item.anchor not in placed],
        heard=[(group, [_heard(one) for one in found], own) for group, found, own in heard if found or own],
        advice=_advice(breaches, missed, faults, track),
        appeals=sum(one.open_appeal is not None for one in standing),
        proposals=conversation.proposals.select_related("asked_by").order_by("-pk").first(),
        history=history,
        changes=changes_between(former, review, marks) if former else None,
        gone=[(anchor_of(group, label), label_words(group, label), _said(own)) for group, label, own in standing_gone(review, marks)],
    )


def _history(conversation: Conversation) -> list[MachineReview]:
    """Every review of a call with what people said, newest first."""
    marks = Mark.objects.select_related("person").order_by("at", "pk")
    history = list(conversation.reviews.order_by("-pk").select_related("made_by", "held_to").prefetch_related(Prefetch("marks", marks)))
    for review in history:
        review.conversation = conversation
    return history


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
    finding = one.finding
    waits = finding is not None and finding.kind == MarkKind.APPEAL and finding.pk not in answered
    counts = finding is not None and not waits and one.verdict == ItemVerdict.MET
    return ShownItem(
        standing=one,
        anchor=anchor_of(group, label),
        words=label_words(group, label),
        means=label_means(group, label),
        verdict=verdict_words(group, one.verdict),
        machine=verdict_words(group, one.item["verdict"]) if one.is_heard else _("not found"),
        why=why_words(one.item, track),
        quote=shown(one.item["quote"]),
        better=better(one.item["better"]),
        said=_said(one.marks),
        added_by=finding.person.name if finding and counts else "",
        asked_by=finding.person.name if finding and waits else "",
    )


def _said(marks: Sequence[Mark]) -> tuple[Said, ...]:
    answered = {mark.answers_id for mark in marks}
    return tuple(
        Said(mark, verdict_words(mark.group, mark.verdict), mark.kind == MarkKind.APPEAL and mark.pk not in answered) for mark in marks
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

"""Whether a speaker stands by what he promises: no hedge and no question about any of the payments."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.drafts import Draft
from huashu.language.marks import DayMark
from huashu.language.reading import Reading
from huashu.language.segments import Item, Segment
from huashu.language.zh.cues import CUES as CUES_ZH

_ASKS: Final = re.compile(r"\bwould (?:that|it|this) (?:work|do|be (?:ok|okay|fine|alright))\b")
"""A question by its words, where a recogniser left out the mark."""
_TURNS: Final = re.compile(r"(?:and |well )?but\b|不过|但")


def is_firm(found: Reading, used: list[int], items: list[Item], drafts: list[Draft] | None = None) -> bool:
    """No hedge and no question about any of the payments."""
    if _roughly(found, items, drafts or []):
        return False
    if any(segment.has("settled") for segment in found.segments):
        return not any(found.segments[number].has("hedge") for number in used)
    weighed = sorted({number for number in used if _weighs(found.segments[number])})
    if weighed and _asked_before(found, weighed[0]):
        return False
    stated = any(_stated(found.segments[number]) for number in weighed)
    return not any(_doubted(found, number, stated=stated) for number in weighed)


def _roughly(found: Reading, items: list[Item], drafts: list[Draft]) -> bool:
    """Whether a day is named only roughly, here or where it was named before."""
    days = {item.mark.on for item in items if isinstance(item.mark, DayMark)}
    said = any(isinstance(mark, DayMark) and mark.unsure and mark.on in days for mark in found.marks)
    return said or any(draft.day and draft.day.unsure for draft in drafts)


def _weighs(segment: Segment) -> bool:
    return segment.has_kind("D", "E", "L", "N", "R") or segment.pays_by_verb or segment.has("offer")


def _aside(segment: Segment) -> bool:
    """A few words that neither name an amount nor speak of paying."""
    return segment.residue <= 6 and not segment.pays and not segment.has("income")


def _doubted(found: Reading, number: int, *, stated: bool) -> bool:
    """Whether a segment, or a mere aside next to it, hedges or asks."""
    segment = found.segments[number]
    follows = found.segments[number + 1] if number + 1 < len(found.segments) else None
    before = found.segments[number - 1] if number else None
    if segment.has("hedge") or (segment.has("offer") and _asked(segment) and not stated):
        return True
    if follows and not follows.items and follows.residue <= 6 and follows.has("hedge"):
        return True
    if before and before.has("hedge") and _aside(before) and not _TURNS.match(segment.text):
        return True
    return bool(follows and not follows.items and _asked(follows) and follows.has("offer") and follows.words_left("offer") <= 2)


def _asked_before(found: Reading, number: int) -> bool:
    """A question without a day of its own, right before: 你看这样行吗，周五两千."""
    before = found.segments[number - 1] if number else None
    return bool(
        before
        and not before.items
        and _asked(before)
        and before.has("offer")
        and (before.has("split_in") or before.words_left("offer") <= 3)
    )


def _stated(segment: Segment) -> bool:
    """Plainly said, with its day: no question."""
    return (
        segment.has_kind("D")
        and (segment.has("own") or segment.chinese)
        and segment.pays_by_verb
        and not segment.asks
        and not segment.has("offer")
    )


def _asked(segment: Segment) -> bool:
    return (segment.asks or segment.cues is CUES_ZH or bool(_ASKS.search(segment.text))) and not segment.has("tag")

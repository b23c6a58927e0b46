"""An utterance cut up and marked: its days and amounts, its segments, and which of the marks are about paying."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huashu.language.bearing import bearing
from huashu.language.cues import Cues
from huashu.language.en.amounts import amounts_find as amounts_find_en
from huashu.language.en.cues import CUES as CUES_EN
from huashu.language.en.days import days_find as days_find_en
from huashu.language.marks import AmountMark, DayMark, Mark, apart
from huashu.language.segments import Item, Segment, paying, segments_of
from huashu.language.spoken import Spoken, spoken
from huashu.language.zh.amounts import amounts_find as amounts_find_zh
from huashu.language.zh.cues import CUES as CUES_ZH
from huashu.language.zh.days import days_find as days_find_zh


@dataclass(frozen=True)
class Reading:
    """An utterance cut up and marked.

    Args:
        spoken: Its text.
        marks: All days and amounts, in order.
        segments: Its pieces.
        live: The days and amounts that are about paying.
        cues: The patterns of its language.
        letters: The whole masked text.
    """

    spoken: Spoken
    marks: list[Mark]
    segments: list[Segment]
    live: list[Item]
    cues: Cues
    letters: str


def marks_of(text: Spoken, said_on: date, language: str, overdue_minor: int | None) -> list[Mark]:
    """All days and amounts of a text, from left to right; what a day covers is no amount."""
    chinese = language.startswith("zh")
    days = (days_find_zh if chinese else days_find_en)(text.text, said_on)
    rest = text.text
    for day in days:
        rest = rest[: day.start] + "|" * (day.end - day.start) + rest[day.end :]
    return apart([*days, *(amounts_find_zh if chinese else amounts_find_en)(rest, overdue_minor)])


def read(text: str, said_on: date, language: str, overdue_minor: int | None) -> Reading:
    """Cut up and mark an utterance."""
    heard = spoken(text, language)
    cues = CUES_ZH if language.startswith("zh") else CUES_EN
    marks = marks_of(heard, said_on, language, overdue_minor)
    segments = segments_of(heard.text, marks, cues)
    live = bearing(segments, _corrected(segments, paying(segments), cues))
    letters = _letters(segments)
    return Reading(heard, marks, segments, live, cues, letters)


def _letters(segments: list[Segment]) -> str:
    return (
        "，".join(segment.text for segment in segments)
        if segments and segments[0].cues is CUES_ZH
        else ", ".join(segment.text for segment in segments)
    )


def _corrected(segments: list[Segment], items: list[Item], cues: Cues) -> list[Item]:
    """Leave out what was taken back: before a correction, the last mark of the kind that comes after it."""
    kept = list(items)
    for segment in segments:
        for found in cues.correct.finditer(segment.text):
            place = segment.start + found.end()
            following = next((item for item in kept if item.place >= place and item.segment <= segment.number + 2), None)
            if following is None:
                continue
            kind = isinstance(following.mark, AmountMark)
            earlier = [
                item
                for item in kept
                if item.place < segment.start + found.start() + 1
                and isinstance(item.mark, AmountMark) is kind
                and item.segment >= segment.number - 2
            ]
            if earlier and not _equal(earlier[-1].mark, following.mark):
                gone = earlier[-1].mark
                kept = [item for item in kept if not (item.place < place and _equal(item.mark, gone))]
    return kept


def _equal(one: Mark, other: Mark) -> bool:
    if isinstance(one, DayMark) and isinstance(other, DayMark):
        return one.on == other.on and one.kind == other.kind
    if isinstance(one, AmountMark) and isinstance(other, AmountMark):
        return (one.kind, one.minor, one.share) == (other.kind, other.minor, other.share)
    return False

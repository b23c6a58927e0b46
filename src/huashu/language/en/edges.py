"""What stands before and after a day in English: by, before, after, around, no later than, a time of day.

"By Friday" includes it, "before Friday" doesn't, "before the end of the month" does, "after Friday" names no day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from huashu.language.marks import DayKind, DayMark

WEEKDAY: Final = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_CLOCK: Final = (
    r"(?:(?:the )?(?:close(?: of (?:business|play|day))?|end of (?:the )?(?:business )?day|cob|eod|noon|midnight|lunch(?:time)?|"
    r"(?:[0-2]?[0-9](?::[0-5][0-9])?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?(?:a\.?m\.?|p\.?m\.?|"
    r"o'?clock)?)(?: on| this| of)? )?"
)
_HEAD: Final = re.compile(
    rf"(?:\b(?P<open>(?:any ?(?:day|time) |sometime |some time |right |just |a (?:few|couple)(?: of)? days )?(?:after|past|following|"
    rf"from)|not (?:before|until|till)|no (?:sooner|earlier) than|later than(?<!no later than))(?P<clock0> {_CLOCK})?"
    rf"|\b(?P<before>before|ahead of|prior to|not past)(?P<clock> {_CLOCK})?(?P<end>the end of )?|\b(?P<dayafter>(?:the )?day after)|"
    rf"\b(?P<daybefore>(?:the |one |a )?day before|the eve of)"
    rf"|\b(?P<latest>no later than|not later than|by|at the latest|latest|on or before|up to|until|till|come)(?P<clock2> {_CLOCK})?|"
    rf"\b(?P<unsure>around|about|approximately|roughly|maybe|probably|possibly|like|sometime around|somewhere around|right around|"
    rf"on or about)(?: on| by| the)?(?: or before)?) ?(?:the )?$"
)  # fmt: skip
_TAIL: Final = re.compile(
    r"(?:,? ?(?:in the )?(?:morning|afternoon|evening|night|noon|first thing|midday|lunchtime))?(?:,? ?(?:by|before|at|around|"
    r"about) (?:close of business|close|cob|eod|end of (?:the )?(?:business )?day|noon|midnight|lunch|"
    r"[0-2]?[0-9](?::[0-5][0-9])?(?: ?(?:a\.?m\.?|p\.?m\.?|o'?clock))?(?![0-9,.]\d)))?(?P<unsure> or so(?!on)| or thereabouts|-ish|"
    r"ish| give or take| or around then)?(?P<latest>,? (?:at the (?:very )?latest|latest(?! (?:mon|tue|wed|thu|fri|sat|sun|the|next|"
    r"tomorrow))|tops|at the outside))?(?P<on> or (?:before|"
    r"sooner|earlier))?(?P<open> (?:or after|or later|onwards?|at the earliest))?"
)


_DENIED: Final = re.compile(r"(?:n't|\b(?:not|no|never|cannot))\b[^,.?!;]{0,30}$")
_PAID: Final = re.compile(r"paid|pay ?day|check|wages")
_RANGED: Final = re.compile(r" (?:to|through|till|until) |-")


def edged(text: str, mark: DayMark) -> DayMark:
    """The mark with what is said before and after it, and the day that all of it names.

    Args:
        text: The normalised text.
        mark: A day in it.
    """
    if mark.kind not in {DayKind.DAY, DayKind.NOW} or mark.on is None:
        return mark
    tail, head = _TAIL.match(text, mark.end), _HEAD.search(text, max(0, mark.start - 40), mark.start) if mark.start else None
    assert tail is not None
    if head is None and tail.end() == mark.end and not mark.opens_on:
        return mark
    words = text[mark.start : mark.end]
    roughly = bool(head and head["unsure"] and not (head["unsure"] == "about" and re.match(WEEKDAY, words)))
    changed = replace(
        mark,
        start=head.start() if head else mark.start,
        end=tail.end(),
        unsure=mark.unsure or bool(tail["unsure"]) or roughly,
        latest=mark.latest or bool(tail["latest"]) or bool(head and head["latest"]),
    )
    if tail["open"] or (head and _opens(text, words, mark.start, head)):
        return replace(changed, kind=DayKind.OPEN, on=None)
    return _moved(changed, mark.on, words, head)


def _moved(mark: DayMark, on: date, words: str, head: re.Match[str] | None) -> DayMark:
    """The day after or before the one named; what is before a whole month."""
    if head and head["dayafter"]:
        return replace(mark, on=on + timedelta(days=1))
    if head and head["daybefore"]:
        return replace(mark, on=on - timedelta(days=1))
    if head and head["before"] and not (head["clock"] or "").strip() and not head["end"] and not _includes(words):
        return replace(mark, on=_day_before(words, on), latest=True)
    if mark.opens_on and words.startswith("before "):
        return replace(mark, on=mark.opens_on - timedelta(days=1))
    return mark


def _opens(text: str, words: str, start: int, head: re.Match[str]) -> bool:
    """Whether a day is only the first of many (after the 3rd), or the end of not being able to (I can't until the 10th)."""
    denied = _DENIED.search(text, max(0, start - 60), head.start())
    if head["latest"] in {"until", "till"}:
        return bool(denied and not _PAID.search(denied.group()))
    if not head["open"] or (head["clock0"] or "").strip():
        return False
    if head["open"].endswith("from") and _RANGED.search(words):
        return False
    return not (denied and head["open"] in {"later than", "past"})


def _includes(words: str) -> bool:
    """Whether "before" these words still includes the day, as their end is meant: before month end, before midnight tonight."""
    return bool(re.search(r"\bend\b|month-?end|eom|close|night|year-?end|this (?:week|month|year)|today", words))


def _day_before(words: str, on: date) -> date:
    """The last day before what the words name: before the weekend is the Friday, before next week this Sunday."""
    if "weekend" in words:
        return on - timedelta(days=2)
    if re.search(r"\bweek\b", words) and not re.search(WEEKDAY, words):
        return on - timedelta(days=7)
    if "month" in words and not re.search(r"[0-9]|\b(?:first|mid|early|start|beginning)", words):
        return on.replace(day=1) - timedelta(days=1)
    return on - timedelta(days=1)

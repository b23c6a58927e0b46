"""What is found in a text: days, amounts, and the text masked with them.

Positions count characters of the normalised text; :mod:`huashu.language.find` leads them back to the text as it was written.
In a masked text one capital letter stands for each mark, so that a pattern can say "a day, then 不行". The normalised text has no capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

WEEKDAY_LATER: Final = 100
"""What tells, of a day counted from the one named before it, a weekday from a number of days."""
MOST_MINOR: Final = 10**19
"""No amount of more hundredths is read."""


class DayKind(StrEnum):
    """What words about time say of a day; the value is the mark's letter in a masked text."""

    DAY = "D"
    """A last day: Friday, before the 15th, within three days."""
    NOW = "N"
    """Today by a word that often means nothing much: now, in a minute, tonight at eight."""
    SPAN = "L"
    """A mere length of time ("three days"), a last day only where the speaker asks for it or sets it."""
    SERIES = "E"
    """Again and again: every Friday, 500 a month."""
    VAGUE = "V"
    """No day: soon, in a few days."""
    OPEN = "O"
    """From a day on: after the 15th."""
    PAST = "P"
    """A day gone by."""


class AmountKind(StrEnum):
    """How an amount is named; the value is the mark's letter in a masked text."""

    FIGURE = "A"
    SHARE = "F"
    """A fraction of what is overdue."""
    ALL = "T"
    CLEAR = "C"
    """All, by the verb: 还清, pay it off."""
    REST = "R"
    SOME = "S"
    """Not all, but no figure: 一部分, some of it."""


@dataclass(frozen=True, slots=True)
class Every:
    """The step of a series.

    Args:
        months: Calendar months between payments, or 0.
        days: Days between payments, or 0.
        first_on: The first day, where the words name one (a weekday, a day of the month).
        number: The day of the month that sticks.
        times: How many payments, if said.
    """

    months: int = 0
    days: int = 0
    first_on: date | None = None
    number: int = 0
    times: int = 0


@dataclass(frozen=True, slots=True)
class DayMark:
    """Words that say when.

    Args:
        start: Where they begin.
        end: Where they end.
        kind: What they say.
        on: The last day that keeps them; ``None`` for vague and open ones.
        unsure: They say which day only roughly (around the 15th).
        latest: They set a limit (at the latest).
        every: The step of a series.
        split_on: For several days named in one breath, each of them.
        opens_on: The first day of a week or month that is named as a whole.
        prompt: It says "at once", which may be today or the day of what comes before it.
        after_last: It counts from the day named before it: so many days after, or with WEEKDAY_LATER + n the weekday n after it.
    """

    start: int
    end: int
    kind: DayKind
    on: date | None = None
    unsure: bool = False
    latest: bool = False
    every: Every | None = None
    split_on: tuple[date, ...] = ()
    opens_on: date | None = None
    after_last: int = 0
    prompt: bool = False

    @property
    def letter(self) -> str:
        """What stands for it in a masked text."""
        return self.kind.value


@dataclass(frozen=True, slots=True)
class AmountMark:
    """Words that say how much.

    Args:
        start: Where they begin.
        end: Where they end.
        kind: How.
        minor: A figure, in hundredths of the unit that was spoken.
        share: Numerator and denominator of a fraction.
        approximate: They say it only roughly.
        money: They name money by a unit or sign, or can mean nothing else.
    """

    start: int
    end: int
    kind: AmountKind
    minor: int | None = None
    share: tuple[int, int] | None = None
    approximate: bool = False
    money: bool = False

    @property
    def letter(self) -> str:
        """What stands for it in a masked text."""
        return self.kind.value


Mark = DayMark | AmountMark
Mask = tuple[str, tuple[Mark | None, ...]]


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that don't overlap, from left to right: of two that do, the one that begins first, else the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def joined(text: str, days: list[DayMark], gap: re.Pattern[str], weekday: re.Pattern[str]) -> list[DayMark]:
    """Days of which one only explains the other (Friday the 4th): the later one stands for both.

    Args:
        text: The normalised text.
        days: Marks from left to right.
        gap: What may stand between such two.
        weekday: Words that name a weekday; one of the two does, the other doesn't.
    """
    kept: list[DayMark] = []
    for mark in days:
        last = kept[-1] if kept else None
        if (
            last
            and last.on
            and mark.on
            and last.kind is mark.kind is DayKind.DAY
            and not last.split_on
            and gap.fullmatch(text, last.end, mark.start)
            and _differ(text, last, mark, weekday)
        ):
            kept[-1] = replace(
                mark, start=last.start, on=max(last.on, mark.on), unsure=last.unsure or mark.unsure, latest=last.latest or mark.latest
            )
        else:
            kept.append(mark)
    return kept


def counted_on(days: list[DayMark]) -> list[DayMark]:
    """Days that count from the one named before them (the Friday after, a week later), worked out."""
    made: list[DayMark] = []
    last: date | None = None
    for mark in days:
        if mark.after_last and last:
            ahead = mark.after_last if mark.after_last < WEEKDAY_LATER else (mark.after_last - WEEKDAY_LATER - last.weekday() - 1) % 7 + 1
            made.append(replace(mark, on=last + timedelta(days=ahead), after_last=0))
        else:
            made.append(mark)
        last = made[-1].on if made[-1].kind is DayKind.DAY else last
    return made


def _differ(text: str, one: DayMark, other: DayMark, weekday: re.Pattern[str]) -> bool:
    return bool(weekday.search(text, one.start, one.end)) is not bool(weekday.search(text, other.start, other.end))


def masked(text: str, marks: Iterable[Mark]) -> Mask:
    """The text with a letter for each mark, and for each of its characters the mark that it stands for.

    Args:
        text: A normalised text.
        marks: Marks that don't overlap, from left to right.
    """
    letters: list[str] = []
    stands_for: list[Mark | None] = []
    at = 0
    for mark in marks:
        letters.append(text[at : mark.start])
        stands_for.extend([None] * (mark.start - at))
        letters.append(mark.letter)
        stands_for.append(mark)
        at = mark.end
    letters.append(text[at:])
    stands_for.extend([None] * (len(text) - at))
    return "".join(letters), tuple(stands_for)


DaysFind = Callable[[str, date], list[DayMark]]
AmountsFind = Callable[[str, int | None], list[AmountMark]]

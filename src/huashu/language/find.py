"""Days and amounts in any text, with where they stand in it: for fields that people type into, and for whoever reviews a conversation.

Finding says what words mean, not what they are for: a day may be that of a call, an amount that of a fee. Promises are read by
:func:`huashu.language.promise_parse`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from huashu.language.marks import AmountKind, AmountMark, DayKind, DayMark, Every
from huashu.language.reading import marks_of
from huashu.language.spoken import language_of, spoken


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """Words that say how much.

    Args:
        start: Where they begin in the text as it was written.
        end: Where they end.
        words: They themselves.
        kind: A figure, a share, all, the rest, or some.
        minor: A figure, in hundredths of the unit that was spoken.
        share: Numerator and denominator of a fraction.
        approximate: They say it only roughly.
    """

    start: int
    end: int
    words: str
    kind: AmountKind
    minor: int | None
    share: tuple[int, int] | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class FoundDay:
    """Words that say when.

    Args:
        start: Where they begin in the text as it was written.
        end: Where they end.
        words: They themselves.
        kind: A day, now, a length of time, a series, vague, open or past.
        on: The last day that keeps them, where they name one.
        unsure: They name it only roughly.
        every: The step of a series.
    """

    start: int
    end: int
    words: str
    kind: DayKind
    on: date | None
    unsure: bool
    every: Every | None


def amounts_find(text: str, language: str | None = None, overdue_minor: int | None = None) -> list[FoundAmount]:
    """All amounts named in a text, from left to right.

    Args:
        text: Chinese or English.
        language: ``zh`` (with or without a script) or ``en``; guessed if not given.
        overdue_minor: What is overdue, if known: it tells "twelve fifty" as 1,250 from 12.50.
    """
    heard = spoken(text, language)
    found: list[FoundAmount] = []
    for mark in marks_of(heard, date(2000, 1, 3), language or language_of(text), overdue_minor):  # any day: only amounts are kept
        if isinstance(mark, AmountMark):
            start, end = heard.span(mark.start, mark.end)
            found.append(FoundAmount(start, end, text[start:end], mark.kind, mark.minor, mark.share, mark.approximate))
    return found


def days_find(text: str, said_at: datetime | date, language: str | None = None) -> list[FoundDay]:
    """All days named in a text, from left to right, as seen from the moment of speaking.

    Args:
        text: Chinese or English.
        said_at: The moment (its date in its own offset counts), or the day.
        language: ``zh`` (with or without a script) or ``en``; guessed if not given.
    """
    said_on = said_at.date() if isinstance(said_at, datetime) else said_at
    heard = spoken(text, language)
    found: list[FoundDay] = []
    for mark in marks_of(heard, said_on, language or language_of(text), None):
        if isinstance(mark, DayMark):
            start, end = heard.span(mark.start, mark.end)
            found.append(FoundDay(start, end, text[start:end], mark.kind, mark.on, mark.unsure, mark.every))
    return found

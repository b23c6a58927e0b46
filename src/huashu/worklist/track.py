"""Which kind of call comes next on a case, and why: the id of a talk track, from a few facts.

Rules in order, the first that holds decides: somebody in hardship is helped before anything else is asked; what isn't overdue is
reminded of; the firm stage has its own words; a customer who hasn't been spoken to since the arrears began gets a first call; everything
after that is a follow-up, whose first question is what became of the last promise. This room doesn't fetch facts or hold words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

DUE_REMINDER: Final = "due_reminder"
OVERDUE_FIRST_CALL: Final = "overdue_first_call"
OVERDUE_FOLLOW_UP: Final = "overdue_follow_up"
FIRM: Final = "firm"
HARDSHIP: Final = "hardship"

TRACKS: Final = (DUE_REMINDER, OVERDUE_FIRST_CALL, OVERDUE_FOLLOW_UP, FIRM, HARDSHIP)


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """What the kind of call follows from.

    Args:
        stage: ``before_due``, ``early``, ``firm`` or ``closed``.
        overdue_minor: Overdue amount, minor units.
        broken_promises: Promises of the case that weren't kept in full.
        promise_broken_on: Day on which the last one was found broken, if nobody has spoken about it since.
        spoken_on: Day of the last conversation with the customer themselves since the arrears began, if there was one.
        asked_for_help: Whether the customer asked for help in that conversation, or is known to be in hardship.
    """

    stage: str
    overdue_minor: int
    broken_promises: int = 0
    promise_broken_on: date | None = None
    spoken_on: date | None = None
    asked_for_help: bool = False


class Track(NamedTuple):
    """The kind of call, and the code of its reason: ``help``, ``not_overdue``, ``stage``, ``first``, ``broken`` or ``talked``."""

    code: str
    why: str


def track_of(facts: TrackFacts) -> Track:
    """The kind of call that comes next, with its reason."""
    if facts.asked_for_help:
        return Track(HARDSHIP, "help")
    if facts.overdue_minor <= 0:
        return Track(DUE_REMINDER, "not_overdue")
    if facts.stage == "firm":
        return Track(FIRM, "stage")
    if facts.promise_broken_on is not None or facts.broken_promises:
        return Track(OVERDUE_FOLLOW_UP, "broken")
    if facts.spoken_on is None:
        return Track(OVERDUE_FIRST_CALL, "first")
    return Track(OVERDUE_FOLLOW_UP, "talked")


def track_for(facts: TrackFacts) -> str:
    """The kind of call that comes next: the id of its talk track."""
    return track_of(facts).code

"""The course of a call: who was on the line, when the person was confirmed, what was asked for and when; what follows from order.

Cues that no single turn carries are worked out here from those that do: a second request for today, a loan named too early, a promise
that is only "soon", an argument used twice. The result is one table of cues by turn that evidence is looked up in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from huashu.playbook.vocabulary import vocabulary
from huashu.review.hearing.hear import HeardTurn
from huashu.review.promise import PromiseFound
from huashu.review.transcript import CUSTOMER, OFFICER, THIRD_PARTY, Transcript

OPENING_SECONDS: Final = 45.0
CLOSING_SECONDS: Final = 90.0
OPENING_TURNS: Final = 6
CLOSING_TURNS: Final = 6
GUARANTOR_TURNS: Final = 8
_GUARANTOR: Final = re.compile(r"担保|保证人|保人|共同借款|co-?sign|guarant|signed (?:for|with|on)|joint")


@dataclass(slots=True)
class Course:
    """A call with everything that was heard in it and what follows from order.

    Args:
        transcript: The call.
        turns: Its turns with their cues.
        promise: What was promised.
        table: For each cue the turns that carry it, in order, with how sure that is.
        call_cues: Cues that the call as a whole carries, without a turn.
    """

    transcript: Transcript
    turns: tuple[HeardTurn, ...]
    promise: PromiseFound
    table: dict[str, dict[int, float]] = field(default_factory=dict)
    call_cues: set[str] = field(default_factory=set)

    def at(self, cue: str) -> list[int]:
        """Turns that carry a cue, in order."""
        return sorted(self.table.get(cue, ()))

    def first(self, cue: str) -> int | None:
        """The first turn that carries a cue, or None."""
        return min(self.table.get(cue, ()), default=None)

    def note(self, cue: str, turn: int, confidence: float = 0.9) -> None:
        """Let a turn carry a cue, or be surer of it."""
        own = self.table.setdefault(cue, {})
        own[turn] = max(confidence, own.get(turn, 0.0))

    def drop(self, cue: str, turns: Iterable[int] | None = None) -> None:
        """Take a cue away, from some turns or from all."""
        if turns is None:
            self.table.pop(cue, None)
            return
        own = self.table.get(cue, {})
        for turn in turns:
            own.pop(turn, None)

    def confidence(self, cue: str, turn: int) -> float:
        """How sure a cue of a turn is."""
        return self.table.get(cue, {}).get(turn, 0.0)

    def addressee(self, turn: int) -> str:
        """To whom an officer's turn speaks: whoever spoke last, else whoever answers."""
        before = (heard.turn.speaker for heard in reversed(self.turns[:turn]) if not heard.by_officer)
        after = (heard.turn.speaker for heard in self.turns[turn + 1 :] if not heard.by_officer)
        return next(before, None) or next(after, CUSTOMER)

    def reply(self, turn: int) -> int | None:
        """The next turn of the other side after a turn, or None."""
        officer = self.turns[turn].by_officer
        return next((heard.number for heard in self.turns[turn + 1 :] if heard.by_officer != officer), None)

    def question(self, turn: int) -> int | None:
        """The other side's last turn before a turn, or None."""
        officer = self.turns[turn].by_officer
        return next((heard.number for heard in reversed(self.turns[:turn]) if heard.by_officer != officer), None)

    def officers(self, start: int = 0) -> Iterator[HeardTurn]:
        """The officer's turns from a place on."""
        return (heard for heard in self.turns[start:] if heard.by_officer)

    def customer_spoke(self) -> bool:
        """Whether the person the case is about was on the line."""
        return any(heard.turn.speaker == CUSTOMER for heard in self.turns)

    def only_others(self) -> bool:
        """Whether only a third party was on the line."""
        return not self.customer_spoke() and any(heard.turn.speaker == THIRD_PARTY for heard in self.turns)

    def with_guarantor(self) -> bool:
        """Whether the other person on the line is a guarantor, who has a duty to pay and may be told."""
        if self.customer_spoke() or not self.transcript.case.has_guarantor:
            return False
        return any(_GUARANTOR.search(heard.words.text) for heard in self.turns[:GUARANTOR_TURNS])

    def in_opening(self, turn: int) -> bool:
        """Whether a turn lies in the first 45 seconds, or, without times, among the first six turns."""
        start = self.turns[turn].turn.start
        return start <= OPENING_SECONDS if start is not None else turn < OPENING_TURNS

    def in_closing(self, turn: int) -> bool:
        """Whether a turn lies in the last 90 seconds, or, without times, among the last six turns."""
        start, last = self.turns[turn].turn.start, self.turns[-1].turn
        end = last.end if last.end is not None else last.start
        if start is not None and end is not None:
            return start >= end - CLOSING_SECONDS
        return turn >= len(self.turns) - CLOSING_TURNS


def course_of(transcript: Transcript, turns: tuple[HeardTurn, ...], promise: PromiseFound) -> Course:
    """The table of what was heard, as it was heard."""
    course = Course(transcript, turns, promise)
    groups = vocabulary()
    of_officer = {label for group in ("steps", "mistakes", "breaches", "arguments") for label in groups[group]}
    of_other = {label for group in ("reasons", "signals", "objections") for label in groups[group]}
    for heard in turns:
        allowed = of_officer if heard.by_officer else of_other
        for cue, found in heard.cues.items():
            if cue in allowed or cue in groups["cues"]:
                course.note(cue, heard.number, found.confidence)
    return course


def is_officer(heard: HeardTurn) -> bool:
    """Whether the officer speaks."""
    return heard.turn.speaker == OFFICER

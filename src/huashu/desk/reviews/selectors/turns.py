"""The turns of a reviewed call as its page shows them: words with the quotes marked in them, and marks in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from huashu.desk.reviews.models import Conversation
from huashu.desk.reviews.words import label_words, shown

TONES = {"steps": "ok", "faults": "soon", "breaches": "late"}


@dataclass(frozen=True, slots=True)
class MarginMark:
    """A mark beside a turn.

    Args:
        anchor: Id of the finding that it leads to.
        words: The label in the reader's language.
        tone: ``ok``, ``soon``, ``late`` or ``mute``.
    """

    anchor: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a turn's words.

    Args:
        text: The words, long numbers covered.
        anchors: Ids of the findings that quote them, separated by spaces; empty for words that nobody quotes.
        tone: Tone of the gravest of those findings.
    """

    text: str
    anchors: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """One turn.

    Args:
        number: 0-based, as findings name it.
        speaker: ``officer``, ``customer`` or ``third_party``.
        start: Seconds from the start of the call, if known.
        pieces: Its words.
        marks: What was found in it.
    """

    number: int
    speaker: str
    start: float | None
    pieces: tuple[Piece, ...]
    marks: tuple[MarginMark, ...]

    @property
    def place(self) -> int:
        """Its place as people count."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with the turns that show it."""

    group: str
    label: str
    turns: tuple[int, ...]
    quote: str

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return anchor_of(self.group, self.label)

    @property
    def tone(self) -> str:
        """Its colour."""
        return TONES.get(self.group, "mute")


def anchor_of(group: str, label: str) -> str:
    """Id of a finding on the page."""
    return f"f-{group}-{label}"


def found_of(group: str, held: Mapping[str, Any]) -> Found:
    """A kept finding or item."""
    return Found(group, str(held["id"]), tuple(held["turns"]), str(held.get("quote", "")))


def turns_shown(conversation: Conversation, found: Iterable[Found]) -> list[ShownTurn]:
    """Every turn with what was found in it.

    Args:
        conversation: The call.
        found: Findings that count, those that come first in the margin first.
    """
    by_turn: dict[int, list[Found]] = {}
    for one in found:
        for turn in one.turns:
            by_turn.setdefault(turn, []).append(one)
    return [
        ShownTurn(
            number,
            turn["speaker"],
            turn.get("start"),
            _pieces(turn["text"], by_turn.get(number, [])),
            tuple(MarginMark(one.anchor, label_words(one.group, one.label), one.tone) for one in by_turn.get(number, [])),
        )
        for number, turn in enumerate(conversation.turns)
    ]


def _pieces(text: str, found: list[Found]) -> tuple[Piece, ...]:
    spans = [(at, at + len(one.quote), one) for one in found if one.quote and (at := text.find(one.quote)) >= 0]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    covered = shown(text)
    pieces = []
    for start, end in pairwise(edges):
        inside = [one for begin, stop, one in spans if begin <= start and end <= stop]
        tone = next((tone for tone in ("late", "soon", "ok", "mute") if any(one.tone == tone for one in inside)), "")
        pieces.append(Piece(covered[start:end], " ".join(one.anchor for one in inside), tone))
    return tuple(pieces)

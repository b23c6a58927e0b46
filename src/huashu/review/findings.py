"""The review of one conversation: what was found, item by item, with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huashu.review.promise import PromiseFound


class Verdict(StrEnum):
    """What can be said of one item."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """A label that a conversation carries.

    Args:
        id: The label.
        turns: Turns that show it; empty only for an absence.
        quote: The words that prove it, a true piece of the first of those turns; empty for an absence.
        confidence: From 0 to 1.
        rule: For a breach, the rule's id and citation.
    """

    id: str
    turns: tuple[int, ...]
    quote: str
    confidence: float
    rule: str = ""

    def as_record(self) -> dict[str, object]:
        """The finding in the public shape of a review."""
        record: dict[str, object] = {"id": self.id, "turns": list(self.turns), "confidence": round(self.confidence, 2)}
        if self.quote:
            record["quote"] = self.quote
        if self.rule:
            record["rule"] = self.rule
        return record


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the yardstick with its verdict and points.

    Args:
        group: ``steps``, ``faults`` or ``breaches``.
        id: The label.
        verdict: For a step whether it was done, for a fault or breach ``met`` means that it was made.
        points: Points that it brings (steps) or takes (faults).
        most: Points that it could bring; 0 for faults and breaches.
        turns: Turns that show it.
        quote: The words that prove it.
        why: Why it was judged so: a code for the screen, with what it rests on.
        better: What to say instead, or how the track words it.
    """

    group: str
    id: str
    verdict: Verdict
    points: int
    most: int
    turns: tuple[int, ...] = ()
    quote: str = ""
    why: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFound:
    """One answer of an applicant, held against the form."""

    field: str
    verdict: str
    value: object
    turns: tuple[int, ...]

    def as_record(self) -> dict[str, object]:
        """The answer in the public shape of a review."""
        return {"field": self.field, "value": self.value, "verdict": self.verdict, "turns": list(self.turns)}


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one conversation.

    Args:
        id: The transcript's id.
        track: Id, version and language of the track that it was held against.
        steps, mistakes, breaches, arguments, reasons, signals, objections: What was found.
        promise: What was promised.
        answers: An applicant's answers.
        items: The yardstick's lines with their verdicts; the score is their sum.
        score: From 0 to 100.
        cap: What the score was capped at because of a breach, or 100.
    """

    id: str
    track: tuple[str, int, str]
    steps: tuple[Finding, ...]
    mistakes: tuple[Finding, ...]
    breaches: tuple[Finding, ...]
    arguments: tuple[Finding, ...]
    reasons: tuple[Finding, ...]
    signals: tuple[Finding, ...]
    objections: tuple[Finding, ...]
    promise: PromiseFound
    answers: tuple[AnswerFound, ...]
    items: tuple[Item, ...]
    score: int
    cap: int

    def as_record(self) -> dict[str, object]:
        """The review in its public shape."""
        groups = ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections")
        found = {group: [finding.as_record() for finding in getattr(self, group)] for group in groups}
        answers = [answer.as_record() for answer in self.answers]
        track = {"id": self.track[0], "version": self.track[1], "language": self.track[2]}
        return {"id": self.id, **found, "promise": self.promise.as_record(), "answers": answers, "score": self.score, "track": track}

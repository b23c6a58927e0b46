"""Hear one conversation: for each turn the cues it carries, how sure that is, and the sentence that carries them.

Phrase rules and the linear model listen together: a rule that fires is one more piece for the model, which has learnt how far to trust
it. A rule that is marked as sure decides alone. The conduct scan, which names forbidden words, comes later (:mod:`huashu.review.breaches`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huashu.language.plain import Plain, plain
from huashu.review.hearing.features import features
from huashu.review.hearing.model import LinearModel, linear_model
from huashu.review.hearing.phrases import phrase_rules
from huashu.review.transcript import OFFICER, Transcript, Turn

HEARD: Final = 0.5
SURE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Heard:
    """One cue in one turn.

    Args:
        cue: Id of the vocabulary.
        confidence: From 0.5 to 1.
        source: ``rule`` or ``model``.
        why: The rule's name, or the pieces of the turn that speak most for it.
    """

    cue: str
    confidence: float
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """One turn with what was heard in it."""

    number: int
    turn: Turn
    words: Plain
    cues: Mapping[str, Heard]

    @property
    def by_officer(self) -> bool:
        """Whether the officer speaks."""
        return self.turn.speaker == OFFICER


def hear(transcript: Transcript) -> tuple[HeardTurn, ...]:
    """Every turn with its cues."""
    before = {True: "", False: ""}
    heard = []
    for number, turn in enumerate(transcript.turns):
        officer = turn.speaker == OFFICER
        one = _hear_turn(number, turn, before[not officer], transcript)
        heard.append(one)
        before[officer] = one.words.text
    return tuple(heard)


def _hear_turn(number: int, turn: Turn, before: str, transcript: Transcript) -> HeardTurn:
    officer = turn.speaker == OFFICER
    words = plain(turn.text)
    if not words.text:
        return HeardTurn(number, turn, words, {})
    model = linear_model(transcript.language, "officer" if officer else "other")
    strengths = model.strengths(features(words.text, before, transcript.kind, transcript.language, officer=officer))
    cues = {
        cue: Heard(cue, round(float(strength), 3), "model", "")
        for cue, strength in zip(model.cues, strengths, strict=True)
        if strength >= HEARD
    }
    for rule in phrase_rules(transcript.language):
        if rule.sure and (rule.by == OFFICER) == officer and rule.fires(words.text, before):
            cues[rule.cue] = Heard(rule.cue, SURE, "rule", rule.name)
    return HeardTurn(number, turn, words, cues)


def quote_of(heard: HeardTurn, cue: str, transcript: Transcript) -> str:
    """The sentence of a turn that carries a cue best, as it was written: always a true piece of the turn.

    Args:
        heard: The turn.
        cue: The cue.
        transcript: The conversation it belongs to.
    """
    words = heard.words
    if len(words.sentences) < 2:
        return heard.turn.text.strip()
    spans = list(zip(words.sentences, [*words.sentences[1:], len(words.text)], strict=True))
    model: LinearModel = linear_model(transcript.language, "officer" if heard.by_officer else "other")
    rules = [rule for rule in phrase_rules(transcript.language) if rule.cue == cue]
    column = model.cues.index(cue) if cue in model.cues else -1

    def strength(span: tuple[int, int]) -> float:
        part = words.text[span[0] : span[1]]
        if any(rule.fires(part, "") for rule in rules):
            return 2.0
        if column < 0:
            return 0.0
        return float(model.strengths(features(part, "", transcript.kind, transcript.language, officer=heard.by_officer))[column])

    start, end = max(spans, key=strength)
    return heard.turn.text[words.at[start] : words.at[end - 1] + 1].strip()

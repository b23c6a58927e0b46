"""Hear one conversation: for each turn the cues it carries, how sure that is, and the sentence that carries them.

Phrase rules and the linear model listen together: a rule that fires is one more piece for the model, which has learnt how far to trust
it. A rule that is marked as sure decides alone. The conduct scan, which names forbidden words, comes later (:mod:`huashu.review.breaches`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from huashu.language.plain import Plain, plain
from huashu.playbook.vocabulary import vocabulary
from huashu.review.hearing.features import Pieces, pieces_of, place_of
from huashu.review.hearing.model import SIDES, LinearModel, linear_model
from huashu.review.hearing.phrases import rule_table
from huashu.review.transcript import OFFICER, Transcript, Turn

HEARD: Final = 0.5
SURE: Final = 0.95
DOUBTED: Final = 0.2
HELPERS: Final = frozenset(vocabulary()["cues"])
"""Cues without labels: no examples to learn from, so their rules decide."""


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
    """One turn with what was heard in it.

    Args:
        number: Its place in the call.
        turn: The turn.
        words: Its plain text.
        cues: What it carries.
        doubted: Breaches of which the model is sure that it doesn't carry them.
    """

    number: int
    turn: Turn
    words: Plain
    cues: Mapping[str, Heard]
    doubted: frozenset[str] = frozenset()

    @property
    def by_officer(self) -> bool:
        """Whether the officer speaks."""
        return self.turn.speaker == OFFICER


def hear(transcript: Transcript) -> tuple[HeardTurn, ...]:
    """Every turn with its cues."""
    before = {True: "", False: ""}
    words = [plain(turn.text) for turn in transcript.turns]
    pieces: list[Pieces] = []
    for number, turn in enumerate(transcript.turns):
        officer = turn.speaker == OFFICER
        place = place_of(number, len(words))
        text = words[number].text
        pieces.append(pieces_of(text, before[not officer], transcript.kind, transcript.language, officer=officer, place=place))
        before[officer] = text
    cues: dict[int, dict[str, Heard]] = {}
    doubted: dict[int, frozenset[str]] = {}
    for side in SIDES:
        numbers = [n for n, turn in enumerate(transcript.turns) if (turn.speaker == OFFICER) == (side == "officer") and words[n].text]
        cues |= _heard(linear_model(transcript.language, side), numbers, pieces, doubted)
    return tuple(HeardTurn(n, turn, words[n], cues.get(n, {}), doubted.get(n, frozenset())) for n, turn in enumerate(transcript.turns))


def _heard(
    model: LinearModel, numbers: Sequence[int], pieces: Sequence[Pieces], doubted: dict[int, frozenset[str]]
) -> dict[int, dict[str, Heard]]:
    """Cues of some turns of one side: what the model hears, and what a sure rule decides; what it doubts goes into ``doubted``."""
    found: dict[int, dict[str, Heard]] = {number: {} for number in numbers}
    if numbers:
        strengths = model.strengths([pieces[number] for number in numbers])
        for row, column in zip(*np.nonzero(strengths >= HEARD), strict=True):
            cue = model.cues[column]
            found[numbers[row]][cue] = Heard(cue, round(float(strengths[row, column]), 3), "model", "")
        for number, row in zip(numbers, strengths, strict=True):
            doubted[number] = frozenset(model.cues[column] for column in model.breaches if row[column] < DOUBTED)
    for number in numbers:
        for rule in pieces[number].rules:
            if rule.sure:
                found[number][rule.cue] = Heard(rule.cue, SURE, "rule", rule.name)
            elif rule.cue in HELPERS:
                found[number][rule.cue] = Heard(rule.cue, HEARD, "rule", rule.name)
    return found


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
    said = [words.text[start:end] for start, end in spans]
    rules = rule_table(transcript.language, officer=heard.by_officer).of_cue(cue)
    best = next((place for place, part in enumerate(said) if any(rule.fires(part, "") for rule in rules)), None)
    if best is None:
        alone = [_alone(part, transcript.kind, transcript.language, officer=heard.by_officer) for part in said]
        model = linear_model(transcript.language, "officer" if heard.by_officer else "other")
        best = int(model.strengths(alone)[:, model.cues.index(cue)].argmax()) if cue in model.cues else 0
    start, end = spans[best]
    return heard.turn.text[words.at[start] : words.at[end - 1] + 1].strip()


@lru_cache(maxsize=128)
def _alone(sentence: str, kind: str, language: str, *, officer: bool) -> Pieces:
    """A sentence by itself in pieces."""
    return pieces_of(sentence, "", kind, language, officer=officer)

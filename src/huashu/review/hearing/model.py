"""The small trained model: a weight for each piece of a turn and each cue, added up; no more than that.

The weights come from ``tools/train_hearing.py``, which reads the corpus in the repository; the same corpus gives the same weights.
docs/review.md says how they are made and how good they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from huashu.playbook.vocabulary import vocabulary
from huashu.review.hearing.features import BEFORE, Pieces

WEIGHTS: Traversable = files("huashu.review.hearing").joinpath("weights")
"""The shipped weights; a measurement may put those of a part of the corpus in their place."""
SIDES: Final = ("officer", "other")
STEEP: Final = 6.0
"""How fast certainty grows with the distance from the threshold."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one side of the talk in one language.

    Args:
        own: For each piece of the turn itself, or mark, its row.
        before: For each piece of what was said before its row.
        cues: Cues in the order of the columns.
        weights: float32, shape (pieces, cues).
        limits: float32, shape (cues,): what the sum must reach for a cue to count as heard.
        breaches: Columns of the cues that are breaches.
    """

    own: Mapping[str, int]
    before: Mapping[str, int]
    cues: tuple[str, ...]
    weights: NDArray[np.float32]
    limits: NDArray[np.float32]
    breaches: tuple[int, ...] = ()

    def strengths(self, turns: Sequence[Pieces]) -> NDArray[np.float32]:
        """How sure each cue of each turn is, from 0 to 1 with one half at its limit; float32, shape (turns, cues)."""
        sums = np.stack([self._sum(pieces) for pieces in turns])
        strengths: NDArray[np.float32] = (1 / (1 + np.exp(STEEP * (self.limits - sums)))).astype(np.float32)
        return strengths

    def _sum(self, pieces: Pieces) -> NDArray[np.float32]:
        own = sorted(map(self.own.__getitem__, self.own.keys() & pieces.own))  # in order: sums of floats depend on it
        before = sorted(map(self.before.__getitem__, self.before.keys() & pieces.before))
        marks = [(row, weight) for mark, weight in pieces.marks.items() if (row := self.own.get(mark)) is not None]
        shares = np.empty(len(own) + len(before) + len(marks), dtype=np.float32)
        shares[: len(own)] = pieces.weight
        shares[len(own) : len(own) + len(before)] = np.float32(pieces.weight) * np.float32(BEFORE)
        shares[len(own) + len(before) :] = [weight for _, weight in marks]
        rows = np.array([*own, *before, *(row for row, _ in marks)], dtype=np.intp)
        total: NDArray[np.float32] = shares @ self.weights.take(rows, axis=0)
        return total


@cache
def linear_model(language: str, side: str) -> LinearModel:
    """The shipped weights.

    Args:
        language: ``zh`` or ``en``.
        side: ``officer`` or ``other`` (customer and third party).
    """
    with WEIGHTS.joinpath(f"{language}-{side}.npz").open("rb") as held, np.load(held) as arrays:
        pieces = bytes(arrays["pieces"]).decode().split("\n")
        weights = arrays["weights"].astype(np.float32) * arrays["scales"]
        return model_of(pieces, bytes(arrays["cues"]).decode().split("\n"), weights, arrays["limits"])


def model_of(pieces: Sequence[str], cues: Sequence[str], weights: NDArray[np.float32], limits: NDArray[np.float32]) -> LinearModel:
    """A model from its pieces, cues, weights and limits."""
    before = {piece[2:]: row for row, piece in enumerate(pieces) if piece.startswith("P:")}
    own = {piece: row for row, piece in enumerate(pieces) if not piece.startswith("P:")}
    breaches = tuple(column for column, cue in enumerate(cues) if cue in vocabulary()["breaches"])
    return LinearModel(own, before, tuple(cues), weights.astype(np.float32), limits.astype(np.float32), breaches)

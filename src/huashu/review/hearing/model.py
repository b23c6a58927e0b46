"""The small trained model: a weight for each piece of a turn and each cue, added up; no more than that.

The weights come from ``tools/train_hearing.py``, which reads the corpus in the repository; the same corpus gives the same weights.
docs/review.md says how they are made and how good they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        weights: int8, shape (pieces + 1, cues): whole numbers; the last row is all zeros.
        scales: float32, shape (cues,): what one unit of a cue's weights is worth.
        limits: float32, shape (cues,): what the sum must reach for a cue to count as heard.
        breaches: Columns of the cues that are breaches.
    """

    own: Mapping[str, int]
    before: Mapping[str, int]
    cues: tuple[str, ...]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    limits: NDArray[np.float32]
    breaches: tuple[int, ...] = ()

    def strengths(self, turns: Sequence[Pieces]) -> NDArray[np.float32]:
        """How sure each cue of each turn is, from 0 to 1 with one half at its limit; float32, shape (turns, cues).

        Pieces of one turn that count alike are added up as whole numbers, all turns in one go, so their order doesn't matter.
        """
        zero = len(self.weights) - 1
        rows: list[int] = []
        shares: list[float] = []
        starts: list[int] = []
        firsts: list[int] = []
        for pieces in turns:
            firsts.append(len(starts))
            for share, found in self._alike(pieces):
                starts.append(len(rows))
                shares.append(share)
                rows.append(zero)  # so that none is empty
                rows += found
        sums = np.add.reduceat(self.weights.take(rows, axis=0), starts, axis=0, dtype=np.int32)
        totals = np.add.reduceat(sums * np.array(shares, dtype=np.float32)[:, None], firsts, axis=0) * self.scales
        strengths: NDArray[np.float32] = (1 / (1 + np.exp(STEEP * (self.limits - totals)))).astype(np.float32)
        return strengths

    def _alike(self, pieces: Pieces) -> Iterator[tuple[float, Iterable[int]]]:
        """Rows of the pieces of a turn that count alike, and how much each counts."""
        yield pieces.weight, map(self.own.__getitem__, self.own.keys() & pieces.own)
        yield pieces.weight * BEFORE, map(self.before.__getitem__, self.before.keys() & pieces.before)
        marks: dict[float, list[int]] = {}
        for mark, weight in pieces.marks.items():
            if mark in self.own:
                marks.setdefault(weight, []).append(self.own[mark])
        yield from marks.items()


@cache
def linear_model(language: str, side: str) -> LinearModel:
    """The shipped weights.

    Args:
        language: ``zh`` or ``en``.
        side: ``officer`` or ``other`` (customer and third party).
    """
    with WEIGHTS.joinpath(f"{language}-{side}.npz").open("rb") as held, np.load(held) as arrays:
        pieces = bytes(arrays["pieces"]).decode().split("\n")
        return model_of(pieces, bytes(arrays["cues"]).decode().split("\n"), arrays["weights"], arrays["scales"], arrays["limits"])


def model_of(
    pieces: Sequence[str], cues: Sequence[str], weights: NDArray[np.int8], scales: NDArray[np.float32], limits: NDArray[np.float32]
) -> LinearModel:
    """A model from its pieces, cues, weights (int8, shape (pieces, cues)), what their units are worth and limits (both shape (cues,))."""
    before = {piece[2:]: row for row, piece in enumerate(pieces) if piece.startswith("P:")}
    own = {piece: row for row, piece in enumerate(pieces) if not piece.startswith("P:")}
    breaches = tuple(column for column, cue in enumerate(cues) if cue in vocabulary()["breaches"])
    with_zeros = np.vstack([weights, np.zeros((1, len(cues)), dtype=np.int8)])
    return LinearModel(own, before, tuple(cues), with_zeros, scales.astype(np.float32), limits.astype(np.float32), breaches)

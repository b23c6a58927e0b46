"""The small trained model: a weight for each piece of a turn and each cue, added up; no more than that.

The weights come from ``tools/train_hearing.py``, which reads the corpus in the repository; the same corpus gives the same weights.
docs/review.md says how they are made and how good they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

SIDES: Final = ("officer", "other")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one side of the talk in one language.

    Args:
        rows: For each piece its row.
        cues: Cues in the order of the columns.
        weights: int8, shape (pieces, cues).
        scales: float32, shape (cues,): what a weight of 1 is worth.
        biases: float32, shape (cues,).
        thresholds: float32, shape (cues,): from which probability a cue counts as heard.
    """

    rows: dict[str, int]
    cues: tuple[str, ...]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    def strengths(self, pieces: Mapping[str, float]) -> NDArray[np.float32]:
        """How sure each cue is, from 0 to 1 with one half at its threshold; float32, shape (cues,)."""
        held = [(row, weight) for piece, weight in pieces.items() if (row := self.rows.get(piece)) is not None]
        rows = [row for row, _ in held]
        shares = np.array([weight for _, weight in held], dtype=np.float32)
        total = (shares @ self.weights[rows].astype(np.float32)) * self.scales + self.biases
        probability = 1 / (1 + np.exp(-total))
        below = probability / self.thresholds / 2
        above = 0.5 + (probability - self.thresholds) / (1 - self.thresholds) / 2
        strengths: NDArray[np.float32] = np.where(probability < self.thresholds, below, above).astype(np.float32)
        return strengths

    def why(self, pieces: Mapping[str, float], cue: str, most: int = 5) -> tuple[str, ...]:
        """The pieces that speak most for a cue."""
        column = self.cues.index(cue)
        held = [(self.weights[row, column] * share, piece) for piece, share in pieces.items() if (row := self.rows.get(piece)) is not None]
        return tuple(piece for weight, piece in sorted(held, reverse=True)[:most] if weight > 0)


@cache
def linear_model(language: str, side: str) -> LinearModel:
    """The shipped weights.

    Args:
        language: ``zh`` or ``en``.
        side: ``officer`` or ``other`` (customer and third party).
    """
    with files("huashu.review.hearing").joinpath("weights", f"{language}-{side}.npz").open("rb") as held, np.load(held) as arrays:
        pieces = bytes(arrays["pieces"]).decode().split("\n")
        cues = bytes(arrays["cues"]).decode().split("\n")
        return LinearModel(
            {piece: row for row, piece in enumerate(pieces)},
            tuple(cues),
            arrays["weights"],
            arrays["scales"],
            arrays["biases"],
            arrays["thresholds"],
        )

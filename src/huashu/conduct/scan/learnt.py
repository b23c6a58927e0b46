"""What the words of many remarks have taught: for each breach a weight of every small piece of a text, added up; no more than that.

Frames name what their writers thought of; the weights also know what sounds alike, and which frames to trust. They are whole numbers,
made by ``tools/train_hearing.py`` from the corpus in the repository; the same corpus gives the same files. docs/algorithms/scan.md says
how good they are.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from huashu.language.pieces import word_pieces

WEIGHTS: Traversable = files("huashu.conduct.scan").joinpath("weights")
"""The shipped weights; a measurement may put those of a part of the corpus in their place."""
BY_FRAMES: Final = frozenset({"third_party_disclosure", "third_party_demand", "ignored_stop", "false_amount"})
"""Breaches that turn on who listens, what was asked for or what is owed, which the words alone don't tell: frames decide."""
FIRED: Final = 0.5
CLEARED: Final = 0.5
KIND: Final = 0.3
KINDS: Final = {"verification": "verification", "financing_talk": "financing"}
"""Kinds of talk that the weights tell apart; all others are about payments."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights of one language.

    Args:
        labels: Breaches in the order of the columns.
        steps: For each breach what one unit of its weights is worth.
        grounds: For each breach its strength before anything is said.
        rows: For each piece or mark its weights.
    """

    labels: tuple[str, ...]
    steps: tuple[float, ...]
    grounds: tuple[float, ...]
    rows: Mapping[str, tuple[int, ...]]

    def strengths(self, pieces: Mapping[str, float]) -> dict[str, float]:
        """How strongly a text speaks for each breach: near 0 for innocent ones, near 1 for plain ones.

        Args:
            pieces: Its pieces and marks with their weights (:func:`pieces_of`).
        """
        known: dict[float, list[tuple[int, ...]]] = {}
        for piece in sorted(self.rows.keys() & pieces.keys()):  # in order: sums of floats depend on it
            known.setdefault(pieces[piece], []).append(self.rows[piece])
        sums = list(self.grounds)
        for weight, rows in known.items():
            for column, total in enumerate(map(sum, zip(*rows, strict=True))):
                sums[column] += total * weight * self.steps[column]
        return dict(zip(self.labels, sums, strict=True))


def pieces_of(text: str, language: str, call_kind: str, fired: Collection[str] = (), cleared: Collection[str] = ()) -> dict[str, float]:
    """A text in weighed pieces, as the weights know them.

    Args:
        text: The text, made plain.
        language: ``zh`` or ``en``.
        call_kind: Kind of talk.
        fired: Breaches whose frames found something that no guard cleared.
        cleared: Breaches whose frames found something that a guard cleared.
    """
    pieces = word_pieces(text, language)
    return {
        **dict.fromkeys(pieces, 1 / math.sqrt(len(pieces) or 1)),
        f"K:{KINDS.get(call_kind, 'payments')}": KIND,
        **dict.fromkeys((f"F:{label}" for label in fired), FIRED),
        **dict.fromkeys((f"C:{label}" for label in cleared), CLEARED),
    }


@cache
def learnt(language: str) -> Learnt:
    """The weights of a language.

    Args:
        language: ``zh`` or ``en``.
    """
    lines = _lines(WEIGHTS.joinpath(f"scan-{language}.txt.gz"))
    labels, steps, grounds = (next(lines) for _ in range(3))
    rows = {piece: tuple(map(int, weights)) for piece, *weights in lines}
    return Learnt(tuple(labels), tuple(map(float, steps)), tuple(map(float, grounds)), rows)


def _lines(path: Traversable) -> Iterator[list[str]]:
    with path.open("rb") as held:
        for line in gzip.decompress(held.read()).decode().splitlines():
            yield line.split("\t")

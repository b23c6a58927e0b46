"""What the words of many remarks have taught: for each breach a weight of every small piece of a text, added up; no more than that.

Frames name what their writers thought of; the weights also know what sounds alike, and which frames to trust. They are whole numbers,
made by ``tools/train_hearing.py`` from the corpus in the repository; the same corpus gives the same files. docs/algorithms/scan.md says
how good they are.
"""

from __future__ import annotations

import gzip
import math
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
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
BITS: Final = 32
KINDS: Final = {"verification": "verification", "financing_talk": "financing"}
"""Kinds of talk that the weights tell apart; all others are about payments."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights of one language.

    Args:
        labels: Breaches in the order of the columns.
        steps: For each breach what one unit of its weights is worth.
        grounds: For each breach its strength before anything is said.
        rows: For each piece or mark its weights, put into one number (:func:`packed`).
    """

    labels: tuple[str, ...]
    steps: tuple[float, ...]
    grounds: tuple[float, ...]
    rows: Mapping[str, int]

    def strengths(self, pieces: Mapping[str, float]) -> dict[str, float]:
        """How strongly a text speaks for each breach: near 0 for innocent ones, near 1 for plain ones.

        Args:
            pieces: Its pieces and marks with their weights (:func:`pieces_of`).
        """
        totals: dict[float, int] = {}
        for piece, weight in pieces.items():
            row = self.rows.get(piece)
            if row is not None:
                totals[weight] = totals.get(weight, 0) + row
        sums = list(self.grounds)
        for weight, total in totals.items():
            for column, units in enumerate(unpacked(total, len(sums))):
                sums[column] += units * weight * self.steps[column]
        return dict(zip(self.labels, sums, strict=True))


def packed(weights: Sequence[int]) -> int:
    """Whole numbers in one, 32 bits each, so that the rows of many pieces are added up at once."""
    return sum(weight << BITS * place for place, weight in enumerate(weights))


def unpacked(total: int, count: int) -> Iterator[int]:
    """The numbers that a sum of :func:`packed` ones holds.

    Args:
        total: The sum.
        count: How many numbers it holds; each from -2³¹ to 2³¹ - 1.
    """
    middle = 1 << BITS - 1
    raised = total + packed([middle] * count)
    return (each - middle for each in struct.unpack(f"<{count}I", raised.to_bytes(count * BITS // 8, "little")))


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
    rows = {piece: packed(list(map(int, weights))) for piece, *weights in lines}
    return Learnt(tuple(labels), tuple(map(float, steps)), tuple(map(float, grounds)), rows)


def _lines(path: Traversable) -> Iterator[list[str]]:
    with path.open("rb") as held:
        for line in gzip.decompress(held.read()).decode().splitlines():
            yield line.split("\t")

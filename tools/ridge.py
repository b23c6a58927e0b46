"""Ridge regression in the space of the examples, for all cues at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

STIFFNESS: Final = 0.3

Numbers = NDArray[np.float64]


def matrix(weighed: Sequence[Mapping[str, float]], rows: Mapping[str, int]) -> sparse.csr_matrix:
    """One row an example, with the weights of its pieces."""
    held = [[(rows[piece], own[piece]) for piece in sorted(own) if piece in rows] for own in weighed]
    starts = np.cumsum([0, *(len(own) for own in held)])
    places = np.array([row for own in held for row, _ in own], dtype=np.int64)
    weights = np.array([weight for own in held for _, weight in own])
    return sparse.csr_matrix((weights, places, starts), shape=(len(held), len(rows)))


def solved(alike: Numbers, wanted: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """What each example adds to each cue, and the inverse that it came from.

    Args:
        alike: How alike each two examples are; overwritten, as there is little room for a second one.
        wanted: Which cues each carries.
    """
    inverse = np.linalg.inv(_stiffened(alike, STIFFNESS))
    return inverse @ wanted, inverse


def shares_of(alike: Numbers, wanted: NDArray[np.bool_], stiffness: float = STIFFNESS) -> Numbers:
    """What each example adds to each cue, for less room than :func:`solved`.

    Args:
        alike: How alike each two examples are; overwritten.
        wanted: Which cues each carries.
        stiffness: How much large weights cost.
    """
    return np.linalg.solve(_stiffened(alike, stiffness), wanted.astype(float))


def _stiffened(alike: Numbers, stiffness: float) -> Numbers:
    alike += 1.0
    alike.flat[:: len(alike) + 1] += stiffness
    return alike


def held_out(inverse: Numbers, shares: Numbers, wanted: NDArray[np.bool_], out: NDArray[np.bool_]) -> Numbers:
    """What would be said of some examples had they not been there.

    Args:
        inverse: As :func:`solved` gives it.
        shares: The same.
        wanted: Which cues each example carries.
        out: Which examples are left out.
    """
    left: Numbers = wanted[out] - np.linalg.solve(inverse[np.ix_(out, out)], shares[out])
    return left

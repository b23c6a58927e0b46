"""Chance that is the same everywhere: whole numbers drawn from a seed.

The generator is SplitMix64, so the same seed gives the same book on every machine and every version of Python. It is
for invented data only, never for secrets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


class Dice:
    """A stream of draws that follows from numbers.

    Args:
        path: Numbers that name the stream: the seed first, then for example the borrower. Streams with different
            paths don't follow from each other, so one borrower's draws never move another's.
    """

    def __init__(self, *path: int) -> None:
        self._state = 0
        for number in path:
            self._state = self._mixed((self._state ^ number) & _MASK)

    def below(self, end: int) -> int:
        """A whole number from 0 to ``end - 1``."""
        self._state = (self._state + _GOLDEN) & _MASK
        return self._mixed(self._state) * end >> 64

    def between(self, first: int, last: int) -> int:
        """A whole number from ``first`` to ``last``, both included."""
        return first + self.below(last - first + 1)

    def chance(self, permille: int) -> bool:
        """Whether something happens that happens so many times in a thousand."""
        return self.below(1000) < permille

    def pick(self, items: Sequence[_T]) -> _T:
        """One of the items, each as likely as the others."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[_T, int]]) -> _T:
        """One of the items, each as likely as its weight says."""
        drawn = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            drawn -= weight
            if drawn < 0:
                return item
        raise AssertionError  # the weights add up to more than any draw

    @staticmethod
    def _mixed(state: int) -> int:
        state = (state + _GOLDEN) & _MASK
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB & _MASK
        return state ^ (state >> 31)

"""Parts of a whole, and how they changed: the numbers that the portfolio's figures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huashu.money import divide_half_up


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def permille(self) -> int | None:
        """The share per thousand, rounded half up; None of nothing."""
        return divide_half_up(1000 * self.part, self.whole) if self.whole else None

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.part + other.part, self.whole + other.whole)


class Turn(StrEnum):
    """Which way something went."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


def turn_of(now: int | None, before: int | None, *, more_is_better: bool) -> Turn:
    """Whether a number got better; unknown where one of the two isn't there."""
    if now is None or before is None:
        return Turn.UNKNOWN
    if now == before:
        return Turn.SAME
    return Turn.BETTER if (now > before) == more_is_better else Turn.WORSE

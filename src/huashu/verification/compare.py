"""Numbers against numbers: the same, near, or something else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from huashu.language.figures import Figure
from huashu.verification.answer import Verdict

TOLERANCE: Final = Fraction(1, 10)
"""How far from the form's number is still near."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that counts as the answer.

    Args:
        values: What it may mean, the likeliest first.
        low: The least that the words allow.
        high: The most that the words allow.
        approximate: They say it only roughly, or with doubt.
        either: They give two values without choosing.
    """

    values: tuple[Fraction, ...]
    low: Fraction
    high: Fraction
    approximate: bool = False
    either: bool = False

    @classmethod
    def of(cls, figure: Figure) -> Amount:
        """The number that a figure tells."""
        return cls(figure.values, figure.low, figure.high, figure.approximate or figure.range, figure.either)

    @classmethod
    def exactly(cls, value: Fraction | int) -> Amount:
        """A number without doubt."""
        plain = Fraction(value)
        return cls((plain,), plain, plain)

    def times(self, factor: Fraction | int) -> Amount:
        """The same in another unit."""
        return Amount(tuple(value * factor for value in self.values), self.low * factor, self.high * factor, self.approximate, self.either)

    def nearest(self, form: Fraction) -> Fraction:
        """Of several meanings, the one that comes closest to the form's number in proportion."""
        if len(self.values) == 1 or form <= 0:
            return self.values[0]
        return min(self.values, key=lambda value: max(value, form) / min(value, form) if value > 0 else Fraction(10**9))


def number_verdict(amount: Amount, form: Fraction, *, hedged: bool = False) -> tuple[Verdict, Fraction | None]:
    """How a number stands to the form's, and which number it is.

    Args:
        amount: What he said, in the form's unit.
        form: The form's number.
        hedged: There is doubt in the words around it.
    """
    if amount.either:
        return Verdict.UNSURE, None
    value = amount.nearest(form)
    loose = amount.approximate or hedged or amount.low != amount.high
    if value == form:
        return (Verdict.NEAR if loose else Verdict.MATCH), value
    spans = value == amount.values[0] and amount.low != amount.high and amount.low <= form <= amount.high
    if spans or abs(value - form) <= form * TOLERANCE:
        return Verdict.NEAR, value
    return Verdict.CONFLICT, value

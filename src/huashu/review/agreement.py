"""How far two readers agree: the share of equal verdicts, and Cohen's kappa, which takes off what chance alone would give.

Whole numbers throughout, so that the same readings give the same figure. Source: J. Cohen, A coefficient of agreement for nominal scales,
Educational and Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from huashu.money import divide_half_up


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree.

    Args:
        pairs: Verdicts that were compared.
        equal: Of these, equal ones.
        kappa_permille: Cohen's kappa in thousandths, -1,000 to 1,000; None where both always said the same one thing, or nothing.
    """

    pairs: int
    equal: int
    kappa_permille: int | None

    @property
    def share_permille(self) -> int | None:
        """Share of equal verdicts in thousandths, or None without any."""
        return divide_half_up(1000 * self.equal, self.pairs) if self.pairs else None


def agreement(verdicts: Iterable[tuple[str, str]]) -> Agreement:
    """Compare two readers.

    Args:
        verdicts: For each item the first reader's verdict and the second's.
    """
    held = list(verdicts)
    pairs, equal = len(held), sum(first == second for first, second in held)
    first, second = Counter(one for one, _ in held), Counter(other for _, other in held)
    by_chance = sum(count * second[verdict] for verdict, count in first.items())
    # kappa = (equal/pairs - chance/pairs²) / (1 - chance/pairs²), multiplied out
    whole = pairs * pairs - by_chance
    return Agreement(pairs, equal, divide_half_up(1000 * (equal * pairs - by_chance), whole) if whole else None)

"""How far behind a borrower is from one instalment to the next: a Markov chain over instalments unpaid.

The numbers are per thousand, rounded from the months-behind transitions of 6,408 United States auto loans before 2020
(about 88,000 loan-months), which we derived from the public asset-level files (Form ABS-EE) of two Ally trusts, 2017-3 and 2019-3.
They are another country's behaviour, good enough for a picture that moves like a real book; they predict nothing.
"""

from __future__ import annotations

from typing import Final

from huashu.adapters.demo.dice import Dice

WORST: Final = 4
"""Four instalments behind and more are one state."""

PAID_OFF: Final = -1
"""The borrower repays everything early."""

DEFAULT: Final = -2
"""The borrower never pays again."""

TRANSITIONS: Final[dict[int, tuple[tuple[int, int], ...]]] = {
    0: ((0, 910), (1, 74), (PAID_OFF, 16)),
    1: ((0, 282), (1, 603), (2, 97), (PAID_OFF, 18)),
    2: ((0, 70), (1, 158), (2, 519), (3, 234), (PAID_OFF, 17), (DEFAULT, 2)),
    3: ((0, 34), (1, 35), (2, 134), (3, 493), (4, 282), (PAID_OFF, 15), (DEFAULT, 7)),
    4: ((0, 18), (1, 8), (2, 21), (3, 57), (4, 835), (PAID_OFF, 19), (DEFAULT, 42)),
}
"""From instalments behind to the state one instalment later, per thousand."""

DEEPER_PERMILLE: Final = 700
"""Of those who stay four or more behind, how many pay nothing at all and fall one further. Our own guess: the source
doesn't tell four from five."""


def step(behind: int, dice: Dice) -> int:
    """Instalments behind one instalment later, or :data:`PAID_OFF` or :data:`DEFAULT`.

    Args:
        behind: Instalments due and unpaid before the next one falls due, 0 or more.
        dice: Where chance comes from.
    """
    target = dice.weighted(TRANSITIONS[min(behind, WORST)])
    if target == WORST:
        return behind + 1 if behind < WORST or dice.chance(DEEPER_PERMILLE) else behind
    return target

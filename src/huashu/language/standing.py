"""What stands at a moment of a conversation, and whether words only say it again or go on from it."""

from __future__ import annotations

from dataclasses import dataclass

from huashu.language.drafts import Sum
from huashu.language.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Standing:
    """The promise that stands.

    Args:
        judged: What it is.
        turns: The customer's turns that show it.
        asked_in: The officer's turns that give it its context.
        bare: A day without an amount of its own.
    """

    judged: Judgement
    turns: tuple[int, ...]
    asked_in: tuple[int, ...] = ()
    bare: bool = False


def recapped(standing: Standing, offered: list[Sum]) -> bool:
    """Whether the officer only says again what stands; naming the amount for a bare day adds to it."""
    held, said = standing.judged.sums, {made.by for made in offered}
    if not said & {made.by for made in held}:
        return False
    adds = len(held) == len(offered) == 1 and held[0].amount_minor is None and offered[0].amount_minor is not None
    return not adds


def restated(standing: Standing, judged: Judgement) -> tuple[Sum, ...]:
    """What stands, where he names some of its days again, with the amounts that he names now; else nothing."""
    said = {made.by: made for made in judged.sums}
    if not said.keys() < {made.by for made in standing.judged.sums} and not _equal(standing, judged):
        return ()
    named = {by: made for by, made in said.items() if made.amount_minor is not None}
    return tuple(named.get(made.by, made) for made in standing.judged.sums)


def _equal(standing: Standing, judged: Judgement) -> bool:
    """Whether every payment that he names is one that stands."""
    held = {made.by: made.amount_minor for made in standing.judged.sums}
    return all(made.by in held and made.amount_minor in (None, held[made.by]) for made in judged.sums)


def goes_on(standing: Standing, judged: Judgement) -> bool:
    """Whether what he names comes after what stands, with amounts on both sides."""
    held = [made.by for made in standing.judged.sums if made.by and made.amount_minor is not None]
    said = [made.by for made in judged.sums if made.by and made.amount_minor is not None]
    return bool(held and said) and len(said) == len(judged.sums) and min(said) > max(held)

"""The ladder of arguments: the next true one that wasn't used yet, and why; what was used is marked with when and by whom.

No argument is offered whose condition isn't known to be true. A used one comes back only as history, so that the next call moves on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from huashu.playbook.conditions import Value, failing
from huashu.playbook.track import Argument, Track
from huashu.playbook.wording import Said, sayable


@dataclass(frozen=True, slots=True)
class Use:
    """One time an argument was used.

    Args:
        argument: Its id.
        on: ISO date, or empty for this call.
        by: Who used it, or empty for this call.
        effect: ``moved``, ``unmoved`` or empty.
    """

    argument: str
    on: str = ""
    by: str = ""
    effect: str = ""


class Standing(StrEnum):
    """Where an argument stands."""

    OPEN = "open"
    USED = "used"
    NOT_TRUE = "not_true"
    NOT_KNOWN = "not_known"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Offer:
    """One argument of the ladder.

    Args:
        argument: The argument.
        standing: Whether it may be used.
        say: Its words with this loan's numbers; empty unless it's open or was used.
        uses: When it was used, oldest first.
        lacks: The fact that isn't known or doesn't hold.
        suits: Whether it suits the reason that was given.
    """

    argument: Argument
    standing: Standing
    say: tuple[Said, ...]
    uses: tuple[Use, ...]
    lacks: str
    suits: bool

    @property
    def open(self) -> bool:
        """Whether it may be used now."""
        return self.standing is Standing.OPEN


def ladder(track: Track, facts: Mapping[str, Value], currency: str, uses: Iterable[Use]) -> tuple[Offer, ...]:
    """Every argument of a track, what may be used first: those that suit the reason, then the track's order.

    Args:
        track: The track.
        facts: Facts of the case and what was captured in the call; ``reason`` decides what fits.
        currency: ISO code of the money.
        uses: What was used before, in this call and in earlier ones of the case.
    """
    by_id: dict[str, list[Use]] = {}
    for use in uses:
        by_id.setdefault(use.argument, []).append(use)
    offers = [_offer(argument, track, facts, currency, tuple(by_id.get(argument.id, ()))) for argument in track.arguments]
    return tuple(sorted(offers, key=lambda offer: (not offer.open, not offer.suits)))


def _offer(argument: Argument, track: Track, facts: Mapping[str, Value], currency: str, uses: tuple[Use, ...]) -> Offer:
    reason = facts.get("reason")
    suits = not argument.suits or reason in argument.suits
    say = sayable(argument.say, facts, track.language, currency)
    lacking = failing(argument.true_when, facts)
    if lacking is not None:
        standing = Standing.NOT_KNOWN if facts.get(lacking.fact) is None else Standing.NOT_TRUE
        return Offer(argument, standing, (), uses, lacking.fact, suits)
    if reason in argument.unfit or (argument.suits and reason is not None and not suits):
        return Offer(argument, Standing.UNFIT, (), uses, "reason", suits)
    if uses:
        return Offer(argument, Standing.USED, say, uses, "", suits)
    if not say:
        return Offer(argument, Standing.NOT_KNOWN, (), uses, "", suits)
    return Offer(argument, Standing.OPEN, say, uses, "", suits)

"""What became of the invented promises, day by day, by the same rule as for real ones.

The nightly close decides a promise on the first evening on which it can. Here the evenings have passed already, so the ones that
matter are gone through again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huashu.adapters.demo.talks import Pledge
from huashu.desk.cases.models import PromiseStatus
from huashu.desk.closing.promise_outcomes import Money, Part, PartOutcome, outcomes_of, promise_status_of

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A promise as it stands.

    Args:
        status: What it is.
        decided_on: Since when, None while it's open.
        outcomes: Its parts in order.
    """

    status: PromiseStatus
    decided_on: date | None
    outcomes: tuple[PartOutcome, ...]

    @property
    def received_minor(self) -> int:
        """What has come for it."""
        return sum(outcome.received_minor for outcome in self.outcomes)


def verdict_of(pledge: Pledge, made_on: date, until_on: date | None, moneys: Sequence[Money], as_of: date, grace_days: int) -> Verdict:
    """What a promise was by the end of a day.

    Args:
        pledge: The promise.
        made_on: The day on which it was made.
        until_on: The day on which a newer one took its place, or None.
        moneys: The loan's payments, earliest first.
        as_of: The day.
        grace_days: Days after a part's day in which money still keeps it.
    """
    parts = [Part(amount_minor, due_on) for amount_minor, due_on in pledge.parts]
    counting = [money for money in moneys if made_on <= money.value_on and (until_on is None or money.value_on < until_on)]
    last_on = as_of if until_on is None else min(as_of, until_on)
    evenings = {money.value_on for money in counting} | {part.due_on + _DAY * (grace_days + 1) for part in parts} | {last_on}
    found = Verdict(PromiseStatus.OPEN, None, tuple(outcomes_of(parts, [], made_on, grace_days)))
    for evening in sorted(day for day in evenings if made_on <= day <= last_on):
        outcomes = tuple(outcomes_of(parts, counting, evening, grace_days, replaced_on=until_on))
        status = promise_status_of(outcomes)
        # A promise in several parts may be decided by the first, and otherwise again by the last.
        found = Verdict(status, found.decided_on if status == found.status else evening, outcomes)
    return found

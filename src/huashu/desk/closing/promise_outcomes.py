"""What became of a promise, from the money that came: arithmetic only, no tables.

Rules, with worked cases in ``docs/algorithms/close-desk.md``: money keeps a part if its value date is on or before the part's
day plus the days of grace. Each payment goes to the oldest part that it's in time for, then to the next. Money from before the
promise was made, or from after a newer promise took its place, doesn't count. A newer promise ends the waiting, and with it the
days of grace: a part whose day had passed by then stays missed, so that a new promise wipes out no broken one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from huashu.desk.cases.models import PromiseStatus


class Part(NamedTuple):
    """One payment of a promise: its amount in minor units and its day."""

    amount_minor: int
    due_on: date


class PartOutcome(NamedTuple):
    """What has come for a part, and what the part is now: open, kept, part kept or broken."""

    received_minor: int
    status: PromiseStatus


class Money(NamedTuple):
    """A payment that counts: its value date and amount in minor units."""

    value_on: date
    amount_minor: int


def outcomes_of(
    parts: Sequence[Part], moneys: Sequence[Money], as_of: date, grace_days: int, *, replaced_on: date | None = None
) -> list[PartOutcome]:
    """What became of each part by the end of a day.

    Args:
        parts: The promise's parts, earliest day first.
        moneys: The payments that count, earliest value date first; those after ``as_of`` are left out.
        as_of: The day.
        grace_days: Days after a part's day in which money still keeps it.
        replaced_on: The day on which a newer promise took its place, if one did; what hadn't fallen due by then is withdrawn.
    """
    grace = timedelta(days=grace_days)
    received = [0] * len(parts)
    for money in moneys:
        left_minor = money.amount_minor if money.value_on <= as_of else 0
        for place, part in enumerate(parts):
            if left_minor and money.value_on <= part.due_on + grace:
                taken_minor = min(left_minor, part.amount_minor - received[place])
                received[place] += taken_minor
                left_minor -= taken_minor
    is_replaced = replaced_on is not None and replaced_on <= as_of
    left_open = PromiseStatus.WITHDRAWN if is_replaced else PromiseStatus.OPEN
    over_on = replaced_on if is_replaced and replaced_on else as_of - grace
    return [
        PartOutcome(minor, _part_status(part, minor, _missed(minor) if part.due_on < over_on else left_open))
        for part, minor in zip(parts, received, strict=True)
    ]


def promise_status_of(outcomes: Sequence[PartOutcome]) -> PromiseStatus:
    """What a promise is, from its parts: open until every part is kept or one is missed."""
    statuses = {outcome.status for outcome in outcomes} - {PromiseStatus.WITHDRAWN}
    if statuses & {PromiseStatus.BROKEN, PromiseStatus.PART_KEPT}:
        return _missed(sum(outcome.received_minor for outcome in outcomes))
    if PromiseStatus.OPEN in statuses:
        return PromiseStatus.OPEN
    return PromiseStatus.KEPT if statuses else PromiseStatus.WITHDRAWN


def _part_status(part: Part, received_minor: int, otherwise: PromiseStatus) -> PromiseStatus:
    return PromiseStatus.KEPT if received_minor >= part.amount_minor else otherwise


def _missed(received_minor: int) -> PromiseStatus:
    return PromiseStatus.PART_KEPT if received_minor else PromiseStatus.BROKEN

"""How guessing passwords is slowed down: after some free failures each further one makes the wait longer.

Failures are counted by name (somebody tries many passwords of one person) and by address (one password with many names). The
wait starts anew at the last failure, doubles with each one and has an upper limit, so that nobody is locked out for good by a stranger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
WINDOW: Final = timedelta(hours=1)
"""Failures longer ago than this are forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures cost nothing."""

    free: int


BY_NAME: Final = Limit(5)
BY_ADDRESS: Final = Limit(20)


def wait_left(limit: Limit, failed_at: Sequence[datetime], now: datetime) -> timedelta:
    """How long from ``now`` until the next try is looked at; zero when it is at once.

    With 5 free failures the waits are 30 s after the fifth, then 1, 2, 4, 8 and 15 minutes.

    Args:
        limit: Which rule applies.
        failed_at: Moments of earlier failures, in any order.
        now: The moment of the try.
    """
    recent = [moment for moment in failed_at if now - moment < WINDOW]
    beyond = len(recent) - limit.free
    if beyond < 0:
        return timedelta(0)
    wait = min(FIRST_WAIT * (1 << min(beyond, 20)), LONGEST_WAIT)
    return max(max(recent) + wait - now, timedelta(0))

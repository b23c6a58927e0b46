"""How many days the house gives itself to answer a complaint: a house default by date, not a statement of any law.

Days are calendar days after the business day on which the complaint was received; the last of them is still in time. What holds is
the row in force on the day of receipt (of a reopened complaint: on the day it was reopened). A lender whose law or regulator gives
fewer days adds a row here from the day it holds; a row is never changed afterwards, because complaints were counted by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days in force from a day on.

    Args:
        valid_from: First day.
        general_days: Days for the answer in general.
        authority_days: Days when it came through an authority, which wants an answer of its own.
    """

    valid_from: date
    general_days: int
    authority_days: int


DEADLINES: Final = (Deadline(valid_from=date(1970, 1, 1), general_days=15, authority_days=10),)
"""The house's days, the earliest row first."""


def due_day(from_on: date, *, by_authority: bool) -> date:
    """The last day on which an answer is in time.

    >>> due_day(date(2026, 11, 23), by_authority=False)
    datetime.date(2026, 12, 8)
    >>> due_day(date(2026, 11, 23), by_authority=True)
    datetime.date(2026, 12, 3)
    """
    held = [row for row in DEADLINES if row.valid_from <= from_on][-1]
    return from_on + timedelta(days=held.authority_days if by_authority else held.general_days)

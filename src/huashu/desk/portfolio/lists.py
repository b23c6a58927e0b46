"""Which list a number of the portfolio leads to: its code and limits, read from an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

LISTS: Final = ("bucket", "overdue", "roll", "promises", "first_contacts", "cured", "contacts")
"""Lists that there are."""

STATES: Final[dict[str, tuple[str, ...]]] = {
    "promises": ("kept", "part_kept", "broken", "withdrawn"),
    "first_contacts": ("met", "missed"),
    "contacts": ("reached",),
}
"""What narrows a list further; empty takes everything."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list behind a number.

    Args:
        code: One of :data:`LISTS`.
        bucket: ``bucket``: which one; ``roll``: where the loans are now.
        start: ``roll``: where they were a month ago; empty for those that weren't in the book.
        state: One of the list's :data:`STATES`, or empty.
        on: ``bucket`` and ``overdue``: as of an earlier close; None for the last one.
        after_on: The others: what happened after this day; None for the month up to the last close.
        until_on: And up to this day; None for the last close.
    """

    code: str
    bucket: str = ""
    start: str = ""
    state: str = ""
    on: date | None = None
    after_on: date | None = None
    until_on: date | None = None


def wanted_of(params: Mapping[str, str]) -> Wanted | None:
    """The list that an address asks for, or None if there is no such list; unknown limits count as absent."""
    code, state = params.get("list", ""), params.get("state", "")
    if code not in LISTS:
        return None
    return Wanted(
        code,
        bucket=params.get("bucket", "")[:12],
        start=params.get("start", "")[:12],
        state=state if state in STATES.get(code, ()) else "",
        on=_day(params.get("on", "")),
        after_on=_day(params.get("after", "")),
        until_on=_day(params.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

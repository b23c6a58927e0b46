"""What every measure can be asked: does it refuse at a moment, and from when on it doesn't."""

from __future__ import annotations

from typing import ClassVar, Protocol

from huashu.conduct.situation import Situation
from huashu.conduct.zones import Zone


class Measure(Protocol):
    """The part of a provision that turns on the clock, the calendar or the log.

    ``names`` are the words that its sentence may use in braces. ``gives_hours`` says that it sets the hours of a contact.
    """

    names: ClassVar[frozenset[str]]
    gives_hours: ClassVar[bool]

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True if it speaks against the contact at that minute (since 1970, UTC), the addressee being in that zone."""

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The first minute at or after ``minute`` at which it doesn't speak; None if there is none."""

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:
        """What its sentence says in braces."""

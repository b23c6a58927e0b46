"""Pauses that begin on a date and end by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from huashu.conduct.fields import Fields
from huashu.conduct.situation import Situation
from huashu.conduct.zones import Zone, day_date, day_number


@dataclass(frozen=True, slots=True)
class Moratorium:
    """A pause of some days after the day on which it was entered; that day is day 0 and barred too.

    Args:
        days: The last barred day, counted from the entry.
    """

    names: ClassVar[frozenset[str]] = frozenset({"since", "until"})
    gives_hours: ClassVar[bool] = False

    days: int

    @classmethod
    def read(cls, fields: Fields) -> Moratorium:
        """From ``days`` of a provision."""
        return cls(fields.needed("days", fields.number, "a whole number of days"))

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True from day 0 to the last day."""
        entered = situation.customer.moratorium_from
        return entered is not None and 0 <= zone.day(minute) - day_number(entered) <= self.days

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The first instant of the day after the last."""
        entered = situation.customer.moratorium_from
        if entered is None or not self.refuses(situation, zone, minute):
            return minute
        return max(minute, zone.start(day_number(entered) + self.days + 1))

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """First and last day."""
        entered = situation.customer.moratorium_from
        assert entered is not None
        return {"since": entered.isoformat(), "until": day_date(day_number(entered) + self.days).isoformat()}

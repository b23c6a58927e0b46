"""Times of the day: the window that a rule opens, and the times that the customer ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import ClassVar, Final

from huashu.conduct.contact import WEEKDAYS, Inconvenient
from huashu.conduct.fields import Fields
from huashu.conduct.situation import Situation, minutes
from huashu.conduct.zones import DAY, Zone, clock, weekday
from huashu.errors import InvalidValue

PATIENCE: Final = 400
"""How many openings are looked at before a wish counts as one that never ends."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A window of the day in the addressee's zone; it includes its start and excludes its end.

    Args:
        opens_at: Start, in minutes since midnight.
        closes_at: End; before the start it lies on the next day.
        agreed: True if hours that the customer agreed to are open besides.
        days: Days of the week on which it opens, Monday being 0.
    """

    names: ClassVar[frozenset[str]] = frozenset({"time", "zone", "from", "to"})
    gives_hours: ClassVar[bool] = True

    opens_at: int
    closes_at: int
    agreed: bool = False
    days: frozenset[int] = frozenset(range(7))

    @classmethod
    def read(cls, fields: Fields) -> Hours:
        """From ``from``, ``to``, ``agreed_hours`` and ``days`` of a provision."""
        wanted = "a time of day such as 08:00"
        days = fields.words("days", WEEKDAYS)
        start = minutes(fields.needed("from", fields.clock, wanted))
        end = minutes(fields.needed("to", fields.clock, wanted))
        if start == end:
            raise InvalidValue(fields.path + "to", clock(end), "another time than from")
        return cls(
            start,
            end or DAY,
            agreed=fields.flag("agreed_hours") or False,
            days=frozenset(range(7)) if days is None else frozenset(WEEKDAYS.index(day) for day in days),
        )

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True outside the window and outside agreed hours."""
        local = minute + zone.offset(minute)
        now = local % DAY
        start, end = self.opens_at, self.closes_at
        if start < end:
            is_open = start <= now < end and (len(self.days) == 7 or weekday(local // DAY) in self.days)
        else:
            is_open = (now >= start and weekday(local // DAY) in self.days) or (now < end and weekday(local // DAY - 1) in self.days)
        if is_open:
            return False
        return not (self.agreed and any(start <= now < end for start, end in situation.agreed))

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The next opening of the window or of agreed hours."""
        if not self.refuses(situation, zone, minute):
            return minute
        if not (self.agreed and situation.agreed) and len(self.days) == 7:
            offset = zone.offset(minute)
            wait = (self.opens_at - minute - offset) % DAY
            if zone.offset(minute + wait) == offset:  # the usual day, on which no clock changes
                return minute + wait
        starts = [self.opens_at, *(start for start, _ in situation.agreed)] if self.agreed else [self.opens_at]
        for _ in range(PATIENCE):
            if not self.refuses(situation, zone, minute):
                return minute
            today = zone.day(minute)
            edges = [zone.first(minute, day * DAY + start) for day in (today, today + 1) for start in starts]
            edges.append(zone.steady_until(minute))
            minute = min(edge for edge in edges if edge > minute)
        return None

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """The time there, and the window."""
        return {
            "time": clock(zone.local(minute) % DAY),
            "zone": zone.name,
            "from": clock(self.opens_at),
            "to": clock(self.closes_at),
        }


@dataclass(frozen=True, slots=True)
class Unsuitable:
    """A time that the customer ruled out, alone or for a place.

    Args:
        one_reply: True if one answer to the customer's own message is free while the barred time of that same day lasts.
    """

    names: ClassVar[frozenset[str]] = frozenset({"time", "zone"})
    gives_hours: ClassVar[bool] = False

    one_reply: bool = False

    @classmethod
    def read(cls, fields: Fields) -> Unsuitable:
        """From ``one_reply`` of a provision."""
        return cls(one_reply=fields.flag("one_reply") or False)

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True in a barred time that no reply excuses."""
        return bool(situation.unsuitable) and self._barred(situation, zone, minute) is not None

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The end of the barred times."""
        for _ in range(PATIENCE):
            end = self._barred(situation, zone, minute)
            if end is None:
                return minute
            minute = max(minute + 1, zone.first(minute, end))
        return None

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """The time there."""
        return {"time": clock(zone.local(minute) % DAY), "zone": zone.name}

    def _barred(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The local minute since 1970 at which a barred time ends that holds now."""
        local = zone.local(minute)
        for entry in situation.unsuitable:
            stretch = stretch_of(entry, local)
            if stretch is not None and not (self.one_reply and _answers(situation, zone, entry, stretch, local)):
                return stretch[1]
        return None


def stretch_of(entry: Inconvenient, local: int) -> tuple[int, int] | None:
    """The stretch of barred time around a local minute, from when to when, both in local minutes since 1970.

    A span over midnight belongs to the day on which it began.
    """
    start, end = span(entry)
    today, now = divmod(local, DAY)
    if start < end:
        if start <= now < end and WEEKDAYS[weekday(today)] in entry.days:
            return today * DAY + start, today * DAY + end
        return None
    if now >= start and WEEKDAYS[weekday(today)] in entry.days:
        return today * DAY + start, (today + 1) * DAY + end
    if now < end and WEEKDAYS[weekday(today - 1)] in entry.days:
        return (today - 1) * DAY + start, today * DAY + end
    return None


def span(entry: Inconvenient) -> tuple[int, int]:
    """Start and end of a wish in minutes of the day; no start is midnight, no end is the next."""
    return minutes(entry.from_time or time()), minutes(entry.to_time or time()) or DAY


def _answers(situation: Situation, zone: Zone, entry: Inconvenient, stretch: tuple[int, int], local: int) -> bool:
    """True if the customer wrote in this same stretch, on this same date: one answer is owed."""
    wrote = situation.reply_second
    if wrote is None:
        return False
    then = zone.local(wrote // 60)
    return then // DAY == local // DAY and stretch_of(entry, then) == stretch

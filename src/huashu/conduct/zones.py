"""Instants and the calendars of places: minutes since 1970, and what a clock on a wall says at them.

The engine counts in whole minutes of UTC and in local days since 1970, because a count of a hundred thousand contacts can't
afford an object per moment. Offsets are looked up once per zone and UTC day. A day on which the clocks change holds two pieces.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY: Final = 1440
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()
THURSDAY: Final = 3  # 1970-01-01; Monday is 0
DATELINE: Final = 1800  # no two clocks on earth are further apart, in minutes


class Zone:
    """One time zone: local clock from instants and back.

    Args:
        name: IANA name.

    Raises:
        ZoneInfoNotFoundError: There is no such zone.
        ValueError: The name can't be one.
    """

    __slots__ = ("_days", "_starts", "name", "tz")

    def __init__(self, name: str) -> None:
        self.name = name
        self.tz = ZoneInfo(name)
        self._days: dict[int, int | tuple[tuple[int, int], ...]] = {}
        self._starts: dict[int, int] = {}

    def offset(self, minute: int) -> int:
        """Minutes that the wall clock is ahead of UTC at an instant."""
        pieces = self._days.get(minute // DAY)
        if pieces is None:
            pieces = self._looked_up(minute // DAY)
        if isinstance(pieces, int):
            return pieces
        return next(offset for start, offset in reversed(pieces) if start <= minute)

    def local(self, minute: int) -> int:
        """The wall clock as minutes since 1970-01-01 00:00 on it."""
        return minute + self.offset(minute)

    def day(self, minute: int) -> int:
        """The date on the wall, as days since 1970."""
        return (minute + self.offset(minute)) // DAY

    def start(self, day: int) -> int:
        """The first instant of a local date."""
        found = self._starts.get(day)
        if found is None:
            found = self._starts[day] = self.first(day * DAY - DATELINE, day * DAY)
        return found

    def days_start(self, minute: int, days: int) -> int:
        """The first instant of so many local dates that end with that of ``minute``."""
        return self.start((minute + self.offset(minute)) // DAY - days + 1)

    def first(self, minute: int, local: int) -> int:
        """The first instant at or after ``minute`` at which the wall clock shows ``local`` or later.

        Where the clocks skip that time, it is the moment after the gap; where they show it twice, the first.
        """
        minute = max(minute, local - DATELINE)
        while True:
            offset, end = self._piece(minute)
            if local - offset <= minute:
                return minute
            if local - offset < end:
                return local - offset
            minute = end

    def steady_until(self, minute: int) -> int:
        """An instant after ``minute`` up to which the clocks surely don't change; at most a day ahead."""
        return self._piece(minute)[1]

    def moment(self, minute: int) -> datetime:
        """An instant as a date and time of this zone."""
        return (EPOCH + timedelta(minutes=minute)).astimezone(self.tz)

    def _piece(self, minute: int) -> tuple[int, int]:
        """Offset at an instant, and the instant to which it surely holds."""
        day = minute // DAY
        self.offset(minute)
        pieces = self._days[day]
        if isinstance(pieces, int):
            return pieces, (day + 1) * DAY
        later = [start for start, _ in pieces if start > minute]
        return self.offset(minute), min(later, default=(day + 1) * DAY)

    def _looked_up(self, day: int) -> int | tuple[tuple[int, int], ...]:
        start, end = day * DAY, (day + 1) * DAY
        first, last = self._ask(start), self._ask(end - 1)
        found: int | tuple[tuple[int, int], ...] = first
        if first != last:
            low, high = start, end - 1
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self._ask(middle) == first else (low, middle)
            found = ((start, first), (high, last))
        self._days[day] = found
        return found

    def _ask(self, minute: int) -> int:
        offset = (EPOCH + timedelta(minutes=minute)).astimezone(self.tz).utcoffset()
        assert offset is not None
        return int(offset.total_seconds()) // 60


@cache
def zone(name: str) -> Zone:
    """The zone of that name, made once.

    Raises:
        ZoneInfoNotFoundError: There is no such zone.
        ValueError: The name can't be one.
    """
    return Zone(name)


def is_zone(name: str) -> bool:
    """True if the time zone database knows the name."""
    try:
        zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def weekday(day: int) -> int:
    """Monday is 0."""
    return (day + THURSDAY) % 7


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - EPOCH_ORDINAL


def day_date(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number + EPOCH_ORDINAL)


def clock(minutes: int) -> str:
    """Minutes of a day as 08:00; the end of the day is 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

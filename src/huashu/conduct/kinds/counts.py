"""Counts over the log, each with its own definition of what counts, for whom, and over how many days.

A day is a calendar day where the addressee is. One day means today; seven days mean today and the six dates before.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from huashu.conduct import contact as words_of
from huashu.conduct.contact import CHANNELS, TELEPHONE, Past
from huashu.conduct.fields import Fields
from huashu.conduct.situation import Situation
from huashu.conduct.zones import Zone, day_date
from huashu.errors import InvalidValue

UNITS: Final = ("person", "number", "debt")
SIDES: Final = ("ours", "outgoing", "any")
GROUPS: Final = {"telephone": TELEPHONE}


def channels_read(fields: Fields, name: str) -> frozenset[str]:
    """Channels by name; ``telephone`` stands for every way of telephoning."""
    found = fields.needed(name, lambda field: fields.words(field, (*GROUPS, *CHANNELS)), "a list of channels")
    return frozenset().union(*(GROUPS.get(word, {word}) for word in found))


@dataclass(frozen=True, slots=True)
class Consented:
    """Contacts that the customer agreed to beforehand, which don't count.

    Args:
        to: What was agreed to, of the contract's ``consents``.
        days: How many dates it holds, the day of the agreement being the first.
        ended_by: Outcomes of a later call about the same debt that end it.
    """

    to: str
    days: int
    ended_by: frozenset[str]

    @classmethod
    def read(cls, fields: Fields) -> Consented:
        """From ``to``, ``days`` and ``ended_by``."""
        return cls(
            fields.needed_word("to", words_of.CONSENTS),
            fields.needed("days", fields.number, "a whole number of days"),
            frozenset(fields.words("ended_by", words_of.OUTCOMES) or ()),
        )

    def covers(self, situation: Situation, zone: Zone, second: int, debt: str | None) -> bool:
        """True if a call at that second about the debt was agreed to."""
        for consent in situation.customer.consents:
            if consent.to != self.to or consent.at is None:
                continue
            given = int(consent.at.timestamp() // 1)
            if given > second or zone.day(second // 60) - zone.day(given // 60) >= self.days:
                continue
            if not any(given < entry.second < second for entry in self._ending(situation, debt)):
                return True
        return False

    def _ending(self, situation: Situation, debt: str | None) -> Iterator[Past]:
        for entry in situation.past:
            if entry.outcome in self.ended_by and entry.channel in TELEPHONE and entry.to == situation.to and about(entry, debt):
                yield entry


def about(entry: Past, debt: str | None) -> bool:
    """True if a logged contact counts for a debt; one that names none counts for any."""
    return debt is None or entry.debts is None or debt in entry.debts


@dataclass(frozen=True, slots=True)
class Count:
    """At most so many in so many days.

    Args:
        channels: Which logged contacts count.
        outcomes: With which outcomes.
        side: ``ours`` = sent out and begun by us; ``outgoing`` = sent out, whoever began; ``any``.
        per: Counted apart for each ``person``, ``number``, ``debt``.
        days: Dates, today included.
        limit: When so many are there, one more is refused.
        consented: What doesn't count because it was agreed to.
    """

    names: ClassVar[frozenset[str]] = frozenset({"count", "limit", "days", "since"})
    gives_hours: ClassVar[bool] = False
    past_is_consented: ClassVar[bool] = True
    """Whether what was agreed to leaves the logged contacts out too, or only the planned one."""

    channels: frozenset[str]
    outcomes: frozenset[str]
    side: str
    per: frozenset[str]
    days: int
    limit: int
    consented: Consented | None = None
    sorts: frozenset[int] = field(init=False, repr=False, compare=False)
    """Which sorts of logged contacts count (:func:`huashu.conduct.contact.sort_of`)."""

    def __post_init__(self) -> None:
        sides = [(out, ours) for out in (True, False) for ours in (True, False) if self._counts_side(out=out, ours=ours)]
        sorts = [
            words_of.sort_of(channel, outcome, out=out, ours=ours)
            for channel, outcome, (out, ours) in itertools.product(self.channels, self.outcomes, sides)
        ]
        object.__setattr__(self, "sorts", frozenset(sorts))

    def _counts_side(self, *, out: bool, ours: bool) -> bool:
        return self.side == "any" or (out and (self.side == "outgoing" or ours))

    @classmethod
    def read(cls, fields: Fields) -> Count:
        """From ``of``, ``outcomes`` or ``not_outcomes``, ``side``, ``per``, ``days``, ``at_most`` and ``consented`` of a provision."""
        most = fields.needed("at_most", fields.number, "a whole number")
        if not most:
            raise InvalidValue(fields.path + "at_most", most, "1 or more; to bar a contact altogether, use a rule on the channel")
        return cls(limit=most, **_counter(fields))

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True if the limit is reached for any debt that the contact is about."""
        if not situation.past:
            return False
        return any(self._filled(situation, zone, minute, debt) is not None for debt in self._debts(situation))

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The first instant of the first date on which the limit isn't reached."""
        free = minute
        for debt in self._debts(situation):
            oldest = self._filled(situation, zone, minute, debt)
            if oldest is not None:
                free = max(free, zone.start(zone.day(oldest // 60) + self.days))
        return free

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:
        """How many there were, how many may be, and the date of the newest."""
        since = self._since(zone, minute)
        counted = [self.seconds(situation, zone, debt) for debt in self._debts(situation)]
        found = [second for second in max(counted, key=len) if second >= since]
        newest = found[0] if found else situation.second
        return {"count": len(found), "limit": self.limit, "days": self.days, "since": day_date(zone.day(newest // 60)).isoformat()}

    def seconds(self, situation: Situation, zone: Zone, debt: str | None) -> list[int]:
        """When what counts for a debt happened, the newest first, as far back as the days of the planned moment reach.

        Later moments reach less far back, so this is worked out once for a contact.
        """
        key = (id(self), zone.name, debt)
        found = situation.counted.get(key)
        if found is None:
            found = self._matching(situation, zone, self._since(zone, situation.minute), debt)
            found.sort(reverse=True)
            situation.counted[key] = found
        return found

    def _since(self, zone: Zone, minute: int) -> int:
        """The first second of the days that end with that minute's."""
        return zone.days_start(minute, self.days) * 60

    def _filled(self, situation: Situation, zone: Zone, minute: int, debt: str | None) -> int | None:
        """When the contact was made that fills the limit for the days up to that minute; None if it isn't reached."""
        found = self.seconds(situation, zone, debt)
        if len(found) < self.limit:
            return None
        oldest = found[self.limit - 1]
        if oldest < self._since(zone, minute):
            return None
        if self.consented is not None and self.consented.covers(situation, zone, max(situation.second, minute * 60), debt):
            return None
        return oldest

    def _matching(self, situation: Situation, zone: Zone, since: int, debt: str | None) -> list[int]:
        sorts = self.sorts
        to = situation.to if "person" in self.per else None
        by_number, phone = "number" in self.per, situation.phone
        found = [
            entry.second
            for entry in situation.past
            if entry.second >= since
            and entry.sort in sorts
            and (to is None or entry.to == to)
            and (not by_number or entry.phone == phone)
            and (debt is None or entry.debts is None or debt in entry.debts)
        ]
        if self.past_is_consented and self.consented is not None and found and situation.customer.consents:
            covers = self.consented.covers
            found = [second for second in found if not covers(situation, zone, second, debt)]
        return found

    def _debts(self, situation: Situation) -> tuple[str | None, ...]:
        return situation.debts if "debt" in self.per else (None,)


def _counter(fields: Fields) -> dict[str, Any]:
    outcomes, barred = fields.words("outcomes", words_of.OUTCOMES), fields.words("not_outcomes", words_of.OUTCOMES)
    consented = fields.record("consented")
    days = fields.number("days")
    if not days:
        raise InvalidValue(fields.path + "days", days, "1 (today) or more")
    return {
        "channels": channels_read(fields, "of"),
        "outcomes": frozenset(outcomes or words_of.OUTCOMES) - frozenset(barred or ()),
        "side": fields.word("side", SIDES) or "ours",
        "per": frozenset(fields.words("per", UNITS) or ()),
        "days": days,
        "consented": None if consented is None else Consented.read(Fields(consented, fields.path + "consented.")),
    }


class CoolingOff(Count):
    """None for some days after something happened, the day on which it happened being the first: a count that one entry fills.

    A conversation under an agreement starts its own days, so only the planned contact can be agreed to.
    """

    __slots__ = ()
    past_is_consented: ClassVar[bool] = False

    @classmethod
    def read(cls, fields: Fields) -> CoolingOff:
        """As a count without ``at_most``."""
        return cls(limit=1, **_counter(fields))


@dataclass(frozen=True, slots=True)
class RapidRepeat:
    """Another call at once after one at the same number that nobody took.

    Args:
        within: Minutes.
        outcomes: What counts as not taken.
    """

    names: ClassVar[frozenset[str]] = frozenset({"minutes"})
    gives_hours: ClassVar[bool] = False

    within: int
    outcomes: frozenset[str]
    sorts: frozenset[int] = field(init=False, repr=False, compare=False)
    """Which sorts of logged contacts are such calls, whoever began."""

    def __post_init__(self) -> None:
        sorts = [
            words_of.sort_of(channel, outcome, out=True, ours=ours)
            for channel, outcome, ours in itertools.product(TELEPHONE, self.outcomes, (True, False))
        ]
        object.__setattr__(self, "sorts", frozenset(sorts))

    @classmethod
    def read(cls, fields: Fields) -> RapidRepeat:
        """From ``minutes`` and ``outcomes`` of a provision."""
        return cls(
            fields.needed("minutes", fields.number, "a whole number of minutes"),
            frozenset(fields.needed("outcomes", lambda name: fields.words(name, words_of.OUTCOMES), "a list of outcomes")),
        )

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:  # noqa: ARG002 -- every measure is asked alike
        """True if such a call lies no longer back."""
        return self._ends(situation) > max(situation.second, minute * 60)

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:  # noqa: ARG002 -- every measure is asked alike
        """The minute after that."""
        return max(minute, -(-self._ends(situation) // 60))

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """The minutes to wait."""
        return {"minutes": self.within}

    def _ends(self, situation: Situation) -> int:
        """The first second that is free again."""
        sorts, phone, to = self.sorts, situation.phone, situation.to
        calls = [entry.second for entry in situation.past if entry.sort in sorts and entry.phone == phone and entry.to == to]
        return max(calls, default=-(10**12)) + self.within * 60 + 1


@dataclass(frozen=True, slots=True)
class DaysRunning:
    """So many a day on each of several days running: a load that no single count shows.

    Args:
        counter: What is counted, and within how many dates.
        running: Days running.
    """

    names: ClassVar[frozenset[str]] = frozenset({"limit", "running"})
    gives_hours: ClassVar[bool] = False

    counter: Count
    running: int

    @classmethod
    def read(cls, fields: Fields) -> DaysRunning:
        """As a count (``at_most`` being the number a day that is too many) with ``running``."""
        return cls(Count.read(fields), fields.needed("running", fields.number, "a whole number of days"))

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True if the days running lie within the dates."""
        today = zone.day(minute)
        per_day: dict[int, int] = {}
        for second in self.counter.seconds(situation, zone, None):
            day = zone.day(second // 60)
            if day > today - self.counter.days:
                per_day[day] = per_day.get(day, 0) + 1
        busy = {day for day, number in per_day.items() if number >= self.counter.limit}
        return any(all(day + step in busy for step in range(self.running)) for day in busy)

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The first date on which they have gone by."""
        today = zone.day(minute)
        for day in range(today, today + self.counter.days + 1):
            moment = max(minute, zone.start(day))
            if not self.refuses(situation, zone, moment):
                return moment
        return None

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """The numbers."""
        return {"limit": self.counter.limit, "running": self.running}


@dataclass(frozen=True, slots=True)
class Together:
    """Several counts that are too many only when all of them are reached.

    Args:
        counts: The counts.
    """

    names: ClassVar[frozenset[str]] = frozenset()
    gives_hours: ClassVar[bool] = False

    counts: tuple[Count, ...]

    @classmethod
    def read(cls, fields: Fields) -> Together:
        """From ``counts``, a list of counts."""
        return cls(tuple(Count.read(part) for part in fields.parts("counts")))

    def refuses(self, situation: Situation, zone: Zone, minute: int) -> bool:
        """True if every count is reached."""
        return all(count.refuses(situation, zone, minute) for count in self.counts)

    def opens(self, situation: Situation, zone: Zone, minute: int) -> int | None:
        """The first moment at which one of them isn't."""
        if not self.refuses(situation, zone, minute):
            return minute
        moments = [count.opens(situation, zone, minute) for count in self.counts]
        return min((moment for moment in moments if moment is not None), default=None)

    def words(self, situation: Situation, zone: Zone, minute: int) -> dict[str, object]:  # noqa: ARG002 -- every measure is asked alike
        """Nothing."""
        return {}

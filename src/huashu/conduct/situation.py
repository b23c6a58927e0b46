"""One planned contact as the rules see it: numbers instead of objects, and what follows from the facts, worked out once.

A rule asks here for the wall clock of the addressee, the days of the history and what happened before. Nothing here refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import Final

from huashu.conduct.contact import OBLIGED, TELEPHONE, Inconvenient, Past, PlannedContact
from huashu.conduct.zones import Zone, zone

NO_STATES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pack:
    """One rule pack: whose law, and which clock counts when nobody says where the person is.

    Args:
        name: As in ``packs`` of a planned contact (``US-MA``).
        title_zh: Its name for people.
        title_en: The same in English.
        zone: The pack's own zone; None = it has several, so the zone must be known.
        candidates: Zones that an unknown place may be in; only for packs without a zone of their own.
        one_time: Zones that keep the pack's own time in law (Urumqi keeps Beijing's).
        follows: True if the pack has no place of its own and takes the zones of the first pack that has (the house rules).
    """

    name: str
    title_zh: str
    title_en: str
    zone: str | None = None
    candidates: tuple[str, ...] = ()
    one_time: frozenset[str] = frozenset()
    follows: bool = False


class Situation:
    """A planned contact, prepared.

    Args:
        planned: The contact.
        packs: The packs that apply, in the order of the contact.
    """

    # No __slots__: cached_property keeps its results in the instance.

    def __init__(self, planned: PlannedContact, packs: tuple[Pack, ...]) -> None:
        contact = planned.contact
        self.planned = planned
        self.packs = packs
        self.contact = contact
        self.customer = planned.customer
        self.channel = contact.channel
        self.to = contact.to
        self.phone = contact.phone
        self.debts: tuple[str | None, ...] = planned.debts or (None,)
        self.second = int(contact.at.timestamp() // 1)
        self.minute = self.second // 60
        self.memo: dict[object, int | None] = {}
        self._zones: dict[str, tuple[tuple[Zone, ...], bool]] = {}
        self._days: dict[str, list[int]] = {}

    # -- where and when

    def zones(self, pack: Pack) -> tuple[tuple[Zone, ...], bool]:
        """Zones that the addressee may be in by that pack, and whether they are known rather than only possible."""
        found = self._zones.get(pack.name)
        if found is None:
            found = self._zones[pack.name] = self._zones_of(pack)
        return found

    def day(self, pack: Pack) -> int:
        """The planned contact's date by that pack, as days since 1970."""
        return self.zones(pack)[0][0].day(self.minute)

    def _zones_of(self, pack: Pack) -> tuple[tuple[Zone, ...], bool]:
        if pack.follows:
            leader = next((other for other in self.packs if not other.follows), None)
            if leader is not None:
                return self.zones(leader)
        contact = self.contact
        names = contact.possible_timezones
        if not names:
            name = contact.timezone or self.customer.timezone or pack.zone
            if name is None:
                return tuple(zone(each) for each in pack.candidates), False
            names = (name,)
        if pack.one_time:
            names = tuple(dict.fromkeys(pack.zone if name in pack.one_time and pack.zone else name for name in names))
        return tuple(zone(name) for name in names), True

    # -- what happened

    @cached_property
    def past(self) -> list[tuple[int, Past]]:
        """Earlier contacts with their second since 1970; an entry at or after the planned moment hasn't happened yet."""
        entries = [(int(entry.at.timestamp() // 1), entry) for entry in self.planned.history]
        return [pair for pair in entries if pair[0] < self.second]

    def past_days(self, where: Zone) -> list[int]:
        """The local date of each entry of :attr:`past`, as days since 1970."""
        days = self._days.get(where.name)
        if days is None:
            offset = where.offset
            days = self._days[where.name] = [((second // 60) + offset(second // 60)) // 1440 for second, _ in self.past]
        return days

    @cached_property
    def reply_second(self) -> int | None:
        """When the customer's own message came that this contact may answer once; None if there is none to answer.

        It is the newest entry on this medium; every way of telephoning is one medium.
        """
        medium = TELEPHONE if self.channel in TELEPHONE else frozenset((self.channel,))
        newest = max(((second, index) for index, (second, entry) in enumerate(self.past) if entry.channel in medium), default=None)
        if newest is None:
            return None
        entry = self.past[newest[1]][1]
        return newest[0] if entry.to == self.to and (entry.direction == "in" or entry.initiated_by == "customer") else None

    @cached_property
    def anyone_reached(self) -> bool:
        """True if somebody has been talked to before."""
        return any(entry.outcome in {"conversation", "met"} for _, entry in self.past)

    @cached_property
    def person_reached(self) -> bool:
        """True if this very addressee has been talked to before."""
        return any(entry.outcome in {"conversation", "met"} and entry.to == self.to for _, entry in self.past)

    # -- what is known

    @property
    def states(self) -> frozenset[str]:
        """States that are known to hold."""
        return self.customer.states or NO_STATES

    @cached_property
    def channel_stopped(self) -> bool:
        """True if the customer has ruled out this channel, number or address."""
        stopped = self.customer.stopped_channels
        if not stopped:
            return False
        return self.channel in stopped or self.phone in stopped or ("call" in stopped and self.channel in TELEPHONE)

    @cached_property
    def place_ruled_out(self) -> bool:
        """True if the customer never wants to be contacted at this place."""
        place = self.contact.place
        return place is not None and any(entry.place == place and always(entry) for entry in self.customer.inconvenient)

    @cached_property
    def agreed(self) -> tuple[tuple[int, int], ...]:
        """Hours that the customer agreed to, as pieces of a day in minutes."""
        hours = self.customer.agreed_hours
        return () if hours is None else pieces(minutes(hours[0]), minutes(hours[1]))

    @property
    def third_person(self) -> bool:
        """True if the addressee doesn't owe the debt."""
        return self.to not in OBLIGED


def always(entry: Inconvenient) -> bool:
    """True if a wish about a place holds at every time."""

    return entry.from_time is None and entry.to_time is None and len(entry.days) == 7


def minutes(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def pieces(start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A span of a day in minutes, cut at midnight; start and end alike are the whole day."""
    if start < end:
        return ((start, end),)
    return ((0, end), (start, 1440)) if end else ((start, 1440),)

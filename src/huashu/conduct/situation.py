"""One planned contact as the rules see it: numbers instead of objects, and what follows from the facts, worked out once.

A rule asks here for the wall clock of the addressee, the days of the history and what happened before. Nothing here refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from huashu.conduct.contact import OBLIGED, TELEPHONE, Inconvenient, Past, PlannedContact
from huashu.conduct.zones import Zone, zone

NO_STATES: Final[frozenset[str]] = frozenset()
TALKED: Final = frozenset({"conversation", "met"})


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

    __slots__ = (
        "_past", "_reply", "_talked", "_unsuitable", "_zones", "channel", "contact", "counted", "customer", "debts", "minute",
        "packs", "phone", "place", "planned", "second", "to",
    )  # fmt: skip

    def __init__(self, planned: PlannedContact, packs: tuple[Pack, ...]) -> None:
        contact = planned.contact
        self.planned = planned
        self.packs = packs
        self.contact = contact
        self.customer = planned.customer
        self.channel = contact.channel
        self.to = contact.to
        self.phone = contact.phone
        self.place = contact.place
        self.debts: tuple[str | None, ...] = planned.debts or (None,)
        self.second = int(contact.at.timestamp() // 1)
        self.minute = self.second // 60
        self.counted: dict[tuple[int, str, str | None], list[int]] = {}
        self._zones: dict[str, tuple[tuple[Zone, ...], bool]] = {}
        self._past: list[Past] | None = None
        self._reply: int | None = -1
        self._talked: frozenset[str] | None = None
        self._unsuitable: tuple[Inconvenient, ...] | None = None

    # -- where and when

    def zones(self, pack: Pack) -> tuple[tuple[Zone, ...], bool]:
        """Zones that the addressee may be in by that pack, and whether they are known rather than only possible."""
        found = self._zones.get(pack.name)
        if found is None:
            found = self._zones[pack.name] = self._zones_of(pack)
        return found

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
        if pack.one_time and pack.zone:
            own = pack.zone
            names = tuple(dict.fromkeys(own if name in pack.one_time else name for name in names))
        return tuple([zone(name) for name in names]), True

    # -- what happened

    @property
    def past(self) -> list[Past]:
        """Earlier contacts; an entry at or after the planned moment hasn't happened yet."""
        if self._past is None:
            second = self.second
            self._past = [entry for entry in self.planned.history if entry.second < second]
        return self._past

    @property
    def reply_second(self) -> int | None:
        """When the customer's own message came that this contact may answer once; None if there is none to answer.

        It is the newest entry on this medium; every way of telephoning is one medium.
        """
        if self._reply == -1:
            self._reply = self._reply_of()
        return self._reply

    def _reply_of(self) -> int | None:
        medium = TELEPHONE if self.channel in TELEPHONE else frozenset((self.channel,))
        newest: Past | None = None
        for entry in self.past:
            if entry.channel in medium and (newest is None or entry.second >= newest.second):
                newest = entry
        if newest is None or newest.direction != "in" or newest.to != self.to:
            return None
        return newest.second

    @property
    def talked_to(self) -> frozenset[str]:
        """Everybody who has been talked to or met before."""
        if self._talked is None:
            self._talked = frozenset(entry.to for entry in self.past if entry.outcome in TALKED)
        return self._talked

    # -- what is known

    @property
    def states(self) -> frozenset[str]:
        """States that are known to hold."""
        return self.customer.states or NO_STATES

    @property
    def stopped(self) -> bool:
        """True if the customer had asked for no more contact."""
        asked = self.customer.stop_requested_at
        return asked is not None and asked <= self.contact.at

    @property
    def channel_stopped(self) -> bool:
        """True if the customer has ruled out this channel, number or address."""
        stopped = self.customer.stopped_channels
        if not stopped:
            return False
        return self.channel in stopped or self.phone in stopped or ("call" in stopped and self.channel in TELEPHONE)

    @property
    def place_ruled_out(self) -> bool:
        """True if the customer never wants to be contacted at this place."""
        place = self.place
        return place is not None and any(entry.place == place and always(entry) for entry in self.customer.inconvenient)

    @property
    def unsuitable(self) -> tuple[Inconvenient, ...]:
        """Times that don't suit at the place of this contact; places that never suit are not among them."""
        if self._unsuitable is None:
            self._unsuitable = tuple(
                entry
                for entry in self.customer.inconvenient
                if entry.place in {None, self.place} and not (entry.place is not None and always(entry))
            )
        return self._unsuitable

    @property
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

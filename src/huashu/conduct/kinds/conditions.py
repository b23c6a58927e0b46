"""Conditions: small questions about a planned contact, answered yes, no, or nobody knows.

Those about whom, how and for whom are settled before a single fact is looked at (:data:`FIXED`); the others are asked each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from huashu.conduct import contact as words
from huashu.conduct.contact import CHANNELS, CLOCKED, OBLIGED, TELEPHONE
from huashu.conduct.fields import Fields
from huashu.conduct.situation import Situation
from huashu.errors import InvalidValue

Question = Callable[[Situation], bool | None]

CHANNEL_GROUPS: Final = {
    "telephone": TELEPHONE,
    "clocked": CLOCKED,
    "written_electronically": frozenset({"sms", "email", "chat"}),
    "public": frozenset({"social_public", "public_notice"}),
}
PERSON_GROUPS: Final = {"obliged": OBLIGED, "third_person": frozenset(words.ADDRESSEES) - OBLIGED}
FLAGS: Final = (
    "recorded", "identifies_caller", "mentions_debt", "asks_payment", "takes_cash",
    "location_information_only", "envelope_shows_debt", "has_opt_out", "consent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is settled by the kind of contact alone.

    Args:
        channels: Channels of which a provision speaks.
        to: Addressees of whom it speaks.
        purposes: Purposes of which it speaks.
    """

    channels: frozenset[str] = frozenset(CHANNELS)
    to: frozenset[str] = frozenset(words.ADDRESSEES)
    purposes: frozenset[str] = frozenset(words.PURPOSES)

    def hold(self, channel: str, to: str, purpose: str) -> bool:
        """True if all three fit."""
        return channel in self.channels and to in self.to and purpose in self.purposes


@dataclass(frozen=True, slots=True)
class Condition:
    """One question that must be answered yes.

    Args:
        name: As in the lawbook.
        path: The fact that it turns on, as a missing fact is named.
        holds: True, False, or None when nobody knows.
    """

    name: str
    path: str
    holds: Question


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything that must hold together.

    Args:
        fixed: What the kind of contact settles.
        questions: The rest.
    """

    fixed: Fixed
    questions: tuple[Condition, ...]

    def surely(self, situation: Situation) -> bool:
        """True if every question is answered yes."""
        return all(question.holds(situation) for question in self.questions)


def conditions_read(fields: Fields) -> Conditions:
    """The conditions of a ``when`` or ``unless``.

    Raises:
        InvalidValue: A condition is unknown, or what it wants can't be.
    """
    known = {"channel", "to", "purpose", *FLAGS, *_ASKED}
    for name in fields.held:
        if name not in known:
            raise InvalidValue(fields.path + str(name), name, "one of the conditions " + ", ".join(sorted(known)))
    questions = [_flag(name, fields) for name in FLAGS if fields.held.get(name) is not None]
    questions += [make(fields) for name, make in _ASKED.items() if fields.held.get(name) is not None]
    fixed = Fixed(
        _group(fields, "channel", CHANNELS, CHANNEL_GROUPS),
        _group(fields, "to", words.ADDRESSEES, PERSON_GROUPS),
        frozenset(fields.words("purpose", words.PURPOSES) or words.PURPOSES),
    )
    return Conditions(fixed, tuple(questions))


def _group(fields: Fields, name: str, each: tuple[str, ...], groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found = fields.words(name, (*groups, *each))
    return frozenset(each) if found is None else frozenset().union(*(groups.get(word, {word}) for word in found))


def _flag(name: str, fields: Fields) -> Condition:
    wanted = fields.flag(name)

    def holds(situation: Situation) -> bool | None:
        said: bool | None = getattr(situation.contact, name)
        return None if said is None else said is wanted

    return Condition(name, f"contact.{name}", holds)


def _places(fields: Fields) -> Condition:
    places = frozenset(fields.words("place", words.PLACES) or ())
    return Condition("place", "contact.place", lambda situation: situation.place in places)


def _other_places(fields: Fields) -> Condition:
    places = frozenset(fields.words("place_not", words.PLACES) or ())
    return Condition("place_not", "contact.place", lambda situation: situation.place not in places)


def _visitors(fields: Fields) -> Condition:
    fewer = fields.number("visitors_below") or 0

    def holds(situation: Situation) -> bool | None:
        visitors = situation.contact.visitors
        return None if visitors is None else visitors < fewer

    return Condition("visitors_below", "contact.visitors", holds)


def _state(fields: Fields) -> Condition:
    states = frozenset(fields.words("state", words.STATES) or ())
    return Condition("state", "customer.states", lambda situation: not states.isdisjoint(situation.states))


def _no_state(fields: Fields) -> Condition:
    states = frozenset(fields.words("state_not", words.STATES) or ())

    def holds(situation: Situation) -> bool | None:
        known = situation.customer.states
        return None if known is None else states.isdisjoint(known)

    return Condition("state_not", "customer.states", holds)


def _agreed(fields: Fields) -> Condition:
    to = frozenset(fields.words("agreed_to", words.CONSENTS) or ())
    return Condition("agreed_to", "customer.consents", lambda situation: any(each.to in to for each in situation.customer.consents))


def _dated(fields: Fields) -> Condition:
    wanted = fields.flag("moratorium_dated")

    def holds(situation: Situation) -> bool | None:
        return None if situation.customer.moratorium_from is None else wanted is True

    return Condition("moratorium_dated", "customer.moratorium_from", holds)


def _yes_or_no(name: str, path: str, ask: Callable[[Situation], bool]) -> Callable[[Fields], Condition]:
    def make(fields: Fields) -> Condition:
        wanted = fields.flag(name)
        return Condition(name, path, lambda situation: ask(situation) is wanted)

    return make


_ASKED: Final[Mapping[str, Callable[[Fields], Condition]]] = {
    "place": _places,
    "place_not": _other_places,
    "visitors_below": _visitors,
    "state": _state,
    "state_not": _no_state,
    "agreed_to": _agreed,
    "moratorium_dated": _dated,
    "stopped": _yes_or_no("stopped", "customer.stop_requested_at", lambda situation: situation.stopped),
    "channel_stopped": _yes_or_no("channel_stopped", "customer.stopped_channels", lambda situation: situation.channel_stopped),
    "place_ruled_out": _yes_or_no("place_ruled_out", "customer.inconvenient", lambda situation: situation.place_ruled_out),
    "refused": _yes_or_no("refused", "customer.refused_by", lambda situation: situation.to in situation.customer.refused_by),
    "anyone_reached": _yes_or_no("anyone_reached", "history", lambda situation: bool(situation.talked_to)),
    "reached": _yes_or_no("reached", "history", lambda situation: situation.to in situation.talked_to),
    "customer_wrote_last": _yes_or_no("customer_wrote_last", "history", lambda situation: situation.reply_second is not None),
}

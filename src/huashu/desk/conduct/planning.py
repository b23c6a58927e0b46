"""From the desk's rows to the shapes of the conduct engine. Reads nothing: rows are handed in.

The desk writes down less than the engine can tell apart. Where two readings are possible the stricter one is taken: a message that was
answered counts as one of ours, and a call to whom nobody wrote down counts for the customer's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from huashu.conduct.contact import OBLIGED, TELEPHONE, Consent, Contact, Customer, Inconvenient, Past
from huashu.desk.cases.models import Channel, Outcome, Reached
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.trust import zone_is_valid

WAYS: Final = {Channel.CALL: "call", Channel.INBOUND: "call", Channel.MESSAGE: "sms", Channel.LETTER: "letter", Channel.VISIT: "visit"}
"""The engine's channel for a contact that names no other."""

DESK_CHANNELS: Final = {
    "call": Channel.CALL,
    "sms": Channel.MESSAGE,
    "email": Channel.MESSAGE,
    "chat": Channel.MESSAGE,
    "letter": Channel.LETTER,
    "visit": Channel.VISIT,
}
"""The desk's channel for each way of contact that can be started from it."""

_ADDRESSEES: Final = {Reached.GUARANTOR: "guarantor", Reached.THIRD_PARTY: "contact_person"}
_UNREACHED: Final = {Outcome.NO_ANSWER: "no_answer", Outcome.SWITCHED_OFF: "busy", Outcome.WRONG_NUMBER: "not_in_service"}
_FACTS: Final = (
    *("place", "visitors", "recorded", "identifies_caller", "mentions_debt", "asks_payment", "takes_cash"),
    *("location_information_only", "envelope_shows_debt", "has_opt_out", "consent"),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One contact that somebody means to make.

    Args:
        channel: The engine's word.
        at: When.
        to: Whom, in the engine's word.
        purpose: Why; empty takes what the case's arrears say.
        facts: What else is known, by the engine's field names; absent is unknown.
    """

    channel: str
    at: datetime
    to: str = "customer"
    purpose: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def contact_of(ask: Ask, phone: str, zones: Sequence[str], usual: Mapping[str, bool | None]) -> Contact:
    """The planned contact itself.

    Args:
        ask: What is meant to be done.
        phone: The customer's number; empty for none.
        zones: Where the addressee may be; several mean that each must be open.
        usual: Facts of every call of the house, for those that the ask leaves open.
    """
    facts = {name: ask.facts[name] for name in _FACTS if ask.facts.get(name) is not None}
    if ask.channel == "call":
        facts = {name: value for name, value in usual.items() if value is not None} | facts
    return Contact(
        channel=ask.channel,
        at=ask.at,
        to=ask.to,
        phone=(ask.facts.get("phone") or phone or None) if ask.to == "customer" else None,
        possible_timezones=tuple(zones) if len(zones) > 1 else (),
        **facts,
    )


def facts_on(rows: Iterable[CustomerFact], at: datetime, day: date) -> list[CustomerFact]:
    """Those that had been written down by a moment and hold on its day."""
    return [
        row
        for row in rows
        if row.recorded_at <= at and (row.from_on is None or row.from_on <= day) and (row.until_on is None or row.until_on >= day)
    ]


def zones_with(rows: Iterable[CustomerFact], possible: Sequence[str]) -> tuple[str, ...]:
    """Zones to judge by: the one that a person wrote down, else those that number and address allow."""
    stated = zone_stated(rows)
    return (stated,) if stated and zone_is_valid(stated) else tuple(possible)


def zone_stated(rows: Iterable[CustomerFact]) -> str:
    """The time zone that a person wrote down last; empty if none did."""
    return next(reversed([row.code for row in rows if row.kind == FactKind.ZONE]), "")


def customer_of(rows: Sequence[CustomerFact], zones: Sequence[str]) -> Customer:
    """What is known of the customer.

    Args:
        rows: Wishes and states that hold, oldest first.
        zones: From :func:`zones_with`.
    """
    by_kind: dict[str, list[CustomerFact]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    states = {row.code: row for row in by_kind.get(FactKind.STATE, [])}
    lawyers = [row for row in by_kind.get(FactKind.REPRESENTATIVE, []) if row.values.get("is_lawyer")]
    stops = by_kind.get(FactKind.STOP, [])
    agreed = by_kind.get(FactKind.AGREED_HOURS, [])
    moratorium, dispute = states.get(State.MORATORIUM), states.get(State.DISPUTING)
    return Customer(
        timezone=zones[0] if len(zones) == 1 else None,
        states=frozenset(states) | (frozenset({State.REPRESENTED.value}) if lawyers else frozenset()),
        moratorium_from=(moratorium.from_on or moratorium.recorded_at.date()) if moratorium else None,
        stop_requested_at=stops[0].recorded_at if stops else None,
        stopped_channels=frozenset(row.values.get("number") or row.code for row in by_kind.get(FactKind.CHANNEL, [])),
        dispute_received_at=dispute.recorded_at if dispute else None,
        inconvenient=tuple(_inconvenient(row.values) for row in by_kind.get(FactKind.HOURS, [])),
        agreed_hours=(_time(agreed[-1].values["from"]), _time(agreed[-1].values["to"])) if agreed else None,
        consents=tuple(Consent(row.code, row.recorded_at) for row in by_kind.get(FactKind.CONSENT, [])),
        refused_by=frozenset(row.code for row in by_kind.get(FactKind.THIRD_REFUSED, [])),
    )


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """A contact as the desk wrote it down, with what its start knew (empty where it wasn't started from the desk)."""

    pk: int
    debt: str
    channel: str
    reached: str
    outcome: str
    at: datetime
    started_as: str = ""
    addressee: str = ""
    place: str = ""
    phone: str = ""


def past_of(row: LoggedContact, phone: str) -> Past:
    """A logged contact as the engine counts it.

    Args:
        row: The contact; corrected ones are left out by the caller.
        phone: The customer's number, for calls that name no other.
    """
    to = row.addressee or _ADDRESSEES.get(Reached(row.reached), "customer")
    if to == "customer" and row.reached in _ADDRESSEES:
        to = _ADDRESSEES[Reached(row.reached)]
    channel, inbound = row.started_as or WAYS[Channel(row.channel)], row.channel == Channel.INBOUND
    return Past(
        at=row.at,
        channel=channel,
        outcome=_outcome(row, channel),
        direction="in" if inbound else "out",
        initiated_by="customer" if inbound else "us",
        to=to,
        phone=(row.phone or phone or None) if channel in TELEPHONE and to in OBLIGED and to != "guarantor" else None,
        place=row.place or None,
        debts=frozenset({row.debt}),
    )


def _outcome(row: LoggedContact, channel: str) -> str:
    if channel == "visit":
        return "nobody_home" if row.reached == Reached.NOBODY else "met"
    if channel not in TELEPHONE:
        return "sent"
    if row.reached == Reached.NOBODY:
        return _UNREACHED.get(Outcome(row.outcome), "no_answer")
    return "wrong_person" if row.outcome == Outcome.WRONG_NUMBER else "conversation"


def _inconvenient(values: Mapping[str, Any]) -> Inconvenient:
    given: dict[str, Any] = {"place": values.get("place") or None}
    if values.get("days"):
        given["days"] = frozenset(values["days"])
    if values.get("from") and values.get("to"):
        given |= {"from_time": _time(values["from"]), "to_time": _time(values["to"])}
    return Inconvenient(**given)


def _time(text: str) -> time:
    return time.fromisoformat(text)

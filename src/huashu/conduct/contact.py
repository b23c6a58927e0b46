"""One contact that somebody is about to make, what is known of the person, and what has happened so far.

A fact that nobody recorded is ``None``, never false. Facts of the kind "it happened" (a stop, a refusal, an agreement) are
empty when absent; facts of the kind "how it is" (the zone, the states, the visitors) are unknown when absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

CHANNELS: Final = (
    "call", "voicemail", "ringless_voicemail", "robocall", "sms", "email", "chat",
    "letter", "postcard", "visit", "social_private", "social_public", "public_notice",
)  # fmt: skip
TELEPHONE: Final = frozenset({"call", "voicemail", "ringless_voicemail", "robocall"})
CLOCKED: Final = TELEPHONE | {"sms", "email", "chat", "visit", "social_private"}
ADDRESSEES: Final = (
    "customer", "guarantor", "co_borrower", "spouse", "parent", "child", "relative", "friend", "colleague",
    "employer", "attorney", "contact_person", "stranger",
)  # fmt: skip
OBLIGED: Final = frozenset({"customer", "guarantor", "co_borrower"})
PLACES: Final = ("home", "work", "hospital", "other")
ACTORS: Final = ("lender", "collector", "debt_buyer", "platform", "dealer")
LENDER_TYPES: Final = ("bank", "auto_finance", "consumer_finance", "microloan", "card_issuer", "private", "leasing")
PRODUCTS: Final = ("auto_loan", "consumer_loan", "credit_card", "business_loan", "mortgage")
PURPOSES: Final = ("marketing", "verification", "reminder", "collection", "legal_notice", "service")
STATES: Final = (
    "deceased", "incapacitated", "unreachable", "represented", "bankrupt", "moratorium", "disputing", "hardship",
    "hospitalised", "bereaved", "minor", "detained", "identity_theft",
)  # fmt: skip
CONSENTS: Final = ("extra_calls", "third_party", "electronic", "work_contact")
OUTCOMES: Final = (
    "conversation", "voicemail", "no_answer", "dropped", "busy", "not_in_service", "wrong_person", "sent", "met", "nobody_home",
)  # fmt: skip
_CHANNEL_NUMBERS: Final = {channel: number for number, channel in enumerate(CHANNELS)}
_OUTCOME_NUMBERS: Final = {outcome: number for number, outcome in enumerate(OUTCOMES)}
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Contact:
    """What is about to be done; ``at`` is an instant, the zones say where the addressee may be."""

    channel: str
    at: datetime
    to: str = "customer"
    phone: str | None = None
    timezone: str | None = None
    possible_timezones: tuple[str, ...] = ()
    place: str | None = None
    visitors: int | None = None
    recorded: bool | None = None
    identifies_caller: bool | None = None
    mentions_debt: bool | None = None
    asks_payment: bool | None = None
    takes_cash: bool | None = None
    location_information_only: bool | None = None
    envelope_shows_debt: bool | None = None
    has_opt_out: bool | None = None
    consent: bool | None = None


@dataclass(frozen=True, slots=True)
class Inconvenient:
    """A time or place that doesn't suit: no days = every day; no times = all day; a place without times = there always."""

    days: frozenset[str] = frozenset(WEEKDAYS)
    from_time: time | None = None
    to_time: time | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing the customer agreed to beforehand, and when."""

    to: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """What is known of the person whom the contact is about. ``states`` is complete when it isn't None."""

    timezone: str | None = None
    states: frozenset[str] | None = None
    moratorium_from: date | None = None
    stop_requested_at: datetime | None = None
    stopped_channels: frozenset[str] = frozenset()
    dispute_received_at: datetime | None = None
    validation_sent: bool | None = None
    inconvenient: tuple[Inconvenient, ...] = ()
    agreed_hours: tuple[time, time] | None = None
    consents: tuple[Consent, ...] = ()
    refused_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """One contact that was made; ``debts`` is None when it wasn't assigned to any."""

    at: datetime
    channel: str
    outcome: str
    direction: str = "out"
    initiated_by: str = "us"
    to: str = "customer"
    phone: str | None = None
    place: str | None = None
    debts: frozenset[str] | None = None
    second: int = field(init=False, repr=False, compare=False)
    """The instant in seconds since 1970, worked out once: a log is counted many times."""
    sort: int = field(init=False, repr=False, compare=False)
    """Channel, outcome, direction and who began in one number (:func:`sort_of`)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "second", int(self.at.timestamp() // 1))
        object.__setattr__(self, "sort", sort_of(self.channel, self.outcome, out=self.direction == "out", ours=self.initiated_by == "us"))


def sort_of(channel: str, outcome: str, *, out: bool, ours: bool) -> int:
    """The number of a sort of contact; contacts of one sort have the same.

    Args:
        channel: One of :data:`CHANNELS`.
        outcome: One of :data:`OUTCOMES`.
        out: Whether it was sent out.
        ours: Whether we began.
    """
    return (_CHANNEL_NUMBERS[channel] * len(OUTCOMES) + _OUTCOME_NUMBERS[outcome]) * 4 + 2 * out + ours


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """Everything that a verdict is made from.

    Args:
        id: Any identifier; the verdict carries it back.
        packs: Names of the rule packs that apply together.
        actor: Who makes the contact; ``collector`` collects for somebody else.
        purpose: Why.
        contact: What, when, to whom.
        customer: What is known of the person.
        lender_type: What kind of lender stands behind the debt; None = unknown.
        product: Kind of loan; None = unknown.
        debts: The debts that the contact is about; empty = the one debt there is.
        history: Contacts made before, in any order.
    """

    id: str
    packs: tuple[str, ...]
    actor: str
    purpose: str
    contact: Contact
    customer: Customer = field(default_factory=Customer)
    lender_type: str | None = None
    product: str | None = None
    debts: tuple[str, ...] = ()
    history: tuple[Past, ...] = ()

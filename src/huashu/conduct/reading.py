"""From a JSON object to a :class:`PlannedContact`; each fault is named by its path in the object.

Unknown keys are passed over, so that a record may carry more than the engine asks for. A known field with a bad value is refused.
"""

from __future__ import annotations

from datetime import time
from typing import Final

from huashu.conduct import contact as words
from huashu.conduct.contact import Consent, Contact, Customer, Inconvenient, Past, PlannedContact
from huashu.conduct.fields import MOMENT, Fields, Record, clock_read
from huashu.errors import InvalidValue

FLAGS: Final = (
    "recorded", "identifies_caller", "mentions_debt", "asks_payment", "takes_cash",
    "location_information_only", "envelope_shows_debt", "has_opt_out", "consent",
)  # fmt: skip


def contact_read(record: Record) -> PlannedContact:
    """A planned contact from the contract's JSON object.

    Args:
        record: As in the conduct contract; null is the same as absent, unknown keys are passed over.

    Raises:
        MissingValue: ``id``, ``packs``, ``actor``, ``purpose``, ``contact``, its ``channel`` or ``at`` is absent.
        InvalidValue: A known field holds something it can't hold; ``field`` is its path.
    """
    fields = Fields(record, "")
    debts = fields.texts("debts")
    one = fields.text("debt_id")
    return PlannedContact(
        id=fields.needed("id", fields.text, "an identifier of the contact"),
        packs=fields.needed("packs", fields.optional_texts, 'the packs that apply, such as ["CN"]'),
        actor=fields.needed_word("actor", words.ACTORS),
        purpose=fields.needed_word("purpose", words.PURPOSES),
        contact=_contact(Fields(fields.needed("contact", fields.record, "an object with channel and at"), "contact.")),
        customer=_customer(Fields(fields.record("customer") or {}, "customer.")),
        lender_type=fields.word("lender_type", words.LENDER_TYPES),
        product=fields.word("product", words.PRODUCTS),
        debts=debts or ((one,) if one is not None else ()),
        history=tuple(_past(part) for part in fields.parts("history")),
    )


def _contact(fields: Fields) -> Contact:
    flags = {name: fields.flag(name) for name in FLAGS}
    return Contact(
        channel=fields.needed_word("channel", words.CHANNELS),
        at=fields.needed("at", fields.moment, MOMENT),
        to=fields.word("to", words.ADDRESSEES) or "customer",
        phone=fields.text("phone"),
        timezone=fields.zone("timezone"),
        possible_timezones=fields.zones("possible_timezones"),
        place=fields.word("place", words.PLACES),
        visitors=fields.number("visitors"),
        **flags,
    )


def _customer(fields: Fields) -> Customer:
    states = fields.words("states", words.STATES)
    return Customer(
        timezone=fields.zone("timezone"),
        states=None if states is None else frozenset(states),
        moratorium_from=fields.day("moratorium_from"),
        stop_requested_at=fields.moment("stop_requested_at"),
        stopped_channels=frozenset(fields.texts("stopped_channels")),
        dispute_received_at=fields.moment("dispute_received_at"),
        validation_sent=fields.flag("validation_sent"),
        inconvenient=tuple(_inconvenient(part) for part in fields.parts("inconvenient")),
        agreed_hours=_hours(fields),
        consents=tuple(_consent(part) for part in fields.parts("consents")),
        refused_by=frozenset(fields.texts("refused_by")),
    )


def _hours(fields: Fields) -> tuple[time, time] | None:
    found = fields.texts("agreed_hours")
    if not found:
        return None
    path = fields.path + "agreed_hours"
    if len(found) != 2:
        raise InvalidValue(path, list(found), 'two times, such as ["22:00", "23:00"]')
    return clock_read(found[0], path + "[0]"), clock_read(found[1], path + "[1]")


def _inconvenient(fields: Fields) -> Inconvenient:
    return Inconvenient(
        days=frozenset(fields.words("days", words.WEEKDAYS) or words.WEEKDAYS),
        from_time=fields.clock("from"),
        to_time=fields.clock("to"),
        place=fields.text("place"),
    )


def _consent(fields: Fields) -> Consent:
    return Consent(fields.needed_word("to", words.CONSENTS), fields.moment("at"))


def _past(fields: Fields) -> Past:
    debts = fields.optional_texts("debts")
    return Past(
        at=fields.needed("at", fields.moment, MOMENT),
        channel=fields.needed("channel", fields.text, "the channel"),
        outcome=fields.needed_word("outcome", words.OUTCOMES),
        direction=fields.word("direction", ("out", "in")) or "out",
        initiated_by=fields.word("initiated_by", ("us", "customer")) or "us",
        to=fields.text("to") or "customer",
        phone=fields.text("phone"),
        place=fields.text("place"),
        debts=frozenset(debts) if debts else None,
    )

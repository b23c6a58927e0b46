"""From a JSON object to a :class:`PlannedContact`; each fault is named by its path in the object.

Unknown keys are passed over, so that a record may carry more than the engine asks for. A known field with a bad value is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from typing import Final, TypeVar

from huashu.conduct import contact as words
from huashu.conduct.contact import Consent, Contact, Customer, Inconvenient, Past, PlannedContact
from huashu.conduct.zones import is_zone
from huashu.errors import InvalidValue, MissingValue

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
MOMENT: Final = f"a date and time with its offset from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-03-10T09:00:00+08:00"
FLAGS: Final = (
    "recorded", "identifies_caller", "mentions_debt", "asks_payment", "takes_cash",
    "location_information_only", "envelope_shows_debt", "has_opt_out", "consent",
)  # fmt: skip

Record = Mapping[str, object]
T = TypeVar("T")


def contact_read(record: Record) -> PlannedContact:
    """A planned contact from the contract's JSON object.

    Args:
        record: As in the conduct contract; null is the same as absent, unknown keys are passed over.

    Raises:
        MissingValue: ``id``, ``packs``, ``actor``, ``purpose``, ``contact``, its ``channel`` or ``at`` is absent.
        InvalidValue: A known field holds something it can't hold; ``field`` is its path.
    """
    fields = _Fields(record, "")
    debts = fields.texts("debts")
    one = fields.text("debt_id")
    return PlannedContact(
        id=fields.needed("id", fields.text, "an identifier of the contact"),
        packs=fields.needed("packs", fields.optional_texts, 'the packs that apply, such as ["CN"]'),
        actor=fields.needed_word("actor", words.ACTORS),
        purpose=fields.needed_word("purpose", words.PURPOSES),
        contact=_contact(_Fields(fields.needed("contact", fields.record, "an object with channel and at"), "contact.")),
        customer=_customer(_Fields(fields.record("customer") or {}, "customer.")),
        lender_type=fields.word("lender_type", words.LENDER_TYPES),
        product=fields.word("product", words.PRODUCTS),
        debts=debts or ((one,) if one is not None else ()),
        history=tuple(_past(part) for part in fields.parts("history")),
    )


class _Fields:
    """The fields of one object, each read as what it must be."""

    def __init__(self, record: Record, path: str) -> None:
        self.record_ = record
        self.path = path

    def needed(self, name: str, read: Callable[[str], T | None], wanted: str) -> T:
        found = read(name)
        if found is None:
            raise MissingValue(self.path + name, wanted)
        return found

    def needed_word(self, name: str, allowed: Collection[str]) -> str:
        found = self.word(name, allowed)
        if found is None:
            raise MissingValue(self.path + name, _one_of(allowed))
        return found

    def kind(self, name: str, wanted_type: type[T], wanted: str) -> T | None:
        found = self.record_.get(name)
        if found is None:
            return None
        if not isinstance(found, wanted_type) or (isinstance(found, bool) and wanted_type is not bool):
            raise InvalidValue(self.path + name, found, wanted)
        return found

    def text(self, name: str) -> str | None:
        return self.kind(name, str, "a text")

    def flag(self, name: str) -> bool | None:
        return self.kind(name, bool, "true or false")

    def number(self, name: str) -> int | None:
        found = self.kind(name, int, "a whole number, zero or more")
        if found is not None and found < 0:
            raise InvalidValue(self.path + name, found, "a whole number, zero or more")
        return found

    def record(self, name: str) -> Record | None:
        return self.kind(name, Mapping, "an object")

    def items(self, name: str) -> list[object] | None:
        return self.kind(name, list, "a list")

    def parts(self, name: str) -> list[_Fields]:
        found = []
        for index, item in enumerate(self.items(name) or []):
            path = f"{self.path}{name}[{index}]"
            if not isinstance(item, Mapping):
                raise InvalidValue(path, item, "an object")
            found.append(_Fields(item, path + "."))
        return found

    def optional_texts(self, name: str) -> tuple[str, ...] | None:
        found = self.items(name)
        if found is None:
            return None
        for index, item in enumerate(found):
            if not isinstance(item, str):
                raise InvalidValue(f"{self.path}{name}[{index}]", item, "a text")
        return tuple(str(item) for item in found)

    def texts(self, name: str) -> tuple[str, ...]:
        return self.optional_texts(name) or ()

    def word(self, name: str, allowed: Collection[str]) -> str | None:
        found = self.record_.get(name)
        if found is not None and (not isinstance(found, str) or found not in allowed):
            raise InvalidValue(self.path + name, found, _one_of(allowed))
        return found

    def words(self, name: str, allowed: Collection[str]) -> tuple[str, ...] | None:
        found = self.optional_texts(name)
        for index, item in enumerate(found or ()):
            if item not in allowed:
                raise InvalidValue(f"{self.path}{name}[{index}]", item, _one_of(allowed))
        return found

    def moment(self, name: str) -> datetime | None:
        found = self.text(name)
        try:
            moment = None if found is None else datetime.fromisoformat(found)
        except ValueError:
            raise InvalidValue(self.path + name, found, MOMENT) from None
        if moment is not None and (moment.tzinfo is None or not FIRST_YEAR < moment.year < LAST_YEAR):
            raise InvalidValue(self.path + name, found, MOMENT)
        return moment

    def day(self, name: str) -> date | None:
        found = self.text(name)
        try:
            return None if found is None else date.fromisoformat(found)
        except ValueError:
            raise InvalidValue(self.path + name, found, "a date such as 2026-03-02") from None

    def clock(self, name: str) -> time | None:
        found = self.text(name)
        return None if found is None else clock_read(found, self.path + name)

    def zone(self, name: str) -> str | None:
        found = self.text(name)
        if found is not None and not is_zone(found):
            raise InvalidValue(self.path + name, found, "a time zone of the IANA list, such as Asia/Shanghai")
        return found

    def zones(self, name: str) -> tuple[str, ...]:
        found = self.texts(name)
        for index, item in enumerate(found):
            if not is_zone(item):
                raise InvalidValue(f"{self.path}{name}[{index}]", item, "a time zone of the IANA list, such as Asia/Shanghai")
        return found


def clock_read(text: str, path: str) -> time:
    """A clock time such as 08:00; 24:00, the end of the day, is kept as 00:00.

    Raises:
        InvalidValue: It isn't one.
    """
    wanted = "a time of day in whole minutes, such as 08:00 (24:00 ends the day)"
    try:
        found = time.fromisoformat("00:00" if text == "24:00" else text)
    except ValueError:
        raise InvalidValue(path, text, wanted) from None
    if found.second or found.microsecond or found.tzinfo is not None or ":" not in text:
        raise InvalidValue(path, text, wanted)
    return found


def _contact(fields: _Fields) -> Contact:
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


def _customer(fields: _Fields) -> Customer:
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


def _hours(fields: _Fields) -> tuple[time, time] | None:
    found = fields.texts("agreed_hours")
    if not found:
        return None
    path = fields.path + "agreed_hours"
    if len(found) != 2:
        raise InvalidValue(path, list(found), 'two times, such as ["22:00", "23:00"]')
    return clock_read(found[0], path + "[0]"), clock_read(found[1], path + "[1]")


def _inconvenient(fields: _Fields) -> Inconvenient:
    return Inconvenient(
        days=frozenset(fields.words("days", words.WEEKDAYS) or words.WEEKDAYS),
        from_time=fields.clock("from"),
        to_time=fields.clock("to"),
        place=fields.text("place"),
    )


def _consent(fields: _Fields) -> Consent:
    return Consent(fields.needed_word("to", words.CONSENTS), fields.moment("at"))


def _past(fields: _Fields) -> Past:
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


def _one_of(allowed: Collection[str]) -> str:
    return "one of " + ", ".join(allowed)

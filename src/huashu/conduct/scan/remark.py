"""What the scanner is given, a remark with what is known of the case, and what it gives back, breaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from huashu.errors import InvalidValue, MissingValue
from huashu.money import DECIMALS

LANGUAGES: Final = ("zh", "zh-Hans", "zh-Hant", "en")
CALL_KINDS: Final = ("overdue_first_call", "overdue_follow_up", "due_reminder", "verification", "financing_talk")
LISTENERS: Final = ("customer", "third_party")
PACKS: Final = ("CN", "TW", "HK", "US", "UK")


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the words are held against; None = not known, and what isn't known contradicts nothing.

    Args:
        currency: ISO 4217 code of the amounts.
        overdue_minor: Instalments overdue, without penalty, in minor units.
        penalty_minor: Penalty that is due.
        fees_minor: Other charges that are due.
        annual_rate: Contract rate a year as a share (0.12 = 12%).
        suit_filed: A claim is before a court.
        contract_allows_recovery: The contract lets the lender take the car back.
        approved: The application has been decided in the customer's favour.
        stop_requested: The customer asked to be left alone.
        represented: A lawyer or another representative acts for him.
        speaker_is_attorney: The officer is admitted as a lawyer.
    """

    currency: str | None = None
    overdue_minor: int | None = None
    penalty_minor: int | None = None
    fees_minor: int | None = None
    annual_rate: Fraction | None = None
    suit_filed: bool | None = None
    contract_allows_recovery: bool | None = None
    approved: bool | None = None
    stop_requested: bool | None = None
    represented: bool | None = None
    speaker_is_attorney: bool | None = None


FLAGS: Final = tuple(field.name for field in fields(CaseFacts) if field.type == "bool | None")
AMOUNTS: Final = ("overdue_minor", "penalty_minor", "fees_minor")


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of the lender's person, or of an outgoing message or letter.

    Args:
        id: Any identifier; the answer carries it back.
        text: The words, in simplified or traditional Chinese or in English, also mixed.
        language: One of ``LANGUAGES``; decides only which law is cited.
        call_kind: One of ``CALL_KINDS``.
        to: ``customer``, or ``third_party`` for anybody else.
        case: What is known of the case.
        pack: Whose law is cited (one of ``PACKS``); None = by currency and language.
    """

    id: str
    text: str
    language: str = "zh"
    call_kind: str = "overdue_follow_up"
    to: str = "customer"
    case: CaseFacts = CaseFacts()
    pack: str | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """Forbidden words.

    Args:
        id: Label of the breach, from the shared vocabulary.
        quote: The words, exactly as they stand in the text.
        start: Where the quote begins in the text, in characters.
        rule: Identifier of the rule that is cited.
        citation: Act and article.
        phrase: Which frame of which phrase file found it (``insult/named``).
    """

    id: str
    quote: str
    start: int
    rule: str
    citation: str
    phrase: str

    def as_record(self) -> dict[str, str]:
        """The breach as the contract's JSON object."""
        return {"id": self.id, "quote": self.quote, "rule": self.rule, "citation": self.citation}


def remark_from_record(record: Mapping[str, object]) -> Remark:
    """A remark from the contract's JSON object.

    Raises:
        MissingValue: ``id`` or ``text`` is absent.
        InvalidValue: A field holds something else than it can hold.
    """
    for name, wanted in (("id", "an identifier"), ("text", "the words that were said")):
        if name not in record:
            raise MissingValue(name, wanted)
    text = record["text"]
    if not isinstance(text, str):
        raise InvalidValue("text", text, "a text")
    return Remark(
        id=str(record["id"]),
        text=text,
        language=_one_of(record, "language", LANGUAGES, "zh"),
        call_kind=_one_of(record, "call_kind", CALL_KINDS, "overdue_follow_up"),
        to=_one_of(record, "to", LISTENERS, "customer"),
        case=_case_from(record.get("case")),
        pack=_one_of(record, "pack", PACKS, "") or None,
    )


def _one_of(record: Mapping[str, object], name: str, known: tuple[str, ...], default: str) -> str:
    value = record.get(name)
    if value is None:
        return default
    if not isinstance(value, str) or value not in known:
        raise InvalidValue(name, value, "one of " + ", ".join(known))
    return value


def _case_from(record: object) -> CaseFacts:
    if record is None:
        return CaseFacts()
    if not isinstance(record, Mapping):
        raise InvalidValue("case", record, "an object with what is known of the case")
    facts: dict[str, Any] = {name: _flag(record.get(name), name) for name in FLAGS}
    facts |= {name: _amount(record.get(name), name) for name in AMOUNTS}
    facts["currency"] = _one_of(record, "currency", tuple(DECIMALS), "") or None
    return CaseFacts(annual_rate=_rate(record.get("annual_rate")), **facts)


def _flag(value: object, name: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise InvalidValue(f"case.{name}", value, "true or false")
    return value


def _amount(value: object, name: str) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise InvalidValue(f"case.{name}", value, "a whole number of minor units")
    return value


def _rate(value: object) -> Fraction | None:
    if value is None:
        return None
    try:
        rate = Decimal(value) if isinstance(value, int | str | Decimal) and not isinstance(value, bool) else None
    except ArithmeticError:
        rate = None
    # A fraction of a far exponent would take for ever, so the bounds are looked at while it is still a decimal.
    if rate is None or not rate.is_finite() or not 0 <= rate <= 100 or (rate and rate.adjusted() < -12):
        raise InvalidValue("case.annual_rate", value, "a share a year such as 0.12")
    return Fraction(rate)

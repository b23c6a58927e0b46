"""A conversation as it comes in: who said what, in what kind of call, and what the file says of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeVar

from huashu.errors import InvalidValue, MissingValue
from huashu.playbook.vocabulary import vocabulary

LANGUAGES: Final = ("zh", "en")
T = TypeVar("T")
TURNS_MAX: Final = 2000
OFFICER: Final = "officer"
CUSTOMER: Final = "customer"
THIRD_PARTY: Final = "third_party"
PAYMENT_KINDS: Final = frozenset({"overdue_first_call", "overdue_follow_up", "due_reminder"})
"""Calls about what is or will be due."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn.

    Args:
        speaker: ``officer``, ``customer`` or ``third_party``.
        text: The words as written.
        start: Seconds from the start of the call, if known.
        end: Seconds at its end, if known.
    """

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What the file says; None is not known.

    Args:
        customer_name: The person the case is about.
        currency: ISO code.
        overdue_minor: Instalments overdue, without penalty, minor units.
        penalty_minor: Penalty, minor units.
        due_on: Due date of the oldest unpaid instalment.
        has_guarantor: Whether the contract has a guarantor.
        used_before: Arguments used in earlier calls of the case.
        application: The form, by field of the vocabulary; money in minor units.
    """

    customer_name: str = ""
    currency: str = ""
    overdue_minor: int | None = None
    penalty_minor: int | None = None
    due_on: date | None = None
    has_guarantor: bool | None = None
    used_before: tuple[str, ...] = ()
    application: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation.

    Args:
        id: Any identifier; the review carries it back.
        kind: A call kind of the vocabulary.
        language: ``zh`` (both scripts) or ``en``.
        started_at: When it began, with an offset; spoken days count from it.
        turns: At least one.
        case: What the file says.
    """

    id: str
    kind: str
    language: str
    started_at: datetime
    turns: tuple[Turn, ...]
    case: CaseFile = CaseFile()


def transcript_from_record(record: Mapping[str, object]) -> Transcript:
    """Read a transcript of the public shape.

    Raises:
        MissingValue: A member that every transcript has is missing.
        InvalidValue: A member can't be what it is.
    """
    turns = record.get("turns")
    if turns is None:
        raise MissingValue("turns", "a list of turns, each with a speaker and its text")
    if not isinstance(turns, list) or not 0 < len(turns) <= TURNS_MAX:
        raise InvalidValue("turns", turns, f"a list of 1 to {TURNS_MAX} turns")
    return Transcript(
        id=_text(record, "id", "an identifier"),
        kind=_word(record, "kind", tuple(vocabulary()["call_kinds"])),
        language=_word(record, "language", LANGUAGES),
        started_at=_moment(record),
        turns=tuple(_turn(turn, f"turns[{number}]") for number, turn in enumerate(turns)),
        case=_case(record.get("case")),
    )


def _text(record: Mapping[str, object], name: str, wanted: str) -> str:
    value = record.get(name)
    if value is None:
        raise MissingValue(name, wanted)
    if not isinstance(value, str):
        raise InvalidValue(name, value, wanted)
    return value


def _word(record: Mapping[str, object], name: str, allowed: tuple[str, ...]) -> str:
    value = _text(record, name, "one of " + ", ".join(allowed))
    if value not in allowed:
        raise InvalidValue(name, value, "one of " + ", ".join(allowed))
    return value


def _moment(record: Mapping[str, object]) -> datetime:
    wanted = "a date and time with its offset, such as 2026-11-24T09:00:00+08:00"
    value = _text(record, "started_at", wanted)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise InvalidValue("started_at", value, wanted) from None
    if moment.tzinfo is None:
        raise InvalidValue("started_at", value, wanted)
    return moment


def _turn(given: object, where: str) -> Turn:
    if not isinstance(given, Mapping):
        raise InvalidValue(where, given, "an object with speaker and text")
    speakers = tuple(vocabulary()["speakers"])
    speaker = given.get("speaker")
    if speaker not in speakers:
        raise InvalidValue(f"{where}.speaker", speaker, "one of " + ", ".join(speakers))
    if not isinstance(given.get("text"), str):
        raise InvalidValue(f"{where}.text", given.get("text"), "a text")
    return Turn(str(speaker), str(given["text"]), _seconds(given, "start", where), _seconds(given, "end", where))


def _seconds(given: Mapping[str, object], name: str, where: str) -> float | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value < 0:
        raise InvalidValue(f"{where}.{name}", value, "seconds from the start of the call")
    return float(value)


def _case(given: object) -> CaseFile:
    if given is None:
        return CaseFile()
    if not isinstance(given, Mapping):
        raise InvalidValue("case", given, "an object")
    application = given.get("application")
    if application is not None and not isinstance(application, Mapping):
        raise InvalidValue("case.application", application, "an object by field")
    return CaseFile(
        customer_name=_optional(given, "customer_name", str, "a name") or "",
        currency=_optional(given, "currency", str, "a currency code") or "",
        overdue_minor=_optional(given, "overdue_minor", int, "a whole number of minor units"),
        penalty_minor=_optional(given, "penalty_minor", int, "a whole number of minor units"),
        due_on=_day(given),
        has_guarantor=_optional(given, "has_guarantor", bool, "true or false"),
        used_before=tuple(str(use) for use in _optional(given, "arguments_used_before", list, "a list of arguments") or ()),
        application=dict(application or {}),
    )


def _optional(given: Mapping[str, object], name: str, wanted_type: type[T], wanted: str) -> T | None:
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, wanted_type) or (isinstance(value, bool) and wanted_type is not bool):
        raise InvalidValue(f"case.{name}", value, wanted)
    return value


def _day(given: Mapping[str, object]) -> date | None:
    value = _optional(given, "due_on", str, "a date")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidValue("case.due_on", value, "a date such as 2026-11-24") from None

"""A promise to pay: what kind it is, which payments by which days, and whether the speaker stands by it.

The conventions are those of a careful collector's follow-up column: where words leave room, the weakest promise that still keeps what was
said.
Where the reader is unsure it answers no promise, or one that isn't firm: a wrong promise is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from huashu.errors import InvalidValue, MissingValue
from huashu.language.judgement import Judgement, judge
from huashu.language.spoken import language_of

LANGUAGES: Final = ("zh", "zh-Hans", "zh-Hant", "en")


class PromiseKind(StrEnum):
    """Kinds of promise; the ids are part of the public vocabulary."""

    FULL = "full"
    PART = "part"
    INSTALMENTS = "instalments"
    CONDITIONAL = "conditional"
    REFUSAL = "refusal"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Payment:
    """One promised payment.

    Args:
        amount_minor: In hundredths of the unit that was spoken; ``None`` for all that is overdue.
        by: The last day that keeps the promise; ``None`` only where a condition names no day.
    """

    amount_minor: int | None
    by: date | None

    def as_record(self) -> dict[str, object]:
        """As the JSON Lines commands write it."""
        return {"amount_minor": self.amount_minor, "by": self.by.isoformat() if self.by else None}


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised.

    Args:
        kind: Its kind.
        payments: In order of their days; empty for a refusal and for none.
        firm: He commits to every payment.
    """

    kind: PromiseKind
    payments: tuple[Payment, ...] = ()
    firm: bool = False

    def as_record(self) -> dict[str, object]:
        """As the JSON Lines commands write it."""
        return {"kind": self.kind.value, "payments": [payment.as_record() for payment in self.payments], "firm": self.firm}


NO_PROMISE: Final = Promise(PromiseKind.NONE)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something a customer said.

    Args:
        text: The words.
        said_at: When, with an offset; days count in it.
        language: One of ``LANGUAGES``; guessed from the script if not given.
        overdue_minor: All that is overdue then, net of what was received, if known.
    """

    text: str
    said_at: datetime
    language: str | None = None
    overdue_minor: int | None = None


def promise_parse(text: str, said_at: datetime | date, language: str | None = None, overdue_minor: int | None = None) -> Promise:
    """The promise in one utterance of a customer.

    Without ``overdue_minor`` a stated figure is taken as a part; fractions, "the rest" beside other payments and equal parts have no
    amount that could
    be told, and such an utterance is no promise unless another payment in it can be told; an endless series is its first payment alone.

    Args:
        text: The words, in Chinese (both scripts) or English.
        said_at: The moment of speaking (its date in its own offset counts), or the day.
        language: One of ``LANGUAGES``; guessed if not given.
        overdue_minor: All that is overdue, in hundredths, net of what was received.
    """
    said_on = said_at.date() if isinstance(said_at, datetime) else said_at
    return promise_from(judge(text, said_on, language or language_of(text), overdue_minor), overdue_minor)


def promise_from(found: Judgement, overdue_minor: int | None) -> Promise:
    """The promise that a judgement of words amounts to, against what is overdue."""
    if found.refused:
        return Promise(PromiseKind.REFUSAL)
    payments = tuple(Payment(made.amount_minor, made.by) for made in sorted(found.sums, key=lambda made: made.by or date.max) if made.known)
    if not payments:
        return NO_PROMISE
    if found.conditional:
        return Promise(PromiseKind.CONDITIONAL, payments)
    if len(payments) > 1 or found.series:
        if len(payments) == 1 and overdue_minor is not None:
            return Promise(PromiseKind.FULL if _whole(payments[0], overdue_minor) else PromiseKind.PART, payments, found.firm)
        return Promise(PromiseKind.INSTALMENTS, payments, found.firm)
    return Promise(PromiseKind.FULL if _whole(payments[0], overdue_minor) else PromiseKind.PART, payments, found.firm)


def _whole(payment: Payment, overdue_minor: int | None) -> bool:
    return payment.amount_minor is None or (overdue_minor is not None and payment.amount_minor >= overdue_minor)


def utterance_from_record(record: Mapping[str, object]) -> Utterance:
    """An utterance from a line of ``huashu promise parse``.

    Raises:
        MissingValue: A field that is needed isn't there.
        InvalidValue: A field holds something it can't hold.
    """
    for name, wanted in (("text", "what was said"), ("said_at", "when it was said, such as 2026-11-27T10:00:00+08:00")):
        if record.get(name) is None:
            raise MissingValue(name, wanted)
    text, said, language, overdue = record["text"], record["said_at"], record.get("language"), record.get("overdue_minor")
    if not isinstance(text, str):
        raise InvalidValue("text", text, "the words as a string")
    if language is not None and language not in LANGUAGES:
        raise InvalidValue("language", language, "one of " + ", ".join(LANGUAGES))
    if overdue is not None and (isinstance(overdue, bool) or not isinstance(overdue, int) or overdue < 0):
        raise InvalidValue("overdue_minor", overdue, "a whole number of minor units, 0 or more")
    return Utterance(text, _moment(said), str(language) if language else None, overdue)


def _moment(said: object) -> datetime:
    wanted = "a time with an offset such as 2026-11-27T10:00:00+08:00, in the years 1900 to 2999"
    if not isinstance(said, str):
        raise InvalidValue("said_at", said, wanted)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise InvalidValue("said_at", said, wanted) from None
    if moment.tzinfo is None or not 1900 <= moment.year <= 2999:
        raise InvalidValue("said_at", said, wanted)
    return moment

"""A loan's history: entries that are only ever added, and the changes that some of them carry.

An entry says what happened, with which value date, and when somebody wrote it down. Nothing is edited: a mistake is
undone by a reversal that names it. What the entries add up to is in :mod:`huashu.lending.ledger`; whether a new one
may be added is in :mod:`huashu.lending.checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from huashu.calendars import Frequency
from huashu.errors import InvalidValue, MissingValue
from huashu.lending.refusals import AmountNotPositive, FirstDueTooEarly
from huashu.lending.terms import PERIODS_MAX, PPB, Method

LAST_YEAR: Final = 9000
"""First due dates end here, so that the last of 600 instalments and a holiday still have a date."""


class EntryKind(StrEnum):
    """What an entry of the ledger can be."""

    DISBURSEMENT = "disbursement"
    PAYMENT = "payment"
    WAIVER = "waiver"
    REVERSAL = "reversal"
    PART_PREPAYMENT = "part_prepayment"
    EARLY_REPAYMENT = "early_repayment"
    RESCHEDULE = "reschedule"
    HOLIDAY = "holiday"


MONEY_KINDS: Final = frozenset(
    {EntryKind.DISBURSEMENT, EntryKind.PAYMENT, EntryKind.WAIVER, EntryKind.PART_PREPAYMENT, EntryKind.EARLY_REPAYMENT}
)
"""Kinds that carry an amount; the others carry none."""

RECEIPT_KINDS: Final = MONEY_KINDS - {EntryKind.DISBURSEMENT}
"""Kinds whose amount comes from the borrower (or is given up, for a waiver)."""


class PrepaymentEffect(StrEnum):
    """What a part prepayment makes smaller: the count of instalments, or each of them."""

    SHORTER_TERM = "shorter_term"
    LOWER_INSTALMENT = "lower_instalment"


class HolidayInterest(StrEnum):
    """What happens to the interest of a payment holiday.

    ``PAY``: it falls due on the usual dates. ``CAPITALISE``: nothing falls due, and it joins the principal when the
    holiday ends.
    """

    PAY = "pay"
    CAPITALISE = "capitalise"


@dataclass(frozen=True, slots=True)
class PartPrepayment:
    """Repay part of the principal early; see ``docs/algorithms/early-repayment.md``."""

    effect: PrepaymentEffect


@dataclass(frozen=True, slots=True)
class EarlyRepayment:
    """Repay the whole loan early; see ``docs/algorithms/early-repayment.md``."""


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Replace the instalments not yet due by new ones; see ``docs/algorithms/reschedule.md``.

    The loan keeps its day count.

    Args:
        periods: Count of new instalments, 1 to 600.
        rate_ppb_year: New nominal yearly rate in parts per billion.
        frequency: Monthly, biweekly or weekly.
        method: How principal is spread.
        first_due_on: First new due date, after the day of the change; its day of the month sticks.
        capitalise: Whether what is owed on the day joins the new principal (else it stays owed as it is).
        balloon_minor: Principal left to the last instalment, only with the balloon method.

    Raises:
        InvalidValue: A field is out of range.
    """

    periods: int
    rate_ppb_year: int
    frequency: Frequency
    method: Method
    first_due_on: date
    capitalise: bool
    balloon_minor: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.periods <= PERIODS_MAX:
            raise InvalidValue("periods", self.periods, f"from 1 to {PERIODS_MAX}")
        if not 0 <= self.rate_ppb_year <= 10 * PPB:
            raise InvalidValue("rate_ppb_year", self.rate_ppb_year, f"from 0 to {10 * PPB} parts per billion")
        if self.balloon_minor < 0 or (self.balloon_minor and self.method is not Method.EQUAL_INSTALMENT_BALLOON):
            raise InvalidValue("balloon_minor", self.balloon_minor, "0, or more with the method equal_instalment_balloon")
        if self.first_due_on.year > LAST_YEAR:
            raise InvalidValue("first_due_on", self.first_due_on, f"a date up to the year {LAST_YEAR}")


@dataclass(frozen=True, slots=True)
class Holiday:
    """Put principal off for a number of instalments; see ``docs/algorithms/holiday.md``.

    Args:
        periods: Count of due dates without principal, 1 to 600.
        interest: What happens to the interest meanwhile.

    Raises:
        InvalidValue: ``periods`` is out of range.
    """

    periods: int
    interest: HolidayInterest

    def __post_init__(self) -> None:
        if not 1 <= self.periods <= PERIODS_MAX:
            raise InvalidValue("periods", self.periods, f"from 1 to {PERIODS_MAX}")


Change = PartPrepayment | EarlyRepayment | Reschedule | Holiday

CHANGE_TYPES: Final[dict[EntryKind, type[Change]]] = {
    EntryKind.PART_PREPAYMENT: PartPrepayment,
    EntryKind.EARLY_REPAYMENT: EarlyRepayment,
    EntryKind.RESCHEDULE: Reschedule,
    EntryKind.HOLIDAY: Holiday,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a loan's history.

    Args:
        seq: Sequence number within the loan, from 1, in the order of entry.
        kind: What happened.
        value_on: Value date: from when it counts.
        entered_at: When it was written down; carries a time zone.
        amount_minor: More than 0 where money moves, else 0.
        reverses_seq: Sequence number of the entry undone, only on a reversal.
        change: What changes in the plan, only on the four kinds that change it.

    Raises:
        AmountNotPositive: Money is due on this kind and isn't more than 0.
        FirstDueTooEarly: A reschedule whose first due date isn't after its value date.
        InvalidValue: A field that this kind doesn't have, or a time without a zone.
        MissingValue: A field that this kind needs.
    """

    seq: int
    kind: EntryKind
    value_on: date
    entered_at: datetime
    amount_minor: int = 0
    reverses_seq: int | None = None
    change: Change | None = None

    def __post_init__(self) -> None:
        if self.entered_at.tzinfo is None:
            raise InvalidValue("entered_at", self.entered_at, "a time with its time zone")
        self._check_amount()
        if self.kind is EntryKind.REVERSAL and self.reverses_seq is None:
            raise MissingValue("reverses_seq", "the number of the entry to reverse")
        if self.kind is not EntryKind.REVERSAL and self.reverses_seq is not None:
            raise InvalidValue("reverses_seq", self.reverses_seq, f"absent on a {self.kind}")
        self._check_change()

    def _check_amount(self) -> None:
        if self.kind in MONEY_KINDS:
            if self.amount_minor <= 0:
                raise AmountNotPositive(self.kind, self.amount_minor)
        elif self.amount_minor:
            raise InvalidValue("amount_minor", self.amount_minor, f"0 on a {self.kind}")

    def _check_change(self) -> None:
        wanted = CHANGE_TYPES.get(self.kind)
        if wanted is None:
            if self.change is not None:
                raise InvalidValue("change", type(self.change).__name__, f"absent on a {self.kind}")
            return
        if self.change is None:
            raise MissingValue("change", f"the details of the {self.kind}")
        if not isinstance(self.change, wanted):
            raise InvalidValue("change", type(self.change).__name__, wanted.__name__)
        if isinstance(self.change, Reschedule) and self.change.first_due_on <= self.value_on:
            raise FirstDueTooEarly(self.change.first_due_on, self.value_on)


def change_to_record(change: Change) -> dict[str, Any]:
    """A change as a JSON object: its kind, and its fields with dates in ISO form."""
    kind = next(kind for kind, of_type in CHANGE_TYPES.items() if isinstance(change, of_type))
    values = {field.name: getattr(change, field.name) for field in fields(change)}
    return {"kind": str(kind)} | {name: _plain(value) for name, value in values.items()}


def change_from_record(record: Mapping[str, Any]) -> Change:
    """The change that :func:`change_to_record` wrote.

    Args:
        record: JSON object with ``kind`` and that kind's fields.

    Raises:
        MissingValue: A field isn't there.
        InvalidValue: A field, or the kind, holds something that it can't hold, or isn't known.
    """
    of_type = {str(kind): of_type for kind, of_type in CHANGE_TYPES.items()}.get(str(record.get("kind")))
    if of_type is None:
        raise InvalidValue("kind", record.get("kind"), "one of " + ", ".join(CHANGE_TYPES))
    names = [field.name for field in fields(of_type)]
    unknown = next((name for name in record if name not in {"kind", *names}), None)
    if unknown is not None:
        raise InvalidValue(unknown, record[unknown], f"absent on a {record['kind']}")
    return of_type(**{name: _read(record, name) for name in names})


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(record: Mapping[str, Any], name: str) -> Any:
    if name not in record:
        raise MissingValue(name, "the field as it was stored")
    reader, wanted = _READERS[name]
    try:
        return reader(record[name])
    except (ValueError, TypeError):
        raise InvalidValue(name, record[name], wanted) from None


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


_READERS: Final[dict[str, tuple[Callable[[Any], Any], str]]] = {
    "effect": (PrepaymentEffect, "one of " + ", ".join(PrepaymentEffect)),
    "interest": (HolidayInterest, "one of " + ", ".join(HolidayInterest)),
    "frequency": (Frequency, "one of " + ", ".join(Frequency)),
    "method": (Method, "one of " + ", ".join(Method)),
    "first_due_on": (date.fromisoformat, "a date such as 2026-03-31"),
    "periods": (_whole, "a whole number"),
    "rate_ppb_year": (_whole, "a whole number of parts per billion"),
    "balloon_minor": (_whole, "a whole number of minor units"),
    "capitalise": (_truth, "true or false"),
}

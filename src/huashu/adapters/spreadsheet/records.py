"""What rows become: one frozen record per customer, loan, payment or snapshot line.

A record knows its row for messages; the row is no part of what makes two records the same.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache

from huashu.adapters.spreadsheet.amounts import DecimalMark
from huashu.adapters.spreadsheet.dates import DateOrder
from huashu.adapters.spreadsheet.identities import Phone
from huashu.calendars import DayCount
from huashu.lending.terms import Terms


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """What a file doesn't say and the person who imports it does.

    Args:
        as_of: Day that a snapshot shows, and the latest day of a payment.
        currency: ISO 4217 code of all amounts.
        region: ISO 3166 code of the country of telephone numbers written without one.
        date_order: Order of day and month where a column leaves it open.
        decimal_mark: What stands before the decimals in amounts written as text.
        round_amounts: Round amounts finer than the minor unit instead of refusing them.
        day_count: Day count of loans whose sheet names none.
    """

    as_of: date
    currency: str = "CNY"
    region: str = "CN"
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark = "."
    round_amounts: bool = False
    day_count: DayCount = DayCount.THIRTY_360


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """A borrower.

    Args:
        row: Row in the file, from 1.
        name: Name.
        phones: Own telephone numbers, the one to try first in front.
        customer_no: Number in the lender's system, or empty.
        id_number: Identity document, or empty.
        address: Address, or empty.
        employer: Employer, or empty.
        officer: Name of the officer in charge, or empty.
        note: Remark, or empty.
    """

    row: int
    name: str
    phones: tuple[Phone, ...] = ()
    customer_no: str = ""
    id_number: str = ""
    address: str = ""
    employer: str = ""
    officer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow:
    """A contract with the borrower that it names.

    Args:
        row: Row in the file, from 1.
        contract_no: Contract number.
        terms: What the schedule follows from.
        customer_no: Borrower's number in the lender's system, or empty.
        name: Borrower's name, or empty.
        id_number: Borrower's identity document, or empty.
        instalment_minor: Instalment as the file has it, or None; the schedule decides.
        rate_reading: How the rate was understood.
        vehicle: Vehicle, or empty.
        plate: Plate, or empty.
        vin: Vehicle identification number, or empty.
        officer: Name of the officer in charge, or empty.
        note: Remark, or empty.
    """

    row: int
    contract_no: str
    terms: Terms
    customer_no: str = ""
    name: str = ""
    id_number: str = ""
    instalment_minor: int | None = None
    rate_reading: str = ""
    vehicle: str = ""
    plate: str = ""
    vin: str = ""
    officer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedRow:
    """A borrower and a contract in one row.

    Args:
        row: Row in the file, from 1.
        customer: The borrower.
        loan: The contract.
    """

    row: int
    customer: CustomerRow
    loan: LoanRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """Money that came in.

    Args:
        row: Row in the file, from 1.
        contract_no: Contract that it pays.
        paid_on: Value date.
        amount_minor: Amount, more than 0.
        currency: ISO 4217 code.
        reference: The bank's or the system's number of it, or empty.
        channel: How it came, or empty.
        name: Borrower's name, or empty.
        note: Remark, or empty.
    """

    row: int
    contract_no: str
    paid_on: date
    amount_minor: int
    currency: str
    reference: str = ""
    channel: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow:
    """Where one customer stands on the day of the snapshot.

    Args:
        row: Row in the file, from 1.
        as_of: Day of the snapshot.
        currency: ISO 4217 code.
        name: Name.
        phones: Own telephone numbers, the one to try first in front.
        contract_no: Contract number, or empty.
        instalment_minor: One instalment, or None.
        due_on: Due date as the file has it (a day of the month is resolved to the first one on or after ``as_of``), or None.
        overdue_minor: Overdue amount, 0 if none.
        days_overdue: Days overdue, 0 if none.
        outstanding_minor: Balance still owed, the overdue amount included, or None.
        customer_no: Number in the lender's system, or empty.
        id_number: Identity document, or empty.
        address: Address, or empty.
        employer: Employer, or empty.
        vehicle: Vehicle, or empty.
        plate: Plate, or empty.
        vin: Vehicle identification number, or empty.
        officer: Name of the officer in charge, or empty.
        note: Remark, or empty.
    """

    row: int
    as_of: date
    currency: str
    name: str
    phones: tuple[Phone, ...] = ()
    contract_no: str = ""
    instalment_minor: int | None = None
    due_on: date | None = None
    overdue_minor: int = 0
    days_overdue: int = 0
    outstanding_minor: int | None = None
    customer_no: str = ""
    id_number: str = ""
    address: str = ""
    employer: str = ""
    vehicle: str = ""
    plate: str = ""
    vin: str = ""
    officer: str = ""
    note: str = ""


Record = CustomerRow | LoanRow | CombinedRow | PaymentRow | SnapshotRow


def content_key(record: Record, ordinal: int = 0) -> str:
    """A key that is the same whenever the same content is imported, whatever its row.

    Args:
        record: Any record.
        ordinal: How many records with the same content stand before it in the file.
    """
    text = json.dumps(_content(record), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{type(record).__name__}:{ordinal}:{text}".encode()).hexdigest()


def content_keys(records: Iterable[Record]) -> list[str]:
    """Keys of the records of one file, in order.

    Two payments of the same amount on the same day without a reference are two payments: the second gets a key of its own, the
    same one each time the file is imported. Any other record that repeats keeps the key of the first.
    """
    seen: Counter[str] = Counter()
    keys = []
    for record in records:
        key = content_key(record)
        if isinstance(record, PaymentRow) and not record.reference and seen[key]:
            keys.append(content_key(record, seen[key]))
        else:
            keys.append(key)
        seen[key] += 1
    return keys


def _content(value: object) -> object:
    """What a value says, without rows and blanks, so that a field added later changes no key."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((name, getattr(value, name)) for name in _names(type(value)))
        return {name: _content(part) for name, part in parts if part not in ("", None, ())}
    if isinstance(value, tuple):
        return [_content(part) for part in value]
    return value if isinstance(value, int) else str(value)


@cache
def _names(of_type: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of_type) if field.name not in ("row", "rate_reading"))

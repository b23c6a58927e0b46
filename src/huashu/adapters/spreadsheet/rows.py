"""Rows into typed records and problems, one shape at a time.

The first bad row stops nothing: every row gives a record or its problems. A row with a problem gives no record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from huashu.adapters.spreadsheet.checks import CrossCheck
from huashu.adapters.spreadsheet.conventions import find_conventions
from huashu.adapters.spreadsheet.kinds import ColumnsMissing, Kind
from huashu.adapters.spreadsheet.mapping import Mapping
from huashu.adapters.spreadsheet.records import CombinedRow, CustomerRow, ImportSettings, LoanRow, PaymentRow, Record, SnapshotRow
from huashu.adapters.spreadsheet.row_reader import Reading, RowReader
from huashu.adapters.spreadsheet.table import Note, Table, first_words
from huashu.adapters.spreadsheet.vocabulary import Shape
from huashu.adapters.spreadsheet.words import parse_count, parse_day_count, parse_frequency, parse_method
from huashu.calendars import Frequency, months_after
from huashu.errors import InvalidValue, Problem
from huashu.lending.terms import Method, Terms

KnownContract = Callable[[str], bool]
"""Whether a contract number is in the book already."""


def read_records(
    table: Table, mapping: Mapping, settings: ImportSettings, *, known_contract: KnownContract | None = None
) -> tuple[list[Record], list[Problem]]:
    """All records of a table, and what is wrong with the rows that gave none.

    Args:
        table: The file.
        mapping: Its columns.
        settings: What the person said.
        known_contract: For payments: whether a contract is in the book; None doesn't ask.

    Returns:
        Records in order of rows, repeated rows once; problems in order of rows.

    Raises:
        ColumnsMissing: The mapping lacks a column that the shape can't do without.
        UnreadableFile: The file breaks off.
    """
    records: list[Record] = []
    problems: list[Problem] = []
    for result in iter_records(table, mapping, settings, known_contract=known_contract):
        if isinstance(result, Problem):
            problems.append(result)
        elif not isinstance(result, Note):
            records.append(result)
    return records, problems


def iter_records(
    table: Table, mapping: Mapping, settings: ImportSettings, *, known_contract: KnownContract | None = None
) -> Iterator[Record | Problem | Note]:
    """Like :func:`read_records`, one result at a time, for files too long to hold.

    Notes tell of rows that are left out because they repeat another or have ended, and of numbers that nobody has.
    """
    if missing := mapping.missing():
        raise ColumnsMissing(missing)
    reading = Reading(mapping, find_conventions(table, mapping, settings), settings, table.date_1904)
    columns, build = reading.columns, _BUILDERS[mapping.shape]
    check = CrossCheck(known_contract)
    for row in table.rows():
        reader = RowReader(row, reading, columns)
        record = build(reader)
        if record is not None and not reader.problems:
            check.see(record, reader)
            if check.repeated:
                reader.notes = [Note(row.number, "repeated", first_words(row))]
        if reader.problems:
            yield from reader.problems
            continue
        yield from dict.fromkeys(reader.notes)
        if record is not None and not check.repeated:
            yield record


def _left_out(reader: RowReader) -> bool:
    """Whether a contract has ended, which is noted; its instalments without its payments would all be overdue."""
    if reader.is_ended():
        reader.notes.append(Note(reader.number, "ended", " ".join((reader.text("contract_no"), reader.text("status")))))
        reader.problems.clear()
    return reader.is_ended()


def _customer(reader: RowReader) -> CustomerRow:
    return CustomerRow(
        row=reader.number,
        name=reader.name(needed=True),
        phones=reader.phones(),
        customer_no=reader.text("customer_no"),
        id_number=reader.document(),
        address=reader.text("address"),
        employer=reader.text("employer"),
        officer=reader.text("officer"),
        note=reader.text("note"),
    )


def _loan(reader: RowReader) -> LoanRow | None:
    if _left_out(reader):
        return None
    contract_no = reader.text("contract_no", needed=True)
    rate = reader.rate("rate", needed=True)
    terms = _terms(reader, rate.rate_ppb_year if rate else 0)
    instalment_minor = reader.amount("instalment", positive=True)
    if terms is None:
        return None
    _check_instalment(reader, terms, instalment_minor)
    return LoanRow(
        row=reader.number,
        contract_no=contract_no,
        terms=terms,
        customer_no=reader.text("customer_no"),
        name=reader.name(),
        id_number=reader.document(),
        instalment_minor=instalment_minor,
        rate_reading=rate.reading if rate else "",
        vehicle=reader.text("vehicle"),
        plate=reader.text("plate"),
        vin=reader.text("vin"),
        officer=reader.text("officer"),
        note=reader.text("note"),
    )


def _terms(reader: RowReader, rate_ppb_year: int) -> Terms | None:
    frequency = reader.value("frequency", parse_frequency) or Frequency.MONTHLY
    balloon_minor = reader.amount("balloon") or 0
    method = reader.value("method", parse_method) or (Method.EQUAL_INSTALMENT_BALLOON if balloon_minor else Method.EQUAL_INSTALMENT)
    principal_minor = reader.amount("principal", needed=True, positive=True)
    periods = reader.value("periods", lambda cell: parse_count(cell, "periods", years_are=frequency.periods_per_year), needed=True)
    disbursed_on = reader.day("disbursed_on", needed=True)
    first_due_on = _first_due_on(reader, disbursed_on, frequency) if disbursed_on else None
    day_count = reader.value("day_count", parse_day_count) or reader.settings.day_count
    fee_minor = reader.amount("fee") or 0
    if principal_minor is None or periods is None or disbursed_on is None or first_due_on is None or reader.problems:
        return None
    if first_due_on <= disbursed_on:
        reader.report(Kind.DUE_BEFORE_DISBURSEMENT, "first_due_on")
        return None
    try:
        return Terms(
            principal_minor=principal_minor,
            currency=reader.settings.currency,
            rate_ppb_year=rate_ppb_year,
            periods=periods,
            frequency=frequency,
            method=method,
            day_count=day_count,
            disbursed_on=disbursed_on,
            first_due_on=first_due_on,
            balloon_minor=balloon_minor if method is Method.EQUAL_INSTALMENT_BALLOON else 0,
            fee_minor=fee_minor,
        )
    except InvalidValue as refusal:
        reader.report(Kind.TERMS_IMPOSSIBLE, _FIELD_OF_TERM.get(refusal.field or "", "contract_no"))
        return None


def _first_due_on(reader: RowReader, disbursed_on: date, frequency: Frequency) -> date | None:
    """The first due date; a day of the month means that day in the month after the disbursement; nothing, one period after it."""
    if reader.is_day_of_month("first_due_on"):
        return reader.due("first_due_on", months_after(disbursed_on.replace(day=1), 1))
    if reader.cell("first_due_on") is None:
        return {
            Frequency.MONTHLY: months_after(disbursed_on, 1),
            Frequency.BIWEEKLY: date.fromordinal(disbursed_on.toordinal() + 14),
            Frequency.WEEKLY: date.fromordinal(disbursed_on.toordinal() + 7),
        }[frequency]
    return reader.day("first_due_on")


def _check_instalment(reader: RowReader, terms: Terms, instalment_minor: int | None) -> None:
    level = terms.method is Method.EQUAL_INSTALMENT
    if level and instalment_minor is not None and (instalment_minor + 1) * terms.periods < terms.principal_minor:
        reader.report(Kind.INSTALMENT_TOO_SMALL, "instalment")


def _combined(reader: RowReader) -> CombinedRow | None:
    if _left_out(reader):
        return None
    customer, loan = _customer(reader), _loan(reader)
    seen = dict.fromkeys(reader.problems)
    reader.problems[:] = list(seen)
    return CombinedRow(row=reader.number, customer=customer, loan=loan) if loan else None


def _payment(reader: RowReader) -> PaymentRow | None:
    paid_on = reader.day("paid_on", needed=True)
    amount_minor = reader.amount("amount", needed=True, positive=True)
    if paid_on is not None and paid_on > reader.settings.as_of:
        reader.report(Kind.IN_THE_FUTURE, "paid_on")
    contract_no = reader.text("contract_no", needed=True)
    if paid_on is None or amount_minor is None:
        return None
    return PaymentRow(
        row=reader.number,
        contract_no=contract_no,
        paid_on=paid_on,
        amount_minor=amount_minor,
        currency=reader.settings.currency,
        reference=reader.text("reference"),
        channel=reader.text("channel"),
        name=reader.name(),
        note=reader.text("note"),
    )


def _snapshot(reader: RowReader) -> SnapshotRow:
    as_of = reader.settings.as_of
    overdue_minor = reader.amount("overdue_amount") or 0
    outstanding_minor = reader.amount("outstanding")
    due_on = reader.due("due_on", as_of)
    days = reader.value("days_overdue", lambda cell: parse_count(cell, "days"))
    ended = not overdue_minor and reader.is_ended()
    if days is None and overdue_minor and due_on and due_on < as_of:
        days = (as_of - due_on).days
    if overdue_minor and not days and due_on != as_of and not reader.problems:
        reader.report(Kind.OVERDUE_WITHOUT_DAYS, "days_overdue")
    if days and not overdue_minor and not reader.is_unread("overdue_amount"):
        reader.report(Kind.DAYS_WITHOUT_OVERDUE, "overdue_amount")
    if outstanding_minor is not None and outstanding_minor < overdue_minor:
        reader.report(Kind.OVERDUE_ABOVE_OUTSTANDING, "outstanding")
    return SnapshotRow(
        row=reader.number,
        as_of=as_of,
        currency=reader.settings.currency,
        name=reader.name(needed=True),
        phones=reader.phones(),
        contract_no=reader.text("contract_no"),
        instalment_minor=None if ended else reader.amount("instalment"),
        due_on=None if ended else due_on,
        overdue_minor=overdue_minor,
        days_overdue=days or 0,
        outstanding_minor=outstanding_minor,
        customer_no=reader.text("customer_no"),
        id_number=reader.document(),
        address=reader.text("address"),
        employer=reader.text("employer"),
        vehicle=reader.text("vehicle"),
        plate=reader.text("plate"),
        vin=reader.text("vin"),
        officer=reader.text("officer"),
        note=reader.text("note"),
    )


_BUILDERS: Final[dict[Shape, Callable[[RowReader], Record | None]]] = {
    Shape.CUSTOMERS: _customer,
    Shape.LOANS: _loan,
    Shape.PAYMENTS: _payment,
    Shape.SNAPSHOT: _snapshot,
    Shape.COMBINED: _combined,
}

_FIELD_OF_TERM: Final = {
    "principal_minor": "principal",
    "annual_rate": "rate",
    "periods": "periods",
    "first_due_on": "first_due_on",
    "fee_minor": "fee",
    "balloon_minor": "balloon",
}

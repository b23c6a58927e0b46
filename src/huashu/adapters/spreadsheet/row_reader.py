"""One row, read field by field: typed values out, problems collected, never an exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from huashu.adapters.spreadsheet.amounts import parse_amount
from huashu.adapters.spreadsheet.cells import Cell, is_blank, is_error, plain
from huashu.adapters.spreadsheet.conventions import Conventions
from huashu.adapters.spreadsheet.dates import is_day_of_month, parse_date, parse_due_on
from huashu.adapters.spreadsheet.identities import Phone, parse_document, parse_phones
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue, problem
from huashu.adapters.spreadsheet.mapping import Column, Mapping
from huashu.adapters.spreadsheet.rates import Rate, parse_rate
from huashu.adapters.spreadsheet.records import ImportSettings
from huashu.adapters.spreadsheet.table import Note, Row
from huashu.adapters.spreadsheet.vocabulary import fields
from huashu.adapters.spreadsheet.words import is_ended
from huashu.errors import Problem

_Value = TypeVar("_Value")
PHONES_KEPT: Final = 2
"""Numbers that the book keeps of a borrower."""

_NUMBERS: Final = frozenset({"contract_no", "customer_no", "reference", "vin"})
"""Numbers of which every digit counts: a spreadsheet that rounds them makes two into one."""
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?e\+\d+$", re.IGNORECASE)
_PADDING = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Reading:
    """What is the same for all rows of a file.

    Args:
        mapping: Columns and their fields.
        conventions: How open columns are read.
        settings: What the person said.
        date_1904: Whether day numbers count from 1904.
    """

    mapping: Mapping
    conventions: Conventions
    settings: ImportSettings
    date_1904: bool

    @property
    def columns(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.mapping.columns}


class RowReader:
    """Reads the fields of one row.

    Args:
        row: The row.
        reading: What is the same for all rows.
        columns: ``reading.columns``, made once a file.
    """

    def __init__(self, row: Row, reading: Reading, columns: dict[str, Column]) -> None:
        self.number = row.number
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self._unread: set[str] = set()
        self.settings = reading.settings
        self._row = row
        self._reading = reading
        self._columns = columns

    def cell(self, field: str) -> Cell:
        """The raw cell of a field; None if there is no column or the cell is blank."""
        column = self._columns.get(field)
        cell = self._row.cells[column.index] if column and column.index < len(self._row.cells) else None
        return None if is_blank(cell) else cell

    def report(self, kind: Kind, field: str, found: object | None = None) -> None:
        """Note a problem at a field; by default what was found is the cell."""
        column = self._columns.get(field)
        shown = plain(self.cell(field)) if found is None else found
        self.problems.append(problem(kind, self.number, column.heading if column else fields()[field].labels["en"], shown))

    def text(self, field: str, *, needed: bool = False) -> str:
        """Text on one line, within the length that the book keeps."""
        text = self._read(field, _whole if field in _NUMBERS else plain, needed=needed) or ""
        most = fields()[field].max_length
        if most and len(text) > most:
            self.report(Kind.TEXT_TOO_LONG, field, text)
        return text

    def name(self, *, needed: bool = False) -> str:
        """A name; the space that pads Chinese names of two characters goes."""
        return _PADDING.sub("", self.text("name", needed=needed))

    def amount(self, field: str, *, needed: bool = False, positive: bool = False) -> int | None:
        """An amount in minor units, 0 or more (more than 0 if ``positive``)."""
        settings, column = self.settings, self._columns.get(field)

        def parse(cell: Cell) -> int:
            return parse_amount(
                cell,
                settings.currency,
                decimal_mark=settings.decimal_mark,
                unit=column.unit if column else 1,
                round_half_up=settings.round_amounts,
            )

        amount_minor = self._read(field, parse, needed=needed)
        if amount_minor is not None and amount_minor < 0:
            self.report(Kind.AMOUNT_NEGATIVE, field)
        if positive and amount_minor == 0:
            self.report(Kind.AMOUNT_ZERO, field)
        return amount_minor

    def day(self, field: str, *, needed: bool = False) -> date | None:
        """A date."""
        order = self._reading.conventions.orders.get(field)
        return self._read(field, lambda cell: parse_date(cell, order=order, date_1904=self._reading.date_1904), needed=needed)

    def due(self, field: str, from_on: date) -> date | None:
        """A due date, or a day of the month as its first occurrence on or after ``from_on``."""
        order = self._reading.conventions.orders.get(field)
        return self._read(field, lambda cell: parse_due_on(cell, from_on, order=order, date_1904=self._reading.date_1904))

    def is_day_of_month(self, field: str) -> bool:
        """Whether the field holds a day of the month alone."""
        cell = self.cell(field)
        return cell is not None and is_day_of_month(cell)

    def rate(self, field: str, *, needed: bool = False) -> Rate | None:
        """A yearly rate."""
        conventions = self._reading.conventions
        return self._read(
            field,
            lambda cell: parse_rate(cell, per=conventions.periods.get(field), scale=conventions.scales.get(field)),
            needed=needed,
        )

    def phones(self) -> tuple[Phone, ...]:
        """The first telephone numbers of the row, the main ones first, each once; those that the book has no place for are noted."""
        region = self.settings.region
        main = self._read("phones", lambda cell: parse_phones(cell, region)) or ()
        other = self._read("other_phones", lambda cell: parse_phones(cell, region)) or ()
        found = tuple(dict.fromkeys((*main, *other)))
        self.notes += [Note(self.number, "phone_unassigned", phone.number) for phone in found if not phone.assigned]
        self.notes += [Note(self.number, "phone_left_over", phone.number) for phone in found[PHONES_KEPT:]]
        return found[:PHONES_KEPT]

    def is_ended(self) -> bool:
        """Whether the row says that nothing is owed any more."""
        return is_ended(self.cell("status"))

    def is_unread(self, field: str) -> bool:
        """Whether the field's cell couldn't be read; it is among the problems then."""
        return field in self._unread

    def document(self) -> str:
        """The identity document number."""
        return self._read("id_number", parse_document) or ""

    def value(self, field: str, parse: Callable[[Cell], _Value], *, needed: bool = False) -> _Value | None:
        """A field through any reader that raises :class:`UnreadableValue`."""
        return self._read(field, parse, needed=needed)

    def _read(self, field: str, parse: Callable[[Cell], _Value], *, needed: bool = False) -> _Value | None:
        cell = self.cell(field)
        if cell is None:
            if needed:
                self.report(Kind.MISSING, field, "")
            return None
        if is_error(cell):
            self._unread.add(field)
            self.report(Kind.CELL_ERROR, field)
            return None
        try:
            return parse(cell)
        except UnreadableValue as refusal:
            self._unread.add(field)
            self.report(refusal.kind, field)
            return None


def _whole(cell: Cell) -> str:
    """A number kept as text.

    Raises:
        UnreadableValue: The spreadsheet has rounded it.
    """
    text = plain(cell)
    if (isinstance(cell, float) and abs(cell) >= 1e15) or _SCIENTIFIC.match(text):
        raise UnreadableValue(Kind.DIGITS_LOST, text)
    return text

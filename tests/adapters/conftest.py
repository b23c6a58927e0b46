"""Sheets and tapes made in memory. People and numbers are invented."""

import io
from datetime import date

import openpyxl
import pytest

from huashu.adapters.spreadsheet.mapping import guess
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.records import ImportSettings
from huashu.adapters.spreadsheet.rows import read_records

AS_OF = date(2026, 11, 23)


@pytest.fixture
def settings():
    return ImportSettings(as_of=AS_OF)


@pytest.fixture
def csv_table():
    """A table from CSV text."""

    def make(text, encoding="utf-8"):
        return read_table(io.BytesIO(text.encode(encoding)), name="book.csv")

    return make


@pytest.fixture
def xlsx_bytes():
    """A workbook from sheets of rows."""

    def make(*sheets, merges=(), prepare=None):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            sheet = book.create_sheet(f"表{number}")
            for row in rows:
                sheet.append(row)
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        if prepare:
            prepare(book)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def xlsx_table(xlsx_bytes):
    """A table from rows of a workbook."""

    def make(*sheets, sheet=None, **options):
        return read_table(io.BytesIO(xlsx_bytes(*sheets, **options)), sheet, name="book.xlsx")

    return make


@pytest.fixture
def read(csv_table, settings):
    """Records and problems of CSV text, guessed and read in one go."""

    def run(text, shape=None, *, settings=settings, **options):
        table = csv_table(text)
        return read_records(table, guess(table, shape), settings, **options)

    return run

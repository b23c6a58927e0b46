"""A file in, a table out, whatever kind of file it is."""

from __future__ import annotations

from typing import Final

from huashu.adapters.spreadsheet.csv_source import CsvSource
from huashu.adapters.spreadsheet.kinds import UnreadableFile
from huashu.adapters.spreadsheet.layout import heading_score, table_of
from huashu.adapters.spreadsheet.opening import Input, Opened
from huashu.adapters.spreadsheet.table import Table
from huashu.adapters.spreadsheet.workbook_source import SheetSource, Workbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style")


def read_table(source: Input, sheet: str | None = None, *, name: str | None = None) -> Table:
    """The table in a CSV file or in one sheet of a workbook.

    What the file is is seen from its content, not from its name.

    Args:
        source: Path or seekable binary stream; a stream must stay open while rows are read.
        sheet: Name of the sheet; None takes the visible sheet with the most known headings, the first of equals.
        name: Name for messages, if not the file's own.

    Raises:
        UnreadableFile: No table can be read, with the reason and what to do.
        SheetNotFound: The workbook has no such sheet.
    """
    opened = Opened.of(source, name)
    head = _head(opened)
    if head.startswith((_ZIP, _OLE)):
        workbook = Workbook(opened)
        return table_of(SheetSource(workbook, sheet if sheet is not None else _best_sheet(workbook)))
    return table_of(CsvSource(opened))


def sheet_names(source: Input) -> tuple[str, ...]:
    """Names of the visible sheets; empty for CSV.

    Raises:
        UnreadableFile: The file can't be read.
    """
    opened = Opened.of(source)
    return Workbook(opened).sheets if _head(opened).startswith((_ZIP, _OLE)) else ()


def _head(opened: Opened) -> bytes:
    try:
        with opened.binary() as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise UnreadableFile(opened.name, "doesn't exist", "Check the path.") from None
    except OSError as error:
        raise UnreadableFile(opened.name, f"can't be read ({error.strerror})", "Check the path and its permissions.") from None
    if not head:
        raise UnreadableFile(opened.name, "is empty", "Choose the file that has the rows.")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise UnreadableFile(
            opened.name, "is a web page, whatever its name says", "Open it in the spreadsheet program, save it as XLSX and import that."
        )
    return head


def _best_sheet(workbook: Workbook) -> str:
    if not workbook.sheets:
        raise UnreadableFile(workbook.name, "has no visible sheet", "Show the sheet that has the rows and save the file again.")
    return max(workbook.sheets, key=lambda sheet: heading_score(SheetSource(workbook, sheet)))

"""Rows of a delimited text file: encoding and delimiter found out, read one at a time."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from huashu.adapters.spreadsheet.kinds import UnreadableFile
from huashu.adapters.spreadsheet.opening import Opened
from huashu.adapters.spreadsheet.table import Cells, Merge
from huashu.adapters.spreadsheet.vocabulary import known_headings

ENCODINGS: Final = ("utf-8-sig", "gb18030", "cp950")
DELIMITERS: Final = (",", "\t", ";", "|")
SAMPLE_BYTES: Final = 64 * 1024
CHUNK_BYTES: Final = 1024 * 1024
CELL_LINES_MAX: Final = 40
"""More lines than this in one cell mean a quotation mark that was never closed."""


class CsvSource:
    """A delimited text file.

    Args:
        opened: The file.

    Raises:
        UnreadableFile: It is no text in an encoding that we know.
    """

    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    date_1904 = False
    merges: tuple[Merge, ...] = ()

    def __init__(self, opened: Opened) -> None:
        self.name = opened.name
        self._opened = opened
        with opened.binary() as stream:
            self.encoding = _encoding(stream, opened.name)
        sample = self._sample()
        self.delimiter, self._named = _delimiter(sample)

    def raw_rows(self) -> Iterator[Cells]:
        """All rows from the first; a line break inside quotes belongs to its cell."""
        with self._opened.binary() as stream:
            text = io.TextIOWrapper(stream, encoding=self.encoding, newline="")
            try:
                reader = csv.reader(text, delimiter=self.delimiter)
                if self._named:
                    next(reader, None)
                    yield ()
                for number, cells in enumerate(reader, 1):
                    self._check_quotes(cells, number)
                    yield tuple(cells)
            except csv.Error:
                raise self._unclosed(reader.line_num) from None
            finally:
                text.detach()

    def _check_quotes(self, cells: list[str], number: int) -> None:
        if any(len(cell) > CELL_LINES_MAX and cell.count("\n") > CELL_LINES_MAX for cell in cells):
            raise self._unclosed(number)

    def _unclosed(self, number: int) -> UnreadableFile:
        return UnreadableFile(
            self.name, f"has a quotation mark in row {number} that is never closed", "Close or delete the quotation mark, or save as XLSX."
        )

    def _sample(self) -> list[str]:
        with self._opened.binary() as stream:
            head = stream.read(SAMPLE_BYTES)
        return head.decode(self.encoding, errors="ignore").splitlines(keepends=True)[:30]


def _encoding(stream: BinaryIO, name: str) -> str:
    head = stream.read(SAMPLE_BYTES)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        raise UnreadableFile(name, "is neither a table in text form nor a workbook", "Choose a CSV or XLSX file.")
    found = [encoding for encoding in ENCODINGS if _decodes(stream, encoding)]
    if not found:
        raise UnreadableFile(name, "is in an unknown encoding", "Save it as CSV UTF-8 or as XLSX and import it again.")
    # Big5 text nearly always passes as GB18030 too; the headings tell which of them makes sense.
    return found[0] if found[0] == "utf-8-sig" else max(found, key=lambda encoding: _known_words(head, encoding))


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        while chunk := stream.read(CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _known_words(head: bytes, encoding: str) -> int:
    lines = head.decode(encoding, errors="ignore").splitlines()[:30]
    return max((known_headings(tuple(line.split(delimiter))) for line in lines for delimiter in DELIMITERS), default=0)


def _delimiter(lines: list[str]) -> tuple[str, bool]:
    """The delimiter, and whether a first line ``sep=;`` names it."""
    first = lines[0].strip() if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], True
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter)), False


def _fit(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How well a delimiter fits: known headings in the best row, then cells in rows of the commonest width."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return max((known_headings(tuple(row)) for row in rows), default=0), width * count

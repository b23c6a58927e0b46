"""A table found in a file: its headings, where they stand, and its rows with the numbers that a person sees.

Rows can be read again and again, one at a time. Blank rows, totals, examples, repeated headings and remarks under the table are left out;
all but the blank ones are noted. Where the rows come from is in :mod:`csv_source` and :mod:`workbook_source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from huashu.adapters.spreadsheet.cells import Cell, is_blank, plain
from huashu.adapters.spreadsheet.vocabulary import is_example, is_total

Cells = tuple[Cell, ...]
Merge = tuple[tuple[int, int], tuple[int, int]]

_COUNTED_TOTAL = re.compile(r"^(合计|合計|总计|總計|共计|共計|小计|小計)[::]?\s*\d*\s*[笔筆户戶条條人单單]?")
_FOOTER = re.compile(
    r"^(制表|製表|审核|審核|复核|覆核|填表|经办|經辦|打印|列印|导出|匯出|注|备注|備註|说明|說明|prepared|checked|printed|exported|note)[^::]{0,8}[::]",
    re.IGNORECASE,
)


_MARKS = ("*", "※")


class Source(Protocol):
    """Where a table's rows come from."""

    name: str
    sheet: str | None
    sheets: tuple[str, ...]
    date_1904: bool
    merges: tuple[Merge, ...]

    def raw_rows(self) -> Iterator[Cells]:
        """All rows from the first, every time anew."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        number: Row as a person counts it, from 1.
        cells: Its cells, as many as there are headings.
    """

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file that a person may want to know and that stops nothing.

    Args:
        row: Row that it is about.
        code: ``total``, ``example``, ``headings_again`` or ``remark``; from reading rows ``repeated``, ``ended``,
            ``phone_unassigned`` or ``phone_left_over``.
        text: The first words of the row.
    """

    row: int
    code: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table in a file.

    Args:
        source: Where the rows come from.
        headings: One text per column, empty where a column has none.
        header_row: Row of the headings (of the lower ones if there are two), from 1.
        titles: Texts above the headings.
    """

    source: Source
    headings: tuple[str, ...]
    header_row: int
    titles: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.source.name

    @property
    def sheet(self) -> str | None:
        """Name of the sheet; None for CSV."""
        return self.source.sheet

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of all visible sheets of the file."""
        return self.source.sheets

    @property
    def date_1904(self) -> bool:
        """Whether day numbers count from 1904."""
        return self.source.date_1904

    def rows(self) -> Iterator[Row]:
        """Rows that hold data, in order."""
        return (row for row in self._below() if self._note(row) is None)

    def notes(self) -> list[Note]:
        """What was left out, in order."""
        return [note for row in self._below() if (note := self._note(row))]

    def sample(self, count: int = 50) -> list[Row]:
        """The first rows that hold data."""
        return [row for row, _ in zip(self.rows(), range(count), strict=False)]

    def _below(self) -> Iterator[Row]:
        width = len(self.headings)
        for number, cells in enumerate(self.source.raw_rows(), 1):
            if number > self.header_row and any(not is_blank(cell) for cell in cells):
                yield Row(number, fitted(cells, width))

    def _note(self, row: Row) -> Note | None:
        filled = [cell for cell in row.cells if not is_blank(cell)]
        texts = [cell for cell in filled[:2] if isinstance(cell, str)]
        first = plain(filled[0]) if filled else ""
        if any(is_total(cell) or _is_counted_total(plain(cell)) for cell in texts):
            return Note(row.number, "total", first)
        if texts and is_example(texts[0]):
            return Note(row.number, "example", first)
        if len(filled) > 1 and all(
            plain(cell) == heading for cell, heading in zip(row.cells, self.headings, strict=True) if not is_blank(cell)
        ):
            return Note(row.number, "headings_again", first)
        is_remark = (len(filled) <= 3 and _FOOTER.match(first)) or (len(filled) == 1 < len(row.cells) and first.startswith(_MARKS))
        return Note(row.number, "remark", first) if is_remark else None


def first_words(row: Row) -> str:
    """The first two filled cells of a row, to tell it by."""
    return " ".join([plain(cell) for cell in row.cells if not is_blank(cell)][:2])


def _is_counted_total(text: str) -> bool:
    match = _COUNTED_TOTAL.match(text)
    return bool(match and match.end() == len(text))


def fitted(cells: Sequence[Cell], width: int) -> Cells:
    """Cells cut or filled up to a width."""
    return tuple(cells[:width]) + (None,) * (width - len(cells))

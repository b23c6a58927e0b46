"""Rows of a workbook sheet: XLSX, XLSM, XLSB, legacy XLS and ODS, read by calamine.

Values are those that were computed when the file was saved. Cells merged downwards count as filled in every row, since that is how
people write one customer over several loans.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, ZipError

from huashu.adapters.spreadsheet.cells import Cell, is_blank
from huashu.adapters.spreadsheet.kinds import SheetNotFound, UnreadableFile
from huashu.adapters.spreadsheet.opening import Opened
from huashu.adapters.spreadsheet.table import Cells, Merge

UNPACKED_BYTES_MAX: Final = 800 * 1024 * 1024
"""A workbook that unpacks to more is refused before it is opened."""

_EPOCH_1904 = re.compile(rb"""date1904\s*=\s*["'](1|true)["']""")


class SheetSource:
    """One sheet of an open workbook."""

    def __init__(self, workbook: Workbook, sheet: str) -> None:
        self.name = workbook.name
        self.sheet: str | None = sheet
        self.sheets = workbook.sheets
        self.date_1904 = workbook.date_1904
        self._sheet = workbook.sheet(sheet)
        self.merges: tuple[Merge, ...] = tuple(self._sheet.merged_cell_ranges or ())

    def raw_rows(self) -> Iterator[Cells]:
        """All rows from the first."""
        if self._sheet.start is None:
            return
        offset: Cells = (None,) * self._sheet.start[1]
        starts, carried = self._downward(), dict[int, tuple[Cell, int]]()
        for at, values in enumerate(self._sheet.iter_rows()):
            cells: list[Cell] = [*offset, *values]
            if starts.keys() & {at} or carried:
                _carry(cells, at, starts.get(at, []), carried)
            yield tuple(cells)

    def _downward(self) -> dict[int, list[tuple[int, int]]]:
        """Cells merged downwards: first row to (column, last row)."""
        starts: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in self.merges:
            if bottom > top:
                starts.setdefault(top, []).append((left, bottom))
        return starts


def _carry(cells: list[Cell], at: int, starting: list[tuple[int, int]], carried: dict[int, tuple[Cell, int]]) -> None:
    for column, (value, last) in list(carried.items()):
        if at > last:
            del carried[column]
        elif column < len(cells) and is_blank(cells[column]):
            cells[column] = value
    carried.update({column: (cells[column], last) for column, last in starting if column < len(cells)})


class Workbook:
    """An open workbook.

    Args:
        opened: The file.

    Raises:
        UnreadableFile: It is damaged, protected by a password, or unpacks to an unreasonable size.
    """

    def __init__(self, opened: Opened) -> None:
        self.name = opened.name
        self.date_1904 = False
        self._inspect_zip(opened)
        try:
            with opened.binary() as stream:
                self._book: Any = CalamineWorkbook.from_filelike(stream)
            visible = [
                sheet.name
                for sheet in self._book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
        except PasswordError:
            raise UnreadableFile(self.name, "is protected by a password", "Save a copy without password and import that.") from None
        except (CalamineError, ZipError, OSError, ValueError):
            raise self._damaged() from None
        self.sheets: tuple[str, ...] = tuple(visible)

    def sheet(self, name: str) -> Any:
        """The sheet of that name, hidden ones too.

        Raises:
            SheetNotFound: There is none.
            UnreadableFile: It is damaged.
        """
        if name not in self._book.sheet_names:
            raise SheetNotFound(name, self.sheets)
        try:
            return self._book.get_sheet_by_name(name)
        except (CalamineError, OSError, ValueError):
            raise self._damaged() from None

    def _inspect_zip(self, opened: Opened) -> None:
        with opened.binary() as stream:
            if not zipfile.is_zipfile(stream):
                return
            try:
                with zipfile.ZipFile(stream) as archive:
                    size = sum(item.file_size for item in archive.infolist())
                    if size <= UNPACKED_BYTES_MAX and "xl/workbook.xml" in archive.namelist():
                        self.date_1904 = bool(_EPOCH_1904.search(archive.open("xl/workbook.xml").read(8192)))
            except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
                raise self._damaged() from None
        if size > UNPACKED_BYTES_MAX:
            raise UnreadableFile(self.name, f"unpacks to {size // 1024**2} MB", "Split it into smaller files, or save it as CSV.")

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            self.name, "can't be opened as a workbook", "Open it in the spreadsheet program, save it as XLSX and import that."
        )

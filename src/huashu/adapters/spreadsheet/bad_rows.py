"""The bad rows of a file as a file of their own, to be mended and imported again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.datetime import MAC_EPOCH

from huashu.adapters.spreadsheet.cells import Cell
from huashu.adapters.spreadsheet.table import Table
from huashu.adapters.spreadsheet.vocabulary import PROBLEM_HEADING
from huashu.errors import Problem

_FORMULA: Final = ("=", "+", "-", "@")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def problem_text(found: Problem) -> str:
    """What is wrong, as it stands in the last column."""
    return f"{found.field}: {found.wanted}. {found.action}"


def write_bad_rows(
    table: Table,
    problems: Iterable[Problem],
    path: str | Path,
    *,
    whole: bool = False,
    titles: Sequence[str] = (),
    say: Callable[[Problem], str] = problem_text,
) -> int:
    """Write the rows that have problems, with the original headings and a last column that says what is wrong.

    That column is ignored when the file comes back. Cells keep their types in XLSX; a text that a spreadsheet would take for a
    formula is kept a text.

    Args:
        table: The file that was read.
        problems: What was found wrong with it.
        path: Where to write; ``.csv`` writes CSV (UTF-8 with byte order mark), anything else XLSX.
        whole: Write the good rows as well, for a file of which nothing was loaded.
        titles: What stands above the headings: a unit or a day there counts for the whole file.
        say: A problem in words.

    Returns:
        How many rows were written.
    """
    wrong: dict[int, list[Problem]] = {}
    for found in problems:
        wrong.setdefault(found.row, []).append(found)
    kept = [at for at, heading in enumerate(table.headings) if not heading.startswith(PROBLEM_HEADING)]
    headings = [table.headings[at] for at in kept] + [PROBLEM_HEADING]
    chosen = (row for row in table.rows() if whole or row.number in wrong)
    rows = [[*(row.cells[at] for at in kept), " ".join(map(say, wrong.get(row.number, ())))] for row in chosen]
    if str(path).lower().endswith(".csv"):
        _write_csv(Path(path), [*([title] for title in titles), headings, *rows])
    else:
        _write_xlsx(Path(path), [*([title] for title in titles), headings], rows, date_1904=table.date_1904)
    return len(rows)


def _write_csv(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([_csv_cell(cell) for cell in row] for row in rows)


def _csv_cell(cell: Cell) -> object:
    """A cell for CSV; a guard before formula signs, which reading takes away again."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not re.fullmatch(r"[-+]?[\d.,]+", cell):
        return f"'{cell}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _write_xlsx(path: Path, top: Sequence[Sequence[str]], rows: Iterable[Sequence[Cell]], *, date_1904: bool) -> None:
    book = Workbook(write_only=True)
    if date_1904:
        book.epoch = MAC_EPOCH
    sheet: Any = book.create_sheet("Huashu")
    sheet.freeze_panes = f"A{len(top) + 1}"
    for row in (*top, *rows):
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    book.save(path)


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    text = isinstance(value, str)
    cell: Any = WriteOnlyCell(sheet, value=_CONTROL.sub("", value) if text else value)
    if text:
        cell.data_type = "s"
    return cell

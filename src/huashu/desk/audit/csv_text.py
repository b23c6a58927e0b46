"""CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no cell that they take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, Final

BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may read as the start of a formula; the wide ones count in Chinese and Japanese versions."""


def csv_lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines of a CSV file, the mark first."""
    writer: Any = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class _Echo:
    """A file that hands back what is written, for the CSV writer."""

    def write(self, text: str) -> str:
        return text

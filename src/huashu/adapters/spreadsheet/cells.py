"""A cell as it comes out of a file, and the same cell as plain text.

Full-width characters, exotic spaces and invisible marks are folded here once, so that no reader of amounts,
dates or names has to know them. What a cell means is not here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What CSV and workbook readers yield for one cell; a blank is None or an empty text."""

BLANKS: Final = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "\\", "无", "無", "空", "n/a", "na", "nil", "null", "none", "#n/a", "暂无", "暫無", "未知"}
)
"""What people write where there is nothing, lower case."""

TEXTS_KEPT: Final = 16_384
"""So many folded texts are remembered."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_ESCAPED = re.compile(r"^'(?=[=+\-@\d])")
_ERRORS = re.compile(r"^#(REF|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC)[!?]?$", re.IGNORECASE)


def plain(cell: Cell) -> str:
    """The cell as one line of text: half-width, single spaces, no invisible marks.

    A whole number stored as a float loses its ``.0``; a leading apostrophe that guards a formula sign or a long number goes.
    """
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, date | datetime | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return _one_line(str(cell))


@lru_cache(TEXTS_KEPT)
def _one_line(text: str) -> str:
    """Remembered, because one cell is looked at by several readers, and columns repeat themselves."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _ESCAPED.sub("", " ".join(folded.split()))


def is_blank(cell: Cell) -> bool:
    """Whether a person would say that nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and plain(cell).lower() in BLANKS)


def is_error(cell: Cell) -> bool:
    """Whether the cell shows a spreadsheet error such as ``#REF!``."""
    return isinstance(cell, str) and bool(_ERRORS.match(cell.strip()))

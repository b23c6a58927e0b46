"""What the cells of a column look like: telephone numbers, dates, amounts.

Used to doubt a heading that its column contradicts, and to suggest a field for a column without a known heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from huashu.adapters.spreadsheet.amounts import parse_amount
from huashu.adapters.spreadsheet.cells import Cell, is_blank, is_error, plain
from huashu.adapters.spreadsheet.dates import date_readings, is_day_of_month
from huashu.adapters.spreadsheet.identities import resident_number_valid
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.adapters.spreadsheet.vocabulary import FieldKind

AGREES_PERCENT: Final = 60
"""So many of a column's filled cells must look like its field before the column counts as agreeing."""

CELLS_NEEDED: Final = 3
"""Fewer filled cells contradict no heading: they may just be the bad rows of a file, come back mended."""

_PHONE = re.compile(r"^[+(]?[\d][\d\s()+\-/、,;转轉ext.]{6,40}$|^\+?\d{2,4}[\d*]{7,12}$|^\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_MOBILE = re.compile(r"^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$")
_VIN = re.compile(r"^(?=.*[A-Z])(?=.*\d)[A-HJ-NPR-Z0-9]{17}$")
_PLATE = re.compile(r"^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{5,6}$")
_NUMBER = re.compile(r"^\d+(\.\d+)?")
_RATE = re.compile(r"^[年月日]?[利息率]*\s*\d+(\.\d+)?\s*[%‰‱厘分]?|^[百千万]分之")
_COUNT = re.compile(r"^\d{1,5}\s*(期|个月|個月|月|天|日|年|days?|months?|years?)?$", re.IGNORECASE)


def agrees(kind: FieldKind, cells: Iterable[Cell]) -> bool | None:
    """Whether a column looks like a kind of field; None if too few cells are filled or the kind has no look."""
    looks = _LOOKS.get(kind)
    filled = [cell for cell in cells if not is_blank(cell) and not is_error(cell)]
    if looks is None or len(filled) < CELLS_NEEDED:
        return None
    return sum(1 for cell in filled if looks(cell)) * 100 >= AGREES_PERCENT * len(filled)


def telling_field(cells: Iterable[Cell]) -> str | None:
    """The field that a column's cells give away whatever its heading: telephone, identity number, plate or VIN."""
    filled = [plain(cell).upper() for cell in cells if not is_blank(cell)]
    for field, looks in _TELLING:
        if filled and all(looks(text) for text in filled):
            return field
    return None


def _looks_like_phone(cell: Cell) -> bool:
    return bool(_PHONE.match(plain(cell))) and not _is_date(cell)


def _looks_like_amount(cell: Cell) -> bool:
    if isinstance(cell, date):
        return False
    try:
        parse_amount(cell, "CNY", round_half_up=True)
    except UnreadableValue as refusal:
        return refusal.kind is not Kind.AMOUNT_UNREADABLE
    return True


def _is_date(cell: Cell) -> bool:
    try:
        date_readings(cell)
    except UnreadableValue as refusal:
        return refusal.kind is Kind.DATE_OUT_OF_RANGE
    return True


def _looks_like_name(cell: Cell) -> bool:
    return isinstance(cell, str) and not _NUMBER.match(plain(cell))


_LOOKS: Final[dict[FieldKind, Callable[[Cell], bool]]] = {
    FieldKind.NAME: _looks_like_name,
    FieldKind.PHONES: _looks_like_phone,
    FieldKind.AMOUNT: _looks_like_amount,
    FieldKind.DATE: _is_date,
    FieldKind.DUE: lambda cell: _is_date(cell) or is_day_of_month(cell),
    FieldKind.COUNT: lambda cell: bool(_COUNT.match(plain(cell))),
    FieldKind.RATE: lambda cell: bool(_RATE.match(plain(cell))),
}

_TELLING: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("phones", lambda text: bool(_MOBILE.match(text))),
    ("id_number", resident_number_valid),
    ("vin", lambda text: bool(_VIN.match(text))),
    ("plate", lambda text: bool(_PLATE.match(text))),
)

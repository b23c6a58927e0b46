"""How the columns of one file are read, found from whole columns before any row: order of dates, scale of rates.

This is what the preview tells the person beside each column.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Final

from huashu.adapters.spreadsheet.cells import Cell, is_blank
from huashu.adapters.spreadsheet.dates import DateOrder, column_order
from huashu.adapters.spreadsheet.mapping import Column, Mapping
from huashu.adapters.spreadsheet.rates import Per, Scale, column_scale
from huashu.adapters.spreadsheet.records import ImportSettings
from huashu.adapters.spreadsheet.table import Table
from huashu.adapters.spreadsheet.vocabulary import FieldKind, fields

_ORDER_WORDS: Final = {
    DateOrder.DAY_FIRST: "day before month",
    DateOrder.MONTH_FIRST: "month before day",
    DateOrder.YEAR_FIRST: "year, month, day",
}
_SCALE_WORDS: Final = {
    Scale.FRACTION: "fractions (0.085 is 8.5%)",
    Scale.PERCENT: "percent (8.5 is 8.5%)",
    Scale.PERMILLE: "per mille (8 is 0.8%)",
    Scale.PERMYRIAD: "per ten thousand (5 is 0.05%)",
}


@dataclass(frozen=True)
class Conventions:
    """How columns are read where cells alone don't tell.

    Args:
        orders: Order of day and month per date field; None where nothing settles it.
        scales: What bare numbers count per rate field; None where nothing settles it.
        periods: Period of each rate field; None where its heading names none.
    """

    orders: AnyMapping[str, DateOrder | None]
    scales: AnyMapping[str, Scale | None]
    periods: AnyMapping[str, Per | None]

    def sentence(self, column: Column) -> str:
        """How a column is read, for the preview; empty if there is nothing to say."""
        if order := self.orders.get(column.field):
            return f"Dates are read as {_ORDER_WORDS[order]}."
        if column.unit != 1:
            return f"Amounts are in units of {column.unit:,}."
        if fields()[column.field].kind is not FieldKind.RATE:
            return ""
        period = f"per {self.periods.get(column.field) or Per.YEAR}"
        scale = self.scales.get(column.field)
        return f"Rates are {period}, in {_SCALE_WORDS[scale]}." if scale else f"Rates are {period}."


def find_conventions(table: Table, mapping: Mapping, settings: ImportSettings) -> Conventions:
    """Read the open columns of a table once and settle how they are read.

    Args:
        table: The file.
        mapping: Its columns.
        settings: ``date_order`` is used where a column leaves the order open.
    """
    cells: dict[str, list[Cell]] = {column.field: [] for column in mapping.columns if fields()[column.field].kind in _OPEN_KINDS}
    watched = [(column.field, column.index) for column in mapping.columns if column.field in cells]
    for row in table.rows() if watched else ():
        for field, index in watched:
            if index < len(row.cells) and isinstance(row.cells[index], str | int | float) and not is_blank(row.cells[index]):
                cells[field].append(row.cells[index])
    rates = [column for column in mapping.columns if fields()[column.field].kind is FieldKind.RATE]
    orders = {
        field: column_order(set(values)) or settings.date_order
        for field, values in cells.items()
        if fields()[field].kind is not FieldKind.RATE
    }
    scales = {column.field: _scale(column, cells[column.field]) for column in rates}
    return Conventions(orders, scales, {column.field: column.per for column in rates})


_OPEN_KINDS: Final = frozenset({FieldKind.DATE, FieldKind.DUE, FieldKind.RATE})


def _scale(column: Column, cells: list[Cell]) -> Scale | None:
    """The heading's scale unless every number contradicts it, else the column's own.

    A cell formatted as a percentage comes out of a workbook as a fraction, also under a heading that says %.
    """
    own = column_scale(cells, column.per)
    if not column.fixed and column.scale is Scale.PERCENT and own is Scale.FRACTION:
        return None
    return column.scale or own

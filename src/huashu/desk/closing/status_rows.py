"""Status columns, as the close's walk makes them, turned into rows for the table, a column at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from huashu.close.columns import GRADES, NEVER
from huashu.close.products import Products
from huashu.desk.closing.book import Standings
from huashu.desk.closing.statuses import FIGURES, StatusRow
from huashu.desk.rows import day_value

Column = NDArray[Any]


def status_rows(standings: Standings, products: Products, day: date) -> list[StatusRow]:
    """Rows of :data:`FIGURES` for loans that were computed without a fault.

    Args:
        standings: Where the loans stand.
        products: The book's products, whose codes the columns point at.
        day: The day.
    """
    sound = standings.chosen(standings.status.fault == 0)
    columns = [_values(name, getattr(sound.status, name), products) for name in FIGURES]
    return list(zip(sound.loan_ids.tolist(), [day_value(day)] * sound.loan_ids.size, *columns, strict=True))


def _values(name: str, column: Column, products: Products) -> list[Any]:
    if name in _DAYS:
        return _days(column)
    return list((np.array(_CODES[name](products), object)[column] if name in _CODES else column).tolist())


def _days(column: Column) -> list[Any]:
    days = np.where(column == NEVER, 0, column).astype("datetime64[D]")
    values = (days if connection.vendor == "postgresql" else np.datetime_as_string(days)).astype(object)
    values[column == NEVER] = None
    return list(values)


_DAYS: Final = frozenset({"oldest_unpaid_due_on", "next_due_on"})
_CODES: Final[dict[str, Callable[[Products], Any]]] = {
    "bucket": lambda products: products.buckets,
    "stage": lambda products: products.stages,
    "grade": lambda _products: list(GRADES),
}

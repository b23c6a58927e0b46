"""Bucket, stage and grade letter: what the numbers of a loan are called.

Bands are data of the product; grades are the steps of :mod:`huashu.lending.grade`. Both are looked up for whole
columns at once.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import GRADES, LoanColumns, StatusColumns
from huashu.close.products import BandTable, Products
from huashu.lending.grade import ROWS_NEEDED, STEPS

_B: Final = GRADES.index("B")


def banded(columns: LoanColumns, products: Products, status: StatusColumns) -> StatusColumns:
    """The status with ``bucket`` and ``stage``: the band that holds the days past due, or "closed" (place 0)."""
    bucket, stage = np.zeros_like(status.bucket), np.zeros_like(status.stage)
    running = (status.closed == 0) & (status.fault == 0)
    for product in range(len(products.items)):
        chosen = running & (columns.product == product)
        bucket[chosen] = _places(products.bucket_tables[product], status, chosen)
        stage[chosen] = _places(products.stage_tables[product], status, chosen)
    return status._replace(bucket=bucket, stage=stage)


def graded(status: StatusColumns) -> StatusColumns:
    """The status with ``grade``: the best step that holds, no better than B with too little history."""
    grade = np.full(status.grade.size, len(STEPS) - 1, np.int8)
    for place, step in reversed(list(enumerate(STEPS))):
        holds = np.ones(grade.size, np.bool_)
        if step.late_count is not None:
            holds &= status.grade_late_count <= step.late_count
        if step.worst_days is not None:
            holds &= status.grade_worst_days <= step.worst_days
        grade[holds] = place
    short = status.grade_due_count < ROWS_NEEDED
    grade[short] = np.maximum(grade[short], _B)
    return status._replace(grade=grade)


def _places(table: BandTable, status: StatusColumns, chosen: NDArray[np.bool_]) -> NDArray[np.int16]:
    return table.places[np.searchsorted(table.from_days, status.days_past_due[chosen], side="right") - 1]

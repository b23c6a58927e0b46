"""Where loans stand at the end of a day, over columns: the one function that the close, the desk and the benchmarks call.

The walk is in :mod:`huashu.close.kernel`, the sums in :mod:`huashu.close.figures`, bands and letters in
:mod:`huashu.close.bands`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Final

import numpy as np

from huashu.close.bands import banded, graded
from huashu.close.columns import Int32s, LoanColumns, StatusColumns, as_day, empty_loans, empty_status, frozen, read_only
from huashu.close.compiled import compiled_entry
from huashu.close.faults import Fault
from huashu.close.figures import write_figures
from huashu.close.kernel import Rows, load, scratch, settings_of, walk
from huashu.close.products import ProductColumns, Products
from huashu.lending.product import Product

_UNKNOWN_PRODUCT: Final = int(Fault.UNKNOWN_PRODUCT)


def status_columns(columns: LoanColumns, products: Products, as_of: date | Int32s, *, jobs: int = 1) -> StatusColumns:
    """Where each loan of a batch stands at the end of a day.

    Args:
        columns: n loans.
        products: The book's products.
        as_of: One day, or int32 (n) with a day for each loan.
        jobs: Threads to share the batch; the walk doesn't hold the interpreter's lock.

    Returns:
        n rows. A loan that can't be closed carries its fault and zeros; the others are not affected.

    Source: ``docs/algorithms/ledger.md``; equal to ``huashu.lending.status.loan_status`` on every field.
    """
    return graded(banded(columns, products, walked(columns, products, as_of, jobs=jobs)))


def walked(columns: LoanColumns, products: Products, as_of: date | Int32s, *, jobs: int = 1) -> StatusColumns:
    """The numbers alone, before they are given their bucket, stage and grade; arguments as :func:`status_columns`."""
    loans = frozen(columns)
    count = loans.product.size
    days = read_only(np.full(count, as_day(as_of)) if isinstance(as_of, date) else as_of, np.int32)
    status = empty_status(count)
    longest = int(np.diff(loans.row_offsets).max(initial=0))

    def walk_part(part: tuple[int, int]) -> None:
        _walk_loans(loans, products.columns, days, *part, scratch(longest), status)

    if jobs == 1:
        walk_part((0, count))
    else:
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(walk_part, _parts(count, jobs * 4)))
    return status


def warm_up() -> None:
    """Compile the walk, or load it from disk, before the first loan needs it."""
    status_columns(empty_loans(), Products.of([Product()]), date(2026, 1, 1))


@compiled_entry
def _walk_loans(
    columns: LoanColumns, products: ProductColumns, as_of: Int32s, first: int, end: int, rows: Rows, status: StatusColumns
) -> None:
    for loan in range(first, end):
        fault = int(columns.fault[loan])
        product = columns.product[loan]
        if fault == 0 and not 0 <= product < products.grace_days.size:
            fault = _UNKNOWN_PRODUCT
        if fault == 0:
            settings = settings_of(products, product)
            fault = load(columns, loan, settings, rows)
            if fault == 0:
                credit, fault = walk(columns, loan, rows, settings, products.waterfall[product], as_of[loan])
                if fault == 0:
                    fault = write_figures(columns, loan, products, rows, credit, as_of[loan], status)
        status.fault[loan] = fault


def _parts(count: int, parts: int) -> Iterator[tuple[int, int]]:
    step = max(1, -(-count // parts))
    return ((first, min(first + step, count)) for first in range(0, count, step))

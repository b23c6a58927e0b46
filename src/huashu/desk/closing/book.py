"""The whole book as columns: read once from the packed rows, then computed for any day.

What was read can be old by the time it's written, because postings go on meanwhile. So each loan is remembered with the number
of its last entry; :meth:`Book.catch_up` reads those loans again that have moved on, inside the transaction that writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connection
from django.db.models import Count, Sum
from numpy.typing import NDArray

from huashu.close.columns import DAY_COUNTS, Int64s, LoanColumns, StatusColumns
from huashu.close.faults import SENTENCES, Fault
from huashu.close.products import Products
from huashu.close.status import status_columns
from huashu.close.unpacking import columns_from_blobs
from huashu.desk.closing.scope import ProductRules
from huashu.desk.loans.models import Loan
from huashu.desk.loans.models import LoanColumns as PackedLoan
from huashu.desk.rows import id_filter

_DAY_COUNT_PLACES: Final = {str(day_count): place for place, day_count in enumerate(DAY_COUNTS)}


class Batch(NamedTuple):
    """Some loans of the book, read at one moment.

    Attributes:
        loan_ids: int64 (n), ascending.
        last_seqs: int64 (n), number of the last entry packed; -1 if nothing is packed.
        product_ids: int64 (n), primary keys of their products' settings.
        columns: Their plans and receipts.
    """

    loan_ids: Int64s
    last_seqs: Int64s
    product_ids: Int64s
    columns: LoanColumns


class Standings(NamedTuple):
    """Where some loans stand at the end of a day; the first three as in :class:`Batch`."""

    loan_ids: Int64s
    last_seqs: Int64s
    product_ids: Int64s
    status: StatusColumns

    def chosen(self, mask: NDArray[np.bool_]) -> Standings:
        """Those loans for which the mask holds."""
        status = StatusColumns._make(column[mask] for column in self.status)
        return Standings(self.loan_ids[mask], self.last_seqs[mask], self.product_ids[mask], status)


@dataclass(slots=True)
class Book:
    """The book in memory, for one run or several days of it.

    Args:
        rules: Products by the primary key of their setting.
    """

    rules: Mapping[int, ProductRules]
    products: Products = field(init=False)
    places: dict[int, int] = field(init=False)
    batch: Batch | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        usable = {pk: rules for pk, rules in self.rules.items() if not rules.fault}
        self.products = Products.of(rules.product for rules in usable.values())
        self.places = {pk: place for place, pk in enumerate(usable)}

    def standings(self, day: date) -> Standings:
        """Where every loan stands at the end of a day; reads the book first if that hasn't been done."""
        if self.batch is None:
            self.batch = self.read()
        return self._computed(self.batch, day)

    def catch_up(self, standings: Standings, day: date) -> list[Standings]:
        """The same, with loans that have got entries since they were read computed anew; call it inside the writing transaction."""
        if _tally() == (standings.loan_ids.size, int(standings.last_seqs.sum()), int(standings.loan_ids.sum())):
            return [standings]
        current = dict(PackedLoan.objects.values_list("loan_id", "last_seq"))
        read = dict(zip(standings.loan_ids.tolist(), standings.last_seqs.tolist(), strict=True))
        moved = sorted(pk for pk, last_seq in current.items() if read.get(pk) != last_seq)
        self.batch = None  # the next day reads the book again
        return [standings.chosen(~np.isin(standings.loan_ids, moved)), self._computed(self.read(moved), day)]

    def read(self, loan_ids: Sequence[int] | None = None) -> Batch:
        """Read packed loans, all of them or some."""
        where, values = id_filter("l.id", loan_ids)
        loan, packed = Loan._meta.db_table, PackedLoan._meta.db_table
        # The cast keeps the driver from making a date object of each.
        columns = "l.id, c.last_seq, c.plan, c.receipts, l.product_id, l.day_count, CAST(l.disbursed_on AS TEXT)"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {loan} l LEFT JOIN {packed} c ON c.loan_id = l.id WHERE {where} ORDER BY l.id", values)  # noqa: S608 - the models' names
            rows = cursor.fetchall()
        return self._batch(rows)

    def sentence(self, fault: int, product_id: int) -> str:
        """What a person reads about a loan that couldn't be closed."""
        product_fault = self.rules[product_id].fault if product_id in self.rules else ""
        return product_fault or SENTENCES[Fault(fault)]

    def _batch(self, rows: list[tuple[Any, ...]]) -> Batch:
        ids, seqs, plans, receipts, product_ids, day_counts, disbursed_on = zip(*rows, strict=True) if rows else ((),) * 7
        columns = columns_from_blobs(
            _blobs(plans),
            _blobs(receipts),
            np.fromiter((self.places.get(pk, -1) for pk in product_ids), np.int32, len(ids)),
            np.fromiter((_DAY_COUNT_PLACES.get(name, -1) for name in day_counts), np.int8, len(ids)),
            np.array(disbursed_on, "datetime64[D]").astype(np.int32),
        )
        last_seqs = np.fromiter((-1 if seq is None else seq for seq in seqs), np.int64, len(ids))
        return Batch(np.array(ids, np.int64), last_seqs, np.array(product_ids, np.int64), columns)

    def _computed(self, batch: Batch, day: date) -> Standings:
        status = status_columns(batch.columns, self.products, day, jobs=os.cpu_count() or 1)
        return Standings(batch.loan_ids, batch.last_seqs, batch.product_ids, status)


def _tally() -> tuple[int, int, int]:
    """Count of packed loans and two sums over them; numbers of entries only grow, so an equal tally means that nothing moved."""
    found = PackedLoan.objects.aggregate(count=Count("pk"), seqs=Sum("last_seq", default=0), ids=Sum("loan_id", default=0))
    return found["count"], found["seqs"], found["ids"]


def _blobs(values: Sequence[Any]) -> list[bytes]:
    """Blobs as bytes; PostgreSQL's driver may hand out views, and nothing is packed for a loan without columns."""
    return [value if type(value) is bytes else bytes(value or b"") for value in values]

"""What an earlier close and the promises table say, lined up with the loans of a book.

An earlier close is any folder with its ``status.parquet`` and ``cases.parquet``: the ``--out`` folder of the night before, or
the book's own folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huashu.close.book import check_type, read_table, schema_of
from huashu.close.columns import GRADES, NEVER, Int8s, Int32s, Int64s
from huashu.close.nested import Field
from huashu.close.products import Products
from huashu.close.promises import PROMISE_STATUSES, WITHDRAWN
from huashu.close.refusals import ColumnMissing, PreviousNotEarlier
from huashu.close.steps import CASE_EVENTS, CURED, Previous, nothing_before

WHOLE: Final = -1
"""Amount of a promise of all that is overdue."""

_PROMISE_FIELDS: Final = {
    "amount_minor": Field("integer", "", required=True, wanted="the amount in whole minor units, empty for all that is overdue"),
    "by": Field("date", "", required=True, wanted="the day by which it was promised"),
    "promised_on": Field("date", "", required=True, wanted="the day on which it was promised"),
}
_DAY_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier close said about every loan of a book.

    Args:
        previous: One row a loan, in the order of the book.
        buckets: Bucket codes that ``previous.bucket`` points into: those of the products, then codes that only the
            earlier status knows.
        stages: Likewise.
    """

    previous: Previous
    buckets: tuple[str, ...]
    stages: tuple[str, ...]

    def slice(self, first: int, count: int) -> Previous:
        """The rows of one part."""
        return Previous._make(column[first : first + count] for column in self.previous)


@dataclass(frozen=True, slots=True)
class PromiseTable:
    """All promised payments of a book, ordered by loan.

    Args:
        loan: int64 (k), place of the loan in the book, ascending.
        promise_ids: As they stand in the table.
        promised_on: int32 (k), days.
        due_on: int32 (k), days.
        amount_minor: int64 (k), ``WHOLE`` for all that was overdue when it was promised.
        is_withdrawn: int8 (k).
        unknown_loans: Identifiers that the book doesn't have.
    """

    loan: Int64s
    promise_ids: pa.Array
    promised_on: Int32s
    due_on: Int32s
    amount_minor: Int64s
    is_withdrawn: Int8s
    unknown_loans: tuple[str, ...]

    def bounds(self, first: int, count: int) -> tuple[int, int]:
        """Where the payments of one part's loans begin and end."""
        low, high = np.searchsorted(self.loan, (first, first + count))
        return int(low), int(high)


def read_earlier(folder: Path | None, loan_ids: pa.ChunkedArray, products: Products, as_of: date) -> Earlier:
    """Read the status and open cases of an earlier close; without a folder or files, no loan was seen before.

    Raises:
        PreviousNotEarlier: The status is of ``as_of`` or a later day.
        FileUnreadable: A file isn't Parquet.
        ColumnMissing: A required column is absent.
    """
    known = loan_ids.combine_chunks()
    previous = nothing_before(len(known))
    buckets, stages = products.buckets, products.stages
    path = folder / "status.parquet" if folder else None
    if path and path.exists():
        table = _columns(path, ["loan_id", "as_of", "bucket", "stage", "grade"])
        latest = pc.max(table.column("as_of")).as_py()
        if latest is not None and latest >= as_of:
            raise PreviousNotEarlier(latest, as_of)
        place, rows = _places(table, known)
        bucket, buckets = _coded(rows.column("bucket"), buckets)
        stage, stages = _coded(rows.column("stage"), stages)
        grade, _ = _coded(rows.column("grade"), tuple(GRADES))
        seen = {"as_of": _days(rows.column("as_of")), "bucket": bucket, "stage": stage, "grade": grade}
        previous = _filled(previous, place, seen)
    path = folder / "cases.parquet" if folder else None
    if path and path.exists():
        place, rows = _places(_open_cases(path), known)
        first_contact = rows.column("first_contact_due_at").cast(pa.timestamp("s")).cast(pa.int64()).fill_null((NEVER + 1) * _DAY_SECONDS)
        cases = {"case_opened_on": _days(rows.column("opened_on")), "first_contact_due_on": first_contact.to_numpy() // _DAY_SECONDS - 1}
        previous = _filled(previous, place, cases)
    return Earlier(previous, buckets, stages)


def read_promises(path: Path, loan_ids: pa.ChunkedArray) -> PromiseTable:
    """Read the promises of a book; an absent file holds none.

    Raises:
        FileUnreadable: The file isn't Parquet.
        ColumnMissing: A required column is absent.
        ColumnType: A column holds another kind of value.
    """
    if not path.exists():
        none, days = np.empty(0, np.int64), np.empty(0, np.int32)
        return PromiseTable(none, pa.array([], pa.string()), days, days, none, np.empty(0, np.int8), ())
    table = _columns(path, ["promise_id", "loan_id", *_PROMISE_FIELDS], ["status"])
    for name, wanted in _PROMISE_FIELDS.items():
        check_type(path, name, wanted, table.schema.field(name).type)
    known = loan_ids.combine_chunks()
    place, rows = _places(table, known)
    ids = table.column("loan_id").cast(known.type)
    unknown = pc.unique(ids.filter(pc.invert(pc.is_in(ids, value_set=known))).cast(pa.string()))
    order = np.argsort(place, kind="stable")
    rows = rows.take(pa.array(order))
    has_status = "status" in rows.column_names
    withdrawn = pc.is_in(rows.column("status").cast(pa.string()), value_set=pa.array([PROMISE_STATUSES[WITHDRAWN]])) if has_status else None
    return PromiseTable(
        place[order],
        rows.column("promise_id").combine_chunks(),
        _days(rows.column("promised_on")),
        _days(rows.column("by")),
        rows.column("amount_minor").cast(pa.int64()).fill_null(WHOLE).to_numpy(),
        np.zeros(len(rows), np.int8) if withdrawn is None else withdrawn.to_numpy().astype(np.int8),
        tuple(unknown.to_pylist()),
    )


def _columns(path: Path, required: list[str], optional: list[str] | None = None) -> pa.Table:
    names = schema_of(path).names
    missing = next((name for name in required if name not in names), None)
    if missing is not None:
        raise ColumnMissing(path, missing, "the column that a close writes, or that docs/algorithms/close.md describes")
    return read_table(path, [*required, *(name for name in optional or [] if name in names)])


def _open_cases(path: Path) -> pa.Table:
    cases = _columns(path, ["loan_id", "event", "opened_on", "first_contact_due_at"])
    return cases.filter(pc.not_equal(cases.column("event"), CASE_EVENTS[CURED]))


def _places(table: pa.Table, known: pa.Array) -> tuple[Int64s, pa.Table]:
    """Places in the book of a table's loans, and the rows that have one."""
    place = pc.index_in(table.column("loan_id").cast(known.type), value_set=known)
    return place.drop_null().to_numpy().astype(np.int64), table.filter(place.is_valid())


def _coded(names: pa.ChunkedArray, codes: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """Places of names in a list of codes, lengthened by names that aren't in it."""
    words = names.cast(pa.string())
    extended = tuple(dict.fromkeys([*codes, *(word for word in pc.unique(words).to_pylist() if word is not None)]))
    places = pc.index_in(words, value_set=pa.array(extended, pa.string()))
    return pc.if_else(words.is_valid(), places, -1).to_numpy(), extended


def _days(dates: pa.ChunkedArray) -> Int32s:
    return dates.cast(pa.date32()).cast(pa.int32()).fill_null(NEVER).to_numpy()  # type: ignore[no-any-return]


def _filled(previous: Previous, place: Int64s, values: dict[str, Any]) -> Previous:
    """The previous state with values at some places; arrays are copied, never changed."""
    columns = {name: getattr(previous, name).copy() for name in values}
    for name, column in columns.items():
        column[place] = values[name]
    return previous._replace(**columns)

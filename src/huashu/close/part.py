"""One part of a book closed: read, walked, all steps run, and its findings kept where a later run finds them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from huashu.close.book import Book, Part
from huashu.close.columns import Int32s, Int64s, LoanColumns
from huashu.close.earlier import WHOLE, Earlier, PromiseTable
from huashu.close.faults import Fault
from huashu.close.findings import OUTPUTS, Labels, tables_of
from huashu.close.long_tables import with_lists
from huashu.close.nested import FIELDS, loan_columns
from huashu.close.ordering import taken, with_receipts_before
from huashu.close.products import Products
from huashu.close.promises import PromiseColumns
from huashu.close.status import walked
from huashu.close.steps import CloseSettings, Night, close_batch

BUFFER_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Work:
    """What every part of a run shares.

    Args:
        book: The book.
        as_of: The day to close.
        settings: Of the close itself.
        earlier: What an earlier close said.
        promises: All promises of the book.
        repeated_ids: Loan identifiers that stand more than once.
        folder: Where parts are kept until the run is whole.
    """

    book: Book
    as_of: date
    settings: CloseSettings
    earlier: Earlier
    promises: PromiseTable
    repeated_ids: pa.Array
    folder: Path


def close_part(work: Work, part: Part, loans: pa.Table | None = None) -> int:
    """Close a part and keep its findings; a part that is kept already is left as it is.

    Args:
        work: The run.
        part: Which loans.
        loans: Their rows, if the caller streams them.

    Returns:
        Number of loans.
    """
    kept = part_folder(work, part.number)
    if not kept.exists():
        night, labels = _closed(work, part, read_rows(part) if loans is None else loans)
        write_part(kept, tables_of(night, labels))
    return part.count


def part_folder(work: Work, number: int) -> Path:
    """Where the findings of a part are kept."""
    return work.folder / f"part-{number:05d}"


def write_part(kept: Path, tables: dict[str, pa.Table]) -> None:
    """Write the tables of a part beside its place and move them there when all are whole."""
    unfinished = kept.with_suffix(".unfinished")
    for folder in (kept, unfinished):
        shutil.rmtree(folder, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name in OUTPUTS:
        if name in tables:
            with pa.OSFile(str(unfinished / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, tables[name].schema) as writer:
                writer.write_table(tables[name])
    unfinished.rename(kept)


def read_rows(part: Part) -> pa.Table:
    """The rows of a part that consists of whole row groups."""
    with pq.ParquetFile(part.path, buffer_size=BUFFER_BYTES) as file:
        return file.read_row_groups(list(part.row_groups), columns=columns_of(file.schema_arrow), use_threads=False)


def columns_of(schema: pa.Schema) -> list[str]:
    """Columns of a loans file that a close reads."""
    return [name for name in ("loan_id", *FIELDS) if name in schema.names]


def _closed(work: Work, part: Part, rows: pa.Table) -> tuple[Night, Labels]:
    loans = with_lists(part, rows, work.folder / "rows") if work.book.is_long else rows
    columns = _marked(work, loan_columns(loans, work.book.products), loans.column("loan_id"))
    low, high = work.promises.bounds(part.first, part.count)
    night = Night(
        columns,
        work.book.products,
        work.as_of,
        work.earlier.slice(part.first, part.count),
        _promises(work.promises, low, high, part.first, columns, work.book.products),
        work.settings,
    )
    loan_ids = work.book.loan_ids.slice(part.first, part.count).combine_chunks()
    labels = Labels(loan_ids, work.promises.promise_ids.slice(low, high - low), work.earlier.buckets, work.earlier.stages)
    return close_batch(night), labels


def _marked(work: Work, columns: LoanColumns, loan_ids: pa.ChunkedArray) -> LoanColumns:
    """Mark loans without an identifier, or with one that stands elsewhere too."""
    if not len(work.repeated_ids) and not loan_ids.null_count:
        return columns
    ids = loan_ids.combine_chunks().cast(work.repeated_ids.type)
    repeated = pc.is_in(ids, value_set=work.repeated_ids, skip_nulls=True).to_numpy(zero_copy_only=False)
    fault = np.where(repeated, np.int8(Fault.REPEATED_LOAN), columns.fault)
    missing = ids.is_null().to_numpy(zero_copy_only=False)
    return columns._replace(fault=np.where(missing, np.int8(Fault.EMPTY_VALUE), fault))


def _promises(table: PromiseTable, low: int, high: int, first: int, columns: LoanColumns, products: Products) -> PromiseColumns:
    promises = PromiseColumns(
        table.loan[low:high] - first,
        table.promised_on[low:high],
        table.due_on[low:high],
        table.amount_minor[low:high],
        table.is_withdrawn[low:high],
    )
    whole = np.flatnonzero(promises.amount_minor == WHOLE)
    if not whole.size:
        return promises
    amounts = promises.amount_minor.copy()
    amounts[whole] = whole_overdue(columns, products, promises.loan[whole], promises.promised_on[whole])
    return promises._replace(amount_minor=amounts)


def whole_overdue(columns: LoanColumns, products: Products, loan: Int64s, promised_on: Int32s) -> Int64s:
    """What "all of it" meant: everything overdue or due on the day of the promise, before that day's payments.

    Payments of the day of the promise count for the promise, so they mustn't be taken off its amount as well.
    """
    loans = with_receipts_before(taken(columns, loan), promised_on)
    status = walked(loans, products, promised_on)
    return status.overdue_minor + status.due_now_minor

"""Books whose instalments and payments are tables of their own, one row each, in any order.

The rows are dealt out once to a file per part, in the order in which they come, so that memory stays that of a batch
however large the tables are. A part is then sorted and becomes lists, as if the book had come in that form.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from huashu.close.book import LONG_PLAN, LONG_RECEIPTS, Book, Part, check_type, schema_of
from huashu.close.nested import FIELDS
from huashu.close.refusals import ColumnMissing

BATCH_ROWS: Final = 1_000_000
_PLACE: Final = "place"
_GROUPS: Final = {LONG_PLAN: "plan", LONG_RECEIPTS: "receipts"}


def deal_rows(book: Book, folder: Path) -> list[str]:
    """Deal the rows of both tables out to files of the parts, and mark the folder as done.

    Args:
        book: A book in the long shape.
        folder: Where the files go; emptied before by whoever calls.

    Returns:
        Identifiers that rows name but the loans table doesn't have, each once.

    Raises:
        ColumnMissing: A table lacks a column.
        ColumnType: A column holds another kind of value.
    """
    unknown: dict[str, None] = {}
    for name, group in _GROUPS.items():
        path = book.folder / f"{name}.parquet"
        if path.exists():
            _check(path, group)
            for found in _deal(book, path, group, folder / name):
                unknown.update(dict.fromkeys(found))
    return list(unknown)


def with_lists(part: Part, loans: pa.Table, folder: Path) -> pa.Table:
    """The loans of a part with its dealt rows as list columns."""
    for name in _GROUPS:
        path = folder / name / f"{part.number:05d}.arrow"
        if path.exists():
            with pa.memory_map(str(path)) as source:
                rows = pa.ipc.open_stream(source).read_all().combine_chunks()
            loans = _append_lists(loans, rows, part.first)
    return loans


def _append_lists(loans: pa.Table, rows: pa.Table, first: int) -> pa.Table:
    places = rows.column(_PLACE).to_numpy() - first
    order = pa.array(np.argsort(places, kind="stable"))
    counts = np.bincount(places, minlength=len(loans))
    offsets = pa.array(np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))))
    for name in rows.column_names[1:]:
        values = rows.column(name).take(order).combine_chunks()
        loans = loans.append_column(name, pa.LargeListArray.from_arrays(offsets, values))
    return loans


def _check(path: Path, group: str) -> None:
    schema = schema_of(path)
    if "loan_id" not in schema.names:
        raise ColumnMissing(path, "loan_id", "the number of the loan")
    of_group = {name: field for name, field in FIELDS.items() if field.in_list == group}
    for name, field in of_group.items():
        alone = replace(field, in_list="", wanted=field.wanted.removeprefix("a list of "))
        if name in schema.names:
            check_type(path, name, alone, schema.field(name).type)
        elif field.required or name in {"paid_on", "paid_minor"}:
            raise ColumnMissing(path, name, alone.wanted)


def _deal(book: Book, path: Path, group: str, folder: Path) -> Iterator[list[str]]:
    names = [name for name, field in FIELDS.items() if field.in_list == group and name in schema_of(path).names]
    known = book.loan_ids.combine_chunks()
    parts = list(book.parts())
    starts = np.array([part.first for part in parts])
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers: dict[int, pa.RecordBatchStreamWriter] = {}
        for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS, columns=["loan_id", *names]):
            place = pc.index_in(batch.column("loan_id").cast(known.type), value_set=known)
            yield pc.unique(batch.column("loan_id").filter(place.is_null()).cast(pa.string())).to_pylist()
            rows = pa.table([place.cast(pa.int64()), *(batch.column(name) for name in names)], [_PLACE, *names]).filter(place.is_valid())
            part_of = np.searchsorted(starts, rows.column(_PLACE).to_numpy(), side="right") - 1
            order = np.argsort(part_of, kind="stable")
            rows = rows.take(pa.array(order))
            bounds = np.searchsorted(part_of[order], np.arange(len(parts) + 1))
            for number in np.unique(part_of):
                if number not in writers:
                    sink = files.enter_context(pa.OSFile(str(folder / f"{parts[number].number:05d}.arrow"), "wb"))
                    writers[number] = files.enter_context(pa.ipc.new_stream(sink, rows.schema))
                writers[number].write_table(rows.slice(bounds[number], bounds[number + 1] - bounds[number]))

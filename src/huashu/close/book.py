"""A book in a folder: which files it has, how they are split into parts, and whether their columns are what they should be.

A part is what one worker closes at a time and what a stopped run doesn't repeat. What the files hold is in
``docs/algorithms/close.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from huashu.close.nested import FIELDS, Field
from huashu.close.products import Products, product_from_record
from huashu.close.refusals import BookNotFound, ColumnMissing, ColumnType, FileUnreadable
from huashu.lending.product import Product

PART_LOANS: Final = 65_536
"""About how many loans a part has; smaller row groups of the files are put together, larger ones streamed."""

LONG_PLAN: Final = "instalments"
LONG_RECEIPTS: Final = "payments"
"""Files of the long shape: one row an instalment, one row a payment."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of loans in the order of the book.

    Args:
        number: From 0.
        path: File that holds them.
        row_groups: Row groups of that file.
        is_streamed: Whether one large row group makes several parts, so that whoever runs them in order hands out the rows.
        skipped: Loans of that row group that belong to earlier parts.
        first: Place in the book of the part's first loan.
        count: Loans in the part.
    """

    number: int
    path: Path
    row_groups: tuple[int, ...]
    is_streamed: bool
    skipped: int
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Book:
    """What a folder holds.

    Args:
        folder: The folder.
        files: Files of the loans table, in order.
        products: Products by the book's own table, or one standard product.
        loan_ids: Identifier of every loan, in order.
        is_long: Whether instalments and payments are tables of their own.
    """

    folder: Path
    files: tuple[Path, ...]
    products: Products
    loan_ids: pa.ChunkedArray
    is_long: bool

    def parts(self) -> Iterator[Part]:
        """All parts, in order."""
        number = first = 0
        for path in self.files:
            for row_groups, skipped, count in _file_parts(pq.read_metadata(path)):
                yield Part(number, path, row_groups, skipped is not None, skipped or 0, first, count)
                number, first = number + 1, first + count
        if number == 0:
            yield Part(0, self.files[0], (), is_streamed=False, skipped=0, first=0, count=0)

    def inputs(self) -> list[Path]:
        """Every file that the result depends on, besides an earlier close."""
        names = ["products.json", "products.parquet", "promises.parquet"]
        names += [f"{LONG_PLAN}.parquet", f"{LONG_RECEIPTS}.parquet"] if self.is_long else []
        return [*self.files, *(path for name in names if (path := self.folder / name).exists())]


def open_book(folder: Path) -> Book:
    """Look at a folder.

    Raises:
        BookNotFound: There are no loans in it.
        FileUnreadable: A file isn't Parquet or JSON.
        ColumnMissing: A required column is absent.
        ColumnType: A column holds another kind of value.
        InvalidValue: A product's setting can't be.
    """
    files = tuple(sorted((folder / "loans").glob("*.parquet"))) or tuple(path for path in [folder / "loans.parquet"] if path.exists())
    if not files:
        raise BookNotFound(folder)
    products = read_products(folder)
    is_long = "due_on" not in schema_of(files[0]).names and (folder / f"{LONG_PLAN}.parquet").exists()
    for path in files:
        check_schema(
            path, {name: field for name, field in FIELDS.items() if not (is_long and field.in_list)}, one_product=len(products.items) == 1
        )
    return Book(folder, files, products, _loan_ids(files), is_long)


def read_products(folder: Path) -> Products:
    """Products of a book from ``products.json`` or ``products.parquet``; one standard product if it has neither."""
    path = folder / "products.json"
    if path.exists():
        try:
            records: Any = json.loads(path.read_text("utf-8"))
        except ValueError as reason:
            raise FileUnreadable(path, reason) from None
        if not (isinstance(records, list) and all(isinstance(record, dict) for record in records)):
            raise FileUnreadable(path, "it isn't a list of objects")
        return Products.of(product_from_record(record) for record in records)
    path = folder / "products.parquet"
    if path.exists():
        return Products.of(product_from_record(record) for record in read_table(path).to_pylist())
    return Products.of([Product()])


def schema_of(path: Path) -> pa.Schema:
    """Schema of a Parquet file, or a refusal that names it."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as reason:
        raise FileUnreadable(path, reason) from None


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """A whole small Parquet file, or a refusal that names it."""
    try:
        return pq.read_table(path, columns=columns)
    except (pa.ArrowInvalid, OSError) as reason:
        raise FileUnreadable(path, reason) from None


def check_schema(path: Path, fields: dict[str, Field], *, one_product: bool = True) -> None:
    """Refuse a loans file whose columns can't be understood.

    Raises:
        ColumnMissing: A required column is absent; ``product`` is required if the book has several.
        ColumnType: A column holds another kind of value.
    """
    schema = schema_of(path)
    if "loan_id" not in schema.names:
        raise ColumnMissing(path, "loan_id", "the number of the loan")
    for name, field in fields.items():
        if name in schema.names:
            check_type(path, name, field, schema.field(name).type)
        elif field.required or (name == "product" and not one_product):
            raise ColumnMissing(path, name, field.wanted)
    if ("paid_on" in schema.names) != ("paid_minor" in schema.names):
        missing = "paid_minor" if "paid_on" in schema.names else "paid_on"
        raise ColumnMissing(path, missing, FIELDS[missing].wanted)


def check_type(path: Path, name: str, field: Field, found: pa.DataType) -> None:
    """Refuse a column of another kind than its field says.

    Raises:
        ColumnType: It holds another kind of value, or lists where single values belong.
    """
    is_list = pa.types.is_list(found) or pa.types.is_large_list(found)
    value = found.value_type if is_list else found
    if pa.types.is_dictionary(value):
        value = value.value_type
    fits = {
        "date": pa.types.is_date(value) or pa.types.is_timestamp(value),
        "integer": pa.types.is_integer(value),
        "text": pa.types.is_string(value) or pa.types.is_large_string(value),
    }[field.kind]
    if not (fits or pa.types.is_null(value)) or is_list != bool(field.in_list):
        raise ColumnType(path, name, found, field.wanted)


def _file_parts(metadata: pq.FileMetaData) -> Iterator[tuple[tuple[int, ...], int | None, int]]:
    """Row groups, loans skipped (None unless the row group is streamed) and count of each part of a file."""
    gathered: list[int] = []
    count = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        if gathered and count + rows > PART_LOANS:
            yield tuple(gathered), None, count
            gathered, count = [], 0
        if rows > 2 * PART_LOANS:
            yield from (((group,), skipped, min(PART_LOANS, rows - skipped)) for skipped in range(0, rows, PART_LOANS))
        else:
            gathered.append(group)
            count += rows
    if gathered:
        yield tuple(gathered), None, count


def _loan_ids(files: tuple[Path, ...]) -> pa.ChunkedArray:
    chunks = [chunk for path in files for chunk in read_table(path, ["loan_id"]).column("loan_id").chunks]
    kinds = {chunk.type for chunk in chunks}
    if len(kinds) > 1 or any(not pa.types.is_integer(kind) for kind in kinds):
        return pa.chunked_array([pc.cast(chunk, pa.string()) for chunk in chunks], pa.string())
    return pa.chunked_array([chunk.cast(pa.int64()) for chunk in chunks], pa.int64())

"""Loans as Arrow tables, one row a loan with lists for instalments and receipts, turned into columns without copying.

What the columns are called and may hold is in ``docs/algorithms/close.md``. A loan that doesn't fit gets a fault and
empty lists; the others are not affected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huashu.close.columns import DAY_COUNTS, NEVER, Int8s, Int64s, LoanColumns, frozen
from huashu.close.faults import Fault
from huashu.close.ordering import ordered
from huashu.close.products import Products
from huashu.lending.plan import ReceiptKind


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the loans table.

    Args:
        kind: "date", "integer" or "text" of a value, or of each value of a list.
        in_list: "plan" or "receipts" for a list column; empty for one value a loan.
        required: Whether a book can't do without it.
        wanted: What belongs there, as a phrase.
    """

    kind: str
    in_list: str
    required: bool
    wanted: str


FIELDS: Final = {
    "disbursed_on": Field("date", "", True, "the day of disbursement"),
    "rate_ppb_year": Field("integer", "", True, "the yearly contract rate in parts per billion (8.5% is 85000000)"),
    "day_count": Field("text", "", True, "one of 30/360, actual/360, actual/365"),
    "product": Field("text", "", False, "the code of a product"),
    "currency": Field("text", "", False, "a currency code such as CNY"),
    "due_on": Field("date", "plan", True, "a list of due dates"),
    "principal_minor": Field("integer", "plan", True, "a list of principal amounts in whole minor units"),
    "interest_minor": Field("integer", "plan", True, "a list of interest amounts in whole minor units"),
    "fee_minor": Field("integer", "plan", False, "a list of fees in whole minor units"),
    "row_rate_ppb_year": Field("integer", "plan", False, "a list of yearly rates in parts per billion"),
    "starts_on": Field("date", "plan", False, "a list of days on which instalments joined the plan"),
    "superseded_on": Field("date", "plan", False, "a list of days on which a change ended instalments, empty while they stand"),
    "paid_on": Field("date", "receipts", False, "a list of value dates"),
    "paid_minor": Field("integer", "receipts", False, "a list of amounts received in whole minor units"),
    "paid_kind": Field("text", "receipts", False, "a list of payment or waiver"),
}
"""Columns of the loans table besides ``loan_id``."""

_ARROW: Final = {"date": pa.int32(), "integer": pa.int64()}


class _Lists(NamedTuple):
    """The list columns of one group: one set of offsets, and the values of each column."""

    offsets: Int64s
    values: dict[str, pa.Array]


def loan_columns(table: pa.Table, products: Products) -> LoanColumns:
    """A table of loans as columns.

    Args:
        table: n loans with the columns of ``FIELDS``, of the types that :func:`huashu.close.book.check_schema` lets through.
        products: The book's products; with exactly one, a table without the column ``product`` uses it.
    """
    fault = np.zeros(len(table), np.int8)
    plan = _lists(table, "plan", fault)
    receipts = _lists(table, "receipts", fault)
    product = _places(table, "product", products.codes, fault, Fault.UNKNOWN_PRODUCT, missing=0)
    _check_currency(table, products, product, fault)
    rate, disbursed_on = _numbers(table, "rate_ppb_year", fault), _numbers(table, "disbursed_on", fault)
    columns = LoanColumns(
        product=product,
        day_count=_places(table, "day_count", DAY_COUNTS, fault, Fault.UNKNOWN_DAY_COUNT, missing=0),
        disbursed_on=disbursed_on,
        rate_ppb_year=rate,
        row_offsets=plan.offsets,
        due_on=_required(plan, "due_on", fault),
        principal_minor=_required(plan, "principal_minor", fault),
        interest_minor=_required(plan, "interest_minor", fault),
        fee_minor=_optional(plan, "fee_minor", 0),
        row_rate_ppb_year=_optional(plan, "row_rate_ppb_year", rate),
        starts_on=_optional(plan, "starts_on", disbursed_on),
        superseded_on=_optional(plan, "superseded_on", NEVER),
        receipt_offsets=receipts.offsets,
        value_on=_required(receipts, "paid_on", fault),
        amount_minor=_required(receipts, "paid_minor", fault),
        is_waiver=_waivers(receipts, fault),
        fault=fault,
    )
    return ordered(frozen(columns))


def _lists(table: pa.Table, group: str, fault: Int8s) -> _Lists:
    names = [name for name, field in FIELDS.items() if field.in_list == group and name in table.column_names]
    columns = {name: _one_chunk(table.column(name)) for name in names}
    if not columns:
        return _Lists(np.zeros(len(table) + 1, np.int64), {})
    offsets = [column.offsets.to_numpy() for column in columns.values()]
    if all(np.array_equal(offsets[0], other) for other in offsets) and not any(column.null_count for column in columns.values()):
        return _Lists(offsets[0].astype(np.int64), {name: column.values for name, column in columns.items()})
    return _equal_lists(columns, fault)


def _equal_lists(columns: dict[str, pa.Array], fault: Int8s) -> _Lists:
    """Lists of which some are missing or differ in length; those loans get a fault and no values."""
    lengths = np.stack([pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False) for column in columns.values()])
    is_equal = (lengths == lengths[0]).all(axis=0)
    _mark(fault, ~is_equal, Fault.UNEQUAL_LENGTHS)
    kept = pa.array(is_equal)
    counts = np.where(is_equal, lengths[0], 0)
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))
    return _Lists(offsets, {name: pc.list_flatten(column.filter(kept)) for name, column in columns.items()})


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _mark(fault: Int8s, where: NDArray[np.bool_], found: Fault) -> None:
    fault[where & (fault == 0)] = found


def _numbers(table: pa.Table, name: str, fault: Int8s) -> Any:
    column = _one_chunk(table.column(name))
    if column.null_count:
        _mark(fault, column.is_null().to_numpy(zero_copy_only=False), Fault.EMPTY_VALUE)
    return _integers(column, FIELDS[name].kind)


def _integers(values: pa.Array, kind: str, *, missing: int = 0) -> Any:
    plain = values.cast(pa.date32()).view(pa.int32()) if kind == "date" else values.cast(_ARROW[kind])
    return (plain.fill_null(missing) if plain.null_count else plain).to_numpy(zero_copy_only=False)


def _required(lists: _Lists, name: str, fault: Int8s) -> Any:
    if name not in lists.values:
        return np.empty(0, np.int64)
    values = lists.values[name]
    if values.null_count:
        _mark(fault, _holds_any(values.is_null(), lists.offsets), Fault.EMPTY_VALUE)
    return _integers(values, FIELDS[name].kind)


def _optional(lists: _Lists, name: str, missing: int | NDArray[np.integer]) -> Any:
    """Values of a column that may be absent or have gaps; gaps take the value of their loan, or one for all."""
    if name not in lists.values:
        return np.empty(0, np.int64)
    values = lists.values[name]
    if isinstance(missing, int):
        return _integers(values, FIELDS[name].kind, missing=missing)
    numbers = _integers(values, FIELDS[name].kind)
    if not values.null_count:
        return numbers
    gaps = values.is_null().to_numpy(zero_copy_only=False)
    of_loan = np.zeros(numbers.size, np.int64)
    of_loan[lists.offsets[0] : lists.offsets[-1]] = np.repeat(missing, np.diff(lists.offsets))
    return np.where(gaps, of_loan, numbers)


def _waivers(lists: _Lists, fault: Int8s) -> Any:
    if "paid_kind" not in lists.values:
        return np.empty(0, np.int8)
    kinds = lists.values["paid_kind"].fill_null(ReceiptKind.PAYMENT.value)
    unknown = pc.invert(pc.is_in(kinds, value_set=pa.array([kind.value for kind in ReceiptKind], kinds.type)))
    _mark(fault, _holds_any(unknown, lists.offsets), Fault.UNKNOWN_RECEIPT_KIND)
    return pc.equal(kinds, ReceiptKind.WAIVER.value).to_numpy(zero_copy_only=False).astype(np.int8)


def _holds_any(flags: pa.Array, offsets: Int64s) -> NDArray[np.bool_]:
    """Whether the slice of each loan holds a true flag."""
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(flags.to_numpy(zero_copy_only=False), dtype=np.int64)))
    return before[offsets[1:]] > before[offsets[:-1]]


def _places(table: pa.Table, name: str, words: tuple[str, ...], fault: Int8s, unknown: Fault, *, missing: int) -> Any:
    """Places of a text column's words in a list of them."""
    if name not in table.column_names:
        return np.full(len(table), missing, np.int32)
    column = _one_chunk(table.column(name)).cast(pa.string())
    places = pc.index_in(column, value_set=pa.array(words, pa.string())).fill_null(-1).to_numpy(zero_copy_only=False)
    _mark(fault, places < 0, unknown)
    return places


def _check_currency(table: pa.Table, products: Products, product: NDArray[np.integer], fault: Int8s) -> None:
    if "currency" in table.column_names:
        currencies = tuple(dict.fromkeys(item.currency for item in products.items))
        wanted = np.array([currencies.index(item.currency) for item in products.items])[np.clip(product, 0, None)]
        found = _places(table, "currency", currencies, np.zeros(len(table), np.int8), Fault.OTHER_CURRENCY, missing=0)
        _mark(fault, (found != wanted) & (product >= 0), Fault.OTHER_CURRENCY)

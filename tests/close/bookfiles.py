"""Random books written as files, in both shapes, for tests of the close of files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
from closebooks import PRODUCTS, Loan

ROW_TYPES = {
    "due_on": pa.date32(),
    "principal_minor": pa.int64(),
    "interest_minor": pa.int64(),
    "fee_minor": pa.int64(),
    "row_rate_ppb_year": pa.int64(),
    "starts_on": pa.date32(),
    "superseded_on": pa.date32(),
}
RECEIPT_TYPES = {"paid_on": pa.date32(), "paid_minor": pa.int64(), "paid_kind": pa.string()}


def loan_record(number: int, loan: Loan) -> dict[str, object]:
    """One row of the loans table without lists."""
    terms = loan.account.terms
    return {
        "loan_id": f"L{number:04d}",
        "product": loan.account.product.code,
        "currency": terms.currency,
        "day_count": str(terms.day_count),
        "disbursed_on": terms.disbursed_on,
        "rate_ppb_year": terms.rate_ppb_year,
    }


def row_records(loan: Loan) -> list[dict[str, object]]:
    """Instalments of a loan with the column names of the book."""
    return [asdict(row) | {"row_rate_ppb_year": row.rate_ppb_year} for row in loan.ledger.plan]


def receipt_records(loan: Loan) -> list[dict[str, object]]:
    """Payments of a loan with the column names of the book."""
    return [{"paid_on": one.value_on, "paid_minor": one.amount_minor, "paid_kind": str(one.kind)} for one in loan.ledger.receipts]


def nested_table(loans: list[Loan]) -> pa.Table:
    """The loans table with lists."""
    columns = {name: [] for name in [*loan_record(0, loans[0]), *ROW_TYPES, *RECEIPT_TYPES]}
    for number, loan in enumerate(loans):
        record = loan_record(number, loan)
        for names, rows in ((ROW_TYPES, row_records(loan)), (RECEIPT_TYPES, receipt_records(loan))):
            record |= {name: [row[name] for row in rows] for name in names}
        for name, values in columns.items():
            values.append(record[name])
    lists = {name: pa.list_(kind) for name, kind in (ROW_TYPES | RECEIPT_TYPES).items()}
    return pa.table({name: pa.array(values, lists.get(name)) for name, values in columns.items()})


def write_products(folder: Path) -> None:
    """``products.json`` with the products of the random books."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "products.json").write_text(json.dumps([asdict(product) for product in PRODUCTS]), "utf-8")


def write_nested(folder: Path, loans: list[Loan], row_group: int = 100) -> Path:
    """A book with one row a loan."""
    write_products(folder)
    pq.write_table(nested_table(loans), folder / "loans.parquet", row_group_size=row_group)
    return folder


def write_long(folder: Path, loans: list[Loan], seed: int) -> Path:
    """The same book with one row an instalment and one row a payment, both shuffled."""
    write_products(folder)
    pq.write_table(pa.Table.from_pylist([loan_record(number, loan) for number, loan in enumerate(loans)]), folder / "loans.parquet")
    for name, types, records_of in (("instalments", ROW_TYPES, row_records), ("payments", RECEIPT_TYPES, receipt_records)):
        rows = [{"loan_id": f"L{number:04d}", **row} for number, loan in enumerate(loans) for row in records_of(loan)]
        rows = _shuffled_between_loans(rows, seed)
        schema = pa.schema([("loan_id", pa.string()), *types.items()])
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet", row_group_size=500)
    return folder


def _shuffled_between_loans(rows: list[dict[str, object]], seed: int) -> list[dict[str, object]]:
    """Rows of all loans mixed; those of one loan keep their order, which decides between equal dates."""
    order = [row["loan_id"] for row in rows]
    Random(seed).shuffle(order)
    of_loan: dict[object, list[dict[str, object]]] = {}
    for row in reversed(rows):
        of_loan.setdefault(row["loan_id"], []).append(row)
    return [of_loan[loan_id].pop() for loan_id in order]

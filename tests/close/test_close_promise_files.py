"""Promises and long books read from files: whole amounts, parts, identifiers of other types."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from huashu.close.refusals import ColumnMissing, ColumnType
from huashu.close.run import close_book
from huashu.close.steps import CloseSettings


def march(day: int) -> date:
    return date(2026, 3, day)


def write_book(folder, paid):
    """Two loans of 1,000.00 due on 1 March with 30 days' penalty of 0.50 a day, and what loan 2 paid."""
    folder.mkdir()
    loan = {"day_count": "actual/365", "disbursed_on": date(2026, 1, 1), "rate_ppb_year": 120_000_000}
    pq.write_table(pa.Table.from_pylist([{"loan_id": n, **loan} for n in (1, 2)]), folder / "loans.parquet")
    rows = [{"loan_id": n, "due_on": march(1), "principal_minor": 1_000_00, "interest_minor": 10_00} for n in (2, 1)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "instalments.parquet")
    money = [{"loan_id": 2, "paid_on": on, "paid_minor": amount} for on, amount in paid]
    types = pa.schema([("loan_id", pa.int64()), ("paid_on", pa.date32()), ("paid_minor", pa.int64())])
    pq.write_table(pa.Table.from_pylist(money, types), folder / "payments.parquet")
    return folder


def write_promises(folder, *promises):
    names = ("promise_id", "loan_id", "amount_minor", "by", "promised_on", "status")
    types = pa.schema(list(zip(names, (pa.string(), pa.int64(), pa.int64(), pa.date32(), pa.date32(), pa.string()), strict=True)))
    rows = [dict(zip(names, promise, strict=True)) for promise in promises]
    pq.write_table(pa.Table.from_pylist(rows, types), folder / "promises.parquet")


def outcome(book, as_of, out, **settings):
    close_book(book, as_of, out, settings=CloseSettings(**settings))
    names = ("promise_id", "amount_minor", "received_minor", "status", "decided_on", "promise_status")
    return [tuple(row[name] for name in names) for row in pq.read_table(out / "promises.parquet").to_pylist()]


@pytest.mark.parametrize(
    ("paid", "received", "status", "decided_on"),
    [
        # 1,010.00 was due on the 1st; by the 11th, 10 days of 1,000.00 x 18% / 360 = 0.50 make 5.00.
        ([(march(12), 1_015_00)], 1_015_00, "kept", march(12)),
        ([(march(11), 400_00), (march(12), 615_00)], 1_015_00, "kept", march(12)),  # the money of the day itself counts once
        ([(march(12), 1_014_99)], 1_014_99, "part_kept", march(16)),
        ([(march(16), 1_015_00)], 0, "broken", march(16)),
    ],
)
def test_a_promise_of_all_of_it_means_what_was_overdue_on_its_day(tmp_path, paid, received, status, decided_on):
    book = write_book(tmp_path / "book", paid)
    write_promises(book, ("p", 2, None, march(15), march(11), "open"))
    assert outcome(book, march(16), tmp_path / "out") == [("p", 1_015_00, received, status, decided_on, status)]


def test_several_payments_a_withdrawn_one_and_grace(tmp_path):
    book = write_book(tmp_path / "book", [(march(12), 300_00), (march(17), 200_00)])
    write_promises(
        book,
        ("plan", 2, 300_00, march(15), march(11), None),
        ("old", 2, 900_00, march(15), march(10), "withdrawn"),
        ("plan", 2, 200_00, march(16), march(11), None),
        ("other", 1, 100_00, march(17), march(11), None),
    )
    assert outcome(book, march(17), tmp_path / "strict") == [
        ("other", 100_00, 0, "open", None, "open"),
        ("plan", 300_00, 300_00, "kept", march(12), "part_kept"),
        ("old", 900_00, 0, "withdrawn", None, "withdrawn"),
        ("plan", 200_00, 0, "broken", march(17), "part_kept"),
    ]
    kind = outcome(book, march(17), tmp_path / "kind", promise_grace_days=1)
    assert kind[3] == ("plan", 200_00, 200_00, "kept", march(17), "kept")


def test_columns_that_are_empty_throughout_need_no_type(tmp_path):
    book = write_book(tmp_path / "book", [(march(12), 1_015_00)])
    promise = {"promise_id": 9, "loan_id": 2, "amount_minor": None, "by": march(15), "promised_on": march(11), "status": None}
    pq.write_table(pa.Table.from_pylist([promise]), book / "promises.parquet")
    assert outcome(book, march(16), tmp_path / "out") == [(9, 1_015_00, 1_015_00, "kept", march(12), "kept")]


def test_columns_of_long_tables_and_promises_are_checked(tmp_path):
    book = write_book(tmp_path / "book", [])
    write_promises(book)
    pq.write_table(pq.read_table(book / "promises.parquet").drop_columns(["by"]), book / "promises.parquet")
    with pytest.raises(ColumnMissing, match="no column by"):
        close_book(book, march(2), tmp_path / "out")
    (book / "promises.parquet").unlink()
    payments = pq.read_table(book / "payments.parquet")
    pq.write_table(payments.drop_columns(["paid_minor"]), book / "payments.parquet")
    with pytest.raises(ColumnMissing, match="no column paid_minor; add it with amounts received"):
        close_book(book, march(2), tmp_path / "out")
    place = payments.column_names.index("paid_on")
    pq.write_table(payments.set_column(place, "paid_on", pa.array([], pa.string())), book / "payments.parquet")
    with pytest.raises(ColumnType, match="column paid_on: found string, wanted value dates"):
        close_book(book, march(2), tmp_path / "out")

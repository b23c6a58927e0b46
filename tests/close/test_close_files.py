"""The close of a folder of Parquet tables: numbers, shapes, restarts and the night after."""

import json
import shutil
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bookfiles import nested_table, write_long, write_nested, write_products
from closebooks import random_book

import huashu.close.book
import huashu.close.run
from huashu.close.faults import SENTENCES, Fault
from huashu.close.findings import OUTPUTS
from huashu.close.refusals import BookNotFound, ColumnMissing, ColumnType, FileUnreadable, PreviousNotEarlier
from huashu.close.run import close_book
from huashu.close.steps import CloseSettings
from huashu.lending.status import LoanStatus, status_of

AS_OF = date(2025, 9, 30)


@pytest.fixture(scope="module")
def loans():
    return random_book(seed=7, count=450)


@pytest.fixture(scope="module")
def book(loans, tmp_path_factory):
    return write_nested(tmp_path_factory.mktemp("book"), loans)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(huashu.close.book, "PART_LOANS", 100)


def read(out: Path, name: str) -> list[dict[str, object]]:
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix == ".parquet"}


def test_status_has_one_row_a_loan_with_the_fields_and_numbers_of_lending(book, loans, tmp_path):
    report = close_book(book, AS_OF, tmp_path)
    rows = read(tmp_path, "status")
    assert (report.loans, report.failures, len(rows)) == (450, 0, 450)
    assert list(rows[0]) == ["loan_id", *LoanStatus.__dataclass_fields__, "failure"]
    for row, (number, loan) in zip(rows, enumerate(loans), strict=True):
        expected = status_of(loan.account, loan.ledger, AS_OF)
        assert row == {"loan_id": f"L{number:04d}", "failure": None} | asdict(expected)


def test_parts_threads_and_shapes_do_not_change_a_byte(book, loans, tmp_path, small_parts):
    close_book(book, AS_OF, tmp_path / "parts", jobs=1)
    close_book(book, AS_OF, tmp_path / "threads", jobs=4)
    assert contents(tmp_path / "parts") == contents(tmp_path / "threads")
    streamed = write_nested(tmp_path / "one group", loans, row_group=10_000)
    close_book(streamed, AS_OF, tmp_path / "streamed")
    long = write_long(tmp_path / "long", loans, seed=3)
    close_book(long, AS_OF, tmp_path / "from long")
    split = tmp_path / "split"
    write_products(split)
    (split / "loans").mkdir()
    table = nested_table(loans)
    pq.write_table(table.slice(0, 130), split / "loans" / "a.parquet")
    pq.write_table(table.slice(130), split / "loans" / "b.parquet")
    close_book(split, AS_OF, tmp_path / "from split")
    for name in OUTPUTS:
        expected = pq.read_table(tmp_path / "parts" / f"{name}.parquet")
        for other in ("streamed", "from long", "from split"):
            assert pq.read_table(tmp_path / other / f"{name}.parquet") == expected, (name, other)


def test_a_killed_run_started_again_gives_the_same_bytes_and_keeps_what_was_done(book, tmp_path, small_parts, monkeypatch):
    close_book(book, AS_OF, tmp_path / "whole")
    original, closed = huashu.close.run.close_part, []

    def dies_in_third(work, part, rows=None):
        if part.number == 2:
            raise KeyboardInterrupt
        return original(work, part, rows)

    def counts(work, part, rows=None):
        closed.append((part.number, (work.folder / f"part-{part.number:05d}").exists()))
        return original(work, part, rows)

    monkeypatch.setattr(huashu.close.run, "close_part", dies_in_third)
    with pytest.raises(KeyboardInterrupt):
        close_book(book, AS_OF, tmp_path / "killed", jobs=1)
    assert not contents(tmp_path / "killed")
    monkeypatch.setattr(huashu.close.run, "close_part", counts)
    close_book(book, AS_OF, tmp_path / "killed", jobs=1)
    assert [number for number, was_kept in sorted(closed) if was_kept][:2] == [0, 1]
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert not (tmp_path / "killed" / ".close").exists()


def test_a_second_run_changes_nothing_and_another_day_does(book, tmp_path):
    close_book(book, AS_OF, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = close_book(book, AS_OF, tmp_path)
    assert again.was_done
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert not close_book(book, AS_OF + timedelta(days=1), tmp_path).was_done
    (tmp_path / "status.parquet").unlink()
    assert not close_book(book, AS_OF + timedelta(days=1), tmp_path).was_done


def test_the_night_after_tells_only_what_changed(book, loans, tmp_path):
    close_book(book, AS_OF, tmp_path / "first")
    close_book(book, AS_OF + timedelta(days=1), tmp_path / "second", previous=tmp_path / "first")
    first = {row["loan_id"]: row for row in read(tmp_path / "first", "status")}
    second = {row["loan_id"]: row for row in read(tmp_path / "second", "status")}
    named = ("bucket", "stage", "grade")
    changed = [key for key in first if any(first[key][name] != second[key][name] for name in named)]
    history = read(tmp_path / "second", "history")
    assert 0 < len(history) < 60
    assert [row["loan_id"] for row in history] == changed
    for row in history:
        assert all(row[f"{name}_from"] == first[row["loan_id"]][name] and row[name] == second[row["loan_id"]][name] for name in named)
    assert [row["bucket_from"] for row in read(tmp_path / "first", "history")] == [None] * len(loans)


def test_cases_open_once_carry_on_and_are_cured(book, tmp_path):
    days = [AS_OF + timedelta(days=n) for n in range(3)]
    open_cases: dict[str, date] = {}
    previous = None
    for day in days:
        out = tmp_path / day.isoformat()
        close_book(book, day, out, previous=previous)
        late = {row["loan_id"] for row in read(out, "status") if row["days_past_due"]}
        rows = {row["loan_id"]: row for row in read(out, "cases")}
        for loan_id, row in rows.items():
            expected = "cured" if loan_id not in late else "open" if loan_id in open_cases else "opened"
            assert (row["event"], row["opened_on"]) == (expected, open_cases.get(loan_id, day))
            assert row["closed_on"] == (day if expected == "cured" else None)
        assert set(rows) == late | set(open_cases)
        open_cases = {loan_id: rows[loan_id]["opened_on"] for loan_id in late}
        previous = out
    assert open_cases


BROKEN = {
    Fault.UNEQUAL_LENGTHS: lambda loan: loan["principal_minor"].pop(),
    Fault.EMPTY_VALUE: lambda loan: loan["interest_minor"].__setitem__(0, None),
    Fault.UNKNOWN_PRODUCT: lambda loan: loan.update(product="nobody knows"),
    Fault.UNKNOWN_DAY_COUNT: lambda loan: loan.update(day_count="actual/actual"),
    Fault.DAY_OUT_OF_RANGE: lambda loan: loan["due_on"].__setitem__(0, date(1899, 12, 31)),
    Fault.AMOUNT_OUT_OF_RANGE: lambda loan: loan["principal_minor"].__setitem__(0, -1),
    Fault.RECEIPT_NOT_POSITIVE: lambda loan: loan.update(paid_on=[AS_OF], paid_minor=[0], paid_kind=["payment"]),
    Fault.RATE_OUT_OF_RANGE: lambda loan: loan["row_rate_ppb_year"].__setitem__(0, -1),
    Fault.OTHER_CURRENCY: lambda loan: loan.update(currency="USD"),
    Fault.UNKNOWN_RECEIPT_KIND: lambda loan: loan.update(paid_on=[AS_OF], paid_minor=[1], paid_kind=["gift"]),
}


def test_loans_that_fail_are_told_with_a_sentence_and_the_rest_go_on(loans, tmp_path):
    table = nested_table(loans)
    records = table.to_pylist()
    for place, damage in enumerate(BROKEN.values()):
        damage(records[place * 7])
    records[100]["loan_id"] = records[101]["loan_id"]
    records[110]["loan_id"] = None
    book = write_nested(tmp_path / "book", loans)
    pq.write_table(pa.Table.from_pylist(records, table.schema), book / "loans.parquet")
    report = close_book(book, AS_OF, tmp_path / "out")
    expected = {f"L{place * 7:04d}": fault for place, fault in enumerate(BROKEN)}
    failures = read(tmp_path / "out", "failures")
    assert {row["loan_id"]: row["code"] for row in failures if row["loan_id"] in expected} == {
        key: fault.name.lower() for key, fault in expected.items()
    }
    assert sorted(row["code"] for row in failures if row["loan_id"] not in expected) == ["empty_value", "repeated_loan", "repeated_loan"]
    assert all(row["sentence"] == SENTENCES[Fault[row["code"].upper()]] for row in failures)
    assert report.failures == len(BROKEN) + 3
    status = read(tmp_path / "out", "status")
    assert len(status) == len(loans)
    for place, (row, loan) in enumerate(zip(status, loans, strict=True)):
        if row["failure"]:
            assert row["overdue_minor"] is None
            assert row["bucket"] is None
        else:
            assert row["payoff_minor"] == status_of(loan.account, loan.ledger, AS_OF).payoff_minor, place


def test_a_loan_that_fails_tonight_keeps_its_bucket_and_its_case(loans, book, tmp_path):
    close_book(book, AS_OF, tmp_path / "first")
    late = next(row for row in read(tmp_path / "first", "cases"))
    table = nested_table(loans)
    records = table.to_pylist()
    records[int(late["loan_id"][1:])]["paid_minor"] = [0] * len(records[int(late["loan_id"][1:])]["paid_on"]) or [0]
    broken = write_nested(tmp_path / "broken", loans)
    pq.write_table(pa.Table.from_pylist(records, table.schema), broken / "loans.parquet")
    close_book(broken, AS_OF + timedelta(days=1), tmp_path / "second", previous=tmp_path / "first")
    status = next(row for row in read(tmp_path / "second", "status") if row["loan_id"] == late["loan_id"])
    case = next(row for row in read(tmp_path / "second", "cases") if row["loan_id"] == late["loan_id"])
    assert (status["bucket"], status["overdue_minor"]) == (late["bucket"], None)
    assert (case["event"], case["opened_on"], case["closed_on"]) == ("open", AS_OF, None)


def test_rows_and_promises_of_unknown_loans_are_told_once(loans, tmp_path):
    book = write_long(tmp_path / "book", loans[:20], seed=1)
    payments = pq.read_table(book / "payments.parquet")
    stray = payments.slice(0, 2).set_column(0, "loan_id", pa.array(["stranger", "stranger"]))
    pq.write_table(pa.concat_tables([payments, stray]), book / "payments.parquet")
    promise = {"promise_id": 1, "loan_id": "lost", "amount_minor": 5, "by": AS_OF, "promised_on": AS_OF}
    pq.write_table(pa.Table.from_pylist([promise]), book / "promises.parquet")
    report = close_book(book, AS_OF, tmp_path / "out")
    assert report.failures == 2
    told = [(row["loan_id"], row["code"]) for row in read(tmp_path / "out", "failures")]
    assert told == [("stranger", "unknown_loan"), ("lost", "unknown_loan")]


def test_reminders_name_what_falls_due_in_the_days_asked_for(book, tmp_path):
    close_book(book, AS_OF, tmp_path, settings=CloseSettings(reminder_days=5))
    wanted = [
        (row["loan_id"], row["next_due_on"], row["next_due_minor"])
        for row in read(tmp_path, "status")
        if row["next_due_on"] and row["next_due_on"] <= AS_OF + timedelta(days=5) and row["next_due_minor"] > 0
    ]
    found = read(tmp_path, "reminders")
    assert [(row["loan_id"], row["due_on"], row["amount_minor"]) for row in found] == wanted
    assert {row["days_left"] for row in found} <= {1, 2, 3, 4, 5}
    assert wanted


def test_duckdb_finds_the_same_arrears_without_penalty(tmp_path):
    """An independent reading of a simple book: no penalty, money pays interest before principal and the oldest first."""
    loans = [loan for loan in random_book(seed=99, count=400) if all(row.superseded_on is None for row in loan.ledger.plan)]
    book = write_long(tmp_path / "book", loans, seed=2)
    waterfall = ["interest", "principal", "penalty", "fee"]
    free = {"code": "free", "penalty_multiplier_permille": 0, "waterfall": waterfall, "waterfall_by": "instalment"}
    (book / "products.json").write_text(json.dumps([free]))
    table = pq.read_table(book / "loans.parquet")
    pq.write_table(table.drop_columns(["product"]), book / "loans.parquet")
    close_book(book, AS_OF, tmp_path / "out")
    query = f"""
        with money as (
            select loan_id, sum(paid_minor) as money from '{book}/payments.parquet'
            where paid_on <= date '{AS_OF}' and paid_kind = 'payment' group by loan_id
        ), due as (
            select loan_id, due_on, principal_minor + interest_minor as asked,
                   sum(principal_minor + interest_minor) over (partition by loan_id order by due_on rows unbounded preceding) as until_now
            from '{book}/instalments.parquet' where due_on <= date '{AS_OF}'
        ), unpaid as (
            select due.*, greatest(0, least(asked, until_now - coalesce(money, 0))) as missing from due left join money using (loan_id)
        )
        select loan_id, sum(missing) filter (due_on < date '{AS_OF}')::bigint, min(due_on) filter (missing > 0 and due_on < date '{AS_OF}')
        from unpaid group by loan_id
    """
    expected = {loan_id: (overdue or 0, oldest) for loan_id, overdue, oldest in duckdb.sql(query).fetchall()}
    found = {row["loan_id"]: (row["overdue_minor"], row["oldest_unpaid_due_on"]) for row in read(tmp_path / "out", "status")}
    assert len(found) == len(loans) > 200
    assert found == {loan_id: expected.get(loan_id, (0, None)) for loan_id in found}
    assert sum(overdue > 0 for overdue, _ in expected.values()) > 100


def test_what_keeps_a_close_from_beginning(book, loans, tmp_path):
    with pytest.raises(BookNotFound, match=r"holds no loans\.parquet"):
        close_book(tmp_path, AS_OF, tmp_path / "out")
    close_book(book, AS_OF, tmp_path / "done")
    with pytest.raises(PreviousNotEarlier, match="of 2025-09-30, which isn't before 2025-09-30"):
        close_book(book, AS_OF, tmp_path / "out", previous=tmp_path / "done")
    (tmp_path / "loans.parquet").write_text("not a table")
    with pytest.raises(FileUnreadable, match="export it again"):
        close_book(tmp_path, AS_OF, tmp_path / "out")
    table = nested_table(loans[:3])
    pq.write_table(table.drop_columns(["due_on"]), tmp_path / "loans.parquet")
    with pytest.raises(ColumnMissing, match="no column due_on; add it with a list of due dates"):
        close_book(tmp_path, AS_OF, tmp_path / "out")
    place = table.column_names.index("paid_minor")
    floats = pa.array([[1.5]] * 3, pa.list_(pa.float64()))
    pq.write_table(table.set_column(place, "paid_minor", floats), tmp_path / "loans.parquet")
    with pytest.raises(ColumnType, match=r"column paid_minor: found list<.*double.*>, wanted a list of amounts"):
        close_book(tmp_path, AS_OF, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_empty_book_closes_to_empty_files(loans, tmp_path):
    book = write_nested(tmp_path / "book", loans[:1])
    pq.write_table(nested_table(loans[:1]).slice(0, 0), book / "loans.parquet")
    report = close_book(book, AS_OF, tmp_path / "out")
    assert report.counts == dict.fromkeys(OUTPUTS, 0)
    assert [len(read(tmp_path / "out", name)) for name in OUTPUTS] == [0] * 6
    shutil.rmtree(book)

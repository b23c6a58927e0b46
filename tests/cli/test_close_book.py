"""``huashu close --book`` as a person runs it."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from huashu.cli.close import close

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path):
    loan = {
        "loan_id": ["A1", "A2"],
        "day_count": ["30/360", "30/360"],
        "disbursed_on": [date(2026, 1, 1)] * 2,
        "rate_ppb_year": [85_000_000] * 2,
        "due_on": [[DAY], [DAY]],
        "principal_minor": [[100_00], [100_00]],
        "interest_minor": [[1_00], [1_00]],
    }
    folder = tmp_path / "book"
    folder.mkdir()
    pq.write_table(pa.table(loan), folder / "loans.parquet")
    return folder


def run(*words):
    return CliRunner().invoke(close, [str(word) for word in words])


def test_it_says_what_it_wrote_and_that_nothing_was_left_to_do(book, tmp_path):
    words = ("--book", book, "--as-of", "2026-03-02", "--out", tmp_path / "out")
    first = run(*words)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("Closed: 2 loans as of 2026-03-02 in ")
    assert "status.parquet                 2 rows" in first.stdout
    status = pq.read_table(tmp_path / "out" / "status.parquet").to_pylist()
    # 100.00 for 1 day at 8.5% x 1.5 / 360 is 0.035, so 0.04.
    assert [(row["loan_id"], row["overdue_minor"], row["bucket"]) for row in status] == [("A1", 101_04, "M1"), ("A2", 101_04, "M1")]
    assert run(*words).stdout.startswith("Already closed: 2 loans")


def test_loans_that_fail_make_exit_code_1(book, tmp_path):
    table = pq.read_table(book / "loans.parquet")
    place = table.column_names.index("principal_minor")
    pq.write_table(table.set_column(place, "principal_minor", pa.array([[100_00], [-1]])), book / "loans.parquet")
    words = ("--book", book, "--as-of", "2026-03-02", "--out", tmp_path / "out")
    for _ in range(2):
        result = run(*words)
        assert result.exit_code == 1
        assert result.stderr == "1 loans could not be closed; failures.parquet says why, one by one.\n"


WRONG = {
    "no day": (["--book", "b", "--out", "o"], "needs --as-of and --out"),
    "no folder for the results": (["--book", "b", "--as-of", "2026-03-02"], "needs --as-of and --out"),
    "results without a book": (["--out", "o"], "give --book as well"),
    "not a day": (["--book", "b", "--out", "o", "--as-of", "tomorrow"], "'tomorrow' does not match the format"),
    "no book": (["--book", "nowhere", "--as-of", "2026-03-02", "--out", "o"], "nowhere holds no loans.parquet"),
    "no threads": (["--book", "b", "--as-of", "2026-03-02", "--out", "o", "--jobs", "0"], "--jobs"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_call_that_cannot_begin_makes_exit_code_2_and_one_sentence(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words, sentence = WRONG[name]
    result = run(*words)
    # Called alone, click answers a plain problem with 1; through `huashu` every click problem ends with 2.
    assert result.exit_code in {1, 2}
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "o").exists()


def test_a_place_that_cannot_be_written_to(book, tmp_path):
    (tmp_path / "out").write_text("in the way")
    result = run("--book", book, "--as-of", "2026-03-02", "--out", tmp_path / "out")
    assert result.exit_code != 0
    assert "Traceback" not in result.stderr


def test_help_names_every_option():
    text = run("--help").stdout
    for option in ("--as-of", "--book", "--out", "--previous", "--jobs", "--promise-grace-days", "--reminder-days"):
        assert option in text

"""``huashu import``: sheets, tapes and templates from the command line, each in a data folder of its own."""

import os
import sqlite3
import subprocess
import sys

import openpyxl
import pytest

SNAPSHOT = "姓名,手机号,合同号,月供,逾期金额,逾期天数\n张测一,10000000001,HT-1,3200,6400,35\n张测二,10000000002,HT-2,1800,1800,4\n"
BAD = SNAPSHOT + "张测三,10000000003,HT-3,900,abc,4\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def huashu(folder, tmp_path):
    """Run the command: exit code, standard output, standard error."""

    def run(*arguments):
        command = [sys.executable, "-m", "huashu.cli.main", "import", *arguments]
        env = {**os.environ, "HUASHU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "huashu.desk.settings", "COLUMNS": "200"}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def loans(folder):
    """Contract numbers in the book that begin with some letters."""

    def read(prefix):
        with sqlite3.connect(folder / "huashu.sqlite3") as book:
            found = sorted(row[0] for row in book.execute("SELECT contract_no FROM loans_loan WHERE contract_no LIKE ?", [prefix + "%"]))
        book.close()
        return found

    return read


def test_a_snapshot_is_shown_loaded_and_followed_by_the_close(huashu, loans, tmp_path):
    (tmp_path / "book.csv").write_bytes(SNAPSHOT.encode("gb18030"))
    code, out, _ = huashu("file", "book.csv", "--yes")
    assert code == 0
    assert "Contracts to open: 2" in out
    assert "Now run `huashu close`" in out
    assert loans("HT") == ["HT-1", "HT-2"]


def test_a_file_with_problems_is_not_loaded_unless_asked_to(huashu, loans, tmp_path):
    (tmp_path / "book.csv").write_text(BAD.replace("HT-", "BAD-"), encoding="utf-8")
    code, out, err = huashu("file", "book.csv", "--yes")
    assert (code, loans("BAD")) == (1, [])
    assert "Row 4, 逾期金额: found 'abc', wanted an amount such as 12,345.60." in out
    assert "Nothing was saved." in err
    code, out, _ = huashu("file", "book.csv", "--yes", "--skip-bad")
    assert (code, loans("BAD")) == (1, ["BAD-1", "BAD-2"])
    mended = tmp_path / "book-problems.csv"
    mended.write_text(mended.read_text(encoding="utf-8-sig").replace("abc", "900"), encoding="utf-8")
    code, _, _ = huashu("file", str(mended), "--yes")
    assert (code, loans("BAD")) == (0, ["BAD-1", "BAD-2", "BAD-3"])


REFUSED = [
    ("a web page", b"<html></html>", [], 1, "is a web page"),
    ("an empty file", b"", [], 1, "is empty"),
    ("no field of that name", SNAPSHOT.encode(), ["--column", "nofield=姓名"], 1, "field is 'nofield'"),
    ("no heading of that name", SNAPSHOT.encode(), ["--column", "name=Nope"], 2, "there is no column 'Nope'"),
    ("an unknown shape", SNAPSHOT.encode(), ["--shape", "poems"], 2, "'poems' is not one of"),
]


@pytest.mark.parametrize(("content", "options", "code", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_read_is_said_in_a_sentence(content, options, code, sentence, huashu, tmp_path):
    (tmp_path / "wrong.csv").write_bytes(content)
    found, out, err = huashu("file", "wrong.csv", "--yes", *options)
    assert found == code
    assert sentence in out + err


def test_what_is_no_tape_is_said_in_a_sentence(huashu, tmp_path):
    (tmp_path / "tape.xml").write_text("<assetData/>")
    code, _, err = huashu("tape", "tape.xml")
    assert code == 1
    assert "exhibit 102" in err


def test_a_template_is_written_in_the_language_asked_for(huashu, tmp_path):
    assert huashu("template", "payments", "empty.xlsx", "--language", "en")[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "empty.xlsx").worksheets[0]
    assert "Contract number" in [cell.value for row in sheet.iter_rows(max_row=3) for cell in row]
    code, _, err = huashu("template", "payments", "nowhere/empty.xlsx")
    assert code == 1
    assert "a file that can be written" in err


def test_the_day_and_what_was_left_out_are_named(huashu, loans, tmp_path):
    sheet = "截至2026年1月20日\n" + SNAPSHOT.replace("HT-", "DAY-") + "合计,,,,8200,\n"
    (tmp_path / "book.csv").write_text(sheet, encoding="utf-8")
    code, out, _ = huashu("file", "book.csv", "--yes")
    assert (code, loans("DAY")) == (0, ["DAY-1", "DAY-2"])
    assert "Figures as of 2026-01-20. Taken from the title of the sheet." in out
    assert "Totals, left out: row 5 (合计)" in out


RATES = "姓名,手机号,合同号,贷款金额,利率,期数,放款日期\n张测一,10000000001,UNIT-1,12,0.65,36,26/3/5\n"


def test_units_and_orders_are_said_by_options(huashu, loans, folder, tmp_path):
    (tmp_path / "book.csv").write_text(RATES, encoding="utf-8")
    assert huashu("file", "book.csv", "--yes")[0] == 1
    said = ("--unit", "principal=10000", "--rate-per", "month", "--rate-in", "percent", "--date-order", "year_first")
    code, out, _ = huashu("file", "book.csv", "--yes", *said)
    assert (code, loans("UNIT")) == (0, ["UNIT-1"])
    assert "in units of 10,000" in out
    assert "percent a month" in out
    with sqlite3.connect(folder / "huashu.sqlite3") as book:
        loan = book.execute("SELECT principal_minor, rate_ppb_year, disbursed_on FROM loans_loan WHERE contract_no = 'UNIT-1'").fetchone()
    book.close()
    assert loan == (12_000_000, 78_000_000, "2026-03-05")
    assert "names no unit" in huashu("file", "book.csv", "--yes", "--unit", "principal=7")[2]


def test_what_is_asked_says_how_much_was_checked(huashu, tmp_path):
    rows = "".join(f"张测{n},1000{n:07d},MANY-{n},900,900,4\n" for n in range(1, 5_011))
    (tmp_path / "book.csv").write_text("姓名,手机号,合同号,月供,逾期金额,逾期天数\n" + rows, encoding="utf-8")
    code, out, _ = huashu("file", "book.csv")
    assert code == 1
    assert "The first 5,000 rows were checked; all are before anything is saved. Load the file?" in out

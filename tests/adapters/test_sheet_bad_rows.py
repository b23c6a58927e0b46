"""Bad rows: written to a file of their own, mended there, imported again."""

import csv
import io
from datetime import datetime

import openpyxl
import pytest

from huashu.adapters.spreadsheet.bad_rows import write_bad_rows
from huashu.adapters.spreadsheet.mapping import guess
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.rows import read_records
from huashu.adapters.spreadsheet.vocabulary import PROBLEM_HEADING

TEXT = (
    "某某公司台账,,,,\n姓名,手机号,月供,还款日,逾期金额\n"
    "张小满,13000000009,100,2026-11-15,100\n"
    "=李大有,1.38E+10,-5,2026-11-15,100\n"
    '@王"二",13000000002,"1,000.50",2026-12-15,100\n'
    "合计,,,,300\n"
)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_bad_rows_come_back_mended(csv_table, settings, tmp_path, suffix):
    table = csv_table(TEXT)
    records, problems = read_records(table, guess(table), settings)
    assert [row.row for row in records] == [3]
    path = tmp_path / f"bad.{suffix}"
    assert write_bad_rows(table, problems, path) == 2

    returned = read_table(path)
    assert returned.headings == ("姓名", "手机号", "月供", "还款日", "逾期金额", PROBLEM_HEADING)
    guard = "'" if suffix == "csv" else ""
    assert [row.cells[:5] for row in returned.rows()] == [
        (f"{guard}=李大有", "1.38E+10", "-5", "2026-11-15", "100"),
        (f'{guard}@王"二"', "13000000002", "1,000.50", "2026-12-15", "100"),
    ]
    again, problems = read_records(returned, guess(returned), settings)
    assert again == []
    assert [(found.row, found.field) for found in problems] == [(2, "手机号"), (2, "月供"), (3, "Days overdue")]

    mend(path, suffix)
    mended = read_table(path)
    good, problems = read_records(mended, guess(mended), settings)
    assert problems == []
    assert [(row.name, row.phones[0].number, row.instalment_minor) for row in good] == [
        ("=李大有", "+8613000000001", 500),
        ('@王"二"', "+8613000000002", 100_050),
    ]


def mend(path, suffix):
    """What a person does: corrects the cells and leaves the last column alone."""
    fixes = {(1, 1): "13000000001", (1, 2): "5", (2, 3): "2026-11-20"}
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        for (row, column), value in fixes.items():
            rows[row][column] = value
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return
    book = openpyxl.load_workbook(path)
    for (row, column), value in fixes.items():
        book.active.cell(row + 1, column + 1, value)
    book.save(path)


def test_what_is_wrong_stands_in_the_last_column(csv_table, settings, tmp_path):
    table = csv_table(TEXT)
    write_bad_rows(table, read_records(table, guess(table), settings)[1], tmp_path / "bad.csv")
    first = next(read_table(tmp_path / "bad.csv").rows()).cells[-1]
    assert first.startswith("手机号: all digits of the number. The spreadsheet has rounded the number")
    assert "月供: 0 or more" in first


def test_formulas_in_a_file_stay_texts(csv_table, settings, tmp_path):
    table = csv_table('姓名,手机号\n"=HYPERLINK(""http://example.invalid"")",nobody\n')
    write_bad_rows(table, read_records(table, guess(table), settings)[1], tmp_path / "bad.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "bad.xlsx").active["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://example.invalid")')


def test_dates_and_numbers_keep_their_types(xlsx_table, settings, tmp_path):
    day = datetime(2026, 11, 15)  # noqa: DTZ001 - a spreadsheet cell has no zone
    table = xlsx_table([["姓名", "手机号", "还款日", "逾期金额"], ["张小满", "nobody", day, 12.5]])
    write_bad_rows(table, read_records(table, guess(table), settings)[1], tmp_path / "bad.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "bad.xlsx").active
    assert (sheet["C2"].value, sheet["D2"].value) == (day, 12.5)


def test_a_file_that_came_back_gets_its_last_column_once(csv_table, settings, tmp_path):
    table = csv_table(TEXT)
    write_bad_rows(table, read_records(table, guess(table), settings)[1], tmp_path / "bad.xlsx")
    returned = read_table(tmp_path / "bad.xlsx")
    write_bad_rows(returned, read_records(returned, guess(returned), settings)[1], tmp_path / "again.xlsx")
    assert read_table(tmp_path / "again.xlsx").headings == returned.headings

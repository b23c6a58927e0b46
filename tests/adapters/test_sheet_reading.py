"""Finding the table in a file: encodings, delimiters, titles, merged cells, totals, and files that are no table."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from huashu.adapters.spreadsheet import workbook_source
from huashu.adapters.spreadsheet.kinds import SheetNotFound, UnreadableFile
from huashu.adapters.spreadsheet.layout import as_of_hint
from huashu.adapters.spreadsheet.reading import read_table, sheet_names

LEDGER = "姓名,手机号,逾期金额\n张小满,13000000009,100.50\n李大有,13000000001,0\n"


def cells(table):
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encoding_is_found_out(csv_table, encoding):
    text = "\ufeff" + LEDGER if encoding == "utf-16-le" else LEDGER
    table = csv_table(text, encoding)
    assert table.headings == ("姓名", "手机号", "逾期金额")
    assert cells(table)[0] == ("张小满", "13000000009", "100.50")


def test_big5_is_told_from_gb18030_by_its_headings(csv_table):
    table = csv_table("姓名,手機號碼,逾期金額\n張小滿,0900000000,100\n", "cp950")
    assert table.headings == ("姓名", "手機號碼", "逾期金額")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiter_is_found_out(csv_table, delimiter):
    table = csv_table(LEDGER.replace(",", delimiter))
    assert cells(table)[1] == ("李大有", "13000000001", "0")


def test_amounts_with_commas_do_not_make_commas_the_delimiter(csv_table):
    table = csv_table("Name;Phone;Overdue amount\nAda Example;13000000009;1,234.50\nBen Example;13000000001;2,345.60\n")
    assert cells(table)[0][2] == "1,234.50"


def test_delimiter_named_in_the_first_line_counts_as_row_one(csv_table):
    table = csv_table("sep=;\n姓名;手机号\n张小满;13000000009\n")
    assert (table.header_row, next(table.rows()).number) == (2, 3)


def test_line_breaks_inside_quotes_belong_to_the_cell(csv_table):
    table = csv_table('姓名,手机号,备注\n张小满,13000000009,"第一行\n第二行"\n李大有,13000000001,\n')
    assert [row.number for row in table.rows()] == [2, 3]
    assert cells(table)[0][2] == "第一行\n第二行"


def test_titles_blank_rows_totals_and_remarks_are_no_records(csv_table):
    table = csv_table(
        "示范汽车金融公司逾期台账,,\n截至2026年11月23日,,\n,,\n姓名,手机号,逾期金额(元)\n张小满,13000000009,100\n,,\n"
        "小计,,100\n姓名,手机号,逾期金额(元)\n李大有,13000000001,50\n合　计：,,150\n合计2户,,150\n制表人：王某,审核：赵某,\n"
    )
    assert table.header_row == 4
    assert [row.number for row in table.rows()] == [5, 9]
    assert [(note.row, note.code) for note in table.notes()] == [
        (7, "total"),
        (8, "headings_again"),
        (10, "total"),
        (11, "total"),
        (12, "remark"),
    ]
    assert as_of_hint(table) == date(2026, 11, 23)


def test_two_days_in_the_titles_give_no_hint(csv_table):
    table = csv_table("2026-11-01至2026-11-23,,\n姓名,手机号,逾期金额\n张小满,13000000009,1\n")
    assert as_of_hint(table) is None


def test_a_customer_whose_name_only_contains_total_is_kept(csv_table):
    table = csv_table("Name,Phone\nTotal,\nTotally Example,13000000009\n")
    assert [row.cells[0] for row in table.rows()] == ["Totally Example"]


def test_unknown_headings_are_found_by_their_look(csv_table):
    table = csv_table("报表2026,,\n甲栏,乙栏,丙栏\nx1,2,3\n")
    assert table.headings == ("甲栏", "乙栏", "丙栏")


def test_grouped_headings_in_a_workbook_are_joined(xlsx_table):
    rows = [
        ["逾期台账", None, None, None],
        ["姓名", "手机号", "逾期情况", None],
        [None, None, "金额", "天数"],
        ["张小满", "13000000009", 100, 12],
    ]
    table = xlsx_table(rows, merges=("A1:D1", "A2:A3", "B2:B3", "C2:D2"))
    assert table.headings == ("姓名", "手机号", "逾期情况 · 金额", "逾期情况 · 天数")
    assert [row.number for row in table.rows()] == [4]


def test_grouped_headings_in_csv_are_joined(csv_table):
    table = csv_table("姓名,手机号,逾期情况,\n,,金额,天数\n张小满,13000000009,100,12\n")
    assert table.headings == ("姓名", "手机号", "逾期情况 · 金额", "逾期情况 · 天数")
    assert table.header_row == 2


def test_a_first_customer_is_not_taken_for_a_second_row_of_headings(csv_table):
    table = csv_table("姓名,客户经理,备注,地址\n张小满,王某,,某市\n李大有,王某,无,某市\n")
    assert table.header_row == 1


def test_cells_merged_downwards_count_in_every_row(xlsx_table):
    rows = [["姓名", "合同号"], ["张小满", "A-1"], [None, "A-2"], ["李大有", "A-3"]]
    assert cells(xlsx_table(rows, merges=("A2:A3",))) == [("张小满", "A-1"), ("张小满", "A-2"), ("李大有", "A-3")]


def test_the_sheet_with_known_headings_is_taken_and_others_can_be_chosen(xlsx_table):
    cover, book, other = [["封面"], ["说明文字"]], [["姓名", "手机号"], ["张小满", 1]], [["Name", "Amount paid"], ["Ada Example", 5]]
    assert xlsx_table(cover, book, other).sheet == "表2"
    chosen = xlsx_table(cover, book, other, sheet="表3")
    assert (chosen.headings, chosen.sheets) == (("Name", "Amount paid"), ("表1", "表2", "表3"))
    with pytest.raises(SheetNotFound, match="表1, 表2, 表3"):
        xlsx_table(cover, book, other, sheet="表9")


def test_hidden_sheets_are_left_alone(xlsx_bytes):
    def hide(book):
        book.worksheets[1].sheet_state = "hidden"

    content = xlsx_bytes([["姓名", "手机号"], ["张小满", 1]], [["姓名", "手机号", "合同号"], ["旧", 1, 2]], prepare=hide)
    assert sheet_names(io.BytesIO(content)) == ("表1",)
    assert read_table(io.BytesIO(content)).sheet == "表1"


def test_table_that_starts_in_the_middle_of_a_sheet_keeps_its_row_numbers(xlsx_table):
    rows = [[], [], [None, None, "姓名", "手机号"], [None, None, "张小满", "13000000009"]]
    table = xlsx_table(rows)
    assert (table.header_row, [row.number for row in table.rows()]) == (3, [4])
    assert table.headings == ("", "", "姓名", "手机号")


def test_workbooks_of_the_1904_calendar_say_so(xlsx_bytes):
    def of_1904(book):
        book.epoch = MAC_EPOCH

    rows = [["姓名", "还款日期"], ["张小满", date(2026, 11, 23)]]
    table = read_table(io.BytesIO(xlsx_bytes(rows, prepare=of_1904)))
    assert table.date_1904
    assert next(table.rows()).cells[1] == date(2026, 11, 23)


def test_legacy_workbooks_are_read():
    table = read_table(Path(__file__).parent / "fixtures" / "legacy.xls")
    assert (table.titles, table.header_row) == (("示范公司逾期台账 2026-11-23",), 2)
    assert cells(table) == [("张小满", 13000000000.0, date(2026, 11, 15), 1234.4999999, 8)]


def test_rows_can_be_read_again_from_a_path(tmp_path):
    path = tmp_path / "book.csv"
    path.write_text(LEDGER, encoding="gb18030")
    table = read_table(path)
    assert cells(table) == cells(table)
    assert table.name == "book.csv"


NO_TABLE = [
    (b"", "is empty"),
    (b"\n\n,,\n", "is empty"),
    (b"just one line", "has no row of headings"),
    (b"<html><table><tr><td>x</td></tr></table></html>", "is a web page"),
    (b"PK\x03\x04 and then nonsense", "can't be opened as a workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "can't be opened as a workbook"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "is neither a table in text form nor a workbook"),
    (b"\xff\xfa\xff,\xff\n\x81", "is in an unknown encoding"),
    ('姓名,备注\n张小满,"没有合上\n'.encode() + "李大有,无\n".encode() * 60, "has a quotation mark in row 2"),
]


@pytest.mark.parametrize(("content", "reason"), NO_TABLE)
def test_what_is_no_table_is_refused_with_its_reason(content, reason):
    with pytest.raises(UnreadableFile) as refused:
        list(read_table(io.BytesIO(content), name="book").rows())
    assert refused.value.message.startswith(f"book {reason}")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="doesn't exist"):
        read_table(tmp_path / "nothing.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(workbook_source, "UNPACKED_BYTES_MAX", 2 * 1024 * 1024)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w", force_zip64=True) as member:
        for _ in range(3):
            member.write(bytes(1024 * 1024))
    with pytest.raises(UnreadableFile, match="unpacks to 3 MB"):
        read_table(stream, name="bomb.xlsx")


@pytest.mark.parametrize("cut", [100, 1000, 4000])
def test_a_damaged_workbook_is_refused_not_crashed_on(xlsx_bytes, cut):
    content = xlsx_bytes([["姓名", "手机号"], ["张小满", "13000000009"]])
    with pytest.raises(UnreadableFile):
        read_table(io.BytesIO(content[:cut]))

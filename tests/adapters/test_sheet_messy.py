"""A sheet as somebody else writes it: every cell is understood rightly, or named with row, column, found and wanted.

The people and numbers are invented. Two heading rows with merged groups, titles, subtotals, remarks, and cells in every style that
people use side by side.
"""

import io
from datetime import date

import openpyxl
import pytest

from huashu.adapters.spreadsheet.amounts import parse_amount
from huashu.adapters.spreadsheet.dates import DateOrder, column_order
from huashu.adapters.spreadsheet.identities import parse_phones
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.adapters.spreadsheet.layout import as_of_hint, as_of_in_name
from huashu.adapters.spreadsheet.mapping import guess
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.records import ImportSettings
from huashu.adapters.spreadsheet.rows import iter_records
from huashu.adapters.spreadsheet.table import Note
from huashu.adapters.spreadsheet.words import parse_count
from huashu.errors import Problem

DAY = date(2026, 11, 20)

GROUPS = ["序号", "借款人信息", None, None, "合同信息", None, None, None, "逾期情况", None, None, "催收", None, None, "客户等级"]
HEADINGS = [
    *(None, "借款人", "手机", "联系方式1", "合同号码", "车牌", "还款日", "应还本息", "逾期金额(元)", "逾期天数"),
    *("剩余本金（万元）", "催收员", "紧急联系人", "紧急联系人电话", None),
]
MERGED = ("A3:A4", "B3:D3", "E3:H3", "I3:K3", "L3:N3", "O3:O4")
ROWS = [
    [1, "张 三", "+86 130 0000 0001", "021-55550000", "HT0001", "沪A12345", "15", "3,288.50元",
     "6,577.00", 35, "8.5", "李四", "王五", "13000000099", "A"],
    [],
    [2, "李四", 1.38e10, "", "HT0002", "", "每月20日", "1.2万", "1.2万", 4, "12", "", "", "", "B"],
    [3, "赵六", 13000000004, "13000000005 13000000006", "HT0003", "-", "2026年3月5日", "", "-", 0, "-", "—", "", "", ""],
    [4, "孙七", "13000000007/老婆13000000008", "", "HT0004", "", "26/3/5", "", "1.234,56", 260, "3", "", "", "", ""],
    ["小计", None, None, None, None, None, None, None, "28,000.00"],
    [5, "吴九", "130-0000-0009（本人）", "", "HT0005", "", "20260305", "", "2000.00元", 264, "1", "", "", "", ""],
    [6, "郑十", "13000000010", "", "HT0006", "", "2026-03-05 00:00:00", "", "￥2,000", "264天", "8,000元", "", "", "", ""],
    [7, "钱一", "13000000011", "", "HT0007", "", "2026/3/5 12:30", "", "(100.00)", "0", "0", "", "", "", ""],
    [8, "冯二", "13000000012", "", "HT0008", "", date(2026, 11, 5), "", 2000, "15天", 1, "", "", "", ""],
    [8, "冯二", "13000000012", "", "HT0008", "", date(2026, 11, 5), "", 2000, "15天", 1, "", "", "", ""],
    [9, "陈三", "13000000013", "", "HT0008", "", date(2026, 11, 5), "", 2000, "15", 1, "", "", "", ""],
    [10, "卫五", "13000000015", "", 1.2345678901234567e18, "", 46331, "", "2000左右", "2个月", 1, "", "", "", ""],
    ["合计（10户）", None, None, None, None, None, None, None, 99],
    ["备注：仅供内部使用"],
    ["※ 数据未经审计"],
]  # fmt: skip


@pytest.fixture(scope="module")
def table():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "某某汽车金融 贷后逾期台账"
    sheet["A2"] = "统计日期：2026年11月20日    单位：元"
    for at, row in enumerate([GROUPS, HEADINGS, *ROWS], 3):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column, value)
    for place in MERGED:
        sheet.merge_cells(place)
    stream = io.BytesIO()
    book.save(stream)
    return read_table(stream, name="台账.xlsx")


@pytest.fixture(scope="module")
def results(table):
    return list(iter_records(table, guess(table), ImportSettings(as_of=DAY)))


def test_headings_in_two_rows_are_understood(table):
    mapping = guess(table)
    assert (table.header_row, as_of_hint(table), mapping.shape) == (4, DAY, "snapshot")
    assert [(column.field, column.heading.rpartition(" ")[2]) for column in mapping.columns] == [
        ("name", "借款人"),
        ("phones", "手机"),
        ("other_phones", "联系方式1"),
        ("contract_no", "合同号码"),
        ("plate", "车牌"),
        ("due_on", "还款日"),
        ("overdue_amount", "逾期金额(元)"),
        ("days_overdue", "逾期天数"),
        ("outstanding", "剩余本金(万元)"),
        ("officer", "催收员"),
    ]
    may_be = {column.heading.rpartition(" ")[2]: column.fields for column in mapping.left_open}
    assert may_be == {"应还本息": ("instalment",), "紧急联系人": (), "紧急联系人电话": (), "客户等级": ()}


READ = {
    5: ("HT0001", ["+8613000000001", "+862155550000"], date(2026, 12, 15), 657_700, 35, 8_500_000),
    8: ("HT0003", ["+8613000000004", "+8613000000005"], date(2026, 3, 5), 0, 0, None),
    11: ("HT0005", ["+8613000000009"], date(2026, 3, 5), 200_000, 264, 1_000_000),
    12: ("HT0006", ["+8613000000010"], date(2026, 3, 5), 200_000, 264, 800_000),
    14: ("HT0008", ["+8613000000012"], date(2026, 11, 5), 200_000, 15, 1_000_000),
}


def test_what_can_be_read_is_read_rightly(results):
    read = {
        row.row: (
            row.contract_no,
            [phone.number for phone in row.phones],
            row.due_on,
            row.overdue_minor,
            row.days_overdue,
            row.outstanding_minor,
        )
        for row in results
        if not isinstance(row, Problem | Note)
    }
    assert read == READ


REPORTED = [
    (7, "手机", "13800000000", "phone_rounded"),
    (9, "手机", "13000000007/老婆13000000008", "phone_of_another"),
    (9, "还款日", "26/3/5", "date_ambiguous"),
    (9, "逾期金额(元)", "1.234,56", "amount_ambiguous"),
    (13, "逾期金额(元)", "(100.00)", "amount_negative"),
    (16, "合同号码", "HT0008", "contract_repeated"),
    (17, "合同号码", "1.234567890123457e+18", "digits_lost"),
    (17, "逾期金额(元)", "2000左右", "amount_unreadable"),
    (17, "逾期天数", "2个月", "count_unreadable"),
]


def test_everything_else_is_reported_once_with_its_place(results):
    problems = [result for result in results if isinstance(result, Problem)]
    assert sorted((one.row, one.field.rpartition(" ")[2], one.found, one.code) for one in problems) == sorted(REPORTED)
    assert all(one.wanted and one.action for one in problems)


def test_rows_and_numbers_that_are_left_out_are_noted(table, results):
    assert [(note.row, note.code) for note in table.notes()] == [(10, "total"), (18, "total"), (19, "remark"), (20, "remark")]
    noted = [(note.row, note.code, note.text) for note in results if isinstance(note, Note)]
    assert noted == [(8, "phone_left_over", "+8613000000006"), (15, "repeated", "8 冯二")]


ENGLISH = """\
Delinquency report as at 20 Nov 2026

Sr.,Cust Name,Product Name,Mobile No.,Loan A/C No,Due Dt,Inst. Amt,Amt O/S,Overdue Amt,DPD,RM,Office Phone
1,Ada Example,Comet,+44 7911 000001,LN-1,05/03/2026,"$1,234.56","12,345.60","2,469.12",40,Ben,+44 20 0000 0000
"""


def test_abbreviated_headings_are_written_out():
    table = read_table(io.BytesIO(ENGLISH.encode()), name="r.csv")
    mapping = guess(table)
    assert as_of_hint(table) == DAY
    assert {column.heading: column.field for column in mapping.columns} == {
        "Cust Name": "name",
        "Mobile No.": "phones",
        "Loan A/C No": "contract_no",
        "Due Dt": "due_on",
        "Inst. Amt": "instalment",
        "Amt O/S": "outstanding",
        "Overdue Amt": "overdue_amount",
        "DPD": "days_overdue",
        "RM": "officer",
    }


STATUS = """\
申请人,联系方式,合同编码,贷款金额(万元),月利率(%),期限,放款日期,状态
张小满,13000000001,CT-1,12,0.65,36期,2026-01-10,正常
李大有,13000000002,CT-2,10万,0.8%,3年,2026-01-10,逾期
王示范,13000000003,CT-3,8,0.8,24,2026-01-10,已结清
"""


def test_a_settled_contract_is_left_out_and_a_cell_knows_its_unit_best():
    table = read_table(io.BytesIO(STATUS.encode()), name="c.csv")
    results = list(iter_records(table, guess(table), ImportSettings(as_of=DAY)))
    terms = [(row.loan.contract_no, row.loan.terms.principal_minor, row.loan.terms.rate_ppb_year) for row in results[:2]]
    assert terms == [("CT-1", 12_000_000, 78_000_000), ("CT-2", 10_000_000, 96_000_000)]
    assert results[2:] == [Note(4, "ended", "CT-3 已结清")]


OTHER_PEOPLE = ["老婆13000000008", "13000000008 妻子", "13000000008(配偶)", "父亲:13000000008", "13000000008 office", "wife 13000000008"]


@pytest.mark.parametrize("cell", OTHER_PEOPLE)
def test_somebody_elses_number_is_never_the_borrowers(cell):
    with pytest.raises(UnreadableValue) as refused:
        parse_phones(cell)
    assert refused.value.kind is Kind.PHONE_OF_ANOTHER


OWN = ["13000000008（本人）", "本人13000000008", "手机：13000000008", "Tel: 13000000008", "13000000008(微信同号)", "86 13000000008"]


@pytest.mark.parametrize("cell", OWN)
def test_words_that_say_it_is_the_borrowers_own_go(cell):
    assert [phone.number for phone in parse_phones(cell)] == ["+8613000000008"]


OWN_UNIT = [("3,288.50元", 328_850), ("1.2万", 1_200_000), ("8.5", 8_500_000), (8.5, 8_500_000), ("0.85亿", 8_500_000_000)]


@pytest.mark.parametrize(("cell", "amount_minor"), OWN_UNIT, ids=[str(cell) for cell, _ in OWN_UNIT])
def test_a_unit_in_the_cell_goes_before_that_of_the_heading(cell, amount_minor):
    assert parse_amount(cell, "CNY", unit=10_000) == amount_minor


ORDERS = [
    ("short years beside full ones settle nothing", ["26/3/5", "3-5-2026"], None),
    ("full years settle themselves", ["3-5-2026", "23-5-2026"], DateOrder.DAY_FIRST),
    ("full years don't settle short ones", ["23-5-2026", "26/3/5"], None),
    ("fixed dates say nothing of open ones", ["2026年3月5日", "26/3/5"], None),
]


@pytest.mark.parametrize(("cells", "order"), [case[1:] for case in ORDERS], ids=[case[0] for case in ORDERS])
def test_the_order_of_a_column_is_found_only_if_it_is_certain(cells, order):
    assert column_order(cells) is order


NAMES = [
    ("逾期台账20261120.xlsx", DAY),
    ("book-2026-11-20.csv", DAY),
    ("book_2026_11_20.csv", DAY),
    ("2026.11.20 快照.xlsx", DAY),
    ("report 20 Nov 2026.csv", DAY),
    ("20261101-20261120.csv", None),
    ("HT2026112000001.csv", None),
    ("book.csv", None),
]


@pytest.mark.parametrize(("name", "day"), NAMES, ids=[name for name, _ in NAMES])
def test_the_day_in_a_files_name(name, day):
    assert as_of_in_name(name) == day


@pytest.mark.parametrize(("cell", "of"), [("2个月", "days"), ("2 months", "days"), ("36天", "periods"), ("M2", "days")])
def test_a_count_of_something_else_is_no_count(cell, of):
    with pytest.raises(UnreadableValue):
        parse_count(cell, of)

"""Rows into records: each shape, its problems, and what only several rows together can tell."""

from dataclasses import replace
from datetime import date

import pytest

from huashu.adapters.spreadsheet.conventions import find_conventions
from huashu.adapters.spreadsheet.dates import DateOrder
from huashu.adapters.spreadsheet.identities import Phone
from huashu.adapters.spreadsheet.kinds import ColumnsMissing
from huashu.adapters.spreadsheet.mapping import guess
from huashu.adapters.spreadsheet.rates import Scale
from huashu.adapters.spreadsheet.records import content_key, content_keys
from huashu.adapters.spreadsheet.rows import read_records
from huashu.adapters.spreadsheet.vocabulary import Shape
from huashu.calendars import DayCount, Frequency
from huashu.lending.terms import Method, Terms

SNAPSHOT = "姓名,手机号,合同号,月供,还款日,逾期金额,逾期天数,贷款余额\n"
LOANS = "合同号,客户姓名,贷款金额,年利率,期数,还款方式,放款日期,首次还款日,月供,尾款,手续费\n"
PAYMENTS = "合同号,还款日期,还款金额,流水号\n"


def codes(problems):
    return [(found.row, found.field, found.code) for found in problems]


def test_snapshot_row(read):
    (row,), problems = read(SNAPSHOT + '张小满,13000000009,A-1,"3,788.10",15,"7,576.20",39,98000\n')
    assert problems == []
    assert (row.name, row.phones, row.contract_no) == ("张小满", (Phone("+8613000000009"),), "A-1")
    assert (row.instalment_minor, row.overdue_minor, row.days_overdue, row.outstanding_minor) == (378_810, 757_620, 39, 9_800_000)
    assert (row.due_on, row.as_of, row.row) == (date(2026, 12, 15), date(2026, 11, 23), 2)


SNAPSHOTS = [
    # due date, overdue, days -> days taken, or the problem
    ("2026-11-15", "100", "", 8),  # a due date in the past tells the days: 23 - 15
    ("2026-11-22", "100", "", 1),
    ("2026-11-23", "100", "0", 0),  # due today: owed, not late
    ("2026-11-23", "100", "", 0),
    ("2026-11-24", "100", "", "overdue_without_days"),
    ("15", "100", "", "overdue_without_days"),  # a day of the month doesn't say which month
    ("2026-12-15", "100", "8", 8),
    ("2026-12-15", "0", "8", "days_without_overdue"),
    ("2026-12-15", "", "8", "days_without_overdue"),
    ("2026-12-15", "0", "0", 0),
    ("2026-12-15", "-", "-", 0),
    ("2026-12-15", "-5", "8", "amount_negative"),
    ("2026-12-15", "5", "-8", "count_unreadable"),
]


@pytest.mark.parametrize(("due", "overdue", "days", "expected"), SNAPSHOTS)
def test_snapshot_must_say_since_when(read, due, overdue, days, expected):
    records, problems = read(SNAPSHOT + f"张小满,13000000009,A-1,100,{due},{overdue},{days},\n", Shape.SNAPSHOT)
    if isinstance(expected, int):
        assert problems == []
        assert records[0].days_overdue == expected
    else:
        assert expected in [found.code for found in problems]
        assert records == []


def test_overdue_may_be_all_that_is_left_but_not_more(read):
    assert read(SNAPSHOT + "张小满,13000000009,A-1,100,15,500,8,500\n")[1] == []
    assert codes(read(SNAPSHOT + "张小满,13000000009,A-1,100,15,500.01,8,500\n")[1]) == [(2, "贷款余额", "overdue_above_outstanding")]


def test_loan_row(read):
    text = LOANS + "HT-1,张小满,12万,8.5%,3年,等额本金,2026年1月20日,2026/2/20,,,1200\n"
    (row,), problems = read(text)
    assert problems == []
    assert row.terms == Terms(
        principal_minor=12_000_000,
        currency="CNY",
        rate_ppb_year=85_000_000,
        periods=36,
        frequency=Frequency.MONTHLY,
        method=Method.EQUAL_PRINCIPAL,
        day_count=DayCount.THIRTY_360,
        disbursed_on=date(2026, 1, 20),
        first_due_on=date(2026, 2, 20),
        fee_minor=120_000,
    )


def test_what_a_loan_row_leaves_out_has_a_plain_meaning(read):
    (plain, balloon), problems = read(LOANS + "HT-1,张小满,1000,8%,10,,2026-01-31,,,,\nHT-2,李大有,1000,8%,10,,2026-01-31,15,,300,\n")
    assert problems == []
    assert (plain.terms.method, plain.terms.first_due_on) == (Method.EQUAL_INSTALMENT, date(2026, 2, 28))
    assert (balloon.terms.method, balloon.terms.balloon_minor) == (Method.EQUAL_INSTALMENT_BALLOON, 30_000)
    assert balloon.terms.first_due_on == date(2026, 2, 15)


LOANS_REFUSED = [
    ("HT-1,张小满,0,8%,12,,2026-01-20,,,,", [("贷款金额", "amount_zero")]),
    ("HT-1,张小满,1000,8%,12,,2026-01-20,2026-01-20,,,", [("首次还款日", "due_before_disbursement")]),
    ("HT-1,张小满,1000,8%,0,,2026-01-20,,,,", [("期数", "terms_impossible")]),
    ("HT-1,张小满,1000,8%,601,,2026-01-20,,,,", [("期数", "terms_impossible")]),
    ("HT-1,张小满,1000,8%,12,,2026-01-20,,,1000.01,", [("尾款", "terms_impossible")]),
    ("HT-1,张小满,1000,8%,12,,2026-01-20,,,,1000", [("手续费", "terms_impossible")]),
    ("HT-1,张小满,1000,8%,12,,2026-01-20,,83.32,,", [("月供", "instalment_too_small")]),  # 83.33 x 12 = 999.96 < 1000
    ("HT-1,张小满,1000,8%,12,随借随还,2026-01-20,,,,", [("还款方式", "method_unknown")]),
    (",张小满,1000,8%,12,,2026-01-20,,,,", [("合同号", "missing")]),
    (
        "HT-1,张小满,一万,8%,十二,,20260230,,,,",
        [("贷款金额", "amount_unreadable"), ("期数", "count_unreadable"), ("放款日期", "date_unreadable")],
    ),
    ("HT-1,张小满,#REF!,8%,12,,2026-01-20,,,,", [("贷款金额", "cell_error")]),
]


@pytest.mark.parametrize(("row", "expected"), LOANS_REFUSED)
def test_loan_row_with_problems_gives_all_of_them_and_no_record(read, row, expected):
    records, problems = read(LOANS + row + "\n", Shape.LOANS)
    assert records == []
    assert [(found.field, found.code) for found in problems] == expected
    assert {found.row for found in problems} == {2}


@pytest.mark.parametrize(("instalment", "problem_count"), [("83.33", 0), ("83.32", 1)])
def test_instalments_must_repay_the_principal(read, instalment, problem_count):
    # 83.33 x 12 = 999.96: a cent of rounding each month is allowed
    _, problems = read(LOANS + f"HT-1,张小满,1000,0%,12,,2026-01-20,,{instalment},,\n")
    assert len(problems) == problem_count


def test_a_problem_is_a_sentence_that_names_the_place(read):
    _, (found,) = read(SNAPSHOT + "张小满,1.38E+10,A-1,100,15,0,0,\n")
    assert found.sentence() == (
        "Row 2, 手机号: found '1.38E+10', wanted all digits of the number. "
        "The spreadsheet has rounded the number: set the column to text and export again."
    )


def test_payments(read):
    records, problems = read(
        PAYMENTS + "A-1,2026-11-23,100.5,R1\nA-1,2026-11-24,100,R2\nA-1,2026-11-01,0,R3\nA-2,2026-11-01,5,\n",
        known_contract={"A-1"}.__contains__,
    )
    assert [(row.contract_no, row.paid_on, row.amount_minor, row.reference) for row in records] == [
        ("A-1", date(2026, 11, 23), 10_050, "R1")
    ]
    assert codes(problems) == [(3, "还款日期", "in_the_future"), (4, "还款金额", "amount_zero"), (5, "合同号", "contract_unknown")]


def test_equal_payments_are_two_payments_and_importing_again_finds_both(read):
    text = PAYMENTS + "A-1,2026-11-01,100,\nA-1,2026-11-01,100,\n"
    first, again = read(text)[0], read(text)[0]
    assert len(set(content_keys(first))) == 2
    assert content_keys(first) == content_keys(again)


def test_a_reference_makes_a_payment_one(read):
    records, problems = read(PAYMENTS + "A-1,2026-11-01,100,R1\nA-1,2026-11-01,100,R1\nA-1,2026-11-02,100,R1\n")
    assert [row.row for row in records] == [2]
    assert codes(problems) == [(4, "流水号", "reference_repeated")]


def test_a_contract_repeated_with_other_data_is_a_problem_and_without_is_dropped(read):
    rows = "HT-1,张小满,1000,8%,12,,2026-01-20,,,,\nHT-1,张小满,1000,8%,12,,2026-01-20,,,,\nHT-1,张小满,2000,8%,12,,2026-01-20,,,,\n"
    records, problems = read(LOANS + rows)
    assert [row.row for row in records] == [2]
    assert codes(problems) == [(4, "合同号", "contract_repeated")]


def test_content_key_ignores_the_row_and_nothing_else(read):
    (row,), _ = read(SNAPSHOT + "张小满,13000000009,A-1,100,15,0,0,\n")
    assert content_key(row) == content_key(replace(row, row=99))
    assert content_key(row) != content_key(replace(row, overdue_minor=1))


def test_combined_sheet(read):
    headings = "姓名,手机号,身份证号,合同号,贷款金额(万元),月利率,期数,放款日期,每月还款日,车型"
    text = f"{headings}\n张小满,13000000009,11010519491231002X,HT-1,12.5,8厘,36期,2026-01-20,20,示范牌\n"
    (row,), problems = read(text)
    assert problems == []
    assert (row.customer.name, row.customer.id_number) == ("张小满", "11010519491231002X")
    assert (row.loan.terms.principal_minor, row.loan.terms.rate_ppb_year) == (12_500_000, 96_000_000)
    assert row.loan.rate_reading == "8厘: 0.8% a month = 9.6% a year"
    assert (row.loan.terms.first_due_on, row.loan.vehicle) == (date(2026, 2, 20), "示范牌")


def test_customers_repeated(read):
    numbered = "C1,张小满,13000000009\nC1,张小满,13000000009\nC1,张大满,13000000009\n"
    text = f"客户编号,姓名,手机号\n{numbered},李大有,13000000001\n,李大有,13000000001\n"
    records, problems = read(text)
    assert [row.row for row in records] == [2, 5]
    assert codes(problems) == [(4, "客户编号", "customer_repeated")]


def test_one_date_settles_its_column_and_the_preview_says_so(csv_table, settings):
    table = csv_table("合同号,还款日期,还款金额\nA-1,03/04/2026,5\nA-1,23/04/2026,5\n")
    mapping = guess(table)
    conventions = find_conventions(table, mapping, settings)
    assert conventions.sentence(mapping.column("paid_on")) == "Dates are read as day before month."
    records, _ = read_records(table, mapping, settings)
    assert [row.paid_on for row in records] == [date(2026, 4, 3), date(2026, 4, 23)]


def test_an_open_column_asks_and_the_answer_settles_it(read, settings):
    text = "合同号,还款日期,还款金额\nA-1,03/04/2026,5\n"
    assert codes(read(text)[1]) == [(2, "还款日期", "date_ambiguous")]
    for order, day in ((DateOrder.DAY_FIRST, date(2026, 4, 3)), (DateOrder.MONTH_FIRST, date(2026, 3, 4))):
        assert read(text, settings=replace(settings, date_order=order))[0][0].paid_on == day


def test_a_rate_column_of_fractions_under_a_percent_sign_asks(csv_table, settings):
    table = csv_table("合同号,客户姓名,贷款金额,年利率(%),期数,放款日期\nHT-1,张小满,1000,0.085,12,2026-01-20\n")
    mapping = guess(table)
    assert codes(read_records(table, mapping, settings)[1]) == [(2, "年利率(%)", "rate_scale")]
    fraction = mapping.read_as("rate", scale=Scale.FRACTION)
    records, problems = read_records(table, fraction, settings)
    assert (problems, records[0].terms.rate_ppb_year) == ([], 85_000_000)


def test_padding_and_guards_of_texts_go(read):
    (row,), problems = read("姓名,手机号,身份证号\n张　三,'13000000009,'11010519491231002X\n")
    assert (row.name, row.phones[0].number, row.id_number, problems) == ("张三", "+8613000000009", "11010519491231002X", [])


def test_texts_keep_within_the_book(read):
    assert read(SNAPSHOT + f"{'张' * 120},13000000009,A-1,100,15,0,0,\n")[1] == []
    assert codes(read(SNAPSHOT + f"{'张' * 121},13000000009,A-1,100,15,0,0,\n")[1]) == [(2, "姓名", "text_too_long")]


def test_a_mapping_without_needed_columns_is_refused(csv_table, settings):
    table = csv_table("姓名,逾期金额\n张小满,5\n")
    with pytest.raises(ColumnsMissing, match="due_on or days_overdue"):
        read_records(table, guess(table, Shape.SNAPSHOT), settings)

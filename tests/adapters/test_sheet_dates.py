"""Dates as they stand in sheets, and the order of day and month in a column."""

from datetime import date, datetime

import pytest

from huashu.adapters.spreadsheet.dates import DateOrder, column_order, from_serial, next_day_of_month, parse_date, parse_due_on
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue

THE_DAY = date(2026, 11, 23)

SAME_DAY = [
    "2026-11-23",
    "2026/11/23",
    "2026.11.23",
    "2026 - 11 - 23",
    "20261123",
    20261123,
    "23/11/2026",
    "11/23/2026",
    "23.11.2026",
    "2026年11月23日",
    "2026年11月23号",
    "２０２６年１１月２３日",
    "26年11月23日",
    "民国115年11月23日",
    "民國115年11月23日",
    "115/11/23",
    "46349",
    46349,
    46349.75,
    "23 Nov 2026",
    "23-Nov-26",
    "November 23, 2026",
    "Mon 23 Nov 2026",
    "2026-11-23 08:30",
    "2026-11-23T00:00:00Z",
    "2026/11/23 下午3:20:11",
    "2026年11月23日 星期一",
    date(2026, 11, 23),
    datetime(2026, 11, 23, 23, 59),  # noqa: DTZ001 - a spreadsheet cell has no zone
]


@pytest.mark.parametrize("cell", SAME_DAY, ids=str)
def test_all_usual_forms_are_the_same_day(cell):
    assert parse_date(cell) == THE_DAY


REFUSED = [
    ("03/04/2026", Kind.DATE_AMBIGUOUS),
    ("26/11/23", Kind.DATE_AMBIGUOUS),  # 26 November 2023 or 23 November 2026
    ("2026-02-29", Kind.DATE_UNREADABLE),
    ("2026-13-01", Kind.DATE_UNREADABLE),
    ("31/31/2026", Kind.DATE_UNREADABLE),
    ("202611", Kind.DATE_UNREADABLE),
    ("下周五", Kind.DATE_UNREADABLE),
    ("1949-12-31", Kind.DATE_OUT_OF_RANGE),
    ("2101-01-01", Kind.DATE_OUT_OF_RANGE),
    (12.5, Kind.DATE_UNREADABLE),
]


@pytest.mark.parametrize(("cell", "kind"), REFUSED)
def test_what_is_no_certain_day_is_refused(cell, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse_date(cell)
    assert refused.value.kind is kind


@pytest.mark.parametrize("cell", ["1950-01-01", "2100-12-31", "2028-02-29"])
def test_first_and_last_day_that_are_read(cell):
    assert parse_date(cell) == date.fromisoformat(cell)


def test_a_day_that_reads_the_same_either_way_needs_no_order():
    assert parse_date("11/11/2026") == date(2026, 11, 11)


COLUMNS = [
    # one cell settles the whole column
    (["03/04/2026", "23/11/2026"], DateOrder.DAY_FIRST, date(2026, 4, 3)),
    (["03/04/2026", "11/23/2026"], DateOrder.MONTH_FIRST, date(2026, 3, 4)),
    (["03/04/2026", "", None, "2026-01-31", "23/11/2026"], DateOrder.DAY_FIRST, date(2026, 4, 3)),
]


@pytest.mark.parametrize(("cells", "order", "first"), COLUMNS)
def test_one_cell_settles_the_column(cells, order, first):
    assert column_order(cells) is order
    assert parse_date(cells[0], order=column_order(cells)) == first


@pytest.mark.parametrize("cells", [["03/04/2026", "05/06/2026"], ["23/11/2026", "11/23/2026", "03/04/2026"], ["2026-11-23"], []])
def test_a_column_that_tells_nothing_or_contradicts_itself_stays_open(cells):
    assert column_order(cells) is None


def test_two_digit_years_are_settled_by_the_column_too():
    # 31 can't be a year's month, and 26/11/31 would be 31 November
    assert column_order(["26/11/23", "26/10/31"]) is None  # still 26 October 2031 or 31 October 2026
    assert parse_date("26/11/23", order=DateOrder.YEAR_FIRST) == THE_DAY
    assert column_order(["99/11/23", "99/12/31"]) is DateOrder.YEAR_FIRST


SERIALS = [
    # Excel's calendar has a 29 February 1900 (60), so 1 March 1900 is 61; both are before the years that we read
    (18264, False, date(1950, 1, 1)),
    (46349, False, THE_DAY),
    (73415, False, date(2100, 12, 31)),
    (44887, True, THE_DAY),  # 46349 - 1462: the 1904 system starts four years and a day later
]


@pytest.mark.parametrize(("serial", "date_1904", "day"), SERIALS)
def test_spreadsheet_day_numbers(serial, date_1904, day):
    assert from_serial(serial, date_1904=date_1904) == day


def test_the_day_that_excel_invented_is_refused():
    with pytest.raises(UnreadableValue, match="29 February 1900"):
        from_serial(60)


DUE_DAYS = [
    # as of, cell, due on
    (date(2026, 11, 23), "15", date(2026, 12, 15)),
    (date(2026, 11, 15), "15", date(2026, 11, 15)),
    (date(2026, 11, 14), "每月15日", date(2026, 11, 15)),
    (date(2026, 11, 23), 20.0, date(2026, 12, 20)),
    (date(2027, 2, 10), "31号", date(2027, 2, 28)),
    (date(2026, 12, 31), "1", date(2027, 1, 1)),
    (date(2026, 11, 23), "15th of every month", date(2026, 12, 15)),
    (date(2026, 11, 23), "2026-11-15", date(2026, 11, 15)),
]


@pytest.mark.parametrize(("as_of", "cell", "due_on"), DUE_DAYS)
def test_a_day_of_the_month_is_its_next_occurrence(as_of, cell, due_on):
    assert parse_due_on(cell, as_of) == due_on


@pytest.mark.parametrize("cell", ["0", "32", "45"])
def test_no_such_day_of_the_month(cell):
    with pytest.raises(UnreadableValue):
        parse_due_on(cell, THE_DAY)


def test_next_day_of_month_keeps_to_short_months():
    assert next_day_of_month(date(2026, 1, 31), 30) == date(2026, 2, 28)

"""Amounts, counts and repayment words as they stand in sheets."""

import pytest

from huashu.adapters.spreadsheet.amounts import parse_amount
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.adapters.spreadsheet.words import parse_count, parse_day_count, parse_frequency, parse_method
from huashu.calendars import DayCount, Frequency
from huashu.lending.terms import Method

READABLE = [
    # cell, currency, minor units
    ("12,345.60", "CNY", 1_234_560),
    ("12345.6", "CNY", 1_234_560),
    ("１２３", "CNY", 12_300),
    ("１，２３４．５０元", "CNY", 123_450),
    ("¥1,234.5", "CNY", 123_450),
    ("￥ 88", "CNY", 8_800),
    ("人民币1,000元整", "CNY", 100_000),
    ("RMB 12.5", "CNY", 1_250),
    ("1.2万", "CNY", 1_200_000),
    ("1.23456万元", "CNY", 1_234_560),
    ("3千", "CNY", 300_000),
    ("12w", "CNY", 12_000_000),
    ("(123.45)", "CNY", -12_345),
    ("-123.45", "CNY", -12_345),
    ("123.45-", "CNY", -12_345),
    ("1 234.50", "CNY", 123_450),
    ("\u00a01234.50\u200b", "CNY", 123_450),
    ("0", "CNY", 0),
    (0, "CNY", 0),
    (1500, "CNY", 150_000),
    (1500.5, "CNY", 150_050),
    ("1,234", "JPY", 1_234),
    ("NT$5,000", "TWD", 500_000),
    ("12,34,567.50", "INR", 123_456_750),
    ("US$ 9.99", "USD", 999),
]


@pytest.mark.parametrize(("cell", "currency", "amount_minor"), READABLE)
def test_amount_is_read(cell, currency, amount_minor):
    assert parse_amount(cell, currency) == amount_minor


REFUSED = [
    ("1.234,56", "CNY", Kind.AMOUNT_AMBIGUOUS),
    ("1.234", "CNY", Kind.AMOUNT_AMBIGUOUS),  # a thousand and more in German, 1.234 elsewhere
    ("12,34", "CNY", Kind.AMOUNT_AMBIGUOUS),
    ("1,23,456", "CNY", Kind.AMOUNT_AMBIGUOUS),
    ("0.123", "CNY", Kind.AMOUNT_TOO_FINE),
    ("12.5", "JPY", Kind.AMOUNT_TOO_FINE),
    ("$5", "CNY", Kind.AMOUNT_CURRENCY),
    ("100元", "EUR", Kind.AMOUNT_CURRENCY),
    ("about 5", "CNY", Kind.AMOUNT_UNREADABLE),
    ("1.2E+05", "CNY", Kind.AMOUNT_UNREADABLE),
    ("壹万元", "CNY", Kind.AMOUNT_UNREADABLE),
    (float("nan"), "CNY", Kind.AMOUNT_UNREADABLE),
    (True, "CNY", Kind.AMOUNT_UNREADABLE),
]


@pytest.mark.parametrize(("cell", "currency", "kind"), REFUSED)
def test_amount_that_is_unclear_is_refused(cell, currency, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse_amount(cell, currency)
    assert refused.value.kind is kind
    assert refused.value.message.endswith(kind.value.action)


def test_comma_decimals_are_read_once_the_person_says_so():
    assert parse_amount("1.234,56", "EUR", decimal_mark=",") == 123_456
    assert parse_amount("1234,5", "EUR", decimal_mark=",") == 123_450
    with pytest.raises(UnreadableValue):
        parse_amount("1,234.56", "EUR", decimal_mark=",")


NOISE = [
    # a binary spreadsheet number, and whether it is within a millionth of a unit of 1234.50
    (1234.4999999, True),
    (1234.499999, True),
    (1234.499998, False),
    (1234.500001, True),
    (1234.500002, False),
]


@pytest.mark.parametrize(("cell", "within"), NOISE)
def test_only_noise_of_binary_numbers_is_rounded_away(cell, within):
    if within:
        assert parse_amount(cell, "CNY") == 123_450
    else:
        with pytest.raises(UnreadableValue) as refused:
            parse_amount(cell, "CNY")
        assert refused.value.kind is Kind.AMOUNT_TOO_FINE
        assert parse_amount(cell, "CNY", round_half_up=True) == 123_450


def test_unit_of_the_heading_multiplies():
    assert parse_amount("12.5", "CNY", unit=10_000) == 12_500_000


@pytest.mark.parametrize(("cell", "count"), [("36", 36), ("36期", 36), (36.0, 36), ("３６个月", 36), ("12天", 12), ("0", 0)])
def test_count_is_read(cell, count):
    assert parse_count(cell, "days" if "天" in str(cell) else "periods") == count


@pytest.mark.parametrize("cell", ["-3", "3.5", "three", "3年"])
def test_count_that_is_none_is_refused(cell):
    with pytest.raises(UnreadableValue):
        parse_count(cell, "periods")


def test_years_are_counted_in_instalments_where_that_makes_sense():
    assert parse_count("3年", "periods", years_are=12) == 36
    assert parse_count("1 year", "periods", years_are=26) == 26


WORDS = [
    (parse_method, "等额本息", Method.EQUAL_INSTALMENT),
    (parse_method, "等額本金", Method.EQUAL_PRINCIPAL),
    (parse_method, "按月付息，到期还本", Method.INTEREST_ONLY),
    (parse_method, "Equal instalment with balloon", Method.EQUAL_INSTALMENT_BALLOON),
    (parse_frequency, "每两周", Frequency.BIWEEKLY),
    (parse_frequency, "bi-weekly", Frequency.BIWEEKLY),
    (parse_frequency, "按月", Frequency.MONTHLY),
    (parse_day_count, "Actual / 365", DayCount.ACTUAL_365),
    (parse_day_count, "实际/360", DayCount.ACTUAL_360),
]


@pytest.mark.parametrize(("parse", "cell", "value"), WORDS)
def test_words_of_repayment(parse, cell, value):
    assert parse(cell) is value


@pytest.mark.parametrize(
    ("parse", "kind"),
    [(parse_method, Kind.METHOD_UNKNOWN), (parse_frequency, Kind.FREQUENCY_UNKNOWN), (parse_day_count, Kind.DAY_COUNT_UNKNOWN)],
)
def test_unknown_words_are_refused(parse, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse("随借随还")
    assert refused.value.kind is kind

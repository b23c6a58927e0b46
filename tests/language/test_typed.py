"""What somebody types into a field for a day, a time, a duration or an amount (Monday 23 November 2026)."""

from datetime import date, time

import pytest

from huashu.errors import InvalidValue
from huashu.language.typed import amount_read, day_read, seconds_read, time_read

TODAY = date(2026, 11, 23)

DAYS = [
    ("2026-11-27", date(2026, 11, 27)),
    ("2026/12/1", date(2026, 12, 1)),
    ("2026年12月1日", date(2026, 12, 1)),
    ("20261201", date(2026, 12, 1)),
    ("11-27", date(2026, 11, 27)),
    ("11月27日", date(2026, 11, 27)),
    ("１１月２７号", date(2026, 11, 27)),
    ("1-5", date(2027, 1, 5)),
    ("23", date(2026, 11, 23)),
    ("22", date(2026, 12, 22)),
    ("31", date(2026, 12, 31)),
    ("5号", date(2026, 12, 5)),
    ("today", TODAY),
    ("明天", date(2026, 11, 24)),
    ("Tomorrow ", date(2026, 11, 24)),
    ("大后天", date(2026, 11, 26)),
    ("+3", date(2026, 11, 26)),
    ("3 days", date(2026, 11, 26)),
    ("in 1 day", date(2026, 11, 24)),
    ("3天后", date(2026, 11, 26)),
    ("fri", date(2026, 11, 27)),
    ("Monday", date(2026, 11, 30)),
    ("周五", date(2026, 11, 27)),
    ("星期一", date(2026, 11, 30)),
    ("this friday", date(2026, 11, 27)),
    ("next friday", date(2026, 12, 4)),
    ("本周五", date(2026, 11, 27)),
    ("下周五", date(2026, 12, 4)),
    ("下周一", date(2026, 11, 30)),
    ("月底", date(2026, 11, 30)),
    ("这个礼拜五", date(2026, 11, 27)),
    ("下週五", date(2026, 12, 4)),
    ("下个月5号", date(2026, 12, 5)),
    ("十五号", date(2026, 12, 15)),
    ("五天后", date(2026, 11, 28)),
    ("二十三天后", date(2026, 12, 16)),
    ("十天之内", date(2026, 12, 3)),
    ("最晚周五", date(2026, 11, 27)),
    ("by Friday", date(2026, 11, 27)),
    ("Dec 5", date(2026, 12, 5)),
    ("2-29", date(2028, 2, 29)),
    ("昨天", date(2026, 11, 22)),
    ("上周五", date(2026, 11, 20)),
]
PAST_DAYS = [
    ("20", date(2026, 11, 20)),
    ("24", date(2026, 10, 24)),
    ("11-24", date(2025, 11, 24)),
    ("friday", date(2026, 11, 20)),
    ("monday", date(2026, 11, 16)),
    ("yesterday", date(2026, 11, 22)),
    ("2 days", date(2026, 11, 21)),
    ("前天", date(2026, 11, 21)),
    ("上周五", date(2026, 11, 20)),
    ("3天前", date(2026, 11, 20)),
    ("last Friday", date(2026, 11, 20)),
    ("星期一", date(2026, 11, 16)),
    ("今天", TODAY),
]
UNCLEAR = [
    *("本周内", "这周", "周末", "月初", "两三天内", "3-5 days", "三到五天", "周五或周六", "周五周六", "周三四", "每周五"),
    *("周五左右", "around Friday", "今晚", "周五下午", "明天三百", "next month", "tomorrow or Friday", "欠三天"),
]
NO_DAYS = ["", "soon", "尽快", "32", "2026-02-30", "13-40", "someday", "next", "下周", "+", "0", *UNCLEAR]
TIMES = [
    ("10:30", time(10, 30)),
    ("1030", time(10, 30)),
    ("930", time(9, 30)),
    ("9", time(9, 0)),
    ("15", time(15, 0)),
    ("3pm", time(15, 0)),
    ("3:30 PM", time(15, 30)),
    ("12pm", time(12, 0)),
    ("10点半", time(10, 30)),
    ("下午3点", time(15, 0)),
    ("下午三点", time(15, 0)),
    ("三点零五", time(3, 5)),
    ("五零点", None),
    ("晚上八点半", time(20, 30)),
    ("3点一刻", time(3, 15)),
    ("中午12点", time(12, 0)),
    ("中午1点", time(13, 0)),
    ("12am", time(0, 0)),
    ("晚上12点", None),
    ("上午15点", None),
    ("10点05分", time(10, 5)),
    ("24:00", None),
    ("10:75", None),
    ("later", None),
    ("", None),
]
AMOUNTS = [
    ("1000", 100_000),
    ("1,234.50", 123_450),
    ("１２３", 12_300),
    ("¥ 5,230.00", 523_000),
    ("300元", 30_000),
    ("CNY 300", 30_000),
    ("0", 0),
    ("-5", -500),
    ("12.345", None),
    ("all", None),
    ("三千", 300_000),
    ("三千五", 350_000),
    ("1.2万", 1_200_000),
    ("1.2w", 1_200_000),
    ("一万二", 1_200_000),
    ("兩千", 200_000),
    ("五块五", 550),
    ("三千元整", 300_000),
    ("3k", 300_000),
    ("five hundred", 50_000),
    ("300rmb", 30_000),
    ("1 200", 120_000),
    ("-五百", None),
    ("两千多", None),
    ("大概五百", None),
    ("三五百", None),
    ("300-500", None),
    ("三百或五百", None),
    ("twelve fifty", None),
    ("一半", None),
    ("周五三百", None),
    ("欠三百", None),
    ("1,23", None),
    ("12 50", None),
    ("1.234,50", None),
    ("USD 300", None),
    ("$300", None),
    ("9999999999999999999", None),
    ("", None),
    ("1 2 x", None),
]
DURATIONS = [("2:14", 134), ("3", 180), ("0:05", 5), ("480", 28_800), ("481", None), ("2:61", None), ("long", None)]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_to_come(text, day):
    assert day_read(text, TODAY) == day


@pytest.mark.parametrize(("text", "day"), PAST_DAYS)
def test_a_day_gone_by(text, day):
    assert day_read(text, TODAY, past=True) == day


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_day(text):
    with pytest.raises(InvalidValue, match="must be a day such as"):
        day_read(text, TODAY)


def _read_or_none(reader, *given):
    try:
        return reader(*given)
    except InvalidValue:
        return None


@pytest.mark.parametrize(("text", "wanted"), TIMES)
def test_a_time(text, wanted):
    assert _read_or_none(time_read, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS)
def test_an_amount(text, wanted):
    assert _read_or_none(amount_read, text, "CNY") == wanted


def test_another_currency_is_not_taken_for_this_one():
    assert amount_read("$300", "USD") == 30_000
    assert amount_read("¥300", "JPY") == 300
    assert _read_or_none(amount_read, "五百元", "USD") is None
    assert _read_or_none(amount_read, "€300", "CNY") is None


def test_words_of_yen():
    assert amount_read("1.2万", "JPY") == 12_000


def test_yen_have_no_decimals():
    assert amount_read("1,200", "JPY") == 1_200
    assert _read_or_none(amount_read, "1200.5", "JPY") is None


@pytest.mark.parametrize(("text", "wanted"), DURATIONS)
def test_a_duration(text, wanted):
    assert _read_or_none(seconds_read, text) == wanted

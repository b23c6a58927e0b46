"""Days and amounts by themselves: what each way of saying means, and where it stands in the text as it was written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huashu.language import amounts_find, days_find
from huashu.language.lunar import lunar_day, lunar_next, new_year_eve_next
from huashu.language.marks import AmountKind, DayKind
from huashu.language.spoken import spoken

WEDNESDAY = date(2026, 11, 25)

# words, day: said on Wednesday 2026-11-25
DAYS = {
    "今天": "2026-11-25", "明天": "2026-11-26", "后天": "2026-11-27", "大后天": "2026-11-28", "明后天": "2026-11-27", "聽日": "2026-11-26",
    "本周五": "2026-11-27", "下周五": "2026-12-04", "下下周五": "2026-12-11", "周三": "2026-12-02", "禮拜天": "2026-11-29",
    "周末": "2026-11-29",
    "这周之内": "2026-11-29", "下周之内": "2026-12-06", "下周一定": "2026-12-06", "周六周日": "2026-11-29", "本周二": "2026-12-01",
    "十号": "2026-12-10", "25号": "2026-11-25", "24号": "2026-12-24", "31号": "2026-11-30", "十五六号": "2026-12-16",
    "五号到八号": "2026-12-08",
    "下个月八号": "2026-12-08", "下月三十号": "2026-12-30", "十二月三号": "2026-12-03", "11月3号": "2027-11-03",
    "明年三月五号": "2027-03-05",
    "这个月三号": "2026-11-03", "月底": "2026-11-30", "下月底": "2026-12-31", "月中": "2026-12-15", "月初": "2026-12-05",
    "上旬": "2026-12-10",
    "中旬": "2026-12-20", "下旬": "2026-11-30", "下个月": "2026-12-31", "五月份": "2027-05-31", "年底": "2026-12-31",
    "2026-12-24": "2026-12-24",
    "三天之内": "2026-11-28", "五天后": "2026-11-30", "过五六天": "2026-12-01", "一个礼拜后": "2026-12-02", "半个月内": "2026-12-10",
    "两周内": "2026-12-09", "一个月后": "2026-12-25", "一个半月后": "2027-01-09", "二十四小时内": "2026-11-26",
    "三个工作日内": "2026-11-30",
    "年前": "2027-02-05", "春节": "2027-02-06", "年三十之前": "2027-02-05", "初八": "2027-02-13", "正月十五": "2027-02-20",
    "腊月二十三": "2027-01-30",
    "元旦前": "2026-12-31", "元旦": "2027-01-01", "五一前": "2027-04-30", "国庆前": "2027-09-30", "中秋前": "2027-09-14",
    "端午": "2027-06-09",
    "清明": "2027-04-05", "圣诞节": "2026-12-25",
    "today": "2026-11-25", "tomorrow": "2026-11-26", "the day after tomorrow": "2026-11-27", "this Friday": "2026-11-27",
    "next Friday": "2026-12-04", "Friday": "2026-11-27", "Wednesday": "2026-12-02", "this Tuesday": "2026-12-01",
    "Friday week": "2026-12-04",
    "a week from Tuesday": "2026-12-08", "two weeks from Friday": "2026-12-11", "Sunday next week": "2026-12-06",
    "the Friday after next": "2026-12-11",
    "this weekend": "2026-11-29", "next week": "2026-12-06", "the week after next": "2026-12-13", "the end of the week": "2026-11-29",
    "the end of the business week": "2026-11-27", "Saturday or Monday": "2026-11-30", "by the 15th": "2026-12-15",
    "before the 15th": "2026-12-14",
    "before Friday": "2026-11-26", "before the end of the month": "2026-11-30", "before Christmas": "2026-12-24",
    "before noon on Friday": "2026-11-27",
    "before January": "2026-12-31", "no later than the 20th": "2026-12-20", "the twenty-first": "2026-12-21", "December 3rd": "2026-12-03",
    "the 3rd of next month": "2026-12-03", "12/15": "2026-12-15", "the 31st": "2026-11-30", "month end": "2026-11-30",
    "the end of next month": "2026-12-31", "mid-month": "2026-12-15", "early next month": "2026-12-05", "next month": "2026-12-31",
    "sometime in May": "2027-05-31", "within ten days": "2026-12-05", "in two weeks": "2026-12-09", "in 48 hours": "2026-11-27",
    "in a month": "2026-12-25", "in three to five days": "2026-11-30", "five business days from now": "2026-12-02",
    "by close of business": "2026-11-25",
    "Thanksgiving": "2026-11-26", "the day after Thanksgiving": "2026-11-27", "New Year's Eve": "2026-12-31", "Easter": "2027-03-28",
    "Labor Day": "2027-09-06", "the first Friday of next month": "2026-12-04", "the last Friday in December": "2026-12-25",
    "Friday the 4th": "2026-12-04",
}  # fmt: skip


@pytest.mark.parametrize(("words", "day"), DAYS.items(), ids=DAYS)
def test_day(words, day):
    found = days_find(words, WEDNESDAY)
    assert [(mark.kind, str(mark.on)) for mark in found] == [(DayKind.DAY, day)]


NO_DAYS = {
    "尽快": "V", "这两天": "V", "过两天": "V", "过几天": "V", "改天": "V", "过完年": "V", "十五号以后": "O", "国庆后": "O", "昨天": "P",
    "上周五": "P",
    "现在": "N", "三天": "L", "半个月": "L", "每周五": "E", "每个月十号": "E",
    "as soon as I can": "V", "in a few days": "V", "a couple of days": "V", "any day after the 3rd": "O", "after Friday": "O",
    "yesterday": "P",
    "right now": "N", "two weeks": "L", "every Friday": "E", "the 5th of every month": "E",
}  # fmt: skip


@pytest.mark.parametrize(("words", "kind"), NO_DAYS.items(), ids=NO_DAYS)
def test_words_about_time_that_name_no_single_day(words, kind):
    assert [mark.kind.value for mark in days_find(words, WEDNESDAY)] == [kind]


# words, hundredths
AMOUNTS = {
    "两千三": 230_000, "两千三百五": 235_000, "一万二": 1_200_000, "一千零五十": 105_000, "1.2万": 1_200_000, "八百八": 88_000,
    "三千来块": 300_000,
    "三千左右": 300_000, "两千多": 200_000, "两三千": 200_000, "千把块": 100_000, "3,200.50元": 320_050, "三块五": 350, "壹佰元": 10_000,
    "千五蚊": 150_000,
    "五千塊": 500_000, "1500": 150_000, "两千到三千": 200_000, "15k": 1_500_000,
    "fifteen hundred": 150_000, "a grand": 100_000, "twelve fifty": 125_000, "three fifty": 35_000, "around three grand": 300_000,
    "two, maybe three hundred": 20_000, "between two and three hundred": 20_000, "$1,250.50": 125_050, "a grand and a half": 150_000,
    "two and a half thousand": 250_000, "200 to 300": 20_000, "six hundred twelve dollars and fifty cents": 61_250, "1.5k": 150_000,
    "fifty bucks": 5_000, "2 or 3 hundred": 20_000, "a couple hundred": 20_000,
}  # fmt: skip


@pytest.mark.parametrize(("words", "minor"), AMOUNTS.items(), ids=AMOUNTS)
def test_amount(words, minor):
    assert [(mark.kind, mark.minor) for mark in amounts_find(words)] == [(AmountKind.FIGURE, minor)]


OTHERS = {
    "一半": (1, 2), "三分之一": (1, 3), "八成": (4, 5), "百分之六十": (3, 5), "half": (1, 2), "two thirds": (2, 3), "80%": (4, 5),
    "全部": "T", "还清": "C", "剩下的": "R", "一部分": "S", "in full": "T", "bring it current": "C", "the rest": "R", "some of it": "S",
}  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), OTHERS.items(), ids=OTHERS)
def test_amount_without_a_figure(words, wanted):
    (mark,) = amounts_find(words)
    assert (mark.share if isinstance(wanted, tuple) else mark.kind.value) == wanted


def test_what_is_overdue_tells_hundreds_from_hundredths():
    assert [mark.minor for mark in amounts_find("twelve fifty", "en", 1_300)] == [1_250]
    assert [mark.minor for mark in amounts_find("twelve fifty", "en", 130_000)] == [125_000]


NO_AMOUNTS = (
    "十五号",
    "第三期",
    "尾号8848",
    "三个月",
    "万一",
    "三点半",
    "一块儿",
    "by the 15th",
    "three payments",
    "at three fifty",
    "December 15",
    "two weeks",
)


@pytest.mark.parametrize("words", NO_AMOUNTS)
def test_numbers_of_other_things_are_no_amounts(words):
    assert not amounts_find(words)


def test_places_are_those_of_the_original():
    text = "嗯，這週 五還３千塊，ok？"
    (day,) = days_find(text, WEDNESDAY)
    (amount,) = amounts_find(text)
    assert (day.words, amount.words) == ("這週 五", "３千塊")
    assert text[amount.start : amount.end] == amount.words


SLIPS = {
    "周物还三欠": "周五还三千",
    "十五好还": "十五号还",
    "月低还青": "月底还清",
    "呃嗯明天": "明天",
    "下周三还": "下周三还",
    "你好": "你好",
    "um Friday": "friday",
}


@pytest.mark.parametrize(("written", "read"), SLIPS.items(), ids=SLIPS)
def test_slips_of_recognisers(written, read):
    assert spoken(written).text == read


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("周五三千号下个月底，。 \n１２３五十abcFriday 一半還剩的嗯"), max_size=40))
def test_every_mark_leads_back_to_the_text(text):
    for mark in (*days_find(text, WEDNESDAY), *amounts_find(text)):
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end] == mark.words


def test_the_lunar_calendar():
    """First days of the lunar years that were published, and a 30th that its month lacks."""
    published = {2020: "2020-01-25", 2024: "2024-02-10", 2027: "2027-02-06", 2030: "2030-02-03", 2033: "2033-01-31", 2040: "2040-02-12"}
    assert {year: str(lunar_day(year, 1, 1)) for year in published} == published
    assert lunar_day(2026, 8, 15) == date(2026, 9, 25)
    assert lunar_day(2025, 7, 1) == date(2025, 8, 23)  # after the doubled sixth month
    assert lunar_day(2026, 2, 30) == lunar_day(2026, 2, 29)
    assert lunar_next(1, 15, date(2026, 11, 25)) == date(2027, 2, 20)
    assert new_year_eve_next(date(2027, 2, 5)) == date(2027, 2, 5)
    assert new_year_eve_next(date(2027, 2, 6)) == date(2028, 1, 25)
    assert lunar_day(2060, 1, 1) is None

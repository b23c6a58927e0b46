"""Numbers with their spans, lengths of time, days gone by, digits read out."""

from datetime import date
from fractions import Fraction

import pytest

from huashu.language.durations import durations_find
from huashu.language.en.past import days_gone_find as english_days
from huashu.language.figures import figures_find, spoken_values
from huashu.language.readings import digits_find
from huashu.language.zh.past import days_gone_find as chinese_days

ON = date(2026, 11, 12)  # a Thursday


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("五千多", 5000, 5000, 6000),
        ("两万多", 20000, 20000, 30000),
        ("四五千", 4000, 4000, 5000),
        ("六到七千", 6000, 6000, 7000),
        ("七千八千", 7000, 7000, 8000),
        ("快六年", 6, 5, 6),
        ("八千五", 8500, 8500, 8500),
        ("三万八三万八", 38000, 38000, 38000),
        ("just under eighteen grand", 18000, 17000, 18000),
        ("three to four thousand", 3000, 3000, 4000),
        ("between twenty-four and twenty-six hundred", 2400, 2400, 2600),
        ("six point nine", Fraction(69, 10), Fraction(69, 10), Fraction(69, 10)),
        ("point six", Fraction(6, 10), Fraction(6, 10), Fraction(6, 10)),
    ],
)
def test_a_figure_with_its_span(text, value, low, high):
    (figure,) = figures_find(text, chinese=text[0] > "z")
    assert (figure.value, figure.low, figure.high) == (value, low, high)


def test_short_prices_and_rates_have_several_meanings():
    assert Fraction(12500) in spoken_values("twelve five")
    assert Fraction(499, 100) in spoken_values("four ninety-nine")
    assert spoken_values("eighteen seven fifty") == (Fraction(18750),)


@pytest.mark.parametrize(
    ("text", "months", "low", "high"),
    [
        ("两年半", 30, 30, 30),
        ("五年多", 60, 60, 72),
        ("快十年", 120, 108, 120),
        ("一年零三个月", 15, 15, 15),
        ("三十六期", 36, 36, 36),
        ("半年", 6, 6, 6),
        ("five and a half years", 66, 66, 66),
        ("a year and a half", 18, 18, 18),
        ("two years and three months", 27, 27, 27),
        ("going on six years", 72, 60, 72),
        ("a couple of years", 24, 24, 36),
    ],
)
def test_a_length_of_time(text, months, low, high):
    (duration,) = durations_find(text, chinese=text[0] > "z")
    assert (duration.months, duration.low, duration.high) == (months, low, high)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("前天", "2026-11-10"),
        ("上周四", "2026-11-05"),
        ("周四", "2026-11-12"),
        ("周五", "2026-11-06"),
        ("三天前", "2026-11-09"),
        ("上个月26号", "2026-10-26"),
        ("十五号", "2026-10-15"),
        ("上礼拜", "2026-W45"),
        ("去年九月", "2025-09"),
        ("十二月", "2025-12"),
        ("零八年", "2008"),
        ("民国一百一十二年七月", "2023-07"),
        ("双十一", "2026-11-11"),
        ("day before yesterday", "2026-11-10"),
        ("last monday", "2026-11-02"),
        ("friday", "2026-11-06"),
        ("thursday last week", "2026-11-05"),
        ("a week ago today", "2026-11-05"),
        ("the 23rd", "2026-10-23"),
        ("october 23rd", "2026-10-23"),
        ("last week", "2026-W45"),
        ("june of 2020", "2020-06"),
        ("february '22", "2022-02"),
        ("twenty nineteen", "2019"),
    ],
)
def test_a_day_gone_by(text, label):
    (gone,) = (chinese_days if text[0] > "z" else english_days)(text, ON)
    assert gone.label == label


def test_two_days_without_a_choice_are_one_open_one():
    assert [gone.either for gone in chinese_days("上周三还是上周四", ON)] == [True]
    assert [gone.either for gone in english_days("tuesday or wednesday", ON)] == [True]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("幺洞拐勾", ["1079"]),
        ("双六，四个零", ["660000"]),
        ("三零二，叉", ["302X"]),
        ("一一九埃克斯", ["119X"]),
        ("三三要八", ["3318"]),
        ("一千二百九十四", ["1294"]),
        ("double four, seven one", ["4471"]),
        ("triple five nine", ["5559"]),
        ("eighty-two fifty", ["8250"]),
        ("oh seven nine", ["079"]),
        ("nothing at all", []),
    ],
)
def test_digits_read_out(text, runs):
    assert digits_find(text, chinese=text[0] > "z") == runs

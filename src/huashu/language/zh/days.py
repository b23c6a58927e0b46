"""Days as Chinese speakers name them: 本周五, 下下周一, 十五号之前, 过五六天, 月底, 年三十, 每半个月.

Each rule knows characters without which it can't match, so most are passed over. What follows a day (之前, 以后, 左右, a time of day)
is read
once, after all rules, by :func:`_tail`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from huashu.language.almanac import (
    FESTIVALS,
    MONTH_PARTS,
    business_days_after,
    day_in_month,
    day_next,
    month_day_next,
    months_on,
    week_day,
    weekday_after,
    weekday_this,
)
from huashu.language.lunar import lunar_next
from huashu.language.marks import DayKind, DayMark, apart, joined
from huashu.language.zh.numbers import SMALL, later_of, small_of
from huashu.language.zh.spans import DURATION, NOW, PAST, SERIES, VAGUE, span_read

Found = re.Match[str]
_WEEK: Final = "(?:周|星期|礼拜)"
_WD: Final = "(?:一(?!定)|[二三四五六日天1-6])(?![0-9号个天年点百千万块元])"
_N: Final = r"(?:[0-9]{1,2}|[一二两三四五六七八九十廿卅]{1,3})"
_WEEKDAYS: Final = {**{char: value for value, char in enumerate("一二三四五六日")}, "天": 6, **{str(n + 1): n for n in range(6)}}
_PARTS: Final = {
    "底": "end", "末": "end", "尾": "end", "初": "start", "头": "start", "中": "middle", "上旬": "first_third", "中旬": "second_third",
    "下旬": "end",
}  # fmt: skip
_FESTIVAL_WORDS: Final = {
    "春节": "lunar_new_year", "新年": "lunar_new_year", "大年初一": "lunar_new_year",
    "除夕": "lunar_new_year_eve", "年三十": "lunar_new_year_eve", "大年三十": "lunar_new_year_eve", "年卅": "lunar_new_year_eve",
    "年三十晚": "lunar_new_year_eve", "年夜饭": "lunar_new_year_eve", "元宵": "lantern", "元宵节": "lantern", "小年": "little_new_year",
    "端午": "dragon_boat", "端午节": "dragon_boat", "七夕": "double_seventh", "中秋": "mid_autumn", "中秋节": "mid_autumn",
    "八月十五": "mid_autumn",
    "重阳": "double_ninth", "腊八": "laba", "冬至": "winter_solstice", "清明": "tomb_sweeping", "清明节": "tomb_sweeping",
    "元旦": "new_year", "元旦节": "new_year",
    "跨年": "new_year_eve", "情人节": "valentine", "妇女节": "women", "三八": "women", "五一": "labour_cn", "劳动节": "labour_cn",
    "青年节": "youth",
    "五四青年节": "youth", "儿童节": "children", "六一": "children", "教师节": "teachers", "国庆": "national_cn",
    "国庆节": "national_cn", "十一长假": "national_cn",
    "双十一": "singles", "双11": "singles", "双十节": "double_tenth", "双十国庆": "double_tenth",
    "双十二": "double_twelve", "双12": "double_twelve",
    "圣诞": "christmas", "圣诞节": "christmas",
    "平安夜": "christmas_eve", "愚人节": "april_fools", "感恩节": "thanksgiving", "万圣节": "halloween", "母亲节": "mothers",
    "父亲节": "fathers",
    }  # fmt: skip
_INCLUSIVE: Final = frozenset({"lunar_new_year_eve", "christmas_eve", "new_year_eve"})
_WEEKS: Final = {"下下": 2, "再下": 2, "下": 1, "这": 0, "本": 0, "今": 0, "当": 0, "上": -1}


def _weeks(words: str) -> int:
    return next((count for prefix, count in _WEEKS.items() if words.startswith(prefix)), 0)


def _day(found: Found, on: date | None, kind: DayKind = DayKind.DAY) -> DayMark | None:
    return DayMark(found.start(), found.end(), kind, on) if on else None


def _full(found: Found, on: date) -> DayMark | None:
    del on
    try:
        return _day(found, date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def _month_day(found: Found, on: date) -> DayMark | None:
    """十二月三号, 明年3月5号, 12/5; of a range or of neighbours the last."""
    month, number = small_of(found["m"]), later_of(found["d2"] or found["d"])
    if not month or not number or not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    year = found["y"]
    if not year:
        return _day(found, month_day_next(month, number, on))
    shift = {"今年": 0, "明年": 1, "后年": 2}.get(year)
    return _day(found, day_in_month(on.year + shift if shift is not None else int(year[:4]), month, number))


def _relative_month_day(found: Found, on: date) -> DayMark | None:
    """下个月八号, 本月15号."""
    months, number = _weeks(found["which"]), later_of(found["d2"] or found["d"])
    if months < 0 or not number or number > 31:
        return _day(found, on, DayKind.PAST) if months < 0 else None
    return _day(found, day_in_month(on.year, on.month + months, number))


def _number_day(found: Found, on: date) -> DayMark | None:
    """十五号, 15、16号, 五号到八号, 十五六号."""
    number = later_of(found["d2"] or found["d"])
    if not number or number > 31:
        return None
    mark = _day(found, day_next(number, on))
    first = small_of(found["d"]) if found["d2"] and found["join"] in {"、", "和", "跟", "，", "号和", "号、", "号跟"} else None
    if mark and first and first <= 31 and found["join"] != "，":
        return replace(mark, split_on=(day_next(first, on), day_next(number, on)))
    return mark


def _month_part(found: Found, on: date) -> DayMark | None:
    """月底, 下月中旬, 十二月初."""
    part, which = MONTH_PARTS[_PARTS[found["part"]]], found["which"] or ""
    named = small_of(found["m"]) if found["m"] else None
    if named:
        return _day(found, month_day_next(named, part, on)) if 1 <= named <= 12 else None
    if which:
        return _day(found, day_in_month(on.year, on.month + _weeks(which), part)) if _weeks(which) >= 0 else _day(found, on, DayKind.PAST)
    return _day(found, day_next(part, on))


def _month(found: Found, on: date) -> DayMark | None:
    """下个月, 这个月内, 五月份: the last day."""
    if found["m"]:
        number = small_of(found["m"])
        return _day(found, month_day_next(number, 31, on)) if number and 1 <= number <= 12 else None
    months = _weeks(found["which"])
    if months < 0:
        return _day(found, on, DayKind.PAST)
    last = day_in_month(on.year, on.month + months, 31)
    return DayMark(found.start(), found.end(), DayKind.DAY, last, opens_on=last.replace(day=1))


def _same_day(found: Found, on: date) -> DayMark | None:
    """下个月的今天."""
    return _day(found, months_on(on, len(found["which"])))


def _weekday(found: Found, on: date) -> DayMark | None:
    """本周五, 下下周一, 礼拜天, 周四五."""
    weekday, which = _WEEKDAYS[found["wd2"] or found["wd"]], found["which"] or ""
    if which.startswith("上"):
        return _day(found, on, DayKind.PAST)
    if which.startswith("下"):
        return _day(found, week_day(on, weekday, _weeks(which)))
    return _day(found, weekday_this(on, weekday) if which else weekday_after(on, weekday))


def _week(found: Found, on: date) -> DayMark | None:
    """这周内, 下周末, 周末, 下周: the Sunday."""
    which = found["which"] or ""
    if which.startswith("上"):
        return _day(found, on, DayKind.PAST)
    weeks = _weeks(which)
    return DayMark(found.start(), found.end(), DayKind.DAY, week_day(on, 4 if found["work"] else 6, weeks), opens_on=week_day(on, 0, weeks))


_NEAR: Final = {
    "今": 0, "当天": 0, "明后": 2, "今明": 1, "大后": 3, "后": 2, "明": 1, "听": 1, "翌": 1,
}  # fmt: skip


def _near(found: Found, on: date) -> DayMark | None:
    """今天, 明儿, 后天, 大后天, 明后天, 听日."""
    days = next(days for prefix, days in _NEAR.items() if found.group().startswith(prefix))
    return _day(found, on + timedelta(days=days))


def _lunar(found: Found, on: date) -> DayMark | None:
    """初八, 正月十五, 腊月二十, 农历八月初三: by the lunar calendar; a bare 初八 is of the first month."""
    month = {"正": 1, "腊": 12, "冬": 11, None: 1}.get(found["m"] or None, small_of(found["m"] or "") or 0)
    day = small_of((found["d"] or "").removeprefix("初"))
    return _day(found, lunar_next(month, day, on)) if day and 1 <= day <= 30 and 1 <= month <= 12 else None


def _festival(found: Found, on: date) -> DayMark | None:
    """A festival; 前 is the day before it, except for eves, 后 is open."""
    name = _FESTIVAL_WORDS.get(found["name"], "lunar_new_year")
    before, after = found["before"], found["after"]
    day = FESTIVALS[name](on)
    if after:
        return DayMark(found.start(), found.end(), DayKind.OPEN)
    if before and name not in _INCLUSIVE:
        day = FESTIVALS[name](on + timedelta(days=1))
        return _day(found, day - timedelta(days=1)) if day else None
    return _day(found, day)


def _year_end(found: Found, on: date) -> DayMark | None:
    words = found.group()
    if words.startswith("年前"):
        eve = FESTIVALS["lunar_new_year_eve"](on)
        return _day(found, eve)
    return _day(found, date(on.year + words.startswith("明年"), 12, 31))


def _business(found: Found, on: date) -> DayMark | None:
    count = later_of(found["n"])
    return _day(found, business_days_after(on, count)) if count else None


_NEXT: Final = r"[下再]下个?|下个?|"
_JOIN: Final = r"(?P<join>号?(?:到|至|-|~|或者?是?|还是|要么|、|和|跟))"
_FESTIVALS: Final = "|".join(sorted(_FESTIVAL_WORDS, key=len, reverse=True))
_RULES: Final[tuple[tuple[str, re.Pattern[str], Callable[[Found, date], DayMark | None]], ...]] = (
    ("2", re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?"), _full),
    ("月", re.compile(

        rf"(?P<y>今年|明年|后年|20[0-9]{{2}}年)?的?(?P<m>{_N}|元)月份?的?(?P<d>{_N})(?:(?P<join>[日号]?(?:到|至|-|"
        rf"或者?)(?:{_N}月)?)(?P<d2>{_N}))?[日号](?!楼|"
        rf"线)"
    ), _month_day),
    ("月", re.compile(
        rf"(?P<y>今年|明年|后年|20[0-9]{{2}}年)?的?(?P<m>{_N}|元)月份?的?(?P<d>{_N})(?P<d2>)(?![0-9个天百千万])"
    ), _month_day),
    ("/", re.compile(r"(?P<y>)(?<![0-9/])(?P<m>1[0-2]|0?[1-9])/(?P<d>[12][0-9]|3[01]|0?[1-9])(?P<d2>)(?![0-9/])"), _month_day),
    ("月", re.compile(
        rf"(?P<which>{_NEXT}上个?|这个?|本|当)月份?的?初?(?P<d>{_N})(?:{_JOIN}(?P<d2>{_N}))?(?:[日号]|"
        rf"(?<=[十0-9][一二三四五六七八九0-9])(?=发|还|给|交|能|吧|一半|再|先|[,，]|"
        rf"之?前|当天|那天)|(?<=十)(?=发|还|给|交|能|吧|一半|再|先|[,，]|之?前|当天|那天))"
    ), _relative_month_day),
    ("号日", re.compile(

        rf"(?<![0-9二三四五六七八九十第])(?<!(?<!万)一)(?P<d>{_N})(?:{_JOIN}(?P<d2>{_N}))?[日号](?!楼|线|店|机|码|馆|院|门|车|员)"
    ), _number_day),
    ("月旬", re.compile(
        rf"(?:(?P<m>{_N}|元)月份?|(?P<which>{_NEXT}上个?|这个?|本|当)月|月)?(?:的)?(?P<part>上旬|中旬|下旬)"
    ), _month_part),
    ("月", re.compile(

        rf"(?:(?P<m>{_N}|元)月份?|(?P<which>{_NEXT}上个?|这个?|本|当)月的?月?|月)的?(?P<part>底|末|尾|初(?![一二三四五六七八九十])|"
        rf"头(?!上)|中(?!秋|旬))"
    ), _month_part),
    ("月", re.compile(r"(?P<which>下下?)个?月的?今[天日]"), _same_day),
    ("月", re.compile(rf"(?P<which>{_NEXT}上个?|这个?|本|当)(?P<m>)月份?(?:之内|以内|内|里面?)?"), _month),
    ("月", re.compile(
        rf"(?<![0-9一二三四五六七八九十个])(?P<which>)(?P<m>{_N}|元)月(?:份(?:之内|以内|内|里面?)?|(?:之内|以内|内|里面?|(?=还|给|交|"
        rf"付|能|会|肯定|一定|[,，。！!?？]|$)))"
    ), _month),
    ("周期拜", re.compile(
        rf"(?P<which>{_NEXT}上个?|这个?|本|今个?)?{_WEEK}(?P<wd>{_WD})(?:(?:或者?是?|要么|到|至|-|、)?(?:{_WEEK}(?=[^一]|一[^大早])|"
        rf"(?<=[一二三四五])(?!一))(?P<wd2>{_WD}))?"
    ), _weekday),
    ("周期拜", re.compile(rf"(?P<which>{_NEXT}这个?|本)(?:周|星期|礼拜)[吧的呢，,]{{0,2}}{_WEEK}(?P<wd>{_WD})(?P<wd2>)"), _weekday),
    ("拜", re.compile(rf"(?P<which>{_NEXT}上个?|这个?|本)?(?<!礼)拜(?P<wd>[一二三四五六])(?P<wd2>)(?![个天])"), _weekday),
    ("周期拜", re.compile(rf"(?P<which>{_NEXT}上个?|这个?|本|今个?)(?P<work>)个?{_WEEK}(?:末|底|之内|以内|内|里面?|里头)?"), _week),
    ("周期拜", re.compile(rf"(?P<which>)(?P<work>){_WEEK}末"), _week),
    ("天日儿晚早朝晌", re.compile(r"(?:今明两?|明后两?|大后|今|明|听|后)(?:天|日(?![常子])|儿个?|晚|早|朝|晌|夜)(?!内|线)|翌日"), _near),
    ("初月十", re.compile(
        rf"(?:(?:农历|阴历|旧历|大?年)?的?(?P<m>正|腊|冬|(?<=[农阴旧]历){_N})月)(?P<d>初[一二三四五六七八九十]|"
        rf"廿?[一二三四五六七八九十]{{1,3}})"
    ), _lunar),
    ("初", re.compile(r"(?:大?年)?(?P<m>)(?P<d>初[一二三四五六七八九十])(?!中|步|衷)"), _lunar),
    ("元端冬年节春夕宵五七中重腊清跨三六国双圣平十八", re.compile(
        rf"(?P<name>(?<![百千万])(?:{_FESTIVALS})(?!次|假最后|快乐)|过年(?=之?前|以前|的?时候|那天|当天|期间))(?:假期|期间|长假|放假|晚上|当天|那天|"
        rf"的?时候)?(?:(?P<before>之前|以前|前(?!后|面))|(?P<after>之后|以后|"
        rf"过后|后(?!天)))?"
    ), _festival),
    ("年", re.compile(
        r"(?<![0-9一二两三四五六七八九十几多去前])年前(?!后)|(?:今年|明年)?年[底末尾](?:之前|以前|前)?|年内|(?<!过)今年(?:之内|以内|内|(?=[^,，。]{0,4}(?:还|结清|清)))"
    ), _year_end),
    ("点", re.compile(
        r"(?<![天日早晚午周号上一二三四五六七八九十0-9])(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|钟)?(?:之前|以前|前)(?!后)"
    ),
     _day),
    ("日", re.compile(rf"(?P<n>{SMALL})个?工作日(?:之内|以内|内|后)?"), _business),
)  # fmt: skip
_TAIL: Final = re.compile(
    r"(?:的?(?:凌晨|清早|一早|一大早|早上|早晨|上午|中午|晌午|下午|下昼|傍晚|晚上|夜里|晚间|半夜|晚(?!点|一|些)|早(?!点|一|些|就)|"
    r"那一?天|当天|白天|全天)){0,2}"
    r"(?P<clock>(?:[0-9一二两三四五六七八九十]{1,3}点(?:钟|半|[0-9一二三四五六七八九十]{1,3}分?)?|[0-2]?[0-9]:[0-5][0-9])|下班|收工|"
    r"放工|天黑|银行关门|关门|打烊|十二点)?"
    r"(?:(?P<before>之前|以前|前(?![天几面两])|为止|之内|以内|内(?!部))|(?P<after>之后|以后|过后|后(?![天来])|开外|往后)|"
    r"(?P<about>左右|前后|上下|那几天|那两天|附近|的样子|那会儿?))?"
)
_WEEKDAY_WORDS: Final = re.compile("周|星期|礼拜|拜")
_SAME_DAY: Final = re.compile("的|[,，]?(?:也)?就是|[,，]?(?:也)?即|[(（]?")
_HEAD: Final = re.compile(
    r"(?:(?P<latest>最迟|最晚|至迟|最多到|最多拖到|顶多到|顶多|大不了|不超过|不会超过|不晚于|迟早|赶在|最慢)是?(?:到|在)?|"
    r"(?P<unsure>大概|大约|约莫|差不多|可能|估计|应该)是?(?:得|要)?(?:到|在|"
    r"就)?(?:这个)?)$"
)


def days_find(text: str, on: date) -> list[DayMark]:
    """All words that say when, from left to right.

    Args:
        text: A normalised text (see :func:`huashu.language.plain.plain`).
        on: The day of speaking.
    """
    marks = [
        mark for needles, pattern, reader in _RULES if any(char in text for char in needles) for mark in _read(text, on, pattern, reader)
    ]
    for needles, pattern, kind in (SERIES, DURATION, VAGUE, NOW, PAST):
        if any(char in text for char in needles):
            marks += [mark for found in pattern.finditer(text) if (mark := span_read(found, kind, on))]
    days = [mark for mark in apart(marks) if isinstance(mark, DayMark)]
    return joined(
        text, [mark for mark in apart(_tail(text, mark) for mark in days) if isinstance(mark, DayMark)], _SAME_DAY, _WEEKDAY_WORDS
    )


def _read(text: str, on: date, pattern: re.Pattern[str], reader: Callable[[Found, date], DayMark | None]) -> list[DayMark]:
    return [mark for found in pattern.finditer(text) if (mark := reader(found, on))]


def _tail(text: str, mark: DayMark) -> DayMark:
    """The mark with what is said before and after it: a limit, a time of day, roughly, from then on."""
    if mark.kind not in {DayKind.DAY, DayKind.NOW, DayKind.SPAN}:
        return mark
    tail = _TAIL.match(text, mark.end)
    head = _HEAD.search(text, max(0, mark.start - 8), mark.start)
    assert tail is not None
    if head is None and tail.end() == mark.end:
        return mark
    ends_on_its_own = mark.kind is DayKind.SPAN or text[mark.start : mark.end].endswith(("前", "内"))
    end = mark.end if mark.kind is DayKind.SPAN and tail["after"] else tail.end()
    changed = replace(mark, start=head.start() if head else mark.start, end=end)
    if tail["after"] and not tail["clock"] and not ends_on_its_own and mark.kind is DayKind.DAY:
        return replace(changed, kind=DayKind.OPEN, on=None)
    unsure = mark.unsure or bool(tail["about"]) or bool(head and head["unsure"])
    return replace(changed, unsure=unsure, latest=bool(head and head["latest"]))

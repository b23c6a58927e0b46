"""Days, weeks, months and years gone by in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from huashu.language.almanac import FESTIVALS
from huashu.language.past import (
    Gone,
    Grain,
    apart,
    chosen,
    festival_gone,
    month_day_gone,
    month_first,
    month_gone,
    number_gone,
    week_first,
    weekday_gone,
    year_of,
)
from huashu.language.zh.numbers import DIGITS, small_of, value_of

Found = re.Match[str]
_N: Final = r"(?:[0-9]{1,3}|[一二两三四五六七八九十廿卅百零]{1,5})"
_YEAR: Final = (
    r"(?:(?P<roc>民国|民國|roc)(?P<rn>[0-9]{2,3}|[一二三四五六七八九十百零]{1,6})年|(?P<y>(?:19|20)?[0-9]{2}|"
    r"[一二两]千零?[一二三四五六七八九十零]{1,3}|[一二两零〇幺洞三四五六七八九]{2,4})年?(?P<nian>(?<=年))|"
    r"(?P<rel>大前年|前年|去年|旧年|上年|今年|本年|当年))"
)
_PART: Final = (
    r"(?:的)?(?:年)?(?P<part>上半年|下半年|年初|年头|年底|年末|年尾|年中|开春|春天|夏天|秋天|冬天|春节|过年|元旦|暑假|寒假|国庆|五一|中秋)?"
)
_WEEK: Final = "(?:周|星期|礼拜|拜)"
_WEEKDAYS: Final = {**{char: value for value, char in enumerate("一二三四五六日")}, "天": 6, **{str(n + 1): n for n in range(6)}}
_BACK: Final = {"上上": -2, "上": -1, "前一": -1, "这": 0, "本": 0, "今": 0, "当": 0, "呢": 0, "": 0}
_ABOUT: Final = re.compile(r"(?:大概|大约|差不多|约莫|好像|可能|应该|估计|约)(?:是|在)?$")
_ABOUT_AFTER: Final = re.compile(r"的?(?:左右|前后|上下|那几天|那两天|附近|的样子|那会儿?|来着)")
_EITHER: Final = re.compile(r"(?:来着)?[,，]?(?:还是说?|或者?|要么|要不|还要么)(?:是)?")
_FESTIVAL_NAMES: Final = {
    "new_year": "元旦",
    "labour_cn": "五一 劳动节",
    "children": "六一",
    "national_cn": "国庆 国庆节",
    "singles": "双十一 双11",
    "double_twelve": "双十二 双12",
    "christmas": "圣诞 圣诞节",
    "mid_autumn": "中秋 中秋节",
    "dragon_boat": "端午 端午节",
    "tomb_sweeping": "清明 清明节",
    "double_ninth": "重阳节",
    "teachers": "教师节",
}
_FESTIVALS: Final = {word: name for name, words in _FESTIVAL_NAMES.items() for word in words.split()}


def days_gone_find(text: str, on: date) -> list[Gone]:
    """All words that name a day, week, month or year gone by, from left to right; two without a choice between them are one.

    Args:
        text: A normalised text.
        on: The day of speaking.
    """
    found: list[Gone] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(text):
            gone = reader(match, on)
            if gone:
                found.append(_with_doubt(text, gone))
    kept: list[Gone] = []
    for gone in apart(found):
        if kept and _EITHER.fullmatch(text[kept[-1].end : gone.start]):
            kept[-1] = chosen(kept[-1], gone)
        else:
            kept.append(gone)
    return kept


def _with_doubt(text: str, gone: Gone) -> Gone:
    before, after = _ABOUT.search(text, max(0, gone.start - 5), gone.start), _ABOUT_AFTER.match(text, gone.end)
    if not before and not after:
        return gone
    start, end = before.start() if before else gone.start, after.end() if after else gone.end
    loose = bool(before) or (after is not None and "来着" not in after.group())
    return Gone(start, end, gone.grain, gone.on, gone.others, gone.approximate or loose, gone.either)


def _made(found: Found, grain: Grain, on: date | None, *, others: tuple[date, ...] = (), about: bool = False) -> Gone | None:
    return Gone(found.start(), found.end(), grain, on, others, about) if on else None


def _near(found: Found, on: date) -> Gone | None:
    words = found.group()
    back = 3 if words.startswith("大前") else 2 if words.startswith(("前", "尋")) else 1 if words.startswith(("昨", "琴")) else 0
    return _made(found, Grain.DAY, on - timedelta(days=back))


def _days_ago(found: Found, on: date) -> Gone | None:
    words = found["n"]
    count = small_of(words)
    if len(words) == 2 and all(char in DIGITS for char in words):
        first, second = DIGITS[words[0]], DIGITS[words[1]]
        return _made(found, Grain.DAY, on - timedelta(days=first), others=(on - timedelta(days=second),), about=True)
    return _made(found, Grain.DAY, on - timedelta(days=count), about=bool(found["more"])) if count else None


def _weekday(found: Found, on: date) -> Gone | None:
    weekday, which = _WEEKDAYS[found["wd"]], (found["which"] or "").removesuffix("个")
    if found["wd2"]:
        return Gone(found.start(), found.end(), Grain.DAY, weekday_gone(on, weekday), (), approximate=True, either=True)
    if not which:
        return _made(found, Grain.DAY, weekday_gone(on, weekday))
    day = week_first(on, _BACK[which]) + timedelta(days=weekday)
    return _made(found, Grain.DAY, day) if day <= on else None


def _week(found: Found, on: date) -> Gone | None:
    if found["n"]:
        count = small_of(found["n"])
        return _made(found, Grain.WEEK, week_first(on, -count)) if count else None
    return _made(found, Grain.WEEK, week_first(on, _BACK[(found["which"] or "").removesuffix("个")]))


def _full(found: Found, on: date) -> Gone | None:
    del on
    try:
        return _made(found, Grain.DAY, date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def _month_day(found: Found, on: date) -> Gone | None:
    month, number = small_of(found["m"]), small_of(found["d"])
    if not month or not number or not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    year = {"今年": on.year, "去年": on.year - 1}.get(found["rely"] or "")
    return _made(found, Grain.DAY, month_day_gone(on, month, number, year))


def _relative_month_day(found: Found, on: date) -> Gone | None:
    number, which = small_of(found["d"]), found["which"].removesuffix("个")
    first = month_first(on.year, on.month + _BACK[which])
    return _made(found, Grain.DAY, month_day_gone(on, first.month, number, first.year)) if number and number <= 31 else None


def _number_day(found: Found, on: date) -> Gone | None:
    number = small_of(found["d"])
    return _made(found, Grain.DAY, number_gone(on, number)) if number and 1 <= number <= 31 else None


def year_from(found: Found, on: date) -> int | None:
    """The year of a match of the year pattern."""
    if found["rel"]:
        return on.year - {"大": 3, "前": 2, "去": 1, "旧": 1, "上": 1}.get(found["rel"][0], 0)
    if found["roc"]:
        count = value_of(found["rn"])
        return int(count) + 1911 if count else None
    words = found["y"].replace("两千", "二千").replace("幺", "一").replace("洞", "零")
    digits = "".join(str(DIGITS[char]) if char in DIGITS else char for char in words)
    if "千" in words:
        value = value_of(words if "零" in words or len(words) > 3 else words.replace("千", "千零"))
        return int(value) if value else None
    return year_of(int(digits), on) if digits.isdigit() and len(digits) in {2, 4} else None


def _year_month(found: Found, on: date) -> Gone | None:
    year, month = year_from(found, on), small_of(found["m"])
    if not year or not month or not 1 <= month <= 12 or not 1950 <= year <= on.year:
        return None
    if found["d"] and (number := small_of(found["d"])) and number <= 31:
        return _made(found, Grain.DAY, month_day_gone(on, month, number, year))
    return _made(found, Grain.MONTH, month_first(year, month))


def _year(found: Found, on: date) -> Gone | None:
    year = year_from(found, on)
    if not year or not 1950 <= year <= on.year:
        return None
    if found["y"] and not re.search("[年]", found.group()):
        return None
    return _made(found, Grain.YEAR, date(year, 1, 1), about=False)


def _month(found: Found, on: date) -> Gone | None:
    if found["n"]:
        count = small_of(found["n"])
        return _made(found, Grain.MONTH, month_first(on.year, on.month - count), about=True) if count else None
    if found["m"]:
        month = small_of(found["m"])
        return _made(found, Grain.MONTH, month_gone(on, month)) if month and 1 <= month <= 12 else None
    which = (found["which"] or "").removesuffix("个")
    return _made(found, Grain.MONTH, month_first(on.year, on.month + _BACK[which]))


def _festival(found: Found, on: date) -> Gone | None:
    day = festival_gone(on, FESTIVALS[_FESTIVALS[found["name"]]])
    return _made(found, Grain.DAY, day, about=bool(found["about"]))


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Found, date], Gone | None]], ...]] = (
    (re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?"), _full),
    (re.compile(rf"{_YEAR}{_PART}的?(?P<m>{_N}|元)月份?(?:(?P<d>{_N})[日号])?"), _year_month),
    (re.compile(rf"(?P<rely>今年|去年)?的?(?P<m>{_N}|元)月份?的?(?P<d>{_N})[日号]?(?![0-9个天年百千万])"), _month_day),
    (re.compile(r"(?<![0-9/])(?P<rely>)(?P<m>1[0-2]|0?[1-9])/(?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9/])"), _month_day),
    (re.compile(rf"(?P<which>上上个?|上个?|这个?|本|当)月份?的?(?P<d>{_N})[日号]?(?![0-9个天年])"), _relative_month_day),
    (re.compile(rf"(?<![0-9一二三四五六七八九十月第])(?P<d>{_N})[日号](?!楼|线|店|院|门|车|员|码|栋|弄|室)"), _number_day),
    (re.compile(
        rf"(?P<which>上上个?|前一个?|上个?|这个?|呢个?|本|今个?|"
        rf"当)?{_WEEK}(?P<wd>[一二三四五六日天1-6])(?P<wd2>[二三四五六日天])?(?![0-9个点])"), _weekday),
    (re.compile(r"(?P<n>)(?P<which>上上个?|前一个?|上个?|这个?|呢个?|本)(?:周|星期|礼拜)(?:末|里|内)?(?![一二三四五六日天])"), _week),
    (re.compile(rf"(?P<which>)(?P<n>{_N})个?(?:周|星期|礼拜)(?:之|以)?前"), _week),
    (re.compile(r"大前[天日]|前[天日儿](?!的)|昨(?:天|日|儿个?|晚|夜)|琴日|尋日|今(?:天|日|早|儿个?|晨)"), _near),
    (re.compile(rf"(?P<n>{_N})(?P<more>来|多)?[天日](?:之|以)?前"), _days_ago),
    (re.compile(rf"(?P<which>)(?P<m>)(?P<n>{_N})个(?:多)?月(?:之|以)?前"), _month),
    (re.compile(r"(?P<m>)(?P<n>)(?P<which>上上个?|上个?|这个?|本|当)月份?(?:初|底|末|中旬?|上旬|下旬|头|尾)?"), _month),
    (re.compile(rf"(?<![0-9一二三四五六七八九十个])(?P<which>)(?P<n>)(?P<m>{_N}|元)月(?:份)?(?:初|底|末|中旬?|上旬|下旬|头|尾)?"), _month),
    (re.compile(r"(?P<which>)(?P<m>)(?P<n>)(?<![0-9一二三四五六七八九十个])月(?:初|中|头)(?![一二三四五六七八九十])"), _month),
    (re.compile(rf"{_YEAR}{_PART}"), _year),
    (re.compile(
        rf"(?P<name>{'|'.join(sorted(_FESTIVALS, key=len, reverse=True))})(?:当天|那天)?(?P<about>前后|期间|假期|放假|"
        rf"的?时候|那会儿?|左右|之?前|之?后|过后)?"), _festival),
)  # fmt: skip

"""Lengths of time, series, and words about time that name no day, in Chinese: 三天之内, 过五六天, 每周五, 尽快, 昨天."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from huashu.language.almanac import day_next, months_on, weekday_after
from huashu.language.marks import DayKind, DayMark, Every
from huashu.language.zh.numbers import DIGITS, later_of, small_of

_COUNT: Final = (
    r"(?:[0-9]{1,3}(?:[-到至~][0-9]{1,3})?|十天半(?=个月|月)|[一二两三四五六七八九十廿]{1,4}(?:[到至][一二两三四五六七八九十]{1,3})?|几|"
    r"个把|半)"
)
DURATION: Final = (
    "天日周期拜月时钟",
    re.compile(
        rf"(?P<before>再过|过个|过(?!了)|再给我|再给|再等我?|再缓我?|再宽限我?|再宽容|给我|俾我|容我|容|缓我?|宽限我?|宽容我?|延长?|"
        rf"延期|推迟|推|拖|隔|等我|等|再|这|前)?"
        rf"(?P<n>{_COUNT})(?P<about>来|多)?(?P<ge>个)?(?P<half>半)?(?P<unit>天半|天|日(?![期子])|周(?![一二三四五六日天末])|"
        rf"星期(?![一二三四五六日天])|"
        rf"礼拜(?![一二三四五六日天])|月(?!份|[底初中末])|小时|钟头)(?P<tail>半)?"
        rf"(?P<after>之内|以内|内(?!部)|之后|以后|过后|后(?!天)|左右|的时间|时间|的样子|为限)?"
    ),
    "duration",
)
SERIES: Final = (
    "每逐按隔月周期拜",
    re.compile(
        r"(?:每逢?|逢|逐|按|隔(?!天就|日就)|月(?=月[0-9一二三四五六七八九十]))(?P<skip>隔)?(?P<n>[一二两三四五六七八九十半]|"
        r"[0-9]{1,2})?(?P<ge>个)?(?:(?P<unit>月|周(?![一二三四五六日天])|"
        r"星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|天|日)(?:的)?(?:(?P<d>[0-9]{1,2}|"
        r"[一二三四五六七八九十廿]{1,3})[号日]|(?P<part>底|末|初|中))?|(?:周|星期|"
        r"礼拜)(?P<wd>[一二三四五六日天]))|(?:一|1)个?(?P<u2>月|星期|礼拜|周)(?=(?:还|给|交|打|付|转)(?:你们?)?[0-9一二三四五六七八九两十])|"
        r"一个(?P<u3>星期|礼拜)(?=[一二两三四五六七八九]百)"
    ),
    "series",
)
VAGUE: Final = (
    "快早这几两近改回哪阵段有手等迟晚赶过年节假以慢",
    re.compile(
        r"尽快|尽早|尽速|赶快|赶紧|抓紧|早日|(?:这|过|再过)(?:个)?(?:几|两|俩|一两)(?:天|日)(?!之内|以内|内)|没几天|过些(?:天|日子)|"
        r"(?:这|前|几)段时间|这阵子|过(?:一)?(?:阵子?|段时间|段日子)|"
        r"最近|近期|近日|不日|改天|改日|"
        r"赶明(?:儿个?|天|个)?|回头|哪天|迟啲|迟些|过排|有钱(?:了|的时候)?(?:再|就|一定|肯定|我)|手头(?:松|宽裕)[^，。,]{0,3}|"
        r"宽裕[^，。,]{0,3}|缓过(?:来|劲)[^，。,]{0,3}|早晚(?!各)|"
        r"迟早|以后再|慢慢|过完年|年后|节后|假后|有空"
    ),
    "vague",
)
NOW: Final = (
    "现马立这即而宜依家待等一晚稍下当回挂中上",
    re.compile(
        r"现在|现时|马上|立马|立刻|立即|这就|这会儿|即刻|即时|而家|宜家|依家|家下|(?:待|等|过)(?:一)?会儿?|一哈儿?|等一?下(?!周|个|"
        r"月|星|礼)|等阵|(?<![开不])一会儿?(?!就好)|一阵间?|晚点�?|"
        r"晚些(?:时候)?|稍后|稍晚|当场|当下|此刻|"
        r"(?:一)?(?:回去|回家|到家|挂了?电话|放下电话|挂断|讲完电话)(?:之后|以后|后)?(?:我)?就|(?:等我?)?(?:下班|收工|放工|"
        r"吃完饭)(?:之后|以后|后|之前|以前|前|了)?|"
        r"(?<![天日早晚周号一二三四五六])(?:中午|下午|傍晚|晚上|今晚上)(?:[0-9一二两三四五六七八九十]{1,3}点(?:半|钟)?|"
        r"[0-2]?[0-9]:[0-5][0-9])?(?:之前|以前|前|后)?|(?:天黑|半夜|零点|"
        r"午夜)(?:之前|以前|前)"
    ),
    "now",
)
PAST: Final = (
    "昨前刚上去以之才",
    re.compile(
        r"昨[天日晚儿]|琴日|寻日|大?前[天日晚儿]|刚才|刚刚|刚[交还付转打存]|上个?(?:周|星期|礼拜|月)(?!底前)|去年|前几[天日个]|"
        r"前阵子?|前段|早前|之前(?=我|就|都|已|也|那|说|还|跟|你|不|的|欠|借)|"
        r"以前(?=我|就|都|已|也|那|说|还|跟|你|不|的)"
    ),
    "past",
)
_PROMPT: Final = frozenset({"马上", "立马", "立刻", "立即", "即刻", "即时", "当场", "当下"})
_MARKED: Final = ("之内", "以内", "内", "之后", "以后", "过后", "后", "左右", "的时间", "时间", "的样子", "为限")


def span_read(found: re.Match[str], kind: str, on: date) -> DayMark | None:
    """The mark of a match of one of the tables above."""
    if kind == "duration":
        return _duration(found, on)
    if kind == "series":
        return _series(found, on)
    plain = {"vague": DayKind.VAGUE, "now": DayKind.NOW, "past": DayKind.PAST}[kind]
    return DayMark(found.start(), found.end(), plain, on if plain is DayKind.NOW else None, prompt=found.group() in _PROMPT)


def _later(words: str) -> int | None:
    parts = re.split("[-到至~]", words)
    return later_of(parts[-1])


def _duration(found: re.Match[str], on: date) -> DayMark | None:
    """三天之内 and 过五六天 name a day; a bare 三天 is a length; 过两天, 这几天 and 几天后 name none."""
    words, before, after, unit = found["n"], found["before"] or "", found["after"] or "", found["unit"]
    if before == "前" or found.string[max(0, found.start() - 1) : found.start()] in {"第", "每", "哪", "分", "成"}:
        return None
    if words == "几" or (
        words in {"两", "俩", "一两"} and unit in {"天", "日"} and before in {"过", "再过", "这", "过个"} and not after.endswith("内")
    ):
        return DayMark(found.start(), found.end(), DayKind.VAGUE)
    if re.search(r"(?<!为)了快?$", found.string[: found.start()]):
        return DayMark(found.start(), found.end(), DayKind.PAST)
    day = _after(words, unit, on, half=bool(found["half"] or found["tail"] or unit == "天半"), counted=bool(found["ge"]))
    if day is None:
        return None
    marked = after in _MARKED or before in {"过", "再过", "过个", "这", "隔"}
    kind = DayKind.DAY if marked else DayKind.SPAN
    unsure = bool(found["about"]) or words == "个把" or after in {"左右", "的样子"}
    return DayMark(found.start(), found.end(), kind, day, unsure=unsure)


def _after(words: str, unit: str, on: date, *, half: bool, counted: bool) -> date | None:
    if unit == "月" and not counted and words not in {"半", "十天半"}:
        return None  # 三月 is March
    if words in {"半", "十天半"}:
        return on + timedelta(days=15) if unit == "月" else None
    count = 1 if words == "个把" else _later(words)
    if not count:
        return None
    if unit == "月":
        return months_on(on, count, 15 if half else 0)
    if unit in {"小时", "钟头"}:
        return (datetime.combine(on, time(0)) + timedelta(hours=count)).date() if count >= 24 else on
    days = count * (7 if unit in {"周", "星期", "礼拜"} else 1)
    return on + timedelta(days=days + (1 if half else 0))


def _series(found: re.Match[str], on: date) -> DayMark | None:
    """每周五, 每月十号, 每半个月, 每个礼拜."""
    number, unit = found["n"] or "一", found["unit"] or found["u2"] or found["u3"]
    if found.group().startswith("按") and not found["d"]:
        return DayMark(found.start(), found.end(), DayKind.SERIES, every=_step(1, unit)) if unit else None
    if found["wd"]:
        weekday = "一二三四五六日".index(found["wd"].replace("天", "日"))
        skip = 2 if found["skip"] or found.group().startswith("隔") else 1
        return DayMark(found.start(), found.end(), DayKind.SERIES, every=Every(days=7 * skip, first_on=weekday_after(on, weekday)))
    if found["d"] or found["part"]:
        day = small_of(found["d"]) if found["d"] else {"底": 31, "末": 31, "初": 5, "中": 15}[found["part"]]
        if not day or day > 31:
            return None
        return DayMark(found.start(), found.end(), DayKind.SERIES, every=Every(months=1, first_on=day_next(day, on), number=day))
    if number == "半":
        return DayMark(found.start(), found.end(), DayKind.SERIES, every=Every(days=15)) if unit == "月" else None
    count = (DIGITS.get(number) or small_of(number) or 1) + (1 if found["skip"] or found.group().startswith("隔") else 0)
    return DayMark(found.start(), found.end(), DayKind.SERIES, every=_step(count, unit))


def _step(count: int, unit: str) -> Every:
    if unit == "月":
        return Every(months=count)
    return Every(days=count * (7 if unit in {"周", "星期", "礼拜"} else 1))

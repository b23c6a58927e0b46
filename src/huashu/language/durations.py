"""Lengths of time: how long somebody has been somewhere, for how long he borrows. 两年半, 快六年, "a year and a half".

Lengths are in months, with the span that the words leave open. Weeks and days are parts of a month by their plain ratio (a week: 12/52).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from huashu.language.figures import Figure, figures_find


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time.

    Args:
        start: Where its words begin.
        end: Where they end.
        months: How long.
        low: The least that the words allow, in months.
        high: The most that the words allow, in months.
        approximate: They say it only roughly.
        by_month: They count the months, not only years.
        either: They give two lengths without choosing.
    """

    start: int
    end: int
    months: Fraction
    low: Fraction
    high: Fraction
    approximate: bool = False
    by_month: bool = False
    either: bool = False


_ZH_YEAR: Final = re.compile(
    r"(?P<more>多|来|几)?(?:个)?(?:整)?年(?P<half>半)?(?P<more2>多|出头|有余|以上|不到)?(?![级龄轻纪底初中末前后薪])"
)
_ZH_MONTHS: Final = re.compile(
    r"(?:零|又|加|外加|另)?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<more>多|来|"
    r"几)?(?:个(?:多)?(?P<half>半)?月|期)(?P<more2>多|出头)?"
)
_ZH_HALF: Final = re.compile(
    r"(?P<more>大|小|快|不到|将近)?半(?:个)?年(?P<more2>多|出头|不到)?|(?P<season>(?:一|三|两|二|3|2)个?季度?)|"
    r"(?P<month>半个月|个把月|一个来月|几个月)|(?P<some>[小]?一年(?!级)(?:左右)?)"
)
_ZH_UNIT: Final = re.compile(
    r"(?P<more>多|来|几)?(?P<unit>个(?:多|半)?月(?!前)|月(?!份|底|初|[0-9一二三四五六七八九十])|期|周|个?星期|个?礼拜|"
    r"天)(?P<half>半)?(?P<more2>多|出头)?(?P<tail>左右|上下|的样子)?"
)
_EN_UNIT: Final = re.compile(
    r"[ -]?(?:(?:full|whole|solid|good|long|odd|straight|some) )?(?P<unit>years?|yrs?|months?|mos?|weeks?|wks?|days?|"
    r"instal?lments?|payments?)(?![a-z])(?P<half>,? and a half|,? and a bit| and change| plus(?! [a-z0-9]))?"
)
_EN_WORDS: Final = re.compile(
    r"(?P<half>(?<!and )half a year|(?<![a-z] )six months)|(?P<couple>(?:a )?couple(?: of)? (?P<cu>years|months|"
    r"weeks))|(?P<one>(?:a|one|an) (?P<ou>year|month|week)(?P<and>,? and a half| and a quarter| and change|"
    r",? and a bit| or so)?(?! ago))|(?P<few>(?:a )?few (?P<fu>years|months|weeks))|(?P<decade>(?:a|over a|"
    r"nearly a) decade)|(?P<yandh>(?:a year|year)-and-a-half)"
)
_MONTHS: Final = {"y": Fraction(12), "m": Fraction(1), "w": Fraction(12, 52), "d": Fraction(12, 365), "i": Fraction(1), "p": Fraction(1)}


def durations_find(text: str, *, chinese: bool) -> list[Duration]:
    """All lengths of time in a text, from left to right.

    Args:
        text: A normalised text.
        chinese: Whether to read Chinese, else English.
    """
    return list(_durations(text, chinese=chinese))


@lru_cache(maxsize=2048)
def _durations(text: str, *, chinese: bool) -> tuple[Duration, ...]:
    made = _chinese(text) if chinese else _english(text)
    kept: list[Duration] = []
    for duration in sorted(made, key=lambda found: (found.start, -found.end)):
        if not kept or duration.start >= kept[-1].end:
            kept.append(duration)
    return tuple(kept)


def _chinese(text: str) -> list[Duration]:
    made: list[Duration] = []
    for figure in figures_find(text, chinese=True):
        words = text[figure.start : figure.end]
        if words.endswith("个") and text[figure.end : figure.end + 1] == "月":
            continue
        year = _ZH_YEAR.match(text, figure.end)
        if year and figure.value < 100:
            made.append(_chinese_years(text, figure, year))
            continue
        unit = _ZH_UNIT.match(text, figure.end)
        if unit and figure.value < 1000:
            made.append(_chinese_units(figure, unit))
    made += [_chinese_words(found) for found in _ZH_HALF.finditer(text)]
    return made


def _low(figure: Figure) -> Fraction:
    """Nearly ten years is more than nine, however round ten is."""
    return max(figure.low, figure.value - 1) if figure.approximate and not figure.range else figure.low


def _chinese_years(text: str, figure: Figure, year: re.Match[str]) -> Duration:
    months, low, high = figure.value * 12, _low(figure) * 12, figure.high * 12
    if year["half"]:
        months, low, high = months + 6, max(low + 6, Fraction(0)), high + 6
    about, by_month, end = figure.approximate, False, year.end()
    marks = (year["more"] or "") + (year["more2"] or "")
    if re.search("多|来|几|出头|余|以上", marks):
        high, about = high + (6 if year["half"] else 12), True
    if "不到" in marks:
        low, about = low - 12, True
    rest = _ZH_MONTHS.match(text, year.end())
    if rest and not year["half"]:
        extra = figures_find(rest["n"], chinese=True)
        if extra and extra[0].value < 12:
            add = extra[0].value + (Fraction(1, 2) if rest["half"] else 0)
            months, low, high, by_month, end = months + add, low + add, high + add, True, rest.end()
            if rest["more"] or rest["more2"]:
                high, about = high + 1, True
    tail = re.compile("左右|上下|的样子|差不多|样子").match(text, end)
    if tail:
        about, end = True, tail.end()
    return Duration(figure.start, end, months, max(low, Fraction(0)), high, about, by_month, figure.either)


def _chinese_units(figure: Figure, unit: re.Match[str]) -> Duration:
    name = unit["unit"]
    size = Fraction(1) if "月" in name or name == "期" else Fraction(12, 365) if name == "天" else Fraction(12, 52)
    months, low, high = figure.value * size, figure.low * size, figure.high * size
    if unit["half"] or "半" in name:
        months, low, high = months + size / 2, low + size / 2, high + size / 2
    marks = (unit["more"] or "") + (unit["more2"] or "") + ("多" if "多" in name else "")
    if marks:
        high = high + size
    about = figure.approximate or bool(marks) or bool(unit["tail"])
    return Duration(figure.start, unit.end(), months, low, high, about, by_month=size == 1, either=figure.either)


def _chinese_words(found: re.Match[str]) -> Duration:
    if found["season"]:
        months = Fraction(3 * {"一": 1, "两": 2, "二": 2, "2": 2}.get(found["season"][0], 3))
        return Duration(found.start(), found.end(), months, months, months)
    if found["month"]:
        low, high = (Fraction(0), Fraction(1)) if found["month"] == "半个月" else (Fraction(1), Fraction(2))
        low, high = (Fraction(2), Fraction(9)) if found["month"] == "几个月" else (low, high)
        return Duration(found.start(), found.end(), Fraction(1, 2) if found["month"] == "半个月" else low, low, high, approximate=True)
    if found["some"]:
        return Duration(
            found.start(),
            found.end(),
            Fraction(12),
            Fraction(12),
            Fraction(12),
            approximate="左右" in found.group() or "小" in found.group(),
        )
    marks = (found["more"] or "") + (found["more2"] or "")
    low, high = Fraction(6), Fraction(6)
    if "多" in marks or "大" in marks or "出头" in marks:
        high = Fraction(11)
    if re.search("小|快|不到|将近", marks):
        low = Fraction(3)
    return Duration(found.start(), found.end(), Fraction(6), low, high, approximate=bool(marks))


def _english(text: str) -> list[Duration]:
    made: list[Duration] = []
    for figure in figures_find(text, chinese=False):
        unit = _EN_UNIT.match(text, figure.end)
        if unit and figure.values[-1] < 1000:
            made.append(_english_units(text, figure, unit))
    made += [_english_words(text, found) for found in _EN_WORDS.finditer(text)]
    return _summed(text, made)


def _english_units(text: str, figure: Figure, unit: re.Match[str]) -> Duration:
    size = _MONTHS[unit["unit"][0]]
    value = next((value for value in figure.values if value < 1000), figure.value)
    stretch = value / figure.value
    months, low, high = value * size, _low(figure) * stretch * size, figure.high * stretch * size
    half, about, end = unit["half"] or "", figure.approximate, unit.end()
    if "half" in half:
        months, low, high = months + size / 2, low + size / 2, high + size / 2
    elif half:
        high, about = high + size, True
    tail = re.compile(r",? (?:or so|give or take|or thereabouts|more or less|plus|and change|ish)(?![a-z])|\+").match(text, end)
    if tail:
        about, end = True, tail.end()
        high = high + size if "plus" in tail.group() or "change" in tail.group() or "+" in tail.group() else high
    return Duration(figure.start, end, months, low, high, about, by_month=size == 1, either=figure.either)


def _english_words(text: str, found: re.Match[str]) -> Duration:
    about = bool(re.search(r"(?:about|around|roughly|nearly|almost|over|just under|maybe|just over) $", text[: found.start()]))
    low_words = re.search(r"(?:nearly|almost|just under|not quite|going on) $", text[: found.start()])
    over = re.search(r"(?:over|more than) $", text[: found.start()])
    if found["half"]:
        months = low = high = Fraction(6)
    elif found["couple"]:
        months = 2 * _MONTHS[found["cu"][0]]
        low, high, about = months, months * Fraction(3, 2), True
    elif found["few"]:
        months = 3 * _MONTHS[found["fu"][0]]
        low, high, about = months * Fraction(2, 3), months * Fraction(5, 3), True
    elif found["decade"]:
        months, low, high, about = (
            Fraction(120),
            Fraction(108 if "nearly" in found.group() else 120),
            Fraction(132 if "over" in found.group() else 120),
            True,
        )
    elif found["yandh"]:
        months = low = high = Fraction(18)
    else:
        size = _MONTHS[found["ou"][0]]
        tail = found["and"] or ""
        months = size * (Fraction(3, 2) if "half" in tail else Fraction(5, 4) if "quarter" in tail else 1)
        loose = "change" in tail or "bit" in tail
        low, high, about = months, months + (size if loose else 0), about or loose or "so" in tail
    step = Fraction(12) if months >= 12 else Fraction(1)
    low, high = (low - step if low_words else low), (high + step if over else high)
    by_month = bool(found["half"] and "months" in found.group()) or found["ou"] == "month"
    return Duration(found.start(), found.end(), months, max(low, Fraction(0)), high, about or bool(over or low_words), by_month=by_month)


_AND: Final = re.compile(r",? (?:and )?")


def _summed(text: str, found: list[Duration]) -> list[Duration]:
    """Two years and three months: one length."""
    made: list[Duration] = []
    for duration in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        last = made[-1] if made else None
        if last and duration.start < last.end:
            continue
        if (
            last
            and _AND.fullmatch(text[last.end : duration.start])
            and last.months >= 12 > duration.months
            and not last.by_month
            and duration.by_month
        ):
            months = last.months + duration.months
            made[-1] = Duration(
                last.start,
                duration.end,
                months,
                last.low + duration.low,
                last.high + duration.high,
                last.approximate or duration.approximate,
                by_month=True,
            )
        else:
            made.append(duration)
    return made

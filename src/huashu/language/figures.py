"""Numbers as people tell them, with the span that the words leave open: 五千多 is 5,000 to 6,000, "three to four" is just that.

A figure says what was said and how far it can be stretched. What it counts (money, months, percent) is for whoever asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from huashu.language.en.numbers import NUMBER as EN_NUMBER
from huashu.language.en.numbers import SCALES, WORDS, values_of
from huashu.language.zh.numbers import DIGITS, UNITS, value_of
from huashu.language.zh.numbers import NUMBER as ZH_NUMBER


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    Args:
        start: Where it begins, with the words that go with it.
        end: Where it ends.
        values: What it may mean, the likeliest first.
        low: The least that the words allow.
        high: The most that the words allow.
        approximate: They say it only roughly.
        range: They give two ends.
        either: They give two values without choosing.
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    low: Fraction
    high: Fraction
    approximate: bool = False
    range: bool = False
    either: bool = False

    @property
    def value(self) -> Fraction:
        """The likeliest value."""
        return self.values[0]

    def scaled(self, factor: Fraction | int) -> Figure:
        """The same words counted in another unit."""
        return replace(self, values=tuple(value * factor for value in self.values), low=self.low * factor, high=self.high * factor)


_ZH: Final = re.compile(
    r"(?:(?P<head>大概|大约|差不多|约莫|约|好像|应该|可能|估计)(?:是|有|在|得|个)?)?"
    r"(?:(?P<under>将近|接近|快要?|近|不到|不足|小(?=[0-9一二两三四五六七八九十])|不满|差一?点到?)(?:是|有|到)?)?"
    rf"(?:(?P<over>超过|超|多于|起码|至少|不止|少说)(?:有|是)?)?(?P<n>(?:{ZH_NUMBER}))(?P<more>好?几|来|多点?|"
    rf"余)?(?P<scale>[十百千万]+)?(?P<more2>多|来|几|出头)?"
    r"(?P<unit>个(?=[^月点人星小礼工半多季])|块钱?|元|圆|台币|人民币)?(?P<tail>出头|多(?:一?点)?|不到|左右|上下|"
    r"的样子|差不多|以上|往上|打底|开外)?"
)
_ZH_PAIR: Final = re.compile(r"([一二三四五六七八])([二三四五六七八九])(?=[十百千万年个厘分点成]|$)")
_NEIGHBOURS: Final = re.compile(r"([一二两三四五六七八])([百千万])([二三四五六七八九])\2")
_DOUBLED: Final = re.compile(r"^(.*[十百千万].*)\1$")
_ZH_LINK: Final = re.compile(r"[块元]?(?:到|至|-|~|—|——)")
_ZH_EITHER: Final = re.compile(r"[块元个月期年天号]*(?:来着)?[,，]?(?:还是说?|或者?是?|要么|要不)(?:是|就是)?")
_EN_HEAD: Final = re.compile(
    r"(?:(?P<about>about|around|roughly|approximately|approx\.?|maybe|probably|somewhere (?:around|about|near)|"
    r"something like|say|circa|like|some|near(?: to)?|close to)"
    r"|(?P<under>just under|almost|nearly|just shy of|shy of|a (?:little|bit|touch|shade|hair) (?:under|below|"
    r"less than|shy of)|under|less than|going on|pushing|getting on for|not quite|coming up (?:on|to)|close on|below|"
    r"approaching)"
    r"|(?P<over>just over|a (?:little|bit|touch|shade|hair) (?:over|above|more than)|over|more than|north of|"
    r"upwards of|above|slightly over|at least))(?: of)? (?:about |like |the )?[$£]?$"
)
_EN_TAIL: Final = re.compile(
    r"(?:(?P<about> or so| ish|ish|-ish| or thereabouts|,? give or take|,? more or less|,? approximately|,? roughly|"
    r" ballpark|,? (?:i think|i guess|maybe|about))|(?P<over> plus(?! [a-z0-9])|\+| odd|-odd| and (?:change|some|"
    r"a bit)| something))(?![a-z])"
)
_EN_LINK: Final = re.compile(r" ?(?:-|–|to|and) ?(?:about |maybe )?[$£]?")
_EN_EITHER: Final = re.compile(r"(?: thousand| grand| months?| years?| percent|k)?,? (?:or|or maybe|or was it|or is it|maybe) [$£]?")
_ARTICLE: Final = re.compile(r"^an? (?!hundred|hundo|thousand|grand|k(?![a-z])|million|couple|half)")
_EN_POINT: Final = re.compile(
    r"(?<![a-z])(?:(?P<head>[a-z]+(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"[0-9]+) )?point (?P<tail>(?:(?:oh|o|zero|one|two|three|four|five|six|seven|eight|nine|[a-z]+ty(?:[ -](?:one|two|"
    r"three|four|five|six|seven|eight|nine))?|[0-9]+)(?:[ -]|(?![a-z])))+)(?P<scale>thousand|grand|k|hundred)?"
)


def figures_find(text: str, *, chinese: bool) -> list[Figure]:
    """All numbers of a normalised text, from left to right; two that form a range or a choice are one.

    Args:
        text: A normalised text.
        chinese: Whether to read Chinese numerals, else English ones.
    """
    return list(_figures(text, chinese=chinese))


@lru_cache(maxsize=4096)
def _figures(text: str, *, chinese: bool) -> tuple[Figure, ...]:
    found = _chinese(text) if chinese else _english(text)
    joined: list[Figure] = []
    for figure in found:
        last = joined[-1] if joined else None
        both = _joined(text, last, figure, chinese=chinese) if last else None
        if both:
            joined[-1] = both
        else:
            joined.append(figure)
    return tuple(joined)


def _joined(text: str, one: Figure, other: Figure, *, chinese: bool) -> Figure | None:
    gap = text[one.end : other.start]
    link, either = (_ZH_LINK, _ZH_EITHER) if chinese else (_EN_LINK, _EN_EITHER)
    is_range, is_choice = bool(link.fullmatch(gap)), bool(either.fullmatch(gap))
    if gap.strip() == "and" and not text[: one.start].rstrip().endswith("between"):
        is_range = False
    if not is_range and not is_choice:
        return None
    low = _lifted(one, other)
    if low.value == other.value:
        return replace(other, start=one.start)
    if is_range and low.value > other.value:
        return None
    low_end, high_end = min(low.value, other.value), max(low.value, other.value)
    return Figure(
        one.start, other.end, (low_end,), low_end, high_end, one.approximate or other.approximate, range=is_range, either=is_choice
    )


def _lifted(one: Figure, other: Figure) -> Figure:
    """The first of two ends in the scale of the second: 六到七千 is 6,000 to 7,000."""
    for scale in (10_000, 1000, 100):
        if one.value < 100 <= other.value and other.value >= scale and one.value * scale <= other.value:
            return one.scaled(scale)
    return one


def _chinese(text: str) -> list[Figure]:
    figures = [_chinese_figure(found) for found in _ZH.finditer(text)]
    return [figure for figure in figures if figure]


def _chinese_figure(found: re.Match[str]) -> Figure | None:
    words = _DOUBLED.sub(r"\1", found["n"] + (found["scale"] or ""))
    value = value_of(words)
    if value is None:
        return None
    step = _step(words)
    low = high = value
    both = _NEIGHBOURS.fullmatch(words)
    if both and DIGITS[both[1]] < DIGITS[both[3]]:
        low, high = value_of(both[1] + both[2]) or value, value_of(both[3] + both[2]) or value
        return Figure(found.start(), found.end(), (low,), low, high, bool(found["head"] or found["tail"]), range=True)
    pair = _ZH_PAIR.search(words)
    if pair and DIGITS[pair[2]] in {DIGITS[pair[1]] + 1, DIGITS[pair[1]] + 2}:
        low, high = (
            value_of(words[: pair.start(2)] + words[pair.end(2) :]) or value,
            value_of(words[: pair.start()] + words[pair.start(2) :]) or value,
        )
        value = low
    marks = (found["more"] or "") + (found["more2"] or "") + (found["tail"] or "")
    if re.search(r"多|几|余|出头", marks):
        high = high + (step if "出头" not in marks else step / 2)
    if found["under"] or "不到" in marks:
        low = max(low - step, Fraction(0))
    if found["over"] or re.search(r"以上|往上|开外", marks):
        high = high + step
    about = bool(found["head"] or found["under"] or found["over"] or marks)
    return Figure(found.start(), found.end(), (value,), low, high, about, range=bool(pair) and low != high)


def _step(words: str) -> Fraction:
    """The worth of the last place that is named: a thousand for 两千, a hundred for 八千五."""
    whole = words.split("点", maxsplit=1)[0]
    unit = next((UNITS[char] for char in reversed(whole) if char in UNITS), 0)
    digits = re.search(r"[0-9]+$", whole)
    if digits:
        zeros = len(digits.group()) - len(digits.group().rstrip("0"))
        return Fraction(10**zeros)
    if whole and whole[-1] in UNITS:
        scale = 1
        for char in reversed(whole):
            if char not in UNITS:
                break
            scale *= UNITS[char]
        return Fraction(scale)
    return Fraction(unit // 10) if unit >= 100 else Fraction(1)


def _english(text: str) -> list[Figure]:
    figures: list[Figure] = []
    taken = 0
    pattern = re.compile(rf"(?<![a-z0-9.])[$£]?(?P<n>{EN_NUMBER}(?:[ -]oh(?![a-z]))?)")
    points = {found.start(): found for found in _EN_POINT.finditer(text)}
    at = 0
    while found := pattern.search(text, at):
        point = next(
            (mark for start, mark in points.items() if found.start() <= start < found.end() or start <= found.start() < mark.end()), None
        )
        values = _pointed(point) if point else spoken_values(_ARTICLE.sub("", found["n"]))
        end = point.end() if point and values else found.end()
        if not values and not point and " and " in found["n"]:
            first = found["n"].split(" and ")[0]
            values, end = spoken_values(first), found.start("n") + len(first)
        at = point.end() if point else end
        if values:
            end = len(text[:end].rstrip())
            figures.append(_english_figure(text, found.start() if not point else min(found.start(), point.start()), end, values, taken))
            taken = figures[-1].end
    return figures


def _pointed(found: re.Match[str]) -> tuple[Fraction, ...]:
    """Six point nine, three point ninety-nine, one point two thousand."""
    whole = values_of(found["head"] or "zero") or ((Fraction(0),) if not found["head"] or found["head"] not in WORDS else ())
    digits = ""
    for token in re.split(r"[ -]+", found["tail"].strip()):
        value = 0 if token in {"oh", "o"} else WORDS.get(token)
        if value is None and not token.isdigit():
            return ()
        spoken_digits = token if token.isdigit() else str(value)
        joins = digits.endswith("0") and len(digits) > 1 and value is not None and 0 < value < 10 and len(spoken_digits) == 1
        digits = digits[:-1] + spoken_digits if joins and digits[-2:] in {str(n) for n in range(20, 100, 10)} else digits + spoken_digits
    if not whole or not digits:
        return ()
    scale = SCALES.get(found["scale"] or "", 1)
    return ((whole[0] + Fraction(int(digits), 10 ** len(digits))) * scale,)


def spoken_values(words: str) -> tuple[Fraction, ...]:
    """What an English number may mean, also as people shorten prices and rates.

    >>> spoken_values("twelve five")
    (Fraction(12500, 1), Fraction(25, 2), Fraction(1205, 1))
    >>> spoken_values("eighteen seven fifty"), spoken_values("one six eight oh")
    ((Fraction(18750, 1),), (Fraction(1680, 1),))
    """
    groups = _groups(words)
    sizes = tuple(len(group) for group in groups)
    made: tuple[Fraction, ...] = ()
    if len(groups) >= 3 and (set(sizes) == {1} or sizes[1:] == (2, 1)):
        made = (Fraction(int("".join(groups))),)
    elif len(groups) == 2 and sizes[1] == 1 and groups[0] != "0":
        head, tail = int(groups[0]), int(groups[1])
        made = Fraction(head * 1000 + tail * 100), Fraction(head * 10 + tail, 10), Fraction(head * 100 + tail)
    elif len(groups) == 2 and sizes[1] == 2:
        both = int(groups[0]) * 100 + int(groups[1])
        made = Fraction(both), Fraction(both, 100)
    elif len(groups) == 3 and sizes[1:] == (1, 2):
        made = (Fraction(int(groups[0]) * 1000 + int(groups[1]) * 100 + int(groups[2])),)
    return made or values_of(words)


def _groups(words: str) -> list[str]:
    """The groups of digits that are spoken one after another without a scale; empty where there is a scale or only one group."""
    tokens = [token for token in re.split(r"[ -]+", words) if token]
    groups: list[str] = []
    for token in tokens:
        value = 0 if token in {"oh", "o"} else WORDS.get(token)
        if value is None:
            return []
        last = groups[-1] if groups else ""
        if 0 < value < 10 and len(last) == 2 and last.endswith("0") and int(last) >= 20:
            groups[-1] = last[0] + str(value)
        else:
            groups.append(str(value))
    return groups if len(groups) > 1 else []


def _english_figure(text: str, start: int, end: int, values: tuple[Fraction, ...], taken: int) -> Figure:
    head, tail = _EN_HEAD.search(text, max(taken, start - 32), start), _EN_TAIL.match(text, end)
    value = values[0]
    low = high = value
    step = Fraction(1)
    while value and value % (step * 10) == 0:
        step *= 10
    if head and head["under"]:
        low = value - step
    if (head and head["over"]) or (tail and tail["over"]):
        high = value + step
    return Figure(head.start() if head else start, tail.end() if tail else end, values, low, high, approximate=bool(head or tail))

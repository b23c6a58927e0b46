"""Chinese numerals as people say them: 两千三百五, 一万二, 1.2万, 八百八, 壹佰, 三千来, 两三千.

A number is what one person would write down for it; of a range the lower end.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

DIGITS: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖") if value},
    "〇": 0, "两": 2, "俩": 2, "幺": 1, "仨": 3,
}  # fmt: skip
UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 10**8}
_DIGIT: Final = "零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖"
_UNIT: Final = "十拾百佰千仟万亿"
NUMERAL: Final = rf"(?:[0-9][0-9,]{{0,18}}(?![0-9])(?:\.[0-9]{{1,9}})?(?:[{_UNIT}]+|[kw](?![a-z]))?|[{_DIGIT}{_UNIT}])"
NUMBER: Final = rf"(?:{NUMERAL}){{1,24}}(?:点[零〇一二两三四五六七八九]+[{_UNIT}]*)?"
SMALL: Final = r"(?:[0-9]{1,3}|[一二两俩三四五六七八九十]{1,3})"
_RANGE: Final = re.compile(rf"([一二两三四五六七八])([二三四五六七八九])(?=[{_UNIT}])")
_ARABIC: Final = re.compile(r"[0-9][0-9,]{0,18}(?:\.[0-9]{1,9})?")


def value_of(words: str) -> Fraction | None:
    """The value of a numeral, or ``None`` if it is no number (a mere string of Chinese digits such as a phone number).

    >>> value_of("两千三百五"), value_of("1.2万"), value_of("两三千")
    (Fraction(2350, 1), Fraction(12000, 1), Fraction(2000, 1))
    """
    words = _RANGE.sub(r"\1", words)
    whole, point, decimals = words.partition("点")
    if point:
        scale = 1
        while decimals and decimals[-1] in UNITS:
            scale *= UNITS[decimals[-1]]
            decimals = decimals[:-1]
        head = value_of(whole)
        digits = "".join(str(DIGITS[char]) for char in decimals if char in DIGITS)
        return (head + Fraction(int(digits), 10 ** len(digits))) * scale if head is not None and digits else None
    if re.fullmatch(rf"[{_DIGIT}]{{2,}}", words):
        return Fraction(int("".join(str(DIGITS[char]) for char in words))) if len(words) <= 4 and words[0] not in "零〇" else None
    return _sum(words)


def _sum(words: str) -> Fraction | None:
    """Add up digits and units; a last digit without a unit counts the next smaller one (两千三 = 2,300)."""
    big = section = Fraction(0)
    last_unit = 1
    pending: Fraction | None = None
    zero = False
    at = 0
    while at < len(words):
        char = words[at]
        if found := _ARABIC.match(words, at):
            pending, at = Fraction(found.group().replace(",", "")), found.end()
            continue
        at += 1
        if char in DIGITS:
            zero = zero or DIGITS[char] == 0
            pending = Fraction(DIGITS[char]) if pending is None or pending == 0 else pending * 10 + DIGITS[char]
            continue
        unit = UNITS.get(char)
        if unit is None:
            return None
        zero = False
        if unit >= 10_000:
            section += pending or 0
            big = (big + section if section or big else Fraction(1)) * unit
            section = Fraction(0)
        else:
            section += (pending if pending is not None else 1) * unit
        pending, last_unit = None, unit
    if pending is not None:
        short = last_unit >= 100 and not zero and pending < 10 and pending == int(pending)
        section += pending * (last_unit // 10) if short else pending
    return big + section


def small_of(words: str) -> int | None:
    """A small count or the number of a day; ``None`` if it is none.

    >>> small_of("二十五"), small_of("廿八"), small_of("15")
    (25, 28, 15)
    """
    if words.isascii() and words.isdigit():
        return int(words)
    value = value_of(words.replace("廿", "二十").replace("卅", "三十"))
    return int(value) if value is not None else None


_PAIR: Final = re.compile(r"(?:十|[二三]十)?([一二两三四五六七八])([二两三四五六七八九])$")


def later_of(words: str) -> int | None:
    """The larger end of a count told as two neighbours: 五六 is 6, 三五 is 5, 十五六 is 16; a plain number is itself.

    >>> later_of("三五"), later_of("十五六"), later_of("七")
    (5, 16, 7)
    """
    if found := _PAIR.search(words):
        head = words[: found.start(1)]
        return (small_of(head) or 0) + DIGITS[found[2]] if head else DIGITS[found[2]]
    if words == "十天半":
        return 15
    return small_of(words)

"""Spoken and written numbers of a normalised text, as every value that they may mean.

"两千三百五" is 2,350 and "三千五" 3,500; "three fifteen" is 315 or 3.15, "six twelve fifty" 612.50. Understanding a customer's
promise needs more (dates, ranges); this is only what it takes to hold an officer's figures against the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "k": 1000, "w": 10_000}
_TO_NINETEEN: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS: Final = {word: value for value, word in enumerate(_TO_NINETEEN)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
SCALES: Final = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "million": 1_000_000}
_CHINESE: Final = re.compile(
    r"(?:[0-9][0-9,]*(?:\.[0-9]+)?(?:[kw](?![a-z])|[十百千万亿])?|[零〇一二两三四五六七八九十百千万亿])+(?:点[零〇一二两三四五六七八九]+)?半?"
)
_ENGLISH_WORD: Final = "|".join(sorted([*WORDS, *SCALES], key=len, reverse=True))
_ENGLISH: Final = re.compile(
    rf"(?<![a-z0-9])(?:an? (?=hundred|thousand|grand))?(?:{_ENGLISH_WORD})"
    rf"(?:(?:[ -]|,? and (?:a half )?|,? point )(?:{_ENGLISH_WORD})(?![a-z]))*(?![a-z])"
)


class Number(NamedTuple):
    """Where a number stands in the normalised text and what it may mean; ``unit`` is the worth of its last place."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    unit: Fraction
    bare: bool
    """True if it is a mere string of Chinese digits, as in telephone and identity numbers."""


def numbers_in(text: str) -> Iterator[Number]:
    """All numbers of a normalised text, from left to right within each language."""
    for match in _CHINESE.finditer(text):
        yield _chinese(match.group().rstrip(","), match.start())
    for match in _ENGLISH.finditer(text):
        values = tuple(_english(match.group()))
        if values:
            yield Number(match.start(), match.end(), values, _last_place(min(values)), bare=False)


def _chinese(words: str, start: int) -> Number:
    end = start + len(words)
    if words.isdigit() or re.fullmatch(r"[0-9][0-9,]*(?:\.[0-9]+)?", words):
        value = Fraction(words.replace(",", ""))
        places = len(words.partition(".")[2])
        return Number(start, end, (value,), Fraction(1, 10**places) if places else _last_place(value), bare=False)
    whole, _, decimals = words.rstrip("半").partition("点")
    value, unit = _chinese_whole(whole)
    if decimals:
        value += Fraction(int("".join(str(DIGITS[char]) for char in decimals)), 10 ** len(decimals))
        unit = Fraction(1, 10 ** len(decimals))
    if words.endswith("半"):
        value, unit = value + unit / 2, unit / 2
    bare = len(whole) > 1 and all(char in DIGITS for char in whole)
    return Number(start, end, (value,), unit, bare)


def _chinese_whole(words: str) -> tuple[Fraction, Fraction]:
    """Value and worth of the last place; sections end at 万 and 亿, and a last digit right after a unit counts a tenth of that unit."""
    digit: Fraction | None = None
    total, section = Fraction(0), Fraction(0)
    last_unit, after_zero = Fraction(1), False
    for part in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?|.", words):
        if part[0] in "0123456789":
            digit, after_zero = Fraction(part.replace(",", "")), False
        elif part in DIGITS:
            digit = (digit or 0) * 10 + Fraction(DIGITS[part])
            after_zero = after_zero or DIGITS[part] == 0
        else:
            worth = UNITS[part]
            if worth >= 10_000 or part in "kw":
                total = (total + section + (digit if digit is not None else (0 if total + section else 1))) * worth
                section = Fraction(0)
            else:
                section += (digit if digit is not None else 1) * worth
            digit, last_unit, after_zero = None, Fraction(worth), False
    if digit is None:
        return total + section, last_unit if total + section else Fraction(1)
    short = last_unit > 1 and not after_zero and digit < 10
    return total + section + digit * (last_unit / 10 if short else 1), last_unit / 10 if short else Fraction(1)


def _english(words: str) -> Iterator[Fraction]:
    text = words.replace("-", " ").replace(",", "")
    half = " and a half" in text
    text = text.replace(" and a half", "")
    whole, _, decimals = text.partition(" point ")
    chunks = _chunks([word for word in whole.split() if word not in {"and", "a", "an"}])
    if not chunks:
        return
    if decimals and len(chunks) == 1:
        yield chunks[0] + Fraction("0." + "".join(str(WORDS.get(word, 0)) for word in decimals.split()))
        return
    if half:
        scale = next((SCALES[word] for word in reversed(text.split()) if word in SCALES), 1)
        yield chunks[0] + Fraction(scale, 2)
        return
    yield from _joined(chunks)


def _joined(chunks: list[Fraction]) -> Iterator[Fraction]:
    """What numbers said one after the other may mean: 6, 12, 50 is 612.50."""
    if len(chunks) == 1:
        yield chunks[0]
    elif len(chunks) == 2:
        first, second = chunks
        if second < 100:
            yield first + second / 100
            if first < 100:
                yield first * 100 + second
    elif len(chunks) == 3 and chunks[1] < 100 and chunks[2] < 100:
        yield chunks[0] * 100 + chunks[1] + chunks[2] / 100


def _chunks(words: list[str]) -> list[Fraction]:
    """The numbers that plain grammar makes of the words: a new one begins where the last can't be continued."""
    chunks: list[Fraction] = []
    total = current = Fraction(0)
    room = Fraction(10**9)  # what follows must be smaller than this
    for word in words:
        if word in SCALES:
            scale = SCALES[word]
            if scale == 100:
                current = (current or Fraction(1)) * 100
            else:
                total, current = (total + (current or Fraction(1))) * scale, Fraction(0)
            room = Fraction(scale)
            continue
        value = Fraction(WORDS[word])
        if value >= room or (current and current % 100 and room > 100):
            chunks.append(total + current)
            total = current = Fraction(0)
        current += value
        room = Fraction(10) if value >= 20 else Fraction(1)
    return [*chunks, total + current]


def _last_place(value: Fraction) -> Fraction:
    """Worth of the last place that isn't zero, 1 at least: 2,400 -> 100."""
    place, whole = 1, int(value)
    while whole and whole % (place * 10) == 0:
        place *= 10
    return Fraction(place)

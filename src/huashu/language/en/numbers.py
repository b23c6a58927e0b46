"""English numbers as people say them: fifteen hundred, a grand, 1.5k, twelve fifty.

"Twelve fifty" is 12.50, 1,250 or ten to one; which is left to whoever knows what is owed (see ``amounts``).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

_TO_NINETEEN: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS: Final = (
    {word: value for value, word in enumerate(_TO_NINETEEN)} | {word: 10 * value for value, word in enumerate(_TENS, 2)} | {"fourty": 40}
)
SCALES: Final = {
    "hundred": 100, "hundo": 100, "thousand": 1000, "grand": 1000, "k": 1000, "lakh": 100_000, "lakhs": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
_ORDINAL_PARTS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
ORDINALS: Final = {
    **{word: value for value, word in enumerate(_ORDINAL_PARTS, 1)},
    **{f"twenty{gap}{word}": 20 + value for gap in "- " for value, word in enumerate(_ORDINAL_PARTS[:9], 1)},
    "thirtieth": 30,
    **{f"thirty{gap}first": 31 for gap in "- "},
}
ORDINAL: Final = "|".join(sorted((word.replace(" ", r"\ ") for word in ORDINALS), key=len, reverse=True))
SMALL: Final = (
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty[- ]four|"
    r"twenty|thirty[- ]six|thirty|forty[- ]eight|forty|forty[- ]five|sixty|seventy[- ]two|ninety)"
)
_UNIT_WORD: Final = "|".join(sorted([*WORDS, "hundred", "hundo", "thousand", "lakh", "lakhs", "crore", "crores"], key=len, reverse=True))
_FIGURE: Final = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,2})?|[0-9]{1,15}(?![0-9])(?:\.[0-9]{1,9})?"
NUMBER: Final = (
    rf"(?:(?:{_FIGURE})(?: ?k(?![a-z])| ?(?:hundred|thousand|grand|million|lakhs?|crores?)(?![a-z]))?"
    rf"|(?:(?:an?|half an?|a couple(?: of)?|couple) )?(?:{_UNIT_WORD})(?:(?:[ -]| and (?:a half )?|-and-)(?:oh )?(?:{_UNIT_WORD}|"
    rf"grand|k)(?![a-z]))*(?![a-z])"
    rf"|(?:an?|half an?|a couple(?: of)?|couple) (?:grand|k|hundred|thousand|lakhs?|crores?)(?![a-z]))(?: and a half(?! (?:week|"
    rf"month|day|hour)))?"
)


def small_of(words: str) -> int | None:
    """A count as people say it before a unit of time: a, one, two, twenty-four, 10."""
    if words.isdigit():
        return int(words)
    if words in {"a", "an"}:
        return 1
    total = sum(WORDS.get(word, 0) for word in re.split("[- ]", words))
    return total or None


def values_of(words: str) -> tuple[Fraction, ...]:
    """What a number may mean, the likeliest first; empty if it is none.

    >>> values_of("fifteen hundred"), values_of("1.5k"), values_of("a grand")
    ((Fraction(1500, 1),), (Fraction(1500, 1),), (Fraction(1000, 1),))
    >>> values_of("twelve fifty")
    (Fraction(1250, 1), Fraction(25, 2))
    """
    half = words.endswith(" and a half")
    core = words.removesuffix(" and a half")
    if found := re.match(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?(k|hundred|thousand|grand|million|lakhs?|crores?)?$", core):
        scale = SCALES.get(found[2] or "", 1)
        value = Fraction(found[1].replace(",", "")) * scale
        return (value + (Fraction(scale, 2) if half else 0),)
    head = re.match(r"(half an?|a couple(?: of)?|couple|an?) ", core)
    factor, rest = Fraction(1), core
    if head:
        rest = core[head.end() :]
        factor = Fraction(1, 2) if head[1].startswith("half") else Fraction(2 if "couple" in head[1] else 1)
    tokens = [token for token in re.split(r"[ -]", rest) if token not in {"and", "oh"}]
    values = _spoken(tokens, factor if head else None)
    if half and values:
        scale = next((SCALES[token] for token in reversed(tokens) if token in SCALES), 1)
        return (values[0] + Fraction(scale, 2),)
    return values


def _spoken(tokens: list[str], factor: Fraction | None) -> tuple[Fraction, ...]:
    """Add up words; two plain numbers side by side (twelve fifty) are hundreds and units, or units and hundredths."""
    if "a" in tokens and "half" in tokens:  # two and a half thousand
        at = tokens.index("a")
        scale = SCALES.get(tokens[-1], 1)
        head = _spoken(tokens[:at], factor)
        return ((head[0] + Fraction(1, 2)) * scale,) if head else ()
    groups: list[Fraction] = []
    total, current, tens_open = Fraction(0), factor, False
    for token in tokens:
        if token in SCALES:
            scale = SCALES[token]
            current = (current if current is not None else Fraction(1)) * scale
            if scale >= 1000:
                total, current = total + current, None
            tens_open = False
        elif token in WORDS:
            value = WORDS[token]
            joins = current is None or current % 100 == 0 or (tens_open and value < 10)
            if not joins and current is not None:
                groups.append(total + current)
                total, current = Fraction(0), None
            current = (current or Fraction(0)) + value
            tens_open = value >= 20
        else:
            return ()
    groups.append(total + (current or 0))
    return _side_by_side(groups)


def _side_by_side(groups: list[Fraction]) -> tuple[Fraction, ...]:
    """What numbers said one after the other mean: twelve fifty, one sixty-seven eighty."""
    if len(groups) == 1:
        return (groups[0],)
    if len(groups) == 3 and 0 < groups[0] < 10 <= min(groups[1:]) and max(groups[1:]) < 100:
        return (groups[0] * 100 + groups[1] + groups[2] / 100,)  # one sixty-seven eighty
    if len(groups) == 2 and 0 < groups[0] < 100 and 1 <= groups[1] < 100:
        return groups[0] * 100 + groups[1], groups[0] + groups[1] / 100
    if len(groups) == 2 and groups[0] >= 100 and groups[1] < 100:
        return (groups[0] + groups[1] / 100,)
    return ()

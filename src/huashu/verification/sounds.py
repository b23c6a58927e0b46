"""What sounds alike: Mandarin syllables with and without their tones, and English names that are said the same way.

The text comes from a recogniser, which writes what it heard with the likeliest character or spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pypinyin import Style, pinyin

from huashu.verification.cues import words_load


@lru_cache(maxsize=16_384)
def syllables(char: str) -> frozenset[str]:
    """All readings of a character with their tones; the character itself if it has none."""
    return frozenset(pinyin(char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0])


@lru_cache(maxsize=16_384)
def toneless(char: str) -> frozenset[str]:
    """All readings of a character without their tones."""
    return frozenset(reading.rstrip("12345") for reading in syllables(char))


@lru_cache(maxsize=65_536)
def same_sound(one: str, other: str) -> bool:
    """Whether two strings of characters can be said with the same sounds and tones."""
    return len(one) == len(other) and all(a == b or syllables(a) & syllables(b) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> bool:
    """Whether two strings of characters can be said with the same sounds, whatever the tones."""
    return len(one) == len(other) and all(a == b or toneless(a) & toneless(b) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=16_384)
def heard_in(needle: str, text: str) -> tuple[int, int] | None:
    """Where a string stands in a text, as it is written or at least as it sounds (two characters or more)."""
    at = text.find(needle)
    if at >= 0:
        return at, at + len(needle)
    if len(needle) < 2 or needle.isascii():
        return None
    for start in range(len(text) - len(needle) + 1):
        if alike(needle, text[start : start + len(needle)]):
            return start, start + len(needle)
    return None


_ALIKE: Final = {name: group.split("/")[0] for group in words_load("names")["alike"].split() for name in group.split("/")}
_RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"[^a-z]", r""),
        (r"^(?:kn|gn|pn)", r"n"),
        (r"^wr", r"r"),
        (r"^ps", r"s"),
        (r"^mc|^mac", r"mk"),
        (r"ph", r"f"),
        (r"ough|augh", r"o"),
        (r"gh", r""),
        (r"ck", r"k"),
        (r"sch", r"sh"),
        (r"tch", r"ch"),
        (r"ch(?=[rl])", r"k"),
        (r"c(?=[eiy])", r"s"),
        (r"c(?!h)", r"k"),
        (r"q", r"k"),
        (r"x", r"ks"),
        (r"dg", r"j"),
        (r"g(?=[eiy])", r"j"),
        (r"ie$|ey$|ee$|y$|i$", r"y"),
        (r"z", r"s"),
        (r"v(?=en)", r"v"),
        (r"fen$", r"ven"),
        (r"w(?![aeiou])", r""),
        (r"h(?![aeiouy])", r""),
        (r"e$", r""),
        (r"(.)\1+", r"\1"),
        (r"(?<!^)[aeiou]+", r"a"),
    )
)


@lru_cache(maxsize=4096)
def english_key(word: str) -> str:
    """A key under which names that are said alike fall together (Stephen and Steven, Catherine and Katherine, Clark and Clarke)."""
    key: str = _ALIKE.get(word.lower(), word.lower())
    for pattern, right in _RULES:
        key = pattern.sub(right, key)
    return str(key)

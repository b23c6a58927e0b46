"""A text in the small pieces that trained weights know: characters and words, alone and in a row.

Chinese is read by characters (one to three in a row), English by words (one or two) and by four letters of longer ones. Numbers are
all the same number: what matters is that an amount was said, not which.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[零〇一二两三四五六七八九十百千万]{2,}")
_WORD: Final = re.compile(r"[a-z']+|[#]|[?!.,]")
_SPACE: Final = re.compile(r"\s+")


@lru_cache(maxsize=256)
def word_pieces(text: str, language: str) -> frozenset[str]:
    """The pieces of a text by itself; remembered, since a conversation is read for several ends.

    Args:
        text: The text, made plain (:func:`huashu.language.plain.plain`).
        language: ``zh`` or ``en``.
    """
    pieces = runs(text, language, 3 if language == "zh" else 2)
    if language == "en":
        pieces |= {f"c:{word[i : i + 4]}" for word in _words(text) if len(word) > 5 for i in range(len(word) - 3)}
    return frozenset(pieces)


def runs(text: str, language: str, most: int) -> set[str]:
    """Characters or words of a text, and up to so many of them in a row; its beginning and end are signs too."""
    if not text:
        return set()
    if language == "zh":
        letters = "^" + _SPACE.sub("", _NUMBER.sub("#", text)) + "$"
        return _joined(list(letters), most, str.__add__)
    return _joined(["^", *_words(text), "$"], most, "{} {}".format)


def _joined(parts: list[str], most: int, joined: Callable[[str, str], str]) -> set[str]:
    longer = parts
    found = set(longer)
    for length in range(1, most):
        longer = list(map(joined, longer, parts[length:]))
        found.update(longer)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(_NUMBER.sub("#", text.lower()))

"""A turn as the linear model reads it: pieces of its words, phrase rules that fire, what was said before it, and the kind of call.

Chinese is read by characters (one to four in a row), English by words (one to three) and by four letters of longer ones. Numbers are
all the same number: what matters to a step is that an amount was said, not which. Each piece has a weight: the turn's own pieces share
one length between them, what was said before counts less, a phrase rule counts by itself.
"""

from __future__ import annotations

import re
from typing import Final

from huashu.review.hearing.phrases import rules_fired

BEFORE: Final = 0.4
RULE: Final = 0.6
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*|[零〇一二两三四五六七八九十百千万]{2,}")
_WORD: Final = re.compile(r"[a-z']+|[#]|[?!.,]")
_SPACE: Final = re.compile(r"\s+")


def features(text: str, before: str, kind: str, language: str, *, officer: bool) -> dict[str, float]:
    """The pieces of one turn with their weights.

    Args:
        text: The turn's words, made plain (:func:`huashu.language.plain.plain`).
        before: What the other side said last, made plain; may be empty.
        kind: Call kind, or ``*`` if it isn't known.
        language: ``zh`` or ``en``.
        officer: Whether the officer speaks.
    """
    own = word_pieces(text, language)
    own.add(f"L:{min(6, len(text) // (8 if language == 'zh' else 30))}")
    weight = float(len(own)) ** -0.5
    found = dict.fromkeys(own, weight)
    tail = before[-80:] if language == "zh" else before[-240:]
    found |= dict.fromkeys((f"P:{piece}" for piece in _runs(tail, language, 2 if language == "zh" else 1)), weight * BEFORE)
    found |= dict.fromkeys((f"R:{name}" for name in rules_fired(language, text, before, officer=officer)), RULE)
    if kind != "*":
        found[f"K:{kind}"] = weight
    return found


def word_pieces(text: str, language: str) -> set[str]:
    """The pieces of a text by itself."""
    pieces = _runs(text, language, 4 if language == "zh" else 3)
    if language == "en":
        pieces |= {f"c:{word[i : i + 4]}" for word in _words(text) if len(word) > 5 for i in range(len(word) - 3)}
    return pieces


def _runs(text: str, language: str, most: int) -> set[str]:
    if not text:
        return set()
    if language == "zh":
        letters = "^" + _SPACE.sub("", _NUMBER.sub("#", text)) + "$"
        return {letters[i : i + n] for n in range(1, most + 1) for i in range(len(letters) - n + 1)}
    words = ["^", *_words(text), "$"]
    return {" ".join(words[i : i + n]) for n in range(1, most + 1) for i in range(len(words) - n + 1)}


def _words(text: str) -> list[str]:
    return _WORD.findall(_NUMBER.sub("#", text.lower()))

"""How a frame of a phrase file becomes a regular expression.

A frame is a regular expression with a few additions: ``{name}`` stands for any word of a lexicon; ``~`` for a short gap inside
one clause, ``_`` for such a gap without a second person, ``~~`` for a gap inside one sentence, ``~~~`` for one across sentences;
``@`` marks the act, which a guard must precede. A ``!`` in front switches the shared guards off, for denials that are part of the
threat. The words of a lexicon are written in short: ``打(断|残)(了|)`` is four words. Matching every frame on every text would be
slow, so each frame knows groups of words of which one each must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from huashu.conduct.scan.vocabulary import Words, groups_needed, ways

Language = Literal["zh", "en"]

GAPS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "~~~": r"[\s\S]{0,60}?",
        "~~": r"[^。！？!?\n]{0,26}?",
        "~": r"[^，。！？；：,!?;:\n]{0,10}?",
        "_": r"[^你，。！？；：,!?;:\n]{0,10}?",
    },
    "en": {
        "~~~": r"[\s\S]{0,140}?",
        "~~": r"[^.!?\n]{0,90}?",
        "~": r"[^.,!?;:\n]{0,45}?",
        "_": r"(?:(?!\byou\b)[^.,!?;:\n]){0,45}?",
    },
}
_TOKEN: Final = re.compile(r"\{([a-z][a-z_]*)\}|(~~~|~~|~|_)\??|(@)")
_GROUP: Final = re.compile(r"\(([^()]*)\)")


class PatternFault(ValueError):
    """A frame or a lexicon can't be read; the text says why, as a phrase."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One compiled frame.

    Args:
        pattern: The regular expression; its group ``act``, if any, is where the act begins.
        needs: Groups of words; a text without a word of each group can't match.
        guarded: False if the shared guards don't apply.
        source: The frame as it was written.
    """

    pattern: re.Pattern[str]
    needs: tuple[Words, ...]
    guarded: bool
    source: str


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Words by language and name."""

    words: Mapping[Language, Mapping[str, Words]]


def words_expanded(short: str) -> tuple[str, ...]:
    """All words that a short form stands for.

    Raises:
        PatternFault: Its brackets don't match or it holds signs of regular expressions.
    """
    words: tuple[str, ...] = (short,)
    rest = True
    while rest:  # innermost brackets first, so that they may be nested
        words = tuple(word for form in words for word in _innermost_expanded(form))
        rest = any("(" in word for word in words)
    if any(re.search(r"[()|?*+\[\]\\{}]", word) for word in words):
        raise PatternFault(f"'{short}' isn't a word or a short form such as 打(断|残)(了|)")
    return words


def _innermost_expanded(form: str) -> tuple[str, ...]:
    match = _GROUP.search(form)
    if match is None:
        if "(" in form:
            raise PatternFault(f"the brackets of '{form}' don't match")
        return (form,)
    return tuple(form[: match.start()] + choice + form[match.end() :] for choice in match.group(1).split("|"))


def lexicon_pattern(words: tuple[str, ...], language: Language) -> str:
    """A group that matches any of the words, the longest first; English words match whole."""
    body = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    return f"(?:{body})" if language == "zh" else rf"(?<![a-z])(?:{body})(?![a-z])"


def frames_compiled(source: str, lexicons: Lexicons, language: Language) -> Iterator[Frame]:
    """Compile one frame as written; one with several ways at its top level becomes several, which lets each be passed over quickly.

    Args:
        source: The frame as written in a phrase file.
        lexicons: Words by name.
        language: Decides gaps and word edges.

    Raises:
        PatternFault: It names an unknown lexicon or isn't a regular expression.
    """
    body, named = source.removeprefix("!"), lexicons.words[language]
    edge = r"(?!(?<=[a-z])[a-z])" if language == "en" else ""  # never within a word

    def replaced(token: re.Match[str]) -> str:
        name, gap, _ = token.groups()
        if gap:
            return GAPS[language][gap] + edge
        if name is None:
            return "(?P<act>)" + edge
        if name not in named:
            raise PatternFault(f"there is no lexicon '{name}' for {language}")
        return lexicon_pattern(named[name], language)

    for way in ways(body):
        try:
            pattern = re.compile(edge + _TOKEN.sub(replaced, way))
        except re.error as fault:
            raise PatternFault(f"'{way}' isn't a regular expression: {fault}") from None
        yield Frame(pattern, tuple(groups_needed(way, named)), not source.startswith("!"), source)

"""A text as the rules read it, with the way back to the text as it was written.

Traditional characters become simplified one by one, full-width letters half-width, capitals small; polite and gendered pronouns and
common Cantonese characters become the plain ones that the phrase files use; spaces beside Chinese characters and invisible characters go.
Every character left knows where it came from, so a match always leads back to a true piece of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import opencc

_SIMPLIFY: Final = opencc.OpenCC("t2s")
_SAME: Final = {
    "您": "你", "妳": "你", "她": "他", "佢": "他", "著": "着", "乾": "干", "甭": "别",
    "唔": "不", "冇": "没", "嘅": "的", "哋": "们", "咗": "了", "俾": "给", "畀": "给",
    "嚟": "来", "喺": "在", "搵": "找", "睇": "看", "啲": "些", "嗰": "那", "攞": "拿",
    "’": "'", "‘": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "…": "，",
}  # fmt: skip
_SENTENCE_END: Final = re.compile(r"[。！？!?；;\n]+|(?<![0-9])\.(?![0-9])(?<!mr\.)(?<!ms\.)(?<!dr\.)(?<!mrs\.)|(?<=[0-9])\.(?=\s|$)")
_CLAUSE_END: Final = re.compile(r"[，：:—–]|(?<![0-9]),|,(?![0-9])|--")
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿]")
TEXTS: Final = 128
"""How many texts are remembered: those of one conversation, each of which several rooms read."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A normalised text and the way back.

    Args:
        text: The normalised text.
        at: For each of its characters, where it stands in the original.
        original: The text as it was written.
        sentences: Where each sentence starts in ``text``, beginning with 0.
        clauses: Where each clause starts in ``text``, beginning with 0.
    """

    text: str
    at: tuple[int, ...]
    original: str
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around a position."""
        return _around(self.sentences, position, len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around a position."""
        return _around(self.clauses, position, len(self.text))

    def quote(self, start: int, end: int) -> tuple[int, str]:
        """The whole clauses around a match as they were written, without the punctuation at their ends, and where they start."""
        first, last = self.clause(start)[0], self.clause(max(start, end - 1))[1]
        begin, stop = self.at[first], self.at[last - 1] + 1
        words = self.original[begin:stop]
        bare = words.lstrip(" \t\r\n\u3000，,。.、；;：:！!？?—–-”’」』)）")
        begin += len(words) - len(bare)
        return begin, bare.rstrip(" \t\r\n\u3000，,。.、；;：:—–-“‘「『(（")


def is_traditional(text: str) -> bool:
    """Whether a text has characters that only traditional Chinese has."""
    return str(_SIMPLIFY.convert(text)) != text


@lru_cache(maxsize=TEXTS)
def plain(text: str) -> Plain:
    """Normalise a text and find its sentences and clauses."""
    words, at = plain_letters(text)
    sentences = (0, *(match.end() for match in _SENTENCE_END.finditer(words) if match.end() < len(words)))
    commas = (match.end() for match in _CLAUSE_END.finditer(words) if match.end() < len(words))
    return Plain(words, at, text, sentences, tuple(sorted({*sentences, *commas})))


@lru_cache(maxsize=TEXTS)
def plain_letters(text: str) -> tuple[str, tuple[int, ...]]:
    """A text normalised, and for each of its characters where it stands in the original."""
    words = text.translate(_TABLE)
    if "\n" in words or not _TABLE.odd.isdisjoint(text):
        return _letter_by_letter(text)
    idle = {found.start() for found in _IDLE.finditer(words)}
    if not idle:
        return words, tuple(range(len(words)))
    kept = [i for i in range(len(words)) if i not in idle]
    return "".join([words[i] for i in kept]), tuple(kept)


def _letter_by_letter(text: str) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    at: list[int] = []
    for position, char in enumerate(text):
        for letter in _plain_char(char):
            letters.append(letter)
            at.append(position)
    kept = [i for i in range(len(letters)) if not _is_idle(letters, i)]
    return "".join(_spaced(letters, i) for i in kept), tuple(at[i] for i in kept)


@lru_cache(maxsize=65_536)
def _plain_char(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""  # zero-width and direction marks
    letter = unicodedata.normalize("NFKC", char) if char not in "，。！？；：…" else char
    letter = "".join(_SAME.get(part, part) for part in letter)
    simple = _SIMPLIFY.convert(letter) if _HAN.search(letter) else letter.lower()
    return "".join(_SAME.get(part, part) for part in simple)


class _Table(dict[int, str]):
    """Characters to plain ones, learnt as they come; those that don't become exactly one are remembered as odd."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        letter = _plain_char(chr(code))
        if len(letter) != 1:
            self.odd.add(chr(code))
        elif letter.isspace() and letter != "\n":
            letter = " "
        self[code] = letter
        return letter


_TABLE: Final = _Table()
_IDLE: Final = re.compile(r"(?:(?<![\s\S])|(?<=[\s㐀-鿿豈-﫿]))[^\S\n]|[^\S\n](?=[\n㐀-鿿豈-﫿])")


def _is_idle(letters: list[str], i: int) -> bool:
    """A space that says nothing: beside a Chinese character or after another space. Line ends stay where they may end a sentence."""
    if not letters[i].isspace():
        return False
    before = letters[i - 1] if i else " "
    after = letters[i + 1] if i + 1 < len(letters) else " "
    if letters[i] == "\n":
        return False
    return before.isspace() or after == "\n" or bool(_HAN.match(before) or _HAN.match(after))


def _spaced(letters: list[str], i: int) -> str:
    if not letters[i].isspace():
        return letters[i]
    if letters[i] != "\n":
        return " "
    before, after = letters[i - 1] if i else "\n", letters[i + 1] if i + 1 < len(letters) else "\n"
    wrapped = before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
    return " " if wrapped else "\n"


def _around(starts: tuple[int, ...], position: int, length: int) -> tuple[int, int]:
    index = bisect_right(starts, position)
    return starts[index - 1], starts[index] if index < len(starts) else length

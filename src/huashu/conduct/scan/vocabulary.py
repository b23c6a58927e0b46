"""Which words a frame can't do without, and which of them a text holds, so that most frames are passed over without being tried.

A thousand patterns tried one by one is slow. Each frame therefore names groups of words of which the text must hold at least one
each; every group has a bit. One walk along the text collects the bits of the groups that it satisfies; a frame is tried only if none
of its bits is missing. What is found is the same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

Words = tuple[str, ...]
_PIECE: Final = re.compile(r"\\(?:x..|u....|.)|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|.", re.DOTALL)
_QUANTIFIER: Final = re.compile(r"[?*+]|\{[0-9]+,?[0-9]*\}")
_MAYBE_NONE: Final = re.compile(r"[?*]|\{0")
_SIGNS: Final = frozenset("()|?*+[]\\{}.^$~@_")


class Vocabulary:
    """Groups of words by number, and the lengths of words by their first two signs."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._bits: dict[str, int] = {}
        self._heads: dict[str, tuple[int, ...]] = {}

    def bits(self, groups: Iterator[Words]) -> int:
        """The bits of these groups, new ones taken in."""
        bits = 0
        for words in groups:
            number = self._numbers.setdefault(frozenset(words), len(self._numbers))
            bits |= 1 << number
            for word in set(words):
                self._bits[word] = self._bits.get(word, 0) | 1 << number
        self._heads = {}
        return bits

    def present(self, text: str) -> int:
        """The bits of all groups of which the text holds a word."""
        heads, there, bits_of = self._heads or self._by_head(), 0, self._bits.get
        for at, sign in enumerate(text):
            there |= bits_of(sign, 0)
            for length in heads.get(text[at : at + 2], ()):
                there |= bits_of(text[at : at + length], 0)
        return there

    def _by_head(self) -> dict[str, tuple[int, ...]]:
        """Which lengths the words have that begin with two signs."""
        lengths: dict[str, set[int]] = {}
        for word in self._bits:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        heads = {head: tuple(sorted(own)) for head, own in lengths.items()}
        self._heads = heads  # only when it is whole: threads share it
        return heads


def groups_needed(body: str, lexicons: Mapping[str, Words]) -> Iterator[Words]:
    """Groups of words of which a text must hold one each for a frame to match.

    Args:
        body: The frame as written, without alternatives at its top level.
        lexicons: Words by name.
    """
    run = ""
    for part, after in pairwise([*top_level(body), ""]):
        plain = len(part) == 1 and part not in _SIGNS
        if plain and not _QUANTIFIER.match(after):
            run += part
            continue
        if run:
            yield (run,)
            run = ""
        if not _MAYBE_NONE.match(after):
            yield from _group_needed(part, lexicons)
    if run:
        yield (run,)


def _group_needed(part: str, lexicons: Mapping[str, Words]) -> Iterator[Words]:
    """The words of a lexicon or of a bracket; of each alternative of a bracket the group that is rarest."""
    if len(part) == 1 and part not in _SIGNS:
        yield (part,)
    elif part.startswith("{") and part[1:-1] in lexicons:
        yield lexicons[part[1:-1]]
    elif part.startswith("(") and not part.startswith(("(?!", "(?=", "(?<")):
        best = [max(groups_needed(way, lexicons), key=_worth, default=()) for way in ways(part.removeprefix("(").removeprefix("?:")[:-1])]
        if all(best):
            yield tuple(word for words in best for word in words)


def _worth(words: Words) -> tuple[int, int]:
    """Long words are rare; few words are rarer."""
    return min(map(len, words)), -len(words)


def ways(body: str) -> list[str]:
    """A frame, or the inside of a bracket, cut at the bars of its top level."""
    found = [""]
    for part in top_level(body):
        if part == "|":
            found.append("")
        else:
            found[-1] += part
    return found


def top_level(body: str) -> Iterator[str]:
    """The frame cut into single signs, lexicon names, classes and outermost brackets; joined they give the frame again."""
    group, depth = "", 0
    for match in _PIECE.finditer(body):
        part = match.group()
        depth += (part == "(") - (part == ")")
        group += part
        if depth == 0:
            yield group
            group = ""
    if group:
        yield group

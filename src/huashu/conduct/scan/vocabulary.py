"""Which patterns a text may match, told by the words that they can't do without, so that most are passed over without being tried.

A thousand patterns tried one by one is slow. Each pattern therefore names groups of words of which the text must hold at least one
each. One walk through the text finds all words of all groups (Aho and Corasick, "Efficient string matching", 1975) and so which groups
it satisfies; a pattern is tried only if none of its groups is missing. What is found is the same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

Words = tuple[str, ...]
SIGN: Final = 0.2
"""How often, roughly, a text that has the beginning of a word has the next sign too; decides only what is looked at first."""
_PIECE: Final = re.compile(r"\\(?:x..|u....|.)|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|.", re.DOTALL)
_QUANTIFIER: Final = re.compile(r"[?*+]|\{[0-9]+,?[0-9]*\}")
_MAYBE_NONE: Final = re.compile(r"[?*]|\{0")
_SIGNS: Final = frozenset("()|?*+[]\\{}.^$~@_")


class Sieve:
    """Patterns by the words they need.

    Args:
        needs: For each pattern the groups of words of which a text must hold one each; none if that can't be told.
    """

    def __init__(self, needs: Iterable[Iterable[Words]]) -> None:
        numbers: dict[frozenset[str], int] = {}
        needed = [frozenset(numbers.setdefault(frozenset(words), len(numbers)) for words in groups) for groups in needs]
        common = {number: sum(SIGN ** len(word) for word in words) for words, number in numbers.items()}
        self._always = tuple(place for place, groups in enumerate(needed) if not groups)
        self._by_rarest: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for place, groups in enumerate(needed):
            if groups:
                self._by_rarest.setdefault(min(groups, key=lambda number: (common[number], number)), []).append((place, groups))
        groups_of: dict[str, frozenset[int]] = {}
        for words, number in numbers.items():
            for word in words:
                groups_of[word] = groups_of.get(word, frozenset()) | {number}
        self._groups = tuple(groups_of.values())
        self._words = AhoCorasick(list(groups_of), matchkind=MatchKind.Standard)

    def passing(self, text: str) -> list[int]:
        """Places of the patterns that the text may match, in order."""
        words = {word for word, _, _ in self._words.find_matches_as_indexes(text, overlapping=True)}
        there: set[int] = set().union(*[self._groups[word] for word in words])
        found = [place for number in self._by_rarest.keys() & there for place, groups in self._by_rarest[number] if groups <= there]
        return sorted([*found, *self._always])


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

"""Which days and amounts bear on a promise: what trained weights know of the words around a mark.

The rules of :mod:`huashu.language.segments` know the verbs of paying. A caller who tells what the rent is, what a friend owes him and when
his shift ends uses the same verbs; what such sums and days sound like is learnt from utterances whose promises are known. A mark that the
rules let through is left out if the weights speak against it. They never let one in.

The weights are whole numbers, made by ``tools/train_hearing.py`` from ``corpus/promises`` and the fixtures; the same lines give the same
file. ``docs/algorithms/promises.md`` says how good they are.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Final, NamedTuple

from huashu.language.marks import AmountKind, AmountMark, DayKind
from huashu.language.segments import Item, Segment
from huashu.language.zh.cues import CUES as CUES_ZH

WEIGHTS: Traversable = files("huashu.language").joinpath("weights")
"""The shipped weights; a measurement may put those of a part of the lines in their place."""
DOUBTED: Final = 0.5
"""Below which strength a mark is left out where another one of its kind is stronger."""
DOUBTED_ALONE: Final = 0.4
"""The same for the only one of its kind."""
WEIGHED: Final = frozenset({AmountKind.FIGURE.value, AmountKind.SHARE.value, DayKind.DAY.value, DayKind.SPAN.value})
"""Marks that are weighed; of the others (the rest, all, a series) the rules know enough."""
CUES: Final = (
    "pay", "own", "hedge", "paid", "unable", "income", "third", "other", "more", "first", "condition", "inquiry", "deny", "habit",
    "waver", "refuse", "plea", "order",
)  # fmt: skip
_WORD: Final = re.compile(r"[a-z']+|[A-Z]|[^\sa-zA-Z']")
_NEIGHBOURS: Final = {-1: "p", 1: "n", -2: "pp"}


class Learnt(NamedTuple):
    """Weights of one language.

    Args:
        step: What one unit is worth.
        ground: The strength before anything is said.
        units: For each piece its weight.
    """

    step: float
    ground: float
    units: Mapping[str, int]

    def strength(self, pieces: Mapping[str, float]) -> float:
        """How much a mark with these pieces bears on a promise: near 1 if it does, near 0 if it doesn't."""
        return self.ground + self.step * sum(weight * self.units.get(piece, 0) for piece, weight in pieces.items())


def bearing(segments: Sequence[Segment], live: Sequence[Item]) -> list[Item]:
    """Days and amounts without those that the weights speak against.

    Args:
        segments: The utterance.
        live: What the rules let through.
    """
    weighed = [item for item in live if item.mark.letter in WEIGHED and not _plain(segments[item.segment])]
    if not weighed:
        return list(live)
    weights = learnt("zh" if _in_chinese(segments[0]) else "en")
    strengths = {item: weights.strength(pieces_of(segments, item)) for item in weighed}
    best = {kind: max((s for item, s in strengths.items() if _kind(item) == kind), default=0.0) for kind in "AD"}
    return [item for item in live if item not in strengths or not _left_out(strengths[item], best[_kind(item)])]


def _in_chinese(segment: Segment) -> bool:
    """Whether the utterance is read as Chinese, though this piece may have nothing but marks."""
    return segment.cues is CUES_ZH


def _plain(segment: Segment) -> bool:
    """Whether a segment says nothing but a sum and its day."""
    return segment.residue == 0 and segment.has_kind("D") and segment.has_kind("A", "F")


def _left_out(strength: float, best: float) -> bool:
    return strength < (DOUBTED_ALONE if strength == best else DOUBTED)


def _kind(item: Item) -> str:
    return "A" if isinstance(item.mark, AmountMark) else "D"


def pieces_of(segments: Sequence[Segment], item: Item) -> dict[str, float]:
    """What stands around a mark, in weighed pieces.

    Args:
        segments: The utterance.
        item: The mark.
    """
    segment = segments[item.segment]
    inside = item.place - segment.start
    before, after = _parts(segment.text[:inside], segment), _parts(segment.text[inside + 1 :], segment)
    most = 3 if _in_chinese(segment) else 2
    found: dict[str, float] = {}
    for length in range(1, 5):
        found[f"<{_joined(['^', *before][-length:])}"] = found[f">{_joined([*after, '$'][:length])}"] = 0.5
    own = [*(f"b:{piece}" for piece in _runs(before, most)), *(f"a:{piece}" for piece in _runs(after, most))]
    found |= dict.fromkeys(own, 1 / math.sqrt(len(own) or 1))
    for offset, name in _NEIGHBOURS.items():
        number = segment.number + offset
        around = list(_runs(_parts(segments[number].text, segment), 2)) if 0 <= number < len(segments) else ["none"]
        found |= dict.fromkeys((f"{name}:{piece}" for piece in around), 0.6 / math.sqrt(len(around) or 1))
    found |= dict.fromkeys(_marks_of(segments, segment, item), 0.3)
    return {f"{_kind(item)}{piece}": weight for piece, weight in found.items()}


def _marks_of(segments: Sequence[Segment], segment: Segment, item: Item) -> Iterator[str]:
    """What the rules hear in a segment, what else it names, and which of how many the mark is."""
    yield from (f"cue:{cue}" for cue in CUES if segment.has(cue))
    if segment.pays_by_verb:
        yield "cue:verb"
    if segment.ends:
        yield "ends"
    yield from (f"with:{other.mark.letter}" for other in segment.items if other != item)
    yield f"residue:{min(6, segment.residue // 2)}"
    alike = [other for each in segments for other in each.items if _kind(other) == _kind(item)]
    places = [other.place for other in alike]
    yield f"of:{min(5, len(alike))}"
    yield f"left:{min(4, sum(place > item.place for place in places))}"
    yield f"is:{item.mark.letter}"


def _parts(text: str, segment: Segment) -> list[str]:
    return list(text) if _in_chinese(segment) else _WORD.findall(text)


def _joined(parts: Sequence[str]) -> str:
    return " ".join(parts)


def _runs(parts: Sequence[str], most: int) -> Iterator[str]:
    return chain.from_iterable((_joined(parts[at : at + length]) for at in range(len(parts) - length + 1)) for length in range(1, most + 1))


@cache
def learnt(language: str) -> Learnt:
    """The weights of a language.

    Args:
        language: ``zh`` or ``en``.
    """
    with WEIGHTS.joinpath(f"bearing-{language}.txt.gz").open("rb") as held:
        head, *lines = gzip.decompress(held.read()).decode().splitlines()
    step, ground = map(float, head.split("\t"))
    units = dict(line.rsplit("\t", 1) for line in lines)
    return Learnt(step, ground, {piece: int(unit) for piece, unit in units.items()})

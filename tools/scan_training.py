"""Train the weights of the conduct scan; ``tools/train_hearing.py`` calls it, so that one command makes all weights.

Read are the officers' lines of the corpus, the sentences on which the frames must fire and stay silent, and what the shipped tracks
suggest. Each example is learnt twice, with what the frames find in it and without, as in the hearing and for the same reason.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import corpus_files
import numpy as np
from numpy.typing import NDArray
from ridge import matrix, shares_of

from huashu.conduct.scan.learnt import BY_FRAMES, pieces_of
from huashu.conduct.scan.phrases import LABELS, phrases_load
from huashu.conduct.scan.remark import Remark, remark_from_record
from huashu.conduct.scan.suspicion import suspicions
from huashu.conduct.scan.weighing import language_of, marks_of
from huashu.language.plain import plain
from huashu.playbook.loading import shipped_tracks
from huashu.playbook.loading.speech import suggested_texts, wordings

LEARNT: Final = tuple(label for label in LABELS if label not in BY_FRAMES)
MOST: Final = 127
LEAST_WEIGHT: Final = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A remark with the breaches that it holds."""

    remark: Remark
    labels: frozenset[str]


def examples(corpus: Path, language: str, parts: Sequence[str]) -> Iterator[Example]:
    """Officers' lines of the corpus, the frames' own sentences and what the shipped tracks suggest, in one language."""
    for each in corpus_files.examples(corpus, language, parts=parts):
        if each.speaker == "officer":
            kind = "overdue_follow_up" if each.kind == "*" else each.kind
            yield Example(Remark("", each.text, call_kind=kind), each.labels & frozenset(LEARNT))
    for rule in phrases_load().rules:
        for example in rule.examples:
            remark = remark_from_record({"id": "", **example.record})
            if rule.label in LEARNT and language_of(plain(remark.text)) == language:
                yield Example(remark, frozenset({rule.label} if example.fires else ()))
    for track in shipped_tracks().values():
        for text in [*(spoken.wording.text for spoken in wordings(track)), *(text for _, text in suggested_texts(track))]:
            if language_of(plain(text)) == language:
                yield Example(Remark("", text, call_kind=track.call_kind), frozenset())


def train(found: Sequence[Example], language: str) -> str:
    """Solve one language; the answer is the file's text."""
    weighed = [weighed_of(example, language) for example in found]
    counted = Counter(piece for own in weighed for piece in own)
    weighed += [{piece: weight for piece, weight in own.items() if not piece.startswith(("F:", "C:"))} for own in weighed]
    rows = {piece: row for row, piece in enumerate(sorted(piece for piece, count in counted.items() if count > 1))}
    table = matrix(weighed, rows)
    wanted = np.array([[label in example.labels for label in LEARNT] for example in found], dtype=bool)
    shares = shares_of((table @ table.T).toarray(), np.tile(wanted, (2, 1)))
    return text_of(list(rows), table.T @ shares, shares.sum(axis=0))


def weighed_of(example: Example, language: str) -> dict[str, float]:
    """The pieces of an example with their weights, as the scan sees them."""
    words = plain(example.remark.text)
    marks = marks_of(suspicions(example.remark, words, phrases_load()))
    return pieces_of(words.text, language, example.remark.call_kind, *marks)


def text_of(pieces: Sequence[str], weights: NDArray[np.float64], grounds: NDArray[np.float64]) -> str:
    """Labels, what a unit is worth, strengths before anything is said, then a line a piece; pieces that decide nothing go."""
    steps = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-6) / MOST
    whole = np.rint(weights / steps).astype(int)
    lines = ["\t".join(LEARNT), *("\t".join(f"{number:.6g}" for number in numbers) for numbers in (steps, grounds))]
    kept = np.abs(whole).max(axis=1, initial=0) >= LEAST_WEIGHT
    lines += ["\t".join((piece, *map(str, row))) for piece, row, keep in zip(pieces, whole.tolist(), kept, strict=True) if keep]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file whose bytes depend on nothing but the text."""
    path.write_bytes(gzip.compress(text.encode(), mtime=0))

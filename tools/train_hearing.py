"""Train all weights, of review, conduct scan and promises: ``python tools/train_hearing.py`` writes them, the same each time.

Read are the remarks (``corpus/remarks``), the turns of all calls and the utterances with their promises (``corpus/promises``).
What is shipped has read the parts ``train`` and ``dev``; figures are measured on ``test`` and ``strangers``
(``benchmarks/review_accuracy.py``), which it hasn't. For each side and language one
ridge regression is solved for all cues at once, in the space of the examples, where what the model would have said without a fold of
them is known without fitting it again. From that the limit of each cue is chosen: where the harmonic mean of precision and recall is
best, a call counted once as the review counts it.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import bearing_training
import corpus_files
import numpy as np
import scan_training
from numpy.typing import NDArray
from ridge import Numbers, held_out, matrix, solved

from huashu.language.plain import plain
from huashu.playbook.vocabulary import vocabulary
from huashu.review.hearing.features import pieces_of
from huashu.review.hearing.model import LinearModel, model_of

ROOT: Final = Path(__file__).resolve().parents[1]
WEIGHTS: Final = ROOT / "src" / "huashu" / "review" / "hearing" / "weights"
SCAN_WEIGHTS: Final = ROOT / "src" / "huashu" / "conduct" / "scan" / "weights"
BEARING_WEIGHTS: Final = ROOT / "src" / "huashu" / "language" / "weights"
FOLDS: Final = 5
LEAST: Final = 4
"""A cue with fewer examples is left to the rules."""
REMARK: Final = 0.1
"""What a remark counts beside a call when a limit is chosen."""
STRICT: Final = {"breaches": 0.5, "mistakes": 0.7}
"""For what is said against an officer precision counts more: the weight of recall against it."""
GRID: Final = np.arange(0.15, 0.76, 0.01)
WINDOW: Final = 7
"""Limits beside each other whose figures are averaged, so that no single call decides."""
LEAST_WEIGHT: Final = 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """Solved weights with what was held out."""

    pieces: list[str]
    cues: list[str]
    weights: Numbers
    limits: Numbers


def main() -> int:
    """Train both sides in both languages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--parts", default="train,dev", help="parts of the calls that are read")
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options.add_argument("--into", type=Path, help="folder for all weights; left out, the shipped ones are replaced")
    chosen = options.parse_args()
    into, scan_into, bearing_into = (chosen.into or shipped for shipped in (WEIGHTS, SCAN_WEIGHTS, BEARING_WEIGHTS))
    for folder in {into, scan_into, bearing_into}:
        folder.mkdir(exist_ok=True)
    parts = chosen.parts.split(",")
    for language in ("zh", "en"):
        remarks = list(scan_training.examples(chosen.corpus, language, parts))
        scan_training.write(scan_into / f"scan-{language}.txt.gz", scan_training.train(remarks, language))
        print(f"{language} scan: {len(remarks)} examples")
        marks = list(bearing_training.examples(bearing_training.lines(language, chosen.corpus)))
        bearing_training.train(marks, bearing_into / f"bearing-{language}.txt.gz")
        print(f"{language} promises: {len(marks)} days and amounts")
        examples = corpus_files.examples(chosen.corpus, language, parts=parts)
        for side in ("officer", "other"):
            own = [example for example in examples if (example.speaker == "officer") == (side == "officer")]
            fitted = train(own, language, side)
            save(into / f"{language}-{side}.npz", fitted)
            print(f"{language} {side}: {len(own)} examples, {len(fitted.pieces)} pieces, {len(fitted.cues)} cues")
    return 0


def train(examples: Sequence[corpus_files.Example], language: str, side: str) -> Fitted:
    """Solve one side.

    Each example is learnt twice, with the rules that fire and without: the rules were made by these very sentences and know them
    better than they will know a stranger's, so that words have to be learnt as if no rule helped. Limits are those of the examples
    with their rules.
    """
    weighed = [weighed_of(example, language, officer=side == "officer") for example in examples]
    counted = Counter(piece for own in weighed for piece in own)
    weighed += [{piece: weight for piece, weight in own.items() if not piece.startswith("R:")} for own in weighed]
    rows = {piece: row for row, piece in enumerate(sorted(piece for piece, count in counted.items() if count > 1))}
    table = matrix(weighed, rows)
    known = Counter(label for example in examples for label in example.labels)
    cues = sorted(cue for cue, count in known.items() if count >= LEAST)
    wanted = np.array([[cue in example.labels for cue in cues] for example in examples], dtype=bool).reshape(len(examples), len(cues))
    folds = np.array([number_of(example.group) % FOLDS for example in examples])
    twice = np.tile(wanted, (2, 1))
    shares, inverse = solved((table @ table.T).toarray(), twice)
    held = held_by_fold(twice, shares, inverse, np.tile(folds, 2))
    limits = np.array([limit_of(cue, wanted[:, column], held[: len(examples), column], examples) for column, cue in enumerate(cues)])
    return Fitted(list(rows), cues, table.T @ shares, limits - shares.sum(axis=0))


def weighed_of(example: corpus_files.Example, language: str, *, officer: bool) -> dict[str, float]:
    """The pieces of an example with their weights."""
    text, before = plain(example.text).text, plain(example.before).text
    return pieces_of(text, before, example.kind, language, officer=officer, place=example.place).weighed()


def held_by_fold(wanted: NDArray[np.bool_], shares: Numbers, inverse: Numbers, folds: NDArray[np.int64]) -> Numbers:
    """What would be said of each example had its fold not been there."""
    held = np.zeros(wanted.shape)
    for fold in range(FOLDS):
        out = folds == fold
        if out.any():
            held[out] = held_out(inverse, shares, wanted, out)
    return held


def limit_of(cue: str, wanted: NDArray[np.bool_], held: Numbers, examples: Sequence[corpus_files.Example]) -> float:
    """The sum from which a cue counts as heard."""
    best: dict[str, float] = {}
    carried: dict[str, bool] = {}
    for example, carries, strength in zip(examples, wanted, held, strict=True):
        best[example.group] = max(best.get(example.group, -9.0), float(strength))
        carried[example.group] = carried.get(example.group, False) or bool(carries)
    calls = {example.group for example in examples if example.place}
    names = list(best)
    counts = np.array([1.0 if name in calls else REMARK for name in names])
    truth = np.array([carried[name] for name in names])
    strengths = np.array([best[name] for name in names])
    beta = next((weight for group, weight in STRICT.items() if cue in vocabulary()[group]), 1.0)
    heard = strengths[:, None] >= GRID
    right = (counts[:, None] * (heard & truth[:, None])).sum(axis=0)
    named = (counts[:, None] * heard).sum(axis=0)
    score = (1 + beta**2) * right / (named + beta**2 * (counts * truth).sum() + 1e-9)
    smooth = np.convolve(np.pad(score, WINDOW // 2, mode="edge"), np.ones(WINDOW) / WINDOW, mode="valid")
    return float(GRID[np.argmax(smooth)])


def model_from(fitted: Fitted) -> LinearModel:
    """The model as the review would load it."""
    whole, scales = rounded(fitted.weights)
    return model_of(fitted.pieces, fitted.cues, whole, scales.astype(np.float32), fitted.limits.astype(np.float32))


def rounded(weights: Numbers) -> tuple[NDArray[np.int8], Numbers]:
    """Weights as whole numbers from -127 to 127, and for each cue what one unit is worth."""
    scales = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-6) / 127
    return np.rint(weights / scales).astype(np.int8), scales


def save(path: Path, fitted: Fitted) -> None:
    """Write a model; pieces that decide nothing go."""
    whole, scales = rounded(fitted.weights)
    kept = np.abs(whole).max(axis=1, initial=0) >= LEAST_WEIGHT
    pieces = [piece for piece, keep in zip(fitted.pieces, kept, strict=True) if keep]
    write(
        path,
        {
            "pieces": np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
            "cues": np.frombuffer("\n".join(fitted.cues).encode(), dtype=np.uint8),
            "weights": whole[kept],
            "scales": scales.astype(np.float32),
            "limits": np.round(fitted.limits, 4).astype(np.float32),
        },
    )


def write(path: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    """Write an npz whose bytes depend on nothing but the arrays."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as held:
        for name, array in arrays.items():
            bytes_of = BytesIO()
            np.save(bytes_of, array)
            held.writestr(zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0)), bytes_of.getvalue(), zipfile.ZIP_DEFLATED)


def number_of(group: str) -> int:
    """A number for a group's name that is the same on every machine."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(group))


if __name__ == "__main__":
    sys.exit(main())

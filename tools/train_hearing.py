"""Train the linear model of the review from the corpus: ``python tools/train_hearing.py`` writes the weights, the same each time.

Read are the remarks (``corpus/remarks``) and the turns of those calls whose part is ``train`` or ``dev``; the part ``test`` is never
read, so that figures about it stay honest. For each side and language, and each cue with enough examples, one logistic regression is
fitted. From which probability a cue counts is chosen on five folds, in which no call stands on both sides.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import corpus_files
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from huashu.language.plain import plain
from huashu.review.hearing.features import features

ROOT: Final = Path(__file__).resolve().parents[1]
WEIGHTS: Final = ROOT / "src" / "huashu" / "review" / "hearing" / "weights"
FOLDS: Final = 5
LEAST: Final = 4
"""A cue with fewer examples is left to the rules."""


def main() -> int:
    """Train both sides in both languages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--strength", type=float, default=30.0, help="how closely the model follows its examples (C of the regression)")
    options.add_argument("--parts", default="train,dev", help="parts of the calls that are read")
    chosen = options.parse_args()
    WEIGHTS.mkdir(exist_ok=True)
    for language in ("zh", "en"):
        examples = corpus_files.examples(ROOT / "corpus", language, parts=chosen.parts.split(","))
        for side in ("officer", "other"):
            own = [example for example in examples if (example.speaker == "officer") == (side == "officer")]
            train(own, language, side, chosen.strength)
    return 0


def train(examples: list[corpus_files.Example], language: str, side: str, strength: float) -> None:
    """Fit one side and write its weights."""
    officer = side == "officer"
    pieces = [
        features(plain(example.text).text, plain(example.before).text, example.kind, language, officer=officer) for example in examples
    ]
    counted = Counter(piece for own in pieces for piece in own)
    rows = {piece: row for row, piece in enumerate(sorted(piece for piece, count in counted.items() if count > 1))}
    table = matrix(pieces, rows)
    groups = np.array([zero_based(example.group) % FOLDS for example in examples])
    cues, weights, biases, thresholds = [], [], [], []
    known = Counter(label for example in examples for label in example.labels)
    for cue in sorted(cue for cue, count in known.items() if count >= LEAST):
        wanted = np.array([cue in example.labels for example in examples])
        fitted = fit(table, wanted, strength)
        cues.append(cue)
        weights.append(fitted.coef_[0])
        biases.append(fitted.intercept_[0])
        thresholds.append(threshold(table, wanted, groups, strength))
    save(WEIGHTS / f"{language}-{side}.npz", rows, cues, np.array(weights).reshape(-1, len(rows)), np.array(biases), np.array(thresholds))
    print(f"{language} {side}: {len(examples)} examples, {len(rows)} pieces, {len(cues)} cues")


def matrix(pieces: list[dict[str, float]], rows: dict[str, int]) -> sparse.csr_matrix:
    """One row an example, with the weights of its pieces."""
    held = [[(rows[piece], weight) for piece, weight in own.items() if piece in rows] for own in pieces]
    starts = np.cumsum([0, *(len(own) for own in held)])
    places = np.array([row for own in held for row, _ in own], dtype=np.int64)
    weights = np.array([weight for own in held for _, weight in own])
    return sparse.csr_matrix((weights, places, starts), shape=(len(held), len(rows)))


def fit(table: sparse.csr_matrix, wanted: np.ndarray, strength: float) -> LogisticRegression:
    """One logistic regression; an example that carries the cue counts four times."""
    return LogisticRegression(C=strength, solver="liblinear", class_weight={True: 4, False: 1}, random_state=0).fit(table, wanted)


def threshold(table: sparse.csr_matrix, wanted: np.ndarray, groups: np.ndarray, strength: float) -> float:
    """The probability at which the harmonic mean of precision and recall is best, over folds that were held out."""
    held = np.zeros(len(wanted))
    for fold in range(FOLDS):
        inside = groups != fold
        if wanted[inside].any():
            held[~inside] = fit(table[inside], wanted[inside], strength).predict_proba(table[~inside])[:, 1]
    grid = np.arange(0.12, 0.71, 0.02)
    hits = np.array([(held[wanted] >= limit).sum() for limit in grid])
    named = np.array([(held >= limit).sum() for limit in grid])
    return float(grid[np.argmax(2 * hits / np.maximum(1, named + wanted.sum()))])


def save(path: Path, rows: dict[str, int], cues: list[str], weights: np.ndarray, biases: np.ndarray, thresholds: np.ndarray) -> None:
    """Write weights as whole numbers from -127 to 127 with a scale a cue; pieces that decide nothing go."""
    scales = np.maximum(np.abs(weights).max(axis=1, initial=0), 1e-6) / 127
    whole = np.rint(weights / scales[:, None]).astype(np.int8).T
    kept = np.abs(whole).max(axis=1, initial=0) >= 3
    pieces = [piece for piece, keep in zip(rows, kept, strict=True) if keep]
    arrays = {
        "pieces": np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
        "cues": np.frombuffer("\n".join(cues).encode(), dtype=np.uint8),
        "weights": whole[kept],
        "scales": scales.astype(np.float32),
        "biases": biases.astype(np.float32),
        "thresholds": thresholds.astype(np.float32),
    }
    np.savez_compressed(path, **arrays)


def zero_based(group: str) -> int:
    """A number for a group's name that is the same on every machine."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(group))


if __name__ == "__main__":
    sys.exit(main())

"""How far two readers of the corpus agree: Cohen's kappa for each group of labels, and where they differ most.

``PYTHONPATH=tools python benchmarks/annotation_agreement.py`` compares ``corpus/labels/first`` with ``corpus/labels/second``. Each label of
a group in each call is one yes-or-no decision. Turns agree where both readers name at least one turn in common.

Source: Cohen, "A coefficient of agreement for nominal scales", 1960.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import corpus_files

from huashu.playbook.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options.add_argument("--worst", type=int, default=12, help="how many of the most disputed labels to print")
    chosen = options.parse_args()
    first = {call["id"]: (call, labels) for call, labels in corpus_files.calls(chosen.corpus, "first")}
    second = {call["id"]: labels for call, labels in corpus_files.calls(chosen.corpus, "second")}
    both = [(call, labels, second[number]) for number, (call, labels) in first.items() if number in second]
    print(f"{len(both)} calls read twice")
    print(f"{'group':<14}{'both':>7}{'first':>7}{'second':>8}{'neither':>9}{'kappa':>8}{'turns':>8}")
    disputed: Counter[str] = Counter()
    for group in GROUPS:
        cells, turns = compare(group, both, disputed)
        named = cells["both"] or 1
        counts = f"{cells['both']:>7}{cells['first']:>7}{cells['second']:>8}{cells['neither']:>9}"
        print(f"{group:<14}{counts}{kappa(cells):>8.3f}{turns / named:>8.3f}")
    kinds = Counter(promise_kinds(one, other) for _, one, other in both)
    same = sum(count for (one, other), count in kinds.items() if one == other)
    print(f"promise kind alike in {same} of {len(both)}")
    print("most disputed: " + ", ".join(f"{label} {count}" for label, count in disputed.most_common(chosen.worst)))


def compare(group: str, both: list[tuple[Any, Any, Any]], disputed: Counter[str]) -> tuple[Counter[str], int]:
    """Decisions of both readers over a group, and how often they name a turn in common."""
    cells: Counter[str] = Counter()
    turns = 0
    for call, one, other in both:
        for label in vocabulary()[group]:
            kinds = vocabulary().kinds(label)
            if kinds and call["kind"] not in kinds:
                continue
            mine, yours = (one.get(group) or {}).get(label), (other.get(group) or {}).get(label)
            cell = (
                "both"
                if mine is not None and yours is not None
                else "first"
                if mine is not None
                else "second"
                if yours is not None
                else "neither"
            )
            cells[cell] += 1
            if cell == "both":
                turns += bool(set(mine) & set(yours)) or mine == yours
            if cell in ("first", "second"):
                disputed[label] += 1
    return cells, turns


def kappa(cells: Counter[str]) -> float:
    """Cohen's kappa of a two-by-two table."""
    total = sum(cells.values())
    seen = (cells["both"] + cells["neither"]) / total
    one, other = (cells["both"] + cells["first"]) / total, (cells["both"] + cells["second"]) / total
    chance = one * other + (1 - one) * (1 - other)
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def promise_kinds(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, str]:
    """What kind of promise each reader found."""
    return (one.get("promise") or {}).get("kind", "none"), (other.get("promise") or {}).get("kind", "none")


if __name__ == "__main__":
    main()

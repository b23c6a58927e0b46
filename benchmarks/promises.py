"""How well promises are read: a corpus of utterances against ``promise_parse``, and utterances a second.

    python benchmarks/promises.py

Prints, by part, language and script, how many utterances are right in kind, in kind with amounts and days, and in all with
``firm``; then the speed. Only counts are printed; ``--misses dev`` shows the misses of the part that may be tuned on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from huashu.language import promise_parse
from huashu.language.plain import is_traditional

CORPUS = Path(__file__).parents[1] / "corpus" / "promises"
Row = dict[str, dict[str, object]]


def rows(folder: Path, part: str) -> list[Row]:
    """Utterances of a part of the corpus."""
    lines = (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def parsed(row: Row) -> dict[str, object]:
    """What is read in an utterance."""
    given = row["input"]
    language, overdue = given.get("language"), given.get("overdue_minor")
    assert language is None or isinstance(language, str)
    assert overdue is None or isinstance(overdue, int)
    return promise_parse(str(given["text"]), datetime.fromisoformat(str(given["said_at"])), language, overdue).as_record()


def payments(record: dict[str, object], overdue: object) -> list[tuple[object, object]]:
    """Amounts and days, in order; the whole named as a figure is the same as not named."""
    listed = record["payments"]
    assert isinstance(listed, list)
    return sorted(((None if p["amount_minor"] == overdue else p["amount_minor"], p["by"]) for p in listed), key=str)


def judged(row: Row, answer: dict[str, object]) -> tuple[bool, bool, bool]:
    """Whether the kind is right, the kind with amounts and days, and all with ``firm``."""
    wanted, overdue = row["expected"], row["input"].get("overdue_minor")
    kind = answer["kind"] == wanted["kind"]
    exact = kind and payments(answer, overdue) == payments(wanted, overdue)
    return kind, exact, exact and answer["firm"] == wanted["firm"]


def writing(row: Row) -> str:
    """English, or the script of the Chinese."""
    if row["input"].get("language") == "en":
        return "english"
    return "traditional" if is_traditional(str(row["input"]["text"])) else "simplified"


def report(folder: Path, part: str) -> None:
    """Print the counts of a part."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows(folder, part):
        results = judged(row, parsed(row))
        for name in (writing(row), "all"):
            counts[name, "total"] += 1
            for label, right in zip(("kind", "exact", "firm"), results, strict=True):
                counts[name, label] += right
    for name in ("simplified", "traditional", "english", "all"):
        total = counts[name, "total"]
        if total:
            shares = "  ".join(
                f"{label} {counts[name, label]}/{total} {counts[name, label] / total:.3f}" for label in ("kind", "exact", "firm")
            )
            print(f"{part:6} {name:12} {shares}")


def misses(folder: Path, part: str) -> None:
    """Print what is read wrongly."""
    for row in rows(folder, part):
        answer = parsed(row)
        if not all(judged(row, answer)):
            given = row["input"]
            print(f"{given.get('id', '')} {str(given['said_at'])[:10]} {given.get('overdue_minor')} {given['text']}")
            print(f"    wanted {json.dumps(row['expected'])}\n    got    {json.dumps(answer)}")


def speed(folder: Path) -> None:
    """Print how many utterances are read in a second of one core, the best of twelve runs over one part."""
    for language in ("zh", "en"):
        sample = [row for row in rows(folder, "dev") if row["input"].get("language") == language]
        best = 0.0
        for _ in range(12):
            start = time.process_time()
            for row in sample:
                parsed(row)
            best = max(best, len(sample) / (time.process_time() - start))
        print(f"{language}: {best:,.0f} utterances a second")


def main() -> None:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=CORPUS)
    options.add_argument("--misses", choices=["dev"])
    chosen = options.parse_args()
    if not (chosen.folder / "dev.jsonl").exists():
        sys.exit(f"No corpus in {chosen.folder}.")
    if chosen.misses:
        misses(chosen.folder, chosen.misses)
    for part in ("dev", "final"):
        if (chosen.folder / f"{part}.jsonl").exists():
            report(chosen.folder, part)
    speed(chosen.folder)


if __name__ == "__main__":
    main()

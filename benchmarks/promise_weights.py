"""What the promise weights do for utterances that they never read: ``PYTHONPATH=src:tools python benchmarks/promise_weights.py``.

The lines of ``corpus/promises`` and the tables of the tests are dealt into five folds; each fold is read with weights trained on the other
four (``final`` trains none), and once with none at all. Counted is where kind, amounts and days are all as their writer has them.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final

import bearing_training

from huashu.language import bearing as weighing
from huashu.language import promise_parse, reading

PROMISES: Final = Path(__file__).parents[1] / "corpus" / "promises"
FOLDS: Final = 5
MEASURED: Final = Path(bearing_training.MEASURED).stem
Record = Mapping[str, Any]


def main() -> None:
    """Print the counts."""
    print(f"{'':<28}{'lines':>7}{'rules':>7}{'weights':>9}")
    for language in ("zh", "en"):
        held = list(lines(language))
        totals = Counter(name for name, _ in held)
        by_weights = Counter(name for name, record in read_by_folds(held, language) if exact(record))
        reading.bearing = lambda _segments, live: list(live)
        by_rules = Counter(name for name, record in held if exact(record))
        reading.bearing = weighing.bearing
        for name, total in totals.items():
            print(f"{language} {name:<25}{total:>7}{by_rules[name]:>7}{by_weights[name]:>9}")


def read_by_folds(held: Sequence[tuple[str, Record]], language: str) -> Iterator[tuple[str, Record]]:
    """Each line while the weights in use have not read it."""
    chance, shipped = random.Random(1), weighing.WEIGHTS
    folds = [chance.randrange(FOLDS) for _ in held]
    found = [list(bearing_training.examples([bearing_training.line_of(record)])) for _, record in held]
    tables = list(bearing_training.examples(bearing_training.table_lines(language)))
    for fold in range(FOLDS):
        kept = [own for (name, _), own, place in zip(held, found, folds, strict=True) if place != fold and name != MEASURED]
        with tempfile.TemporaryDirectory() as folder:
            bearing_training.train([*chain.from_iterable(kept), *tables], Path(folder) / f"bearing-{language}.txt.gz")
            weighing.WEIGHTS = Path(folder)
            weighing.learnt.cache_clear()
            yield from (each for each, place in zip(held, folds, strict=True) if place == fold)
    weighing.WEIGHTS = shipped
    weighing.learnt.cache_clear()


def lines(language: str) -> Iterator[tuple[str, Record]]:
    """All lines of one language with the names of their files."""
    for path in sorted(PROMISES.glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(text)
            if record["input"]["language"][:2] == language:
                yield path.stem, record


def exact(record: Record) -> bool:
    """Whether kind, amounts and days of a line come out as written."""
    given, wanted = record["input"], record["expected"]
    overdue = given["overdue_minor"]
    answer = promise_parse(given["text"], datetime.fromisoformat(given["said_at"]), given["language"], overdue).as_record()
    return answer["kind"] == wanted["kind"] and plainly(answer, overdue) == plainly(wanted, overdue)


def plainly(record: Record, overdue: int | None) -> list[tuple[int | None, str | None]]:
    """Payments with the whole as its sum."""
    return [(overdue if one["amount_minor"] is None else one["amount_minor"], one["by"]) for one in record["payments"]]


if __name__ == "__main__":
    main()

"""Weights that tell which days and amounts bear on a promise, from utterances whose promises are known.

A figure or day bears on the promise if it is one of the promised ones. Read are the lines of ``corpus/promises`` but ``final``, by which
the reading is measured, and the tables of the tests.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from ridge import matrix, shares_of

from huashu.language.bearing import WEIGHED, pieces_of
from huashu.language.marks import AmountMark, Mark
from huashu.language.reading import read

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "language"))
from promises_counted import cases  # noqa: E402 - the tables of the tests

_PAYMENT: Final = re.compile(r"(?P<amount>all|[0-9.]+) by (?P<by>[0-9-]+|-)")
MEASURED: Final = "final.jsonl"
LEAST_UNIT: Final = 2
STIFFNESS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance with the payments that it promises."""

    text: str
    said_on: date
    language: str
    overdue_minor: int | None
    payments: tuple[tuple[int | None, date | None], ...]


def lines(language: str, corpus: Path) -> Iterator[Line]:
    """All lines to learn from in one language."""
    for path in sorted((corpus / "promises").glob("*.jsonl")):
        if path.name != MEASURED:
            yield from (line for line in read_lines(path) if line.language == language)
    yield from table_lines(language)


def table_lines(language: str) -> Iterator[Line]:
    """The tables of the tests."""
    for case in cases(language):
        payments = tuple((_amount(words["amount"]), _day(words["by"], case.said_on)) for words in _PAYMENT.finditer(case.wanted))
        yield Line(case.words, case.said_on, language, case.overdue_minor, payments)


def _amount(words: str) -> int | None:
    return None if words == "all" else round(float(words) * 100)


def _day(words: str, said_on: date) -> date | None:
    if words == "-":
        return None
    return date.fromisoformat(words if len(words) > 5 else f"{said_on.year}-{words}")


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file."""
    for text in path.read_text(encoding="utf-8").splitlines():
        yield line_of(json.loads(text))


def line_of(record: Mapping[str, Any]) -> Line:
    """A line from its record."""
    given = record["input"]
    payments = ((one["amount_minor"], date.fromisoformat(one["by"]) if one["by"] else None) for one in record["expected"]["payments"])
    said_on = datetime.fromisoformat(given["said_at"]).date()
    return Line(given["text"], said_on, given["language"][:2], given["overdue_minor"], tuple(payments))


def examples(held: Iterable[Line]) -> Iterator[tuple[dict[str, float], bool]]:
    """The pieces around each figure and day, and whether it is a promised one."""
    for line in held:
        found = read(line.text, line.said_on, line.language, line.overdue_minor)
        for segment in found.segments:
            for item in segment.items:
                if item.mark.letter in WEIGHED:
                    yield pieces_of(found.segments, item), is_promised(item.mark, line)


def is_promised(mark: Mark, line: Line) -> bool:
    """Whether a figure or day is one of the promised ones."""
    if not isinstance(mark, AmountMark):
        return bool({mark.on, *mark.split_on} & {by for _, by in line.payments if by})
    amounts = [line.overdue_minor if amount is None else amount for amount, _ in line.payments]
    if mark.share is not None and line.overdue_minor is not None:
        share = line.overdue_minor * mark.share[0] / mark.share[1]
        return any(amount is not None and abs(amount - share) <= 1 for amount in amounts)
    return mark.minor in amounts


def train(found: Sequence[tuple[dict[str, float], bool]], path: Path) -> None:
    """Solve and write the weights of one language."""
    pieces = [own for own, _ in found]
    counted = Counter(piece for own in pieces for piece in own)
    rows = {piece: row for row, piece in enumerate(sorted(piece for piece, count in counted.items() if count > 1))}
    table = matrix(pieces, rows)
    wanted = np.array([[promised] for _, promised in found], dtype=bool)
    shares = shares_of((table @ table.T).toarray(), wanted, STIFFNESS)
    weights = np.asarray(table.T @ shares)[:, 0]
    step = float(np.abs(weights).max()) / 999
    units = np.rint(weights / step).astype(int)
    kept = [f"{piece}\t{unit}" for piece, unit in zip(rows, units, strict=True) if abs(unit) >= LEAST_UNIT]
    text = "\n".join([f"{step:.6g}\t{shares.sum():.6g}", *kept])
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as held:
        held.write(text.encode())
    path.write_bytes(packed.getvalue())

"""The worked examples of docs/algorithms/scan.md are what the scan answers, and its figures are those that are measured."""

import re
from pathlib import Path

import pytest
import yaml
from remarks_counted import Counts, counted, judged

from huashu.conduct.scan import phrases_load, remark_from_record, scan
from huashu.conduct.scan.phrases import LABELS

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "scan.md").read_text(encoding="utf-8")
ABOUT = ("call_kind", "to", "language", "pack")
HALVES = {part: [row for row in judged() if row.part == part] for part in ("dev", "final")}


def table(heading: str, number: int = 0) -> list[list[str]]:
    """The rows of a table below a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    tables = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in tables[number].splitlines()[2:]]


EXAMPLES = table("Worked examples")


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{number}" for number in range(1, len(EXAMPLES) + 1)])
def test_worked_example(row: list[str]) -> None:
    words, known, breaches = row
    facts = yaml.safe_load("{" + ", ".join(re.findall(r"`(.+?)`", known)) + "}")
    about = {name: facts.pop(name) for name in ABOUT if name in facts}
    found = scan(remark_from_record({"id": "1", "text": words, "case": facts, **about}), phrases_load())
    assert [breach.id for breach in found] == ([] if breaches == "–" else breaches.split(", "))


def cells(counts: Counts) -> list[str]:
    return [str(counts.right), str(counts.wrong), str(counts.missed)]


def test_figures_by_half_and_writing() -> None:
    for name, *figures in table("How good it is"):
        writing, part = name.split(", ")
        counts = counted(row for row in HALVES[part] if writing in {"all", row.writing})
        assert figures == [*cells(counts), *(f"{share:.3f}" for share in (counts.precision, counts.recall, counts.f1))], name


def test_figures_by_breach() -> None:
    rows = table("How good it is", 1)
    assert [name.strip("`") for name, *_ in rows] == list(LABELS)
    for name, *figures in rows:
        assert figures == [figure for half in HALVES.values() for figure in cells(counted(half, name.strip("`")))], name

"""The tables of docs/algorithms/assessment.md are what the room reckons with."""

from pathlib import Path

import pytest

from huashu.worklist.assessment import POINTS, Happening, assess, remedy_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "assessment.md"


def rows_of(heading):
    text = DOCUMENT.read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


CASES = rows_of("Worked cases")


def test_the_points_are_those_of_the_page():
    told = {code: (axis, int(each), int(most)) for code, axis, each, most, _why in rows_of("What may move a bar")}
    assert told == POINTS


@pytest.mark.parametrize("row", CASES, ids=[row[0] for row in CASES])
def test_worked_cases(row):
    what, willingness, ability, remedy = row
    words = [part.split() for part in what.split(",")] if what != "nothing" else []
    found = assess([Happening(code, int(days), int(times)) for code, times, days in words])
    assert (found.willingness.score, found.ability.score, found.remedy) == (int(willingness), int(ability), remedy)


def test_remedies():
    for willingness, *remedies in rows_of("The remedy")[0:3]:
        assert [remedy_of(willingness, ability)[0] for ability in ("low", "middle", "high")] == remedies

"""The worked examples of docs/algorithms/answers.md are what the reader answers, and its figures are those that are measured."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from huashu.verification import Answer, answer_from_record, answer_judge
from huashu.verification.answer import NUMBER_FIELDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "algorithms" / "answers.md").read_text(encoding="utf-8")
WORDY = frozenset({"address", "employer", "position", "purpose", "vehicle", "work_contact", "name"})


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert rows
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in rows.group().splitlines()[2:]]


EXAMPLES = table("Worked examples")


@pytest.mark.parametrize("row", EXAMPLES, ids=[row[2] for row in EXAMPLES])
def test_worked_example(row):
    field, form, words, verdict, value = row
    field = field.strip("`")
    language = "zh" if re.search("[一-龥]", words) else "en"
    judged = answer_judge(Answer(field, int(form) if field in NUMBER_FIELDS else form, words, date(2026, 11, 12), language))
    assert (judged.verdict.value, "" if judged.value is None else str(judged.value)) == (verdict, value)


@pytest.mark.parametrize("part", ["dev", "more", "final"])
def test_the_published_figures_are_measured(part):
    rows = [json.loads(line) for line in (ROOT / "corpus" / "answers" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    judged = [(answer_judge(answer_from_record(row)), row) for row in rows]
    right = [(one, row) for one, row in judged if one.verdict.value == row["verdict"]]
    valued = [row for one, row in right if row["field"] in WORDY or one.value == row["value"]]
    published = next(row for row in table("How good it is") if row[0] == part)
    assert published[1:] == [str(len(rows)), str(len(right)), str(len(valued))]

"""The worked examples of docs/algorithms/promises.md are what the code answers, and its figures are those that are measured."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from promises_counted import OVERDUE, SAID_ON, cases, written

from huashu.language import language_of, promise_parse
from huashu.language.plain import is_traditional

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "algorithms" / "promises.md").read_text(encoding="utf-8")
CORPUS = ROOT / "corpus" / "promises"


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE).group().splitlines()[2:]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


EXAMPLES = table("Worked examples")


@pytest.mark.parametrize(("words", "wanted"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_worked_example(words, wanted):
    language = language_of(words)
    assert written(promise_parse(words, SAID_ON, language, OVERDUE[language]), SAID_ON) == wanted


def test_the_page_counts_our_own_utterances():
    assert f"answers {len(cases('zh')) + len(cases('en'))} utterances of our own" in PAGE


def rows(part: str, writing: str) -> list[dict]:
    lines = [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in lines if writing in {"all", script(row["input"])}]


def script(given: dict) -> str:
    if given["language"] == "en":
        return "english"
    return "traditional" if is_traditional(given["text"]) else "simplified"


def plainly(record: dict, overdue: int) -> tuple[str, list[tuple]]:
    listed = [(None if payment["amount_minor"] == overdue else payment["amount_minor"], payment["by"]) for payment in record["payments"]]
    return record["kind"], sorted(listed, key=str)


@pytest.mark.skipif(not CORPUS.exists(), reason="The corpus of promises isn't in this checkout; get corpus/promises.")
@pytest.mark.parametrize("row", table("How good it is"), ids=lambda row: row[0])
def test_figures(row):
    name, total, kinds, exact, firm, share = row
    writing, part = name.split(", ")
    counts = [0, 0, 0]
    judged = rows(part, writing)
    for line in judged:
        given, wanted = line["input"], line["expected"]
        said_at = datetime.fromisoformat(given["said_at"])
        answer = promise_parse(given["text"], said_at, given["language"], given["overdue_minor"]).as_record()
        same = plainly(answer, given["overdue_minor"]) == plainly(wanted, given["overdue_minor"])
        counts[0] += answer["kind"] == wanted["kind"]
        counts[1] += same
        counts[2] += same and answer["firm"] == wanted["firm"]
    assert [int(total), int(kinds), int(exact), int(firm)] == [len(judged), *counts]
    assert share == f"{counts[1] / len(judged):.3f}"

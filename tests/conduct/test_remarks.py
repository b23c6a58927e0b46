"""How well the scanner reads sentences that its phrase rules weren't written from (fixtures/README.md says how they were made).

A failure shows counts only: whoever reads the sentences of the final half can't measure with it any more.
"""

import pytest
from remarks_counted import GRAVE, counted, judged, records

from huashu.conduct.scan import phrases_load, remark_from_record, scan

ROWS = judged()

# A little under what was last measured (docs/algorithms/scan.md); raise them when the scanner gets better.
FLOORS = [
    pytest.param("dev", 0.98, 0.96, 0.97, id="dev"),
    pytest.param("final", 0.94, 0.76, 0.84, id="final"),
]


@pytest.mark.parametrize(("part", "precision", "recall", "f1"), FLOORS)
def test_scanner_finds_what_was_said(part: str, precision: float, recall: float, f1: float) -> None:
    counts = counted(row for row in ROWS if row.part == part)
    assert counts.precision >= precision, counts
    assert counts.recall >= recall, counts
    assert counts.f1 >= f1, counts


@pytest.mark.parametrize("part", ["dev", "final"])
def test_no_innocent_sentence_is_called_violence_impersonation_or_pressure_on_others(part: str) -> None:
    wronged = sum(bool(row.given & GRAVE) for row in ROWS if row.part == part and not row.wanted)
    assert wronged == 0


def test_every_quote_is_a_substring() -> None:
    for record in records():
        text = record["input"]["text"]
        for breach in scan(remark_from_record(record["input"]), phrases_load()):
            assert text[breach.start : breach.start + len(breach.quote)] == breach.quote != ""


def test_halves_are_whole() -> None:
    parts = [record["part"] for record in records()]
    assert (parts.count("dev"), parts.count("final")) == (186, 186)
    assert len({record["input"]["id"] for record in records()}) == 372

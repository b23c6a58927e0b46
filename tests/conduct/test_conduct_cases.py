"""The engine against the shared cases, where they are at hand."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from huashu.conduct.engine import check
from huashu.conduct.lawbook import lawbook_load
from huashu.conduct.reading import contact_read

FILE = Path(__file__).parents[3] / "shared" / "conduct" / "cases.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()] if FILE.exists() else []
LAWBOOK = lawbook_load()


@pytest.mark.skipif(not CASES, reason="the shared cases aren't here")
@pytest.mark.parametrize("case", CASES, ids=[case["input"]["id"] for case in CASES])
def test_answers_the_shared_cases(case):
    verdict, expected = check(contact_read(case["input"]), LAWBOOK).as_record(), case["expected"]
    assert verdict["verdict"] == expected["verdict"], case["why"]
    assert set(expected["rule_ids"]) <= {rule["id"] for rule in verdict["rules"]}, case["why"]
    assert all(rule["citation"] and rule["why"] and rule["why_en"] for rule in verdict["rules"])
    if "earliest" in expected:
        assert datetime.fromisoformat(verdict["earliest"]) == datetime.fromisoformat(expected["earliest"]), case["why"]
    assert set(verdict.get("missing", [])) == set(expected.get("missing", [])), case["why"]

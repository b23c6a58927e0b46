"""The second statement of the rules answers our own cases, and misses no earlier moment than the one it names."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import plain_conduct
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_reading import Case
from strategies_conduct import counted_contacts, planned_contacts

CASES = [json.loads(line) for line in (Path(__file__).parent / "fixtures/plain_cases.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["input"]["id"] for case in CASES])
def test_second_statement_answers_our_cases(case: dict[str, Any]) -> None:
    answer, expected = plain_conduct.answer(case["input"]), case["expected"]
    assert answer["verdict"] == expected["verdict"], case["why"]
    assert set(expected["rule_ids"]) <= set(answer["rules"]), case["why"]
    assert answer.get("earliest") == (datetime.fromisoformat(expected["earliest"]) if "earliest" in expected else None), case["why"]
    assert answer.get("missing", []) == sorted(expected.get("missing", [])), case["why"]


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(planned_contacts(), counted_contacts()))
def test_nothing_opens_before_the_earliest(case: Case) -> None:
    answer, moment = plain_conduct.answer(case), datetime.fromisoformat(case["contact"]["at"])
    if answer["verdict"] != "deny_until":
        return
    end = min(answer["earliest"], moment + timedelta(days=2))
    while moment < end:
        refused = any(said in {"deny", "deny_until"} for _, said, _ in plain_conduct.findings(case, moment))
        assert refused or not (plain_conduct.hours_given(case) or plain_conduct.in_house_window(case, moment))
        moment += timedelta(minutes=17)

"""The Today page on a book of 100,000 open cases: every page of a working day in less than 200 ms."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "today.py"
LIMIT_MS = 200


@pytest.mark.load
def test_every_page_of_the_day_answers_at_once():
    run = subprocess.run([sys.executable, BENCHMARK, "--cases", "100000", "--json"], capture_output=True, text=True, check=True)
    medians = {name: median_ms for name, (median_ms, _) in json.loads(run.stdout).items()}
    assert len(medians) >= 15
    assert {name: ms for name, ms in medians.items() if ms >= LIMIT_MS} == {}

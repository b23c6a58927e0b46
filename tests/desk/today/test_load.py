"""The Today page on a book of 100,000 open cases: every page of a working day answers. How fast is for docs/benchmarks.md to say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "today.py"


@pytest.mark.load
def test_every_page_of_the_day_answers():
    run = subprocess.run([sys.executable, BENCHMARK, "--cases", "100000", "--json"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    figures = json.loads(run.stdout)
    assert len(figures) >= 15
    assert all(0 < median_ms <= slowest_ms for median_ms, slowest_ms in figures.values())

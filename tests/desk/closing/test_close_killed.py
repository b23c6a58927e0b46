"""A close that is killed outright in the middle of a transaction, in a process of its own, with its own data folder."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
START = "import datetime as d\nfrom huashu.desk import setup\nsetup.start()\n"
DAY, NOW = "d.date(2026, 11, 20)", "d.datetime(2026, 11, 23, 2, tzinfo=d.UTC)"
MAKE = f"""
import sys
sys.path.insert(0, {str(BENCHMARKS)!r})
from desk_book import book_make, promises_make
from huashu.desk.closing.run import days_close
book_make(300, {DAY}, d.date(2026, 11, 22), {NOW})
days_close(as_of={DAY}, now={NOW})
promises_make({DAY})
"""
CLOSE = f"""
from huashu.desk.closing.run import days_close
days_close(as_of=d.date(2026, 11, 22), now={NOW})
"""
KILLED = """
import os, signal
from dataclasses import replace
from huashu.desk.closing import run
def killing(step):
    def work(night):
        step.work(night)
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(step, work=work)
run.STEPS = tuple(killing(step) if step.name == "cases" else step for step in run.STEPS)
"""
TABLES = (
    "loans_loanstatus",
    "loans_statuschange",
    "cases_case",
    "cases_caseevent",
    "cases_promise",
    "cases_promisepart",
    "closing_dayfigures",
)


def python(folder, *parts):
    environment = {**os.environ, "HUASHU_DATA": str(folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}
    return subprocess.run([sys.executable, "-c", "".join(parts)], env=environment, check=False, capture_output=True, text=True)


def rows(folder):
    with sqlite3.connect(folder / "huashu.sqlite3") as database:
        return {table: sorted(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in TABLES}


@pytest.fixture
def folders(tmp_path):
    """Two data folders with the same book, closed up to 20 November."""
    first, second = tmp_path / "undisturbed", tmp_path / "killed"
    made = python(first, START, MAKE)
    assert made.returncode == 0, made.stderr
    shutil.copytree(first, second)
    return first, second


def test_a_close_killed_and_run_again_comes_to_the_same_and_leaves_nothing_locked(folders):
    undisturbed, killed = folders
    assert python(undisturbed, START, CLOSE).returncode == 0
    assert python(killed, START, KILLED, CLOSE).returncode == -signal.SIGKILL
    again = python(killed, START, CLOSE)
    assert again.returncode == 0, again.stderr
    assert rows(killed) == rows(undisturbed)

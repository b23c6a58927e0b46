"""`huashu close` on the desk's own book, from nothing: it makes its database, closes the day, and says what it did."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    environment["HUASHU_DATA"] = str(tmp_path)

    def huashu(*words):
        return subprocess.run(
            [sys.executable, "-m", "huashu.cli.main", *words], capture_output=True, text=True, check=False, env=environment, timeout=120
        )

    return huashu


def test_an_empty_book_closes_and_an_earlier_day_is_refused_in_a_sentence(run):
    done = run("close", "--as-of", "2026-01-05")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert done.stdout.startswith("2026-01-05: 0 loans closed")
    refused = run("close", "--as-of", "2026-01-04")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "2026-01-04" in refused.stderr

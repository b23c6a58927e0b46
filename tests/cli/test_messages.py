"""``huashu messages`` from a shell: what it says of an empty desk, and of one without a name."""

import subprocess
import sys

import pytest


@pytest.fixture
def huashu(tmp_path):
    """Run ``huashu messages …`` on a desk of its own."""
    environment = {
        "HUASHU_DATA": str(tmp_path),
        "HUASHU_SECRET_KEY": "only-for-tests",
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join(sys.path),
    }

    def run(*words, **settings):
        command = [sys.executable, "-m", "huashu.cli.main", "messages", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment | settings)

    return run


def test_an_empty_desk(huashu):
    due = huashu("due")
    assert (due.returncode, "The institution's name isn't set" in due.stderr) == (1, True)
    assert huashu("send").stdout == "Nothing may go out now.\n"
    assert "queued              0" in huashu("status").stdout
    wrong = huashu("send", HUASHU_SMS_GATEWAY="pigeon")
    assert (wrong.returncode, wrong.stderr) == (1, "huashu: HUASHU_SMS_GATEWAY is 'pigeon', but must be outbox or webhook.\n")

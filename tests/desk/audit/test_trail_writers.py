"""On the embedded database several processes write to the trail at once: they take turns, and no number is left out or given twice."""

import os
import subprocess
import sys

WRITER = """
from datetime import UTC, datetime
from huashu.desk import setup
setup.start(migrate=False)
from django.db import transaction
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
for number in range(25):
    with transaction.atomic():
        trail_append(TrailKind.RULE_CHANGED, person=None, data={"rule": str(number)}, at=datetime(2026, 11, 23, tzinfo=UTC))
        if number % 5 == 4:
            transaction.set_rollback(True)
"""


def test_processes_that_write_at_the_same_moment_leave_no_gap_and_no_fork(tmp_path):
    settings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    settings |= {"HUASHU_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}
    verify = [sys.executable, "-m", "huashu.cli.main", "audit", "verify"]
    empty = subprocess.run(verify, env=settings, capture_output=True, text=True, check=False)
    assert (empty.returncode, "Nothing is written in the trail yet" in empty.stdout) == (0, True), empty.stderr
    writers = [subprocess.Popen([sys.executable, "-c", WRITER], env=settings) for _ in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    checked = subprocess.run(verify, env=settings, capture_output=True, text=True, check=False)
    assert (checked.returncode, "60 entries" in checked.stdout) == (0, True), checked.stdout + checked.stderr

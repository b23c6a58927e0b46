"""A trail edited by hand: what the check says, in which words, and with which exit code."""

import pytest
from click.testing import CliRunner
from django.db import connection

from huashu.cli.audit import audit
from huashu.desk.audit.chain import GENESIS
from huashu.desk.audit.models import TrailCheck, TrailEntry
from huashu.desk.audit.verify import KEPT, trail_check

pytestmark = pytest.mark.django_db
T, H = "audit_trailentry", "audit_trailhead"
CHANGED = "Entry %s was changed: its hash doesn't fit what it says."
CUT = "The end is cut off: the head counts 5 entries, but the last one there is number %s."
KEEP_3 = f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {T} WHERE number = 3"
SWAP = [f"UPDATE {T} SET number = {a} WHERE number = {b}" for a, b in ((99, 2), (2, 3), (3, 99))]

EDITS = {
    "nothing": ([], []),
    "data changed": ([f"UPDATE {T} SET data = '{{\"rule\":\"X\"}}' WHERE number = 2"], [CHANGED % 2]),
    "data no JSON any more": ([f"UPDATE {T} SET data = 'x' WHERE number = 2"], [CHANGED % 2]),
    "person blanked": ([f"UPDATE {T} SET person_name = 'ben' WHERE number = 3"], [CHANGED % 3]),
    "time moved a second": ([f"UPDATE {T} SET at = '2026-11-23 02:12:01+00:00' WHERE number = 1"], [CHANGED % 1]),
    "customer taken off": ([f"UPDATE {T} SET customer_id = 7 WHERE number = 5"], [CHANGED % 5]),
    "hash put in anew": (
        [f"UPDATE {T} SET hash = '{'a' * 64}' WHERE number = 2"],
        [
            CHANGED % 2,
            "Entry 3 doesn't follow on: it names another entry before it than number 2.",
        ],
    ),
    "one taken out": ([f"DELETE FROM {T} WHERE number = 3"], ["Entry 3 is missing: it was taken out."]),
    "first taken out": ([f"DELETE FROM {T} WHERE number = 1"], ["Entry 1 is missing: it was taken out."]),
    "three taken out": ([f"DELETE FROM {T} WHERE number IN (2, 3, 4)"], ["Entries 2 to 4 are missing: they were taken out."]),
    "end cut off": ([f"DELETE FROM {T} WHERE number > 3"], [CUT % 3]),
    "all taken out": ([f"DELETE FROM {T}"], [CUT % 0]),
    "two swapped": (
        SWAP,
        [
            "Entry 2 doesn't follow on: it names another entry before it than number 1.",
            "Entry 2 was moved: its hash is that of entry 3.",
            "Entry 3 doesn't follow on: it names another entry before it than number 2.",
            "Entry 3 was moved: its hash is that of entry 2.",
            "Entry 4 doesn't follow on: it names another entry before it than number 3.",
        ],
    ),
    "one put in before the first": (
        [KEEP_3, "UPDATE kept SET number = 0", f"INSERT INTO {T} SELECT * FROM kept"],
        ["There is an entry with number 0, but numbers begin with 1."],
    ),
    "one put in behind the last": (
        [KEEP_3, "UPDATE kept SET number = 6", f"INSERT INTO {T} SELECT * FROM kept"],
        ["Entries were added past the head: it counts 5, but the last one there is number 6."],
    ),
    "one put in behind the last, with the head": (
        [KEEP_3, "UPDATE kept SET number = 6", f"INSERT INTO {T} SELECT * FROM kept", f"UPDATE {H} SET count = 6"],
        [
            "Entry 6 doesn't follow on: it names another entry before it than number 5.",
            CHANGED % 6,
            "The head doesn't fit: its hash isn't that of entry 6.",
        ],
    ),
    "head's hash changed": ([f"UPDATE {H} SET hash = '{GENESIS}'"], ["The head doesn't fit: its hash isn't that of entry 5."]),
    "head taken out": ([f"DELETE FROM {H}"], ["The head is missing though there are entries, the last one number 5."]),
}  # fmt: skip


@pytest.fixture
def command(monkeypatch):
    """``huashu audit ...`` on the tests' database: what it prints, and its exit code."""
    monkeypatch.setattr("huashu.desk.setup.start", lambda: None)
    return lambda *words: CliRunner().invoke(audit, words)


@pytest.mark.parametrize("edit", EDITS)
def test_a_trail_edited_by_hand(edit, write, by_hand, command, chen, signed_in):
    statements, wanted = EDITS[edit]
    write(5)
    by_hand(*statements)
    found = trail_check()
    assert [one.sentence() for one in found.breaks] == wanted
    said = command("verify")
    assert said.exit_code == (1 if wanted else 0)
    assert [line for line in said.stderr.splitlines() if line in wanted] == wanted
    page = signed_in(chen)
    page.post("/audit/check/")
    assert TrailCheck.objects.latest("pk").breaks == len(wanted)
    text = page.get("/audit/").text.replace("&#x27;", "'")
    assert all(sentence in text for sentence in wanted)
    assert ("Whole: 5 entries." in text) == (not wanted)
    numbers = TrailEntry.objects.filter(number__gt=0).values_list("number", flat=True)
    assert all(page.get(f"/audit/{number}/").status_code == 200 for number in numbers)


def test_a_noted_head_tells_a_trail_that_was_written_anew(write, by_hand, command):
    """Whoever cuts the end off and puts the head back leaves a trail that holds; only a head noted outside knows better."""
    entries = write(5)
    noted = command("head").stdout.strip()
    assert noted == f"5:{entries[-1].hash}"
    assert command("verify", "--head", noted).exit_code == 0
    assert f"OK: 5 entries. Head: {noted}" in command("verify").stdout
    write(1)
    assert command("verify", "--head", entries[-1].hash).exit_code == 0  # more was added since; that's no break
    by_hand(f"DELETE FROM {T} WHERE number > 3", f"UPDATE {H} SET count = 3, hash = '{entries[2].hash}'")
    assert command("verify").exit_code == 0
    said = command("verify", "--head", noted)
    assert said.exit_code == 1
    assert "The head that was noted is nowhere in the trail" in said.stderr


@pytest.mark.parametrize("head", ["", "5:", "xyz", "5:" + "g" * 64, "a" * 63])
def test_a_head_that_is_none_is_refused(head, command):
    said = command("verify", "--head", head)
    assert (said.exit_code, "64 hexadecimal digits" in said.stderr) == (2, True)


def test_an_empty_trail_is_whole(command):
    assert "Nothing is written in the trail yet." in command("verify").stdout
    assert "Nothing is written in the trail yet." in command("head").stdout


def test_of_many_breaks_the_first_are_told_and_all_are_counted(write, by_hand, command):
    write(KEPT + 20)
    by_hand(f"UPDATE {T} SET kind = 'showing'")
    said = command("verify")
    assert "… and 20 more places." in said.stderr
    assert f"BROKEN in {KEPT + 20} places; {KEPT + 20} entries were read." in said.stderr


def test_portions_meet(write, monkeypatch):
    monkeypatch.setattr("huashu.desk.audit.verify.PORTION", 3)
    write(10)
    seen = []
    assert trail_check(watch=lambda done, total: seen.append((done, total))).is_whole
    assert seen == [(3, 10), (6, 10), (9, 10), (10, 10)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a broken file is the embedded database's")
def test_a_database_that_cannot_be_read_is_said_in_a_sentence(tmp_path, monkeypatch):
    import os  # noqa: PLC0415 - of this test only
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    (tmp_path / "huashu.sqlite3").write_bytes(b"no database" * 1000)
    settings = {**os.environ, "HUASHU_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "huashu.cli.main", "audit", "verify"], env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "can't be read: file is not a database." in done.stderr
    assert "Traceback" not in done.stderr

"""On PostgreSQL many write to the trail at once: they take turns, and no number is left out or given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.audit.verify import trail_check

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL; run `make test-postgres`"),
]
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def work(thread):
    """Twenty-five entries, every fifth of them undone."""
    kept = 0
    try:
        for number in range(25):
            with transaction.atomic():
                trail_append(TrailKind.RULE_CHANGED, person=None, data={"rule": f"{thread}-{number}"}, at=NOW)
                if number % 5 == 4:
                    transaction.set_rollback(True)
                else:
                    kept += 1
    finally:
        connections.close_all()
    return kept


@pytest.mark.parametrize("first_entry_there", [True, False], ids=["head there", "head made by whoever is first"])
def test_writers_at_the_same_moment_leave_no_gap_and_no_fork(first_entry_there):
    before = 0
    if first_entry_there:
        trail_append(TrailKind.RULE_CHANGED, person=None, data={}, at=NOW)
        before = 1
    with ThreadPoolExecutor(6) as pool:
        kept = sum(pool.map(work, range(6)))
    found = trail_check()
    assert (found.is_whole, found.entries, kept) == (True, 120 + before, 120), found.breaks
    assert list(TrailEntry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 121 + before))


def test_a_check_while_others_write_finds_nothing():
    trail_append(TrailKind.RULE_CHANGED, person=None, data={}, at=NOW)
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(work, thread) for thread in range(4)]
        while not all(one.done() for one in writing):
            assert trail_check().breaks == []
    assert trail_check().entries == 81

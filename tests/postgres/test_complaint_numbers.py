"""On PostgreSQL several people write complaints down at once: no number is left out or given twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from huashu.desk.complaints.models import ComplaintYear
from huashu.desk.complaints.services.numbers import number_take

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL; run `make test-postgres`"),
]


def work(_thread):
    """Twenty-five numbers, every fifth of them undone."""
    kept = []
    try:
        for number in range(25):
            with transaction.atomic():
                place, _text = number_take(2026)
                if number % 5 == 4:
                    transaction.set_rollback(True)
                else:
                    kept.append(place)
    finally:
        connections.close_all()
    return kept


def test_numbers_taken_at_the_same_moment_run_without_a_gap():
    with ThreadPoolExecutor(6) as pool:
        taken = sorted(place for places in pool.map(work, range(6)) for place in places)
    assert taken == list(range(1, 121))
    assert ComplaintYear.objects.get().taken == 120

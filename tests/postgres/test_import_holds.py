"""On PostgreSQL a file that is being loaded is held by its connection, and let go when that is gone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from huashu.desk.holds import hold, is_held

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL; run `make test-postgres`"),
]


def test_a_hold_is_seen_from_another_connection_and_goes_with_its_own():
    held, seen = Event(), Event()

    def elsewhere():
        try:
            with hold("import-7") as is_ours:
                held.set()
                seen.wait(10)
                connection.close()  # as if the process had been killed
                return is_ours
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(elsewhere)
        held.wait(10)
        found = is_held("import-7"), is_held("import-8"), is_held("close")
        with hold("import-7") as second:
            pass
        seen.set()
        assert other.result()
    assert (found, second) == ((True, False, False), False)
    assert not is_held("import-7")
    with hold("import-7") as again:
        assert again

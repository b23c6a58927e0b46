"""One close at a time, and no payment lost while it writes.

Two guards. :func:`alone` keeps a second close out for as long as the first lives; it goes when its process dies, so a killed
close never leaves the book locked. :func:`writing` is the transaction of one step: while it lasts, postings and case work wait
(a fraction of a second each), so that what the step read is still so when it writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from huashu.desk.cases.models import Case
from huashu.desk.closing.refusals import CloseAtWork
from huashu.desk.holds import hold, is_held
from huashu.desk.loans.models import LoanColumns

_CLOSE: Final = "close"


@contextmanager
def alone() -> Iterator[None]:
    """Keep other closes out.

    Raises:
        CloseAtWork: Another one is at work.
    """
    with hold(_CLOSE) as is_ours:
        if not is_ours:
            raise CloseAtWork
        yield


def is_at_work() -> bool:
    """Whether a close is at work, in this process or another."""
    return is_held(_CLOSE)


@contextmanager
def writing() -> Iterator[None]:
    """The transaction of one step.

    SQLite lets one transaction write at a time. PostgreSQL is told to: posting takes the packed columns first and a case
    second, and so does this, so neither waits for the other in a circle.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {LoanColumns._meta.db_table}, {Case._meta.db_table} IN EXCLUSIVE MODE")
        yield

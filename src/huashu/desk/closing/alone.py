"""One close at a time, and no payment lost while it writes.

Two guards. :func:`alone` keeps a second close out for as long as the first lives; it goes when its process dies, so a killed
close never leaves the book locked. :func:`writing` is the transaction of one step: while it lasts, postings and case work wait
(a fraction of a second each), so that what the step read is still so when it writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from django.db import connection, transaction

from huashu.desk.cases.models import Case
from huashu.desk.closing.refusals import CloseAtWork
from huashu.desk.environment import data_folder
from huashu.desk.loans.models import LoanColumns

_ADVISORY_KEY: Final = 0x4875_6173_6875
"""PostgreSQL's key for the close's lock: "Huashu" in hexadecimal."""


@contextmanager
def alone() -> Iterator[None]:
    """Keep other closes out.

    Raises:
        CloseAtWork: Another one is at work.
    """
    with _alone_on_postgres() if connection.vendor == "postgresql" else _alone_on_file():
        yield


def is_at_work() -> bool:
    """Whether a close is at work, in this process or another."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [_ADVISORY_KEY >> 32, _ADVISORY_KEY & 0xFFFF_FFFF],
            )
            return bool(cursor.fetchone()[0])
    with closing(_guard(timeout_seconds=0)) as guard:
        try:
            guard.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            return True
        return False


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


@contextmanager
def _alone_on_postgres() -> Iterator[None]:
    if is_at_work():  # the server would grant the lock again to the connection that holds it
        raise CloseAtWork
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY_KEY])
        if not cursor.fetchone()[0]:
            raise CloseAtWork
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_KEY])


@contextmanager
def _alone_on_file() -> Iterator[None]:
    with closing(_guard(timeout_seconds=1)) as guard:  # a look at whether a close is at work holds it for an instant
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise CloseAtWork from None
        yield


def _guard(timeout_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(data_folder() / "close-lock.sqlite3", timeout=timeout_seconds, isolation_level=None)

"""A hold on some work: nobody else gets it meanwhile, and it goes when its process dies, however that went.

So a killed import or close never stays "at work": whoever looks finds the work unfinished and nobody holding it. Nothing is
written to the book, no clock is compared, and the holder needs no thread that says it's alive.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django_tasks_db.models import DBTaskResult

from huashu.desk.environment import data_folder

TO_BEGIN: Final = timedelta(seconds=10)
"""So long a background task may take from being handed out to holding what it works on."""

_KEY_SPACE: Final = 0x4875_6173
"""First half of PostgreSQL's keys for holds: "Huas" in hexadecimal. The second follows from the hold's name."""


def task_of(task_id: str) -> DBTaskResult[Any, Any] | None:
    """A background task, or None if the queue doesn't have it."""
    try:
        return DBTaskResult.objects.filter(pk=UUID(task_id)).first()
    except ValueError:
        return None


@contextmanager
def hold(name: str) -> Iterator[bool]:
    """Hold a piece of work for as long as the block lasts.

    Args:
        name: What is held, in letters, digits and dashes ("close", "import-17").

    Yields:
        Whether it could be had; False if somebody else has it.
    """
    with _hold_on_postgres(name) if connection.vendor == "postgresql" else _hold_on_file(name) as is_ours:
        yield is_ours


def is_held(name: str) -> bool:
    """Whether somebody holds a piece of work, in this process or another."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s AND objsubid = 2"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [_KEY_SPACE, zlib.crc32(name.encode())],
            )
            return bool(cursor.fetchone()[0])
    path = _path(name)
    if not path.exists():
        return False
    with closing(_opened(path, timeout_seconds=0)) as file:
        try:
            file.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            return True
        return False


@contextmanager
def _hold_on_postgres(name: str) -> Iterator[bool]:
    if is_held(name):  # the server would grant the lock again to the connection that has it
        yield False
        return
    crc = zlib.crc32(name.encode())
    keys = [_KEY_SPACE, crc - (1 << 32) if crc >= 1 << 31 else crc]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", keys)
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", keys)


@contextmanager
def _hold_on_file(name: str) -> Iterator[bool]:
    path = _path(name)
    path.parent.mkdir(exist_ok=True)
    with closing(_opened(path, timeout_seconds=1)) as file:  # a look at whether it's held takes it for an instant
        try:
            file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
        path.unlink(missing_ok=True)  # after work that ended well; what a killed process leaves is empty and holds nothing


def _path(name: str) -> Path:
    return data_folder() / "holds" / f"{name}.sqlite3"


def _opened(path: Path, timeout_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=timeout_seconds, isolation_level=None)

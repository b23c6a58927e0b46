"""What the database itself refuses: changing or deleting an entry, leaving a number out, moving the head anywhere but one on.

This stops mistakes and other programs. It doesn't stop somebody who owns the file or the server and takes the triggers out; that
is what the hashes are for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_ENTRY: Final = "audit_trailentry"
_HEAD: Final = "audit_trailhead"
_WORDS: Final = "the audit trail is only added to"
_NEXT: Final = f"NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM {_ENTRY})"  # noqa: S608 - our own table
_EVENTS: Final = (
    (_ENTRY, "INSERT", _NEXT),
    (_ENTRY, "UPDATE", ""),
    (_ENTRY, "DELETE", ""),
    (_HEAD, "UPDATE", "NEW.count <> OLD.count + 1"),
    (_HEAD, "DELETE", ""),
)
"""Table, event, and the condition under which it's refused; an empty one always holds."""


def guards_set(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in, in place of those that are there.

    SQLite makes a table anew when a migration alters it and loses its triggers on the way: such a migration calls this again.
    """
    _run(connection, _drop(connection.vendor))
    _run(connection, _postgres() if connection.vendor == "postgresql" else _sqlite())


def guards_drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers out: for a migration backwards and for tests that empty their database."""
    _run(connection, _drop(connection.vendor))


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} {f'WHEN {condition}' if condition else ''}"
        f" BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for table, event, condition in _EVENTS
    ]


def _postgres() -> list[str]:
    refuse = f"RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation';"
    always = f"CREATE FUNCTION {_ENTRY}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$"
    gap = (
        f"CREATE FUNCTION {_ENTRY}_next() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {_NEXT} THEN {refuse} END IF; RETURN NEW; END $$"
    )
    triggers = [_trigger(table, event, condition) for table, event, condition in _EVENTS]
    emptied = [
        f"CREATE TRIGGER {_name(table, 'TRUNCATE')} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {_ENTRY}_refuse()"
        for table in (_ENTRY, _HEAD)
    ]
    return [always, gap, *triggers, *emptied]


def _trigger(table: str, event: str, condition: str) -> str:
    """A condition of a PostgreSQL trigger can't ask a table; the one that must stands in a function."""
    when, function = ("", "next") if condition == _NEXT else (f"WHEN ({condition})" if condition else "", "refuse")
    return f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {_ENTRY}_{function}()"


def _drop(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [f"DROP TRIGGER IF EXISTS {_name(table, event)}" for table, event, _ in _EVENTS]
    events = [(table, event) for table, event, _ in _EVENTS] + [(_ENTRY, "TRUNCATE"), (_HEAD, "TRUNCATE")]
    triggers = [f"DROP TRIGGER IF EXISTS {_name(table, event)} ON {table}" for table, event in events]
    return [*triggers, *(f"DROP FUNCTION IF EXISTS {_ENTRY}_{name}()" for name in ("refuse", "next"))]

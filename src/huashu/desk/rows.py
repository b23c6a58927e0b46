"""Writing many rows at once, on both databases, without making an object of each.

PostgreSQL takes rows by COPY and updates from a temporary table; SQLite by one prepared statement. Which way is fastest for
what was measured: ``docs/decisions/0004-close-writes.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, models, transaction
from django.utils import timezone

Row = Sequence[Any]

_TEMPORARY: Final = "close_rows"


def rows_insert(model: type[models.Model], fields: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows.

    Args:
        model: Whose table.
        fields: Field names, in the order of each row's values; the others are left to the database.
        rows: Plain Python values; days through :func:`day_value`, moments through :func:`moment_value`, JSON as text.
    """
    if not rows:
        return
    table, columns = model._meta.db_table, _columns(model, fields)
    if connection.vendor == "postgresql":
        _copy(table, columns, rows)
        return
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608 - the models' names


def rows_update(model: type[models.Model], fields: Sequence[str], rows: Sequence[Row]) -> None:
    """Update rows that exist.

    Args:
        model: Whose table.
        fields: Field names, in the order of each row's values; the last is the key that finds the row.
        rows: Values as for :func:`rows_insert`.
    """
    if not rows:
        return
    table, columns = model._meta.db_table, _columns(model, fields)
    *settings, key = columns
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(f"UPDATE {table} SET {', '.join(f'{name} = %s' for name in settings)} WHERE {key} = %s", rows)  # noqa: S608 - the models' names
            return
        cursor.execute(f"CREATE TEMPORARY TABLE {_TEMPORARY} ON COMMIT DROP AS SELECT {', '.join(columns)} FROM {table} LIMIT 0")  # noqa: S608 - the models' names
        _copy(_TEMPORARY, columns, rows)
        taken = ", ".join(f"{name} = {_TEMPORARY}.{name}" for name in settings)
        cursor.execute(f"UPDATE {table} SET {taken} FROM {_TEMPORARY} WHERE {table}.{key} = {_TEMPORARY}.{key}")  # noqa: S608 - the models' names
        cursor.execute(f"DROP TABLE {_TEMPORARY}")


def id_filter(column: str, ids: Sequence[int] | None) -> tuple[str, list[int]]:
    """A condition of SQL, with its values, that keeps rows with these ids; None keeps all."""
    if ids is None:
        return "1 = 1", []
    return f"{column} IN ({', '.join(['%s'] * len(ids)) or 'NULL'})", list(ids)


def day_value(day: date) -> str | date:
    """A day as the database's driver takes it."""
    return day if connection.vendor == "postgresql" else day.isoformat()


def moment_value(at: datetime) -> str | datetime:
    """A moment as the database's driver takes it."""
    return at if connection.vendor == "postgresql" else str(timezone.make_naive(at, connection.timezone))


def _copy(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    """Column names, quoted for both databases (``order`` and ``values`` are words of SQL)."""
    by_name = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return [connection.ops.quote_name(by_name[name]) for name in fields]

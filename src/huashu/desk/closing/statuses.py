"""Writing where loans stand: the status of each, and one row of history when its bucket, stage or grade changes.

Old news never overwrites new: a loan whose status is of a later day (a posting brought it forward) is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from huashu.desk.closing.scope import Scope
from huashu.desk.loans.models import LoanStatus, StatusChange
from huashu.desk.rows import day_value, id_filter, rows_insert
from huashu.lending.status import LoanStatus as LendingStatus

FIGURES: Final = (
    *("overdue_minor", "overdue_principal_minor", "overdue_interest_minor", "overdue_fee_minor", "overdue_penalty_minor"),
    *("due_now_minor", "oldest_unpaid_due_on", "days_past_due", "bucket", "stage", "next_due_on", "next_due_minor"),
    *("outstanding_principal_minor", "accrued_interest_minor", "payoff_minor", "credit_minor"),
    *("grade", "grade_due_count", "grade_late_count", "grade_worst_days"),
)
"""Fields of a status row after its loan and day."""

_CHANGE: Final = (
    *("loan", "as_of", "bucket_from", "bucket", "stage_from", "stage", "grade_from", "grade"),
    *("days_past_due", "outstanding_principal_minor", "overdue_minor"),
)
_BAND_PLACES: Final = tuple(FIGURES.index(name) + 2 for name in ("bucket", "stage", "grade"))
_MEASURE_PLACES: Final = tuple(FIGURES.index(name) + 2 for name in ("days_past_due", "outstanding_principal_minor", "overdue_minor"))

StatusRow = tuple[Any, ...]
"""Values of one status row: the loan, the day, then :data:`FIGURES`, as the database's driver takes them."""

Bands = tuple[str, str, str]
"""Bucket, stage and grade."""

NO_BANDS: Final = ("", "", "")
"""Where a loan comes from that had no status yet."""


class Before(NamedTuple):
    """What the table said about a loan: as of which day (ISO), and its bands."""

    as_of: str
    bands: Bands


def row_of(loan_id: int, status: LendingStatus) -> StatusRow:
    """A status row from a status that ``lending`` computed."""
    values = (getattr(status, name) for name in FIGURES)
    return (loan_id, day_value(status.as_of), *(day_value(value) if isinstance(value, date) else value for value in values))


def statuses_before(scope: Scope) -> dict[int, Before]:
    """What the table says about the scope's loans, by loan."""
    where, values = id_filter("loan_id", scope.loan_ids)
    table = LoanStatus._meta.db_table
    with connection.cursor() as cursor:
        # The cast keeps the driver from making a date object of each.
        cursor.execute(f"SELECT loan_id, CAST(as_of AS TEXT), bucket, stage, grade FROM {table} WHERE {where}", values)  # noqa: S608 - the models' names
        return {loan_id: Before(as_of, (bucket, stage, grade)) for loan_id, as_of, bucket, stage, grade in cursor.fetchall()}


def statuses_write(scope: Scope, rows: Sequence[StatusRow], failed: QuerySet[Any] | None = None) -> dict[str, int]:
    """Replace the status of loans and note what changed.

    Args:
        scope: The day, and whether the rows are all of the book or of some loans.
        rows: New status rows, in order of the loans.
        failed: Numbers of loans that couldn't be computed; their old status stays.

    Returns:
        How many statuses were written and how many changes noted.
    """
    before, day = statuses_before(scope), scope.day.isoformat()
    written = [row for row in rows if row[0] not in before or before[row[0]].as_of <= day]
    changes = _changes(scope, written, before)
    old = scope.of(LoanStatus.objects.filter(as_of__lte=scope.day))
    (old if failed is None else old.exclude(loan__in=failed)).delete()
    rows_insert(LoanStatus, ("loan", "as_of", *FIGURES), written)
    rows_insert(StatusChange, _CHANGE, changes)
    return {"written": len(written), "changed": len(changes)}


def _changes(scope: Scope, rows: Sequence[StatusRow], before: dict[int, Before]) -> list[tuple[Any, ...]]:
    """Rows of history: from the bands at the start of the day to those now; a second change on a day replaces the first."""
    day, changed = day_value(scope.day), []
    for row in rows:
        bands = tuple(row[place] for place in _BAND_PLACES)
        known = before.get(row[0])
        if known is None or known.bands != bands:
            changed.append((row, bands, known.bands if known else NO_BANDS))
    told = _told_today(scope, [row[0] for row, _, _ in changed if row[0] in before and before[row[0]].as_of == scope.day.isoformat()])
    StatusChange.objects.filter(pk__in=[change.pk for change in told.values()]).delete()
    history = []
    for row, bands, known_bands in changed:
        earlier = told.get(row[0])
        start = (earlier.bucket_from, earlier.stage_from, earlier.grade_from) if earlier else known_bands
        if start != bands:
            pairs = (band for pair in zip(start, bands, strict=True) for band in pair)
            history.append((row[0], day, *pairs, *(row[place] for place in _MEASURE_PLACES)))
    return history


def _told_today(scope: Scope, loan_ids: list[int]) -> dict[int, StatusChange]:
    """The day's history rows of loans that change again on the same day."""
    if not loan_ids:
        return {}
    told, wanted = scope.of(StatusChange.objects.filter(as_of=scope.day)), set(loan_ids)
    return {change.loan_id: change for change in told if change.loan_id in wanted}

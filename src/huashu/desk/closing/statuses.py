"""Writing where loans stand: the status of each, and one row of history when its bucket, stage or grade changes.

Old news never overwrites new: a loan whose status is of a later day (a posting brought it forward) is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

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
_bands_of = itemgetter(*(FIGURES.index(name) + 2 for name in ("bucket", "stage", "grade")))
_measures_of = itemgetter(*(FIGURES.index(name) + 2 for name in ("days_past_due", "outstanding_principal_minor", "overdue_minor")))

StatusRow = tuple[Any, ...]
"""Values of one status row: the loan, the day, then :data:`FIGURES`, as the database's driver takes them."""

Bands = tuple[str, str, str]
"""Bucket, stage and grade."""

FEW: Final = 1000
"""Up to so many loans are asked for by number; of more, the whole day is read."""

NO_BANDS: Final = ("", "", "")
"""Where a loan comes from that had no status yet."""


def row_of(loan_id: int, status: LendingStatus) -> StatusRow:
    """A status row from a status that ``lending`` computed."""
    values = (getattr(status, name) for name in FIGURES)
    return (loan_id, day_value(status.as_of), *(day_value(value) if isinstance(value, date) else value for value in values))


def statuses_write(scope: Scope, rows: Sequence[StatusRow], failed: QuerySet[Any] | None = None) -> dict[str, int]:
    """Replace the status of loans and note what changed.

    Args:
        scope: The day, and whether the rows are all of the book or of some loans.
        rows: New status rows, in order of the loans.
        failed: Numbers of loans that couldn't be computed; their old status stays.

    Returns:
        How many statuses were written and how many changes noted.
    """
    ahead = set(scope.of(LoanStatus.objects.filter(as_of__gt=scope.day)).values_list("loan_id", flat=True))
    written = [row for row in rows if row[0] not in ahead] if ahead else rows
    changes = _changes(scope, written)
    old = scope.of(LoanStatus.objects.filter(as_of__lte=scope.day))
    (old if failed is None else old.exclude(loan__in=failed)).delete()
    rows_insert(LoanStatus, ("loan", "as_of", *FIGURES), written)
    rows_insert(StatusChange, _CHANGE, changes)
    return {"written": len(written), "changed": len(changes)}


def _changes(scope: Scope, rows: Sequence[StatusRow]) -> list[tuple[Any, ...]]:
    """Rows of history: from the bands at the start of the day to those now; a second change on a day replaces the first."""
    before, day = _bands_before(scope), day_value(scope.day)
    changed = [row for row in rows if before.get(row[0]) != _bands_of(row)]
    told = _told_today(scope, [row[0] for row in changed])
    StatusChange.objects.filter(pk__in=[pk for pk, _ in told.values()]).delete()
    history = []
    for row in changed:
        start = told[row[0]][1] if row[0] in told else before.get(row[0], NO_BANDS)
        if start != _bands_of(row):
            pairs = (band for pair in zip(start, _bands_of(row), strict=True) for band in pair)
            history.append((row[0], day, *pairs, *_measures_of(row)))
    return history


def _bands_before(scope: Scope) -> dict[int, Bands]:
    """The bands that the table gives the scope's loans."""
    where, values = id_filter("loan_id", scope.loan_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT loan_id, bucket, stage, grade FROM {LoanStatus._meta.db_table} WHERE {where}", values)  # noqa: S608 - the models' names
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _told_today(scope: Scope, loan_ids: list[int]) -> dict[int, tuple[int, Bands]]:
    """The day's history rows of loans that change again on the same day: number, and the bands that they started from."""
    told = StatusChange.objects.filter(as_of=scope.day)
    few = told.filter(loan__in=loan_ids) if len(loan_ids) <= FEW else told
    wanted = set(loan_ids)
    rows = few.values_list("loan_id", "pk", "bucket_from", "stage_from", "grade_from") if loan_ids else ()
    return {loan_id: (pk, (bucket, stage, grade)) for loan_id, pk, bucket, stage, grade in rows if loan_id in wanted}

"""The closes that the invented book would have had: where its loans stood on each of the past days.

The same walk as the nightly close computes each day; what it would have written of it is written at once: the status as of
yesterday, one row of history per change, and the totals of the days that the portfolio looks at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import GRADES, StatusColumns
from huashu.desk.closing.book import Book, Standings
from huashu.desk.closing.models import DayFigures
from huashu.desk.closing.scope import rules_by_product
from huashu.desk.closing.status_rows import status_rows
from huashu.desk.closing.statuses import FIGURES
from huashu.desk.loans.models import Loan, LoanStatus, StatusChange
from huashu.desk.rows import day_value, rows_insert

DAYS: Final = 430
"""How many past days are gone through: a little over a year, so that the earliest month shown is whole."""

DAILY: Final = 70
"""Of the latest days every one gets totals; before that only each month's last."""

_CHANGE: Final = (
    *("loan", "as_of", "bucket_from", "bucket", "stage_from", "stage", "grade_from", "grade"),
    *("days_past_due", "outstanding_principal_minor", "overdue_minor"),
)

Change = tuple[Any, ...]


def past_write(loans: Sequence[Loan], today: date) -> Iterator[int]:
    """Write the past of loans that have no status yet, up to yesterday's close.

    Args:
        loans: Stored loans with packed columns.
        today: The day after the last one written.

    Yields:
        How many of :data:`DAYS` are done, after each.
    """
    past = _Past(loans)
    for place in range(DAYS):
        day = today - timedelta(days=DAYS - place)
        past.live(day, with_totals=day >= today - timedelta(days=DAILY) or (day + timedelta(days=1)).day == 1)
        yield place + 1
    past.write(today - timedelta(days=1))


class _Past:
    """The book day after day, and what changes from one to the next."""

    def __init__(self, loans: Sequence[Loan]) -> None:
        self.book = Book(rules_by_product())
        self.book.batch = self.book.read([loan.pk for loan in loans])
        self.officers: Mapping[int, int | None] = {loan.pk: loan.officer_id for loan in loans}
        self.teams = {loan.officer_id: loan.officer.team_id for loan in loans if loan.officer}
        self.currencies = {loan.pk: loan.currency for loan in loans}
        self.disbursed_on = self.book.batch.columns.disbursed_on
        self.before: NDArray[np.int64] | None = None
        self.standings: Standings | None = None
        self.changes: list[Change] = []
        self.totals: list[DayFigures] = []

    def live(self, day: date, *, with_totals: bool) -> None:
        """Go through one day."""
        standings = self.book.standings(day)
        status = standings.status
        is_there = (self.disbursed_on <= (day - date(1970, 1, 1)).days) & (status.fault == 0)
        bands = np.where(is_there, _bands(status), -1)
        before = np.full(bands.size, -1, np.int64) if self.before is None else self.before
        self._note(standings.chosen(bands != before), before[bands != before], day)
        self.before, self.standings = bands, standings
        if with_totals:
            self._add_up(standings.chosen(is_there), day)

    def write(self, day: date) -> None:
        """Write everything, with the status of the last day gone through."""
        assert self.standings is not None
        rows_insert(LoanStatus, ("loan", "as_of", *FIGURES), status_rows(self.standings, self.book.products, day))
        rows_insert(StatusChange, _CHANGE, self.changes)
        DayFigures.objects.bulk_create(self.totals)

    def _note(self, changed: Standings, before: NDArray[np.int64], day: date) -> None:
        status, products = changed.status, self.book.products
        codes = (products.buckets, products.stages, list(GRADES))
        for place, loan_id in enumerate(changed.loan_ids.tolist()):
            now = _codes(int(_bands(status)[place]), codes)
            known = ("", "", "") if before[place] < 0 else _codes(int(before[place]), codes)
            pairs = (code for pair in zip(known, now, strict=True) for code in pair)
            measures = (status.days_past_due[place], status.outstanding_principal_minor[place], status.overdue_minor[place])
            self.changes.append((loan_id, day_value(day), *pairs, *(int(measure) for measure in measures)))

    def _add_up(self, there: Standings, day: date) -> None:
        sums: dict[tuple[int | None, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        status, buckets = there.status, self.book.products.buckets
        columns = (status.bucket.tolist(), status.outstanding_principal_minor.tolist(), status.overdue_minor.tolist())
        for loan_id, bucket, principal_minor, overdue_minor in zip(there.loan_ids.tolist(), *columns, strict=True):
            total = sums[self.officers[loan_id], self.currencies[loan_id], buckets[bucket]]
            for place, value in enumerate((1, principal_minor, overdue_minor)):
                total[place] += value
        for (officer_id, currency, bucket), (count, principal_minor, overdue_minor) in sums.items():
            self.totals.append(
                DayFigures(
                    as_of=day,
                    assignee_id=officer_id,
                    team_id=self.teams.get(officer_id),
                    currency=currency,
                    bucket=bucket,
                    loans=count,
                    outstanding_principal_minor=principal_minor,
                    overdue_minor=overdue_minor,
                )
            )


def _bands(status: StatusColumns) -> NDArray[np.int64]:
    """Bucket, stage and grade of each loan as one number."""
    return (status.bucket.astype(np.int64) * 1000 + status.stage) * 10 + status.grade


def _codes(bands: int, codes: tuple[Sequence[str], Sequence[str], Sequence[str]]) -> tuple[str, str, str]:
    bucket, stage, grade = bands // 10_000, bands // 10 % 1000, bands % 10
    return codes[0][bucket], codes[1][stage], codes[2][grade]

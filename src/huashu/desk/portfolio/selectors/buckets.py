"""How much of the book stands in which bucket, now and at the end of each month: read from the close's totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.shares import Share
from huashu.lending.arrears import CLOSED
from huashu.lending.product import BUCKETS

CURRENT = BUCKETS[0].code
"""The bucket of a loan that isn't overdue."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Loans with their outstanding principal and what is overdue on them, in minor units."""

    loans: int = 0
    principal_minor: int = 0
    overdue_minor: int = 0

    def plus(self, other: Amounts) -> Amounts:
        """Both together."""
        return Amounts(self.loans + other.loans, self.principal_minor + other.principal_minor, self.overdue_minor + other.overdue_minor)


@dataclass(frozen=True, slots=True)
class BucketRow:
    """One bucket at the last close.

    Args:
        bucket: Its code.
        now: What stands in it.
        before: What stood in it a month earlier.
        of_loans: Its part of all running loans.
        of_principal: Its part of their principal.
    """

    bucket: str
    now: Amounts
    before: Amounts
    of_loans: Share
    of_principal: Share

    @property
    def change(self) -> int:
        """Loans more than a month earlier."""
        return self.now.loans - self.before.loans


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of a portion on several days, repaid loans left out.

    Args:
        codes: All buckets that occur, mildest first.
        on_day: Amounts by day and bucket.
    """

    codes: tuple[str, ...]
    on_day: dict[date, dict[str, Amounts]]

    @property
    def overdue_codes(self) -> tuple[str, ...]:
        """The buckets of overdue loans."""
        return tuple(code for code in self.codes if code != CURRENT)

    def amounts(self, day: date, code: str) -> Amounts:
        """What stood in one bucket at the end of a day."""
        return self.on_day.get(day, {}).get(code, Amounts())

    def total(self, day: date, codes: Iterable[str] | None = None) -> Amounts:
        """Several buckets of a day together; all of them if none are named."""
        total = Amounts()
        for code in self.codes if codes is None else codes:
            total = total.plus(self.amounts(day, code))
        return total

    def overdue(self, day: date) -> Share:
        """Overdue loans of all running loans."""
        return Share(self.total(day, self.overdue_codes).loans, self.total(day).loans)

    def rows(self, now_on: date, before_on: date) -> list[BucketRow]:
        """One row per bucket, against an earlier day."""
        total = self.total(now_on)
        return [self._row(code, now_on, before_on, total) for code in self.codes]

    def _row(self, code: str, now_on: date, before_on: date, total: Amounts) -> BucketRow:
        now, before = self.amounts(now_on, code), self.amounts(before_on, code)
        return BucketRow(code, now, before, Share(now.loans, total.loans), Share(now.principal_minor, total.principal_minor))


def buckets_of(portion: Portion) -> Buckets:
    """A portion's buckets at each month's end, at the last close and a month before it (one query)."""
    days = {*portion.days.month_ends, portion.days.latest_on, portion.days.since_on}
    rows = portion.figures().filter(as_of__in=days).exclude(bucket=CLOSED).values_list("as_of", "bucket")
    on_day: dict[date, dict[str, Amounts]] = {}
    for day, bucket, loans, principal, overdue in rows.annotate(Sum("loans"), Sum("outstanding_principal_minor"), Sum("overdue_minor")):
        on_day.setdefault(day, {})[bucket] = Amounts(loans, principal, overdue)
    return Buckets(ordered({bucket for of_day in on_day.values() for bucket in of_day}), on_day)


def ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Bucket codes, mildest first; those of a lender's own come after ours, repaid loans last."""
    place = {band.code: place for place, band in enumerate(BUCKETS)} | {"": -1, CLOSED: len(BUCKETS) + 1}
    return tuple(sorted(codes, key=lambda code: (place.get(code, len(BUCKETS)), code)))

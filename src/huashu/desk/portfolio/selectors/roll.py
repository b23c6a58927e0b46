"""Where the loans of each bucket went within a month: the roll matrix.

Loans that changed bucket are counted from the changes that the close wrote; those that stayed are what the day's totals leave
over. So a book of any size is read through its changes. Money is principal outstanding now; a repaid loan has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from huashu.desk.loans.models import StatusChange
from huashu.desk.portfolio.portion import Days, Portion
from huashu.desk.portfolio.selectors.buckets import Amounts, Buckets, ordered
from huashu.desk.portfolio.selectors.owners import owned
from huashu.desk.portfolio.shares import Share
from huashu.lending.arrears import CLOSED

NEW = ""
"""Where loans come from that weren't in the book a month ago."""


@dataclass(frozen=True, slots=True)
class RollCell:
    """Loans that went from one bucket to another.

    Args:
        to: Code of the bucket that they are in now.
        loans: How many.
        principal_minor: Their outstanding principal now.
        of_row: Their part of the loans that began where they did.
        tone: ``worse``, ``better`` or ``same``.
    """

    to: str
    loans: int
    principal_minor: int
    of_row: Share
    tone: str

    @property
    def heat(self) -> int:
        """How deep the cell is shaded, 0 to 5: a step per fifth of the row, at least one for anything."""
        permille = self.of_row.permille
        return 0 if not permille else 1 + min(permille // 200, 4)


@dataclass(frozen=True, slots=True)
class RollRow:
    """The loans of one bucket a month ago, by where they are now."""

    start: str
    loans: int
    cells: tuple[RollCell, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """The whole matrix; ``ends`` are the buckets of its columns."""

    ends: tuple[str, ...]
    rows: tuple[RollRow, ...]


def roll_of(portion: Portion, buckets: Buckets) -> Roll:
    """A portion's roll matrix over the month to the last close (one query).

    Args:
        portion: Which part of the book.
        buckets: Its totals at the last close.
    """
    moved = {
        (start, end): Amounts(loans, principal)
        for start, end, loans, principal in first_changes(portion)
        .values_list("bucket_from", "loan__status__bucket")
        .annotate(loans=Count("pk"), principal_minor=Sum("loan__status__outstanding_principal_minor", default=0))
        .order_by()
        if start != end
    }
    now = buckets.on_day.get(portion.days.latest_on, {})
    ends = ordered({*now, *(end for _, end in moved)})
    starts = ordered({*now, *(start for start, _ in moved)} - {CLOSED})
    cells = dict(moved)
    for bucket in now:
        came = [amounts for (start, end), amounts in moved.items() if end == bucket]
        cells[bucket, bucket] = Amounts(
            max(now[bucket].loans - sum(amounts.loans for amounts in came), 0),
            max(now[bucket].principal_minor - sum(amounts.principal_minor for amounts in came), 0),
        )
    return Roll(ends, tuple(_row(start, ends, cells) for start in sorted(starts, key=lambda start: start == NEW)))


def first_changes(portion: Portion) -> QuerySet[StatusChange]:
    """The first change of each of the portion's loans after the month began."""
    days: Days = portion.days
    earlier = StatusChange.objects.filter(loan=OuterRef("loan"), as_of__gt=days.since_on, as_of__lt=OuterRef("as_of"))
    changes = StatusChange.objects.filter(~Exists(earlier), as_of__gt=days.since_on, as_of__lte=days.latest_on)
    if len(portion.currencies) > 1:
        changes = changes.filter(loan__currency=portion.currency)
    return owned(changes, portion)


def _row(start: str, ends: tuple[str, ...], cells: dict[tuple[str, str], Amounts]) -> RollRow:
    loans = sum(cells.get((start, end), Amounts()).loans for end in ends)
    return RollRow(start, loans, tuple(_cell(start, end, cells.get((start, end), Amounts()), loans) for end in ends))


def _cell(start: str, end: str, amounts: Amounts, of_loans: int) -> RollCell:
    return RollCell(end, amounts.loans, amounts.principal_minor, Share(amounts.loans, of_loans), _tone(start, end))


def _tone(start: str, end: str) -> str:
    """A loan that wasn't there got neither better nor worse; a repaid one got better."""
    if NEW in (start, end) or start == end:
        return "same"
    return "better" if end == CLOSED or ordered((start, end))[0] == end else "worse"

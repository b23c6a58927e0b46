"""Where the loans of each bucket went within a month: the roll matrix.

Loans that changed bucket are counted from the changes that the close wrote; those that stayed are what the day's totals leave
over. So a book of any size is read through its changes. Money is outstanding principal: of a loan that moved, as it was when it moved
last; a repaid loan has none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from huashu.desk.loans.models import StatusChange
from huashu.desk.portfolio.portion import Portion
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
        principal_minor: Their outstanding principal.
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
    moved = _moved(portion)
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


def changes_within(portion: Portion) -> QuerySet[StatusChange]:
    """Changes of bucket of the portion's loans after the month began."""
    days = portion.days
    changes = StatusChange.objects.filter(as_of__gt=days.since_on, as_of__lte=days.latest_on).exclude(bucket_from=F("bucket"))
    if len(portion.currencies) > 1:
        changes = changes.filter(loan__currency=portion.currency)
    return owned(changes, portion)


def first_changes(portion: Portion) -> QuerySet[StatusChange]:
    """The first of each loan's changes of bucket within the month."""
    earlier = StatusChange.objects.filter(loan=OuterRef("loan"), as_of__gt=portion.days.since_on, as_of__lt=OuterRef("as_of"))
    return changes_within(portion).filter(~Exists(earlier.exclude(bucket_from=F("bucket"))))


def _moved(portion: Portion) -> dict[tuple[str, str], Amounts]:
    """Loans that are in another bucket than a month ago, by both."""
    rows = changes_within(portion).order_by("as_of").values_list("loan_id", "bucket_from", "bucket", "outstanding_principal_minor")
    starts: dict[int, str] = {}
    ends: dict[int, tuple[str, int]] = {}
    for loan_id, start, end, principal_minor in rows.iterator():
        starts.setdefault(loan_id, start)
        ends[loan_id] = end, principal_minor
    moved: dict[tuple[str, str], Amounts] = defaultdict(Amounts)
    for loan_id, (end, principal_minor) in ends.items():
        if starts[loan_id] != end:
            moved[starts[loan_id], end] = moved[starts[loan_id], end].plus(Amounts(1, principal_minor))
    return dict(moved)


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

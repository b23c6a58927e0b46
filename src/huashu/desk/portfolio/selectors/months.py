"""The year month by month: promises by what became of them, first contacts by whether they were in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from huashu.calendars import months_after
from huashu.desk.portfolio.portion import MONTHS, Days, Portion
from huashu.desk.portfolio.selectors.people import ENDED, MET, first_contacts_due, promises_ended
from huashu.desk.portfolio.shares import Share


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month.

    Args:
        starts_on: Its first day.
        ends_on: Its last day, or the last close in the month that is running.
        kept: Promises kept in full that were decided in it.
        part_kept: Promises of which a part came.
        broken: Promises of which nothing came.
        withdrawn: Promises that a newer one replaced before their day; not in the share that was kept.
        first_contacts: First contacts made within 24 hours of those that were due in it.
    """

    starts_on: date
    ends_on: date
    kept: int
    part_kept: int
    broken: int
    withdrawn: int
    first_contacts: Share

    @property
    def after_on(self) -> date:
        """The day before it."""
        return self.starts_on - timedelta(days=1)

    @property
    def promises(self) -> Share:
        """Promises kept in full of those decided."""
        return Share(self.kept, self.kept + self.part_kept + self.broken)


def months_of(portion: Portion) -> list[MonthRow]:
    """The last twelve months of a portion, earliest first (two queries)."""
    day_before = portion.days.year_on - timedelta(days=1)
    promises: dict[date, Counter[str]] = defaultdict(Counter)
    ended = promises_ended(portion, day_before).values_list("decided_on", "status").order_by()
    for day, status, count in ended.annotate(Count("pk")):
        assert day is not None
        promises[day.replace(day=1)][status] += count
    contacts: dict[date, Share] = defaultdict(Share)
    due = first_contacts_due(portion, day_before).values_list("first_contact_due_at").order_by()
    for due_at, met, all_due in due.annotate(met=Count("pk", filter=MET), all_due=Count("pk")):
        assert due_at is not None
        # Due at the midnight that ends the first overdue day: that day's month is meant.
        month = (timezone.localtime(due_at) - timedelta(seconds=1)).date().replace(day=1)
        contacts[month] = contacts[month].plus(Share(met, all_due))
    return [_row(month, portion.days, promises[month], contacts[month]) for month in _months(portion.days)]


def _months(days: Days) -> list[date]:
    return [months_after(days.year_on, place) for place in range(MONTHS)]


def _row(month: date, days: Days, promises: Counter[str], contacts: Share) -> MonthRow:
    ends_on = min(months_after(month, 1) - timedelta(days=1), days.latest_on)
    kept, part_kept, broken, withdrawn = (promises[status] for status in ENDED)
    return MonthRow(month, ends_on, kept, part_kept, broken, withdrawn, contacts)

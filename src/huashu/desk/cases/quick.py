"""Quick choices beside a date: the days and times that are asked for most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from huashu.desk.cases.models import Case
from huashu.desk.cases.words import day_words
from huashu.errors import InvalidValue
from huashu.language.typed import day_read

PAY_DAY_FACT: Final = "pay_day"
"""Name under which an imported loan's other facts may hold the day of the month on which the customer is paid."""


@dataclass(frozen=True, slots=True)
class QuickDay:
    """A day to choose with one press; ``hint`` says which day it is."""

    label: str
    day: date
    hint: str


@dataclass(frozen=True, slots=True)
class QuickTime:
    """A day and a time to choose with one press."""

    label: str
    day: date
    at: str

    @property
    def moment(self) -> datetime:
        """The moment it stands for."""
        return timezone.make_aware(datetime.combine(self.day, time.fromisoformat(self.at)))


def quick_days(case: Case, today: date) -> list[QuickDay]:
    """Today, tomorrow, Friday, in three days, and the customer's pay day (else the next due day).

    Args:
        case: The case, with its loan.
        today: The business day.
    """
    chosen = [
        (_("today"), today),
        (_("tomorrow"), today + timedelta(days=1)),
        (_("in 3 days"), today + timedelta(days=3)),
        (_("Friday"), day_read("friday", today)),
    ]
    pay_day = _pay_day(case, today)
    if pay_day is not None:
        chosen.append((_("pay day"), pay_day))
    elif case.next_due_on is not None and case.next_due_on > today:
        chosen.append((_("due day"), case.next_due_on))
    return [QuickDay(label, day, day_words(day, today)) for label, day in chosen]


def quick_times(now: datetime) -> list[QuickTime]:
    """In two hours (while it's still the day), tomorrow morning and afternoon, in three days."""
    local = timezone.localtime(now)
    today, soon = local.date(), local + timedelta(hours=2)
    chosen = [
        QuickTime(_("tomorrow 10:00"), today + timedelta(days=1), "10:00"),
        QuickTime(_("tomorrow 15:00"), today + timedelta(days=1), "15:00"),
        QuickTime(_("in 3 days 10:00"), today + timedelta(days=3), "10:00"),
    ]
    if soon.date() == today and soon.time() < time(20, 0):
        rounded = soon.replace(minute=soon.minute // 5 * 5)
        chosen.insert(0, QuickTime(_("in 2 hours"), today, rounded.strftime("%H:%M")))
    return chosen


def _pay_day(case: Case, today: date) -> date | None:
    try:
        return day_read(str(int(case.loan.facts[PAY_DAY_FACT])), today)
    except (KeyError, TypeError, ValueError, InvalidValue):
        return None

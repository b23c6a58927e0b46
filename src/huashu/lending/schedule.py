"""The schedule: when each instalment falls due and what it is made of.

A schedule follows from terms (:func:`schedule`) or, after a change of a loan, from any balance and any due dates
(:func:`spread`). All arithmetic is exact in integers; each interest and the level payment are rounded half up once,
and the last instalment takes the residue. Fees, penalties, payments received and all-in rates are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add, sub
from typing import Final

from huashu.calendars import DayCount, Frequency, days_counted, period_after
from huashu.errors import InvalidValue
from huashu.lending.level import DailyRate, daily_rate, level_payment
from huashu.lending.records import terms_from_record
from huashu.lending.terms import PPB, Method, Terms
from huashu.money import divide_half_up

__all__ = ["Instalment", "Schedule", "due_dates", "schedule", "spread", "terms_from_record"]

CALENDARS_KEPT: Final = 4096
"""Loans of one day and term share due dates and day counts; this many of each are remembered."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row of a schedule.

    Args:
        n: Number of the instalment, from 1.
        due_on: Day it falls due.
        principal_minor: Principal part; below 0 where interest exceeds the level payment.
        interest_minor: Interest part.
        balance_minor: Principal left after it.
    """

    n: int
    due_on: date
    principal_minor: int
    interest_minor: int
    balance_minor: int

    @property
    def total_minor(self) -> int:
        """Principal and interest together."""
        return self.principal_minor + self.interest_minor


@dataclass(frozen=True, slots=True)
class Schedule:
    """Instalments as columns of equal length, first instalment first.

    Args:
        due_on: Due dates, ascending.
        principal_minor: Principal parts; they add up to what was lent.
        interest_minor: Interest parts.
        balance_minor: Principal left after each; 0 after the last.
    """

    due_on: tuple[date, ...]
    principal_minor: tuple[int, ...]
    interest_minor: tuple[int, ...]
    balance_minor: tuple[int, ...]

    @property
    def total_minor(self) -> tuple[int, ...]:
        """Principal and interest together, as a column."""
        return tuple(map(add, self.principal_minor, self.interest_minor))

    @property
    def total_interest_minor(self) -> int:
        """Interest of all instalments."""
        return sum(self.interest_minor)

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """The same as rows."""
        columns = zip(self.due_on, self.principal_minor, self.interest_minor, self.balance_minor, strict=True)
        return tuple(Instalment(n, *row) for n, row in enumerate(columns, 1))


def due_dates(terms: Terms) -> tuple[date, ...]:
    """Due dates of all instalments, ascending; remembered between loans.

    Raises:
        InvalidValue: The last instalment would fall after the year 9999.
    """
    return _due_dates(terms.first_due_on, terms.periods, terms.frequency)


def schedule(terms: Terms) -> Schedule:
    """The schedule that terms lead to.

    Raises:
        InvalidValue: The last instalment would fall after the year 9999.
    """
    due_on, days = _calendar(terms.disbursed_on, terms.first_due_on, terms.periods, terms.frequency, terms.day_count)
    rate = daily_rate(terms.rate_ppb_year, terms.day_count.year_days)
    if terms.method is Method.EQUAL_PRINCIPAL:
        return _with_principal(_equal_parts(terms.principal_minor, terms.periods), due_on, rate, days)
    if terms.method is Method.INTEREST_ONLY:
        return _with_principal([0] * (terms.periods - 1) + [terms.principal_minor], due_on, rate, days)
    level_minor = level_payment(terms.principal_minor, terms.balloon_minor, rate, days)
    return _with_level(terms.principal_minor, level_minor, due_on, rate, days)


def spread(  # noqa: PLR0913 - a loan's whole remaining contract
    principal_minor: int,
    rate_ppb_year: int,
    method: Method,
    day_count: DayCount,
    start_on: date,
    due_on: Sequence[date],
    *,
    balloon_minor: int = 0,
    level_minor: int | None = None,
) -> Schedule:
    """The schedule of any balance over given due dates.

    Args:
        principal_minor: Balance to repay, at least 1.
        rate_ppb_year: Nominal yearly rate in parts per billion.
        method: How principal is spread.
        day_count: How days become a fraction of a year.
        start_on: Day from which interest runs, before the first due date.
        due_on: Due dates, strictly ascending.
        balloon_minor: Part left to the last instalment, only with the balloon method.
        level_minor: What to keep instead of computing it: the level payment, or with equal principal the principal of
            each instalment. The schedule ends with the first instalment that repays the balance; if none does, the
            last due date takes what is left, so a balloon given beside it changes nothing.

    Raises:
        InvalidValue: A number or date is out of range, or ``level_minor`` comes with interest only.
    """
    _check_spread(principal_minor, rate_ppb_year, method, balloon_minor, level_minor)
    _check_dates(start_on, due_on)
    days = tuple(days_counted(start, end, day_count) for start, end in pairwise((start_on, *due_on)))
    rate = daily_rate(rate_ppb_year, day_count.year_days)
    if method is Method.INTEREST_ONLY:
        return _with_principal([0] * (len(days) - 1) + [principal_minor], due_on, rate, days)
    if method is Method.EQUAL_PRINCIPAL:
        parts = _equal_parts(principal_minor, len(days)) if level_minor is None else _kept_parts(principal_minor, level_minor, len(days))
        return _with_principal(parts, due_on, rate, days)
    if level_minor is None:
        level_minor = level_payment(principal_minor, balloon_minor, rate, days)
    else:
        days = days[: _count_at_level(principal_minor, level_minor, rate, days)]
    return _with_level(principal_minor, level_minor, due_on, rate, days)


def _with_level(principal_minor: int, level_minor: int, due_on: Sequence[date], rate: DailyRate, days: Sequence[int]) -> Schedule:
    """Instalments of one total; the last repays the balance, whatever it is."""
    # Half up is floor((2x + 1) / 2). A negative balance (tiny loans only) takes 1 off, so that its halves round away
    # from zero as everywhere. Written out here because a call for each interest would halve the speed.
    share, whole = 2 * rate.share, rate.whole
    twice = 2 * whole
    balance = principal_minor
    interests = []
    balances = []
    for day in days:
        interest = (balance * share * day + whole - (balance < 0)) // twice
        balance += interest - level_minor
        interests.append(interest)
        balances.append(balance)
    principals = [level_minor - interest for interest in interests]
    principals[-1] += balance
    balances[-1] = 0
    return Schedule(tuple(due_on[: len(days)]), tuple(principals), tuple(interests), tuple(balances))


def _with_principal(principals: list[int], due_on: Sequence[date], rate: DailyRate, days: Sequence[int]) -> Schedule:
    """Instalments whose principal is known beforehand; the dates that it doesn't need are dropped."""
    share, whole = rate
    balances = list(accumulate(principals, sub, initial=sum(principals)))
    interests = [(2 * balance * share * day + whole - (balance < 0)) // (2 * whole) for balance, day in zip(balances, days, strict=False)][
        : len(principals)
    ]
    return Schedule(tuple(due_on[: len(principals)]), tuple(principals), tuple(interests), tuple(balances[1:]))


def _equal_parts(principal_minor: int, count: int) -> list[int]:
    part = divide_half_up(principal_minor, count)
    return [part] * (count - 1) + [principal_minor - part * (count - 1)]


def _kept_parts(principal_minor: int, part_minor: int, count: int) -> list[int]:
    """Equal parts until the balance is repaid, or until the last of ``count`` takes it."""
    full = min(-(-principal_minor // part_minor), count) - 1
    return [part_minor] * full + [principal_minor - part_minor * full]


def _count_at_level(balance_minor: int, level_minor: int, rate: DailyRate, days: Sequence[int]) -> int:
    """How many instalments of a kept payment repay the balance, at most one a period."""
    for count, day in enumerate(days, 1):
        balance_minor += divide_half_up(balance_minor * rate.share * day, rate.whole) - level_minor
        if balance_minor <= 0:
            return count
    return len(days)


@lru_cache(CALENDARS_KEPT)
def _due_dates(first_due_on: date, periods: int, frequency: Frequency) -> tuple[date, ...]:
    try:
        return tuple(period_after(first_due_on, n, frequency) for n in range(periods))
    except (ValueError, OverflowError):
        raise InvalidValue("first_due_on", first_due_on, "early enough for the last instalment to fall before the year 10000") from None


@lru_cache(CALENDARS_KEPT)
def _calendar(
    disbursed_on: date, first_due_on: date, periods: int, frequency: Frequency, day_count: DayCount
) -> tuple[tuple[date, ...], tuple[int, ...]]:
    """Due dates, and the counted days of the period that ends on each."""
    due_on = _due_dates(first_due_on, periods, frequency)
    return due_on, tuple(days_counted(start, end, day_count) for start, end in pairwise((disbursed_on, *due_on)))


def _check_spread(principal_minor: int, rate_ppb_year: int, method: Method, balloon_minor: int, level_minor: int | None) -> None:
    if principal_minor < 1:
        raise InvalidValue("principal_minor", principal_minor, "at least 1")
    if not 0 <= rate_ppb_year <= 10 * PPB:
        raise InvalidValue("rate_ppb_year", rate_ppb_year, f"from 0 to {10 * PPB}")
    if not 0 <= balloon_minor <= (principal_minor if method is Method.EQUAL_INSTALMENT_BALLOON else 0):
        raise InvalidValue("balloon_minor", balloon_minor, "from 0 to the principal, and 0 unless the method is equal_instalment_balloon")
    if level_minor is not None and (level_minor < 1 or method is Method.INTEREST_ONLY):
        raise InvalidValue("level_minor", level_minor, "at least 1, and absent if only interest is paid")


def _check_dates(start_on: date, due_on: Sequence[date]) -> None:
    if not due_on:
        raise InvalidValue("due_on", "", "at least one due date")
    for before, after in pairwise((start_on, *due_on)):
        if after <= before:
            raise InvalidValue("due_on", after, f"later than {before}")

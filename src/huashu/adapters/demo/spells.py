"""Spells of arrears: from the day on which a loan is overdue to the day on which nothing is overdue any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from huashu.adapters.demo.payments import History
from huashu.lending.allocation import Position, allocate

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell.

    Args:
        began_on: First day on which something is overdue.
        ended_on: Later day on which the last of it was paid (or a change took its place), None while it lasts.
    """

    began_on: date
    ended_on: date | None

    def open_on(self, day: date) -> bool:
        """Whether something is overdue during a day."""
        return self.began_on <= day and (self.ended_on is None or day <= self.ended_on)


def spells(history: History, today: date) -> list[Spell]:
    """A loan's spells up to today, earliest first; what was paid within its first overdue day was never one."""
    product = history.account.product
    allocation = allocate(history.ledger.plan, history.ledger.receipts, product, today)
    stretches = (_overdue(position, product.grace_days, today) for position in allocation.positions)
    found: list[Spell] = []
    for stretch in sorted((stretch for stretch in stretches if stretch), key=lambda stretch: stretch.began_on):
        before = found[-1] if found else None
        if before and (before.ended_on is None or stretch.began_on <= before.ended_on):
            ends = (before.ended_on, stretch.ended_on)
            found[-1] = Spell(before.began_on, None if None in ends else max(end for end in ends if end))
        else:
            found.append(stretch)
    return found


def overdue_minor(history: History, day: date) -> int:
    """What is overdue on a day before any money of that day, in minor units."""
    product = history.account.product
    receipts = [receipt for receipt in history.ledger.receipts if receipt.value_on < day]
    reported = allocate(history.ledger.plan, receipts, product, day).reported()
    grace = timedelta(days=product.grace_days)
    return sum(position.unpaid.total_minor for position in reported if day > position.row.due_on + grace)


def _overdue(position: Position, grace_days: int, today: date) -> Spell | None:
    """The stretch in which one instalment was overdue, if it ever was."""
    row = position.row
    began_on = max(row.due_on + timedelta(days=grace_days) + _DAY, row.starts_on)
    ends = [day for day in (position.settled_on, row.superseded_on) if day is not None]
    ended_on = min(ends) if ends else None
    if began_on > today or (ended_on is not None and ended_on <= began_on):
        return None
    return Spell(began_on, ended_on)

"""Promises as the close reads them, and what it makes of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from huashu.desk.cases.models import PromiseStatus
from huashu.desk.closing.events import Event
from huashu.desk.closing.promise_outcomes import Money, Part, PartOutcome


class PromiseRow(NamedTuple):
    """A promise with its parts in order of their days, as stored.

    Attributes:
        pk: Its number.
        case_id: Its case.
        loan_id: Its loan.
        product_id: The loan's product.
        status: What it was taken for so far.
        made_on: The business day from which money counts: that of its making, or of its approval where an older promise stood till then.
        made_at: The moment, or None if only the day is known.
        until_on: The day on which a newer promise on the loan took its place, or it was ended otherwise; None while it stands.
        until_at: The moment, or None if only the day is known.
        part_ids: Its parts' numbers.
        parts: Its parts.
        outcomes: What they were taken for so far.
    """

    pk: int
    case_id: int
    loan_id: int
    product_id: int
    status: str
    made_on: date
    made_at: datetime | None
    until_on: date | None
    until_at: datetime | None
    part_ids: tuple[int, ...]
    parts: tuple[Part, ...]
    outcomes: tuple[PartOutcome, ...]


class MoneyRow(NamedTuple):
    """A payment that stands: its money, and when it was written down."""

    money: Money
    entered_at: datetime


class Decision(NamedTuple):
    """What a promise is now."""

    promise: PromiseRow
    outcomes: list[PartOutcome]
    status: PromiseStatus

    @property
    def is_news(self) -> bool:
        """Whether the promise was taken for something else so far."""
        return self.status != self.promise.status

    def event(self) -> Event:
        """What the case's timeline says."""
        values = {
            "amount_minor": sum(part.amount_minor for part in self.promise.parts),
            "received_minor": sum(outcome.received_minor for outcome in self.outcomes),
            "due_on": self.promise.parts[-1].due_on.isoformat(),
            "promise_ids": [self.promise.pk],
        }
        return Event(self.promise.case_id, f"promise_{self.status}", values)

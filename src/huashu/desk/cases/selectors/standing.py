"""Where a loan stands today, worked out from its entries: figures, instalments one by one, and what each entry did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import F

from huashu.desk.access import cases_for
from huashu.desk.cases.models import Case
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan
from huashu.desk.people.models import Person
from huashu.lending.allocation import Allocation, Amounts, Position, ReceiptUse, allocate
from huashu.lending.arrears import penalty_per_day_of
from huashu.lending.entries import Entry, EntryKind
from huashu.lending.ledger import Account, Ledger, replay
from huashu.lending.status import LoanStatus, status_of

STRIP_LENGTH: Final = 12
REVERSIBLE: Final = frozenset(EntryKind) - {EntryKind.REVERSAL, EntryKind.DISBURSEMENT}
"""Kinds of entry that a page offers to undo; without its disbursement there would be no loan to stand on."""


class Paid(StrEnum):
    """How one instalment stands."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    DUE = "due"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Standing:
    """A loan at the end of a day, with everything that the figures follow from.

    Args:
        account: The contract.
        entries: Its history.
        ledger: The history replayed.
        allocation: What paid what, by the day.
        status: Arrears and grade.
        penalty_per_day_minor: What one more day costs now.
    """

    account: Account
    entries: tuple[Entry, ...]
    ledger: Ledger
    allocation: Allocation
    status: LoanStatus
    penalty_per_day_minor: int

    @property
    def whole_minor(self) -> int:
        """What "all" means in a promise: what is overdue or due now, else the next instalment."""
        return self.status.overdue_minor + self.status.due_now_minor or self.status.next_due_minor

    @property
    def limit_minor(self) -> int:
        """What is owed now and with the next instalment; a promise of more is checked with the officer."""
        return self.status.overdue_minor + self.status.due_now_minor + self.status.next_due_minor


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment as a page shows it.

    Args:
        number: Its place in the plan as it stands, from 1.
        position: What is owed and paid on it.
        state: On time, late, missed, due (within grace) or coming.
    """

    number: int
    position: Position
    state: Paid

    @property
    def total_minor(self) -> int:
        """Principal, interest and fee."""
        return self.position.row.total_minor

    @property
    def unpaid_minor(self) -> int:
        """What is unpaid of it, penalty included."""
        return self.position.unpaid.total_minor


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry of the ledger and what it did.

    Args:
        row: The entry as stored.
        use: What its money paid; None where it brought none or was reversed.
        outstanding_minor: Principal outstanding at the end of its value date.
    """

    row: LedgerEntry
    use: ReceiptUse | None
    outstanding_minor: int

    @property
    def is_reversed(self) -> bool:
        """Whether a later entry undid it."""
        return hasattr(self.row, "reversed_by")

    @property
    def may_reverse(self) -> bool:
        """Whether it is of a kind that can be undone by itself."""
        return self.row.kind in REVERSIBLE


def standing_of(loan: Loan, today: date) -> Standing:
    """Where a loan stands at the end of a day.

    Args:
        loan: The loan, with its product.
        today: The day.

    Raises:
        Refusal: The loan's terms or entries can't be read.
    """
    account, entries = account_of(loan), tuple(entries_of(loan))
    ledger = replay(account, entries)
    allocation = allocate(ledger.plan, ledger.receipts, account.product, today)
    status = status_of(account, ledger, today)
    return Standing(account, entries, ledger, allocation, status, penalty_per_day_of(account.product, allocation))


def instalments_of(standing: Standing) -> list[Instalment]:
    """The plan as it stands, oldest first."""
    grace = timedelta(days=standing.account.product.grace_days)
    reported = standing.allocation.reported()
    return [Instalment(number, position, _state(position, standing.status.as_of, grace)) for number, position in enumerate(reported, 1)]


def ended_rows(standing: Standing) -> list[Position]:
    """Instalments that a change of the loan took out of the plan."""
    return [position for position in standing.allocation.positions if position.row.superseded_on is not None]


def strip_of(standing: Standing) -> list[Instalment]:
    """The last instalments that fell due, twelve at most, filled up with those to come."""
    rows = instalments_of(standing)
    coming = next((place for place, row in enumerate(rows) if row.state is Paid.COMING), len(rows))
    start = max(min(coming, len(rows)) - STRIP_LENGTH, 0)
    return rows[start : start + STRIP_LENGTH]


def ledger_lines(loan: Loan, standing: Standing) -> list[LedgerLine]:
    """Every entry, newest first, with what it paid and the principal left after it."""
    uses = {use.receipt.entry_seq: use for use in standing.allocation.uses}
    rows = loan.entries.select_related("entered_by", "reverses", "reversed_by").order_by("-value_on", "-seq")
    left: dict[date, int] = {}
    lines = []
    for row in rows:
        if row.value_on not in left:
            left[row.value_on] = _outstanding_minor(standing, row.value_on)
        lines.append(LedgerLine(row, uses.get(row.seq), left[row.value_on]))
    return lines


def owed_parts(standing: Standing) -> Amounts:
    """What is overdue, by component."""
    status = standing.status
    return Amounts(status.overdue_penalty_minor, status.overdue_fee_minor, status.overdue_interest_minor, status.overdue_principal_minor)


def other_cases(case: Case, person: Person) -> list[Case]:
    """Other cases of the same customer that the person may see, open ones first."""
    others = cases_for(person).filter(customer_id=case.customer_id).exclude(pk=case.pk)
    return list(others.select_related("loan").order_by(F("closed_on").asc(nulls_first=True), "-opened_on")[:20])


def _state(position: Position, today: date, grace: timedelta) -> Paid:
    row = position.row
    if row.due_on > today and position.settled_on is None:
        return Paid.COMING
    if position.settled_on is not None:
        return Paid.LATE if position.settled_on > row.due_on + grace else Paid.ON_TIME
    return Paid.MISSED if today > row.due_on + grace else Paid.DUE


def _outstanding_minor(standing: Standing, on: date) -> int:
    allocation = allocate(standing.ledger.plan, standing.ledger.receipts, standing.account.product, on)
    return sum(position.unpaid.principal_minor for position in allocation.reported())

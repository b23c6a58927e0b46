"""The status of a loan at the end of a day: arrears and grade as one flat record, the one that the close writes too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from huashu.lending.allocation import allocate
from huashu.lending.arrears import Arrears, arrears_of
from huashu.lending.entries import Entry
from huashu.lending.grade import grade
from huashu.lending.ledger import Account, Ledger, replay


@dataclass(frozen=True, slots=True)
class LoanStatus(Arrears):
    """Arrears and grade together.

    Args:
        grade: Internal grade, "A" to "E".
        grade_due_count: Instalments that fell due in the last twelve months.
        grade_late_count: Of these, late.
        grade_worst_days: Longest lateness in days.
    """

    grade: str
    grade_due_count: int
    grade_late_count: int
    grade_worst_days: int


_ARREARS_FIELDS: Final = tuple(field.name for field in fields(Arrears))


def loan_status(account: Account, entries: Iterable[Entry], as_of: date, *, known_at: datetime | None = None) -> LoanStatus:
    """Where a loan stands at the end of a day, from its history.

    Args:
        account: The loan.
        entries: Its history, in any order.
        as_of: The day.
        known_at: Leave out what was entered later; None takes everything.

    Source: ``docs/algorithms/ledger.md``.
    """
    return status_of(account, replay(account, entries, known_at=known_at), as_of)


def status_of(account: Account, ledger: Ledger, as_of: date) -> LoanStatus:
    """The same from a ledger that is at hand already."""
    allocation = allocate(ledger.plan, ledger.receipts, account.product, as_of)
    owed = arrears_of(account, allocation)
    graded = grade(allocation, account.product)
    values: dict[str, Any] = {name: getattr(owed, name) for name in _ARREARS_FIELDS}
    values |= {f"grade_{name}": getattr(graded, name) for name in ("due_count", "late_count", "worst_days")}
    return LoanStatus(grade=graded.code, **values)

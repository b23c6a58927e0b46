"""The plan: every instalment a loan has ever had, with the days on which each took and lost effect.

A plan row and a receipt are all that allocation needs, so they are also what the close keeps as columns. A change
of the loan (part prepayment, reschedule, holiday) never edits a row: it ends rows and adds rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One instalment of the plan.

    Args:
        due_on: Day it falls due.
        principal_minor: Principal part.
        interest_minor: Interest part.
        fee_minor: Fee part (early repayment fees; 0 elsewhere).
        rate_ppb_year: Contract rate that the row was made at; its penalty follows from it.
        starts_on: Day from whose end on the row is part of the plan (disbursement, or the change that made it).
        superseded_on: Day at whose end a change took the row out of the plan; what was unpaid then is no longer
            owed under this row. None while it stands.
    """

    due_on: date
    principal_minor: int
    interest_minor: int
    fee_minor: int
    rate_ppb_year: int
    starts_on: date
    superseded_on: date | None = None

    @property
    def total_minor(self) -> int:
        """Principal, interest and fee together."""
        return self.principal_minor + self.interest_minor + self.fee_minor

    def reported(self, as_of: date) -> bool:
        """Whether the row belongs to the plan as it stands at the end of ``as_of``."""
        return self.starts_on <= as_of and (self.superseded_on is None or as_of < self.superseded_on)


class ReceiptKind(StrEnum):
    """What came in: money, or a waiver that extinguishes penalty only."""

    PAYMENT = "payment"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money (or a waiver) with effect on a day, reversals already taken out.

    Args:
        entry_seq: Sequence number of the ledger entry it comes from; orders receipts of one day.
        value_on: Value date.
        amount_minor: More than 0.
        kind: Payment or waiver.
    """

    entry_seq: int
    value_on: date
    amount_minor: int
    kind: ReceiptKind = ReceiptKind.PAYMENT

"""The ledger: what a loan's entries add up to.

Replaying the entries gives the plan and the receipts, and those are all that allocation, arrears and the nightly close
need. Nothing is stored between replays: a back-dated entry or a reversal simply gives another replay. The contract is
``docs/algorithms/ledger.md``; whether an entry may be added is in :mod:`huashu.lending.checks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from huashu.lending.amendment import Effect, PlanState, amend
from huashu.lending.course import Course, first_rows
from huashu.lending.entries import RECEIPT_KINDS, Entry, EntryKind
from huashu.lending.plan import PlanRow, Receipt, ReceiptKind
from huashu.lending.product import Product
from huashu.lending.terms import Terms


@dataclass(frozen=True, slots=True)
class Account:
    """A loan as a contract, before anything happened to it.

    Args:
        terms: The contract.
        product: The lender's settings for loans of this kind.
        plan: The instalments where they are given rather than computed (an imported snapshot or tape), in any order.
            Currency, rate, method, day count and dates of changes still come from ``terms``.
    """

    terms: Terms
    product: Product
    plan: tuple[PlanRow, ...] | None = None

    def first_plan(self) -> tuple[PlanRow, ...]:
        """The instalments of the contract, ordered by due date."""
        if self.plan is None:
            return first_rows(self.terms)
        return tuple(sorted(self.plan, key=lambda row: row.due_on))


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the entries of a loan add up to.

    Args:
        plan: Every instalment there ever was, ordered by due date.
        receipts: Payments and waivers that stand, ordered by value date, then entry number.
        effects: What each change that took effect did, in order.
    """

    plan: tuple[PlanRow, ...]
    receipts: tuple[Receipt, ...]
    effects: tuple[Effect, ...] = ()


def replay(account: Account, entries: Iterable[Entry], *, known_at: datetime | None = None) -> Ledger:
    """The plan and receipts that a history leads to.

    Args:
        account: The loan.
        entries: Its history, in any order.
        known_at: Leave out what was entered later, to see what was known then; None takes everything.

    Returns:
        The ledger. Without any disbursement entry (an imported loan) the loan counts as paid out; with one, only while
        it stands.

    Source: ``docs/algorithms/ledger.md``, Entries, receipts, plan.
    """
    history = tuple(entries)
    standing = standing_entries(history, known_at)
    receipts = tuple(_receipt(entry) for entry in standing if entry.kind in RECEIPT_KINDS)
    if not is_disbursed(history, standing):
        return Ledger((), receipts)
    state = PlanState(account.first_plan(), Course.of_terms(account.terms))
    for entry in standing:
        if entry.change is not None:
            state = amend(state, entry, receipts, account.product, account.terms.disbursed_on)
    return Ledger(state.plan, receipts, state.effects)


def standing_entries(entries: Iterable[Entry], known_at: datetime | None = None) -> list[Entry]:
    """Entries that count, by value date, then number: known by then, not reversed by then, and not reversals."""
    known = [entry for entry in entries if known_at is None or entry.entered_at <= known_at]
    reversed_seqs = {entry.reverses_seq for entry in known if entry.reverses_seq is not None}
    standing = (entry for entry in known if entry.kind is not EntryKind.REVERSAL and entry.seq not in reversed_seqs)
    return sorted(standing, key=lambda entry: (entry.value_on, entry.seq))


def is_disbursed(history: Iterable[Entry], standing: Iterable[Entry]) -> bool:
    """Whether the loan counts as paid out: a disbursement stands, or none was ever entered."""
    return any(entry.kind is EntryKind.DISBURSEMENT for entry in standing) or not any(
        entry.kind is EntryKind.DISBURSEMENT for entry in history
    )


def _receipt(entry: Entry) -> Receipt:
    kind = ReceiptKind.WAIVER if entry.kind is EntryKind.WAIVER else ReceiptKind.PAYMENT
    return Receipt(entry.seq, entry.value_on, entry.amount_minor, kind)

"""May this entry be added? Refuses before anything is stored what the history couldn't make sense of.

Replaying never refuses: imported histories and back-dated corrections have to give an answer. So all refusals of the
ledger that need the history stand here; those that need only the entry are raised by :class:`Entry` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from huashu.lending.accrual import not_yet_due
from huashu.lending.allocation import allocate
from huashu.lending.arrears import payoff_of
from huashu.lending.entries import RECEIPT_KINDS, Entry, EntryKind, Reschedule
from huashu.lending.ledger import Account, is_disbursed, replay, standing_entries
from huashu.lending.refusals import (
    DisbursementDiffers,
    DisbursementInUse,
    DisbursementRepeated,
    EarlyRepaymentShort,
    EntryAlreadyReversed,
    EntryUnknown,
    LoanClosed,
    LoanNotDisbursed,
    NothingFallsDue,
    ReversalOfReversal,
    SequenceTaken,
    ValueAfterEntry,
    ValueBeforeDisbursement,
    WaiverTooLarge,
)
from huashu.money import format_minor


def check_entry(account: Account, entries: Sequence[Entry], new_entry: Entry) -> None:
    """Refuse an entry that can't stand.

    Args:
        account: The loan.
        entries: Its history as stored.
        new_entry: The entry to be added; its own fields were checked when it was made.

    Raises:
        SequenceTaken: Its number isn't higher than all others.
        EntryUnknown: A reversal of an entry that isn't there.
        ReversalOfReversal: A reversal of a reversal.
        EntryAlreadyReversed: A second reversal of one entry.
        DisbursementInUse: A reversal of the disbursement while other entries stand.
        DisbursementRepeated: A second disbursement.
        DisbursementDiffers: A disbursement with another day or amount than the contract's.
        LoanNotDisbursed: Anything else on a loan whose disbursement was reversed.
        ValueBeforeDisbursement: A value date before the loan.
        ValueAfterEntry: Money with a value date after the day of entry.
        WaiverTooLarge: A waiver of more than the unpaid penalty.
        LoanClosed: A change of a loan on which nothing is owed.
        NothingFallsDue: A change of a loan whose instalments have all fallen due.
        EarlyRepaymentShort: An early repayment of less than the payoff.
    """
    highest = max((entry.seq for entry in entries), default=0)
    if new_entry.seq <= highest:
        raise SequenceTaken(new_entry.seq, highest + 1)
    if new_entry.kind is EntryKind.REVERSAL:
        _check_reversal(entries, new_entry)
    elif new_entry.kind is EntryKind.DISBURSEMENT:
        _check_disbursement(account, entries, new_entry)
    else:
        _check_dates(account, entries, new_entry)
        _check_sums(account, entries, new_entry)


def _check_reversal(entries: Sequence[Entry], new_entry: Entry) -> None:
    seq = new_entry.reverses_seq
    target = next((entry for entry in entries if entry.seq == seq), None)
    if target is None:
        raise EntryUnknown(seq or 0)
    if target.kind is EntryKind.REVERSAL:
        raise ReversalOfReversal(target.seq)
    earlier = next((entry for entry in entries if entry.reverses_seq == seq), None)
    if earlier is not None:
        raise EntryAlreadyReversed(target.seq, earlier.seq)
    others = [entry for entry in standing_entries(entries) if entry is not target]
    if target.kind is EntryKind.DISBURSEMENT and others:
        raise DisbursementInUse(target.seq, others[0].seq)


def _check_disbursement(account: Account, entries: Sequence[Entry], new_entry: Entry) -> None:
    standing = next((entry for entry in standing_entries(entries) if entry.kind is EntryKind.DISBURSEMENT), None)
    if standing is not None:
        raise DisbursementRepeated(standing.seq)
    terms = account.terms
    if new_entry.value_on != terms.disbursed_on:
        raise DisbursementDiffers("value_on", new_entry.value_on, terms.disbursed_on)
    if new_entry.amount_minor != terms.principal_minor:
        found, wanted = (format_minor(amount_minor, terms.currency) for amount_minor in (new_entry.amount_minor, terms.principal_minor))
        raise DisbursementDiffers("amount_minor", found, wanted)


def _check_dates(account: Account, entries: Sequence[Entry], new_entry: Entry) -> None:
    if not is_disbursed(entries, standing_entries(entries)):
        raise LoanNotDisbursed(new_entry.kind)
    if new_entry.value_on < account.terms.disbursed_on:
        raise ValueBeforeDisbursement(new_entry.value_on, account.terms.disbursed_on)
    # The business day may be one ahead of the day in the entry time's zone, never more.
    entered_on = new_entry.entered_at.date()
    if new_entry.kind in RECEIPT_KINDS and new_entry.value_on > entered_on + timedelta(days=1):
        raise ValueAfterEntry(new_entry.value_on, entered_on)


def _check_sums(account: Account, entries: Sequence[Entry], new_entry: Entry) -> None:
    if new_entry.kind is EntryKind.PAYMENT:
        return
    on, currency = new_entry.value_on, account.terms.currency
    ledger = replay(account, entries)
    allocation = allocate(ledger.plan, ledger.receipts, account.product, on)
    payoff = payoff_of(account, allocation)
    if new_entry.kind is EntryKind.WAIVER:
        if new_entry.amount_minor > payoff.due.penalty_minor:
            raise WaiverTooLarge(new_entry.amount_minor, payoff.due.penalty_minor, currency, on)
        return
    if not any(position.owed != position.paid for position in allocation.reported()):
        raise LoanClosed(new_entry.kind, on)
    capitalises = isinstance(new_entry.change, Reschedule) and new_entry.change.capitalise
    if not not_yet_due(ledger.plan, on) and not capitalises:
        raise NothingFallsDue(new_entry.kind, on)
    if new_entry.kind is EntryKind.EARLY_REPAYMENT and new_entry.amount_minor < payoff.total_minor:
        raise EarlyRepaymentShort(new_entry.amount_minor, payoff.total_minor, currency, on)

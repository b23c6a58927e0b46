"""Packed columns: what the close reads of a loan, written whenever its entries change and made again when they're unreadable."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from huashu.close.packing import pack
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns
from huashu.errors import Refusal
from huashu.lending.ledger import Ledger, replay


def columns_write(loan_id: int, ledger: Ledger, last_seq: int) -> None:
    """Pack a loan's plan and receipts.

    Args:
        loan_id: The loan.
        ledger: What its entries add up to.
        last_seq: Number of its last entry.
    """
    plan, receipts = pack(ledger.plan, ledger.receipts)
    LoanColumns.objects.update_or_create(loan_id=loan_id, defaults={"plan": plan, "receipts": receipts, "last_seq": last_seq})


def columns_rebuild(loan_ids: Sequence[int]) -> dict[int, str]:
    """Make the packed columns of loans again from their entries.

    Returns:
        Why it couldn't be done, by loan; empty if all went well.
    """
    sentences = {}
    for loan in Loan.objects.filter(pk__in=loan_ids).select_related("product"):
        try:
            with transaction.atomic():
                last_seq = LedgerEntry.objects.filter(loan=loan).aggregate(last=Max("seq"))["last"] or 0
                columns_write(loan.pk, replay(account_of(loan), entries_of(loan)), last_seq)
        except Refusal as refusal:
            sentences[loan.pk] = refusal.message
    return sentences

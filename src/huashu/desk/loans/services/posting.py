"""Entries posted to a loan that is open, and undone.

Posting appends one entry, packs the loan anew and brings its status, its open case and its promises to today, all in one
transaction: a payment counts when it arrives, not at night.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huashu.desk.closing.refresh import Posted, loans_refresh
from huashu.desk.loans.columns import columns_write
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns
from huashu.desk.loans.refusals import EntryElsewhere, EntryKindNotPosted, SourceKeyUsed
from huashu.desk.people.models import Person
from huashu.lending.checks import check_entry
from huashu.lending.entries import Change, Entry, EntryKind, change_to_record
from huashu.lending.ledger import replay


def entry_post(  # noqa: PLR0913 - the fields of an entry, each by its name
    *,
    loan: Loan,
    kind: EntryKind,
    value_on: date,
    amount_minor: int,
    person: Person | None,
    now: datetime,
    note: str = "",
    change: Change | None = None,
    reverses: LedgerEntry | None = None,
    source_key: str | None = None,
) -> LedgerEntry:
    """Append one entry to a loan's ledger and let it count at once.

    Args:
        loan: The loan.
        kind: What happened; not a disbursement, which opens a loan.
        value_on: From when it counts.
        amount_minor: More than 0 where money moves, else 0.
        person: Who enters it; None for an import.
        now: The moment of entry.
        note: A remark, at most 240 characters.
        change: What changes in the plan, for the kinds that change it.
        reverses: The entry that is undone, for a reversal.
        source_key: What identifies it where it came from; a second call with the same key changes nothing.

    Returns:
        The entry, or the one that the same key made before.

    Raises:
        Refusal: The entry can't stand (the refusals of ``lending.checks`` and ``lending.entries``, and those of ``loans.refusals``).
    """
    with transaction.atomic():
        LoanColumns.objects.select_for_update().filter(pk=loan.pk).first()  # postings to one loan follow one another
        if source_key is not None and (before := LedgerEntry.objects.filter(source_key=source_key).first()):
            if (before.loan_id, before.kind, before.value_on, before.amount_minor) != (loan.pk, kind, value_on, amount_minor):
                raise SourceKeyUsed(source_key)
            return before
        if kind is EntryKind.DISBURSEMENT:
            raise EntryKindNotPosted(kind)
        if reverses is not None and reverses.loan_id != loan.pk:
            raise EntryElsewhere
        account, entries = account_of(loan), entries_of(loan)
        seq = (LedgerEntry.objects.filter(loan=loan).aggregate(highest=Max("seq"))["highest"] or 0) + 1
        entry = Entry(seq, kind, value_on, timezone.localtime(now), amount_minor, reverses.seq if reverses else None, change)
        check_entry(account, entries, entry)
        row = _row(loan, entry, person, reverses, source_key, note)
        row.save()
        ledger = replay(account, [*entries, entry])
        columns_write(loan.pk, ledger, seq)
        loans_refresh(posted=[Posted(loan.pk, account, ledger)], now=now)
        return row


def payment_reverse(
    *, entry: LedgerEntry, person: Person | None, now: datetime, note: str = "", source_key: str | None = None
) -> LedgerEntry:
    """Undo an entry by a new one that names it; it then counts as if it had never been made.

    Args:
        entry: The entry to undo.
        person: Who undoes it.
        now: The moment of entry; its day is the reversal's value date.
        note: A remark, at most 240 characters.
        source_key: As for :func:`entry_post`.

    Raises:
        Refusal: The entry is a reversal, was reversed already, or others stand on it.
    """
    return entry_post(
        loan=entry.loan,
        kind=EntryKind.REVERSAL,
        value_on=timezone.localdate(now),
        amount_minor=0,
        person=person,
        now=now,
        note=note,
        reverses=entry,
        source_key=source_key,
    )


def _row(loan: Loan, entry: Entry, person: Person | None, reverses: LedgerEntry | None, source_key: str | None, note: str) -> LedgerEntry:
    return LedgerEntry(
        loan=loan,
        seq=entry.seq,
        kind=str(entry.kind),
        value_on=entry.value_on,
        entered_at=entry.entered_at,
        entered_by=person,
        amount_minor=entry.amount_minor,
        reverses=reverses,
        change=None if entry.change is None else change_to_record(entry.change),
        source_key=source_key,
        note=note,
    )

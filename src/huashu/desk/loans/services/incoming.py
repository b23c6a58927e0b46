"""Many payments at once, and new figures of loans that came with their instalments: what a file brings to loans of the book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huashu.close.packing import pack
from huashu.desk.closing.refresh import Posted, loans_refresh
from huashu.desk.loans.drafts import Renewal
from huashu.desk.loans.mapping import OPENING, accounts_with_entries, opening_record, product_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns, ProductSetting
from huashu.desk.people.models import Person
from huashu.desk.rows import day_value, moment_value, rows_insert, rows_update
from huashu.lending.entries import Entry, EntryKind
from huashu.lending.ledger import Account, replay

LOANS_AT_ONCE: Final = 500
_OPENING: Final = ("loan", "seq", "kind", "value_on", "entered_at", "entered_by", "amount_minor", "change", "note")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money that came in.

    Args:
        loan_id: The loan that it pays.
        value_on: From when it counts, not before the loan.
        amount_minor: More than 0.
        source_key: What identifies it in the file, unique in the book.
        note: A remark, at most 240 characters.
    """

    loan_id: int
    value_on: date
    amount_minor: int
    source_key: str
    note: str = ""


@transaction.atomic
def payments_post_bulk(*, payments: Iterable[Incoming], person: Person | None, now: datetime) -> int:
    """Enter payments that are new to the book and let them count at once, all or none.

    Args:
        payments: The payments, any number per loan.
        person: Who enters them; None for an import on the command line.
        now: The moment of entry.

    Returns:
        How many were entered.
    """
    by_loan: dict[int, list[Incoming]] = {}
    for payment in payments:
        by_loan.setdefault(payment.loan_id, []).append(payment)
    ids = sorted(by_loan)
    products = {setting.pk: product_of(setting) for setting in ProductSetting.objects.all()}
    for start in range(0, len(ids), LOANS_AT_ONCE):
        portion = ids[start : start + LOANS_AT_ONCE]
        list(LoanColumns.objects.select_for_update().filter(pk__in=portion).values_list("pk"))  # postings to one loan follow one another
        loans = Loan.objects.filter(pk__in=portion).order_by("pk")
        last_seqs = _last_seqs(portion)
        made = [
            _post(history, by_loan[history[0].pk], last_seqs.get(history[0].pk, 0), person, now)
            for history in accounts_with_entries(loans, products)
        ]
        LedgerEntry.objects.bulk_create([row for _, rows, _ in made for row in rows], batch_size=LOANS_AT_ONCE)
        rows_update(LoanColumns, ("plan", "receipts", "last_seq", "loan"), [_columns_row(posted, last_seq) for posted, _, last_seq in made])
        loans_refresh(posted=[posted for posted, _, _ in made], now=now)
    return sum(map(len, by_loan.values()))


@transaction.atomic
def openings_renew_bulk(*, renewals: Sequence[Renewal], person: Person | None, now: datetime) -> None:
    """Take over newer figures of loans that came with their instalments, all or none.

    The new opening entry of each holds from the end of its day. Status, case and promises follow by :func:`loans_bring_up`,
    which needn't hold the book up in the same transaction.

    Args:
        renewals: The figures, one per loan.
        person: Who brings them; None on the command line.
        now: The moment of entry.
    """
    products = {setting.pk: product_of(setting) for setting in ProductSetting.objects.all()}
    for start in range(0, len(renewals), LOANS_AT_ONCE):
        portion = {renewal.loan.pk: renewal for renewal in renewals[start : start + LOANS_AT_ONCE]}
        list(LoanColumns.objects.select_for_update().filter(pk__in=portion).values_list("pk"))
        seqs = _last_seqs(list(portion))
        rows_insert(LedgerEntry, _OPENING, [_opening_row(renewal, seqs[pk] + 1, person, now) for pk, renewal in portion.items()])
        facts = [(json.dumps({**one.loan.facts, **one.facts}), pk) for pk, one in portion.items()]
        rows_update(Loan, ("facts", "id"), facts)
        loans = Loan.objects.filter(pk__in=portion).order_by("pk")
        made = [
            (*pack(ledger.plan, ledger.receipts), seqs[loan.pk] + 1, loan.pk)
            for loan, account, entries in accounts_with_entries(loans, products)
            for ledger in [replay(account, entries)]
        ]
        rows_update(LoanColumns, ("plan", "receipts", "last_seq", "loan"), made)


def loans_bring_up(*, loan_ids: Sequence[int], now: datetime) -> None:
    """Bring loans with new figures to today, in transactions of a few hundred; one that is missed is the next close's.

    Args:
        loan_ids: The loans.
        now: This moment.
    """
    products = {setting.pk: product_of(setting) for setting in ProductSetting.objects.all()}
    for start in range(0, len(loan_ids), LOANS_AT_ONCE):
        with transaction.atomic():
            loans = Loan.objects.filter(pk__in=loan_ids[start : start + LOANS_AT_ONCE]).order_by("pk")
            histories = accounts_with_entries(loans, products)
            loans_refresh(posted=[Posted(loan.pk, account, replay(account, entries)) for loan, account, entries in histories], now=now)


def _opening_row(renewal: Renewal, seq: int, person: Person | None, now: datetime) -> tuple[Any, ...]:
    change = json.dumps(opening_record(renewal.plan, renewal.as_of))
    person_id = person.pk if person else None
    return (renewal.loan.pk, seq, OPENING, day_value(renewal.as_of), moment_value(now), person_id, 0, change, "")


def _post(
    history: tuple[Loan, Account, list[Entry]], payments: list[Incoming], last_seq: int, person: Person | None, now: datetime
) -> tuple[Posted, list[LedgerEntry], int]:
    """A loan with its new payments added up, their rows, and the number of the last."""
    loan, account, entries = history
    entered_at = timezone.localtime(now)
    numbered = list(zip(count(last_seq + 1), sorted(payments, key=lambda payment: payment.value_on), strict=False))
    new = [Entry(seq, EntryKind.PAYMENT, payment.value_on, entered_at, payment.amount_minor) for seq, payment in numbered]
    rows = [
        LedgerEntry(
            loan=loan,
            seq=seq,
            kind=str(EntryKind.PAYMENT),
            value_on=payment.value_on,
            entered_at=entered_at,
            entered_by=person,
            amount_minor=payment.amount_minor,
            source_key=payment.source_key,
            note=payment.note,
        )
        for seq, payment in numbered
    ]
    return Posted(loan.pk, account, replay(account, [*entries, *new])), rows, numbered[-1][0]


def _last_seqs(loan_ids: Sequence[int]) -> dict[int, int]:
    """Number of the last entry of each loan."""
    rows = LedgerEntry.objects.filter(loan__in=loan_ids).values("loan_id").annotate(last=Max("seq"))
    return {row["loan_id"]: row["last"] for row in rows}


def _columns_row(posted: Posted, last_seq: int) -> tuple[bytes, bytes, int, int]:
    return (*pack(posted.ledger.plan, posted.ledger.receipts), last_seq, posted.loan_id)

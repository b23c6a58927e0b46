"""Many payments at once, and new figures of loans that came with their instalments: what a file brings to loans of the book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Final, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huashu.close.packing import pack
from huashu.desk.closing.refresh import Posted, loans_refresh
from huashu.desk.loans.drafts import Renewal
from huashu.desk.loans.mapping import OPENING, accounts_with_entries, entries_after, opening_record, plan_from_record, product_of, terms_of
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


class PreparedRenewal(NamedTuple):
    """New figures of a loan with everything that taking them over writes.

    Args:
        loan_id: The loan.
        as_of: Day of the figures.
        seq: Number that its entry gets; an entry posted meanwhile makes it wrong, and the rest is worked out again.
        change: The instalments as the entry holds them, JSON.
        facts: All facts of the loan, JSON.
        plan: Packed instalments.
        receipts: Packed receipts.
    """

    loan_id: int
    as_of: date
    seq: int
    change: str
    facts: str
    plan: bytes
    receipts: bytes


def renewals_prepare(*, renewals: Sequence[Renewal]) -> list[PreparedRenewal]:
    """Everything about new figures of loans that can be worked out before the book is held up; nothing is written.

    Args:
        renewals: The figures, one per loan, of loans that came with their instalments.
    """
    products = {setting.pk: product_of(setting) for setting in ProductSetting.objects.all()}
    made: list[PreparedRenewal] = []
    for start in range(0, len(renewals), LOANS_AT_ONCE):
        portion = renewals[start : start + LOANS_AT_ONCE]
        seqs = _last_seqs([one.loan.pk for one in portion])
        beside = entries_after({one.loan.pk: one.as_of for one in portion})
        for one in portion:
            account = Account(terms_of(one.loan, one.plan), products[one.loan.product_id], one.plan)
            ledger = replay(account, beside.get(one.loan.pk, []))
            change, facts = json.dumps(opening_record(one.plan, one.as_of)), json.dumps({**one.loan.facts, **one.facts})
            packed = pack(ledger.plan, ledger.receipts)
            made.append(PreparedRenewal(one.loan.pk, one.as_of, seqs[one.loan.pk] + 1, change, facts, *packed))
    return made


@transaction.atomic
def openings_renew_bulk(*, prepared: Sequence[PreparedRenewal], person: Person | None, now: datetime) -> None:
    """Take over newer figures of loans that came with their instalments, all or none.

    The new opening entry of each holds from the end of its day. Status, case and promises follow by :func:`loans_bring_up`,
    which needn't hold the book up in the same transaction.

    Args:
        prepared: The figures, from :func:`renewals_prepare`.
        person: Who brings them; None on the command line.
        now: The moment of entry.
    """
    entered_at, person_id = moment_value(now), person.pk if person else None
    for start in range(0, len(prepared), LOANS_AT_ONCE):
        portion = _up_to_date(prepared[start : start + LOANS_AT_ONCE])
        rows = [(one.loan_id, one.seq, OPENING, day_value(one.as_of), entered_at, person_id, 0, one.change, "") for one in portion]
        rows_insert(LedgerEntry, _OPENING, rows)
        rows_update(Loan, ("facts", "id"), [(one.facts, one.loan_id) for one in portion])
        columns = [(one.plan, one.receipts, one.seq, one.loan_id) for one in portion]
        rows_update(LoanColumns, ("plan", "receipts", "last_seq", "loan"), columns)


def _up_to_date(prepared: Sequence[PreparedRenewal]) -> list[PreparedRenewal]:
    """The same, worked out again for loans that got an entry meanwhile; postings to these loans wait from here on."""
    ids = [one.loan_id for one in prepared]
    last = dict(LoanColumns.objects.select_for_update().filter(pk__in=ids).values_list("pk", "last_seq"))
    stale = [one for one in prepared if last[one.loan_id] + 1 != one.seq]
    loans = Loan.objects.in_bulk([one.loan_id for one in stale])
    renewals = [Renewal(loans[one.loan_id], plan_from_record(json.loads(one.change)), one.as_of, json.loads(one.facts)) for one in stale]
    again = {one.loan_id: one for one in renewals_prepare(renewals=renewals)}
    return [again.get(one.loan_id, one) for one in prepared]


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

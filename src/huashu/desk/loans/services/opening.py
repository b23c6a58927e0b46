"""Loans opened, one or thousands: contract, first entry, history, packed columns, in one transaction.

The first entry has number 0: a disbursement that follows from the terms, or the opening entry with the instalments that came
along. Status comes with the next close.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from huashu.close.packing import pack
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.mapping import OPENING, opening_record, product_of, terms_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns, LoanSource
from huashu.desk.loans.refusals import ContractTaken, LoanNotOpened, PlanMissing
from huashu.desk.people.models import Person
from huashu.desk.rows import day_value, moment_value, rows_insert, rows_update
from huashu.errors import Refusal
from huashu.lending.checks import check_entry
from huashu.lending.entries import Entry, EntryKind, change_to_record
from huashu.lending.ledger import Account, Ledger, replay
from huashu.lending.product import Product

_ENTRY: Final = ("loan", "seq", "kind", "value_on", "entered_at", "entered_by", "amount_minor", "change", "source_key", "note")
_SIMPLE: Final = frozenset({EntryKind.DISBURSEMENT, EntryKind.PAYMENT})


class Prepared(NamedTuple):
    """A loan with everything that opening it writes; nothing is left but to store it.

    Args:
        loan: The contract, unsaved.
        entries: Values of its entries, in the order of the table's fields without the loan.
        reversals: Pairs of entry numbers: what is undone, and by what.
        plan: Packed instalments.
        receipts: Packed receipts.
        last_seq: Number of its last entry.
    """

    loan: Loan
    entries: tuple[tuple[Any, ...], ...]
    reversals: tuple[tuple[int, int], ...]
    plan: bytes
    receipts: bytes
    last_seq: int


class _Opened(NamedTuple):
    """A new loan with what its history adds up to."""

    new: NewLoan
    account: Account
    entries: tuple[NewEntry, ...]
    ledger: Ledger


def loan_open(*, new: NewLoan, person: Person | None, now: datetime) -> Loan:
    """Open one loan; see :func:`loans_open_bulk`."""
    return loans_open_bulk(loans=[new], person=person, now=now)[0]


def loans_open_bulk(*, loans: Sequence[NewLoan], person: Person | None, now: datetime) -> list[Loan]:
    """Open loans with their histories, all or none.

    Args:
        loans: The loans; a few thousand at a time keep the transaction short.
        person: Who opens them; None for an import.
        now: The moment, for entries that are made here.

    Returns:
        The stored loans, in the order given.

    Raises:
        ContractTaken: A contract number is in the book already, or comes twice.
        LoanNotOpened: Terms, instalments or history of a loan don't hold together; nothing is stored.
    """
    return loans_store(prepared=loans_prepare(loans=loans, person=person, now=now))


def loans_prepare(*, loans: Sequence[NewLoan], person: Person | None, now: datetime) -> list[Prepared]:
    """Everything about opening loans that can be done before the book is held up; nothing is written.

    Args:
        loans: The loans.
        person: Who opens them; None for an import.
        now: The moment, for entries that are made here.

    Raises:
        LoanNotOpened: Terms, instalments or history of a loan don't hold together.
    """
    products: dict[int, Product] = {}
    return [_prepared(_opened(new, products, now), person, now) for new in loans]


def loans_store(*, prepared: Sequence[Prepared]) -> list[Loan]:
    """Store loans that were prepared, all or none.

    Args:
        prepared: The loans; their customers and products must have been saved.

    Raises:
        ContractTaken: A contract number is in the book already, or comes twice.
    """
    with transaction.atomic():
        _check_contracts([one.loan.contract_no for one in prepared])
        stored = Loan.objects.bulk_create([one.loan for one in prepared])
        rows_insert(LedgerEntry, _ENTRY, [(one.loan.pk, *values) for one in prepared for values in one.entries])
        _point_reversals(prepared)
        columns = [(one.loan.pk, one.plan, one.receipts, one.last_seq) for one in prepared]
        rows_insert(LoanColumns, ("loan", "plan", "receipts", "last_seq"), columns)
    return stored


def _prepared(one: _Opened, person: Person | None, now: datetime) -> Prepared:
    pairs = ((part.entry.reverses_seq, part.entry.seq) for part in one.entries)
    reversals = tuple((target, seq) for target, seq in pairs if target is not None)
    last_seq = max((part.entry.seq for part in one.entries), default=0)
    return Prepared(one.new.loan, tuple(_entry_values(one, person, now)), reversals, *pack(one.ledger.plan, one.ledger.receipts), last_seq)


def _opened(new: NewLoan, products: dict[int, Product], now: datetime) -> _Opened:
    loan = new.loan
    try:
        if loan.product_id not in products:
            products[loan.product_id] = product_of(loan.product)
        account = _account(new, products[loan.product_id])
        entries = _with_disbursement(new, account, now)
        _check_history(account, [part.entry for part in entries])
        return _Opened(new, account, entries, replay(account, [part.entry for part in entries]))
    except Refusal as refusal:
        raise LoanNotOpened(loan.contract_no, refusal) from refusal


def _account(new: NewLoan, product: Product) -> Account:
    if new.loan.source == LoanSource.TERMS:
        return Account(terms_of(new.loan), product)
    if not new.plan:
        raise PlanMissing(new.loan.contract_no)
    return Account(terms_of(new.loan, new.plan), product, new.plan)


def _with_disbursement(new: NewLoan, account: Account, now: datetime) -> tuple[NewEntry, ...]:
    has_one = any(part.entry.kind is EntryKind.DISBURSEMENT for part in new.entries)
    if has_one or new.loan.source != LoanSource.TERMS:
        return new.entries
    terms = account.terms
    entered_at = _first_entered_at(new, now)
    return (NewEntry(Entry(0, EntryKind.DISBURSEMENT, terms.disbursed_on, entered_at, terms.principal_minor)), *new.entries)


def _first_entered_at(new: NewLoan, now: datetime) -> datetime:
    return min([timezone.localtime(now), *(part.entry.entered_at for part in new.entries)])


def _check_history(account: Account, entries: Sequence[Entry]) -> None:
    """Check each entry against those before it; payments alone only need the disbursement to be checked against."""
    is_simple = all(entry.kind in _SIMPLE for entry in entries)
    first = [entry for entry in entries[:1] if entry.kind is EntryKind.DISBURSEMENT]
    for place, entry in enumerate(entries):
        if entry.seq or place:
            check_entry(account, first if is_simple and place else entries[:place], entry)


def _check_contracts(contract_nos: list[str]) -> None:
    seen: set[str] = set()
    for contract_no in contract_nos:
        if contract_no in seen:
            raise ContractTaken(contract_no)
        seen.add(contract_no)
    taken = Loan.objects.filter(contract_no__in=contract_nos).order_by("contract_no").values_list("contract_no", flat=True).first()
    if taken is not None:
        raise ContractTaken(taken)


def _entry_values(one: _Opened, person: Person | None, now: datetime) -> Iterator[tuple[Any, ...]]:
    person_id = person.pk if person else None
    if one.new.plan:
        begun_on, entered_at = day_value(one.new.loan.disbursed_on), moment_value(_first_entered_at(one.new, now))
        yield (0, OPENING, begun_on, entered_at, person_id, 0, json.dumps(opening_record(one.new.plan)), None, "")
    for entry, source_key, note in ((part.entry, part.source_key, part.note) for part in one.entries):
        change = None if entry.change is None else json.dumps(change_to_record(entry.change))
        when = (day_value(entry.value_on), moment_value(entry.entered_at))
        yield (entry.seq, str(entry.kind), *when, person_id, entry.amount_minor, change, source_key, note)


def _point_reversals(prepared: Sequence[Prepared]) -> None:
    """Let each reversal point at the row that it undoes, now that rows have numbers."""
    pairs = [(one.loan.pk, target, seq) for one in prepared for target, seq in one.reversals]
    if not pairs:
        return
    rows = LedgerEntry.objects.filter(loan__in={loan_id for loan_id, _, _ in pairs}).values_list("loan_id", "seq", "pk")
    pk_of = {(loan_id, seq): pk for loan_id, seq, pk in rows}
    rows_update(LedgerEntry, ("reverses", "id"), [(pk_of[loan_id, target], pk_of[loan_id, seq]) for loan_id, target, seq in pairs])

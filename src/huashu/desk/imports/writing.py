"""Saving what was sorted: borrowers, then their loans, then payments. The caller holds the transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from huashu.desk.imports.contracts import Contracts
from huashu.desk.imports.customers import CustomerBook
from huashu.desk.imports.records import NewPayment, Sorted
from huashu.desk.loans.services import Incoming, loans_open_bulk, opening_renew, payments_post_bulk
from huashu.desk.people.models import Person

LOANS_AT_ONCE: Final = 2_000


def sorted_save(*, found: Sorted, person: Person | None, now: datetime) -> None:
    """Save everything that a sheet brings."""
    if found.customers is not None:
        contracts_save(customers=found.customers, contracts=found.contracts, person=person, now=now)
    payments_post_bulk(payments=[_incoming(payment) for payment in found.payments], person=person, now=now)


def contracts_save(*, customers: CustomerBook, contracts: Contracts, person: Person | None, now: datetime) -> None:
    """Save borrowers, open their new loans, and bring the others up to date."""
    customers.save()
    products_save(contracts)
    for start in range(0, len(contracts.new), LOANS_AT_ONCE):
        loans_open_bulk(loans=contracts.new[start : start + LOANS_AT_ONCE], person=person, now=now)
    for renewal in contracts.renewed:
        opening_renew(loan=renewal.loan, plan=renewal.plan, as_of=renewal.as_of, facts=renewal.facts, person=person, now=now)


def products_save(contracts: Contracts) -> None:
    """Save the products of new loans that the book doesn't have yet."""
    for loan in (new.loan for new in contracts.new):
        if loan.product.pk is None:
            loan.product.save()
        loan.product = loan.product  # assigned again, so that the loan takes over the number that saving gave


def _incoming(payment: NewPayment) -> Incoming:
    row = payment.row
    note = " ".join(filter(None, (row.channel, row.reference, row.note)))[:240]
    return Incoming(payment.loan.pk, row.paid_on, row.amount_minor, payment.source_key, note)

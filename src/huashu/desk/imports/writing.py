"""Saving what was sorted: borrowers, then their loans, then payments.

What can be worked out beforehand is, so that the book is held up briefly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from huashu.desk.imports.contracts import Contracts
from huashu.desk.imports.customers import CustomerBook
from huashu.desk.imports.records import NewPayment, Sorted
from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.services import (
    Incoming,
    Prepared,
    PreparedRenewal,
    loans_prepare,
    loans_store,
    openings_renew_bulk,
    payments_post_bulk,
    renewals_prepare,
)
from huashu.desk.people.models import Person

LOANS_AT_ONCE: Final = 2_000


@dataclass
class Portion:
    """Borrowers with their loans, ready to be saved.

    Args:
        customers: The borrowers, new and known.
        prepared: Loans to be opened.
        renewed: Loans of the book with newer figures.
    """

    customers: CustomerBook
    prepared: list[Prepared]
    renewed: list[PreparedRenewal]


def portion_prepare(*, customers: CustomerBook, contracts: Contracts, person: Person | None, now: datetime) -> Portion:
    """Work out everything that opening these loans writes.

    Raises:
        LoanNotOpened: A loan doesn't hold together.
    """
    return Portion(customers, loans_prepare(loans=contracts.new, person=person, now=now), renewals_prepare(renewals=contracts.renewed))


def portion_save(*, portion: Portion, person: Person | None, now: datetime) -> None:
    """Save borrowers, open their new loans, and bring the others up to date; the caller holds the transaction.

    Raises:
        ContractTaken: A contract number has come into the book since the file was sorted.
    """
    portion.customers.save()
    products: dict[str, ProductSetting] = {}
    for one in portion.prepared:
        one.loan.product = _product_saved(one.loan.product, products)
    for start in range(0, len(portion.prepared), LOANS_AT_ONCE):
        loans_store(prepared=portion.prepared[start : start + LOANS_AT_ONCE])
    openings_renew_bulk(prepared=portion.renewed, person=person, now=now)


def payments_save(*, payments: Sequence[NewPayment], person: Person | None, now: datetime) -> None:
    """Enter the payments of a sheet."""
    payments_post_bulk(payments=[_incoming(payment) for payment in payments], person=person, now=now)


def sorted_save(*, found: Sorted, portion: Portion | None, person: Person | None, now: datetime) -> None:
    """Save everything that a sheet brings, all or none."""
    with transaction.atomic():
        if portion is not None:
            portion_save(portion=portion, person=person, now=now)
        payments_save(payments=found.payments, person=person, now=now)


def _product_saved(product: ProductSetting, saved: dict[str, ProductSetting]) -> ProductSetting:
    """The product as the book has it; the first loan of a new one brings it in."""
    if product.code not in saved:
        known = product if product.pk else ProductSetting.objects.filter(code=product.code).first()
        if known is None:
            product.save()
        saved[product.code] = known or product
    return saved[product.code]


def _incoming(payment: NewPayment) -> Incoming:
    row = payment.row
    note = " ".join(filter(None, (row.channel, row.reference, row.note)))[:240]
    return Incoming(payment.loan.pk, row.paid_on, row.amount_minor, payment.source_key, note)

"""Finding the borrower that a row speaks of, or adding them.

A borrower is the same person if the lender's customer number is the same; else the identity document; else telephone number and
name together. A later file may fill in or correct how to reach somebody; it never empties a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final

from django.db.models import Q

from huashu.desk.customers.models import Customer

CHUNK: Final = 500
"""Rows a query; below the number of parameters that either database takes."""

Identity = tuple[str, ...]
"""One way to tell a borrower: its kind and its values."""


@dataclass(frozen=True, slots=True)
class Borrower:
    """What a file says of a borrower.

    Args:
        name: Name; empty where the file only refers to a customer imported before.
        customer_no: Number in the lender's system, or empty.
        id_number: Identity document, or empty.
        phone: Number to try first, or empty.
        second_phone: Another own number, or empty.
        address: Address, or empty.
        region: Region, or empty.
        contract_no: Contract that tells them where nothing else does.
    """

    name: str
    customer_no: str = ""
    id_number: str = ""
    phone: str = ""
    second_phone: str = ""
    address: str = ""
    region: str = ""
    contract_no: str = ""

    def identities(self) -> Iterator[Identity]:
        """Ways to tell the borrower, surest first."""
        if self.customer_no:
            yield ("no", self.customer_no)
        if self.id_number:
            yield ("id", self.id_number)
        if self.phone and self.name:
            yield ("phone", self.phone, self.name)
        if self.contract_no:
            yield ("contract", self.contract_no)

    def source_key(self) -> str:
        """The surest identity as the key that finds the customer again; empty if the file gives none."""
        return ":".join(next(self.identities(), ()))[:120]


_UPDATED: Final = tuple(name.name for name in fields(Borrower) if name.name not in ("customer_no", "contract_no"))


class CustomerBook:
    """The borrowers of one file among those of the book.

    Args:
        borrowers: Everybody that the file speaks of; their matches are read with a few queries.
    """

    def __init__(self, borrowers: Iterable[Borrower]) -> None:
        self._known: dict[Identity, Customer] = {}
        self.added: list[Customer] = []
        self.changed: dict[int, Customer] = {}
        for chunk in _chunks(list(borrowers)):
            for customer in Customer.objects.filter(_matching(chunk)):
                self._remember(customer)

    def find(self, borrower: Borrower) -> Customer | None:
        """The borrower as the book has them, or None."""
        return next((self._known[identity] for identity in borrower.identities() if identity in self._known), None)

    def take(self, borrower: Borrower) -> Customer:
        """The borrower as the book has them, with what the file adds; a new one if the book has none.

        Nothing is written until :meth:`save`.
        """
        customer = self.find(borrower)
        if customer is None:
            customer = Customer(source_key=borrower.source_key(), **_contact(borrower))
            self.added.append(customer)
        elif _merge(customer, borrower) and customer.pk:
            self.changed[customer.pk] = customer
        self._remember(customer, borrower)
        return customer

    def save(self) -> None:
        """Write new and changed borrowers."""
        Customer.objects.bulk_create(self.added, batch_size=CHUNK)
        Customer.objects.bulk_update(self.changed.values(), [*_UPDATED, "phone_tail"], batch_size=CHUNK)

    def _remember(self, customer: Customer, borrower: Borrower | None = None) -> None:
        kind, _, rest = customer.source_key.partition(":")
        identities: list[Identity] = [("id", customer.id_number), ("phone", customer.phone, customer.name)]
        if kind in ("no", "contract"):
            identities.append((kind, rest))
        identities.extend(borrower.identities() if borrower else ())
        for identity in identities:
            if all(identity):
                self._known.setdefault(identity, customer)


def phone_tail(phone: str) -> str:
    """The last four digits, by which officers search."""
    digits = "".join(filter(str.isdigit, phone.split(";", maxsplit=1)[0]))
    return digits[-4:]


def _contact(borrower: Borrower) -> dict[str, str]:
    return {**{name: getattr(borrower, name) for name in _UPDATED}, "phone_tail": phone_tail(borrower.phone)}


def _merge(customer: Customer, borrower: Borrower) -> bool:
    """Take over what the file has and the book has not, or has otherwise; say whether anything changed."""
    news = {name: value for name, value in _contact(borrower).items() if value and getattr(customer, name) != value}
    for name, value in news.items():
        setattr(customer, name, value)
    return bool(news)


def _matching(borrowers: list[Borrower]) -> Q:
    keys = {":".join(identity)[:120] for borrower in borrowers for identity in borrower.identities()}
    documents = {borrower.id_number for borrower in borrowers if borrower.id_number}
    phones = {borrower.phone for borrower in borrowers if borrower.phone}
    return Q(source_key__in=keys) | Q(id_number__in=documents) | Q(phone__in=phones)


def _chunks(borrowers: list[Borrower]) -> Iterator[list[Borrower]]:
    return (borrowers[start : start + CHUNK] for start in range(0, len(borrowers), CHUNK))

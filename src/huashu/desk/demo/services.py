"""Loading the demo, and taking it out.

Loading stores people, loans with their ledgers, a year of closes and conversations in one transaction, then closes today.
Removing is the only place in the product that deletes ledger entries, contacts and promises, and only those of demo loans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from huashu.adapters.demo.book import BORROWERS, SEED, DemoLoan, book
from huashu.adapters.demo.contracts import PRODUCT_NAMES, PRODUCTS
from huashu.adapters.demo.staff import STAFF, Staff
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.closing.run import days_close
from huashu.desk.closing.scope import zone
from huashu.desk.customers.models import Customer
from huashu.desk.demo.arrangements import arrangements_write
from huashu.desk.demo.calls import calls_write, lender_write
from huashu.desk.demo.complaints import complaints_write
from huashu.desk.demo.correspondence import house_name, messages_write
from huashu.desk.demo.links import links_write
from huashu.desk.demo.past import DAYS, past_write
from huashu.desk.demo.people import people_make
from huashu.desk.demo.refusals import DemoPresent
from huashu.desk.demo.reviews import reviews_write
from huashu.desk.demo.selectors import DemoStanding, demo_standing
from huashu.desk.demo.standing import standings_write
from huashu.desk.demo.stories import stories_of
from huashu.desk.demo.wishes import wishes_write
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.models import Loan, LoanStatus, ProductSetting
from huashu.desk.loans.products import DeskRules, product_record
from huashu.desk.loans.services import loans_open_bulk
from huashu.desk.people.models import Person
from huashu.lending.entries import Entry, EntryKind

_REMARKS: Final = {EntryKind.REVERSAL: "银行退票 / returned by the bank", EntryKind.RESCHEDULE: "协商展期 / agreed new plan"}

Watcher = Callable[[str, int, int], None]
"""Told the name of the step, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What was loaded, and who may sign in."""

    standing: DemoStanding
    logins: tuple[Staff, ...]


def demo_load(*, today: date, now: datetime, seed: int = SEED, borrowers: int = BORROWERS, watch: Watcher = lambda *_: None) -> DemoLoaded:
    """Put the invented book into the desk and close today.

    Args:
        today: The business day that the book leads up to.
        now: The moment.
        seed: Which book; the same seed and day give the same.
        borrowers: How many people, 1 to 1,000.
        watch: Told how far it is.

    Raises:
        DemoPresent: It's there already.
        NameTaken: Somebody real has a name that it needs.
        Refusal: The day can't be closed (see ``closing.run``); nothing is stored then.
    """
    with transaction.atomic():
        if loans := Loan.objects.filter(is_demo=True).count():
            raise DemoPresent(loans)
        people = people_make()
        house_name()
        watch("making up", 0, 1)
        made_up = list(book(today, seed, zone(), borrowers))
        watch("loans", 0, 1)
        stored = loans_open_bulk(loans=_new_loans(made_up, people), person=None, now=now)
        _write_past(stored, today, watch)
        watch("conversations", 0, 1)
        statuses = LoanStatus.objects.in_bulk([loan.pk for loan in stored])
        stories_of(zip(made_up, stored, strict=True), statuses, today).write()
        trail_append(TrailKind.DEMO_LOADED, person=None, data={"loans": len(stored)}, at=now)
    days_close(as_of=today, now=now, watch=lambda step: watch("closing today", step.step_number, step.steps))
    with transaction.atomic():
        wishes_write(now)
        complaints_write(now)
        reviews_write(now)
        lender_write()
        calls_write(now)
        arrangements_write(now)
        messages_write(now)
        standings_write(now)
        links_write(now)
    return DemoLoaded(demo_standing(), tuple(staff for staff in STAFF if staff.password))


def _write_past(stored: Sequence[Loan], today: date, watch: Watcher) -> None:
    for done in past_write(stored, today):
        watch("a year of closes", done, DAYS)


def _new_loans(made_up: Sequence[DemoLoan], people: dict[str, Person]) -> list[NewLoan]:
    settings = {
        product.code: ProductSetting.objects.create(
            code=product.code, name=PRODUCT_NAMES[product.code], settings=product_record(product, DeskRules())
        )
        for product in PRODUCTS
    }
    customers = _customers(made_up)
    return [
        NewLoan(
            _loan(loan, customers[loan.borrower.key], settings[loan.contract.product.code], people[loan.officer.username]),
            entries=tuple(NewEntry(entry, note=_remark(entry)) for entry in loan.history.entries),
        )
        for loan in made_up
    ]


def _remark(entry: Entry) -> str:
    return _REMARKS.get(entry.kind, "")


def _customers(made_up: Sequence[DemoLoan]) -> dict[str, Customer]:
    since = {loan.borrower.key: loan.contract.terms.disbursed_on for loan in made_up}
    for loan in made_up:
        since[loan.borrower.key] = min(since[loan.borrower.key], loan.contract.terms.disbursed_on)
    people = {loan.borrower.key: loan.borrower for loan in made_up}
    rows = [
        Customer(
            source_key=who.key,
            name=who.name,
            phone=who.phone,
            phone_tail=who.phone[-4:],
            id_number=who.id_number,
            address=who.address,
            region=who.region,
            language=who.language,
            customer_since=since[who.key],
            is_demo=True,
        )
        for who in people.values()
    ]
    return {row.source_key: row for row in Customer.objects.bulk_create(rows, batch_size=500)}


def _loan(made_up: DemoLoan, customer: Customer, product: ProductSetting, officer: Person) -> Loan:
    terms = made_up.contract.terms
    return Loan(
        contract_no=made_up.contract_no,
        customer=customer,
        product=product,
        officer=officer,
        currency=terms.currency,
        principal_minor=terms.principal_minor,
        rate_ppb_year=terms.rate_ppb_year,
        periods=terms.periods,
        frequency=str(terms.frequency),
        method=str(terms.method),
        day_count=str(terms.day_count),
        disbursed_on=terms.disbursed_on,
        first_due_on=terms.first_due_on,
        balloon_minor=terms.balloon_minor,
        fee_minor=terms.fee_minor,
        vehicle=made_up.contract.vehicle,
        security=made_up.contract.security,
        is_demo=True,
    )

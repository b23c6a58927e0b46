"""A small book whose arithmetic fits in the head: 1,200.00 in twelve instalments of 100.00, no interest, due on the 20th."""

from datetime import date

import pytest
from closing_book import at_noon

from huashu.calendars import DayCount, Frequency
from huashu.desk.cases.models import Promise, PromisePart
from huashu.desk.closing.run import days_close
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.mapping import product_record
from huashu.desk.loans.models import Loan, ProductSetting
from huashu.desk.loans.products import DeskRules
from huashu.desk.loans.services import loan_open
from huashu.lending.entries import Entry, EntryKind
from huashu.lending.product import Product
from huashu.lending.terms import Method, Terms


@pytest.fixture
def product(db):
    """No grace, no tolerance, reminders three days before, a promise may be a day late."""
    return ProductSetting.objects.create(code="plain", name="Plain", settings=product_record(Product(code="plain"), DeskRules()))


@pytest.fixture
def open_loan(product, make_customer):
    """``open_loan(paid=8)``: eight instalments paid on their days; the ninth falls due on 20 October 2026, the tenth on 20 November."""
    numbers = iter(range(1, 10_000))

    def make(*, paid=8, setting=product, officer=None, first_due_on=date(2026, 2, 20), rate_ppb_year=0, **fields):
        terms = Terms(
            120_000,
            "CNY",
            rate_ppb_year,
            12,
            Frequency.MONTHLY,
            Method.EQUAL_INSTALMENT,
            DayCount.THIRTY_360,
            date(2026, 1, 20),
            first_due_on,
        )
        loan = Loan(
            contract_no=f"C-{next(numbers):03}",
            customer=make_customer(),
            product=setting,
            officer=officer,
            currency="CNY",
            principal_minor=terms.principal_minor,
            rate_ppb_year=rate_ppb_year,
            periods=terms.periods,
            day_count=terms.day_count,
            disbursed_on=terms.disbursed_on,
            first_due_on=terms.first_due_on,
            **fields,
        )
        days = [date(2026, 1 + n, first_due_on.day) for n in range(1, paid + 1)]
        entries = [NewEntry(Entry(n, EntryKind.PAYMENT, day, at_noon(day), 10_000)) for n, day in enumerate(days, 1)]
        return loan_open(new=NewLoan(loan, entries=tuple(entries)), person=None, now=at_noon(date(2026, 10, 1)))

    return make


@pytest.fixture
def close():
    """``close(nov(21))`` closes that day at its noon."""

    def run(day, now=None, **options):
        return days_close(as_of=day, now=now or at_noon(day), **options)

    return run


@pytest.fixture
def promise():
    """``promise(case, (5_000, nov(25)), made_on=nov(22))``: a promise with these parts."""

    def make(case, *parts, made_on, status="open"):
        row = Promise.objects.create(case=case, loan_id=case.loan_id, kind="part", promised_on=made_on, status=status)
        PromisePart.objects.bulk_create(PromisePart(promise=row, amount_minor=amount, due_on=due_on) for amount, due_on in parts)
        return row

    return make

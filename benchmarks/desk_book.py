"""A random book for the desk's benchmarks: loans with histories, officers, open cases and promises, all from one seed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from huashu.calendars import DayCount, Frequency, months_after
from huashu.desk.cases.models import Case, Promise, PromisePart
from huashu.desk.customers.models import Customer
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.models import Loan, ProductSetting
from huashu.desk.loans.services import loans_open_bulk
from huashu.desk.people.models import Person, Role, Team
from huashu.lending.entries import Entry, EntryKind
from huashu.lending.schedule import schedule
from huashu.lending.terms import Method, Terms

BATCH = 5000
LATE_PERMILLE = 100


def book_make(count: int, as_of: date, paid_until_on: date, now: datetime, seed: int = 1) -> None:
    """Fill an empty database with ``count`` loans, about one in ten of them overdue from ``as_of`` to ``paid_until_on``."""
    dice = random.Random(seed)
    setting = ProductSetting.objects.create(code="standard", name="Standard")
    officers = _people()
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        customers = Customer.objects.bulk_create([Customer(source_key=f"b{n}", name=f"Borrower {n}", phone_tail="0000") for n in numbers])
        loans = [
            _loan(n, customer, setting, dice.choice(officers), (as_of, paid_until_on), dice)
            for n, customer in zip(numbers, customers, strict=True)
        ]
        loans_open_bulk(loans=loans, person=None, now=now)


def promises_make(as_of: date, seed: int = 2) -> None:
    """Let about half of the open overdue cases have an open promise for one of the days around ``as_of``."""
    dice = random.Random(seed)
    cases = [case for case in Case.objects.filter(closed_on=None, overdue_minor__gt=0).order_by("pk") if dice.random() < 0.5]
    made = [Promise(case=case, loan_id=case.loan_id, kind="full", promised_on=as_of - timedelta(days=3)) for case in cases]
    promises = Promise.objects.bulk_create(made)
    days = [as_of + timedelta(days=dice.randrange(-2, 6)) for _ in cases]
    PromisePart.objects.bulk_create(
        PromisePart(promise=promise, amount_minor=case.overdue_minor, due_on=due_on)
        for promise, case, due_on in zip(promises, cases, days, strict=True)
    )


def _people() -> list[Person]:
    teams = Team.objects.bulk_create([Team(name=f"Team {n}") for n in range(4)])
    return Person.objects.bulk_create(
        [Person(username=f"officer{n}", name=f"Officer {n}", role=Role.OFFICER, team=teams[n % 4]) for n in range(40)]
    )


def _loan(n: int, customer: Customer, setting: ProductSetting, officer: Person, days: tuple[date, date], dice: random.Random) -> NewLoan:
    months = dice.choice((24, 36, 36, 48))
    age = dice.randrange(1, months)
    first_due_on = months_after(days[0], 1 - age) + timedelta(days=dice.randrange(-29, 1))
    terms = Terms(
        principal_minor=dice.randrange(30_000_00, 300_000_00),
        currency="CNY",
        rate_ppb_year=dice.randrange(60, 150) * 1_000_000,
        periods=months,
        frequency=Frequency.MONTHLY,
        method=Method.EQUAL_INSTALMENT,
        day_count=DayCount.THIRTY_360,
        disbursed_on=months_after(first_due_on, -1),
        first_due_on=first_due_on,
    )
    loan = Loan(
        contract_no=f"B-{n:07}",
        customer=customer,
        product=setting,
        officer=officer,
        currency=terms.currency,
        principal_minor=terms.principal_minor,
        rate_ppb_year=terms.rate_ppb_year,
        periods=terms.periods,
        frequency=terms.frequency,
        method=terms.method,
        day_count=terms.day_count,
        disbursed_on=terms.disbursed_on,
        first_due_on=terms.first_due_on,
    )
    return NewLoan(loan, entries=tuple(_payments(terms, days[1], dice)))


def _payments(terms: Terms, until_on: date, dice: random.Random) -> list[NewEntry]:
    """One payment for each instalment that has fallen due, some late, the last one to four missing on late loans."""
    columns = schedule(terms)
    due = [(due_on, amount) for due_on, amount in zip(columns.due_on, columns.total_minor, strict=True) if due_on <= until_on]
    if dice.randrange(1000) < LATE_PERMILLE:
        due = due[: -dice.choice((1, 1, 1, 2, 2, 3, 4))]
    entries, paid_on = [], terms.disbursed_on
    for seq, (due_on, instalment_minor) in enumerate(due, 1):
        delay = dice.choice((-2, 0, 0, 0, 0, 0, 1, 6))
        paid_on = min(max(due_on + timedelta(days=delay), paid_on), until_on)
        amount_minor = instalment_minor + (instalment_minor // 100 if delay > 0 else 0)  # the penalty of a few days, and a little over
        entered_at = datetime.combine(paid_on, datetime.min.time()).astimezone() + timedelta(hours=18)
        entries.append(NewEntry(Entry(seq, EntryKind.PAYMENT, paid_on, entered_at, amount_minor)))
    return entries

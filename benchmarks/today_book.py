"""A day on a large book: customers, loans and open cases in every lane, all from one seed, for the benchmark of the Today page."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from huashu.calendars import months_after
from huashu.desk import clock
from huashu.desk.cases.models import Case
from huashu.desk.cases.services import case_facts
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan, LoanStatus, ProductSetting
from huashu.desk.people.models import Person, Role, Team
from huashu.worklist import place

BATCH = 5000
OFFICERS = 40
SURNAMES = "张林王陈周何李赵吴郑孙钱冯褚卫蒋沈韩杨朱"
GIVEN = ("志远", "晓雯", "海涛", "敏", "国强", "俊", "桂英", "建军", "秀兰", "丽华", "伟", "芳", "磊", "静", "勇")


def book_make(count: int) -> dict[str, Person]:
    """Fill the database; returns the people to ask as."""
    dice = random.Random(1)
    team = Team.objects.create(name="North")
    ben = Person.objects.create_user("ben", role=Role.SUPERVISOR, team=team, name="Ben", language="en")
    chen = Person.objects.create_user("chen", role=Role.COMPLIANCE, name="Chen", language="en")
    officers = [
        Person.objects.create_user(f"officer{n}", role=Role.OFFICER, team=team, name=f"Officer {n}", language="en") for n in range(OFFICERS)
    ]
    for first in range(0, count, BATCH):
        _batch_make(range(first, min(first + BATCH, count)), team, officers, dice)
    return {"officer": officers[0], "supervisor": ben, "compliance": chen}


def _batch_make(numbers: range, team: Team, officers: list[Person], dice: random.Random) -> None:
    product, _ = ProductSetting.objects.get_or_create(code="standard", defaults={"name": "Standard"})
    today = clock.today()
    with transaction.atomic():
        customers = Customer.objects.bulk_create(
            Customer(source_key=f"q{n}", name=dice.choice(SURNAMES) + dice.choice(GIVEN), phone_tail=f"{n % 10_000:04d}") for n in numbers
        )
        loans = Loan.objects.bulk_create(_loan(n, customer, product, today) for n, customer in zip(numbers, customers, strict=True))
        LoanStatus.objects.bulk_create(LoanStatus(loan=loan, as_of=today, bucket="M1", stage="early", grade="B") for loan in loans)
        Case.objects.bulk_create(_case(loan, team, dice.choice(officers), clock.now(), dice) for loan in loans)


def _loan(number: int, customer: Customer, product: ProductSetting, today: date) -> Loan:

    first_due_on = months_after(today, -6)
    return Loan(
        contract_no=f"HS-{number:07d}",
        customer=customer,
        product=product,
        currency="CNY",
        principal_minor=12_000_000,
        rate_ppb_year=108_000_000,
        periods=36,
        disbursed_on=months_after(first_due_on, -1),
        first_due_on=first_due_on,
    )


def _case(loan: Loan, team: Team, officer: Person, now: datetime, dice: random.Random) -> Case:
    """A case somewhere in the day: one in fifty each owes a first contact, has an appointment, a promise due or a broken one."""
    days = dice.randrange(1, 120)
    case = Case(
        loan=loan,
        customer_id=loan.customer_id,
        team=team,
        assignee=officer,
        opened_on=now.date() - timedelta(days=days),
        stage="early" if days <= 30 else "firm",
        bucket=f"M{(days - 1) // 30 + 1}",
        currency="CNY",
        overdue_minor=dice.randrange(100_00, 20_000_00),
        days_past_due=days,
    )
    kind = dice.randrange(50)
    if kind == 0:
        case.first_contact_due_at = now + timedelta(minutes=dice.randrange(1, 1440))
    elif kind == 1:
        case.next_contact_at, case.next_contact_is_appointment = now + timedelta(minutes=dice.randrange(600)), True
    elif kind == 2:
        case.promise_due_on, case.promise_due_minor = now.date(), 100_000
    elif kind == 3:
        case.broken_promises, case.promise_broken_on = 1, now.date()
    elif kind < 15:
        case.promise_due_on, case.promise_due_minor = now.date() + timedelta(days=dice.randrange(1, 20)), 100_000
    found = place(case_facts(case), now, ZoneInfo("Asia/Shanghai"))
    case.lane, case.rank = found.lane, found.rank
    return case

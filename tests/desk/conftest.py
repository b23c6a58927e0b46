"""A loan with a real ledger, for the pages that work figures out from entries.

3,000.00 lent for six months at 12% a year, 30/360: 517.65 on the 20th of each month from September 2026, of it interest 30.00, 25.12
(1% of 2,512.35), 20.20 (1% of 2,019.82). The first instalment was paid; on Monday 23 November two are overdue, for 34 and 3 days:
principal 492.53 + 497.45 = 989.98, interest 25.12 + 20.20 = 45.32, penalty at 18%/360 a day 492.53 × 34 → 8.37 and 497.45 × 3 → 0.75.
Together 1,044.42; a day more costs 989.98 × 18%/360 = 0.49.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime

import pytest

from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import standing_of
from huashu.desk.cases.services import case_place
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.models import Loan, LoanStatus, ProductSetting
from huashu.desk.loans.services import loan_open
from huashu.lending.entries import Entry, EntryKind

PAID_ON = date(2026, 9, 20)


@pytest.fixture
def make_real_case(make_customer, make_case, now) -> Callable[..., Case]:
    """An open case on such a loan; ``make_real_case(ada)`` gives it to Ada and her team."""

    def make(person, *, paid: int = 1, **fields: object) -> Case:
        product, _ = ProductSetting.objects.get_or_create(code="standard", defaults={"name": "Standard"})
        loan = Loan(
            contract_no=f"RL-{Loan.objects.count() + 1:05d}",
            customer=fields.pop("customer", None) or make_customer(),
            product=product,
            currency="CNY",
            principal_minor=300_000,
            rate_ppb_year=120_000_000,
            periods=6,
            day_count="30/360",
            disbursed_on=date(2026, 8, 20),
            first_due_on=date(2026, 9, 20),
            **fields.pop("loan", {}),
        )
        payments = [
            NewEntry(Entry(n + 1, EntryKind.PAYMENT, date(2026, 9 + n, 20), datetime(2026, 9 + n, 20, 12, tzinfo=now.tzinfo), 51_765))
            for n in range(paid)
        ]
        loan = loan_open(new=NewLoan(loan, (), tuple(payments)), person=None, now=now)
        status = standing_of(loan, now.date()).status
        fields_of = {field.name for field in LoanStatus._meta.fields}
        LoanStatus.objects.create(loan=loan, **{name: value for name, value in asdict(status).items() if name in fields_of})
        copied = ("stage", "bucket", "overdue_minor", "due_now_minor", "days_past_due", "next_due_on", "next_due_minor")
        case = make_case(person, loan=loan, **({name: getattr(status, name) for name in copied} | fields))
        case_place(case, now)
        return case

    return make

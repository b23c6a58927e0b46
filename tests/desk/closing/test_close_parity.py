"""The status that the close writes is the one that ``lending`` computes from the entries, field by field, on random books."""

from datetime import date, datetime, timedelta, timezone
from random import Random

import pytest

from huashu.calendars import DayCount, Frequency, months_after
from huashu.desk.closing.run import days_close
from huashu.desk.closing.statuses import FIGURES
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.mapping import account_of, entries_of, product_record
from huashu.desk.loans.models import Loan, LoanSource, LoanStatus, ProductSetting
from huashu.desk.loans.products import DeskRules
from huashu.desk.loans.services import entry_post, loans_open_bulk, payment_reverse
from huashu.errors import Refusal
from huashu.lending.entries import Entry, EntryKind, Holiday, HolidayInterest, PartPrepayment, PrepaymentEffect, Reschedule
from huashu.lending.plan import PlanRow
from huashu.lending.product import EarlyFeeTier, Product, WaterfallBy
from huashu.lending.status import loan_status
from huashu.lending.terms import Method, Terms

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 11, 20)
SHANGHAI = timezone(timedelta(hours=8))
PRODUCTS = (
    Product(code="plain"),
    Product(code="late", grace_days=5, tolerance_minor=500, penalty_on_interest=True, waterfall_by=WaterfallBy.INSTALMENT),
    Product(code="capped", penalty_amount_cap_ppm=20_000, early_fee_tiers=(EarlyFeeTier(12, 30_000),)),
)
CHANGES = (
    (EntryKind.PART_PREPAYMENT, PartPrepayment(PrepaymentEffect.SHORTER_TERM)),
    (EntryKind.PART_PREPAYMENT, PartPrepayment(PrepaymentEffect.LOWER_INSTALMENT)),
    (EntryKind.HOLIDAY, Holiday(2, HolidayInterest.CAPITALISE)),
    (
        EntryKind.RESCHEDULE,
        Reschedule(24, 90_000_000, Frequency.MONTHLY, Method.EQUAL_INSTALMENT, AS_OF + timedelta(days=20), capitalise=True),
    ),
)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)


def new_loan(n, customer, setting, dice):
    first_due_on = months_after(AS_OF, -dice.randrange(0, 20)) + timedelta(days=dice.randrange(0, 28))
    terms = Terms(
        dice.randrange(50_000, 5_000_000),
        "CNY",
        dice.randrange(0, 200) * 1_000_000,
        dice.choice((6, 12, 24)),
        dice.choice(tuple(Frequency)),
        dice.choice((Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY)),
        dice.choice(tuple(DayCount)),
        first_due_on - timedelta(days=dice.randrange(10, 40)),
        first_due_on,
    )
    loan = Loan(
        contract_no=f"P-{n}",
        customer=customer,
        product=setting,
        currency="CNY",
        principal_minor=terms.principal_minor,
        rate_ppb_year=terms.rate_ppb_year,
        periods=terms.periods,
        frequency=terms.frequency,
        method=terms.method,
        day_count=terms.day_count,
        disbursed_on=terms.disbursed_on,
        first_due_on=terms.first_due_on,
    )
    paid_on, entries = terms.disbursed_on, []
    for seq in range(1, dice.randrange(1, 12)):
        paid_on += timedelta(days=dice.randrange(0, 45))
        if paid_on <= AS_OF:
            entries.append(
                NewEntry(Entry(seq, EntryKind.PAYMENT, paid_on, noon(paid_on), dice.randrange(1_000, terms.principal_minor // 4)))
            )
    return NewLoan(loan, entries=tuple(entries))


def snapshot(n, customer, setting, dice):
    """A loan that came with its instalments: three in the past, unpaid, and what is left on one day to come."""
    begun_on = AS_OF - timedelta(days=dice.randrange(60, 120))
    dues = [begun_on + timedelta(days=days) for days in (0, 30, 60)]
    plan = tuple(
        PlanRow(due_on, dice.randrange(1_000, 50_000), 0, 0, 80_000_000, begun_on) for due_on in (*dues, AS_OF + timedelta(days=9))
    )
    loan = Loan(contract_no=f"S-{n}", customer=customer, product=setting, currency="CNY", disbursed_on=begun_on, source=LoanSource.SNAPSHOT)
    return NewLoan(loan, plan=plan)


def disturb(loan, dice):
    """Back-dated payments, reversals and changes of the plan, as people would enter them; what can't stand is refused."""
    kind, change = dice.choice((*CHANGES, (EntryKind.PAYMENT, None), (EntryKind.PAYMENT, None)))
    value_on = AS_OF - timedelta(days=dice.randrange(0, 40))
    amount_minor = 0 if kind in (EntryKind.HOLIDAY, EntryKind.RESCHEDULE) else dice.randrange(500, 80_000)
    entry_post(loan=loan, kind=kind, value_on=value_on, amount_minor=amount_minor, person=None, now=noon(AS_OF), change=change)
    if dice.random() < 0.5 and (payment := loan.entries.filter(kind="payment", reversed_by=None).first()):
        payment_reverse(entry=payment, person=None, now=noon(AS_OF))


@pytest.fixture
def random_book(make_customer):
    """Two hundred loans of three products, two thirds of them disturbed before and after a close."""
    dice = Random(20261120)
    settings = [
        ProductSetting.objects.create(code=product.code, name=product.code, settings=product_record(product, DeskRules()))
        for product in PRODUCTS
    ]
    news = [(snapshot if n % 10 == 0 else new_loan)(n, make_customer(), dice.choice(settings), dice) for n in range(200)]
    loans = loans_open_bulk(loans=news, person=None, now=noon(AS_OF))
    refused = 0
    for part in (loans[::3], loans[1::3]):
        for loan in part:
            try:
                disturb(loan, dice)
            except Refusal:
                refused += 1
        days_close(as_of=AS_OF - timedelta(days=1), now=noon(AS_OF))
    assert refused < len(loans) // 3
    return loans


def differences(loans, day):
    for loan in Loan.objects.filter(pk__in=[loan.pk for loan in loans]).select_related("product"):
        row, status = LoanStatus.objects.get(pk=loan.pk), loan_status(account_of(loan), entries_of(loan), day)
        for name in ("as_of", *FIGURES):
            if getattr(row, name) != getattr(status, name):
                yield loan.contract_no, name, getattr(row, name), getattr(status, name)


def test_the_close_writes_what_lending_computes(random_book):
    days_close(as_of=AS_OF, now=noon(AS_OF))
    assert LoanStatus.objects.count() == len(random_book)
    assert list(differences(random_book, AS_OF)) == []


def test_postings_write_what_lending_computes(random_book):
    posted = random_book[1::3]
    behind = [row for row in differences(posted, AS_OF) if row[1] == "as_of"]
    # Those whose entry was refused wait for the close; all others were brought to the day by their posting.
    waiting = {row[0] for row in behind}
    assert len(waiting) < len(posted) // 3
    assert [row for row in differences(posted, AS_OF) if row[0] not in waiting] == []

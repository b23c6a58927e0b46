"""On PostgreSQL several people really work at once: postings and contacts while the close writes, and two closes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import Event
from time import monotonic

import pytest
from django.db import connection, connections, transaction

from huashu.calendars import DayCount
from huashu.desk.cases.models import Case
from huashu.desk.closing.alone import alone, is_at_work, writing
from huashu.desk.closing.refusals import CloseAtWork
from huashu.desk.closing.run import days_close
from huashu.desk.customers.models import Customer
from huashu.desk.loans.drafts import NewLoan
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanStatus, ProductSetting
from huashu.desk.loans.services import entry_post, loans_open_bulk
from huashu.lending.entries import EntryKind
from huashu.lending.status import loan_status

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL; run `make test-postgres`"),
]
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def loans():
    """Sixty loans of 1,200.00 over twelve months, the first five instalments unpaid."""
    product = ProductSetting.objects.create(code="standard", name="Standard")
    customers = Customer.objects.bulk_create([Customer(source_key=f"c{n}", name=f"Borrower {n}") for n in range(60)])
    terms = {"principal_minor": 120_000, "periods": 12, "disbursed_on": date(2026, 5, 20), "first_due_on": date(2026, 6, 20)}
    news = [
        NewLoan(Loan(contract_no=f"L{n}", customer=customer, product=product, currency="CNY", day_count=DayCount.THIRTY_360, **terms))
        for n, customer in enumerate(customers)
    ]
    return loans_open_bulk(loans=news, person=None, now=NOW)


@contextmanager
def own_connection():
    try:
        yield
    finally:
        connections.close_all()


def test_payments_during_closes_wait_a_moment_and_none_is_lost(loans):
    days_close(as_of=DAY, now=NOW)
    over = Event()

    def post_on(portion):
        longest, posted = 0.0, 0
        with own_connection():
            while not over.is_set() or not posted:
                for loan in portion:
                    begun = monotonic()
                    entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=DAY, amount_minor=100, person=None, now=NOW)
                    longest, posted = max(longest, monotonic() - begun), posted + 1
        return longest, posted

    def touch_cases():
        with own_connection():
            while not over.is_set():
                for pk in Case.objects.filter(closed_on=None).values_list("pk", flat=True)[:20]:
                    with transaction.atomic():
                        case = Case.objects.select_for_update().get(pk=pk)
                        case.last_contact_at = NOW
                        case.save()

    with ThreadPoolExecutor(4) as pool:
        posting = [pool.submit(post_on, loans[place::3]) for place in range(3)]
        touching = pool.submit(touch_cases)
        try:
            for day in (21, 22, 23, 23):
                days_close(as_of=date(2026, 11, day), now=NOW)
        finally:
            over.set()
        results = [future.result(timeout=60) for future in posting]
        touching.result(timeout=60)
    assert max(longest for longest, _ in results) < 5
    assert LedgerEntry.objects.filter(kind="payment").count() == sum(posted for _, posted in results)
    days_close(as_of=date(2026, 11, 23), now=NOW)
    for loan in Loan.objects.filter(pk__in=[loan.pk for loan in loans]).select_related("product"):
        status = loan_status(account_of(loan), entries_of(loan), date(2026, 11, 23))
        row = LoanStatus.objects.get(pk=loan.pk)
        assert (row.overdue_minor, row.payoff_minor) == (status.overdue_minor, status.payoff_minor)
        assert Case.objects.get(loan=loan, closed_on=None).overdue_minor == status.overdue_minor


def test_a_second_close_is_refused_while_the_first_lives(loans):
    def try_it():
        with own_connection():
            looked = is_at_work()
            try:
                days_close(as_of=DAY, now=NOW)
            except CloseAtWork:
                return looked, "refused"
            return looked, "closed"

    with ThreadPoolExecutor(1) as pool:
        with alone():
            assert pool.submit(try_it).result() == (True, "refused")
        assert pool.submit(try_it).result() == (False, "closed")


def test_reading_goes_on_while_a_step_writes(loans):
    days_close(as_of=DAY, now=NOW)

    def read():
        with own_connection():
            return LoanStatus.objects.count(), Case.objects.count()

    with writing(), ThreadPoolExecutor(1) as pool:
        LoanStatus.objects.update(as_of=DAY + timedelta(days=1))
        assert pool.submit(read).result(timeout=5) == (60, 60)

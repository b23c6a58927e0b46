"""The cast and small factories that the tests of the desk, of its commands and of the browser share.

Ada calls and Ben supervises in team North, Finn verifies there; Chen reviews conduct, Eve runs the machine, and Dora belongs to
team South and must see nothing of North. All numbers are invented and can't be dialled.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from hypothesis import HealthCheck, settings

from huashu.desk import clock
from huashu.desk.audit.guards import guards_drop, guards_set
from huashu.desk.cases.models import Case
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan, LoanStatus, ProductSetting
from huashu.desk.people.models import Person, Role, Team

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 12, tzinfo=SHANGHAI)
PASSWORD = "warm paper, good lamp"

# how fast a machine makes examples says nothing about the product
settings.register_profile("huashu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("huashu")


@pytest.fixture(scope="session", autouse=True)
def emptying_databases() -> Iterator[None]:
    """Let tests that write for real empty their database afterwards: the audit trail's triggers would refuse it."""
    plainly = BaseDatabaseOperations.execute_sql_flush

    def past_the_guards(operations: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        guards_drop(operations.connection)
        plainly(operations, sql_list)
        guards_set(operations.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", past_the_guards)
        yield


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Stop the desk's clock: ``at(NOW)``; call it again to let time pass."""

    def stop(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return stop


@pytest.fixture
def now(at) -> datetime:
    """Monday 23 November 2026, 10:12 in Shanghai, on the stopped clock."""
    at(NOW)
    return NOW


@pytest.fixture
def north(db) -> Team:
    return Team.objects.create(name="North")


@pytest.fixture
def south(db) -> Team:
    return Team.objects.create(name="South")


def _person(username: str, role: Role, team: Team | None = None, **fields: object) -> Person:
    fields = {"name": username.title(), "language": "en", **fields}
    return Person.objects.create_user(username, PASSWORD, role=role, team=team, **fields)


@pytest.fixture
def ada(north) -> Person:
    return _person("ada", Role.OFFICER, north)


@pytest.fixture
def ben(north) -> Person:
    return _person("ben", Role.SUPERVISOR, north)


@pytest.fixture
def chen(db) -> Person:
    return _person("chen", Role.COMPLIANCE)


@pytest.fixture
def dora(south) -> Person:
    return _person("dora", Role.OFFICER, south)


@pytest.fixture
def eve(db) -> Person:
    return _person("eve", Role.ADMIN)


@pytest.fixture
def finn(north) -> Person:
    return _person("finn", Role.VERIFIER, north)


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser in which the person is signed in: ``signed_in(ada).get("/")``."""

    def open_for(person: Person) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        return client

    return open_for


@pytest.fixture
def make_customer(db) -> Callable[..., Customer]:
    """A borrower with an invented name, number and address."""
    numbers = count(1)

    def make(**fields: object) -> Customer:
        number = next(numbers)
        fields = {
            "source_key": f"test-{number}",
            "name": f"张测试{number}",
            "phone": f"1000000{number:04d}",
            "phone_tail": f"{number:04d}",
            "id_number": f"11010119000101{number:04d}",
            "address": f"浙江省杭州市西湖区样例路 {number} 号",
            "region": "浙江省",
            **fields,
        }
        return Customer.objects.create(**fields)

    return make


@pytest.fixture
def make_loan(make_customer) -> Callable[..., Loan]:
    """A contract of 12 monthly instalments, with its status row."""
    numbers = count(1)

    def make(*, customer: Customer | None = None, status: dict[str, object] | None = None, **fields: object) -> Loan:
        product, _ = ProductSetting.objects.get_or_create(code="standard", defaults={"name": "Standard"})
        fields = {
            "contract_no": f"HT-{next(numbers):05d}",
            "currency": "CNY",
            "principal_minor": 1_200_000,
            "rate_ppb_year": 108_000_000,
            "periods": 12,
            "disbursed_on": date(2026, 1, 20),
            "first_due_on": date(2026, 2, 20),
            **fields,
        }
        loan = Loan.objects.create(customer=customer or make_customer(), product=product, **fields)
        status = {"as_of": NOW.date(), "bucket": "M1", "stage": "early", "grade": "B", "days_past_due": 3, **(status or {})}
        LoanStatus.objects.create(loan=loan, **status)
        return loan

    return make


@pytest.fixture
def make_case(make_loan) -> Callable[..., Case]:
    """An open case, three days overdue with 1,020.50; ``make_case(ada)`` gives it to Ada and her team."""

    def make(person: Person | None = None, *, loan: Loan | None = None, **fields: object) -> Case:
        loan = loan or make_loan()
        fields = {
            "team": person.team if person else None,
            "assignee": person,
            "opened_on": NOW.date() - timedelta(days=3),
            "overdue_since": NOW.date() - timedelta(days=3),
            "stage": "early",
            "bucket": "M1",
            "currency": loan.currency,
            "overdue_minor": 102_050,
            "days_past_due": 3,
            **fields,
        }
        return Case.objects.create(loan=loan, customer=loan.customer, **fields)

    return make

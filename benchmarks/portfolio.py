"""How fast the portfolio answers on a large book.

``python benchmarks/portfolio.py --copies 95`` loads the demo into an empty embedded database and copies its rows so many times (1,056 loans
each, with a year of changes, cases, contacts and promises), adds totals for every day of the year, then asks for the portfolio and its
lists through Django's own request cycle and prints the time of each: median and the slowest of ten. Nothing is cached between requests but
what the database itself keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

REPEATS = 10
APART = 10_000_000
"""How far the numbers of one copy lie from those of the next."""

COPIED = (
    ("customers_customer", ("id",), ("source_key",)),
    ("loans_loan", ("id", "customer_id"), ("contract_no",)),
    ("loans_loanstatus", ("loan_id",), ()),
    ("loans_statuschange", ("id", "loan_id"), ()),
    ("cases_case", ("id", "loan_id", "customer_id"), ()),
    ("cases_contact", ("id", "case_id"), ()),
    ("cases_promise", ("id", "case_id", "loan_id", "contact_id"), ()),
    ("cases_promisepart", ("id", "promise_id"), ()),
)
"""Tables with their numbers to be shifted and their unique texts to be marked."""


def main() -> None:
    """Make the book, ask for the pages, print the times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--copies", type=int, default=95)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="huashu-portfolio-") as folder:
        os.environ |= {"HUASHU_DATA": folder, "HUASHU_SECRET_KEY": "only-for-measuring", "DJANGO_SETTINGS_MODULE": "huashu.desk.settings"}
        os.environ.pop("DATABASE_URL", None)
        from huashu.desk.setup import start  # noqa: PLC0415 - the folder has to be known first

        start()
        from django.core.management import call_command  # noqa: PLC0415 - needs a configured Django

        call_command("collectstatic", interactive=False, verbosity=0)
        began = time.perf_counter()
        sizes = book_make(chosen.copies)
        took = time.perf_counter() - began
        figures = {name: measured(ask) for name, ask in pages()}
    if chosen.json:
        print(json.dumps(figures))
        return
    print(", ".join(f"{count:,} {name}" for name, count in sizes.items()), f"made in {took:.0f} s")
    for name, (median_ms, slowest_ms) in figures.items():
        print(f"{name:<44} median {median_ms:6.1f} ms   slowest of {REPEATS} {slowest_ms:6.1f} ms")


def book_make(copies: int) -> dict[str, int]:
    """Fill the database; says how many rows of each kind there are."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs a configured Django

    from huashu.desk import clock  # noqa: PLC0415
    from huashu.desk.demo.services import demo_load  # noqa: PLC0415

    demo_load(today=clock.today(), now=clock.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for copy in range(1, copies):
            for table, numbers, texts in COPIED:
                columns = [row.name for row in connection.introspection.get_table_description(cursor, table)]
                values = [_copied(column, copy, numbers, texts) for column in columns]
                names = ", ".join(f'"{column}"' for column in columns)
                cursor.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE {numbers[0]} < {APART}")  # noqa: S608 - our own names
        _totals_daily(cursor, copies, clock.today())
        cursor.execute("ANALYZE")
        tables = ("loans_loan", "loans_statuschange", "cases_case", "cases_contact", "cases_promise", "closing_dayfigures")
        return {table.partition("_")[2]: _count(cursor, table) for table in tables}


def _copied(column: str, copy: int, numbers: tuple[str, ...], texts: tuple[str, ...]) -> str:
    if column in numbers:
        return f'"{column}" + {copy * APART}'
    return f"\"{column}\" || '-{copy}'" if column in texts else f'"{column}"'


def _totals_daily(cursor: Any, copies: int, today: date) -> None:
    """Totals of a large book's every day, fifty officers' worth of rows."""
    columns = "assignee_id, team_id, currency, bucket, loans, outstanding_principal_minor, overdue_minor"
    cursor.execute("SELECT DISTINCT as_of FROM closing_dayfigures")
    closed = {str(row[0]) for row in cursor.fetchall()}
    cursor.execute(f"UPDATE closing_dayfigures SET loans = loans * {copies}")  # noqa: S608 - a number
    for back in range(400):
        day = (today - timedelta(days=back)).isoformat()
        if day not in closed:
            latest = f"SELECT '{day}', {columns} FROM closing_dayfigures WHERE as_of = (SELECT MAX(as_of) FROM closing_dayfigures)"  # noqa: S608 - our own day
            cursor.execute(f"INSERT INTO closing_dayfigures (as_of, {columns}) {latest}")
    cursor.execute("CREATE TEMPORARY TABLE once AS SELECT * FROM closing_dayfigures")
    for _ in range(5):
        cursor.execute(f"INSERT INTO closing_dayfigures (as_of, {columns}) SELECT as_of, {columns} FROM once")  # noqa: S608 - our own names


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - our own name
    return int(cursor.fetchone()[0])


def pages() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What a supervisor's look at the portfolio asks for, by name."""
    from django.test import Client  # noqa: PLC0415 - needs a configured Django

    from huashu.desk.people.models import Person  # noqa: PLC0415

    def asking(who: str, address: str) -> Callable[[], Any]:
        client = Client(headers={"host": "localhost"})
        client.force_login(Person.objects.get(username=who))
        return lambda: client.get(address)

    a_month = "team=&officer="
    yield "Portfolio, the whole book", asking("demo-compliance", "/portfolio/")
    yield "Portfolio, one team", asking("demo-supervisor", "/portfolio/")
    yield "Portfolio, one officer", asking("demo-officer", "/portfolio/")
    yield "Loans in a bucket now", asking("demo-supervisor", f"/portfolio/list/?list=bucket&bucket=M2&{a_month}")
    yield "Loans that aren't overdue", asking("demo-compliance", "/portfolio/list/?list=bucket&bucket=current")
    yield "Loans in a bucket half a year ago", asking("demo-supervisor", f"/portfolio/list/?list=bucket&bucket=M2&on={_half_a_year_ago()}")
    yield "A cell of the roll matrix", asking("demo-supervisor", "/portfolio/list/?list=roll&start=M1&bucket=M2")
    yield "Promises broken within the month", asking("demo-supervisor", "/portfolio/list/?list=promises&state=broken")
    yield "First contacts missed within the month", asking("demo-supervisor", "/portfolio/list/?list=first_contacts&state=missed")
    yield "Cases cured within the month", asking("demo-supervisor", "/portfolio/list/?list=cured")
    yield "Calls and visits of the month", asking("demo-supervisor", "/portfolio/list/?list=contacts")


def _half_a_year_ago() -> str:
    from huashu.desk import clock  # noqa: PLC0415 - needs a configured Django

    return (clock.today() - timedelta(days=183)).isoformat()


def measured(ask: Callable[[], Any]) -> tuple[float, float]:
    """Median and slowest time of a request, in milliseconds, after one that doesn't count."""
    times = []
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        response = ask()
        times.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response.status_code
    return round(statistics.median(times[1:]), 1), round(max(times[1:]), 1)


if __name__ == "__main__":
    sys.exit(main())

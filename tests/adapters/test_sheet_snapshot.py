"""Snapshot lines into plans: the lender's figures and nothing invented."""

from datetime import date

import pytest

from huashu.adapters.spreadsheet.records import SnapshotRow
from huashu.adapters.spreadsheet.snapshot import snapshot_plan
from huashu.calendars import DayCount, Frequency
from huashu.lending.arrears import arrears
from huashu.lending.ledger import Account, replay
from huashu.lending.product import Product
from huashu.lending.terms import Method, Terms

AS_OF = date(2026, 11, 23)


def line(**facts):
    return SnapshotRow(**{"row": 2, "as_of": AS_OF, "currency": "CNY", "name": "张小满"} | facts)


PLANS = [
    # overdue, days, instalment, due on, outstanding -> due dates and amounts
    ("nothing owed", {}, []),
    ("one overdue instalment", {"overdue_minor": 500, "days_overdue": 8}, [("2026-11-15", 500)]),
    (
        "overdue, and the next instalment on the 15th",
        {"overdue_minor": 500, "days_overdue": 8, "instalment_minor": 500, "due_on": date(2026, 11, 15)},
        [("2026-11-15", 500), ("2026-12-15", 500)],
    ),
    (
        "the day of the month follows from the days overdue: 23 November - 39 days = 15 October",
        {"overdue_minor": 1000, "days_overdue": 39, "instalment_minor": 500},
        [("2026-10-15", 1000), ("2026-12-15", 500)],
    ),
    ("paid up to date", {"instalment_minor": 500, "due_on": date(2026, 12, 1)}, [("2026-12-01", 500)]),
    ("a due date that was paid rolls on", {"instalment_minor": 500, "due_on": date(2026, 11, 15)}, [("2026-12-15", 500)]),
    ("due today", {"instalment_minor": 500, "due_on": AS_OF}, [("2026-11-23", 500)]),
    (
        "today's instalment counted as overdue already",
        {"overdue_minor": 500, "days_overdue": 0, "instalment_minor": 500, "due_on": AS_OF},
        [("2026-11-23", 500), ("2026-12-23", 500)],
    ),
    (
        "1,250 outstanding: 500 overdue, then 500 and 250",
        {"overdue_minor": 500, "days_overdue": 8, "instalment_minor": 500, "due_on": date(2026, 12, 15), "outstanding_minor": 1250},
        [("2026-11-15", 500), ("2026-12-15", 500), ("2027-01-15", 250)],
    ),
    (
        "only the overdue part is left",
        {"overdue_minor": 500, "days_overdue": 8, "instalment_minor": 500, "due_on": date(2026, 12, 15), "outstanding_minor": 500},
        [("2026-11-15", 500)],
    ),
    (
        "the 31st keeps its day",
        {"instalment_minor": 500, "due_on": date(2027, 1, 31), "outstanding_minor": 1500},
        [("2027-01-31", 500), ("2027-02-28", 500), ("2027-03-31", 500)],
    ),
]


@pytest.mark.parametrize(("facts", "rows"), [case[1:] for case in PLANS], ids=[case[0] for case in PLANS])
def test_plan_of_a_snapshot(facts, rows):
    plan = snapshot_plan(line(**facts))
    assert [(row.due_on.isoformat(), row.principal_minor) for row in plan] == rows
    assert {(row.interest_minor, row.fee_minor, row.rate_ppb_year) for row in plan} <= {(0, 0, 0)}


def test_a_balance_that_instalments_never_repay_ends_after_600_rows():
    plan = snapshot_plan(line(instalment_minor=1, due_on=date(2026, 12, 1), outstanding_minor=10_000))
    assert len(plan) == 599
    assert sum(row.principal_minor for row in plan) == 10_000


@pytest.mark.parametrize("days", [1, 8, 30, 31, 365])
def test_the_book_shows_what_the_lender_reported(days):
    row = line(overdue_minor=757_620, days_overdue=days, instalment_minor=378_810, outstanding_minor=9_800_000)
    plan = snapshot_plan(row)
    first = plan[0]
    monthly = (Frequency.MONTHLY, Method.EQUAL_INSTALMENT, DayCount.THIRTY_360)
    terms = Terms(9_800_000, "CNY", 0, 26, *monthly, first.starts_on, first.due_on)
    account = Account(terms, Product(), plan)
    found = arrears(account, replay(account, ()), AS_OF)
    assert (found.overdue_minor, found.days_past_due, found.outstanding_principal_minor) == (757_620, days, 9_800_000)
    assert (found.overdue_penalty_minor, found.accrued_interest_minor) == (0, 0)
    assert found.next_due_on == next(part.due_on for part in plan if part.due_on > AS_OF)

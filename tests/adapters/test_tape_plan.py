"""Reported loans into plans: days past due, balance and interest come out of the book as they went into the tape."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from huashu.adapters.tape.loan import TapeLoan, ZeroBalance
from huashu.adapters.tape.plan import tape_plan
from huashu.adapters.tape.reading import read_tape
from huashu.calendars import DayCount, months_after
from huashu.lending.arrears import arrears
from huashu.lending.ledger import Account, replay
from huashu.lending.product import Product
from huashu.lending.terms import Terms

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "sec-absee-autoloan-sample.xml"
END = date(2026, 6, 30)
NO_PENALTY = Product(code="tape", currency="USD", penalty_multiplier_permille=0)
BLANK = dict.fromkeys(TapeLoan.__dataclass_fields__) | {
    "record": 1,
    "asset_number": "1",
    "asset_type": "",
    "issuer": "Example Auto",
    "servicer": "",
    "reporting_end_on": END,
    "modifications": (),
    "vehicle_make": "",
    "vehicle_model": "",
    "credit_score_type": "",
    "state": "",
    "subvented": (),
    "payment_type": "2",
    "interest_type": "1",
    "unread": (),
    "repeated": (),
}


def loan(**facts):
    usual = {"balance_minor": 1_000_000, "rate_ppb_year": 73_000_000, "remaining_term": 24, "days_delinquent": 0}
    return TapeLoan(**BLANK | usual | facts)


def standing(reported):
    """Where the book says that the loan stands at the end of the reporting day."""
    terms, plan = tape_plan(reported)
    contract = Terms(
        principal_minor=terms.principal_minor or 1_000_000,
        currency=terms.currency,
        rate_ppb_year=terms.rate_ppb_year,
        periods=terms.periods or 1,
        frequency=terms.frequency,
        method=terms.method,
        day_count=terms.day_count,
        disbursed_on=terms.disbursed_on,
        first_due_on=plan[-1].due_on,
    )
    account = Account(contract, NO_PENALTY, plan)
    return arrears(account, replay(account, ()), reported.reporting_end_on)


DUE_DATES = [
    # days past due, months left, month of maturity -> first and last due date, count
    ("current: the 15th of the next month", 0, 3, None, "2026-07-15", "2026-09-15", 3),
    ("not reported: no past due instalment is made up", None, 3, None, "2026-07-15", "2026-09-15", 3),
    ("1 day: 30 June - 1 = 29 June", 1, 3, None, "2026-06-29", "2026-08-29", 3),
    ("10 days, months left count the past due one", 10, 3, date(2026, 8, 1), "2026-06-20", "2026-08-20", 3),
    ("10 days, months left leave it out", 10, 3, date(2026, 9, 1), "2026-06-20", "2026-09-20", 4),
    ("61 days is 30 April: three instalments past due, the third on the day itself", 61, 1, None, "2026-04-30", "2026-06-30", 3),
    ("60 days is 1 May: two past due", 60, 1, date(2026, 6, 1), "2026-05-01", "2026-06-01", 2),
    ("past maturity: everything is past due", 21, 0, date(2026, 6, 1), "2026-06-09", "2026-06-09", 1),
    ("months left not reported: up to maturity", 0, None, date(2026, 12, 1), "2026-07-15", "2026-12-15", 6),
    ("neither: one instalment", 0, None, None, "2026-07-15", "2026-07-15", 1),
    ("no months left but not past due", 0, 0, date(2026, 6, 1), "2026-07-15", "2026-07-15", 1),
]


@pytest.mark.parametrize(("case", "days", "left", "maturity", "first", "last", "count"), DUE_DATES)
def test_due_dates(case, days, left, maturity, first, last, count):
    _, plan = tape_plan(loan(days_delinquent=days, remaining_term=left, maturity_month=maturity))
    assert (plan[0].due_on.isoformat(), plan[-1].due_on.isoformat(), len(plan)) == (first, last, count)


def test_a_few_cents_are_not_split_below_a_cent():
    _, plan = tape_plan(loan(balance_minor=2, rate_ppb_year=0, days_delinquent=100, remaining_term=9))
    assert [row.principal_minor for row in plan] == [1, 1]


def test_a_new_loan_waits_for_its_first_payment():
    _, plan = tape_plan(loan(first_payment_month=date(2026, 8, 1)))
    assert plan[0].due_on == date(2026, 8, 15)


@pytest.mark.parametrize(("end", "first"), [(date(2026, 6, 14), date(2026, 6, 15)), (date(2026, 6, 15), date(2026, 7, 15))])
def test_the_due_day_lies_after_the_reporting_day(end, first):
    assert tape_plan(loan(reporting_end_on=end))[1][0].due_on == first


INTEREST = [
    # interest paid through, kind of interest -> first day of interest; the first instalment is due on 20 June (10 days past due)
    (None, "1", date(2026, 5, 20)),
    (date(2026, 6, 5), "1", date(2026, 6, 5)),
    (date(2026, 6, 5), "2", date(2026, 5, 20)),
    (date(2026, 6, 25), "1", date(2026, 6, 19)),
    (date(2026, 4, 20), "1", date(2026, 4, 20)),
    (date(2026, 4, 19), "1", date(2026, 4, 20)),
    (date(2019, 1, 1), "1", date(2026, 4, 20)),
]


@pytest.mark.parametrize(("through", "kind", "starts_on"), INTEREST)
def test_interest_runs_from_where_it_is_paid(through, kind, starts_on):
    _, plan = tape_plan(loan(days_delinquent=10, interest_paid_through_on=through, interest_type=kind))
    assert {row.starts_on for row in plan} == {starts_on}
    # 1,000,000 x 7.3% x days / 365 = 200 a day
    assert plan[0].interest_minor == 200 * (date(2026, 6, 20) - starts_on).days


def test_the_reported_instalment_is_kept_while_it_repays_the_balance():
    _, ahead = tape_plan(loan(scheduled_payment_minor=100_000))
    assert {row.total_minor for row in ahead[:-1]} == {100_000}
    assert len(ahead) == 11
    _, far_too_small = tape_plan(loan(scheduled_payment_minor=20_000))
    assert len(far_too_small) == 24
    assert max(row.total_minor for row in far_too_small) - min(row.total_minor for row in far_too_small) < 24


@pytest.mark.parametrize(
    "facts", [{"balance_minor": 0}, {"balance_minor": -5}, {"zero_balance": ZeroBalance.CHARGED_OFF, "days_delinquent": 150}]
)
def test_closed_loans_have_no_plan(facts):
    assert tape_plan(loan(**facts))[1] == ()


def test_terms_hold_what_the_tape_tells():
    agreed = {"original_amount_minor": 3_000_000, "original_term": 72, "originated_month": date(2024, 2, 1)}
    terms, _ = tape_plan(loan(**agreed, first_payment_month=date(2024, 3, 1), days_delinquent=10))
    assert (terms.principal_minor, terms.periods, terms.day_count) == (3_000_000, 72, DayCount.ACTUAL_365)
    assert (terms.disbursed_on, terms.first_due_on) == (date(2024, 2, 1), date(2024, 3, 20))


reported_loans = st.builds(
    loan,
    balance_minor=st.integers(1, 10_000_000),
    rate_ppb_year=st.sampled_from([0, 1_000_000, 59_600_000, 217_100_000, 299_900_000]),
    remaining_term=st.one_of(st.none(), st.integers(0, 96)),
    days_delinquent=st.one_of(st.none(), st.integers(0, 1500)),
    maturity_month=st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2034, 1, 1)).map(lambda day: day.replace(day=1))),
    first_payment_month=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 9, 1)).map(lambda day: day.replace(day=1))),
    reporting_end_on=st.sampled_from([END, date(2026, 2, 28), date(2028, 2, 29), date(2026, 7, 31)]),
    scheduled_payment_minor=st.one_of(st.none(), st.integers(0, 200_000)),
    interest_paid_through_on=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 12, 31))),
)


@budget(max_examples=150, deadline=None)
@given(reported_loans)
def test_the_book_shows_what_the_tape_reports(reported):
    terms, plan = tape_plan(reported)
    assert sum(row.principal_minor for row in plan) == reported.balance_minor
    assert all(row.principal_minor >= 0 and row.interest_minor >= 0 for row in plan)
    assert all(row.reported(reported.reporting_end_on) for row in plan)
    assert terms.disbursed_on <= min(row.starts_on for row in plan)
    assert [row.due_on for row in plan] == [months_after(plan[0].due_on, number) for number in range(len(plan))]
    found = standing(reported)
    assert found.days_past_due == (reported.days_delinquent or 0)
    assert found.outstanding_principal_minor == reported.balance_minor
    if reported.days_delinquent:
        assert found.oldest_unpaid_due_on == reported.reporting_end_on - timedelta(days=reported.days_delinquent)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the public sample lies beside the repository, not in it")
def test_the_public_sample_stands_in_the_book_as_reported():
    reported = [item for item in read_tape(SAMPLE) if not item.closed]
    assert [standing(item).days_past_due for item in reported] == [21, 10]
    assert [standing(item).outstanding_principal_minor for item in reported] == [72_243, 20_651]

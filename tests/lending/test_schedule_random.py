"""Random loans of every kind: the fast schedule equals the one written out in fractions, and its sums hold."""

from datetime import date, timedelta
from fractions import Fraction

import plain_schedule
from hypothesis import example, given, settings
from hypothesis import strategies as st

from huashu.calendars import DayCount, Frequency, days_counted
from huashu.lending import level
from huashu.lending.level import daily_rate, level_payment
from huashu.lending.schedule import schedule, spread
from huashu.lending.terms import PPB, Method, Terms

amounts = st.one_of(st.integers(1, 5_000), st.integers(100_000, 100_000_000), st.integers(1, 10**12))
rates = st.one_of(st.just(0), st.integers(0, 3600).map(lambda n: n * 100_000), st.integers(0, 10 * PPB))
dates = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@st.composite
def terms_of_any_kind(draw):
    principal_minor = draw(amounts)
    method = draw(st.sampled_from(Method))
    disbursed_on = draw(dates)
    return Terms(
        principal_minor=principal_minor,
        currency=draw(st.sampled_from(["CNY", "JPY"])),
        rate_ppb_year=draw(rates),
        periods=draw(st.one_of(st.integers(1, 84), st.sampled_from([1, 2, 36]))),
        frequency=draw(st.sampled_from(Frequency)),
        method=method,
        day_count=draw(st.sampled_from(DayCount)),
        disbursed_on=disbursed_on,
        first_due_on=disbursed_on + timedelta(draw(st.one_of(st.integers(1, 62), st.integers(1, 400)))),
        balloon_minor=draw(st.integers(0, principal_minor)) if method is Method.EQUAL_INSTALMENT_BALLOON else 0,
    )


def rows_of(found):
    return list(zip(found.due_on, found.principal_minor, found.interest_minor, found.balance_minor, strict=True))


def plain_rows(terms, due):
    rate = Fraction(terms.rate_ppb_year, PPB)
    return plain_schedule.rows(terms.principal_minor, rate, terms.method, terms.day_count, terms.disbursed_on, due, terms.balloon_minor)


@settings(max_examples=150, deadline=None)
@given(terms_of_any_kind())
def test_schedule_equals_plain_fractions(terms):
    due = plain_schedule.due_dates(terms.first_due_on, terms.periods, terms.frequency)
    found = schedule(terms)
    assert rows_of(found) == plain_rows(terms, due)
    assert sum(found.principal_minor) == terms.principal_minor
    assert found.balance_minor[-1] == 0
    assert sum(found.total_minor) == terms.principal_minor + found.total_interest_minor


@settings(max_examples=75, deadline=None)
@given(terms_of_any_kind(), st.lists(st.integers(1, 120), min_size=1, max_size=24))
def test_spread_over_any_dates_equals_plain_fractions(terms, gaps):
    due = [terms.disbursed_on + timedelta(sum(gaps[: n + 1])) for n in range(len(gaps))]
    found = spread(
        terms.principal_minor,
        terms.rate_ppb_year,
        terms.method,
        terms.day_count,
        terms.disbursed_on,
        due,
        balloon_minor=terms.balloon_minor,
    )
    assert rows_of(found) == plain_rows(terms, due)


@settings(max_examples=75, deadline=None)
@given(terms_of_any_kind(), st.integers(1, 10**7))
def test_kept_payment_repays_and_stops(terms, level_minor):
    method = Method.EQUAL_PRINCIPAL if terms.method is Method.EQUAL_PRINCIPAL else Method.EQUAL_INSTALMENT
    due = plain_schedule.due_dates(terms.first_due_on, terms.periods, terms.frequency)
    found = spread(terms.principal_minor, terms.rate_ppb_year, method, terms.day_count, terms.disbursed_on, due, level_minor=level_minor)
    kept = found.principal_minor if method is Method.EQUAL_PRINCIPAL else found.total_minor
    assert set(kept[:-1]) <= {level_minor}
    assert kept[-1] <= level_minor or len(kept) == terms.periods
    assert min(found.balance_minor[:-1], default=1) > 0
    assert sum(found.principal_minor) == terms.principal_minor
    assert found.due_on == tuple(due[: len(kept)])


@settings(max_examples=100, deadline=None)
@given(terms_of_any_kind(), st.integers(1, 40))
@example(
    Terms(
        10_050, "CNY", 120_000_000, 2, Frequency.MONTHLY, Method.EQUAL_INSTALMENT, DayCount.THIRTY_360, date(2026, 1, 15), date(2026, 2, 15)
    ),
    40,
)
def test_filter_is_right_or_silent_at_any_precision(terms, bits):
    due = plain_schedule.due_dates(terms.first_due_on, terms.periods, terms.frequency)
    days = [days_counted(a, b, terms.day_count) for a, b in zip([terms.disbursed_on, *due], due, strict=False)]
    rate = daily_rate(terms.rate_ppb_year, terms.day_count.year_days)
    exact = level._exact(terms.principal_minor, terms.balloon_minor, rate, days)
    assert level._filtered(terms.principal_minor, terms.balloon_minor, rate, days, bits) in {None, exact}
    assert level_payment(terms.principal_minor, terms.balloon_minor, rate, days) == exact

"""Integers beyond 64 bits and dates: the compiled twins against Python's own."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huashu.calendars import DayCount, months_after
from huashu.calendars import days_counted as counted_exactly
from huashu.close.arithmetic import divided, scaled
from huashu.close.columns import DAY_COUNTS, as_day
from huashu.close.days import civil, day_number, days_counted, full_months, year_before
from huashu.lending.accrual import full_months as months_exactly
from huashu.money import divide_half_up

YEAR = 365 * 10**9
INT64_MAX = 2**63 - 1
dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("first", "second", "divisor", "expected"),
    [
        (0, 0, 1, 0),
        (1, 1, 2, 1),  # exactly half goes up
        (1, 1, 3, 0),
        (10**7 * 30, 127_500_000, 360 * 10**9, 106_250),  # 100,000.00 for 30 days at 12.75%: 300,000,000 x 0.1275 / 360 = 106,250
        (INT64_MAX, 1, 1, INT64_MAX),
        (2**61, 2**39, 2**39, 2**61),
        (INT64_MAX, 2, 1, -1),  # the result itself leaves 64 bits
        (INT64_MAX, 10**11, YEAR, divide_half_up(INT64_MAX * 10**11, YEAR)),
    ],
)
def test_worked_products(first, second, divisor, expected):
    assert scaled(first, second, divisor) == expected


@settings(max_examples=400, deadline=None)
@given(st.integers(0, INT64_MAX), st.integers(0, 2**40), st.integers(1, 2**39))
def test_products_agree_with_integers_of_any_size(first, second, divisor):
    quotient, rest = divided(first, second, divisor)
    if quotient >= 0:
        assert (quotient, rest) == divmod(first * second, divisor)
        assert scaled(first, second, divisor) == divide_half_up(first * second, divisor)
    else:
        assert first * second // divisor > INT64_MAX // 4


@settings(max_examples=200, deadline=None)
@given(dates)
def test_dates_there_and_back(on):
    assert civil(as_day(on)) == (on.year, on.month, on.day)
    assert day_number(on.year, on.month, on.day) == as_day(on)
    assert year_before(as_day(on)) == as_day(months_after(on, -12))


@settings(max_examples=300, deadline=None)
@given(dates, st.integers(0, 4000), st.sampled_from(list(DayCount)))
def test_days_and_months_between_dates(start_on, days, day_count):
    end_on = min(start_on + timedelta(days=days), date(2199, 12, 31))
    assert days_counted(as_day(start_on), as_day(end_on), DAY_COUNTS.index(day_count)) == counted_exactly(start_on, end_on, day_count)
    assert full_months(as_day(start_on), as_day(end_on)) == months_exactly(start_on, end_on)

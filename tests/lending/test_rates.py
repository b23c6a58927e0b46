"""All-in rates: worked by hand where a root can be drawn, and certain to the last place on random loans."""

from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huashu.errors import InvalidValue
from huashu.lending.rates import NoRate, apr_effective, irr_annual_nominal

NEW_YEAR = date(2026, 1, 1)
YEAR = [date(2027, 1, 1)]

NOMINAL = {
    # instalments, net, periods a year, rate
    "one per cent a month": ([101], 100, 12, "0.12"),
    "interest only": ([1, 1, 101], 100, 12, "0.12"),
    "biweekly": ([101], 100, 26, "0.26"),
    "weekly": ([101], 100, 52, "0.52"),
    "nothing earned": ([50, 50], 100, 12, "0"),
    "two unequal parts": ([110, 121], 200, 1, "0.1"),  # 110 / 1.1 + 121 / 1.21 = 200
    "nothing until the second": ([0, 121], 100, 1, "0.1"),
    "less comes back": ([99], 100, 12, "-0.12"),
    "all but lost": ([1], 10**12, 12, "-12"),
    "a thousandfold": ([100_000], 100, 12, "11988"),
    "a tie goes up": ([2_000_001], 2_000_000, 1, "0.000001"),  # 0.0000005
    "just below the tie": ([2_000_000_000_000 + 999_999], 2_000_000_000_000, 1, "0"),  # 0.0000004999995
    "a tie below zero goes up": ([1_999_999], 2_000_000, 1, "0"),  # -0.0000005
    "just below that tie": ([2_000_000_000_000 - 1_000_001], 2_000_000_000_000, 1, "-0.000001"),
}


@pytest.mark.parametrize(("totals", "net_minor", "periods_per_year", "expected"), NOMINAL.values(), ids=NOMINAL)
def test_irr(totals, net_minor, periods_per_year, expected):
    assert irr_annual_nominal(totals, net_minor, periods_per_year) == Decimal(expected)


EFFECTIVE = {
    # instalments, due dates, net, rate
    "a year": ([110], YEAR, 100, "0.1"),
    "two years": ([121], [date(2028, 1, 1)], 100, "0.1"),
    "year after year": ([10, 110], [*YEAR, date(2028, 1, 1)], 100, "0.1"),
    "a leap year has a day more": ([110], [date(2029, 1, 1)], 100, "0.032250"),  # 1.1^(365/1096) - 1
    "a fifth of a year": ([110], [date(2026, 3, 15)], 100, "0.61051"),  # 73 days: 1.1^5 - 1
    "nothing earned": ([50, 50], [date(2026, 2, 1), date(2026, 3, 1)], 100, "0"),
    "less comes back": ([90], YEAR, 100, "-0.1"),
    "less comes back soon": ([90], [date(2026, 3, 15)], 100, "-0.40951"),  # 0.9^5 - 1
    "a tie goes up": ([2_000_001], YEAR, 2_000_000, "0.000001"),
    "doubled in a day of 73": ([200], [date(2026, 1, 6)], 100, str(2**73 - 1)),  # 5 days: 2^73 - 1, 22 digits
}


@pytest.mark.parametrize(("totals", "due_on", "net_minor", "expected"), EFFECTIVE.values(), ids=EFFECTIVE)
def test_apr(totals, due_on, net_minor, expected):
    assert apr_effective(totals, due_on, NEW_YEAR, net_minor) == Decimal(expected)


def test_rates_have_six_places():
    assert str(irr_annual_nominal([101], 100, 12)) == "0.120000"
    assert str(apr_effective([200], [date(2026, 1, 6)], NEW_YEAR, 100)) == f"{2**73 - 1}.000000"


def test_rate_beyond_all_sense_is_refused():
    with pytest.raises(NoRate, match="check principal and fee"):
        apr_effective([200], [date(2026, 1, 2)], NEW_YEAR, 100)  # 2^365 - 1, above 10^109


REFUSED = {
    "nothing paid out": ([100], 0, "net_minor"),
    "less than nothing paid out": ([100], -1, "net_minor"),
    "nothing comes back": ([0, 0], 100, "total_minor"),
    "no instalments": ([], 100, "total_minor"),
}


@pytest.mark.parametrize(("totals", "net_minor", "field"), REFUSED.values(), ids=REFUSED)
def test_rates_refuse(totals, net_minor, field):
    due_on = [NEW_YEAR + timedelta(30 * n) for n in range(1, len(totals) + 1)]
    for rate in (lambda: irr_annual_nominal(totals, net_minor, 12), lambda: apr_effective(totals, due_on, NEW_YEAR, net_minor)):
        with pytest.raises(InvalidValue) as refused:
            rate()
        assert refused.value.field == field


def worth(totals, years, rate):
    return sum(total * (1 + rate) ** -time for total, time in zip(totals, years, strict=True))


HALF = Decimal("0.0000005")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 10**7), min_size=1, max_size=48),
    st.lists(st.integers(7, 62), min_size=48, max_size=48),
    st.integers(80, 130),
    st.sampled_from([12, 26, 52]),
)
def test_rates_are_within_half_a_step_of_the_root(totals, gaps, percent, periods_per_year):
    net_minor = max(sum(totals) * percent // 130, 1)  # up to all that comes back; the rest is interest and fee
    due_on = [NEW_YEAR + timedelta(sum(gaps[: n + 1])) for n in range(len(totals))]
    irr = irr_annual_nominal(totals, net_minor, periods_per_year)
    apr = apr_effective(totals, due_on, NEW_YEAR, net_minor)
    with localcontext(prec=80):
        years = [Decimal((due - NEW_YEAR).days) / 365 for due in due_on]
        assert worth(totals, years, apr - HALF) >= net_minor > worth(totals, years, apr + HALF)
        periods = range(1, len(totals) + 1)
        low, high = ((irr + half) / periods_per_year for half in (-HALF, HALF))
        assert worth(totals, periods, low) >= net_minor > worth(totals, periods, high)


def test_rates_do_not_depend_on_the_caller_s_decimal_context():
    totals, due_on = [33_806_67, 33_806_67, 33_806_66], [date(2026, 2, 15), date(2026, 3, 15), date(2026, 4, 15)]
    expected = apr_effective(totals, due_on, date(2026, 1, 15), 9_999_000)
    with localcontext(prec=3):
        assert apr_effective(totals, due_on, date(2026, 1, 15), 9_999_000) == expected == Decimal("0.090333")

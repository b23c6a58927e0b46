"""Due dates, the fallback of the level payment, kept payments, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from huashu.calendars import DayCount, Frequency
from huashu.errors import InvalidValue, MissingValue
from huashu.lending import level
from huashu.lending.level import daily_rate, level_payment
from huashu.lending.schedule import due_dates, schedule, spread, terms_from_record
from huashu.lending.terms import Method

RECORD = {
    "principal_minor": 1_000_000,
    "currency": "CNY",
    "annual_rate": "0.12",
    "periods": 3,
    "frequency": "monthly",
    "method": "equal_instalment",
    "day_count": "30/360",
    "disbursed_on": "2026-01-15",
    "first_due_on": "2026-02-15",
}


def terms(**changes):
    return terms_from_record({**RECORD, **changes})


DUE_DATES = {
    "the 31st comes back": ("monthly", "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
    "the 31st in a leap year": ("monthly", "2028-01-31", ["2028-01-31", "2028-02-29", "2028-03-31"]),
    "the 30th over February": ("monthly", "2026-01-30", ["2026-01-30", "2026-02-28", "2026-03-30"]),
    "28 February stays the 28th": ("monthly", "2026-02-28", ["2026-02-28", "2026-03-28", "2026-04-28"]),
    "29 February stays the 29th": ("monthly", "2028-02-29", ["2028-02-29", "2028-03-29", "2028-04-29"]),
    "over New Year": ("monthly", "2026-11-15", ["2026-11-15", "2026-12-15", "2027-01-15"]),
    "biweekly": ("biweekly", "2026-02-20", ["2026-02-20", "2026-03-06", "2026-03-20"]),
    "weekly": ("weekly", "2026-02-20", ["2026-02-20", "2026-02-27", "2026-03-06"]),
}


@pytest.mark.parametrize(("frequency", "first", "expected"), DUE_DATES.values(), ids=DUE_DATES)
def test_due_dates(frequency, first, expected):
    found = due_dates(terms(frequency=frequency, first_due_on=first, periods=len(expected)))
    assert [day.isoformat() for day in found] == expected


def test_due_dates_are_remembered():
    assert due_dates(terms()) is due_dates(terms(principal_minor=5))


def test_schedule_past_the_last_year_is_refused():
    with pytest.raises(InvalidValue, match="before the year 10000"):
        schedule(terms(first_due_on="9999-11-15"))
    assert schedule(terms(first_due_on="9999-10-15")).due_on[-1] == date(9999, 12, 15)


def test_tie_goes_to_the_rationals(monkeypatch):
    # 10,050 × 1.0201 / 2.01 = 5,100.5: no precision can tell on which side the amount lies.
    asked = []
    exact = level._exact
    monkeypatch.setattr(level, "_exact", lambda *numbers: asked.append(numbers) or exact(*numbers))
    rate = daily_rate(120_000_000, 360)
    assert level_payment(10_050, 0, rate, [30, 30]) == 5_101
    assert len(asked) == 1
    assert level_payment(10_051, 0, rate, [30, 30]) == 5_101  # 5,101.0075
    assert len(asked) == 1


def test_low_precision_falls_back_to_the_same_amount(monkeypatch):
    days = [31, 28, 31, 30] * 21
    expected = level_payment(12_345_678, 1_000_000, daily_rate(84_900_000, 365), days)
    monkeypatch.setattr(level, "SCALE_BITS", 8)
    assert level._filtered(12_345_678, 1_000_000, daily_rate(84_900_000, 365), days, 8) is None
    assert level_payment(12_345_678, 1_000_000, daily_rate(84_900_000, 365), days) == expected


def test_balance_below_zero_rounds_its_halves_away_from_zero():
    # 3 / 5 rounds to 1, four times; the last gives 1 back. At 600% a month costs half: 1.5, 1, 0.5, 0 and -0.5.
    assert schedule(terms(principal_minor=3, periods=5, method="equal_principal", annual_rate="0")).principal_minor == (1, 1, 1, 1, -1)
    found = schedule(terms(principal_minor=3, periods=5, method="equal_principal", annual_rate="6"))
    assert found.balance_minor == (2, 1, 0, -1, 0)
    assert found.interest_minor == (2, 1, 1, 0, -1)


KEPT = {
    # 1,000,000 at 1% a month. 340,022 is its payment over three months; 1% of 1,000,000 is 10,000.
    "the same payment, the same term": (Method.EQUAL_INSTALMENT, 340_023, [340_023, 340_023, 340_021]),
    "one below, the last takes it": (Method.EQUAL_INSTALMENT, 340_022, [340_022, 340_022, 340_023]),
    "covers all with its interest": (Method.EQUAL_INSTALMENT, 1_010_000, [1_010_000]),
    "one short of all": (Method.EQUAL_INSTALMENT, 1_009_999, [1_009_999, 1]),
    "less than the interest": (Method.EQUAL_INSTALMENT, 1, [1, 1, 1_030_299]),
    "principal parts kept": (Method.EQUAL_PRINCIPAL, 500_000, [510_000, 505_000]),
    "principal parts kept, with a rest": (Method.EQUAL_PRINCIPAL, 499_999, [509_999, 504_999, 2]),
    "principal parts too small": (Method.EQUAL_PRINCIPAL, 100_000, [110_000, 109_000, 808_000]),
}


@pytest.mark.parametrize(("method", "level_minor", "totals"), KEPT.values(), ids=KEPT)
def test_kept_payment(method, level_minor, totals):
    due = [date(2026, 2, 15), date(2026, 3, 15), date(2026, 4, 15)]
    found = spread(1_000_000, 120_000_000, method, DayCount.THIRTY_360, date(2026, 1, 15), due, level_minor=level_minor)
    assert list(found.total_minor) == totals


def test_spread_takes_a_balloon():
    due = list(due_dates(terms()))
    found = spread(
        1_000_000, 120_000_000, Method.EQUAL_INSTALMENT_BALLOON, DayCount.THIRTY_360, date(2026, 1, 15), due, balloon_minor=1_000_000
    )
    assert found.total_minor == (10_000, 10_000, 1_010_000)


SPREAD = {
    "principal_minor": 100,
    "rate_ppb_year": 0,
    "method": Method.EQUAL_INSTALMENT,
    "day_count": DayCount.ACTUAL_365,
    "start_on": date(2026, 1, 1),
    "due_on": [date(2026, 2, 1), date(2026, 3, 1)],
}
REFUSED_SPREADS = {
    "nothing to repay": ("principal_minor", {"principal_minor": 0}),
    "rate below 0": ("rate_ppb_year", {"rate_ppb_year": -1}),
    "rate above ten": ("rate_ppb_year", {"rate_ppb_year": 10_000_000_001}),
    "balloon without its method": ("balloon_minor", {"balloon_minor": 1}),
    "balloon above principal": ("balloon_minor", {"balloon_minor": 101, "method": Method.EQUAL_INSTALMENT_BALLOON}),
    "payment of nothing": ("level_minor", {"level_minor": 0}),
    "payment kept with interest only": ("level_minor", {"level_minor": 5, "method": Method.INTEREST_ONLY}),
    "no due date": ("due_on", {"due_on": []}),
    "due on the start": ("due_on", {"due_on": [date(2026, 1, 1)]}),
    "two on one day": ("due_on", {"due_on": [date(2026, 2, 1), date(2026, 2, 1)]}),
}


@pytest.mark.parametrize(("field", "changes"), REFUSED_SPREADS.values(), ids=REFUSED_SPREADS)
def test_spread_refuses(field, changes):
    assert spread(**SPREAD).total_minor == (50, 50)
    with pytest.raises(InvalidValue) as refused:
        spread(**{**SPREAD, **changes})
    assert refused.value.field == field


RATES = {
    "text": ("0.085", 85_000_000),
    "text without a point": ("1", 1_000_000_000),
    "nine decimals": ("0.123456789", 123_456_789),
    "zeros behind": ("0.0850000000000000000000000000000000000000", 85_000_000),
    "decimal number": (Decimal("0.085"), 85_000_000),
    "binary float": (0.085, 85_000_000),
    "whole number": (0, 0),
    "the most": ("10", 10_000_000_000),
}


@pytest.mark.parametrize(("given", "rate_ppb_year"), RATES.values(), ids=RATES)
def test_rate(given, rate_ppb_year):
    assert terms(annual_rate=given).rate_ppb_year == rate_ppb_year


BAD_FIELDS = {
    "principal as text": ("principal_minor", "1000000"),
    "principal a fraction": ("principal_minor", Decimal("10.5")),
    "principal a truth value": ("principal_minor", True),
    "principal nothing": ("principal_minor", 0),
    "principal beyond all bounds": ("principal_minor", 10**12 + 1),
    "currency unknown": ("currency", "XYZ"),
    "currency a number": ("currency", 156),
    "rate a word": ("annual_rate", "8.5%"),
    "rate a truth value": ("annual_rate", False),
    "rate a list": ("annual_rate", ["0.085"]),
    "rate below zero": ("annual_rate", "-0.01"),
    "rate not a number": ("annual_rate", "NaN"),
    "rate without end": ("annual_rate", "Infinity"),
    "rate above ten": ("annual_rate", "10.000000001"),
    "rate of ten decimals": ("annual_rate", "0.0000000001"),
    "rate of forty decimals": ("annual_rate", "0.1000000000000000000000000000000000000001"),
    "rate of huge exponent": ("annual_rate", "1e999999999"),
    "rate of tiny exponent": ("annual_rate", "1e-999999"),
    "no periods": ("periods", 0),
    "too many periods": ("periods", 601),
    "periods a fraction": ("periods", 3.0),
    "frequency unknown": ("frequency", "daily"),
    "method unknown": ("method", "annuity"),
    "method a list": ("method", []),
    "day count unknown": ("day_count", "actual/actual"),
    "date that isn't": ("first_due_on", "2026-02-30"),
    "date without dashes": ("first_due_on", "20260215"),
    "date by week": ("first_due_on", "2026-W07-7"),
    "date with a time": ("disbursed_on", "2026-01-15T00:00"),
    "date a number": ("disbursed_on", 20260115),
    "due on the day of disbursement": ("first_due_on", "2026-01-15"),
    "balloon without its method": ("balloon_minor", 1),
    "fee of everything": ("fee_minor", 1_000_000),
    "fee below zero": ("fee_minor", -1),
    "fee a truth value": ("fee_minor", True),
}


@pytest.mark.parametrize(("field", "value"), BAD_FIELDS.values(), ids=BAD_FIELDS)
def test_record_refuses(field, value):
    with pytest.raises(InvalidValue) as refused:
        terms(**{field: value})
    assert refused.value.field == field


@pytest.mark.parametrize("field", RECORD)
@pytest.mark.parametrize("how", ["absent", "null"])
def test_record_misses(field, how):
    record = {name: value for name, value in RECORD.items() if name != field} if how == "absent" else {**RECORD, field: None}
    with pytest.raises(MissingValue) as refused:
        terms_from_record(record)
    assert refused.value.field == field


def test_record_may_carry_more_and_leave_out_what_is_optional():
    assert terms(id="A-1", balloon_minor=None, fee_minor=None) == terms(balloon_minor=0, fee_minor=0)
    assert terms(fee_minor=999_999).fee_minor == 999_999
    assert terms(method="equal_instalment_balloon", balloon_minor=1_000_000).balloon_minor == 1_000_000
    assert terms(frequency="weekly").frequency is Frequency.WEEKLY

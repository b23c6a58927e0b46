"""A product's settings: JSON that is stored, text that people type, and what is refused on the way."""

import pytest

from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.products import DeskRules, product_from_record, product_of, product_record, rules_from_record, rules_of
from huashu.desk.loans.typed import record_from_typed, typed_from
from huashu.errors import InvalidValue
from huashu.lending.product import Band, Component, EarlyFeeTier, Product, WaterfallBy

FULL = Product(
    code="full",
    currency="USD",
    penalty_multiplier_permille=1300,
    penalty_on_interest=True,
    penalty_year_days=365,
    penalty_rate_cap_ppb=240_000_000,
    penalty_amount_cap_ppm=55_000,
    grace_days=5,
    tolerance_minor=250,
    waterfall=(Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.PENALTY),
    waterfall_by=WaterfallBy.INSTALMENT,
    early_fee_tiers=(EarlyFeeTier(12, 30_000), EarlyFeeTier(24, 15_000)),
    buckets=(Band("current", 0, 0), Band("young", 1, 29), Band("old", 30, None)),
    stages=(Band("before_due", 0, 0), Band("early", 1, 14), Band("firm", 15, None)),
)
RULES = DeskRules(reminder_days=7, promise_grace_days=0)


@pytest.mark.parametrize("product", [Product(), FULL], ids=["defaults", "everything else"])
def test_a_product_reads_back_as_it_was_written(product):
    setting = ProductSetting(code=product.code, settings=product_record(product, RULES))
    assert product_of(setting) == product
    assert rules_of(setting) == RULES


def test_an_empty_object_is_a_product_with_the_defaults():
    setting = ProductSetting(code="standard", settings={})
    assert product_of(setting) == Product()
    assert rules_of(setting) == DeskRules(reminder_days=3, promise_grace_days=1)


def test_what_is_typed_means_what_is_stored():
    setting = ProductSetting(code="full", name="Full", settings=product_record(FULL, RULES))
    typed = typed_from(setting)
    assert [str(typed[name]) for name in ("penalty_multiplier", "penalty_rate_cap", "tolerance")] == ["1.3", "24", "2.50"]
    assert typed["early_fees"].splitlines() == ["12 3%", "24 1.5%"]
    assert typed["buckets"].splitlines() == ["current 0-0", "young 1-29", "old 30-"]
    assert product_from_record("full", record_from_typed(typed)) == FULL
    assert rules_from_record(record_from_typed(typed)) == RULES


def bands(*rows):
    return [{"code": code, "from_days": from_days, "to_days": to_days} for code, from_days, to_days in rows]


def tiers(*rows):
    return [{"until_months": months, "rate_ppm": rate} for months, rate in rows]


# name, stored JSON (one field), a part of the sentence
REFUSED = [
    ("misspelt field", {"grace_day": 3}, "no such setting"),
    ("text for a number", {"grace_days": "3"}, "must be a whole number"),
    ("number for a truth", {"penalty_on_interest": 1}, "true or false"),
    ("below nothing", {"tolerance_minor": -1}, "0 or more"),
    ("a cap below nothing", {"penalty_rate_cap_ppb": -1}, "0 or more"),
    ("a year of 366 days", {"penalty_year_days": 366}, "360 or 365"),
    ("a part twice", {"waterfall": ["fee", "fee", "interest", "principal"]}, "each of penalty, fee"),
    ("an unknown order", {"waterfall_by": "customer"}, "component or instalment"),
    ("a gap between bands", {"buckets": bands(("a", 0, 0), ("b", 2, None))}, "starts at day 1"),
    ("no band", {"buckets": []}, "at least one band"),
    ("a band's code twice", {"buckets": bands(("a", 0, 0), ("a", 1, None))}, "its own code"),
    ("a band's code of 13 letters", {"buckets": bands(("a" * 13, 0, None))}, "1 to 12 characters"),
    ("a band called closed", {"buckets": bands(("closed", 0, None))}, "its own code"),
    ("stages of one's own", {"stages": bands(("any", 0, None))}, "before_due, early, firm"),
    ("tiers out of order", {"early_fee_tiers": tiers((24, 1), (12, 1))}, "soonest end first"),
    ("a fee below nothing", {"early_fee_tiers": tiers((12, -1))}, "a rate of 0 or more"),
    ("a reminder of 32 days", {"reminder_days": 32}, "from 0 to 31"),
    ("a reminder in words", {"reminder_days": "three"}, "whole number of days"),
]


def read_both(record):
    product_from_record("x", record)
    rules_from_record(record)


@pytest.mark.parametrize(("record", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_settings_that_can_not_be(record, sentence):
    with pytest.raises(InvalidValue, match=sentence) as refused:
        read_both(record)
    assert [refused.value.field] == list(record)


@pytest.mark.parametrize(("field", "line"), [("buckets", "M1 from 1 to 30"), ("early_fees", "twelve months 3%")])
def test_a_line_that_can_not_be_read_is_named(field, line):
    typed = typed_from(ProductSetting(code="x", settings={})) | {field: line}
    with pytest.raises(InvalidValue, match=line):
        record_from_typed(typed)

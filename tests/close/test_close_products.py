"""Products from records, their bands and the store of machine code."""

import json
from dataclasses import asdict

import pytest
from closebooks import PRODUCTS

import huashu.close.compiled
from huashu.close.compiled import compiled_entry
from huashu.close.products import Products, product_from_record
from huashu.errors import InvalidValue, MissingValue
from huashu.lending.product import Band, Product


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.code)
def test_a_product_survives_json(product):
    assert product_from_record(json.loads(json.dumps(asdict(product)))) == product


def test_what_is_absent_or_null_keeps_its_default():
    assert product_from_record({"code": "car", "grace_days": None}) == Product(code="car")


REFUSALS = {
    "no code": ({}, MissingValue, "code is missing"),
    "unknown setting": ({"code": "x", "grace": 3}, InvalidValue, "no such setting"),
    "a fraction": ({"code": "x", "grace_days": 1.5}, InvalidValue, "grace_days is '1.5', but must be a whole number"),
    "a number for a truth": ({"code": "x", "penalty_on_interest": 1}, InvalidValue, "true or false"),
    "an unknown component": ({"code": "x", "waterfall": ["tax"]}, InvalidValue, "a list of penalty, fee"),
    "a band without a start": ({"code": "x", "buckets": [{"code": "all"}]}, InvalidValue, "from_days"),
    "a gap between bands": (
        {"code": "x", "stages": [{"code": "a", "from_days": 0, "to_days": 5}, {"code": "b", "from_days": 7, "to_days": None}]},
        InvalidValue,
        "starts at day 6",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_bad_record_is_refused_with_its_field(name):
    record, refusal, words = REFUSALS[name]
    with pytest.raises(refusal, match=words):
        product_from_record(record)


def test_a_book_of_products():
    other = Product(code="b", buckets=(Band("current", 0, 0), Band("late", 1, None)))
    products = Products.of([Product(code="a"), other])
    assert products.codes == ("a", "b")
    assert products.buckets[:2] == ("closed", "current")
    assert products.buckets[-1] == "late"
    with pytest.raises(InvalidValue, match="unique"):
        Products.of([Product(), Product()])
    with pytest.raises(InvalidValue, match="tolerance_minor"):
        Products.of([Product(tolerance_minor=2**63)])


def test_where_machine_code_cannot_be_kept_it_is_compiled_anyway(monkeypatch):
    original = huashu.close.compiled.njit

    def keeps_nothing(**options):
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return original(**options)

    monkeypatch.setattr(huashu.close.compiled, "njit", keeps_nothing)

    @compiled_entry
    def doubled(value: int) -> int:
        return 2 * value

    assert doubled(21) == 42

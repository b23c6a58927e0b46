"""A product's settings as JSON: what the lender stores, checked field by field when it's read.

Beside the settings of :class:`huashu.lending.product.Product` the JSON holds what only the desk needs
(:class:`DeskRules`). Absent fields take their defaults, so a new product is an empty object; unknown fields are refused,
so a misspelt one can't be lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from huashu.close.products import product_from_record as read_product
from huashu.desk.loans.models import ProductSetting
from huashu.errors import InvalidValue
from huashu.lending.arrears import CLOSED
from huashu.lending.product import STAGES, Product

CODE_LENGTH_MAX: Final = 12
"""Length of a band's code that the tables have room for."""


_RULES: Final = ("reminder_days", "promise_grace_days")


@dataclass(frozen=True, slots=True)
class DeskRules:
    """What the close asks of the desk for loans of a product.

    Args:
        reminder_days: Days before a due date on which its reminder joins the list, 0 to 31; 0 sends none.
        promise_grace_days: Days after a promised day in which the money still keeps the promise, 0 to 31.

    Raises:
        InvalidValue: A number is out of range.
    """

    reminder_days: int = 3
    promise_grace_days: int = 1

    def __post_init__(self) -> None:
        for name in _RULES:
            if not 0 <= getattr(self, name) <= 31:
                raise InvalidValue(name, getattr(self, name), "from 0 to 31")


def product_of(setting: ProductSetting) -> Product:
    """The product that a setting describes.

    Raises:
        InvalidValue: A field is unknown or holds something it can't hold.
    """
    return product_from_record(setting.code, setting.settings)


def rules_of(setting: ProductSetting) -> DeskRules:
    """The desk's own rules for a product.

    Raises:
        InvalidValue: A field holds something it can't hold.
    """
    return rules_from_record(setting.settings)


def product_from_record(code: str, record: Mapping[str, Any]) -> Product:
    """A product from its stored JSON.

    Args:
        code: The product's code.
        record: Field names to JSON values; absent fields take their defaults.

    Raises:
        InvalidValue: A field is unknown or holds something it can't hold.
    """
    product = read_product({name: value for name, value in record.items() if name not in _RULES} | {"code": code})
    _check_bands(product)
    _check_tiers(product)
    _check_caps(product)
    return product


def rules_from_record(record: Mapping[str, Any]) -> DeskRules:
    """The desk's rules from a product's stored JSON.

    Raises:
        InvalidValue: A field holds something it can't hold.
    """
    given = {name: record[name] for name in _RULES if name in record}
    wrong = next((name for name, value in given.items() if type(value) is not int), None)
    if wrong is not None:
        raise InvalidValue(wrong, given[wrong], "a whole number of days")
    return DeskRules(**given)


def product_record(product: Product, rules: DeskRules) -> dict[str, Any]:
    """The JSON that :func:`product_from_record` and :func:`rules_from_record` read back, with every field written out."""
    record = asdict(product) | asdict(rules)
    del record["code"]
    return record | {
        "waterfall": [str(component) for component in product.waterfall],
        "waterfall_by": str(product.waterfall_by),
        "early_fee_tiers": [asdict(tier) for tier in product.early_fee_tiers],
        "buckets": [asdict(band) for band in product.buckets],
        "stages": [asdict(band) for band in product.stages],
    }


def _check_bands(product: Product) -> None:
    for name, bands in (("buckets", product.buckets), ("stages", product.stages)):
        codes = [band.code for band in bands]
        wrong = next((code for code in codes if not 0 < len(code) <= CODE_LENGTH_MAX or code == CLOSED or codes.count(code) > 1), None)
        if wrong is not None or not codes:
            raise InvalidValue(name, wrong or "", f"at least one band, each with its own code of 1 to {CODE_LENGTH_MAX} characters")
    wanted = [band.code for band in STAGES]
    if [band.code for band in product.stages] != wanted:
        raise InvalidValue("stages", ", ".join(band.code for band in product.stages), "the stages " + ", ".join(wanted))


def _check_tiers(product: Product) -> None:
    ends = [tier.until_months for tier in product.early_fee_tiers]
    if ends != sorted(set(ends)) or any(tier.rate_ppm < 0 for tier in product.early_fee_tiers):
        raise InvalidValue("early_fee_tiers", ends, "tiers with the soonest end first and a rate of 0 or more")


def _check_caps(product: Product) -> None:
    for name in ("penalty_rate_cap_ppb", "penalty_amount_cap_ppm"):
        value = getattr(product, name)
        if value is not None and value < 0:
            raise InvalidValue(name, value, "0 or more, or empty for no cap")

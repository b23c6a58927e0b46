"""A product's settings as people type them, and back: percent and times for rates, amounts for minor units, lines for bands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.products import DeskRules, product_of, rules_of
from huashu.errors import InvalidValue
from huashu.lending.product import Band, Product
from huashu.money import decimals, from_decimal

PLACES: Final = ("first", "second", "third", "fourth")
"""Form fields that hold the waterfall's components in order."""

_BAND: Final = re.compile(r"(\S+)\s+(\d{1,5})\s*[-\N{EN DASH}]\s*(\d{1,5})?")
_TIER: Final = re.compile(r"(\d{1,3})\s+(\d{1,3}(?:\.\d{1,4})?)\s*%?")
_PPB_PER_PERCENT: Final = 10**7
_PPM_PER_PERCENT: Final = 10**4


def typed_from(setting: ProductSetting) -> dict[str, Any]:
    """A stored product in the fields of its form; one that can't be read shows the defaults."""
    try:
        product, rules = product_of(setting), rules_of(setting)
    except InvalidValue:
        product, rules = Product(code=setting.code), DeskRules()
    return {
        "name": setting.name,
        "currency": product.currency,
        "grace_days": product.grace_days,
        "tolerance": Decimal(product.tolerance_minor).scaleb(-decimals(product.currency)),
        "penalty_multiplier": _short(Decimal(product.penalty_multiplier_permille) / 1000),
        "penalty_on_interest": product.penalty_on_interest,
        "penalty_year_days": product.penalty_year_days,
        "penalty_rate_cap": _percent(product.penalty_rate_cap_ppb, _PPB_PER_PERCENT),
        "penalty_amount_cap": _percent(product.penalty_amount_cap_ppm, _PPM_PER_PERCENT),
        "waterfall_by": str(product.waterfall_by),
        **{place: str(component) for place, component in zip(PLACES, product.waterfall, strict=True)},
        "early_fees": "\n".join(f"{tier.until_months} {_percent(tier.rate_ppm, _PPM_PER_PERCENT)}%" for tier in product.early_fee_tiers),
        "buckets": "\n".join(_band_line(band) for band in product.buckets),
        "firm_from": product.stages[-1].from_days,
        "reminder_days": rules.reminder_days,
        "promise_grace_days": rules.promise_grace_days,
    }


def record_from_typed(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The stored settings that a filled form means.

    Raises:
        InvalidValue: A line of bands or fees can't be read, or an amount is finer than the currency.
    """
    return {
        "currency": typed["currency"],
        "grace_days": typed["grace_days"],
        "tolerance_minor": from_decimal(typed["tolerance"], typed["currency"]),
        "penalty_multiplier_permille": int(typed["penalty_multiplier"] * 1000),
        "penalty_on_interest": typed["penalty_on_interest"],
        "penalty_year_days": typed["penalty_year_days"],
        "penalty_rate_cap_ppb": _whole(typed["penalty_rate_cap"], _PPB_PER_PERCENT),
        "penalty_amount_cap_ppm": _whole(typed["penalty_amount_cap"], _PPM_PER_PERCENT),
        "waterfall_by": typed["waterfall_by"],
        "waterfall": [typed[place] for place in PLACES],
        "early_fee_tiers": [_tier(line) for line in _lines(typed["early_fees"])],
        "buckets": [_band(line) for line in _lines(typed["buckets"])],
        "stages": _stages(typed["firm_from"]),
        "reminder_days": typed["reminder_days"],
        "promise_grace_days": typed["promise_grace_days"],
    }


def _stages(firm_from: int) -> list[dict[str, Any]]:
    ends = (("before_due", 0, 0), ("early", 1, firm_from - 1), ("firm", firm_from, None))
    return [{"code": code, "from_days": from_days, "to_days": to_days} for code, from_days, to_days in ends]


def _band(line: str) -> dict[str, Any]:
    found = _BAND.fullmatch(line)
    if found is None:
        raise InvalidValue("buckets", line, "a name and days, such as M1 1-30, or M7+ 181- for the last")
    code, from_days, to_days = found.groups()
    return {"code": code, "from_days": int(from_days), "to_days": int(to_days) if to_days else None}


def _band_line(band: Band) -> str:
    return f"{band.code} {band.from_days}-{'' if band.to_days is None else band.to_days}"


def _tier(line: str) -> dict[str, Any]:
    found = _TIER.fullmatch(line)
    if found is None:
        raise InvalidValue("early_fee_tiers", line, "months and a fee in percent, such as 12 3%")
    return {"until_months": int(found[1]), "rate_ppm": int(Decimal(found[2]) * _PPM_PER_PERCENT)}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(percent: Decimal | None, units: int) -> int | None:
    return None if percent is None else int(percent * units)


def _percent(value: int | None, units: int) -> Decimal | None:
    return None if value is None else _short(Decimal(value) / units)


def _short(number: Decimal) -> Decimal:
    """Without zeros at the end, and never in powers of ten."""
    return Decimal(f"{number.normalize():f}")

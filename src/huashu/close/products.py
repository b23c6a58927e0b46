"""The products of a book as columns, and how they are read from JSON or Parquet records.

A product's meaning is in :mod:`huashu.lending.product`; here its settings become arrays that the walk can index, and
the codes of all bands one list each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huashu.close.columns import Int8s, Int32s, Int64s
from huashu.errors import InvalidValue, MissingValue
from huashu.lending.allocation import PLACES
from huashu.lending.arrears import CLOSED
from huashu.lending.product import Band, Component, EarlyFeeTier, Product, WaterfallBy

NO_CAP: Final = -1
_SETTING_MAX: Final = 2**39


class ProductColumns(NamedTuple):
    """Settings of p products, in the order of ``Products.codes``; caps are -1 where there is none.

    Attributes:
        waterfall: int8 (p, 4), places of components in paying order (0 penalty, 1 fee, 2 interest, 3 principal).
        by_component: int8 (p), 1 if component goes before instalment.
        tier_offsets: int64 (p + 1), into the two tier arrays.
    """

    penalty_multiplier_permille: Int64s
    penalty_on_interest: Int8s
    penalty_year_days: Int64s
    penalty_rate_cap_ppb: Int64s
    penalty_amount_cap_ppm: Int64s
    grace_days: Int64s
    tolerance_minor: Int64s
    waterfall: Int8s
    by_component: Int8s
    tier_offsets: Int64s
    tier_until_months: Int64s
    tier_rate_ppm: Int64s


@dataclass(frozen=True, slots=True)
class BandTable:
    """The bands of one product: from which day on which code holds.

    Args:
        from_days: int32, ascending from 0.
        places: int16, place of the code in the book's list of codes.
    """

    from_days: Int32s
    places: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Products:
    """All products of a book.

    Args:
        items: The products.
        codes: Their codes; ``LoanColumns.product`` holds places in it.
        columns: Their settings, for the walk.
        buckets: Every bucket code of any product, "closed" first; ``StatusColumns.bucket`` holds places in it.
        stages: Every stage code, likewise.
        bucket_tables: Bands of each product.
        stage_tables: Likewise.
    """

    items: tuple[Product, ...]
    codes: tuple[str, ...]
    columns: ProductColumns
    buckets: tuple[str, ...]
    stages: tuple[str, ...]
    bucket_tables: tuple[BandTable, ...]
    stage_tables: tuple[BandTable, ...]

    @classmethod
    def of(cls, items: Iterable[Product]) -> Products:
        """Gather products.

        Raises:
            InvalidValue: Two products share a code, or a setting is beyond what 64-bit arithmetic holds.
        """
        products = tuple(items)
        codes = tuple(product.code for product in products)
        repeated = next((code for code in codes if codes.count(code) > 1), None)
        if repeated is not None:
            raise InvalidValue("code", repeated, "unique among the products of a book")
        for product in products:
            _check_size(product)
        buckets = _band_codes(product.buckets for product in products)
        stages = _band_codes(product.stages for product in products)
        return cls(
            products,
            codes,
            _columns(products),
            buckets,
            stages,
            tuple(_band_table(product.buckets, buckets) for product in products),
            tuple(_band_table(product.stages, stages) for product in products),
        )


def product_from_record(record: Mapping[str, Any]) -> Product:
    """A product from a JSON object or Parquet row with the field names of ``Product``; what is absent or null keeps its default.

    Args:
        record: ``waterfall`` as a list of component names, ``buckets`` and ``stages`` as lists of objects ``code``,
            ``from_days``, ``to_days``, ``early_fee_tiers`` as a list of objects ``until_months``, ``rate_ppm``.

    Raises:
        MissingValue: The product has no code.
        InvalidValue: A field isn't known, or holds something that it can't hold.
    """
    names = {field.name for field in fields(Product)}
    unknown = next((name for name in record if name not in names), None)
    if unknown is not None:
        raise InvalidValue(unknown, record[unknown], "absent; a product has no such setting")
    if not record.get("code"):
        raise MissingValue("code", "a short name for the product")
    return Product(**{name: _setting(name, value) for name, value in record.items() if value is not None})


def _setting(name: str, value: Any) -> Any:
    try:
        return _READERS.get(name, _whole)(value)
    except (ValueError, TypeError, KeyError):
        raise InvalidValue(name, value, _WANTED.get(name, "a whole number")) from None


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bands(value: Any) -> tuple[Band, ...]:
    return tuple(Band(_text(band["code"]), _whole(band["from_days"]), _optional(band.get("to_days"))) for band in value)


def _optional(value: Any) -> int | None:
    return None if value is None else _whole(value)


_READERS: Final[dict[str, Any]] = {
    "code": _text,
    "currency": _text,
    "penalty_on_interest": _truth,
    "waterfall": lambda value: tuple(Component(part) for part in value),
    "waterfall_by": WaterfallBy,
    "early_fee_tiers": lambda value: tuple(EarlyFeeTier(_whole(tier["until_months"]), _whole(tier["rate_ppm"])) for tier in value),
    "buckets": _bands,
    "stages": _bands,
}

_WANTED: Final = {
    "code": "a text",
    "currency": "a currency code such as CNY",
    "penalty_on_interest": "true or false",
    "waterfall": "a list of penalty, fee, interest, principal",
    "waterfall_by": "component or instalment",
    "early_fee_tiers": "a list of objects with until_months and rate_ppm",
    "buckets": "a list of objects with code, from_days, to_days",
    "stages": "a list of objects with code, from_days, to_days",
}


def _check_size(product: Product) -> None:
    rates = {f"early_fee_tiers {n}": tier.rate_ppm for n, tier in enumerate(product.early_fee_tiers, 1)}
    sizes = {
        "penalty_multiplier_permille": product.penalty_multiplier_permille,
        "penalty_rate_cap_ppb": product.penalty_rate_cap_ppb or 0,
        "penalty_amount_cap_ppm": product.penalty_amount_cap_ppm or 0,
        "grace_days": product.grace_days,
        "tolerance_minor": product.tolerance_minor,
        **rates,
    }
    for name, value in sizes.items():
        if not 0 <= value <= _SETTING_MAX:
            raise InvalidValue(name, value, f"from 0 to {_SETTING_MAX}")


def _columns(products: tuple[Product, ...]) -> ProductColumns:
    tiers = [product.early_fee_tiers for product in products]
    flat = [tier for of_product in tiers for tier in of_product]
    return ProductColumns(
        _int64([product.penalty_multiplier_permille for product in products]),
        np.array([product.penalty_on_interest for product in products], np.int8),
        _int64([product.penalty_year_days for product in products]),
        _int64([_cap(product.penalty_rate_cap_ppb) for product in products]),
        _int64([_cap(product.penalty_amount_cap_ppm) for product in products]),
        _int64([product.grace_days for product in products]),
        _int64([product.tolerance_minor for product in products]),
        np.array([[PLACES[part] for part in product.waterfall] for product in products], np.int8).reshape(-1, 4),
        np.array([product.waterfall_by is WaterfallBy.COMPONENT for product in products], np.int8),
        _int64(np.cumsum([0] + [len(of_product) for of_product in tiers])),
        _int64([tier.until_months for tier in flat]),
        _int64([tier.rate_ppm for tier in flat]),
    )


def _int64(values: Any) -> Int64s:
    return np.asarray(values, np.int64)


def _cap(value: int | None) -> int:
    return NO_CAP if value is None else value


def _band_codes(bands_of: Iterable[tuple[Band, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([CLOSED, *(band.code for bands in bands_of for band in bands)]))


def _band_table(bands: tuple[Band, ...], codes: tuple[str, ...]) -> BandTable:
    return BandTable(np.array([band.from_days for band in bands], np.int32), np.array([codes.index(band.code) for band in bands], np.int16))

"""What a step of the close works on: which day, which moment, which rules, and which loans.

The nightly run works on all loans. A posting runs the same steps on its one loan, so that a payment counts at once and in the
same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model, QuerySet

from huashu.close.products import Products
from huashu.desk.loans.mapping import DeskRules, product_of, rules_of
from huashu.desk.loans.models import ProductSetting
from huashu.errors import InvalidValue
from huashu.lending.product import Product

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class ProductRules:
    """A product with the desk's rules beside it; ``fault`` says why its settings can't be used, if they can't."""

    product: Product
    desk: DeskRules
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a step works on.

    Args:
        day: The business day, at whose end everything is looked at.
        now: The moment of the run.
        rules: Every product by the primary key of its setting.
        loan_ids: The loans, or None for all.
    """

    day: date
    now: datetime
    rules: Mapping[int, ProductRules] = field(repr=False)
    loan_ids: tuple[int, ...] | None = None

    def of(self, rows: QuerySet[_Row], name: str = "loan") -> QuerySet[_Row]:
        """Those rows that belong to the scope's loans; ``name`` is the path to the loan."""
        return rows if self.loan_ids is None else rows.filter(**{f"{name}__in": self.loan_ids})


def rules_by_product() -> dict[int, ProductRules]:
    """All products of the book with their rules; one that can't be read keeps the defaults and a fault."""
    return {setting.pk: _rules(setting) for setting in ProductSetting.objects.order_by("pk")}


def zone() -> ZoneInfo:
    """The lender's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def _rules(setting: ProductSetting) -> ProductRules:
    try:
        rules = ProductRules(product_of(setting), rules_of(setting))
        Products.of([rules.product])  # refuses what 64-bit arithmetic can't hold
    except InvalidValue as refusal:
        return ProductRules(Product(code=setting.code), DeskRules(), f"Product {setting.code}: {refusal.message}")
    return rules

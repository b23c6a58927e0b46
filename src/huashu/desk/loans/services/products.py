"""Products set by the lender."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huashu.desk.loans.mapping import product_from_record, rules_from_record
from huashu.desk.loans.models import ProductSetting


def product_save(*, setting: ProductSetting, name: str, record: Mapping[str, Any]) -> ProductSetting:
    """Store a product's settings; they hold from the next close, and at once for loans that get an entry.

    Args:
        setting: The product, stored or new.
        name: What people call it.
        record: Its settings, see ``loans.products``.

    Raises:
        InvalidValue: A field is unknown or holds something it can't hold.
    """
    product_from_record(setting.code, record)
    rules_from_record(record)
    setting.name, setting.settings = name, dict(record)
    setting.save()
    return setting

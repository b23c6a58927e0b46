"""Products set by the lender."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.loans.mapping import product_from_record, rules_from_record
from huashu.desk.loans.models import ProductSetting
from huashu.desk.people.models import Person


@transaction.atomic
def product_save(*, setting: ProductSetting, name: str, record: Mapping[str, Any], person: Person | None, now: datetime) -> ProductSetting:
    """Store a product's settings; they hold from the next close, and at once for loans that get an entry.

    Args:
        setting: The product, stored or new.
        name: What people call it.
        record: Its settings, see ``loans.products``.
        person: Who changes it; None on the command line.
        now: The moment.

    Raises:
        InvalidValue: A field is unknown or holds something it can't hold.
    """
    product_from_record(setting.code, record)
    rules_from_record(record)
    changes = _changes({"name": setting.name, **setting.settings}, {"name": name, **record})
    setting.name, setting.settings = name, dict(record)
    setting.save()
    if changes:
        trail_append(TrailKind.PRODUCT_CHANGED, person=person, data={"product": setting.code, "changes": changes}, at=now)
    return setting


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What each field that changes was and will be, for the audit trail."""
    return {key: [before.get(key), after.get(key)] for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)}

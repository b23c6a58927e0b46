"""Saving the lender's conduct settings; each change stands in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from huashu.conduct.lawbook import pack_names
from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.models import Contact
from huashu.desk.conduct.models import ConductSetting, ProductConduct, ProductKind
from huashu.desk.conduct.refusals import PackUnknown, ZoneUnknown
from huashu.desk.conduct.selectors.basis import newest_at
from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.conduct.trust import zone_is_valid
from huashu.desk.loans.models import ProductSetting
from huashu.desk.people.models import Person

FIELDS: Final = ("actor", "lender_type", "packs", "timezone", "institution", "calls_recorded", "callers_say_who")


def conduct_setting_save(*, values: Mapping[str, Any], person: Person, now: datetime) -> ConductSetting:
    """Save the settings.

    Args:
        values: Every field of :data:`FIELDS`.
        person: Who changes them.
        now: The moment.

    Raises:
        PackUnknown: There are no rules of a name.
        ZoneUnknown: The time zone doesn't exist.
    """
    unknown = next((name for name in values["packs"] if name not in pack_names()), None)
    if unknown is not None or not values["packs"]:
        raise PackUnknown(field="packs", name=unknown or "")
    if values["timezone"] and not zone_is_valid(values["timezone"]):
        raise ZoneUnknown(field="timezone", name=values["timezone"])
    with transaction.atomic():
        row = conduct_setting()
        before = {name: getattr(row, name) for name in FIELDS}
        changed = {name: [before[name], values[name]] for name in FIELDS if before[name] != values[name]}
        if not changed:
            return row
        for name in changed:
            setattr(row, name, values[name])
        row.changed_at, row.changed_by = now, person
        row.save()
        trail_append(TrailKind.LENDER_CHANGED, person=person, data={"changes": changed}, at=now)
    return row


def clock_confirm(*, person: Person, now: datetime) -> None:
    """Say that the clock is right now, though later times were written down under it: they don't count against it any more.

    Args:
        person: Who says so; it stands in the trail with both times.
        now: The moment.
    """
    with transaction.atomic():
        row = conduct_setting()
        newest = newest_at(row)
        if newest is None or newest <= now:
            return
        row.clock_entry = TrailEntry.objects.aggregate(last=Max("number"))["last"] or 0
        row.clock_contact = Contact.objects.aggregate(last=Max("pk"))["last"] or 0
        row.changed_at, row.changed_by = now, person
        row.save()
        changes = {"clock_confirmed": [newest.isoformat(), now.isoformat()]}
        trail_append(TrailKind.LENDER_CHANGED, person=person, data={"changes": changes}, at=now)


def product_kind_save(*, product: ProductSetting, kind: str, person: Person, now: datetime) -> None:
    """Say which kind of loan a product is."""
    with transaction.atomic():
        row = ProductConduct.objects.filter(product=product).first()
        before = row.kind if row else ProductKind.AUTO_LOAN.value
        if before == kind:
            return
        ProductConduct.objects.update_or_create(product=product, defaults={"kind": kind})
        data = {"product": product.code, "changes": {"conduct_kind": [before, kind]}}
        trail_append(TrailKind.PRODUCT_CHANGED, person=person, data=data, at=now)

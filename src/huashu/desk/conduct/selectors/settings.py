"""The lender's conduct settings, products' kinds, and the rules that follow from them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from huashu.conduct.lawbook import pack_names
from huashu.desk.conduct.models import Actor, ConductSetting, LenderType, ProductConduct, ProductKind
from huashu.desk.conduct.trust import zone_is_valid


def conduct_setting() -> ConductSetting:
    """The one row, or the defaults where nobody has saved any; not stored by asking."""
    return ConductSetting.objects.filter(pk=1).first() or ConductSetting(pk=1)


def setting_fault(setting: ConductSetting) -> str:
    """Which of the settings names nothing that the rules know; empty if all do. Only a hand in the database gets them so."""
    packs = setting.packs
    if not isinstance(packs, list) or not packs or not set(map(str, packs)) <= set(pack_names()):
        return f"packs = {packs}"
    if setting.actor not in Actor.values:
        return f"actor = {setting.actor}"
    return "" if setting.lender_type in LenderType.values else f"lender_type = {setting.lender_type}"


def packs_of(setting: ConductSetting) -> tuple[str, ...]:
    """The packs that the lender chose and that there are, in its order."""
    known = pack_names()
    return tuple(name for name in setting.packs if name in known) if isinstance(setting.packs, list) else ()


def house_zone(setting: ConductSetting) -> str:
    """Name of the house's time zone, valid or not."""
    return setting.timezone or settings.TIME_ZONE


def house_day(now: datetime) -> date:
    """The house's calendar day of a moment; the server's, where the house's zone is broken."""
    zone = house_zone(conduct_setting())
    return now.astimezone(ZoneInfo(zone if zone_is_valid(zone) else "UTC")).date()


def product_kinds() -> dict[int, str]:
    """Kind of loan by product; products that aren't in it are :data:`ProductKind.AUTO_LOAN`."""
    return dict(ProductConduct.objects.values_list("product_id", "kind"))


def kind_of_product(kinds: dict[int, str], product_id: int) -> str:
    """A product's kind of loan."""
    return kinds.get(product_id, ProductKind.AUTO_LOAN.value)

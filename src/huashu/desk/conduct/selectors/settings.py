"""The lender's conduct settings, products' kinds, and the rules that follow from them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from huashu.desk.conduct.models import ConductSetting, ProductConduct, ProductKind
from huashu.desk.conduct.trust import zone_is_valid


def conduct_setting() -> ConductSetting:
    """The one row, or the defaults where nobody has saved any; not stored by asking."""
    return ConductSetting.objects.filter(pk=1).first() or ConductSetting(pk=1)


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

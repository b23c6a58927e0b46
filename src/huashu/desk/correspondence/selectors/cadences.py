"""The cadences that count now, and their versions."""

from __future__ import annotations

from huashu.desk.correspondence.cadence import Cadence, CadenceProblem, cadences_read, cadences_shipped
from huashu.desk.correspondence.models import CadenceVersion
from huashu.desk.correspondence.selectors.templates import templates_current
from huashu.desk.loans.models import ProductSetting


def cadence_text() -> str:
    """The newest text, else the shipped one."""
    row = CadenceVersion.objects.order_by("-number").first()
    return row.body if row else cadences_shipped()


def cadences_checked(text: str) -> tuple[list[Cadence], list[CadenceProblem]]:
    """Read a text against the templates and products that there are."""
    templates = {(code, channel) for code, channel, _language in templates_current()}
    return cadences_read(text, templates, list(ProductSetting.objects.order_by("code").values_list("code", flat=True)))


def cadences_current() -> list[Cadence]:
    """The cadences that count; none where the text doesn't fit the templates and products any more."""
    return cadences_checked(cadence_text())[0]


def cadence_versions() -> list[CadenceVersion]:
    """The house's versions, newest first."""
    return list(CadenceVersion.objects.select_related("made_by").order_by("-number"))


def days_unreached(cadences: list[Cadence]) -> list[tuple[ProductSetting, int, int]]:
    """Products whose cases are opened too late for a step before the due date: product, its days, the earliest step's.

    A message needs a case, and the close opens one as many days before a due date as the product says.
    """
    found = []
    for product in ProductSetting.objects.order_by("name"):
        days = [-step.day for cadence in cadences if not cadence.products or product.code in cadence.products for step in cadence.steps]
        opened = int(product.settings.get("reminder_days", 3))
        if days and max(days) > opened:
            found.append((product, opened, max(days)))
    return found

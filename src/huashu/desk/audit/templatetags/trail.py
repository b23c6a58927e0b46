"""``{% trail_links customer_id %}``: the ways from a customer to what was done about them, for those who may go there."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from huashu.desk import access

register = template.Library()


@register.inclusion_tag("audit/links.html", takes_context=True)
def trail_links(context: Context, customer_id: int) -> dict[str, Any]:
    """Links to the trail and to the export of one customer; nothing for those who may open neither."""
    person = context.get("person")
    may = {action: person is not None and access.may(person, f"audit.{action}") for action in ("read", "export")}
    return {"customer_id": customer_id, "may": may}

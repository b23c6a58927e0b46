"""``{% masked case "phone" %}``: a masked field with the button that shows it in full and writes that down."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from huashu.desk import access
from huashu.desk.audit.fields import as_masked
from huashu.desk.audit.models import PersonalField
from huashu.desk.cases.models import Case

register = template.Library()


@register.inclusion_tag("audit/masked.html", takes_context=True)
def masked(context: Context, case: Case, field: str) -> dict[str, Any]:
    """One personal field of the case's customer.

    Args:
        context: The page's context; its ``person`` decides whether there is a button.
        case: The case, with its customer.
        field: One of :class:`PersonalField`'s values.

    Raises:
        ValueError: There is no such field.
    """
    personal = PersonalField(field)
    person = context.get("person")
    return {
        "case": case,
        "field": personal,
        "mask": as_masked(case.customer, personal),
        "may_show": person is not None and access.may(person, "personal.show"),
        "csrf_token": context.get("csrf_token"),
    }

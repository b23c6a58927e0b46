"""The limits in force and how they came to be."""

from __future__ import annotations

from dataclasses import fields

from django.conf import settings
from django.db.models import Field
from django.utils.functional import Promise

from huashu.desk.approvals.authority import Limits, default_limits
from huashu.desk.approvals.models import AuthorityLimits
from huashu.desk.people.models import Person


def limits_of_role(role: str) -> Limits:
    """How far a role may go alone now."""
    row = AuthorityLimits.objects.filter(role=role).order_by("-changed_at", "-pk").first()
    return limits_of_row(row) if row else default_limits(role, settings.HUASHU_CURRENCY)


def limits_of(person: Person) -> Limits:
    """How far a person may go alone now."""
    return limits_of_role(person.role)


def limits_of_row(row: AuthorityLimits) -> Limits:
    """The limits that a row set."""
    return Limits(**{field.name: getattr(row, field.name) for field in fields(Limits)})


def limits_history() -> list[AuthorityLimits]:
    """Every change of limits, newest first."""
    return list(AuthorityLimits.objects.select_related("changed_by").order_by("-changed_at", "-pk")[:60])


def limit_label(name: str) -> str | Promise:
    """What a limit is called."""
    field = AuthorityLimits._meta.get_field(name)
    assert isinstance(field, Field)
    return field.verbose_name

"""A customer's personal fields in full and masked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from huashu.desk.audit.models import PersonalField
from huashu.desk.customers.models import Customer
from huashu.desk.people import masking

_MASKS: Final[dict[PersonalField, Callable[[str], str]]] = {
    PersonalField.PHONE: masking.mask_phone,
    PersonalField.SECOND_PHONE: masking.mask_phone,
    PersonalField.ID_NUMBER: masking.mask_id,
    PersonalField.ADDRESS: masking.mask_address,
}


def in_full(customer: Customer, field: PersonalField) -> str:
    """The field as it is stored; only for a person whose showing was recorded."""
    return str(getattr(customer, field.value))


def as_masked(customer: Customer, field: PersonalField) -> str:
    """The field as pages show it unasked; empty when there is none."""
    return _MASKS[field](in_full(customer, field))

"""Setting what the lender says on the customer's page: a new row each time, and an entry in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.borrower.models import BorrowerPageSetting
from huashu.desk.borrower.selectors.setting import page_setting
from huashu.desk.people.models import Person

FIELDS: Final = ("how_to_pay", "how_to_pay_en", "whom_to_call", "hours", "complaint_channel", "complaint_channel_en", "answer_days")


def page_setting_save(*, values: Mapping[str, Any], person: Person | None, now: datetime) -> bool:
    """Say something else on the page from now on.

    Args:
        values: Every field of :data:`FIELDS`.
        person: Who changes them; None for the demo.
        now: The moment.

    Returns:
        Whether anything changed.
    """
    with transaction.atomic():
        before = page_setting()
        changes = {name: [getattr(before, name), values[name]] for name in FIELDS if getattr(before, name) != values[name]}
        if not changes:
            return False
        BorrowerPageSetting.objects.create(**{name: values[name] for name in FIELDS}, changed_at=now, changed_by=person)
        trail_append(TrailKind.LENDER_CHANGED, person=person, data={"page": "customer", "changes": changes}, at=now)
    return True

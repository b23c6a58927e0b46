"""Wishes and circumstances of some invented customers, so that the demo shows what they do to a contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import FactKind, State
from huashu.desk.conduct.services.facts import FactDraft, fact_record

_WISHES: Final = (
    FactDraft(FactKind.AGREED_HOURS, values={"from": "21:00", "to": "22:00"}, note="客户上晚班，约好下班后"),
    FactDraft(FactKind.CHANNEL, "call", note="客户要求改用短信"),
    FactDraft(FactKind.STATE, State.DECEASED.value, note="家属来电告知"),
    FactDraft(FactKind.HOURS, values={"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "12:00"}, note="上午开会"),
    FactDraft(FactKind.REPRESENTATIVE, values={"name": "樊律师（虚构）", "is_lawyer": True}, note="收到委托书"),
    FactDraft(FactKind.STATE, State.DISPUTING.value, note="称上月已还一期"),
    FactDraft(FactKind.STOP, values={"in_writing": True}, note="来信要求停止联系"),
    FactDraft(FactKind.STATE, State.HARDSHIP.value, note="停工三个月"),
)
_STEP: Final = 7
"""Every seventh case of an officer has one, so that the first screen isn't full of exceptions."""


def wishes_write(now: datetime) -> int:
    """Record a wish or circumstance for some of the demo's open cases; the same cases each time.

    Args:
        now: The moment of loading.

    Returns:
        How many were recorded.
    """
    pairs = list(zip(_chosen(), _WISHES, strict=False))
    for case, draft in pairs:
        fact_record(case=case, draft=draft, person=case.assignee, now=now)
    return len(pairs)


def _chosen() -> Iterator[Case]:
    cases = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, assignee__username="demo-officer", overdue_minor__gt=0)
    yield from cases.select_related("customer", "assignee", "loan").order_by("lane", "rank", "pk")[2::_STEP]

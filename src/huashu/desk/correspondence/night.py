"""The step of the nightly close that makes the day's messages."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from huashu.desk.closing.night import Night
from huashu.desk.correspondence.services import messages_due
from huashu.desk.correspondence.tasks import send_soon


def messages_make(night: Night) -> dict[str, int]:
    """Queue today's messages; a day that is closed late gets none, since what they say would no longer be true.

    They are handed over after the close, each judged at that moment.
    """
    if night.scope.day != timezone.localdate(night.scope.now):
        return {}
    counts = messages_due(today=night.scope.day, now=night.scope.now)
    if counts.get("queued"):
        transaction.on_commit(send_soon)
    return counts

"""Messages of one case, for its timeline."""

from __future__ import annotations

from huashu.desk.cases.models import Case
from huashu.desk.correspondence.models import Message


def messages_of(case: Case) -> list[Message]:
    """Messages of a case that aren't contacts (yet): those that wait, failed or were given up; newest first."""
    return list(Message.objects.filter(case=case, contact__isnull=True).select_related("person").order_by("-queued_at", "-pk"))

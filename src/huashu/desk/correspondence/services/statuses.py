"""The one place that adds a status to a message, and copies it where it is a state."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from huashu.desk.correspondence.models import Message, MessageState, MessageStatus, StatusCode
from huashu.desk.people.models import Person, Role

SYSTEM: Final = "huashu-messages"
_STATES: Final = frozenset(MessageState.values)


def status_add(message: Message, code: StatusCode, at: datetime, *, reason: str = "", detail: str = "", **more: Any) -> MessageStatus:
    """Add a status.

    Args:
        message: The message, locked by the caller.
        code: What happened.
        at: When.
        reason: Why, as a code.
        detail: More about it.
        more: ``verdict``, ``gateway``, ``reference``, ``person``.
    """
    row = MessageStatus.objects.create(message=message, at=at, code=code, reason=reason, detail=detail[:400], **more)
    if code in _STATES:
        message.state, message.reason = code, reason
        message.save(update_fields=["state", "reason"])
    return row


def system_person() -> Person:
    """Who stands as the author of what the desk sends by itself: a person who can't sign in, so that nobody else is named for it."""
    person = Person.objects.filter(username=SYSTEM).first()
    return person or Person.objects.create_user(SYSTEM, None, name="话术自动发送", role=Role.OFFICER, is_active=False)

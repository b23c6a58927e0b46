"""What became of a message after it was queued or handed over: told by the gateway, or by a person who sent it by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from huashu.desk.conduct.services.starts import contact_begin
from huashu.desk.correspondence.models import Message, MessageState, StatusCode
from huashu.desk.correspondence.refusals import MessageSettled, ReasonWanted
from huashu.desk.correspondence.services.contacts import contact_write
from huashu.desk.correspondence.services.statuses import status_add, system_person
from huashu.desk.correspondence.services.unattended import ask_of
from huashu.desk.people.models import Person

REPORTS: Final = {"handed_over": StatusCode.HANDED_OVER, "delivered": StatusCode.DELIVERED, "failed": StatusCode.FAILED}
"""What a gateway may report."""

_NEXT: Final = {
    MessageState.QUEUED: frozenset(REPORTS),
    MessageState.HANDED_OVER: frozenset({"delivered", "failed"}),
    MessageState.FAILED: frozenset({"delivered"}),
}
"""What may be reported in which state; a message that lies in the outbox may be carried on by a program that reports."""


def delivery_report(*, pk: int, status: str, reason: str, now: datetime) -> bool:
    """Write down what a gateway reports; a report that came before, or that can't follow, changes nothing.

    Args:
        pk: The message.
        status: One of :data:`REPORTS`.
        reason: The gateway's own words.
        now: The moment.

    Returns:
        Whether it was written down.
    """
    with transaction.atomic():
        message = _locked(pk)
        if message is None or status not in _NEXT.get(MessageState(message.state), frozenset()):
            return False
        if message.state == MessageState.QUEUED:
            if message.written_at is None:
                return False
            if status == "delivered":
                status_add(message, StatusCode.HANDED_OVER, now)
        if status != "failed":
            contact_write(message, now)
        status_add(message, REPORTS[status], now, reason="reported" if status == "failed" else "", detail=reason)
    return True


def message_mark_sent(*, message: Message, person: Person, now: datetime) -> None:
    """Write down that a person carried a message on by hand: copied it, or printed and posted it.

    The rules are asked at this moment. A contact that they forbid was made all the same: history stays true, and compliance sees it.

    Args:
        message: The message, fetched for the person.
        person: Who did it.
        now: The moment.

    Raises:
        MessageSettled: It isn't waiting any more.
    """
    with transaction.atomic():
        row = _waiting(message)
        if row.case.closed_on is None:
            ask = ask_of(row.channel, row.purpose, row.text, now)
            row.start = contact_begin(case=row.case, ask=ask, person=row.person or system_person(), text=row.text).start
            row.save(update_fields=["start"])
        contact_write(row, now)
        status_add(row, StatusCode.HANDED_OVER, now, reason="by_hand", person=person)


def message_give_up(*, message: Message, reason: str, person: Person, now: datetime) -> None:
    """Give up a message that waits or failed.

    Raises:
        ReasonWanted: Nobody would know why.
        MessageSettled: It isn't waiting any more.
    """
    if not reason.strip():
        raise ReasonWanted
    with transaction.atomic():
        status_add(_waiting(message), StatusCode.DROPPED, now, reason="given_up", detail=reason.strip(), person=person)


def message_retry(*, message: Message, person: Person, now: datetime) -> None:
    """Queue a message that failed once more.

    Raises:
        MessageSettled: It didn't fail, or it is of a gateway that took it after all.
    """
    with transaction.atomic():
        row = _locked(message.pk)
        if row is None or row.state != MessageState.FAILED or row.contact_id is not None:
            raise MessageSettled
        row.attempts, row.not_before, row.written_at = 0, None, None
        row.save(update_fields=["attempts", "not_before", "written_at"])
        status_add(row, StatusCode.QUEUED, now, reason="again", person=person)


def _waiting(message: Message) -> Message:
    row = _locked(message.pk)
    if row is None or row.state not in (MessageState.QUEUED, MessageState.FAILED):
        raise MessageSettled
    return row


def _locked(pk: int) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",)).select_related("case__loan__product", "case__customer", "person", "start")
    return rows.filter(pk=pk).first()

"""The contact that a message is, once somebody took it over: it counts for the rules and stands in the case."""

from __future__ import annotations

from datetime import datetime

from huashu.desk.cases.drafts import ContactDraft
from huashu.desk.cases.models import Case, Channel, Outcome, Reached
from huashu.desk.cases.services import case_place, contact_record
from huashu.desk.conduct.planning import DESK_CHANNELS
from huashu.desk.correspondence.models import Message
from huashu.desk.correspondence.services.statuses import system_person


def contact_write(message: Message, now: datetime) -> None:
    """Write the contact down as sent, in the caller's transaction.

    A message takes nothing of the officer's plan away: the next contact that was agreed stays, and what the desk sent by itself isn't
    work that somebody did on the case today.

    Args:
        message: The message, locked; a closed case gets no contact.
        now: When it was taken over.
    """
    case = message.case
    if case.closed_on is not None or message.contact_id is not None:
        return
    plan = {"next_contact_at": case.next_contact_at, "next_contact_is_appointment": case.next_contact_is_appointment}
    if message.person_id is None:
        plan["last_contact_at"] = case.last_contact_at
    draft = ContactDraft(Channel(DESK_CHANNELS[message.channel]), Reached.NOBODY, Outcome.SENT, now, note=message.text)
    key = message.start.token if message.start else f"message-{message.pk}"
    message.contact = contact_record(case=case, draft=draft, person=message.person or system_person(), now=now, key=key)
    message.save(update_fields=["contact"])
    Case.objects.filter(pk=case.pk).update(**plan)
    case_place(Case.objects.get(pk=case.pk), now)

"""What the rules say of a contact that was written down. History stays true: an unlawful contact is marked, never refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from huashu.conduct.verdict import Ruling
from huashu.desk.cases.models import Channel, Contact
from huashu.desk.conduct.models import ContactFinding, ContactStart
from huashu.desk.conduct.planning import WAYS, Ask, past_of
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.selectors.history import logged_of
from huashu.desk.conduct.selectors.starts import open_start

_BREACHED: Final = frozenset({Ruling.DENY.value, Ruling.DENY_UNTIL.value})


def contact_judge(*, contact: Contact, now: datetime) -> ContactFinding | None:
    """Judge a contact of ours at the moment it began, and tie it to its start where there is one.

    Where it was started from the desk the verdict of the start stands: it was made before, with what was known then. A contact that
    corrects an older one takes over its start.

    Args:
        contact: The contact, just written down.
        now: The moment of writing.

    Returns:
        The finding, or None for a contact that the customer made.
    """
    if contact.channel == Channel.INBOUND:
        return None
    start = _start_of(contact)
    verdict = start.verdict if start else _judged(contact, now)
    ruling = str(verdict["verdict"])
    permitted = start is not None and (start.override_id is not None or ruling not in _BREACHED)
    return ContactFinding.objects.create(
        contact=contact, ruling=ruling, verdict=verdict, was_started=start is not None, needs_look=not permitted, recorded_at=now
    )


def _start_of(contact: Contact) -> ContactStart | None:
    earlier = ContactStart.objects.filter(contact__isnull=False, contact=contact.corrects_id).first()
    start = earlier or open_start(contact.case, contact.officer, contact.channel, contact.started_at)
    if start is not None:
        start.contact = contact
        start.save(update_fields=["contact"])
    return start


def _judged(contact: Contact, now: datetime) -> dict[str, Any]:
    basis = basis_of([contact.case], now)
    past = past_of(logged_of(contact), "")
    ask = Ask(WAYS[Channel(contact.channel)], contact.started_at, to=past.to)
    return basis.verdict(contact.case_id, ask, leaving_out=contact.pk).as_record()

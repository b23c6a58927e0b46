"""Appointments are only made for hours in which a call is lawful, as far as it is known today."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huashu.conduct.contact import Past
from huashu.desk.cases.models import Case, Channel, Reached
from huashu.desk.conduct.refusals import AppointmentClosed, AppointmentUnlawful
from huashu.desk.conduct.selectors.appointments import appointment_verdict, waits
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.selectors.settings import house_zone
from huashu.desk.conduct.words import opening_words

if TYPE_CHECKING:
    from huashu.desk.cases.drafts import ContactDraft


def appointment_check(*, case: Case, draft: ContactDraft, now: datetime) -> None:
    """Refuse a next contact at a time when a call would have to wait.

    Only what time cures is looked at: whether the customer may be called at all is decided when the day has come.

    Args:
        case: The case.
        draft: The contact that is being written down, with the next contact in it.
        now: The moment.

    Raises:
        AppointmentUnlawful: The time is closed; the message names the next that is open.
        AppointmentClosed: The time is closed, and nothing says when it opens.
    """
    if draft.next_contact_at is None or case.closed_on is not None:
        return
    basis = basis_of([case], now)
    verdict = appointment_verdict(basis, case, draft.next_contact_at, _talk(case, draft))
    if not waits(verdict):
        return
    if verdict.earliest is None:
        raise AppointmentClosed(field="next_contact")
    raise AppointmentUnlawful(field="next_contact", when=opening_words(verdict.earliest, now, house_zone(basis.setting)))


def _talk(case: Case, draft: ContactDraft) -> Past | None:
    if draft.reached is not Reached.CUSTOMER or draft.channel not in {Channel.CALL, Channel.INBOUND}:
        return None
    came_in = draft.channel is Channel.INBOUND
    return Past(
        at=draft.started_at,
        channel="call",
        outcome="conversation",
        direction="in" if came_in else "out",
        initiated_by="customer" if came_in else "us",
        debts=frozenset({str(case.loan_id)}),
    )

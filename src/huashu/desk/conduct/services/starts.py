"""Starting a contact: the verdict is made anew at that moment, kept, and only then may somebody dial, send, print or go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction

from huashu.conduct.verdict import Verdict
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.cases.drafts import ContactDraft
from huashu.desk.cases.models import Case, Channel, Outcome, Reached
from huashu.desk.cases.services import contact_record
from huashu.desk.conduct.models import AskStatus, ContactStart, Override
from huashu.desk.conduct.planning import DESK_CHANNELS, Ask
from huashu.desk.conduct.refusals import CaseIsClosed, ContactRefused, TextBreaches, TextEmpty
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.selectors.overrides import override_for
from huashu.desk.conduct.selectors.texts import TextFault, text_faults
from huashu.desk.conduct.verdicts import goes_ahead, rule_ids
from huashu.desk.people.models import Person

TEXT_MAX: Final = 4000
_SAME_PRESS: Final = timedelta(seconds=5)
"""A second press of the same button is the same start."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What came of pressing a button.

    Args:
        verdict: The verdict at that moment.
        start: The start, or None where the verdict refused it.
        override: The supervisor's permission that it rests on, if any.
    """

    verdict: Verdict
    start: ContactStart | None
    override: Override | None = None


def contact_begin(*, case: Case, ask: Ask, person: Person, text: str = "") -> Begun:
    """Make the verdict anew and, if it lets the contact go ahead, keep it as a start and in the trail.

    Args:
        case: The case, fetched for the person.
        ask: What is meant to be done; its moment is now.
        person: Who does it.
        text: The words that go out, for messages and letters.

    Returns:
        The verdict, with the start where there is one. A granted override of the day is used up by it.

    Raises:
        CaseIsClosed: The case isn't open.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().select_related("customer").get(pk=case.pk)
        if case.closed_on is not None:
            raise CaseIsClosed
        basis = basis_of([case], ask.at)
        verdict = basis.verdict(case.pk, ask)
        override = None
        if not goes_ahead(verdict):
            override = override_for(case, ask, basis.day(ask.at), verdict)
            if override is None:
                return Begun(verdict, None)
        if again := _same_press(case, ask, person, text):
            return Begun(verdict, again, again.override)
        start = _keep(case, ask, person, text, verdict, override, basis.known[case.pk].purpose)
    return Begun(verdict, start, override)


def message_send(*, case: Case, ask: Ask, person: Person, text: str, language: str, known: Collection[str] = ()) -> Begun:
    """Hand out the words of a message or letter, and write the contact down as sent.

    A person copies the text or prints it; what goes through a gateway is queued by ``correspondence`` instead. What must not be said
    doesn't go out, whoever asks.

    Args:
        case: The case, fetched for the person.
        ask: What is meant to be done; its moment is now.
        person: Who sends it.
        text: The words.
        language: ``zh`` or ``en``.
        known: Figures of the case that may stand in the text (see ``text_faults``).

    Raises:
        TextEmpty: There are no words.
        TextBreaches: They say what must not be said; the attempt stands in the trail.
        CaseIsClosed: The case isn't open.
        ContactRefused: The verdict doesn't let it go ahead.
    """
    if not text.strip():
        raise TextEmpty(field="text")
    faults = text_faults(case, text, ask.to, ask.purpose, language, known)
    if faults:
        blocked_note(case, ask, person, text, faults)
        raise TextBreaches(field="text")
    with transaction.atomic():
        begun = contact_begin(case=case, ask=ask, person=person, text=text.strip()[:TEXT_MAX])
        if begun.start is None:
            raise ContactRefused
        if begun.start.contact_id is None:
            draft = ContactDraft(Channel(DESK_CHANNELS[ask.channel]), Reached.NOBODY, Outcome.SENT, ask.at, note=text.strip()[:TEXT_MAX])
            contact_record(case=case, draft=draft, person=person, now=ask.at, key=begun.start.token)
            begun.start.refresh_from_db()
    return begun


def _keep(case: Case, ask: Ask, person: Person, text: str, verdict: Verdict, override: Override | None, purpose: str) -> ContactStart:
    start = ContactStart.objects.create(
        token=uuid4().hex,
        case=case,
        person=person,
        at=ask.at,
        channel=ask.channel,
        addressee=ask.to,
        purpose=ask.purpose or purpose,
        place=ask.facts.get("place") or "",
        facts={name: value for name, value in ask.facts.items() if value not in (None, "")},
        text=text,
        verdict=verdict.as_record(),
        override=override,
    )
    if override is not None:
        override.status = AskStatus.USED
        override.save(update_fields=["status"])
    data = {
        "channel": start.channel,
        "verdict": verdict.ruling.value,
        "rules": rule_ids(verdict.rules),
        "addressee": start.addressee,
        "purpose": start.purpose,
        "facts": start.facts,
        "start": start.pk,
        "override": override.pk if override else None,
    }
    trail_append(TrailKind.VERDICT_ACTED, person=person, customer=case.customer, case=case, data=data, at=ask.at)
    return start


def _same_press(case: Case, ask: Ask, person: Person, text: str) -> ContactStart | None:
    rows = ContactStart.objects.filter(case=case, person=person, channel=ask.channel, addressee=ask.to, text=text)
    return rows.filter(at__gt=ask.at - _SAME_PRESS, at__lte=ask.at).order_by("-pk").first()


def blocked_note(case: Case, ask: Ask, person: Person | None, text: str, faults: list[TextFault]) -> None:
    """Write in the trail that a text was kept back for what it says; ``person`` is None for the desk itself."""
    data = {
        "channel": ask.channel,
        "breaches": [fault.breach for fault in faults],
        "quotes": [fault.quote for fault in faults],
        "rules": [fault.rule for fault in faults],
        "addressee": ask.to,
        "text": text[:TEXT_MAX],
    }
    trail_append(TrailKind.MESSAGE_BLOCKED, person=person, customer=case.customer, case=case, data=data, at=ask.at)

"""Handing over what is queued and may go out at this moment; judged anew, and truthful about what came of it.

A message is marked as being handed over before the gateway is asked, outside any transaction. A process that dies in between leaves that
mark: a gateway that takes the same message twice as one is asked again, of another nobody can say what it did, and a person looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huashu.adapters.messages.port import Answer, Gateway, Handover, OutgoingMessage
from huashu.conduct.verdict import Ruling, Verdict
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.services.starts import blocked_note, contact_begin
from huashu.desk.conduct.verdicts import goes_ahead
from huashu.desk.correspondence.gateways import OUTBOX, callback_url
from huashu.desk.correspondence.gateways import gateways as gateways_set
from huashu.desk.correspondence.letters import letter_paper
from huashu.desk.correspondence.models import Message, MessageState, StatusCode, Way
from huashu.desk.correspondence.selectors.facts import address_for, case_values, known_figures
from huashu.desk.correspondence.selectors.templates import template_for
from huashu.desk.correspondence.services.contacts import contact_write
from huashu.desk.correspondence.services.papers import paper_keep
from huashu.desk.correspondence.services.queueing import compose, words_of
from huashu.desk.correspondence.services.statuses import status_add, system_person
from huashu.desk.correspondence.services.unattended import ask_of, drop, wait
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.holds import hold
from huashu.desk.people.masking import mask_phone
from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal

HOLD: Final = "messages"
AT_ONCE: Final = 1000
WAITS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long to wait after each try; after the last there is no further one."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that may be handed over now."""

    message: Message
    gateway: Gateway
    outgoing: OutgoingMessage


def messages_send(*, now: datetime, gateways: Mapping[str, Gateway] | None = None) -> dict[str, int]:
    """Hand over what is queued and may go out now; one process at a time.

    Args:
        now: The moment.
        gateways: The gateway of each way; the settings' if left out.

    Returns:
        How many messages ended in which status; ``busy`` 1 where another process is at it.

    Raises:
        InvalidValue, MissingValue: The settings of a gateway aren't right; nothing is sent then.
    """
    ways = gateways if gateways is not None else gateways_set()
    with hold(HOLD) as is_ours:
        if not is_ours:
            return {"busy": 1}
        counts: Counter[str] = Counter()
        for pk in _waiting(now):
            if code := _send_one(pk, now, ways):
                counts[code] += 1
        return dict(counts)


def next_at(now: datetime) -> datetime | None:
    """When the next message that waits for its hour may go out."""
    rows = Message.objects.filter(state=MessageState.QUEUED, written_at=None, not_before__gt=now)
    return rows.order_by("not_before").values_list("not_before", flat=True).first()


def _waiting(now: datetime) -> list[int]:
    rows = Message.objects.filter(Q(not_before=None) | Q(not_before__lte=now), state=MessageState.QUEUED, written_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _send_one(pk: int, now: datetime, ways: Mapping[str, Gateway]) -> str:
    with transaction.atomic():
        message = _locked(pk)
        if message is None:
            return ""
        found = _ready(message, now, ways)
    if isinstance(found, str):
        return found
    handover = found.gateway.send(found.outgoing)
    with transaction.atomic():
        locked = _locked(pk)
        return _follow(locked, found, handover, now) if locked else ""


def _locked(pk: int) -> Message | None:
    related = ("case__loan__product", "case__loan__status", "case__customer", "case__assignee", "person", "start")
    rows = Message.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.filter(pk=pk, state=MessageState.QUEUED, written_at=None).first()


def _ready(message: Message, now: datetime, ways: Mapping[str, Gateway]) -> Ready | str:
    """What is to be handed over, or the status that the message got instead."""
    gateway = ways[message.channel]
    if gone := _gone(message, gateway, now):
        return _end(message, gone[0], now, gone[1])
    verdict = basis_of([message.case], now).verdict(message.case_id, _ask(message, now))
    if not goes_ahead(verdict) and (message.person is None or gateway.name == OUTBOX):
        return _wait_or_drop(message, verdict, now)
    paper = _written(message, now)
    if isinstance(paper, str):
        return paper
    if code := _begin(message, gateway, verdict, now):
        return code
    to = "" if message.channel == Way.LETTER else address_for(message.case, message.channel)
    words = (message.language, message.title, message.text)
    return Ready(message, gateway, OutgoingMessage(message.key, message.channel, to, *words, callback_url(message.pk), paper))


def _gone(message: Message, gateway: Gateway, now: datetime) -> tuple[StatusCode, str] | None:
    """Why a message isn't even judged any more."""
    last = message.statuses.order_by("-pk").first()
    was_asked = last is not None and last.code == StatusCode.TRYING and not gateway.is_repeatable
    is_late = message.good_until is not None and timezone.localdate(now) > message.good_until
    checks = (
        (was_asked, StatusCode.FAILED, "unknown_outcome"),
        (is_late, StatusCode.DROPPED, "too_late"),
        (message.case.closed_on is not None, StatusCode.DROPPED, "case_is_closed"),
        (not address_for(message.case, message.channel), StatusCode.DROPPED, "address_missing"),
    )
    return next(((code, reason) for holds, code, reason in checks if holds), None)


def _written(message: Message, now: datetime) -> bytes | str:
    """The words brought up to date and judged, as paper where it is a letter; or the status where that can't be."""
    try:
        _bring_up_to_date(message, now)
        paper = letter_paper(message, now) if message.channel == Way.LETTER else b""
        known = known_figures(case_values(message.case, message.language, now, message.person) | message.values)
    except Refusal as refusal:
        code = StatusCode.DROPPED if isinstance(refusal, DeskRefusal) else StatusCode.FAILED
        return _end(message, code, now, refusal.code[:24], str(refusal.values.get("names", "")) or refusal.message)
    plain = Template(message.template, message.channel, message.language, message.purpose, message.title, message.text)
    if faults := words_of(message.case, message.text, plain, known):
        status = _end(message, StatusCode.DROPPED, now, "text_breaches", f"{faults[0].rule}: {faults[0].quote}")
        blocked_note(message.case, _ask(message, now), message.person, message.text, faults)
        return status
    return paper


def _ask(message: Message, now: datetime) -> Ask:
    return ask_of(message.channel, message.purpose, message.text, now)


def _bring_up_to_date(message: Message, now: datetime) -> None:
    """Fill the template anew where the message was filled on an earlier day."""
    newest = message.statuses.filter(code__in=[StatusCode.QUEUED, StatusCode.REWRITTEN]).order_by("-pk").first()
    filled_on = timezone.localdate(newest.at if newest else message.queued_at)
    if message.is_edited or not message.template or filled_on >= timezone.localdate(now):
        return
    template = template_for(message.template, message.channel, message.language)
    if template is None:
        return
    composed = compose(message.case, template, now, message.person, message.values)
    if composed.text != message.text:
        message.title, message.text, message.template_number = composed.title[:200], composed.text, template.number
        message.save(update_fields=["title", "text", "template_number"])
    status_add(message, StatusCode.REWRITTEN, now)


def _begin(message: Message, gateway: Gateway, verdict: Verdict, now: datetime) -> str:
    """Mark that it is being handed over; a gateway that carries messages on gets a start, or the status where that is refused."""
    if gateway.name != OUTBOX:
        begun = contact_begin(case=message.case, ask=_ask(message, now), person=message.person or system_person(), text=message.text)
        if begun.start is None:
            return _wait_or_drop(message, begun.verdict, now)
        message.start, verdict = begun.start, begun.verdict
    message.attempts += 1
    message.save(update_fields=["start", "attempts"])
    detail = mask_phone(address_for(message.case, message.channel)) if message.channel == Way.SMS else ""
    status_add(message, StatusCode.TRYING, now, gateway=gateway.name, verdict=verdict.as_record(), detail=detail)
    return ""


def _wait_or_drop(message: Message, verdict: Verdict, now: datetime) -> str:
    if verdict.ruling is Ruling.DENY_UNTIL and verdict.earliest is not None:
        wait(message, verdict, now)
        return StatusCode.WAITING
    drop(message, verdict, now)
    return StatusCode.DROPPED


def _follow(message: Message, found: Ready, handover: Handover, now: datetime) -> str:
    """Write down what came of it."""
    said = {"gateway": found.gateway.name, "reference": handover.reference[:120], "detail": handover.reason}
    if handover.answer is Answer.WRITTEN:
        message.written_at = now
        message.save(update_fields=["written_at"])
        if message.channel == Way.LETTER:
            paper_keep(message, found.outgoing.paper, now)
        status_add(message, StatusCode.WRITTEN, now, **said)
        return StatusCode.WRITTEN
    if handover.answer is Answer.TAKEN:
        contact_write(message, now)
        status_add(message, StatusCode.HANDED_OVER, now, **said)
        return StatusCode.HANDED_OVER
    if handover.answer is Answer.TRY_AGAIN and message.attempts <= len(WAITS):
        message.not_before = now + WAITS[max(message.attempts - 1, 0)]
        message.save(update_fields=["not_before"])
        status_add(message, StatusCode.TRY_AGAIN, now, **said)
        return StatusCode.TRY_AGAIN
    reason = "refused" if handover.answer is Answer.REFUSED else "gave_up"
    status_add(message, StatusCode.FAILED, now, reason=reason, **said)
    return StatusCode.FAILED


def _end(message: Message, code: StatusCode, now: datetime, reason: str, detail: str = "") -> str:
    status_add(message, code, now, reason=reason, detail=detail)
    return code

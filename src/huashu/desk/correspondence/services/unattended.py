"""Queueing where nobody looks on: what can't be queued is stored as not sent, with the reason, and never tried again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from huashu.conduct.verdict import Ruling, Verdict
from huashu.desk.cases.models import Case
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import Basis, basis_of
from huashu.desk.conduct.verdicts import rule_ids
from huashu.desk.correspondence.checking import has_opt_out
from huashu.desk.correspondence.models import Message, StatusCode, Way
from huashu.desk.correspondence.selectors.templates import template_for
from huashu.desk.correspondence.services.queueing import Composed, Origin, compose, message_store, queued
from huashu.desk.correspondence.services.statuses import status_add
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal

GONE: Final = frozenset({Ruling.DENY, Ruling.UNKNOWN, Ruling.WARN})
"""Verdicts on which a message that no person sends isn't sent: a warning wants somebody's look, and nobody looks."""


def queue_or_drop(case: Case, code: str, channel: str, language: str, origin: Origin, now: datetime, basis: Basis | None = None) -> str:
    """Queue a template for a case, or store why it isn't sent.

    Args:
        case: The case.
        code: The template.
        channel: How it travels.
        language: Of the text.
        origin: Key and where it comes from.
        now: The moment.
        basis: What verdicts are made from, if it was read already.

    Returns:
        ``queued``, ``dropped``, or nothing where the key was there already.
    """
    if Message.objects.filter(key=origin.key).exists():
        return ""
    template = template_for(code, channel, language)
    if template is None:
        return _dropped(case, Template(code, channel, language, "service", "", ""), channel, origin, now, "template_unknown")
    try:
        composed = compose(case, template, now, origin.person, origin.values)
    except Refusal as refusal:  # a loan that can't be read is named by the close too; the others go on
        reason = refusal.code if isinstance(refusal, DeskRefusal) else "figures"
        return _dropped(case, template, channel, origin, now, reason, str(refusal.values.get("names", "")))
    verdict = (basis or basis_of([case], now)).verdict(case.pk, ask_of(channel, template.purpose, composed.text, now))
    if verdict.ruling in GONE:
        return _kept_back(case, composed, channel, origin, now, verdict)
    try:
        message = queued(case, composed, channel, origin, now)
    except DeskRefusal as refusal:
        return _dropped(case, template, channel, origin, now, refusal.code, text=composed.text)
    if verdict.ruling is Ruling.DENY_UNTIL:
        wait(message, verdict, now)
    return "queued"


def ask_of(channel: str, purpose: str, text: str, now: datetime) -> Ask:
    """A message as the conduct engine is asked about it; letters go in an envelope that shows nothing of a debt."""
    facts = {"envelope_shows_debt": False} if channel == Way.LETTER else {"has_opt_out": has_opt_out(text)}
    return Ask(channel, now, purpose=purpose, facts=facts)


def wait(message: Message, verdict: Verdict, now: datetime) -> None:
    """Let a message wait for the first moment at which it may go out."""
    if verdict.earliest is not None and message.not_before != verdict.earliest:
        message.not_before = verdict.earliest
        message.save(update_fields=["not_before"])
        status_add(message, StatusCode.WAITING, now, reason="hours", detail=", ".join(rule_ids(verdict.rules)), verdict=verdict.as_record())


def _kept_back(case: Case, composed: Composed, channel: str, origin: Origin, now: datetime, verdict: Verdict) -> str:
    message = message_store(case, composed, channel, origin, now)
    drop(message, verdict, now)
    return "dropped"


def drop(message: Message, verdict: Verdict, now: datetime) -> None:
    """Give a message up because of what the rules say."""
    reason = {Ruling.UNKNOWN: "unknown", Ruling.WARN: "needs_look"}.get(verdict.ruling, "conduct")
    rules = ", ".join(rule_ids(verdict.rules))
    status_add(message, StatusCode.DROPPED, now, reason=reason, detail=rules, verdict=verdict.as_record())


def _dropped(  # noqa: PLR0913, PLR0917 - as above
    case: Case, template: Template, channel: str, origin: Origin, now: datetime, reason: str, detail: str = "", text: str = ""
) -> str:
    message = message_store(case, Composed(template, template.title, text), channel, origin, now)
    status_add(message, StatusCode.DROPPED, now, reason=reason[:24], detail=detail)
    return "dropped"

"""Queueing a message: its template filled with the case's own numbers, its words judged; the contact is judged when it goes out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huashu.desk.borrower.links import link_for
from huashu.desk.cases.models import Case
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.refusals import CaseIsClosed, TextBreaches, TextEmpty
from huashu.desk.conduct.selectors.texts import TextFault, text_faults
from huashu.desk.conduct.services.starts import TEXT_MAX, blocked_note
from huashu.desk.correspondence.models import Message, StatusCode, Tongue, Way
from huashu.desk.correspondence.refusals import AddressMissing, InstitutionMissing, TemplateUnknown, ValuesMissing
from huashu.desk.correspondence.selectors.facts import address_for, case_values, channel_for, known_figures, language_for
from huashu.desk.correspondence.selectors.sender import sender_values
from huashu.desk.correspondence.selectors.templates import channel_of, template_for
from huashu.desk.correspondence.services.statuses import status_add
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.correspondence.wording import fill
from huashu.desk.people.models import Person

GOOD_FOR: Final = timedelta(days=3)
"""How long a message may wait before it is given up; its figures are brought up to date each day."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A template filled for a case.

    Args:
        template: Its template.
        title, text: The words.
        known: Figures in it that come from the case.
    """

    template: Template
    title: str
    text: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message comes from, beyond its words; fields as on :class:`Message`."""

    key: str
    person: Person | None = None
    good_until: date | None = None
    cadence: str = ""
    due_on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def compose(
    case: Case, template: Template, now: datetime, person: Person | None = None, values: Mapping[str, str] | None = None
) -> Composed:
    """Fill a template for a case.

    Args:
        case: The case.
        template: The template; its language is that of the text.
        now: The moment; figures are those of its business day.
        person: Who sends it.
        values: More values by name; they go before the case's own.

    Raises:
        InstitutionMissing: The house has no name yet.
        ValuesMissing: Something outside an optional part isn't known.
    """
    given = {name: text for name, text in (values or {}).items() if text}
    there = case_values(case, template.language, now, person) | _link(case, template, now, person) | given
    if not there.get("institution"):
        raise InstitutionMissing
    title, body = fill(template.title, there), fill(template.body, there)
    if missing := [*title.missing, *body.missing]:
        raise ValuesMissing(field="template", names=", ".join(f"{{{name}}}" for name in dict.fromkeys(missing)))
    return Composed(template, title.text, body.text, known_figures(there))


def _link(case: Case, template: Template, now: datetime, person: Person | None) -> dict[str, str]:
    """The address of the customer's own page, where the template speaks of it and the desk can be reached from outside."""
    if not settings.HUASHU_PUBLIC_URL or "{link}" not in template.title + template.body:
        return {}
    return {"link": link_for(case, now, person=person)}


def message_queue(  # noqa: PLR0913 - the message, and how it travels
    *,
    case: Case,
    template: str,
    now: datetime,
    person: Person | None = None,
    values: Mapping[str, str] | None = None,
    key: str,
    language: str | None = None,
    channel: str | None = None,
) -> Message:
    """Fill a template for a case and queue it. The same key again gives the message that it made before.

    Args:
        case: The case.
        template: Code of the template.
        now: The moment.
        person: Who sends it; None for the desk itself.
        values: More values by name, already in words (``promise_amount``, ``link``, ``arrangement`` …).
        key: Idempotency key, at most 120 characters.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``; the customer's own if left out.
        channel: ``sms``, ``email``, ``chat`` or ``letter``; the customer's own, or the template's, if left out.

    Raises:
        TemplateUnknown: There is no such template.
        ValuesMissing, InstitutionMissing: Something that it says isn't known.
        AddressMissing: Nobody knows where to send it.
        TextBreaches: It says what must not be said; the attempt stands in the trail.
        CaseIsClosed: The case isn't open.
    """
    if before := Message.objects.filter(key=key).first():
        return before
    language = language or language_for(case)
    channel = channel or (Way.LETTER if channel_of(template) == Way.LETTER else channel_for(case))
    found = template_for(template, channel, language)
    if found is None:
        raise TemplateUnknown(field="template", template=template)
    composed = compose(case, found, now, person, values)
    return queued(case, composed, channel, Origin(key, person, values=dict(values or {})), now)


def text_queue(  # noqa: PLR0913 - the message, and how it travels
    *,
    case: Case,
    text: str,
    channel: str,
    language: str,
    purpose: str,
    now: datetime,
    person: Person,
    key: str,
    template: Template | None = None,
    title: str = "",
) -> Message:
    """Queue words that a person wrote, or filled from a template and may have changed.

    Args:
        case: The case, fetched for the person.
        text: The words.
        channel: How it travels.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        purpose: Why, in the conduct engine's word.
        now: The moment.
        person: Who sends it.
        key: Idempotency key.
        template: The template that it began from, if any.
        title: Subject or heading; the template's if left out.

    Raises:
        TextEmpty: There are no words.
        AddressMissing, TextBreaches, CaseIsClosed: As for :func:`message_queue`.
    """
    if before := Message.objects.filter(key=key).first():
        return before
    if not text.strip():
        raise TextEmpty(field="text")
    known = known_figures(case_values(case, language, now, person))
    words = text.replace("\r\n", "\n").strip()[:TEXT_MAX]
    if template is not None:
        composed = compose(case, template, now, person)
        if composed.text == words:
            return queued(case, composed, channel, Origin(key, person), now)
        title = title or composed.title
    free = Template(template.code if template else "", channel, language, purpose, title, words, template.number if template else 0)
    return queued(case, Composed(free, title, words, known), channel, Origin(key, person), now, is_edited=True)


def queued(case: Case, composed: Composed, channel: str, origin: Origin, now: datetime, *, is_edited: bool = False) -> Message:
    """Store a composed message as queued, if its words may be said and somebody can get it.

    Raises:
        AddressMissing, TextBreaches, CaseIsClosed: As for :func:`message_queue`.
    """
    if case.closed_on is not None:
        raise CaseIsClosed
    if not address_for(case, channel):
        raise AddressMissing(field="means")
    if faults := words_of(case, composed.text, composed.template, composed.known):
        blocked_note(case, Ask(channel, now), origin.person, composed.text, faults)
        raise TextBreaches(field="text")
    return message_store(case, composed, channel, origin, now, is_edited=is_edited)


@transaction.atomic
def message_store(
    case: Case,
    composed: Composed,
    channel: str,
    origin: Origin,
    now: datetime,
    *,
    is_edited: bool = False,
) -> Message:
    """Store a message as queued, once a key."""
    template = composed.template
    fields = {
        "case": case,
        "channel": channel,
        "language": template.language,
        "purpose": template.purpose,
        "template": template.code,
        "template_number": template.number,
        "values": dict(origin.values),
        "is_edited": is_edited,
        "title": composed.title[:200],
        "text": composed.text,
        "person": origin.person,
        "queued_at": now,
        "good_until": origin.good_until or timezone.localdate(now) + GOOD_FOR,
        "cadence": origin.cadence,
        "due_on": origin.due_on,
    }
    message, is_new = Message.objects.get_or_create(key=origin.key, defaults=fields)
    if is_new:
        status_add(message, StatusCode.QUEUED, now, person=origin.person)
    return message


def words_of(case: Case, text: str, template: Template, known: Collection[str]) -> list[TextFault]:
    """What must not be said in a text for the customer."""
    language = "en" if template.language == Tongue.EN else "zh"
    return text_faults(case, text, "customer", template.purpose, language, known)


def institution_is_set() -> bool:
    """Whether the house has a name to write in."""
    return bool(sender_values(Tongue.HANS)["institution"])

"""Writing to a customer from a case: which templates there are, the customer's own channel and language, a template filled for the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from huashu.desk.cases.models import Case
from huashu.desk.conduct.selectors.texts import language_of
from huashu.desk.correspondence.gateways import OUTBOX, gateway_names
from huashu.desk.correspondence.models import Tongue, Way
from huashu.desk.correspondence.refusals import TemplateUnknown
from huashu.desk.correspondence.selectors.facts import case_values, channel_for, known_figures, language_for
from huashu.desk.correspondence.selectors.templates import template_for, templates_current
from huashu.desk.correspondence.services.queueing import Composed, compose
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.correspondence.words import template_words
from huashu.desk.people.models import Person
from huashu.errors import Refusal


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the customer wants to be written to: ``sms``, ``email`` or ``chat``, and a language."""

    channel: str
    language: str


def template_choices(way: str) -> list[tuple[str, str]]:
    """Templates that may be chosen for a message or a letter, by code, with their names.

    Args:
        way: ``message`` or ``letter``.
    """
    codes = dict.fromkeys(code for code, channel, _language in templates_current() if (channel == Way.LETTER) == (way == "letter"))
    return [(code, template_words(code)) for code in codes]


def wishes_for(case: Case) -> Wishes:
    """How the case's customer wants to be written to."""
    return Wishes(channel_for(case), language_for(case))


def chosen_template(code: str, channel: str, language: str) -> Template | None:
    """The template that was chosen, or None for free text."""
    return template_for(code, channel, language) if code else None


def filled(case: Case, code: str, channel: str, language: str, now: datetime, person: Person) -> Composed:
    """A template filled for a case.

    Raises:
        TemplateUnknown: There is none of that code for this channel and language.
        ValuesMissing, InstitutionMissing: Something that it says isn't known.
    """
    template = template_for(code, channel, language)
    if template is None:
        raise TemplateUnknown(field="template", template=template_words(code))
    return compose(case, template, now, person)


def case_figures(case: Case, text: str, now: datetime, person: Person) -> tuple[str, ...]:
    """Amounts and days that are true in a text about a case; none where the loan can't be read."""
    language = Tongue.EN if language_of(text) == "en" else Tongue.HANS
    try:
        return known_figures(case_values(case, language, now, person))
    except Refusal:
        return ()


def has_gateway(channel: str) -> bool:
    """Whether somebody carries messages of this way on by themselves."""
    return gateway_names().get(channel, OUTBOX) != OUTBOX

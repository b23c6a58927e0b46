"""Saying it: what a verdict means for a button, when it opens, which facts are missing, and what a customer wished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.conduct.verdict import FiredRule, Ruling, Verdict
from huashu.desk.cases.words import day_words
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.speech import chinese, said
from huashu.desk.people.context import TAGS

CHANNELS: Final[dict[str, str | Promise]] = {
    "call": gettext_lazy("Call"),
    "sms": gettext_lazy("Text message"),
    "email": gettext_lazy("Email"),
    "chat": gettext_lazy("Chat"),
    "letter": gettext_lazy("Letter"),
    "visit": gettext_lazy("Visit"),
}
ADDRESSEES: Final[dict[str, str | Promise]] = {
    "customer": gettext_lazy("Customer"),
    "guarantor": gettext_lazy("Guarantor"),
    "co_borrower": gettext_lazy("Co-borrower"),
    "spouse": gettext_lazy("Spouse"),
    "parent": gettext_lazy("Parent"),
    "child": gettext_lazy("Child"),
    "relative": gettext_lazy("Relative"),
    "friend": gettext_lazy("Friend"),
    "colleague": gettext_lazy("Colleague"),
    "employer": gettext_lazy("Employer"),
    "attorney": gettext_lazy("Lawyer"),
    "contact_person": gettext_lazy("Contact person"),
}
PURPOSES: Final[dict[str, str | Promise]] = {
    "collection": gettext_lazy("Ask for an overdue payment"),
    "reminder": gettext_lazy("Remind of a payment to come"),
    "service": gettext_lazy("Answer the customer's own request"),
    "legal_notice": gettext_lazy("Notice that the law requires"),
}
PLACES: Final[dict[str, str | Promise]] = {
    "home": gettext_lazy("At home"),
    "work": gettext_lazy("At work"),
    "hospital": gettext_lazy("In hospital"),
    "other": gettext_lazy("Elsewhere"),
}
WEEKDAYS: Final[dict[str, str | Promise]] = {
    "mon": gettext_lazy("Mon"),
    "tue": gettext_lazy("Tue"),
    "wed": gettext_lazy("Wed"),
    "thu": gettext_lazy("Thu"),
    "fri": gettext_lazy("Fri"),
    "sat": gettext_lazy("Sat"),
    "sun": gettext_lazy("Sun"),
}
CONSENTS: Final[dict[str, str | Promise]] = {
    "extra_calls": gettext_lazy("More calls than usual"),
    "third_party": gettext_lazy("Speaking to a third person"),
    "electronic": gettext_lazy("Messages and email"),
    "work_contact": gettext_lazy("Contact at work"),
}
FACTS: Final[dict[str, str | Promise]] = {
    "contact.at": gettext_lazy("what the law said at that time"),
    "contact.visitors": gettext_lazy("how many go"),
    "contact.consent": gettext_lazy("whether the person agreed beforehand"),
    "contact.recorded": gettext_lazy("whether the call is recorded"),
    "contact.identifies_caller": gettext_lazy("whether the caller names himself"),
    "contact.mentions_debt": gettext_lazy("whether the debt is mentioned"),
    "contact.asks_payment": gettext_lazy("whether payment is asked for"),
    "contact.takes_cash": gettext_lazy("whether cash is taken"),
    "contact.location_information_only": gettext_lazy("whether only the customer's whereabouts are asked for"),
    "contact.envelope_shows_debt": gettext_lazy("whether the envelope shows that it is about a debt"),
    "contact.has_opt_out": gettext_lazy("whether the message says how to stop"),
    "contact.place": gettext_lazy("where"),
    "contact.timezone": gettext_lazy("the time zone where the person is"),
    "customer.timezone": gettext_lazy("the time zone where the person is"),
    "customer.states": gettext_lazy("the customer's circumstances"),
    "customer.moratorium_from": gettext_lazy("when the breathing space began"),
    "lender_type": gettext_lazy("what kind of lender stands behind the loan"),
    "product": gettext_lazy("what kind of loan it is"),
    "clock": gettext_lazy("what time it is"),
}
_SEVERITIES: Final[dict[str, str | Promise]] = {
    "law": gettext_lazy("Law"),
    "industry": gettext_lazy("Industry standard"),
    "house": gettext_lazy("House rule"),
}


@dataclass(frozen=True, slots=True)
class Light:
    """A verdict at a glance: an icon, a few words and a tone, and the reason in a sentence."""

    tone: str
    icon: str
    text: str
    why: str = ""
    citation: str = ""


def light_of(verdict: Verdict, now: datetime, zone: str) -> Light:
    """What a verdict means for somebody who wants to make the contact now.

    Args:
        verdict: The verdict.
        now: The moment it was made for.
        zone: The house's time zone, in which times are said; the customer's own time stands beside it where it differs.
    """
    tone, icon, text = {
        Ruling.ALLOW: ("ok", "check", _("allowed now")),
        Ruling.NOT_APPLICABLE: ("ok", "check", _("allowed now")),
        Ruling.WARN: ("soon", "alert", _("a supervisor has to look")),
        Ruling.DENY: ("late", "lock", _("not allowed")),
        Ruling.UNKNOWN: ("soon", "info", _("can't tell yet")),
        Ruling.DENY_UNTIL: ("late", "clock", ""),
    }[verdict.ruling]
    if verdict.ruling is Ruling.DENY_UNTIL:
        text = (
            _("allowed from %(when)s") % {"when": opening_words(verdict.earliest, now, zone)} if verdict.earliest else _("not allowed now")
        )
    first = verdict.rules[0] if verdict.rules and verdict.ruling not in (Ruling.ALLOW, Ruling.NOT_APPLICABLE) else None
    why = said(first.why) if first else ""
    if verdict.missing and verdict.missing != ("clock",):
        why = missing_words(verdict.missing)
    return Light(tone, icon, text, why, chinese(first.citation) if first else "")


def opening_words(earliest: datetime, now: datetime, zone: str) -> str:
    """The moment from which a contact is lawful, on the officer's clock, and on the customer's where that differs."""
    here = earliest.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    words = here.strftime("%H:%M")
    if here.date() == today + timedelta(days=1):
        words = _("%(time)s tomorrow") % {"time": words}
    elif here.date() != today:
        words = _("%(day)s %(time)s") % {"day": day_words(here.date(), today), "time": words}
    if earliest.utcoffset() != here.utcoffset():
        words = _("%(when)s (%(time)s there)") % {"when": words, "time": earliest.strftime("%H:%M")}
    return words


def missing_words(missing: Iterable[str]) -> str:
    """Which facts the answer turns on, as one sentence."""
    names = list(dict.fromkeys(str(FACTS.get(path, path)) for path in missing))
    return _("Nobody has said %(facts)s.") % {"facts": _(", ").join(names)}


def severity_words(rule: FiredRule) -> str:
    """Whether a rule is law, an industry standard or the house's own."""
    return str(_SEVERITIES[rule.severity])


def fact_title(fact: CustomerFact) -> str:
    """What was recorded, in a few words."""
    speak = _TITLES.get(FactKind(fact.kind))
    return speak(fact) if speak else str(FactKind(fact.kind).label)


def fact_span(fact: CustomerFact) -> str:
    """From when until when it holds, where it has bounds."""
    start = date_format(fact.from_on, "Y-m-d") if fact.from_on else ""
    end = date_format(fact.until_on, "Y-m-d") if fact.until_on else ""
    if start and end:
        return _("from %(start)s until %(end)s") % {"start": start, "end": end}
    if start:
        return _("from %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""


def _state(fact: CustomerFact) -> str:
    return str(State(fact.code).label) if fact.code in State.values else fact.code


def _stop(fact: CustomerFact) -> str:
    return _("Wants no contact (in writing)") if fact.values.get("in_writing") else _("Wants no contact")


def _channel(fact: CustomerFact) -> str:
    number = str(fact.values.get("number") or "")
    if number:
        return _("Not on the number ending %(tail)s") % {"tail": number[-4:]}
    return _("Not by: %(channel)s") % {"channel": CHANNELS.get(fact.code, fact.code)}


def _hours(fact: CustomerFact) -> str:
    values = fact.values
    parts = [" ".join(str(label) for day, label in WEEKDAYS.items() if day in values["days"])] if values.get("days") else []
    if values.get("from"):
        parts.append(f"{values['from']}–{values['to']}")
    if values.get("place"):
        parts.append(str(PLACES.get(values["place"], values["place"])))
    return _("Doesn't suit: %(when)s") % {"when": _(", ").join(parts)}


def _agreed(fact: CustomerFact) -> str:
    return _("Agreed to %(from)s–%(to)s") % {"from": fact.values["from"], "to": fact.values["to"]}


def _language(fact: CustomerFact) -> str:
    return _("Speaks %(language)s") % {"language": LANGUAGES.get(fact.code, fact.code)}


def _representative(fact: CustomerFact) -> str:
    name, contact = fact.values.get("name", ""), fact.values.get("contact", "")
    who = f"{name}, {contact}" if contact else name
    if fact.values.get("is_lawyer"):
        return _("Represented by a lawyer: %(who)s") % {"who": who}
    return _("Represented by %(who)s") % {"who": who}


def _third(fact: CustomerFact) -> str:
    who = str(ADDRESSEES.get(fact.code, fact.code))
    name = fact.values.get("name", "")
    return _("No contact with: %(who)s") % {"who": f"{who} {name}".strip()}


def _zone(fact: CustomerFact) -> str:
    return _("Lives by the clock of %(zone)s") % {"zone": fact.code}


def _consent(fact: CustomerFact) -> str:
    return _("Agreed beforehand: %(what)s") % {"what": CONSENTS.get(fact.code, fact.code)}


LANGUAGES: Final = {"zh-hans": "普通话", "zh-hant": "國語", "yue": "粤语", "en": "English"}
assert set(TAGS) <= set(LANGUAGES)
_TITLES: Final = {
    FactKind.STATE: _state,
    FactKind.STOP: _stop,
    FactKind.CHANNEL: _channel,
    FactKind.HOURS: _hours,
    FactKind.AGREED_HOURS: _agreed,
    FactKind.LANGUAGE: _language,
    FactKind.REPRESENTATIVE: _representative,
    FactKind.THIRD_REFUSED: _third,
    FactKind.ZONE: _zone,
    FactKind.CONSENT: _consent,
}

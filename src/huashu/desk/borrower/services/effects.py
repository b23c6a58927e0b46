"""What follows from what a customer told us, as wishes and states of the conduct rules: each binds from the moment it's written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from huashu.desk.borrower.models import ActKind
from huashu.desk.cases.models import Reason
from huashu.desk.conduct.models import FactKind, State
from huashu.desk.conduct.services.facts import FactDraft

REACHING: Final = ("call", "sms", "email", "chat", "visit")
"""Ways of contact that a customer may close. Letters stay: what the law makes us send goes by letter."""

REPLACED: Final = frozenset({ActKind.HOURS, ActKind.CHANNEL, ActKind.LANGUAGE})
"""Kinds of which the newest takes the place of what was chosen on the page before."""

ANSWERED: Final = frozenset({ActKind.HARDSHIP, ActKind.DISPUTE})
"""Kinds after which the case waits for us to answer."""

Values = Mapping[str, Any]


def facts_after(kind: ActKind, values: Values, answer_due_on: date | None) -> list[FactDraft]:
    """The wishes and states that follow.

    Args:
        kind: What was told.
        values: The form's fields, in plain JSON.
        answer_due_on: By when the customer hears; a pause ends with it.
    """
    with translation.override(settings.LANGUAGE_CODE):
        found = _EFFECTS[kind](values, answer_due_on) if kind in _EFFECTS else []
        note = _("Said on the customer's own page")
    return [
        FactDraft(one.kind, one.code, one.values, one.from_on, one.until_on, f"{note}: {one.note}" if one.note else note) for one in found
    ]


def _hardship(values: Values, answer_due_on: date | None) -> list[FactDraft]:
    """In hardship; and no calls about money until the answer, if that's wanted."""
    found = [FactDraft(FactKind.STATE, State.HARDSHIP.value, note=_happened(values))]
    if values.get("pause"):
        found += [FactDraft(FactKind.CHANNEL, way, until_on=answer_due_on) for way in REACHING]
    return found


def _happened(values: Values) -> str:
    return str(dict(Reason.choices).get(values.get("happened", ""), ""))


def _dispute(values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    """In dispute; who says that somebody else borrowed is a victim until that is settled."""
    found = [FactDraft(FactKind.STATE, State.DISPUTING.value, note=str(values.get("why", "")))]
    if values.get("what") == "not_mine":
        found.append(FactDraft(FactKind.STATE, State.IDENTITY_THEFT.value))
    return found


def _hours(values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    """The hours that suit bar all others, over midnight; days that don't suit are barred whole."""
    found = []
    if values.get("from") and values.get("to"):
        found.append(FactDraft(FactKind.HOURS, values={"from": values["to"], "to": values["from"]}))
    if values.get("days"):
        found.append(FactDraft(FactKind.HOURS, values={"days": list(values["days"])}))
    return found


def _channel(values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    return [FactDraft(FactKind.CHANNEL, way) for way in values.get("ways", [])]


def _language(values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    return [FactDraft(FactKind.LANGUAGE, values["code"])]


def _representative(values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    named = {name: values[name] for name in ("name", "contact", "is_lawyer") if values.get(name)}
    return [FactDraft(FactKind.REPRESENTATIVE, values=named)]


def _stop(_values: Values, _answer_due_on: date | None) -> list[FactDraft]:
    """Said in writing, so it counts as a request to stop; and every way is closed, which the house's own rules refuse outright."""
    return [FactDraft(FactKind.STOP, values={"in_writing": True}), *(FactDraft(FactKind.CHANNEL, way) for way in REACHING)]


_EFFECTS: Final[dict[ActKind, Callable[[Values, date | None], list[FactDraft]]]] = {
    ActKind.HARDSHIP: _hardship,
    ActKind.DISPUTE: _dispute,
    ActKind.HOURS: _hours,
    ActKind.CHANNEL: _channel,
    ActKind.LANGUAGE: _language,
    ActKind.REPRESENTATIVE: _representative,
    ActKind.STOP: _stop,
}

"""Saying it: what each thing on the customer's page is called, what happens next, and what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from huashu.desk.borrower.forms.page import DISPUTES
from huashu.desk.borrower.models import ActKind, BorrowerAct
from huashu.desk.cases.models import Reason
from huashu.desk.cases.words import weekday_words
from huashu.desk.complaints.models import Category
from huashu.desk.conduct.words import CHANNELS, LANGUAGES, WEEKDAYS

TITLES: Final[Mapping[ActKind, str | Promise]] = {
    ActKind.HARDSHIP: gettext_lazy("I can't pay as agreed and ask for help"),
    ActKind.DISPUTE: gettext_lazy("Something isn't right with this debt"),
    ActKind.COMPLAINT: gettext_lazy("I want to complain"),
    ActKind.HOURS: gettext_lazy("When to contact me"),
    ActKind.CHANNEL: gettext_lazy("How to contact me"),
    ActKind.LANGUAGE: gettext_lazy("Language to speak with me"),
    ActKind.REPRESENTATIVE: gettext_lazy("Somebody speaks for me"),
    ActKind.STOP: gettext_lazy("Stop contacting me"),
}
LEADS: Final[Mapping[ActKind, str | Promise]] = {
    ActKind.HARDSHIP: gettext_lazy(
        "Tell us what happened, as far as you want to. A person reads it and answers you. Documents can come later; none are needed now."
    ),
    ActKind.DISPUTE: gettext_lazy("Say what isn't right. Somebody compares it with the contract and the payments and answers you."),
    ActKind.COMPLAINT: gettext_lazy(
        "Your complaint goes into our register with a number. Whoever it is about doesn't deal with it. Complaining changes nothing "
        "about how your loan is treated."
    ),
    ActKind.HOURS: gettext_lazy(
        "We then contact you only in these hours, and never outside the hours that the law allows. Leave everything empty to take an "
        "earlier choice back."
    ),
    ActKind.CHANNEL: gettext_lazy("What you tick is closed from now on. Tick nothing to take an earlier choice back."),
    ActKind.LANGUAGE: gettext_lazy("Whoever speaks or writes to you will see this."),
    ActKind.REPRESENTATIVE: gettext_lazy("If this person is a lawyer, we turn to them and not to you."),
    ActKind.STOP: gettext_lazy(
        "This closes calls, texts, chat, email and visits about paying; only a supervisor can make an exception, with a reason that is "
        "written down. The debt itself doesn't change: it stays due, and penalty interest goes on as the contract says. Letters that the "
        "law requires may still come. You can call us whenever you like."
    ),
}
GROUPS: Final[tuple[tuple[str | Promise, tuple[ActKind, ...]], ...]] = (
    (gettext_lazy("Tell us"), (ActKind.HARDSHIP, ActKind.DISPUTE, ActKind.COMPLAINT)),
    (gettext_lazy("How we contact you"), (ActKind.HOURS, ActKind.CHANNEL, ActKind.LANGUAGE, ActKind.REPRESENTATIVE, ActKind.STOP)),
)
_FIELDS: Final[Mapping[str, str | Promise]] = {
    "happened": gettext_lazy("What happened"),
    "since": gettext_lazy("Since when"),
    "words": pgettext_lazy("customer's page", "In their words"),
    "income": gettext_lazy("Income a month now, about"),
    "could_pay": pgettext_lazy("customer's page", "Could pay a month, about"),
    "pause": pgettext_lazy("customer's page", "Wants no contact about payment until the answer"),
    "what": gettext_lazy("What isn't right"),
    "why": gettext_lazy("Why"),
    "category": gettext_lazy("What about"),
    "wanted": gettext_lazy("What they want"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "days": gettext_lazy("Not on these days"),
    "ways": pgettext_lazy("customer's page", "Not by"),
    "code": gettext_lazy("Language"),
    "name": gettext_lazy("Name"),
    "contact": gettext_lazy("How to reach them"),
    "is_lawyer": gettext_lazy("is a lawyer"),
}
_NEXT: Final[Mapping[ActKind, str | Promise]] = {
    ActKind.PROMISE: gettext_lazy("Thank you. Your confirmation stands on your file. If something comes between, tell us before the day."),
    ActKind.HARDSHIP: gettext_lazy("We have it. Somebody reads it and answers you by %(day)s."),
    ActKind.DISPUTE: gettext_lazy("We have it. Somebody looks into it and answers you by %(day)s."),
    ActKind.COMPLAINT: gettext_lazy("Your complaint has the number %(number)s. You get an answer by %(day)s."),
    ActKind.REPRESENTATIVE: gettext_lazy("Noted. If this person is a lawyer, we turn to them from now on."),
    ActKind.STOP: gettext_lazy("Noted. You can call us whenever you like."),
}
_HOLDING: Final[Mapping[ActKind, str | Promise]] = {
    ActKind.HARDSHIP: gettext_lazy(
        "Until then nobody calls, texts or visits you about paying, unless a supervisor allows it for a reason that is written down."
    ),
    ActKind.DISPUTE: gettext_lazy(
        "Until it is answered nobody calls you about it, unless a supervisor allows it for a reason that is written down."
    ),
    ActKind.STOP: gettext_lazy(
        "From now on nobody calls, texts or visits you about paying, unless a supervisor allows it for a reason that is written down."
    ),
}
"""What is told where a rule holds calls back."""
_ON_FILE: Final = gettext_lazy("It stands on your file, where everybody who deals with it sees it.")
_OWED: Final = gettext_lazy("What is owed stays owed meanwhile, and penalty interest goes on unless we agree something else.")
_CODES: Final[Mapping[str, Mapping[str, Any]]] = {
    "happened": dict(Reason.choices),
    "what": dict(DISPUTES),
    "category": dict(Category.choices),
    "days": WEEKDAYS,
    "ways": CHANNELS,
    "code": LANGUAGES,
}


def next_words(act: BorrowerAct, today: date) -> str:
    """What happens next, as the customer is told: true, with a day where there is one, and nothing promised that isn't certain."""
    told = _NEXT.get(ActKind(act.kind))
    if told is None:
        return _("Noted; it holds from now on.")
    values = {
        "day": weekday_words(act.answer_due_on, today) if act.answer_due_on else "",
        "number": act.complaint.number if act.complaint else "",
    }
    said = str(told) % values
    if act.kind == ActKind.HARDSHIP and not act.values.get("pause"):
        return _joined(said, _OWED)
    if act.kind in _HOLDING:
        said = _joined(said, _HOLDING[ActKind(act.kind)] if act.is_held else _ON_FILE)
    return _joined(said, _OWED) if act.kind in (ActKind.HARDSHIP, ActKind.STOP) else said


def _joined(one: str, other: str | Promise) -> str:
    return _("%(one)s %(other)s") % {"one": one, "other": other}


def told_lines(act: BorrowerAct) -> list[tuple[str, str]]:
    """What was told, field by field: label and words."""
    return [(str(_FIELDS[name]), _said(name, value)) for name, value in act.values.items() if name in _FIELDS]


def _said(name: str, value: Any) -> str:
    if value is True:
        return _("yes")
    codes = _CODES.get(name, {})
    if isinstance(value, list):
        return _(", ").join(_words(codes, value))
    return str(codes.get(value, value))


def _words(codes: Mapping[str, Any], values: Iterable[Any]) -> list[str]:
    return [str(codes.get(one, one)) for one in values]

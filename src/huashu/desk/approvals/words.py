"""Saying arrangements: their terms, the limits that they exceed, and what the officer tells the customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huashu.desk.approvals.authority import Excess
from huashu.desk.approvals.models import Arrangement, ArrangementKind, ArrangementStatus
from huashu.desk.approvals.terms import change_of, promise_of
from huashu.desk.cases.models import Case
from huashu.desk.cases.money_words import FREQUENCIES
from huashu.desk.cases.words import clock_words, day_words, weekday_words
from huashu.lending.entries import Holiday, HolidayInterest, Reschedule
from huashu.money import format_minor

TONES: Final = {
    ArrangementStatus.WAITING: "soon",
    ArrangementStatus.SECOND: "soon",
    ArrangementStatus.COUNTERED: "do",
    ArrangementStatus.APPROVED: "ok",
    ArrangementStatus.AGREED: "ok",
    ArrangementStatus.REFUSED: "late",
    ArrangementStatus.DECLINED: "mute",
    ArrangementStatus.TAKEN_BACK: "mute",
}

_EXCESS: Final = {
    "promise_days": gettext_lazy("The last day is %(asked)s days ahead; you may accept %(limit)s."),
    "promise_days_after_broken": gettext_lazy("The last day is %(asked)s days ahead; after a broken promise you may accept %(limit)s."),
    "promise_parts": gettext_lazy("It has %(asked)s payments; you may accept %(limit)s."),
    "promise_least": gettext_lazy("It comes to %(asked)s%% of what is owed; you may accept %(limit)s%% or more."),
    "waived": gettext_lazy("With it %(asked)s is waived on this loan within twelve months; you may waive %(limit)s."),
    "reschedule": gettext_lazy("You may not reschedule alone."),
    "holiday": gettext_lazy("You may not give a payment holiday alone."),
    "extension_days": gettext_lazy("The last due date moves by %(asked)s days; you may move it by %(limit)s."),
}
_EXCESS_OF_ASKER: Final = {
    "promise_days": gettext_lazy("last day %(asked)s days ahead, limit %(limit)s"),
    "promise_days_after_broken": gettext_lazy("last day %(asked)s days ahead, limit after a broken promise %(limit)s"),
    "promise_parts": gettext_lazy("%(asked)s payments, limit %(limit)s"),
    "promise_least": gettext_lazy("%(asked)s%% of what is owed, at least %(limit)s%%"),
    "waived": gettext_lazy("%(asked)s waived within twelve months, limit %(limit)s"),
    "reschedule": gettext_lazy("reschedules need a supervisor"),
    "holiday": gettext_lazy("payment holidays need a supervisor"),
    "extension_days": gettext_lazy("last due date moves by %(asked)s days, limit %(limit)s"),
}


def excess_sentences(found: Iterable[Excess], currency: str) -> str:
    """The limits exceeded, as sentences to whoever is held by them."""
    return " ".join(str(_EXCESS[one.code]) % _values(one.code, one.asked, one.limit, currency) for one in found)


def excess_notes(records: Iterable[Mapping[str, Any]], currency: str) -> list[str]:
    """The stored limits exceeded, each as a short note for whoever decides."""
    return [
        str(_EXCESS_OF_ASKER[one["code"]]) % _values(one["code"], one["asked"], one["limit"], currency)
        for one in records
        if one.get("code") in _EXCESS_OF_ASKER
    ]


def hear_words(answer_due_at: datetime, today: date) -> str:
    """A moment as it's said to the customer: a near day by its name, and the time."""
    at = timezone.localtime(answer_due_at)
    near = {0: _("today"), 1: _("tomorrow")}.get((at.date() - today).days)
    return _("%(day)s at %(time)s") % {"day": near or day_words(at.date(), today), "time": clock_words(at)}


def forward_sentence(case: Case, answer_due_at: datetime, today: date) -> str:
    """What the officer says, in the customer's language, when something is put forward: neither granted nor refused."""
    with translation.override(case.customer.language):
        return _("I'll put this forward to my supervisor exactly as you said it; I can't promise it myself. You'll hear by %(when)s.") % {
            "when": hear_words(answer_due_at, today)
        }


def forward_notice(sentence: str) -> str:
    """What the officer reads once something is put forward; the sentence for the customer keeps the customer's language."""
    return _("Put forward. Say to the customer: %(sentence)s") % {"sentence": sentence}


def told_sentence(arrangement: Arrangement, terms: Mapping[str, Any], today: date) -> str:
    """What the officer tells the customer about a decision, in the customer's language."""
    with translation.override(arrangement.case.customer.language):
        what = terms_words(arrangement.kind, terms, arrangement.case.currency, today)
        if arrangement.status in (ArrangementStatus.APPROVED, ArrangementStatus.AGREED):
            return _("My supervisor has agreed: %(what)s. It holds from now on.") % {"what": what}
        if arrangement.status == ArrangementStatus.COUNTERED:
            return _("My supervisor can't agree to that, but offers this instead: %(what)s. Would that work for you?") % {"what": what}
        return _("My supervisor can't agree to that. Let us see together what else is possible.")


def terms_words(kind: str, terms: Mapping[str, Any], currency: str, today: date, money: Callable[[int, str], str] = format_minor) -> str:
    """Terms in one phrase.

    Args:
        kind: What is asked for.
        terms: Its terms.
        currency: Of its amounts.
        today: The business day.
        money: How an amount is written; the desk leaves its currency out, a message to the customer doesn't.
    """
    if kind == ArrangementKind.PROMISE:
        parts = promise_of(terms).parts
        return _(", then ").join(
            _("%(amount)s by %(day)s") % {"amount": money(part.amount_minor, currency), "day": weekday_words(part.due_on, today)}
            for part in parts
        )
    if kind == ArrangementKind.WAIVER:
        return _("%(amount)s of the penalty interest waived") % {"amount": money(terms["amount_minor"], currency)}
    change = change_of(terms)
    if isinstance(change, Holiday):
        said = ngettext("%(n)s instalment put off", "%(n)s instalments put off", change.periods) % {"n": change.periods}
        how = _("the interest still falls due") if change.interest is HolidayInterest.PAY else _("the interest joins the principal")
        return f"{said}{_(', ')}{how}"
    assert isinstance(change, Reschedule)
    said = ngettext("%(n)s new instalment", "%(n)s new instalments", change.periods) % {"n": change.periods}
    first = _("%(frequency)s from %(day)s") % {
        "frequency": FREQUENCIES.get(change.frequency, change.frequency),
        "day": day_words(change.first_due_on, today),
    }
    return f"{said}{_(', ')}{first}"


def _values(code: str, asked: int, limit: int, currency: str) -> dict[str, object]:
    if code == "waived":
        return {"asked": format_minor(asked, currency), "limit": format_minor(limit, currency)}
    return {"asked": asked, "limit": limit}

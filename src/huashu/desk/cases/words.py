"""Saying it: the reason for a place, days and durations, and what a case's own events were, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huashu.desk.approvals.models import ArrangementKind
from huashu.desk.cases.drafts import PromiseDraft
from huashu.desk.cases.models import Case, PromiseStatus
from huashu.money import format_minor
from huashu.worklist import Lane, Place

LANES: Final = {
    Lane.DEADLINE: gettext_lazy("First contact owed within 24 hours"),
    Lane.APPOINTMENT: gettext_lazy("At the time agreed"),
    Lane.PROMISE_DUE: gettext_lazy("Promises due"),
    Lane.PROMISE_BROKEN: gettext_lazy("Promises broken"),
    Lane.EARLY: gettext_lazy("Early overdue"),
    Lane.FIRM: gettext_lazy("Firm stage"),
    Lane.REMINDER: gettext_lazy("To be reminded"),
    Lane.WAITING: gettext_lazy("Waiting, nothing to do now"),
}
STAGES: Final = {
    "before_due": gettext_lazy("Before due"),
    "early": gettext_lazy("Early"),
    "firm": gettext_lazy("Firm"),
    "closed": gettext_lazy("Repaid"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short label with a meaning: ``late``, ``soon``, ``ok`` or ``mute``."""

    text: str
    tone: str


def stage_words(code: str) -> str:
    """A stage's name; a lender's own code says itself."""
    return str(STAGES.get(code, code))


def bucket_words(code: str) -> str:
    """A bucket's name; bands such as M1 are called so everywhere."""
    return {"current": _("Not overdue"), "closed": _("Repaid")}.get(code, code)


def day_words(day: date, today: date) -> str:
    """A day, with its year only if it isn't this one."""
    return date_format(day, _("j M") if day.year == today.year else _("j M Y"))


def weekday_words(day: date, today: date) -> str:
    """A day with its weekday, for something to come."""
    near = {0: _("today"), 1: _("tomorrow")}.get((day - today).days)
    if near:
        return _("%(day)s, %(near)s") % {"day": day_words(day, today), "near": near}
    return date_format(day, _("D j M") if day.year == today.year else _("D j M Y"))


def clock_words(at: datetime) -> str:
    """The time of day on the lender's clock."""
    return timezone.localtime(at).strftime("%H:%M")


def moment_words(at: datetime, today: date) -> str:
    """A day and a time; only the time if it is today."""
    day = timezone.localdate(at)
    return clock_words(at) if day == today else f"{day_words(day, today)} {clock_words(at)}"


def span_words(span: timedelta) -> str:
    """A stretch of time to the minute: days and hours, hours and minutes, or minutes."""
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": hour}
    if hours:
        return _("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": minute}
    return _("%(minutes)s min") % {"minutes": minutes}


def overdue_words(days: int) -> str:
    """How long it has been overdue."""
    return ngettext("overdue %(days)s day", "overdue %(days)s days", days) % {"days": days}


def place_words(place: Place, currency: str, now: datetime) -> str:
    """Why a case stands where it stands, as one short sentence.

    Args:
        place: Its place.
        currency: Currency of its amounts.
        now: The moment to count time left from.
    """
    speak = _PLACES.get(place.code)
    return _sentence(speak(_Speech(place.values, currency, now))) if speak else ""


def case_chip(case: Case, place: Place, now: datetime) -> Chip | None:
    """The label beside a case's amount: its time, its lateness (its bucket, where the reason says the days) or its due day."""
    today = timezone.localdate(now)
    if place.lane == Lane.APPOINTMENT and case.next_contact_at:
        return Chip(moment_words(case.next_contact_at, today), "soon" if case.next_contact_at <= now else "mute")
    if case.days_past_due:
        said = bucket_words(case.bucket) if place.code == "overdue" else overdue_words(case.days_past_due)
        return Chip(said, "late" if case.stage == "firm" or place.lane == Lane.PROMISE_BROKEN else "soon")
    if case.next_due_on:
        return Chip(_("due %(day)s") % {"day": day_words(case.next_due_on, today)}, "mute")
    return None


@dataclass(frozen=True, slots=True)
class _Speech:
    """What a reason is said with."""

    values: Mapping[str, Any]
    currency: str
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def amount(self) -> str:
        return format_minor(int(self.values.get("amount_minor", 0)), self.currency)

    def day(self) -> date:
        return date.fromisoformat(self.values["on"])

    def moment(self, name: str) -> datetime:
        return datetime.fromisoformat(self.values[name])


def _first_contact(speech: _Speech) -> str:
    due_at = speech.moment("due_at")
    if due_at > speech.now:
        return _("first contact due in %(left)s") % {"left": span_words(due_at - speech.now)}
    return _("first contact late by %(late)s") % {"late": span_words(speech.now - due_at)}


def _answer(speech: _Speech) -> str:
    when = moment_words(speech.moment("at"), speech.today)
    if speech.moment("at") < speech.now:
        return _("answer the customer, who was to hear by %(when)s") % {"when": when}
    return _("answer the customer, who is to hear by %(when)s") % {"when": when}


def _appointment(speech: _Speech) -> str:
    at = speech.moment("at")
    when = moment_words(at, speech.today)
    if at > speech.now:
        return _("call-back agreed at %(when)s") % {"when": when}
    return _("call-back agreed at %(when)s, %(late)s ago") % {"when": when, "late": span_words(speech.now - at)}


def _promise_due(speech: _Speech) -> str:
    day = speech.day()
    if day == speech.today:
        return _("promised %(amount)s by today, not yet received") % {"amount": speech.amount()}
    return _("promised %(amount)s by %(day)s, not yet received") % {"amount": speech.amount(), "day": day_words(day, speech.today)}


def _promise_broken(speech: _Speech) -> str:
    count = int(speech.values["count"])
    if count <= 1:
        return _("promise broken")
    return _("promise broken, second time") if count == 2 else _("promise broken, %(count)s times by now") % {"count": count}


def _overdue(speech: _Speech) -> str:
    return _("%(overdue)s, %(amount)s") % {"overdue": overdue_words(int(speech.values["days"])), "amount": speech.amount()}


def _reminder(speech: _Speech) -> str:
    days = (speech.day() - speech.today).days
    if days < 0:
        return ngettext("was due %(days)s day ago, %(amount)s", "was due %(days)s days ago, %(amount)s", -days) % {
            "days": -days,
            "amount": speech.amount(),
        }
    if days == 0:
        return _("due today, %(amount)s") % {"amount": speech.amount()}
    return ngettext("due in %(days)s day, %(amount)s", "due in %(days)s days, %(amount)s", days) % {"days": days, "amount": speech.amount()}


def _waiting_promise(speech: _Speech) -> str:
    return _("promised %(amount)s by %(day)s") % {"amount": speech.amount(), "day": weekday_words(speech.day(), speech.today)}


def _waiting_contact(speech: _Speech) -> str:
    return _("next contact %(when)s") % {"when": moment_words(speech.moment("at"), speech.today)}


_PLACES: Final[dict[str, Callable[[_Speech], str]]] = {
    "first_contact": _first_contact,
    "answer": _answer,
    "appointment": _appointment,
    "promise_due": _promise_due,
    "promise_broken": _promise_broken,
    "overdue": _overdue,
    "reminder": _reminder,
    "waiting_promise": _waiting_promise,
    "waiting_contact": _waiting_contact,
    "done_today": lambda _speech: _("done for today"),
    "nothing_due": lambda _speech: _("nothing is due"),
}


def event_words(code: str, values: Mapping[str, Any], currency: str) -> str:
    """What happened to a case by itself or by a supervisor; a code that isn't known says itself."""
    sentence = {
        "opened": _("Case opened, %(amount)s overdue") if values.get("why") == "overdue" else _("Case opened for a reminder"),
        "overdue": _("Overdue now: %(amount)s"),
        "cured": _("Nothing overdue any more; case closed"),
        "closed": _("Paid in time; case closed"),
        "stage": _("Stage now: %(stage)s"),
        "assigned": _("Given to %(to)s") if values.get("to") else _("Given to nobody"),
        "first_contact_missed": _("No first contact within 24 hours"),
        "condition_failed": _("The promise's condition failed: “%(words)s”"),
        "urgent": _("Marked urgent"),
        "urgent_withdrawn": _("No longer marked urgent"),
        "legal_approved": _("Legal action approved"),
        "legal_approved_withdrawn": _("Approval of legal action taken back"),
        "link_made": _("Link to the customer's page made"),
        "customer_answered": _("Answered on the customer's page"),
        "link_revoked": _("Link to the customer's page taken back"),
        **_arrangement_sentences(),
    }.get(code)
    if sentence is None:
        return code.replace("_", " ")
    told = {"kind": _kind_words(str(values.get("kind", ""))), "words": values.get("words", "")}
    amount = format_minor(int(values.get("amount_minor", 0)), currency)
    said = sentence % {"stage": stage_words(str(values.get("stage", ""))), "to": values.get("to", ""), "amount": amount, **told}
    reason = values.get("reason", "")
    return _("%(said)s – %(reason)s") % {"said": said, "reason": reason} if reason else said


def change_words(status_from: str, status: str) -> str:
    """A change of a promise's status as its timeline says it."""
    if status == PromiseStatus.OPEN:
        return _("Promise approved") if status_from == PromiseStatus.PROPOSED else _("Promise open again")
    return {
        PromiseStatus.KEPT: _("Promise kept"),
        PromiseStatus.PART_KEPT: _("Promise kept in part"),
        PromiseStatus.BROKEN: _("Promise broken"),
        PromiseStatus.WITHDRAWN: _("Promise ended"),
        PromiseStatus.REFUSED: _("Promise not granted"),
    }.get(PromiseStatus(status), status)


def read_back(promise: PromiseDraft, currency: str, today: date) -> str:
    """A promise as the officer reads it back to the customer."""
    said = _(", then ").join(
        _("%(amount)s by %(day)s") % {"amount": format_minor(part.amount_minor, currency), "day": weekday_words(part.due_on, today)}
        for part in promise.parts
    )
    if len(promise.parts) == 1:
        return _("So you will pay %(said)s. Is that right?") % {"said": said}
    total = format_minor(promise.total_minor, currency)
    return _("So you will pay %(said)s: %(total)s altogether. Is that right?") % {"said": said, "total": total}


def _arrangement_sentences() -> dict[str, str]:
    return {
        "arrangement_asked": _("Put forward to a supervisor: %(kind)s"),
        "arrangement_seconded": _("Approved once, a second approval is needed: %(kind)s"),
        "arrangement_approved": _("Approved: %(kind)s"),
        "arrangement_countered": _("Other terms offered: %(kind)s"),
        "arrangement_refused": _("Refused: %(kind)s"),
        "arrangement_agreed": _("The customer agreed to the other terms: %(kind)s"),
        "arrangement_declined": _("The customer declined the other terms: %(kind)s"),
        "arrangement_taken_back": _("Request taken back: %(kind)s"),
    }


def _kind_words(kind: str) -> str:
    return str(dict(ArrangementKind.choices).get(kind, kind))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

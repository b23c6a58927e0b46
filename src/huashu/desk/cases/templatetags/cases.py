"""Template filters of the case pages: days, moments and codes in words."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from huashu.desk.cases import money_words, words
from huashu.desk.cases.models import CaseEvent, Channel, Outcome, Promise, PromiseChange, PromiseStatus
from huashu.desk.cases.selectors.standing import Instalment
from huashu.lending.allocation import Amounts
from huashu.worklist import Lane

register = template.Library()

_ICONS = {
    Channel.CALL: "phone",
    Channel.INBOUND: "phone",
    Channel.MESSAGE: "message",
    Channel.LETTER: "letter",
    Channel.VISIT: "visit",
}
_OUTCOME_TONES = {
    Outcome.PROMISED: "ok",
    Outcome.PAID: "ok",
    Outcome.CALL_BACK: "do",
    Outcome.REFUSED: "late",
    Outcome.DISPUTED: "late",
    Outcome.HARDSHIP: "soon",
    Outcome.STOP: "late",
}


@register.filter
def day(value: date | None, today: date) -> str:
    """A day in words, with its year only if it isn't this one."""
    return words.day_words(value, today) if value else ""


@register.filter
def weekday(value: date | None, today: date) -> str:
    """A day to come with its weekday."""
    return words.weekday_words(value, today) if value else ""


@register.filter
def moment(value: datetime | None, today: date) -> str:
    """A day and a time; only the time if it is today."""
    return words.moment_words(value, today) if value else ""


@register.filter
def clock_time(value: datetime) -> str:
    """The time of day on the lender's clock."""
    return words.clock_words(value)


@register.filter
def minutes(seconds: int | None) -> str:
    """A duration as minutes and seconds."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


@register.filter
def stage(code: str) -> str:
    """A stage's name."""
    return words.stage_words(code)


@register.filter
def bucket(code: str) -> str:
    """A bucket's name."""
    return words.bucket_words(code)


@register.filter
def lane(number: int) -> str:
    """A lane's heading."""
    return str(words.LANES[Lane(number)])


@register.filter
def event(row: CaseEvent, currency: str) -> str:
    """What happened to a case."""
    return words.event_words(row.code, row.values, currency)


@register.filter
def promise_change(row: PromiseChange) -> str:
    """What became of a promise at one moment."""
    return words.change_words(row.status_from, row.status)


@register.filter
def entry_kind(kind: str) -> str:
    """What an entry of the ledger is called."""
    return str(money_words.ENTRIES.get(kind, kind))


@register.filter
def paid(row: Instalment) -> str:
    """How an instalment stands."""
    return str(money_words.PAID[row.state])


@register.filter
def method(code: str) -> str:
    """How principal is spread."""
    return str(money_words.METHODS.get(code, code))


@register.filter
def frequency(code: str) -> str:
    """How often an instalment falls due."""
    return str(money_words.FREQUENCIES.get(code, code))


@register.filter
def parts(amounts: Amounts, currency: str) -> str:
    """An amount's components in words."""
    return money_words.parts_words(amounts, currency)


@register.filter
def rate(rate_ppb: int) -> str:
    """A yearly rate as a percentage.

    >>> rate(108_000_000)
    '10.80%'
    """
    whole, rest = divmod(rate_ppb, 10_000_000)
    decimals = f"{rest:07d}".rstrip("0").ljust(2, "0")
    return f"{whole}.{decimals}%"


@register.filter
def promise_tone(status: str) -> str:
    """The tone of a promise's chip."""
    return money_words.TONES[PromiseStatus(status)]


@register.filter
def outcome_tone(code: str) -> str:
    """The tone of an outcome's chip."""
    return _OUTCOME_TONES.get(Outcome(code), "mute")


@register.filter
def channel_icon(code: str) -> str:
    """The icon of a channel."""
    return _ICONS[Channel(code)]


@register.filter
def day_of(value: datetime, today: date) -> str:
    """The day of a moment, for things that have no time of day."""
    return words.day_words(timezone.localdate(value), today)


@register.filter
def received(promise: Promise) -> int:
    """What has come for a promise, all parts together; reads the parts that the list fetched."""
    return sum(part.received_minor for part in promise.parts.all())

"""Wordings filled with a case's numbers; a wording with something unknown in it isn't said.

``{overdue_amount}`` is replaced by the fact of that name, written as people say it in the track's language. What was put in is kept
with its place, so that a screen can mark it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from huashu.money import format_minor
from huashu.playbook.conditions import Value, all_hold
from huashu.playbook.facts import CAPTURES, FACTS, Fact
from huashu.playbook.track import Wording

VARIABLE: Final = re.compile(r"\{([a-z_]+)\}")
_WEEKDAYS: Final = {"zh": "一二三四五六日", "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SIGNS: Final = {"CNY": "元", "TWD": "元", "HKD": "元", "USD": "$", "GBP": "£", "EUR": "€"}


@dataclass(frozen=True, slots=True)
class Said:
    """A wording ready to be spoken.

    Args:
        text: The words.
        marks: Start and end of what was filled in.
        also: Steps that the words do besides.
        number: Its place among the wordings it came from.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    also: tuple[str, ...]
    number: int


def variables(text: str) -> tuple[str, ...]:
    """Names of the variables in a text, in order, each once."""
    return tuple(dict.fromkeys(VARIABLE.findall(text)))


def fill(text: str, facts: Mapping[str, Value], language: str, currency: str) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """Put facts into a text.

    Args:
        text: With ``{variables}``.
        facts: What is known; money in minor units, dates as ISO texts.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        currency: ISO code of the money.

    Returns:
        The text and the places that were filled; None if something isn't known.
    """
    out, marks, length, position = [], [], 0, 0
    for match in VARIABLE.finditer(text):
        name = match.group(1)
        value, fact = facts.get(name), FACTS.get(name) or CAPTURES.get(name)
        if value is None or fact is None:
            return None
        before, words = text[position : match.start()], spoken(fact, value, language, currency)
        out += [before, words]
        length += len(before)
        marks.append((length, length + len(words)))
        length += len(words)
        position = match.end()
    return "".join([*out, text[position:]]), tuple(marks)


def sayable(say: tuple[Wording, ...], facts: Mapping[str, Value], language: str, currency: str) -> tuple[Said, ...]:
    """The wordings that may be said now, filled, in order."""
    found = []
    for number, wording in enumerate(say):
        if all_hold(wording.when, facts) and (filled := fill(wording.text, facts, language, currency)):
            found.append(Said(filled[0], filled[1], wording.also, number))
    return tuple(found)


def spoken(fact: Fact, value: Value, language: str, currency: str) -> str:
    """One value as people say it."""
    english = language == "en"
    if fact.type == "money" and isinstance(value, int):
        return _money(value, currency, english=english)
    if fact.type == "date" and isinstance(value, str):
        return day_spoken(date.fromisoformat(value), language)
    if fact.type == "rate" and isinstance(value, int):
        return f"{value // 10_000}.{value % 10_000 // 100:02d}%"
    return str(value)


def day_spoken(day: date, language: str) -> str:
    """A date with its weekday, without the year."""
    if language == "en":
        return f"{_WEEKDAYS['en'][day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}"
    week = "週" if language == "zh-Hant" else "周"
    return f"{day.month}月{day.day}日（{week}{_WEEKDAYS['zh'][day.weekday()]}）"


def _money(amount_minor: int, currency: str, *, english: bool) -> str:
    figure = format_minor(amount_minor, currency)
    figure = figure.removesuffix(".00")
    sign = _SIGNS.get(currency, currency)
    if english:
        return f"{sign}{figure}" if len(sign) == 1 and sign != "元" else f"{figure} {currency}"
    return f"{figure}{sign}" if sign == "元" else f"{currency} {figure}"

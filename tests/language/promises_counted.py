"""The tables of promises in ``fixtures`` and how a promise is written in them."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from huashu.language import Promise

FIXTURES = Path(__file__).parent / "fixtures"
SAID_ON = date(2026, 11, 25)
OVERDUE = {"zh": 500_000, "en": 125_000}


@dataclass(frozen=True)
class Case:
    words: str
    language: str
    said_on: date
    overdue_minor: int
    wanted: str


def cases(language: str) -> list[Case]:
    lines = (FIXTURES / f"promises_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [case_of(line, language) for line in lines if line and not line.startswith("#")]


def case_of(line: str, language: str) -> Case:
    """A line of a table: ``[day overdue] words => promise``."""
    words, wanted = line.split(" => ")
    said_on, overdue = SAID_ON, OVERDUE[language]
    if found := re.match(r"\[(\S+) (\S+)\] ", words):
        said_on, overdue, words = date.fromisoformat(found[1]), int(found[2]) * 100, words[found.end() :]
    return Case(words, language, said_on, overdue, wanted)


def written(promise: Promise, said_on: date) -> str:
    """A promise as the tables write it."""
    parts = ", ".join(f"{_amount(payment.amount_minor)} by {_day(payment.by, said_on)}" for payment in promise.payments)
    unfirm = "?" if promise.payments and not promise.firm and promise.kind != "conditional" else ""
    return f"{promise.kind} {parts}".strip() + unfirm


def _amount(minor: int | None) -> str:
    return "all" if minor is None else f"{minor / 100:.2f}".rstrip("0").rstrip(".")


def _day(day: date | None, said_on: date) -> str:
    if day is None:
        return "-"
    return f"{day:%m-%d}" if day.year == said_on.year else day.isoformat()

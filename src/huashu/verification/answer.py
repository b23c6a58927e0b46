"""An applicant's answer to one question, and what comes of holding it against the application."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final

from huashu.errors import InvalidValue, MissingValue
from huashu.language import LANGUAGES, language_of

MONEY_FIELDS: Final = frozenset({"monthly_income", "loan_amount", "down_payment"})
NUMBER_FIELDS: Final = MONEY_FIELDS | {"term_months"}
FIELDS: Final = (
    "name",
    "id_tail",
    "phone",
    "address",
    "residence_type",
    "employer",
    "position",
    "employed_since",
    "monthly_income",
    "marital_status",
    "loan_amount",
    "term_months",
    "annual_rate",
    "applied_on",
    "purpose",
    "vehicle",
    "down_payment",
    "existing_loans",
    "work_contact",
)
_YEARS: Final = (1950, 2199)
"""Years in which calls are made and forms are signed; days gone by are counted back from them."""
Value = str | int | None


class Verdict(StrEnum):
    """How an answer stands to the application; the ids are part of the public vocabulary."""

    MATCH = "match"
    NEAR = "near"
    CONFLICT = "conflict"
    UNSURE = "unsure"
    NOT_ANSWERED = "not_answered"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer comes to. A conflict means "ask about this", no more.

    Args:
        verdict: How it stands to the form.
        value: What he said, normalised; money in minor units; ``None`` where he said nothing usable.
    """

    verdict: Verdict
    value: Value = None

    def as_record(self) -> dict[str, object]:
        """As the JSON Lines commands write it."""
        return {"verdict": self.verdict.value, "value": self.value}


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and its answer.

    Args:
        field: One of ``FIELDS``.
        form_value: What the application says: money in minor units, a term in months, everything else as words.
        text: What he said.
        asked_on: The day of the call, where he is; relative days count from it.
        language: ``zh`` or ``en``.
        question: What he was asked, if known; it decides what a bare yes or no means.
    """

    field: str
    form_value: str | int
    text: str
    asked_on: date
    language: str
    question: str = ""

    @property
    def form(self) -> str:
        """The form's value as words."""
        return str(self.form_value)

    @property
    def chinese(self) -> bool:
        """Whether it is read as Chinese."""
        return self.language == "zh"


def answer_from_record(record: Mapping[str, object]) -> Answer:
    """One line of ``huashu answers check``.

    Raises:
        MissingValue: A needed field is absent.
        InvalidValue: A field holds something it can't hold.
    """
    field = _text(record, "field", "a field of the application")
    if field not in FIELDS:
        raise InvalidValue("field", field, f"one of {', '.join(FIELDS)}")
    text = _text(record, "answer_text", "what was said")
    language = record.get("language")
    if language is not None and language not in LANGUAGES:
        raise InvalidValue("language", language, f"one of {', '.join(LANGUAGES)}")
    question = record.get("question") or ""
    if not isinstance(question, str):
        raise InvalidValue("question", question, "text")
    asked_on = _day(_text(record, "asked_at", "the moment of the question, in ISO 8601"))
    return Answer(
        field, form_value_checked(field, record.get("form_value")), text, asked_on, str(language or language_of(text))[:2], question
    )


def form_value_checked(field: str, value: object) -> str | int:
    """The form's value if it is one that the field can hold.

    Args:
        field: One of ``FIELDS``.
        value: As it came.

    Raises:
        MissingValue: There is none.
        InvalidValue: It is of another kind than the field's.
    """
    if value is None:
        raise MissingValue("form_value", "what the application says")
    if isinstance(value, bool) or (isinstance(value, str) and not value.strip()):
        raise InvalidValue("form_value", value, "what the application says")
    if field in NUMBER_FIELDS:
        return _whole(value)
    if isinstance(value, date):
        value = value.isoformat()
    words = f"{value:f}" if not isinstance(value, str) and isinstance(value, Fraction | float) else str(value)
    if field == "annual_rate" and not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", words):
        raise InvalidValue("form_value", value, 'a yearly rate as a decimal fraction ("0.085")')
    if field == "employed_since" and not re.fullmatch(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?", words):
        raise InvalidValue("form_value", value, "a month (YYYY-MM)")
    if field == "applied_on":
        return _day(words, "form_value").isoformat()
    return words


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    if not isinstance(value, int) or not 0 <= value < 10**15:
        raise InvalidValue("form_value", value, "a whole number from 0, money in hundredths")
    return value


def _text(record: Mapping[str, object], name: str, wanted: str) -> str:
    value = record.get(name)
    if value is None:
        raise MissingValue(name, wanted)
    if not isinstance(value, str):
        raise InvalidValue(name, value, wanted)
    return value


def _day(words: str, field: str = "asked_at") -> date:
    try:
        day = datetime.fromisoformat(words).date()
    except ValueError:
        day = date.min
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise InvalidValue(field, words, "a moment in ISO 8601" if field == "asked_at" else "a day (YYYY-MM-DD)")
    return day

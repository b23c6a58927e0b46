"""How a customer is addressed and what a loan's security says; texts of the contract are read, nothing is made up."""

from __future__ import annotations

import re
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from huashu.desk.conduct.speech import traditional
from huashu.playbook.facts import CAPTURES, FACTS, REMEDIES
from huashu.playbook.vocabulary import vocabulary

_DOUBLE: Final = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
    "歐陽",
    "諸葛",
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_PLEDGED: Final = re.compile(r"抵押|mortgage|pledge|lien", re.IGNORECASE)
_SURETY: Final = re.compile(r"保证人|担保人|保證人|擔保人|guarantor|surety", re.IGNORECASE)
_NONE: Final = re.compile(
    r"[无無没沒](?:有)?\s*(?:抵押|保证人?|担保人?|保證人?|擔保人?)|\bno (?:guarantor|surety|mortgage|pledge|lien)", re.IGNORECASE
)
_FIELDS: Final = {
    "name": _lazy("Name"),
    "id_tail": _lazy("End of the identity number"),
    "phone": _lazy("Phone"),
    "address": _lazy("Address"),
    "residence_type": _lazy("Kind of home"),
    "employer": _lazy("Employer"),
    "position": _lazy("Post"),
    "employed_since": _lazy("Employed since"),
    "monthly_income": _lazy("Monthly income"),
    "marital_status": _lazy("Marital status"),
    "loan_amount": _lazy("Amount of the loan"),
    "term_months": _lazy("Term in months"),
    "annual_rate": _lazy("Yearly rate"),
    "applied_on": _lazy("Applied on"),
    "purpose": _lazy("Purpose"),
    "vehicle": _lazy("Vehicle"),
    "down_payment": _lazy("Down payment"),
    "existing_loans": _lazy("Other loans"),
    "work_contact": _lazy("Contact at work"),
}
"""Fields of an application."""


def salutation_of(name: str, id_number: str, language: str) -> str:
    """How a customer is spoken to: surname with 先生 or 女士 where the identity card says which, else the whole name.

    Args:
        name: The name as it is kept.
        id_number: The number of a Chinese identity card, or anything else.
        language: Language of the track.
    """
    is_card = re.fullmatch(r"\d{17}[\dXx]", id_number)
    if language == "en" or not is_card or not _CHINESE.fullmatch(name):
        return name
    surname = name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]
    return surname + ("先生" if int(id_number[16]) % 2 else "女士")


def pledged_in(security: str) -> bool | None:
    """Whether the text of a loan's security speaks of a pledged car; None where it says nothing."""
    return _said_in(_PLEDGED, security)


def surety_in(security: str) -> bool | None:
    """The same of a guarantor."""
    return _said_in(_SURETY, security)


def _said_in(pattern: re.Pattern[str], text: str) -> bool | None:
    if not pattern.search(text):
        return None
    denied = _NONE.search(text)
    return not (denied and pattern.search(denied.group()))


def reader(zh: str, en: str) -> str:
    """One of two texts for the reader of the page."""
    language = translation.get_language() or "zh-hans"
    if language == "en":
        return en
    return traditional(zh) if language == "zh-hant" else zh


def fact_name(name: str) -> str:
    """What a fact or captured field is called."""
    fact = FACTS.get(name) or CAPTURES.get(name)
    return reader(fact.zh, fact.en) if fact else name


def remedy_name(name: str) -> str:
    """What a remedy is called."""
    zh, en = REMEDIES.get(name, (name, name))
    return reader(zh, en)


def label_name(group: str, label: str) -> str:
    """What a label of the vocabulary is called."""
    found = vocabulary()[group].get(label)
    return reader(found.zh, found.en) if found else label


def field_words(field: str) -> str:
    """What a field of an application is called; an unknown one as it is written."""
    return str(_FIELDS.get(field, field))

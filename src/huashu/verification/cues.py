"""Words about an answer as a whole: doubt, refusal, correction, agreement. The lists are data (``words/cues.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from huashu.language.plain import plain
from huashu.language.spoken import spoken

_CLAUSE: Final = re.compile(r"(?<![0-9])[,.](?![0-9])|(?<=[0-9])[,.](?=\s|$|[^0-9])|(?<![0-9a-z])[,.]|[，。;；!！?？:：、\n…]+|--|—+")
_EDGE: Final = " ,.，。;；!！?？:：、…-—\"'"


@cache
def words_load(name: str) -> Any:
    """A table of this room: ``words/NAME.yaml``."""
    return yaml.safe_load(files("huashu.verification").joinpath(f"words/{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues of one language.

    Args:
        unsure: He doesn't know or remember.
        evades: He refuses, asks back, or sends the officer elsewhere.
        hedge: Approximating words and doubt.
        correction: What follows stands in place of what went before.
        agree: Nothing but yes.
        deny: Nothing but no.
        past: Of an earlier state.
        present: Of the state now.
    """

    unsure: re.Pattern[str]
    evades: re.Pattern[str]
    hedge: re.Pattern[str]
    correction: re.Pattern[str]
    agree: re.Pattern[str]
    deny: re.Pattern[str]
    past: re.Pattern[str]
    present: re.Pattern[str]


@cache
def cues_of(language: str) -> Cues:
    """The cues of ``zh`` or ``en``."""
    table = words_load("cues")[language]
    bounded = language == "en"

    def made(*names: str) -> re.Pattern[str]:
        parts = [part for name in names for part in (table[name] if isinstance(table[name], list) else [table[name]])]
        whole = "|".join(parts)
        return re.compile(rf"(?<![a-z])(?:{whole})(?![a-z])" if bounded else whole)

    return Cues(
        unsure=made("unsure"),
        evades=made("refuses", "sends", "asks_back"),
        hedge=made("hedge"),
        correction=re.compile("|".join(f"(?<![a-z])(?:{part})" if bounded else part for part in table["correction"])),
        agree=re.compile(table["agree"]),
        deny=re.compile(table["deny"]),
        past=made("past"),
        present=made("present"),
    )


@lru_cache(maxsize=4096)
def heard(text: str, language: str) -> str:
    """The text as the readers read it: normalised, without fillers, with the recogniser's slips of money and days mended."""
    return spoken(text, language).text.strip()


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The text normalised only: names and digits must not be mended."""
    return plain(text).text.strip()


def clauses(text: str) -> list[str]:
    """The pieces between punctuation, without it and without empty ones."""
    return [part for piece in _CLAUSE.split(text) if piece and (part := piece.strip(_EDGE))]


def is_hedged(text: str, language: str) -> bool:
    """Whether it holds an approximating word or doubt."""
    return bool(cues_of(language).hedge.search(text))


def present_only(text: str, language: str) -> str:
    """The text without the clauses that tell of an earlier state, where others are left."""
    cues = cues_of(language)
    parts = clauses(text)
    kept: list[str] = []
    for part in parts:
        gone = cues.past.search(part)
        now = next(reversed(list(cues.present.finditer(part))), None)
        if gone and now and now.end() > gone.start():
            part = part[now.end() :].strip()  # noqa: PLW2901 - the rest of the clause stands for it
        elif gone:
            continue
        if part:
            kept.append(part)
    return "，".join(kept) if kept else text


def attempts(text: str, language: str) -> list[str]:
    """What to read in turn until something is understood: what follows the last correction, then the whole."""
    found = list(cues_of(language).correction.finditer(text))
    tails = [text[mark.end() :] for mark in reversed(found) if text[mark.end() :].strip(_EDGE)]
    return [*tails[:2], text]


def trimmed(text: str) -> str:
    """The text without punctuation and spaces at its ends."""
    return text.strip(_EDGE)

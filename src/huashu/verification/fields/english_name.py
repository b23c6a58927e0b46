"""English names: short forms, spellings, titles."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from huashu.verification.answer import Judgement, Verdict
from huashu.verification.cues import words_load
from huashu.verification.sounds import english_key

_LETTERS: Final = re.compile(r"(?<![a-z])(?:[a-z](?:[- .,]+|$)){3,}")
_WITH: Final = re.compile(
    r"(?:(?P<name>[a-z']+),? )?(?:with|has|spelled with|spelt with|that's with|"
    r"and it's) (?P<no>no )?(?:an? )?(?P<letter>p-?h|e-?y|i-?e|[a-z])(?:'?s)?(?![a-z'])(?: at the (?P<end>end))?|"
    r"(?P<nox>(?<![a-z])no) (?P<letter2>[a-z])(?![a-z'])"
)
_NAME: Final = re.compile(r"[a-z]+(?:['’][a-z]+)*(?:-[a-z]+)*")


@cache
def _table() -> tuple[frozenset[str], frozenset[str], tuple[frozenset[str], ...]]:
    table = words_load("names")
    return (
        frozenset(table["titles"].split()),
        frozenset(table["fillers"].split()),
        tuple(frozenset(line.split()) for line in table["english"]),
    )


def short_forms(one: str, other: str) -> bool:
    """Whether one given name is a usual short form of the other."""
    return any(one in group and other in group for group in _table()[2]) or (
        min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
    )


def english_name_judge(form_words: str, text: str) -> Judgement | None:
    """Judge an English name.

    Args:
        form_words: The name as the form has it.
        text: The words that were said, normalised.
    """
    titles, fillers, _ = _table()
    form = [token for token in _NAME.findall(form_words.lower()) if token not in titles]
    spelled = ["".join(re.findall("[a-z]", found.group())) for found in _LETTERS.finditer(text)]
    hints = [(found["letter"] or found["letter2"]).replace("-", "") for found in _WITH.finditer(text) if not (found["no"] or found["nox"])]
    lacking = [found["letter"] or found["letter2"] for found in _WITH.finditer(text) if found["no"] or found["nox"]]
    words = _LETTERS.sub(" ", re.sub(_WITH, lambda found: found["name"] or " ", text))
    said = [token for token in _NAME.findall(words) if len(token) > 1 and token not in titles and (token not in fillers or token in form)]
    said = [token for token in said if not token.endswith("'s") or token in form]
    if not said and not spelled:
        return None
    return _judged(form, said, spelled, hints, lacking, form_words)


def _judged(
    form: list[str], said: list[str], spelled: list[str], hints: list[str], lacking: list[str], form_words: str
) -> Judgement | None:
    heard = [*said]
    for letters in spelled:
        alike = [
            place
            for place, token in enumerate(heard)
            if english_key(token) == english_key(letters) or token == letters or token[:1] == letters[:1]
        ]
        if alike:
            heard[alike[0]] = letters
        else:
            heard.append(letters)
    core = [token for token in form if len(token) > 1]
    marks = [_best(token, heard, spelled, hints, lacking) for token in core]
    value = " ".join(token.capitalize() for token in heard)
    if "conflict" in marks:
        return Judgement(Verdict.CONFLICT, value)
    needed = [marks[0], marks[-1]] if len(core) > 1 else marks
    strangers = [token for token in heard if not any(_alike(token, other) for other in core)]
    if all(mark == "same" for mark in needed):
        return Judgement(Verdict.MATCH, form_words)
    known = [mark for mark in needed if mark != "none"]
    if not known:
        return Judgement(Verdict.CONFLICT, value) if len(heard) <= 4 else None
    if len(known) < len(needed) and strangers and len(strangers) <= 2:
        return Judgement(Verdict.CONFLICT, value)
    return Judgement(Verdict.NEAR, value)


def _alike(one: str, other: str) -> bool:
    return one == other or english_key(one) == english_key(other) or short_forms(one, other)


def _best(wanted: str, heard: list[str], spelled: list[str], hints: list[str], lacking: list[str]) -> str:
    """How one word of the form's name was said: same, sounds the same, short, spelled otherwise (conflict), or not at all."""
    for token in heard:
        if token == wanted:
            wrong_hint = [letter for letter in hints if letter not in wanted and _concerns(letter, wanted)] or [
                letter for letter in lacking if wanted.endswith(letter)
            ]
            return "conflict" if wrong_hint else "same"
    for token in heard:
        if english_key(token) == english_key(wanted):
            if token in spelled:
                return "conflict"
            right = [letter for letter in hints if letter in wanted and letter not in token] or [
                letter for letter in lacking if letter in token and letter not in wanted[1:]
            ]
            wrong = [letter for letter in hints if letter in token and letter not in wanted]
            return "same" if right else "conflict" if wrong else "sounds"
    return "short" if any(short_forms(token, wanted) for token in heard) else "none"


_RIVALS: Final = (("c", "k"), ("ph", "v"), ("s", "z"), ("i", "y"), ("j", "g"), ("ey", "y"), ("f", "ph"), ("q", "k"), ("e", ""))


def _concerns(letter: str, wanted: str) -> bool:
    """Whether naming a letter speaks of a choice in this name: a K where it is written with a C."""
    return any(letter in pair and (pair[0] if pair[1] == letter else pair[1]) in wanted for pair in _RIVALS if all(pair))

"""English street addresses: house number, street, unit, town."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.figures import figures_find
from huashu.language.readings import digits_find
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, present_only, trimmed

_SHORT_FORMS: Final = {
    "street": "st str",
    "avenue": "ave av",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "boulevard": "blvd",
    "place": "pl",
    "crescent": "cres",
    "terrace": "ter terr",
    "highway": "hwy",
    "parkway": "pkwy",
    "square": "sq",
    "close": "cl",
    "gardens": "gdns",
    "grove": "grv gr",
    "circle": "cir",
    "trail": "trl",
    "north": "n",
    "southeast": "se",
    "southwest": "sw",
    "northeast": "ne",
    "northwest": "nw",
    "south": "s",
    "east": "e",
    "west": "w",
    "unit": "apt apartment flat suite ste",
    "number": "no",
    "block": "blk",
    "mount": "mt",
    "fort": "ft",
}
_ABBREVIATIONS: Final = {short: full for full, words in _SHORT_FORMS.items() for short in words.split()}
_TYPES: Final = frozenset(
    [
        "street",
        "avenue",
        "road",
        "drive",
        "lane",
        "court",
        "boulevard",
        "place",
        "way",
        "crescent",
        "terrace",
        "highway",
        "parkway",
        "square",
        "close",
        "gardens",
        "grove",
        "circle",
        "trail",
        "row",
        "hill",
        "mews",
        "walk",
        "rise",
        "view",
        "niwas",
    ]
)
_COMPASS: Final = frozenset({"north", "south", "east", "west", "southeast", "southwest", "northeast", "northwest"})
_TALK: Final = frozenset(
    [
        "i",
        "i'm",
        "im",
        "live",
        "lives",
        "at",
        "in",
        "on",
        "the",
        "my",
        "it's",
        "its",
        "is",
        "a",
        "an",
        "of",
        "just",
        "still",
        "yeah",
        "yes",
        "um",
        "uh",
        "and",
        "we",
        "are",
        "house",
        "place",
        "number",
        "address",
        "currently",
        "now",
        "right",
        "over",
        "near",
        "that's",
        "down",
        "by",
        "off",
    ]
)
_MOVED: Final = re.compile(r"moved|no longer|not there|don'?t live|new (?:place|address)|gave (?:it|that) up|left")
_ORDINALS: Final = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
}


def english_address_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge an English address."""
    now = present_only(text, "en")
    form, said = _tokens(answer.form), _tokens(now)
    value = trimmed(now)[:80]
    numbers, streets, unit, towns = _parts(answer.form)
    street_said = [token for token in streets if token in said]
    types = [token for token in form if token in _TYPES]
    types_said = [token for token in said if token in _TYPES]
    digits = _numbers(now, said)
    if streets and not street_said:
        known = any(token in said for token in towns)
        other = bool(types_said) or (bool(digits) and not set(digits) & set(numbers)) or bool(_MOVED.search(text))
        if other:
            return Judgement(Verdict.CONFLICT, value)
        if known or set(digits) & set(numbers):
            return Judgement(Verdict.NEAR, value)
        return Judgement(Verdict.CONFLICT, value) if re.search(r"(?:live|living|stay|staying|i'?m) (?:at|in|on) [a-z]", now) else None
    if (
        _contradicts(numbers, unit, digits, said, types, types_said)
        or _other_town(answer.form, text, towns, said)
        or (_MOVED.search(text) and not digits)
    ):
        return Judgement(Verdict.CONFLICT, value)
    has_number = not numbers or numbers[0] in digits
    has_unit = not unit or unit in said or unit in digits or unit.upper() in [token.upper() for token in said]
    whole = has_number and has_unit and len(street_said) == len(streets)
    return Judgement(Verdict.MATCH if whole else Verdict.NEAR, answer.form if whole else value)


def _tokens(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", bare(text).lower().replace("#", " unit ").replace("'s", ""))
    return [_ORDINALS.get(word, _ABBREVIATIONS.get(word, word)) for word in words]


def _parts(form: str) -> tuple[list[str], list[str], str, list[str]]:
    """House number, words of the street's name, unit, words of the town and beyond."""
    plain = re.sub(r"\b[0-9]{5}(?:-[0-9]{4})?\b|\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b", " ", form.lower())
    pieces = [_tokens(piece) for piece in plain.split(",")]
    unit = ""
    numbers: list[str] = []
    streets: list[str] = []
    towns: list[str] = []
    for tokens in pieces:
        if "unit" in tokens and tokens.index("unit") + 1 < len(tokens):
            at = tokens.index("unit")
            unit = (
                "".join(tokens[at + 1 : at + 3])
                if len(tokens) > at + 2 and tokens[at + 1].isdigit() and not tokens[at + 2].isalpha()
                else tokens[at + 1]
            )
            tokens = tokens[:at] + tokens[at + 2 :]  # noqa: PLW2901 - the unit is taken out of its piece
        if not tokens:
            continue
        if not streets and (any(token in _TYPES for token in tokens) or any(token[0].isdigit() for token in tokens)):
            numbers += [token for token in tokens if token[0].isdigit() and not re.fullmatch(r"[0-9]+(?:st|nd|rd|th)", token)]
            streets += [
                token
                for token in tokens
                if not token.isdigit()
                and token not in _TYPES
                and token not in _COMPASS
                and token not in {"block", "number"}
                and (not token[0].isdigit() or re.fullmatch(r"[0-9]+(?:st|nd|rd|th)", token))
            ]
        else:
            towns += [token for token in tokens if len(token) > 2]
    if not streets and towns:
        streets, towns = towns[:2], towns[2:]
    return numbers, streets, unit, towns


def _numbers(text: str, said: list[str]) -> list[str]:
    runs = digits_find(re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", bare(text)), chinese=False)
    runs += [str(int(figure.value)) for figure in figures_find(bare(text), chinese=False) if figure.value.denominator == 1]
    runs += [token for token in said if token[0].isdigit()]
    return [*runs, *(run[start:] for run in runs for start in range(1, len(run)) if len(run) > 5)]


def _contradicts(numbers: list[str], unit: str, digits: list[str], said: list[str], types: list[str], types_said: list[str]) -> bool:
    if types and types_said and not set(types) & set(types_said):
        return True
    plain = [run for run in digits if run.isdigit() and len(run) <= 5]
    if numbers and plain and numbers[0] not in digits and not (unit and all(run == unit or run in unit for run in plain)):
        return True
    at = said.index("unit") + 1 if "unit" in said else 0
    if at and unit and at < len(said) and said[at] != unit and not unit.startswith(said[at]) and unit not in said:
        return not any(run == unit for run in digits) and re.sub("[^0-9]", "", unit) not in digits
    return False


def _other_town(form: str, text: str, towns: list[str], said: list[str]) -> bool:
    """In another town than the form's."""
    found = re.search(r"(?<![a-z])(?:in|over in|down in) (?P<town>[a-z]{4,})", text)
    if not found or not towns or found["town"] in _TALK | _TYPES:
        return False
    return found["town"] not in form.lower() and not any(town in said for town in towns)

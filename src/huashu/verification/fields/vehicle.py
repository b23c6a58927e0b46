"""The car: makes and models under their nicknames and in other alphabets, versions and years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from huashu.language.en.numbers import WORDS
from huashu.language.figures import figures_find
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, present_only, trimmed, words_load
from huashu.verification.sounds import alike

_ZH_NUMBERS: Final = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])(?:年?款|年)?|(?<![0-9])[0-9]{2}(?:年?款)|'[0-9]{2}(?![0-9])")
_JOINT: Final = re.compile(
    r"一汽|上汽|通用(?!版)|东风(?=日产|本田|标致|雪铁龙|悦达)|广汽(?=丰田|本田|三菱|传祺|埃安)|北京(?=现代|奔驰|吉普)|"
    r"华晨(?=宝马)|长安(?=福特|马自达)|进口|全新|新款|二手"
)
_TALK: Final = re.compile(
    r"(?:我|就|是|的|那个|这个|一辆|一台|辆|台|买|了|车|吧|啊|呢|嘛|哦|款式?|型号|牌子?|订|提|选|要|看|新|白色|黑色|"
    r"红色|灰色|银色|蓝色|那款|那种|对|嗯|也|叫|啦|呀|小汽车|轿车)|"
    r"(?<![a-z])(?:a|an|the|it's|it|is|my|new|used|car|truck|just|one(?! (?:[a-z]+ty|hundred))|got|getting|buying|"
    r"want|i'm|im|i|brand|that|think|guess|white|black|red|blue|gray|grey|silver|yeah|yes|it'll|be|going|for|with|so|"
    r"of|was|model year|year|second hand)(?![a-z0-9])"
)


_SOUNDS_MAX: Final = 8
"""Models without a make are known by their sound in words this short only."""


@dataclass(frozen=True, slots=True)
class Car:
    """What words say of a car.

    Args:
        make: Canonical make, or nothing.
        model: Canonical model, or nothing.
        rest: What is left: version, trim.
        years: Model years.
    """

    make: str
    model: str
    rest: str
    years: frozenset[str]


@cache
def _tables() -> tuple[tuple[tuple[re.Pattern[str], str], ...], dict[str, tuple[tuple[str, str], ...]]]:
    table = words_load("vehicles")
    makes = sorted(((word, make) for make, words in table["makes"].items() for word in str(words).split()), key=lambda pair: -len(pair[0]))
    patterns = tuple((re.compile(rf"(?<![a-z]){word}(?![a-z])" if word[0].isascii() else word), make) for word, make in makes)
    models = {
        make: tuple(
            sorted(
                ((str(name).lower(), str(row).split()[0].lower()) for row in rows for name in str(row).split()),
                key=lambda pair: -len(pair[0]),
            )
        )
        for make, rows in table["models"].items()
    }
    return patterns, models


@lru_cache(maxsize=1024)
def car_of(words: str) -> Car:
    """Take the words about a car apart."""
    text = _digits(bare(words))
    text = _JOINT.sub("", text) if re.search("[一-龥]{4}", text) else text
    years = frozenset(re.sub("[^0-9]", "", found.group())[-2:] for found in _YEAR.finditer(text))
    text = _YEAR.sub(" ", text)
    make = ""
    for pattern, name in _tables()[0]:
        if pattern.search(text):
            make, text = name, pattern.sub(" ", text)
            break
    flat = _flat(text)
    found = _model(flat, make)
    if found:
        own, model, name = found
        rest = flat.replace(name, "", 1)
        for other, same in _tables()[1].get(own, ()):
            if same == model and len(other) >= 2 and other in rest:
                rest = rest.replace(other, "", 1)
        return Car(make or own, model, rest, years)
    return Car(make, "", flat, years)


def _digits(text: str) -> str:
    """English numbers as digits: "f one fifty", "c three hundred"."""
    if not re.search("[a-z]", text):
        return text
    for figure in reversed(figures_find(text, chinese=False)):
        words = text[figure.start : figure.end]
        value = next((value for value in reversed(figure.values) if value.denominator == 1), None)
        if value is not None and re.fullmatch(r"[a-z][a-z -]*[a-z]", words):
            text = text[: figure.start] + str(int(value)) + text[figure.end :]
    return text


def _flat(text: str) -> str:
    """Numbers as digits, no spaces: "f one fifty" is f150, 三系 is 3系."""
    words = [token for token in re.split(r"(?<=[一-龥])|(?=[一-龥])|[\s\-,，。.]+(?![0-9])|[\s\-]+", text) if token]
    made = "".join(str(WORDS[token]) if token in WORDS else token for token in words)
    made = "".join(_ZH_NUMBERS.get(char, char) for char in made)
    return re.sub(r"[\s,，。!?！？、;；:：]", "", made)


@cache
def _model_pattern(make: str) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, str]]]:
    """A pattern for the models of a make, or for all that can be known without one, and what each name stands for."""
    models = _tables()[1]
    rows = (
        [(make, pair) for pair in models.get(make, ())]
        if make
        else [(own, pair) for own, pairs in models.items() for pair in pairs if _distinct(pair[0])]
    )
    names: dict[str, tuple[str, str]] = {}
    for own, (name, model) in rows:
        names.setdefault(re.sub("[-.]", "", name), (own, model))
    ordered = sorted(names, key=len, reverse=True)
    parts = (
        ("(?<![0-9])" if name[0].isdigit() else "(?<![a-z])" if name[0].isascii() else "")
        + re.escape(name)
        + ("(?![0-9])" if name[-1].isdigit() else "")
        for name in ordered
    )
    return (re.compile("|".join(parts)) if ordered else None), names


def _model(flat: str, make: str) -> tuple[str, str, str] | None:
    """The model that is named, of the make if one is: make, canonical model, the words."""
    pattern, names = _model_pattern(make)
    found = max((mark.group() for mark in pattern.finditer(flat)), key=len, default="") if pattern else ""
    if found:
        return *names[found], found
    if not make and len(flat) > _SOUNDS_MAX:
        return None
    for name, (own, model) in names.items():
        if len(name) >= 2 and re.fullmatch("[一-龥]+", name):
            windows = (flat[start : start + len(name)] for start in range(len(flat) - len(name) + 1))
            window = next((window for window in windows if alike(name, window)), "")
            if window:
                return own, model, window
    return None


def _distinct(name: str) -> bool:
    """Whether a model can be known without its make."""
    return len(name) >= 2 and not re.fullmatch(r"[0-9]{2,4}|one|is|it|s|y|v", name)


def vehicle_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge which car it is."""
    form = car_of(answer.form)
    words = present_only(text, answer.language)
    said = car_of(_TALK.sub(" ", _digits(bare(words))))
    value = trimmed(words)[:60]
    if said.make and form.make and said.make != form.make and not (said.model and said.model == form.model):
        return Judgement(Verdict.CONFLICT, value)
    if form.model:
        return _by_model(answer, form, said, value)
    return _by_words(answer, form, said, value)


def _by_model(answer: Answer, form: Car, said: Car, value: str) -> Judgement | None:
    if said.model and said.model != form.model:
        return Judgement(Verdict.CONFLICT, value)
    if not said.model:
        if said.make == form.make and re.fullmatch(r"[0-9]+", said.rest) and said.rest == re.sub("[^0-9]", "", form.model):
            return Judgement(Verdict.MATCH, answer.form)
        found = _model(said.rest, form.make)
        if found:
            said = Car(form.make, found[1], said.rest.replace(found[2], "", 1), said.years)
            if found[1] != form.model:
                return Judgement(Verdict.CONFLICT, value)
        elif said.make and said.make == form.make:
            return Judgement(Verdict.CONFLICT if _other_model(said.rest) else Verdict.NEAR, value)
        else:
            return None
    return _version(answer, form, said, value)


def _other_model(rest: str) -> bool:
    """Whether what is left after the make looks like a model of its own: letters with digits (x5)."""
    return bool(re.search(r"(?<![a-z])[a-z]{1,3}[0-9]{1,3}(?![0-9])", rest))


def _version(answer: Answer, form: Car, said: Car, value: str) -> Judgement:
    """Version, trim and year: all named is a match, left out is near, others conflict."""
    wanted, given = _tokens(form.rest), _tokens(said.rest)
    if form.years and said.years and form.years.isdisjoint(said.years):
        return Judgement(Verdict.CONFLICT, value)
    sizes = {token for token in given if re.fullmatch(r"[0-9]\.[0-9][lt]?", token)}
    if (
        sizes
        and any(re.fullmatch(r"[0-9]\.[0-9][lt]?", token) for token in wanted)
        and not {size[:3] for size in sizes} & {token[:3] for token in wanted}
    ):
        return Judgement(Verdict.CONFLICT, value)
    missing = [token for token in wanted if token not in said.rest and not any(token in other or other in token for other in given)]
    years_missing = bool(form.years) and not said.years
    if missing or years_missing:
        return Judgement(Verdict.NEAR, value)
    return Judgement(Verdict.MATCH, answer.form)


def _tokens(rest: str) -> list[str]:
    return [
        token
        for token in re.findall(r"[0-9]\.[0-9][a-z]?|[a-z]+[0-9]*|[0-9]+[a-z]*|[一-龥]{2,}", rest)
        if token not in {"版", "款", "车", "汽车", "轿车", "the", "l"}
    ]


def _by_words(answer: Answer, form: Car, said: Car, value: str) -> Judgement | None:
    """A model that the table doesn't know: its first word decides."""
    wanted = _tokens(form.rest)
    given = said.rest
    if not wanted:
        return Judgement(Verdict.MATCH, answer.form) if said.make == form.make and form.make else None
    first = wanted[0]
    head = first[:2] if re.match("[一-龥]", first) else first
    if head in given or (
        len(head) >= 2 and any(alike(head, given[place : place + 2]) for place in range(len(given) - 1)) and re.match("[一-龥]{2}", head)
    ):
        missing = [token for token in wanted if token not in given]
        others = _tokens(given)
        coded = [token for token in missing if re.fullmatch(r"[a-z]+[0-9]+", token)]
        if any(re.fullmatch(re.sub("[0-9]+", "[0-9]+", token), other) for token in coded for other in others):
            return Judgement(Verdict.CONFLICT, value)
        years_missing = bool(form.years) and not said.years
        return Judgement(Verdict.NEAR if missing or years_missing else Verdict.MATCH, value if missing or years_missing else answer.form)
    if said.model:
        return Judgement(Verdict.CONFLICT, value)
    if said.make and said.make == form.make:
        return Judgement(Verdict.CONFLICT if _other_model(given) else Verdict.NEAR, value)
    return Judgement(Verdict.CONFLICT, value) if said.make else None

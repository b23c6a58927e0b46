"""Whoever can be asked at work: a name and a number."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.readings import digits_find
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.fields.digits import digits_said, phone_plain, tail_verdict
from huashu.verification.fields.name import name_judge

_POST_FIRST: Final = re.compile(r"^(?:主管|经理|主任|组长|店长|会计|科长|部长|厂长|人事|行政|财务|老板|同事|领导)[ :：](?=[一-龥]{2,4}$)")
_TITLE_ONLY: Final = re.compile(
    r"(?P<surname>[一-龥])(?P<title>女士|先生|小姐|太太|总|师傅|工|老师|经理|主任|主管|老板|哥|姐|生|会计|科长|部长|"
    r"厂长|店长|护士长|队长|秘书|组长|班长)"
)


def contact_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge whom to ask at work."""
    wanted = re.sub("[^0-9]", "", answer.form)
    name = re.sub(r"[0-9\-+()#:：,，、/]+", " ", answer.form).strip()
    digits = _digits(answer, text, wanted) if wanted else None
    person = _person(answer, name, text) if name else None
    if digits is None and person is None:
        return None
    parts = [part for part in (person, digits) if part]
    value = " ".join(str(part.value) for part in parts if part.value)
    if any(part.verdict is Verdict.CONFLICT for part in parts):
        return Judgement(Verdict.CONFLICT, value)
    whole = len(parts) == bool(wanted) + bool(name) and all(part.verdict is Verdict.MATCH for part in parts)
    return Judgement(Verdict.MATCH if whole else Verdict.NEAR, answer.form if whole else value)


def _digits(answer: Answer, text: str, wanted: str) -> Judgement | None:
    runs = [run.replace("X", "") for run in digits_find(text, chinese=answer.chinese)]
    runs = [run for run in runs if len(run) >= 3] or [run for run in runs if len(run) >= 2]
    if not runs:
        return None
    form = phone_plain(wanted)
    said = phone_plain(digits_said(answer, text, runs, form), form)
    return tail_verdict(said, form) if len(said) >= 3 else None


def _person(answer: Answer, name: str, text: str) -> Judgement | None:
    """The person by name; by surname and title where the form has no more."""
    name = _POST_FIRST.sub("", name)
    form_titles = list(_TITLE_ONLY.finditer(name))
    if form_titles and re.search("[一-龥]", name):
        return _titled(answer, name, form_titles, text)
    words = (
        text
        if re.search("[一-龥]", name)
        else re.split(
            r"(?<![a-z])(?:on|number|at|in|from|his|her|i don'?t|you can|who|extension|ext)(?![a-z])", _without_digits(_called(text))
        )[0]
    )
    return name_judge(Answer("name", name, words, answer.asked_on, answer.language), words)


def _called(text: str) -> str:
    found = re.search(
        r"(?<![a-z])(?:ask for|speak (?:to|with)|talk to|call|ring|try|reach|contact|it's|is|my (?:boss|manager|"
        r"supervisor),?) (?P<rest>[a-z].*)",
        text,
    )
    return found["rest"] if found else text


def _without_digits(text: str) -> str:
    words = (
        r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|twenty|thirty|forty|fifty|sixty|"
        r"seventy|eighty|ninety|hundred|[0-9]+)"
    )
    return re.sub(rf"(?<![a-z]){words}(?![a-z])", " ", text)


def _titled(answer: Answer, name: str, form_titles: list[re.Match[str]], text: str) -> Judgement | None:
    """刘经理: surname and title; 主任 江小姐 is 江主任 too."""
    surname = form_titles[0]["surname"]
    title = form_titles[0]["title"]
    other = re.sub(r"\s", "", name)
    said = _TITLE_ONLY.search(text)
    if said is None:
        judged = name_judge(Answer("name", surname, text, answer.asked_on, answer.language), text)
        return judged if judged is None or judged.verdict is not Verdict.MATCH else Judgement(Verdict.NEAR, judged.value)
    if said["surname"] != surname:
        return Judgement(Verdict.CONFLICT, said.group())
    same = said["title"] == title or said["title"] in other
    return Judgement(
        Verdict.MATCH if (same and said.group() in other) or said["title"] in other else Verdict.NEAR if not same else Verdict.MATCH,
        said.group(),
    )

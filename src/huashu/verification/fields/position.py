"""The post: the same work in other words, ranks, and the field of work alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, clauses, cues_of, present_only, words_load
from huashu.verification.sounds import heard_in

_TALK: Final = re.compile(r"(?:我)?(?:现在|目前|主要|就)?(?:是|做|当|干|担任|任|搞|负责|在)(?:一?个|一?名|的是)?|(?:这个|那个)?(?:岗位|职位|职务|职称|工作)|的(?=$)|[啊呀吧呢嘛了哦啦]|我|公司里?|单位里?|厂里|店里|部门?的?|普通(?!工)|一般|就|咗|嘅")
_EN_TALK: Final = re.compile(r"(?<![a-z])(?:i'?m|i am|i|the|a|an|my|job|title|is|it's|as|work|working|position|role|do|there|at|just|over|here|in|they|call|me|currently|now|of|for)(?![a-z'])")
_TAIL: Final = re.compile(r"(?:员|工|师|人员|专员|岗|师傅|顾问)$")


@cache
def _tables() -> tuple[tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...], dict[str, tuple[re.Pattern[str], re.Pattern[str]]], dict[str, tuple[tuple[str, re.Pattern[str]], ...]]]:
    table = words_load("positions")
    groups = tuple((field, re.compile(str(zh)), _bounded(str(en))) for field, zh, en in table["groups"])
    fields = {field: (re.compile(str(zh)), _bounded(str(en))) for field, (zh, en) in table["fields"].items()}
    ranks = {language: tuple((name, re.compile(words) if language == "zh" else _bounded(words)) for name, words in rows) for language, rows in table["ranks"].items()}
    return groups, fields, ranks


def _bounded(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{words})s?(?![a-z])")


def position_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge which post he holds."""
    form = bare(answer.form)
    form_zh = bool(re.search("[一-龥]", form))
    parts = clauses(present_only(text, answer.language))
    parts = [part for part in parts if not cues_of(answer.language).agree.fullmatch(part)]
    judged = [judgement for part in parts if (judgement := _clause(answer, form, part, form_zh=form_zh))]
    order = (Verdict.MATCH, Verdict.CONFLICT, Verdict.NEAR)
    if not judged:
        return None
    best = min(judged, key=lambda judgement: order.index(judgement.verdict))
    named = [judgement for judgement in judged if judgement.verdict is Verdict.MATCH]
    return named[0] if named else best


def _clause(answer: Answer, form: str, part: str, *, form_zh: bool) -> Judgement | None:
    value = _core(part, chinese=answer.chinese)
    if not value:
        return None
    rank_form, rank_said = _rank(form), _rank(part)
    groups_form, groups_said = _groups(form), _groups(part)
    if heard_in(form, part) if form_zh else re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", part):
        longer = rank_said != rank_form and rank_said
        return Judgement(Verdict.CONFLICT, value) if longer else Judgement(Verdict.MATCH, answer.form)
    if groups_form & groups_said:
        return Judgement(Verdict.MATCH, answer.form) if rank_form == rank_said or _no_rank_words(groups_form & groups_said) else Judgement(Verdict.CONFLICT, value)
    if rank_form and rank_form == rank_said and _fields_of(form) & _fields_of(part):
        return Judgement(Verdict.MATCH, answer.form)
    if groups_said and not (rank_said == rank_form == ""):
        return Judgement(Verdict.CONFLICT, value) if _is_post(part, groups_said) else _field_verdict(form, part, value, form_zh=form_zh)
    if groups_said and groups_form:
        return Judgement(Verdict.CONFLICT, value)
    return _field_verdict(form, part, value, form_zh=form_zh)


def _is_post(part: str, groups: frozenset[int]) -> bool:
    return bool(part and groups)


def _no_rank_words(groups: frozenset[int]) -> bool:
    """Groups whose own names are ranks (foreman, store manager)."""
    names = " ".join(f"{_tables()[0][index][1].pattern} {_tables()[0][index][2].pattern}" for index in groups)
    return bool(re.search("组长|店长|主任|长\\||manager|lead|老板", names))


def _field_verdict(form: str, part: str, value: str, *, form_zh: bool) -> Judgement | None:
    """The field of work alone is near; a shared stem (测试 of 测试工程师) too; an unknown post is another one."""
    rank_said, rank_form = _rank(part), _rank(form)
    if _fields_of(form) & _fields_of(part):
        return Judgement(Verdict.CONFLICT if rank_said and rank_said != rank_form else Verdict.NEAR, value)
    stem = _TAIL.sub("", form)
    core = _TAIL.sub("", value)
    if form_zh and len(stem) >= 2 and (heard_in(stem, part) or (len(core) >= 2 and core in form)):
        if rank_said != rank_form and rank_said:
            return Judgement(Verdict.CONFLICT, value)
        return Judgement(Verdict.MATCH if heard_in(stem, part) and not rank_form else Verdict.NEAR, value)
    if not form_zh:
        shared = [token for token in re.findall("[a-z]{3,}", form) if re.search(rf"(?<![a-z]){token[:5]}", part)]
        if shared:
            return Judgement(Verdict.CONFLICT if rank_said and rank_said != rank_form else Verdict.NEAR, value)
    if _groups(part) or rank_said or (form_zh and re.search("员|工$|师|长$|经理", part)):
        return Judgement(Verdict.CONFLICT, value)
    return None


def _groups(words: str) -> frozenset[int]:
    """The groups that are named; a name inside a longer one of another group doesn't count."""
    spans = [(found.start(), found.end(), index) for index, (_, zh, en) in enumerate(_tables()[0]) for pattern in (zh, en) for found in pattern.finditer(words) if found.group()]
    return frozenset(index for start, end, index in spans if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in spans))


def _fields_of(words: str) -> frozenset[str]:
    groups, fields, _ = _tables()
    named = {groups[index][0] for index in _groups(words)}
    return frozenset(named | {field for field, (zh, en) in fields.items() if zh.search(words) or en.search(words)})


def _rank(words: str) -> str:
    language = "zh" if re.search("[一-龥]", words) else "en"
    return next((name for name, pattern in _tables()[2][language] if pattern.search(words)), "")


def _core(part: str, *, chinese: bool) -> str:
    return (_TALK.sub("", part) if chinese else re.sub(r"\s+", " ", _EN_TALK.sub("", part)).strip())[:40]

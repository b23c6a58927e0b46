"""The post: the same work in other words, ranks, and the field of work alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, clauses, cues_of, present_only, words_load
from huashu.verification.sounds import heard_in

_TALK: Final = re.compile(
    r"(?:我)?(?:现在|目前|主要|就)?(?:是|做|当|干|担任|任|搞|负责|在)(?:一?个|一?名|的是)?|(?:这个|那个)?(?:岗位|职位|"
    r"职务|职称|工作)|的(?=$)|[啊呀吧呢嘛了哦啦]|我|公司里?|单位里?|厂里|店里|部门?的?|普通(?!工)|一般|就|咗|嘅"
)
_EN_TALK: Final = re.compile(
    r"(?<![a-z])(?:i'?m|i am|i|the|a|an|my|job|title|is|it's|as|work|working|position|role|do|there|at|just|over|here|"
    r"in|they|call|me|currently|now|of|for)(?![a-z'])"
)
_GRADE: Final = re.compile(r"高级|资深|首席|中级|初级|(?<![a-z])(?:senior|lead|principal|junior)(?![a-z])")
_TAIL: Final = re.compile(r"(?:员|工|师|人员|专员|岗|师傅|顾问)$")


@cache
def _tables() -> tuple[
    tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...],
    dict[str, tuple[re.Pattern[str], re.Pattern[str]]],
    dict[str, tuple[tuple[str, re.Pattern[str]], ...]],
]:
    table = words_load("positions")
    groups = tuple((field, re.compile(str(zh)), _bounded(str(en))) for field, zh, en in table["groups"])
    fields = {field: (re.compile(str(zh)), _bounded(str(en))) for field, (zh, en) in table["fields"].items()}
    ranks = {
        language: tuple((name, re.compile(words) if language == "zh" else _bounded(words)) for name, words in rows)
        for language, rows in table["ranks"].items()
    }
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
    verdict = _post_verdict(form, part, form_zh=form_zh) if value else None
    if value and verdict is None:
        verdict = _field_verdict(form, part, value, form_zh=form_zh)
    return Judgement(verdict, answer.form if verdict is Verdict.MATCH else value) if verdict else None


def _post_verdict(form: str, part: str, *, form_zh: bool) -> Verdict | None:
    """Two posts that are both named; nothing where only a field of work is."""
    rank_form, rank_said = _rank(form), _rank(part)
    groups_form, groups_said = _groups(form), _groups(part)
    both = groups_form & groups_said
    if heard_in(form, part) if form_zh else re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", part):
        return Verdict.CONFLICT if rank_said not in {"", rank_form} else Verdict.MATCH
    if both and _GRADE.search(form) and not _GRADE.search(part):
        return Verdict.NEAR
    if both:
        loose = not (rank_form and rank_said) and _are_ranks(both)
        return Verdict.MATCH if rank_form == rank_said or loose else Verdict.CONFLICT
    if rank_form and rank_form == rank_said and _fields_of(form) & _fields_of(part):
        return Verdict.MATCH
    return Verdict.CONFLICT if groups_said and (groups_form or rank_said or rank_form) else None


def _are_ranks(groups: frozenset[int]) -> bool:
    """Groups whose own names are ranks (foreman, store manager)."""
    names = " ".join(f"{_tables()[0][index][1].pattern} {_tables()[0][index][2].pattern}" for index in groups)
    return bool(re.search("组长|店长|主任|长\\||manager|lead|老板", names))


def _field_verdict(form: str, part: str, value: str, *, form_zh: bool) -> Verdict | None:
    """The field of work alone is near; a shared stem (测试 of 测试工程师) too; an unknown post is another one."""
    rank_said, rank_form = _rank(part), _rank(form)
    stem, core = _TAIL.sub("", form), _TAIL.sub("", value)
    whole = form_zh and ((len(stem) >= 3 and set(stem) <= set(part)) or (len(stem) >= 2 and heard_in(stem, part) and not rank_form))
    shared = _fields_of(form) & _fields_of(part) or (
        len(core) >= 2 and core in form
        if form_zh
        else any(re.search(rf"(?<![a-z]){token[:5]}", part) for token in re.findall("[a-z]{3,}", form))
    )
    if (whole or shared) and rank_said not in {"", rank_form}:
        return Verdict.CONFLICT
    if whole and not _fields_of(form) & _fields_of(part):
        return Verdict.MATCH
    if whole or shared or (form_zh and len(stem) >= 2 and heard_in(stem, part)):
        return Verdict.NEAR
    return Verdict.CONFLICT if _groups(part) or rank_said or (form_zh and re.search("员|工$|师|长$|经理", part)) else None


@lru_cache(maxsize=2048)
def _groups(words: str) -> frozenset[int]:
    """The groups that are named; a name inside a longer one of another group doesn't count."""
    spans = [
        (found.start(), found.end(), index)
        for index, (_, zh, en) in enumerate(_tables()[0])
        for pattern in (zh, en)
        for found in pattern.finditer(words)
        if found.group()
    ]
    return frozenset(
        index for start, end, index in spans if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in spans)
    )


@lru_cache(maxsize=2048)
def _fields_of(words: str) -> frozenset[str]:
    groups, fields, _ = _tables()
    named = {groups[index][0] for index in _groups(words)}
    return frozenset(named | {field for field, (zh, en) in fields.items() if zh.search(words) or en.search(words)})


@lru_cache(maxsize=2048)
def _rank(words: str) -> str:
    language = "zh" if re.search("[一-龥]", words) else "en"
    return next((name for name, pattern in _tables()[2][language] if pattern.search(words)), "")


def _core(part: str, *, chinese: bool) -> str:
    return (_TALK.sub("", part) if chinese else re.sub(r"\s+", " ", _EN_TALK.sub("", part)).strip())[:40]

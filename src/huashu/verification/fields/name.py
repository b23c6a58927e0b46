"""Names: the applicant's own, and that of whoever can be asked at work."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, trimmed, words_load
from huashu.verification.fields.english_name import english_name_judge
from huashu.verification.sounds import alike, same_sound, toneless

_HAN: Final = "一-龥"
_SPELLED: Final = re.compile(
    rf"(?P<not>不是|不叫|并非)?(?:那个|一个|就是|是)?(?P<word>[{_HAN}]{{1,5}}?)(?:的那个|那个|的)(?P<char>[{_HAN}])(?:字)?"
)
_RADICAL: Final = re.compile(r"旁|字头|字底|三点水|宝盖|走之|提手|草头|竹头|偏旁|立刀|心底|四点|反犬|绞丝|金字|木字|一个|加|部首")
_TITLE: Final = re.compile(
    r"(?:姓|免贵姓|敝姓|小姓)(?P<a>[一-龥])(?![一-龥]*的)|(?P<b>[一-龥])(?:女士|先生|小姐|太太|总|师傅|工|老师|经理|"
    r"主任|主管|老板|哥|姐|生|会计|科长|部长|厂长|店长|护士长|医生|队长|秘书|同学|阿姨|叔|叫?伯)|(?:小|老|"
    r"阿)(?P<c>[一-龥])(?![一-龥])"
)
_LEAD: Final = re.compile(
    r"(?:我(?:的)?(?:(?:大|全|真)?名(?:字)?|本人|自己|就)?(?:叫做?|是|就是|姓名是?)|名字(?:叫做?|是)?|姓名(?:是|叫)?|"
    r"叫做?|就是|本人是?|我就是|(?:是|系)|联系人?(?:是|叫|找)?|找|打给?|问|你(?:们)?(?:可以)?(?:找|打给?|联系)|"
    r"可以(?:找|联系))"
)
_IDLE: Final = re.compile(r"[啊呀呢吧吗哦喔嘛了的]|没错|对|本人|你好|我|就|是|叫|嗯|你说|请讲|请说|哪位")
_DOUBLE: Final = frozenset(words_load("names")["double"].split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words_load("names")["surnames"])


def name_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge the applicant's name."""
    if not re.search(f"[{_HAN}]", answer.form):
        return english_name_judge(answer.form, text)
    return chinese_name_judge(answer.form, text)


def chinese_name_judge(form_words: str, text: str) -> Judgement | None:
    """Judge a Chinese name.

    Args:
        form_words: The name as the form has it.
        text: The words that were said, normalised.
    """
    form = re.sub(f"[^{_HAN}]", "", bare(form_words))
    explained, rest = _explained(text)
    said = _said(form, rest) or _from_parts(form, explained)
    if not said:
        return _by_title(form, rest, explained)
    chars, spelled = _applied(said, explained)
    if chars == form:
        return Judgement(Verdict.MATCH, form_words)
    if len(chars) == len(form):
        return _letter_by_letter(form, chars, spelled)
    if form.endswith(chars) or form.startswith(chars):
        return Judgement(Verdict.NEAR, chars)
    if len(chars) < len(form) and (same_sound(form[-len(chars) :], chars) or same_sound(form[: len(chars)], chars)):
        return Judgement(Verdict.NEAR, chars)
    return Judgement(Verdict.CONFLICT, chars)


def _letter_by_letter(form: str, chars: str, spelled: frozenset[int]) -> Judgement:
    """A character that only sounds the same is near unless he said which one it is."""
    wrong = [place for place, (one, other) in enumerate(zip(form, chars, strict=True)) if one != other]
    heard_alike = all(same_sound(form[place], chars[place]) and place not in spelled for place in wrong)
    return Judgement(Verdict.NEAR if heard_alike else Verdict.CONFLICT, chars)


def _explained(text: str) -> tuple[list[str], str]:
    """Characters that he explains (志气的志, 弓长张), and the text without the explanations."""
    explained: list[str] = []
    rest = text
    for words, char in sorted(words_load("names")["parts"].items(), key=lambda item: -len(item[0])):
        if words in rest:
            explained.append(char)
            rest = re.sub(rf"(?:那个|的)?{words}(?:的)?(?:那个)?{char}?", "，", rest)
    for found in _SPELLED.finditer(rest):
        word, char = found["word"], found["char"]
        if found["not"] or not (char in word or _RADICAL.search(word) or any(toneless(char) & toneless(part) for part in word)):
            continue
        explained.append(char)
    rest = re.sub(rf"(?:不是|是|就是|那个)?[{_HAN}]{{1,5}}(?:的那个|的|那个)[{_HAN}]字?(?=$|[,，。、 ]|[{_HAN}]{{1,4}}的)", "，", rest)
    return explained, rest


def _said(form: str, rest: str) -> str:
    """The name in the words that are left: the form's own, what sounds like it, or what stands where a name stands."""
    han = re.sub(f"[^{_HAN}]", "，", rest)
    given = form[1:] if form[:2] not in _DOUBLE else form[2:]
    pieces = [piece for piece in han.split("，") if piece]
    whole = form if form in han else _sounding(form, han)
    whole = whole or next((name for piece in pieces if (name := _stated(form, piece))), "")
    if whole or len(given) != 2:
        return whole
    return _sounding(given, han) or (given if given in han else "")


def _stated(form: str, piece: str) -> str:
    """Another name that stands where a name stands: after "I am", or alone with a surname in front."""
    lead = _LEAD.match(piece)
    core = re.sub(r"(?:啊|呀|呢|吧|哦|喔|嘛|没错|本人|的)+$", "", piece[lead.end() :] if lead else piece)
    surname = bool(core) and (core[0] in _surnames() or core[:2] in _DOUBLE)
    if 2 <= len(core) <= 4 and surname and not _TITLE.fullmatch(core) and not _is_idle(core, led=lead is not None):
        return core
    return core if lead and 2 <= len(core) <= 3 and alike(core[-1], form[-1]) else ""


def _sounding(part: str, han: str) -> str:
    """What sounds like a piece of the form's name."""
    windows = (han[start : start + len(part)] for start in range(len(han) - len(part) + 1))
    return next((window for window in windows if "，" not in window and len(part) >= 2 and same_sound(window, part)), "")


_NOT_NAMES: Final = re.compile(
    r"不|没|怎么|什么|哪|谁|问|知|说|这|那|你|他|干嘛|方便|时候|资料|申请|可以|好的|单位|电话|公司|号码|同事|领导|"
    r"人事|[店厂]里|别|时间|打|要"
)


def _is_idle(core: str, *, led: bool) -> bool:
    return bool(_NOT_NAMES.search(core)) or (not led and len(core) == 4 and core[:2] not in _DOUBLE)


def _from_parts(form: str, explained: list[str]) -> str:
    """A name told only by explaining its characters."""
    placed = [next((char for char in explained if char == own or toneless(char) & toneless(own)), "") for own in form]
    if len(explained) >= 2 and all(placed):
        return "".join(placed)
    joined = "".join(explained)
    return joined if len(joined) == len(form) and len(form) >= 2 else ""


def _applied(said: str, explained: list[str]) -> tuple[str, frozenset[int]]:
    """The name with the characters he explained in their places, and which places those are."""
    chars, spelled = list(said), set()
    for char in explained:
        for place, had in enumerate(chars):
            if place not in spelled and (had == char or toneless(had) & toneless(char)):
                chars[place] = char
                spelled.add(place)
                break
    return "".join(chars), frozenset(spelled)


def _by_title(form: str, rest: str, explained: list[str]) -> Judgement | None:
    """Surname alone: 孙女士, 姓孙, 小孙."""
    found = _TITLE.search(rest)
    surname = (found["a"] or found["b"] or found["c"]) if found else ""
    if not surname and len(explained) == 1 and explained[0] in _surnames():
        surname = explained[0]
    if surname and surname in {*_surnames(), form[0]} and not re.search("[你他谁哪]", surname):
        exact = surname in explained
        same = surname == form[0] or (not exact and same_sound(surname, form[0]))
        return Judgement(Verdict.NEAR if same else Verdict.CONFLICT, surname)
    core = _IDLE.sub("", trimmed(rest))
    if core and core == form[-1] and len(form) > 1:
        return Judgement(Verdict.NEAR, core)
    return None

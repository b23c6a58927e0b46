"""The end of an identity number and a telephone number: digits against digits."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.readings import digits_find
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import cues_of

_EITHER: Final = re.compile(
    r"(?<![0-9零一幺二两三四五六七八九])[0-9零一幺二两三四五六七八九]还是[0-9零一幺二两三四五六七八九](?![0-9零一幺二两三四五六七八九])|"
    r"(?<![a-z-])(?:[0-9]|one|two|three|four|five|six|seven|eight|nine|zero) or (?:a |maybe )?(?:[0-9]|one|two|three|"
    r"four|five|six|seven|eight|nine|zero)(?![a-z0-9-])"
)
_LAST_FIRST: Final = re.compile(
    r"(?:末位|最后一?[位个](?:数字?)?)是?(?P<last>[0-9零一幺二两三四五六七八九叉x])[,，。]?前(?:面|边)?(?:的)?(?:三位|"
    r"三个|几位)?是?(?P<rest>[0-9零一幺二两三四五六七八九拐洞]{3})"
)
_START: Final = re.compile(r"前[两二三四0-9]?[位个]|开头|头[两三]位|打头|start(?:s|ing)?|begin|first (?:two|three)")
_THIS: Final = re.compile(
    r"(?:就是|就|是)?(?:现在|你(?:现在|正在|刚)?[打拨](?:的|给我|过来|进来|来|电话)|正在|这个|通话)(?:打|用|通话|"
    r"接)?(?:的)?[^0-9一二三四五六七八九,，。]{0,6}(?:号码?|电话|手机|这个)|就这个(?:号|$|[,，。])|本机|这个号|"
    r"(?:this|the) (?:one|number|phone|cell|mobile|line)(?: that)?(?: you(?:'re| are|'ve| have| just)?| i'?m|"
    r" we'?re)? ?(?:just )?(?:call|rang|ring|dial|reach|got|on|talk|speak|using|have)|(?:this|same) (?:one|number)|"
    r"number you(?:'re| are| just)? ?(?:call|rang|dial|reach)|you(?:'re| are)(?: already)? (?:calling|talking to me|"
    r"speaking to me|ringing)(?: me)? on (?:it|now)|you(?:'ve)? (?:just )?(?:called|rang|dialled) (?:it|me on)"
)
_CHANGED: Final = re.compile(
    r"换(?:了)?(?:个)?(?:新)?(?:号|手机号|电话)|不用了|停机|注销|(?:new|changed my|different) (?:number|phone|cell|mobile)"
)
_COUNTRY: Final = ("0086", "86", "00886", "886", "00852", "852", "0044", "44", "001", "1", "0065", "65", "0091", "91")


def id_tail_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge the end of an identity number."""
    form = re.sub(r"[^0-9A-Z]", "", answer.form.upper())
    if _EITHER.search(text):
        return Judgement(Verdict.UNSURE)
    text = _LAST_FIRST.sub(r"\g<rest>\g<last>", text)
    runs = digits_find(text, chinese=answer.chinese)
    letter = re.search("[A-WYZ]$", form)
    if letter:
        runs = _with_letter(text, runs, letter.group())
    said = digits_said(answer, text, runs, form)
    if len(said) < 2 and not re.fullmatch(r".{0,8}?[0-9a-zA-Z零一二三四五六七八九幺叉].{0,2}", text):
        return None
    return tail_verdict(said, form, starts=bool(_START.search(text))) if said else None


def phone_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge a telephone number."""
    form = phone_plain(re.sub("[^0-9]", "", answer.form))
    runs = [run.replace("X", "") for run in digits_find(text, chinese=answer.chinese)]
    said = digits_said(answer, text, [run for run in runs if run], form)
    if len(said) <= 1 or (len(said) < 3 and not re.search("[0-9零一二三四五六七八九]", text)):
        if _CHANGED.search(text):
            return Judgement(Verdict.CONFLICT)
        return Judgement(Verdict.MATCH, form) if _THIS.search(text) else None
    said = phone_plain(said, form)
    return tail_verdict(said, form, starts=bool(_START.search(text)))


def phone_plain(digits: str, form: str = "") -> str:
    """A number without its country code; with the form at hand, only a code that leaves as many digits as the form has."""
    for code in _COUNTRY:
        rest = digits.removeprefix(code)
        if rest != digits and (len(rest) == len(form) if form else len(digits) > 11):
            return rest
        if form and rest != digits and len(rest) + 1 == len(form) and form.startswith("0"):
            return "0" + rest
    return digits


def tail_verdict(said: str, form: str, *, starts: bool = False) -> Judgement:
    """How digits stand to the form's: all, the end of them, or others."""
    if said == form:
        return Judgement(Verdict.MATCH, said)
    explains = said.startswith(form) and len(said) - len(form) <= 4 and len(form) <= 6
    if len(said) > len(form) and (said.endswith(form) or explains):
        return Judgement(Verdict.MATCH, form)
    if len(said) < len(form) and (form.endswith(said) or (starts and form.startswith(said))):
        return Judgement(Verdict.NEAR, said)
    return Judgement(Verdict.CONFLICT, said)


def digits_said(answer: Answer, text: str, runs: list[str], form: str) -> str:
    """The digits that count: after corrections, restarts and pieces.

    Args:
        answer: What was asked.
        text: The words, normalised.
        runs: The runs of digits in them.
        form: The form's digits, for their number.
    """
    mark = next(reversed(list(cues_of(answer.language).correction.finditer(text))), None)
    if mark and mark.end() < len(text):
        tail = digits_find(text[mark.end() :], chinese=answer.chinese)
        head = digits_find(text[: mark.start()], chinese=answer.chinese)
        if tail:
            first = _assembled(head, len(form)) if head else ""
            return _corrected(first, tail, text[mark.end() :], len(form))
    return _assembled(runs, len(form)) if runs else ""


def _corrected(first: str, tail: list[str], words: str, wanted: int) -> str:
    """The first reading with what he put right: all of it, or its end."""
    swap = re.search(r"不是|not", words)
    if len(tail) >= 2 and swap and all(len(run) <= 2 for run in tail[:2]) and first:
        wrong, right = (tail[1], tail[0]) if re.search(r"^[^a-z]*[a-z]+ not", words.strip()) else (tail[0], tail[1])
        at = first.rfind(wrong)
        return first[:at] + right + first[at + len(wrong) :] if at >= 0 else first
    made = _assembled(tail, wanted)
    if len(made) >= wanted or len(first) < wanted:
        return made if len(made) >= wanted or not first or len(made) >= len(first) else first[: max(0, wanted - len(made))] + made
    return first[: len(first) - len(made)] + made


def _assembled(runs: list[str], wanted: int) -> str:
    whole = [run for run in runs if len(run) == wanted]
    if whole:
        return whole[-1]
    longer = [run for run in runs if len(run) > wanted]
    if longer:
        return longer[-1]
    kept: list[str] = []
    for place, run in enumerate(runs):
        later = "".join(runs[place + 1 :])
        if not (later.startswith(run) and len(later) >= wanted):
            kept.append(run)
    joined = "".join(kept)
    if len(joined) > wanted:
        for start in range(1, len(kept)):
            if len("".join(kept[start:])) == wanted:
                return "".join(kept[start:])
        best = max(kept, key=len)
        return best if len(best) >= 2 else joined
    return joined


def _with_letter(text: str, runs: list[str], letter: str) -> list[str]:
    """Identity numbers of some countries end in a letter."""
    if runs and re.search(rf"(?<![a-z]){letter.lower()}(?![a-z])", text):
        return [*runs[:-1], runs[-1] + letter]
    return runs

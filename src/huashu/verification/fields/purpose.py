"""What the car is for, and for whom."""

from __future__ import annotations

import re
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import clauses, heard, present_only, trimmed
from huashu.verification.fields.states import coded

_PEOPLE: Final = (
    r"(?:我)?(?:的)?(?:[小大]?(?:弟弟|哥哥|妹妹|姐姐|弟|哥|妹|姐)|儿子|女儿|闺女|老婆|老公|爱人|媳妇|太太|女朋友|"
    r"男朋友|女友|男友|对象|朋友|同学|同事|老板|亲戚|表[弟哥妹姐]|堂[弟哥妹姐]|爸爸?|妈妈?|父亲|母亲|父母|爸妈|小舅子|"
    r"小姨子|姐夫|妹夫|舅舅|叔叔|侄子|外甥|公司|别人|人家|他|战友|老乡|岳父|丈人|孙子|兄弟)"
)
_FOR_OTHER: Final = re.compile(
    rf"(?:给|替|帮|为|送给?|借给|让){_PEOPLE}[^,，。]{{0,8}}?(?:买|开|用|代步|贷|跑|拉|送|上班|办|还|的$|$)|"
    rf"{_PEOPLE}(?:要|想|在|来|自己)?(?:开|用|跑|买)(?!车带)|(?:名字|名义)[^,，。]{{0,6}}(?:借|贷|挂)|(?:借|用)我(?:的)?名|挂(?:个|"
    rf"我)?(?:的)?名|"
    r"(?:for|buying it for|giving it to|lend(?:ing)? it to|gift for|helping out) (?:my |a |our |the )?(?:older |"
    r"younger |little |big |eldest |oldest )?(?:daughter|son|wife|husband|brother|sister|boyfriend|girlfriend|friend|"
    r"mate|buddy|cousin|mom|mum|dad|mother|father|boss|nephew|niece|parents|partner|fianc[eé]+|uncle|aunt|grandson|"
    r"in-laws?|roommate|coworker|neighbou?r)(?!'s (?:school|appoint))|"
    r"my (?:daughter|son|brother|sister|friend|cousin|boyfriend|girlfriend|boss|nephew|niece|mom|mum|dad|wife|"
    r"husband)(?:'s| is| will|'ll)? (?:be )?(?:driv|us|going to (?:drive|use)|need|gonna|car)|in my name"
)
_WITH_ME: Final = re.compile(r"接送|带|一家|全家|我们|school|pick|take|ferry|driv(?:e|ing) (?:my|the)|family|drop")
_CAR: Final = re.compile(
    r"(?:买|换|提)(?:个|辆|台|部)?(?:新)?车|车(?:啊|呗|嘛|子)?$|开(?:的|啊|呗)?$|(?:a|the|my|new|just a|"
    r"buy(?:ing)? a) (?:new |used )?(?:car|vehicle|truck|van|ride|drive)(?![a-z])|to drive|driving"
)
_PRIVATE: Final = frozenset({"commute", "family", "personal"})


def purpose_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge what he means to use the car for."""
    language = "zh" if re.search("[一-龥]", answer.form) else "en"
    form_words = heard(answer.form, language)
    form = _codes(language, form_words)
    words = present_only(text, answer.language)
    said = _codes(answer.language, words)
    value = trimmed(text)[:60]
    if _FOR_OTHER.search(words) and not _FOR_OTHER.search(form_words) and not _is_family(words, form):
        return Judgement(Verdict.CONFLICT, value)
    if trimmed(form_words) and trimmed(form_words) in words:
        return Judgement(Verdict.MATCH, answer.form)
    if not said:
        if _CAR.search(words):
            return Judgement(Verdict.NEAR, value)
        shared = _shared(form_words, words)
        return (
            Judgement(Verdict.MATCH if shared else Verdict.CONFLICT, answer.form if shared else value)
            if shared or _has_use(words)
            else None
        )
    verdict = _verdict(form, said)
    return Judgement(verdict, answer.form if verdict is Verdict.MATCH else value)


def is_for_other(words: str) -> bool:
    """Whether words say outright that the car is for somebody else."""
    return bool(_FOR_OTHER.search(words)) and not _WITH_ME.search(words)


def _codes(language: str, words: str) -> list[str]:
    return [code for clause in clauses(words) for code in coded("purpose", language, clause)]


def _is_family(words: str, form: list[str]) -> bool:
    """Driving one's family about is family use, not a car for somebody else."""
    return bool({"family"} & set(form)) and bool(_WITH_ME.search(words)) and not re.search("名字|名义|挂名|in my name", words)


def _verdict(form: list[str], said: list[str]) -> Verdict:
    wanted, given = set(form), set(said)
    work = {"ride", "freight", "business"}
    if ("money" in given and "money" not in wanted) or bool(given & work) is not bool(wanted & work):
        return Verdict.CONFLICT
    if wanted & work:
        same = wanted & given & work or ("business" in wanted and "freight" in given)
        related = "business" in wanted | given and "ride" not in wanted | given
        return Verdict.MATCH if same else Verdict.NEAR if related else Verdict.CONFLICT
    if wanted & given:
        return Verdict.MATCH
    if not wanted or not (wanted | given) <= _PRIVATE:
        return Verdict.CONFLICT
    loose = "personal" in wanted | given or ({"commute", "family"} <= wanted | given and len(wanted) > 1)
    return Verdict.MATCH if loose else Verdict.NEAR


def _shared(form: str, words: str) -> bool:
    """Whether an unknown purpose of the form is named: a run of two characters, or a word of five letters."""
    if re.search("[一-龥]", form):
        return any(form[place : place + 2] in words for place in range(len(form) - 1))
    return any(token in words for token in re.findall("[a-z]{4,}", form))


def _has_use(words: str) -> bool:
    return bool(re.search(r"用来|用于|拿来|拿去|去做|(?:to|for) [a-z]{3,}", words))

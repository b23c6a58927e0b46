"""Home, family status and other loans: words against codes."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import clauses, cues_of, heard, present_only, words_load
from huashu.verification.fields.money import labelled_find

Cue = tuple[str, re.Pattern[str]]
_NOT: Final = re.compile(
    r"(?:不是|没有?|并不|不(?!光|仅|但|止)|没|无|非|别|isn'?t|is not|not|don'?t|do not|never|no|without|"
    r"haven'?t(?: got)?|no longer|did ?n'?t|wasn'?t)(?:有|在|再|跟|和|住|过|用|算| a| an| any| my| the| in| on| with|"
    r" at| have| got| really| actually| even| own)*[ ]?$"
)
_ENDED: Final = re.compile(
    r"(?:都|已经|早就?|刚|全)?(?:还|结|付|缴|清|销|注销|停)(?:完|清|掉|了账|户)(?:了|啦)?(?!不)|没(?:有)?(?:欠|在?用)|"
    r"没开通|不欠|没逾?期?(?:欠款|余额|账单)|每个?月(?:都)?(?:按时)?(?:全(?:额|部)?)?(?:还清|清|还完)|"
    r"每个?月(?:都)?(?:按时)?全(?:额|部)?还|paid (?:it |that |them |everything |all )?off|cleared|closed|finished|"
    r"no balance|zero balance|paid in full|pay (?:it |them )?(?:off|in full) (?:every|each) month|don'?t (?:owe|use)"
)
_LATE: Final = re.compile(r"逾期|迟(?:缴|还|交)|拖欠过|晚还|拒(?:过|了|绝)|被退|late on|missed|turned down|refused|declined|past due")
_NONE: Final = re.compile(
    r"没(?:有|得|了|借过?|贷过?|欠|别的|其他|任何)?(?:[啊呢吧哦的了呀]|$|[,，。])|没有|没(?:贷|借)过|无(?!法|所|论)|不欠|"
    r"一分(?:钱)?(?:都|也)?(?:不|没)|零|全(?:都|部)?还清|都还(?:清|完)|什么(?:都|也)没|干干净净|从来没|没有?(?:任何|"
    r"什么|其他|别的)|沒|(?<![a-z])(?:no|none|nope|nothing|nil|zero|debt[- ]free|clean|not (?:a|any|one)|"
    r"don'?t have any|haven'?t (?:got )?any|never (?:borrowed|had)|all paid off|clear)(?![a-z])"
)
_ONLY: Final = re.compile(r"(?:除了?|just|only|besides|apart from|other than|nothing (?:but|except)|except)[^,，。]*")
_VALUES: Final = {"owned_clear": "owned", "alone": "single", "registered": "married"}
_RESIDENCE_YES: Final = re.compile("贷|按揭|mortgage")


@cache
def cues_load(table: str, language: str) -> tuple[Cue, ...]:
    """The cues of a table in ``words/states.yaml`` with their codes."""
    bound = language == "en"
    return tuple(
        (code, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])" if bound else str(words), re.IGNORECASE))
        for code, words in words_load("states")[table][language]
    )


def coded(table: str, language: str, text: str) -> list[str]:
    """The codes whose cues stand in a text and aren't denied there, in the table's order; no words are read twice."""
    codes: list[str] = []
    taken: list[tuple[int, int]] = []
    for code, pattern in cues_load(table, language):
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            if _NOT.search(text[: found.start()]) and not re.match(r"没|未|还没|无|不|no|never|not|without|isn", found.group()):
                taken.append(found.span())
                continue
            taken.append(found.span())
            codes.append(code)
    return codes


def _language(words: str) -> str:
    return "zh" if re.search("[一-龥]", words) else "en"


def form_code(table: str, form: str) -> str:
    """The form's words as a code; a code stays itself."""
    codes = {code for code, _ in cues_load(table, "en")} | {"owned", "single"}
    if form in codes:
        return form
    language = _language(form)
    found = coded(table, language, heard(form, language))
    if table == "residence" and found[:1] == ["mortgaged"] and re.search("无贷|无按揭|没有?贷", form):
        return "owned"
    return found[0] if found else "other"


def residence_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge how he lives."""
    form = _VALUES.get(code := form_code("residence", answer.form), code)
    codes = [code for clause in clauses(present_only(text, answer.language)) for code in coded("residence", answer.language, clause)]
    order = ("dormitory", "rented", "other", "mortgaged", "owned_clear", "owned")
    if not codes:
        return _residence_bare(answer, text, form)
    said = (
        codes[0]
        if codes[0] == "family" and not {"rented", "mortgaged", "owned_clear", "owned"} & set(codes)
        else next((code for code in order if code in codes), codes[0])
    )
    if "family" in codes and _family_owns(text):
        said = "family"
    value = _VALUES.get(said, said)
    if value == form:
        return Judgement(Verdict.MATCH, value)
    if form == "mortgaged" and said == "owned":
        return Judgement(Verdict.NEAR, value)
    return Judgement(Verdict.CONFLICT, value)


_FAMILY_OWNS: Final = re.compile(
    r"(?:跟|和|同|住在?)(?:我)?(?:的)?(?:父母|爸|妈|家里|家人|岳|丈母|公婆|爷|奶|外|儿子|女儿|我哥|我姐|老人|长辈|"
    r"亲戚)[^,，。]{0,8}(?:住|家)|(?:父母|爸妈|我爸|我妈|他们|老人|岳父|公婆|爷爷|奶奶)(?:名下|买的|的房|的名|那|家)|"
    r"(?:with|at) (?:my |the )?(?:parents|folks|mom|mum|dad|mother|father|family|in-laws|nan|gran|grand|brother|"
    r"sister|aunt|uncle)"
)


def _family_owns(text: str) -> bool:
    return bool(_FAMILY_OWNS.search(text)) and not re.search(r"租的|rent", text)


def _residence_bare(answer: Answer, text: str, form: str) -> Judgement | None:
    """A bare yes or no to a question about a mortgage."""
    cues = cues_of(answer.language)
    if _RESIDENCE_YES.search(answer.question.lower()) and not re.search("租|rent", answer.question):
        if cues.deny.fullmatch(text):
            return Judgement(Verdict.MATCH if form == "owned" else Verdict.CONFLICT, "owned")
        if cues.agree.fullmatch(text):
            return Judgement(Verdict.MATCH if form == "mortgaged" else Verdict.CONFLICT, "mortgaged")
    return None


def marital_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge whether he is married."""
    form = _VALUES.get(code := form_code("marital", answer.form), code)
    words = text
    codes = [code for clause in clauses(words) for code in coded("marital", answer.language, clause)]
    if not codes:
        said = _marital_bare(answer, text)
        if not said:
            return None
        codes = [said]
    order = ("widowed", "registered", "divorced", "single", "alone", "married")
    said = codes[0] if len(set(codes)) == 1 else next(code for code in order if code in codes)
    if "married" in codes and "divorced" in codes:
        last = [code for code in codes if code in {"married", "divorced"}][-1]
        said = (
            "married"
            if re.search(
                r"再婚|复婚|二婚|又|没离|未离|分居|remarried|again|second|separated|isn'?t|not final|going through|getting|filing", text
            )
            else last
        )
        said = (
            "divorced"
            if re.search(r"离了|离婚了|离过$|divorce went|got divorced|are divorced", text)
            and said == "married"
            and not re.search(r"再婚|复婚|二婚|又|remarried|again|second", text)
            else said
        )
    value = _VALUES.get(said, said)
    if value == form:
        return Judgement(Verdict.MATCH, value)
    if said == "alone" and form in {"divorced", "widowed"}:
        return Judgement(Verdict.NEAR, value)
    return Judgement(Verdict.CONFLICT, value)


def _marital_bare(answer: Answer, text: str) -> str:
    """Yes and no to "are you married?"."""
    question = heard(answer.question, answer.language)
    if re.match(
        r"(?:yes|yeah|yep|嗯|对|是的?)?[ ,，]*(?:for |快|都)?(?:almost |nearly |about |over )?(?:[a-z0-9-]+ )?(?:years|"
        r"[0-9一二三四五六七八九十两]+年)(?: now| this| in|了|$)",
        text,
    ):
        return "married"
    if re.search(r"婚姻|marital|married", question) and re.search(r"(?<![a-z])(?:happily|together|going strong)(?![a-z])", text):
        return "married"
    married = re.search(r"结婚|已婚|结了|成家|结咗|married(?! or| status)", question)
    if not married or re.search("婚姻状况|marital", question):
        return ""
    cues = cues_of(answer.language)
    if cues.deny.fullmatch(text) or re.match(r"没|还没|未|no|not", text):
        return "single"
    return "married" if cues.agree.fullmatch(text) else ""


def loans_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge which other loans he has."""
    form = loan_codes(answer.form)
    said = _loans_said(answer, text)
    if said is None:
        return None
    value = ",".join(sorted(said)) or "none"
    if said != form:
        return Judgement(Verdict.CONFLICT, value)
    return Judgement(_payment_verdict(answer, text), value)


def loan_codes(form: str) -> frozenset[str]:
    """The form's loans as codes; empty for none."""
    names = {code for code, _ in cues_load("loans", "en")}
    parts = [part.strip().replace(" ", "_") for part in re.split("[,，、;/+和及]", form.lower()) if part.strip()]
    if parts and all(part in {*names, "none"} for part in parts):
        return frozenset(part for part in parts if part != "none")
    language = _language(form)
    found = frozenset(code for clause in clauses(heard(form, language)) for code in coded("loans", language, clause))
    if found or _NONE.search(form.lower()):
        return found
    return frozenset({"other"})


def _loans_said(answer: Answer, text: str) -> frozenset[str] | None:
    language = answer.language
    said: set[str] = set()
    nothing = False
    parts = clauses(text)
    for place, clause in enumerate(parts):
        codes = coded("loans", language, clause)
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if codes and _LATE.search(clause) and (said or nothing):
            continue
        ended = _ENDED.search(clause) or (codes and _ENDED.match(after) and not coded("loans", language, after))
        if codes and not ended:
            said.update(codes)
        elif (codes and ended) or _NONE.search(clause):
            nothing = True
    cues = cues_of(language)
    if said:
        return frozenset(said)
    if nothing or cues.deny.fullmatch(text):
        return frozenset()
    if cues.agree.fullmatch(text) and (asked := frozenset(code for code in coded("loans", language, heard(answer.question, language)))):
        return asked
    if re.search(
        r"(?:有|还有|欠)[^,，。]{0,4}(?:一笔|一个|笔|点|贷款)|(?:a|one|another|some) (?:small )?loan", text
    ) and not cues.unsure.search(text):
        return frozenset({"other"})
    return None


def _payment_verdict(answer: Answer, text: str) -> Verdict:
    """The monthly payment, where the form and the answer both name one."""
    form = labelled_find(heard(answer.form, _language(answer.form)), _language(answer.form), Fraction(1000))
    said = labelled_find(text, answer.language, Fraction(1000))
    if len(form) != 1 or len(said) != 1:
        return Verdict.MATCH
    wanted, value = form[0].amount.values[0], said[0].amount.values[0]
    if value == wanted:
        return Verdict.NEAR if said[0].hedged or said[0].amount.approximate else Verdict.MATCH
    return Verdict.NEAR if abs(value - wanted) * 10 <= wanted else Verdict.CONFLICT

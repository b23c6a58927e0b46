"""Breaches in what the officer said: the conduct scan names the rule, the model hears what the rules' words miss.

A breach is a grave thing to say of somebody, so what the model hears counts only if it is sure of it or if the words have what such
a breach can't do without: a threat to tell others names others, a demand to a stranger names money. Where the law lets somebody else
be spoken to, a guarantor, nothing was disclosed to a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from huashu.conduct.scan import CaseFacts, Remark, phrases_load, scan

from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course
from huashu.review.figures import ANY_FIGURE, can_be_false
from huashu.review.findings import Finding
from huashu.review.hearing.hear import quote_of
from huashu.review.transcript import CUSTOMER

SURE: Final = 0.95
NEEDS_OTHERS: Final = frozenset({"third_party_disclosure", "third_party_demand"})
"""Breaches that only somebody else than the customer can hear."""
_OTHERS: Final = (
    r"家里?人|家属|老婆|老公|太太|先生|爱人|爸|妈|父母|孩子|儿子|女儿|亲戚|朋友|同事|单位|公司|老板|领导|学校|班主任|老师|邻居|通讯录|联系人|村|大伯|哥|姐|弟|妹|"
    r"famil|wife|husband|mother|father|\bmom|\bmum|\bdad|kid|son\b|daughter|brother|sister|friend|boss|employer|work|job|manager|"
    r"school|neighbou?r|cousin|contacts?|church|everybody|everyone|hr\b|colleague|co-?worker|relative|parents"
)
_MONEY: Final = (
    r"钱|款|贷|欠|还|缴|付|逾期|罚|元|块|账|帐|pay|loan|ow(?:e|ing)|due|behind|debt|balance|overdue|money|\$|late|instal|bill|sum|arrears"
)
NEEDS: Final[Mapping[str, re.Pattern[str]]] = {
    label: re.compile(words)
    for label, words in {
        "third_party_pressure": _OTHERS,
        "third_party_disclosure": _MONEY,
        "third_party_demand": _MONEY,
        "private_account": r"账|帐|户|卡|微信|支付宝|转给|打给|汇|私|现金|venmo|zelle|cash|account|my |paypal|gift card|western union|send it to",
        "over_collection": r"密码|验证码|卡号|cvv|背面|网银|人脸|otp|password|passcode|\bpin\b|code|card number|full card|login|cvv|digits|social",
        "induce_borrowing": r"借|贷|刷|套现|信用卡|花呗|钱庄|当铺|borrow|loan|card|lender|advance|pawn|credit",
        "shaming": r"群|朋友圈|贴|传单|公布|曝光|横幅|喇叭|村|公司|单位|邻居|大家|所有人|全|网|公告|脸|post|facebook|everybody|everyone|whole|sign|flyer|"
        r"group|online|name|photo|picture|neighbou?r|work|church|town|public|tell",
        "false_amount": ANY_FIGURE.pattern,
    }.items()
}
"""Words without one of which the model alone isn't believed."""
_DENIED: Final = re.compile(
    r"不会(?:去|再)?(?:找|联系|打|问|跟|让|告诉)|不用讲|不必|不需要(?:你)?(?:提供|告诉|报)|也不会问|不建议|不要(?:再)?去借|别去借|绝不|从不|"
    r"(?:won't|will not|never|don't|do not|not going to|nobody's going to|no one's going to|no need to|wouldn't)"
    r" (?:\w+ ){0,2}(?:ask|call|contact|tell|need|want|give|speak|talk|share|cover|borrow|take|advise|suggest)"
)
_NO_FEES: Final = re.compile(
    r"(?:什么|任何|一点|完全|全部)?(?:手续)?(?:费用?|钱)[^。，]{0,6}(?:都没有|都不收|都不用|全免|没有的)|(?:一分钱?|一毛钱?|一块钱)[^。，]{0,6}(?:都|也)?(?:不收|不要|没有)|"
    r"零(?:费用|手续费)|没有任何费用|完全没有[，。]|"
    r"zero fees|no fees (?:at all|whatsoever|ever|of any kind)|not a (?:dollar|cent|penny)|no charge (?:on|at all|whatsoever)|without any fees|costs? nothing to"
)


def breaches_find(course: Course) -> tuple[Finding, ...]:
    """Breaches of a call, each with its turns, its quote and the rule that it breaks."""
    quotes: dict[str, dict[int, tuple[str, str]]] = {}
    for heard in course.officers():
        to = CUSTOMER if entitled(course, heard.number) else "third_party"
        for breach in scan(_remark(course, heard.turn.text, to), phrases_load()):
            if breach.id == "false_amount" and course.transcript.kind != "financing_talk" and not can_be_false(course, heard.number, breach.quote):
                continue
            quotes.setdefault(breach.id, {})[heard.number] = (breach.quote, f"{breach.rule}: {breach.citation}")
    _from_order(course)
    found = []
    for label in vocabulary()["breaches"]:
        own = quotes.get(label, {})
        turns = tuple(sorted({*(turn for turn in course.at(label) if _believed(course, label, turn)), *own}))
        turns = tuple(turn for turn in turns if not (label in NEEDS_OTHERS and entitled(course, turn)))
        kinds = vocabulary().kinds(label)
        if turns and not (kinds and course.transcript.kind not in kinds):
            for turn in own:
                course.note(label, turn, SURE)
            best = max(turns, key=lambda turn: (turn in own, course.confidence(label, turn)))
            quote, rule = own.get(best) or (quote_of(course.turns[best], label, course.transcript), rule_of(label, pack_of(course)))
            found.append(Finding(label, turns, quote, course.confidence(label, best), rule))
    return tuple(found)


def entitled(course: Course, turn: int) -> bool:
    """Whether the one who is spoken to may hear of the debt: the customer, or a guarantor."""
    return course.addressee(turn) == CUSTOMER or course.with_guarantor()


def _from_order(course: Course) -> None:
    """What follows from order or figures: going on after stop, and "no fees" beside a rate."""
    if course.transcript.kind == "financing_talk":
        for heard in course.officers():
            if _NO_FEES.search(heard.words.text):
                course.note("false_statement", heard.number, SURE)
                course.note("misleading_cost", heard.number, SURE)


def _believed(course: Course, label: str, turn: int) -> bool:
    """Whether what the model alone heard counts."""
    text = course.turns[turn].words.text
    if _DENIED.search(text) and label not in {"insult", "threat_violence"}:
        return False
    needed = NEEDS.get(label)
    return needed is None or bool(needed.search(text))


def _remark(course: Course, text: str, to: str) -> Remark:
    case = course.transcript.case
    rate = case.application.get("annual_rate")
    facts = CaseFacts(
        currency=case.currency or None,
        overdue_minor=case.overdue_minor,
        penalty_minor=case.penalty_minor,
        annual_rate=Fraction(str(rate)) if rate is not None else None,
    )
    return Remark(id="", text=text, language=course.transcript.language, call_kind=course.transcript.kind, to=to, case=facts)


def pack_of(course: Course) -> str:
    """Whose law is cited."""
    by_currency = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "USD": "US", "GBP": "UK"}
    return by_currency.get(course.transcript.case.currency, "US" if course.transcript.language == "en" else "CN")


@cache
def rule_of(label: str, pack: str) -> str:
    """The rule that a breach breaks under one law, with its citation."""
    rule = next((rule for rule in phrases_load().rules if rule.label == label), None)
    if rule is None:
        return ""
    law, citation = rule.law[pack]
    return f"{law}: {citation}"

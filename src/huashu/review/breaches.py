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

from huashu.conduct.scan import Breach, CaseFacts, Remark, phrases_load, scan
from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course
from huashu.review.figures import can_be_false, rate_is_false
from huashu.review.findings import Finding
from huashu.review.hearing.hear import quote_of
from huashu.review.transcript import CUSTOMER, PAYMENT_KINDS

SURE: Final = 0.95
NEEDS_OTHERS: Final = frozenset({"third_party_disclosure", "third_party_demand"})
"""Breaches that only somebody else than the customer can hear."""
_KIN: Final = (
    r"(?:家里?人|家属|老婆|老公|太太|爱人|[你他她]爸|[你他她]妈|父母|孩子|儿子|女儿|亲戚|亲友|朋友|同事|邻居|通讯录|联系人|村|"
    r"班主任|老师|学校|"
    r"你(?:们)?(?:的)?(?:公司|单位|老板|领导|学校|经理|主管|家|哥|姐|弟|妹))"
)
_TELL: Final = r"(?:告诉|联系|联络|找|打给|打电话|通知|讲|问|去|说|催|打|知道|聊|到)"
_KIN_EN: Final = (
    r"(?:famil(?:y|ies)|wife|husband|mother|father|mom|mum|dad|kids?|sons?|daughters?|brother|sister|friends?|neighbou?rs?|cousin|contacts|"
    r"church|pastor|everybody|everyone|colleagues?|co-?workers?|relatives?|parents|school|foreman|(?:your|his|her) (?:boss|"
    r"employer|work|job|manager|"
    r"supervisor|office|company)|hr department)"
)
_TELL_EN: Final = (
    r"(?:call|tell|ring|phone|contact|visit|ask|talk|speak|know|find|message|text|reach|go(?:ing)? (?:to|down)|show up|knock|let|hear)"
)
_OTHERS: Final = (
    rf"{_KIN}[^。]{{0,12}}{_TELL}|{_TELL}[^。]{{0,12}}{_KIN}|\b{_KIN_EN}\b.{{0,60}}\b{_TELL_EN}|\b{_TELL_EN}\b[^.]{{0,40}}\b{_KIN_EN}\b"
)
_MONEY: Final = (
    r"钱|款|(?<!车)贷|欠|还|缴|付|逾期|罚|元|块|账|帐|\bpay|\bloan|\bow(?:e|ing)|due|behind|debt|balance|overdue|"
    r"money|\$|late|instal|bill|sum|arrears"
)
NEEDS: Final[Mapping[str, re.Pattern[str]]] = {
    label: re.compile(words)
    for label, words in {
        "third_party_pressure": _OTHERS,
        "third_party_disclosure": _MONEY,
        "third_party_demand": _MONEY,
        "private_account": r"账|帐|户|卡|微信|支付宝|转给|打给|汇|私|现金|venmo|zelle|cash ?app|account|my (?:own|personal|card)|"
        "to me\b|paypal|gift card|western union",
        "over_collection": r"密码|验证码|卡号|cvv|背面|网银|人脸|otp|password|passcode|\bpin\b|code|card number|full card|login|"
        "cvv|digits|social",
        "induce_borrowing": r"(?:去|再|先|找|跟|向|从|办|申请|刷|点|下|能|可以|随便|网上)[^，。]{0,8}(?:借|贷|信用卡|花呗|网贷|"
        "白条|套)|套现|钱庄|高利|"
        r"borrow|take out|cash advance|payday|credit card|title loan|another loan|other lender|loan app",
        "shaming": r"群|朋友圈|贴|传单|公布|曝光|横幅|喇叭|村|公司|单位|邻居|大家|所有人|全|网|公告|脸|post|facebook|everybody|"
        "everyone|whole|sign|flyer|"
        r"group|online|your name|photo|picture|neighbou?r|work|church|town|public|tell",
        "false_amount": r"(?!)",
        "false_statement": r"已经|早就|法律|规定|必须|一定会|自动|费|全国|永远|already|by law|filed|automatic|legally|warrant|fees|free",
        "impersonate_official": r"地检|我(?:们)?(?:是|这里|这边是|这里是|代表)|这(?:里|边)是|本(?:院|局|所|单位|律师)|授权|"
        "we(?:'re| are)|i'm|i am|this is|"
        r"on behalf|authori|officer|department|office|badge",
    }.items()
}
"""Words without one of which the model alone isn't believed."""
_DENIED: Final = re.compile(
    r"不会(?:去|再)?(?:找|联系|打|问|跟|让|告诉)|不用讲|不必|不需要(?:你)?(?:提供|告诉|报)|也不会问|不建议|不要(?:再)?去借|别去借|"
    r"绝不|从不|"
    r"(?:won't|will not|never|don't|do not|not going to|nobody's going to|no one's going to|no need to|wouldn't)"
    r" (?:\w+ ){0,2}(?:ask|call|contact|tell|need|want|give|speak|talk|share|cover|borrow|take|advise|suggest)"
)
_NO_FEES: Final = re.compile(
    r"(?:什么|任何|一点|完全|全部)?(?:手续)?(?:费用?|钱)[^。，]{0,6}(?:都没有|都不收|都不用|全免|没有的)|(?:一分钱?|一毛钱?|"
    r"一块钱)[^。，]{0,6}(?:都|也)?(?:不收|不要|没有)|"
    r"零(?:费用|手续费)|没有任何费用|完全没有[，。]|"
    r"zero fees|no fees (?:at all|whatsoever|ever|of any kind)|not a (?:dollar|cent|penny)|no charge (?:on|at all|whatsoever)|"
    r"without any fees|costs? nothing to"
)


_ALREADY: Final = re.compile(
    r"已经?(?:向法院)?(?:起诉|立案|上了?黑名单|报案|报警|列入|移交法院|拉黑)|法院[^。，]{0,4}已经?(?:立案|受理)|(?:法律|按规定|"
    r"民法)[^。，]{0,8}(?:配偶|老婆|家属|子女|夫妻|儿子)"
    r"[^。]{0,6}(?:还|承担|负责|继承)|父债子还|already (?:filed|sued|in court|blacklisted|with the court|reported you)|(?:we|"
    r"i)(?:'ve| have)? filed on you|"
    r"filed (?:suit|a suit|a lawsuit|charges) (?:against|on)|by law[^.]{0,20}(?:spouse|wife|husband|family|widow)"
)
_NOT_SO: Final = re.compile(r"没有|并没|尚未|还没|不是|没(?:起诉|立案)|\bnot\b|n't|haven't|[?？]|吗")


def breaches_find(course: Course) -> tuple[Finding, ...]:
    """Breaches of a call, each with its turns, its quote and the rule that it breaks."""
    quotes: dict[str, dict[int, tuple[str, str]]] = {}
    for heard in course.officers():
        to = CUSTOMER if entitled(course, heard.number) else "third_party"
        for breach in scan(_remark(course, heard.turn.text, to), phrases_load()):
            if not _stands(course, heard.number, breach):
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


UNMARKED: Final = 100
PIECE: Final = 18
OVERLAP: Final = 6
_MARK: Final = re.compile(r"[.!?,;:]")


def entitled(course: Course, turn: int) -> bool:
    """Whether the one who is spoken to may hear of the debt: the customer, or a guarantor."""
    return course.addressee(turn) == CUSTOMER or course.with_guarantor()


def _stands(course: Course, turn: int, breach: Breach) -> bool:
    """Whether what the scan found in one remark stands in the call: what was said before may explain a figure, or a denial the words."""
    text = course.turns[turn].words.text
    if breach.id in course.turns[turn].doubted and breach.id not in BY_FIGURES:
        return False
    if breach.id == "false_amount":
        reminded = course.transcript.kind == "due_reminder" and not course.transcript.case.overdue_minor
        return course.transcript.kind != "financing_talk" and not reminded and can_be_false(course, turn, breach.quote)
    if breach.id == "ignored_stop":
        return course.first("asks_stop") is not None
    if breach.id == "induce_borrowing" and course.transcript.kind not in PAYMENT_KINDS:
        return False
    if breach.id in BOTH:
        return not _DENIED.search(text) and bool(NEEDS[breach.id].search(text))
    return True


BY_FIGURES: Final = frozenset({"false_amount", "misleading_cost", "third_party_disclosure"})
"""Breaches that turn on figures or on who listens, of which the model knows less than the scan."""
BOTH: Final = frozenset({"private_account", "over_collection", "induce_borrowing", "third_party_pressure"})
"""Breaches whose look-alikes are common: the scan too needs the words they can't do without."""


def _from_order(course: Course) -> None:
    """What follows from order or figures: going on after stop, and "no fees" beside a rate."""
    if course.transcript.kind == "financing_talk":
        for heard in course.officers():
            if _NO_FEES.search(heard.words.text):
                course.note("false_statement", heard.number, SURE)
                course.note("misleading_cost", heard.number, SURE)
            if rate_is_false(course, heard.number):
                course.note("false_amount", heard.number, SURE)
                course.note("misleading_cost", heard.number, SURE)
        return
    for heard in course.officers():
        if _ALREADY.search(heard.words.text) and not _NOT_SO.search(heard.words.text):
            course.note("false_statement", heard.number, SURE)


def _believed(course: Course, label: str, turn: int) -> bool:
    """Whether what the model alone heard counts."""
    text = course.turns[turn].words.text
    if course.confidence(label, turn) == SURE:
        return True
    if label == "induce_borrowing" and course.transcript.kind not in PAYMENT_KINDS:
        return False
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

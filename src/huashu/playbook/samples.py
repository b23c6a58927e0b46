"""Invented values for every fact, in the language of a track, for previews, documents and tests."""

from __future__ import annotations

from typing import Final

from huashu.playbook.conditions import Value
from huashu.playbook.facts import CAPTURES, FACTS

CURRENCY: Final = {"zh-Hans": "CNY", "zh-Hant": "TWD", "en": "USD"}
"""Currency of a preview in each language."""

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "customer_name": "Thomas Archer",
        "salutation": "Mr Archer",
        "officer_name": "Ann Lee",
        "officer_title": "account manager",
        "institution": "Anda Auto Finance",
        "callback_number": "our service line (sample)",
        "supervisor_answer_by": "by tomorrow morning",
        "how_to_pay": "You can pay by bank transfer to the account in your contract",
        "hardship_documents": "a pay slip or a notice of termination, either will do",
        "hardship_pause": "we won't call about payment",
        "crisis_line": "the crisis line (sample)",
        "complaint_number": "our complaints line (sample)",
        "product": "car loan",
        "vehicle": "2023 hatchback",
        "grade_effect": "it affects the limit and the rate next time",
        "form_vehicle": "2026 saloon",
        "offered_day": "next Wednesday",
        "promise": "three thousand on Friday",
        "way_of_payment": "bank transfer",
        "next_step": "a payment link this afternoon",
        "best_time": "after seven in the evening",
        "proposal": "in three monthly parts",
        "sources": "sixty thousand owed by a client",
        "paid_already": "by transfer yesterday",
        "need": "worried about interest",
    },
    "zh-Hant": {
        "customer_name": "張志遠",
        "salutation": "張先生",
        "officer_title": "客戶經理",
        "institution": "安達汽車金融",
        "callback_number": "（示例）客服專線",
        "how_to_pay": "用網路銀行轉到合約上的還款帳戶",
        "hardship_documents": "收入或離職證明，有一樣就可以",
        "hardship_pause": "我們不再催收",
        "complaint_number": "（示例）投訴專線",
        "crisis_line": "（示例）安心專線",
        "product": "車貸",
        "vehicle": "掀背車 2023",
        "grade_effect": "下次放款的額度和利率都會受影響",
        "form_vehicle": "休旅車 2026",
        "offered_day": "下週三",
        "promise": "週五三千",
        "way_of_payment": "網路銀行轉帳",
        "next_step": "下午發還款連結",
        "best_time": "晚上七點後",
        "proposal": "分三個月還",
        "sources": "應收貨款六萬",
        "paid_already": "昨天轉帳",
        "need": "擔心利息",
    },
}


def sample_facts(language: str) -> dict[str, Value]:
    """A value for every fact of a case; nobody real.

    Args:
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
    """
    return {fact.name: _TEXTS.get(language, {}).get(fact.name, fact.sample) for fact in FACTS.values()}


def sample_captures(language: str) -> dict[str, Value]:
    """A value for every field that a call adds.

    Args:
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
    """
    return {fact.name: _TEXTS.get(language, {}).get(fact.name, fact.sample) for fact in CAPTURES.values()}

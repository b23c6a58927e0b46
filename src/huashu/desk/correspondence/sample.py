"""A case that doesn't exist, for looking at templates and for judging their words before anybody gets them."""

from __future__ import annotations

from typing import Final

from huashu.conduct.scan import CaseFacts

FACTS: Final = CaseFacts(currency="CNY", overdue_minor=446_000, penalty_minor=8_920, fees_minor=0)
"""4,460.00 overdue and 89.20 of penalty on it."""

_ZH: Final = {
    "customer_name": "李样例",
    "amount_due": "4,549.20元",
    "overdue_amount": "4,549.20元",
    "due_date": "11月3日",
    "days_past_due": "20",
    "penalty_so_far": "89.20元",
    "penalty_per_day": "4.46元",
    "promise_amount": "2,000.00元",
    "promise_date": "11月24日",
    "promise_schedule": "11月24日2,000.00元，12月5日2,549.20元",
    "arrangement": "分两次还清，11月24日2,000.00元，12月5日2,549.20元",
    "how_to_pay": "通过本公司App还款，或存入签约银行卡等待扣款",
    "institution": "样例汽车金融",
    "callback_number": "000-0000-0000",
    "officer_name": "陈样例",
    "contract_no": "YL-2026-0001",
    "opt_out": "拒收请回复R",
    "link": "https://example.invalid/b/yangli",
}
_EN: Final = _ZH | {
    "customer_name": "Li Sample",
    "amount_due": "¥4,549.20",
    "overdue_amount": "¥4,549.20",
    "due_date": "3 November",
    "penalty_so_far": "¥89.20",
    "penalty_per_day": "¥4.46",
    "promise_amount": "¥2,000.00",
    "promise_date": "24 November",
    "promise_schedule": "¥2,000.00 on 24 November and ¥2,549.20 on 5 December",
    "arrangement": "two payments, ¥2,000.00 on 24 November and ¥2,549.20 on 5 December",
    "how_to_pay": "in the app, or by debit from your bank card",
    "institution": "Sample Auto Finance",
    "officer_name": "Chen Sample",
    "opt_out": "Reply STOP to get no more messages",
}
VARIABLES: Final = tuple(_ZH)
"""Names that may stand in a template."""

FIGURES: Final = (
    *("amount_due", "overdue_amount", "due_date", "penalty_so_far", "penalty_per_day"),
    *("promise_amount", "promise_date", "promise_schedule", "arrangement"),
)
"""Those of them that are amounts and days, from the ledger or from a promise."""


def sample_values(language: str) -> dict[str, str]:
    """Values of the invented case in a language."""
    return dict(_EN if language == "en" else _ZH)

"""The facts that wordings, conditions and captures may name: each with its type, whom it tells about, words and a sample.

A fact "of the debt" may not be spoken before the person is confirmed, nor ever to a third party. Captured fields are what the call
itself adds. The desk fills both from the case; docs/playbooks.md lists them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from huashu.playbook.vocabulary import vocabulary

FactType = Literal["text", "money", "date", "count", "rate", "flag", "code", "promise", "moment"]
About = Literal["person", "debt", "house", "application", "offer"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    Args:
        name: As it is written in files.
        type: money: minor units; date: ISO; rate: yearly, parts per million; flag: yes or no; code: a word of a vocabulary.
        about: What it tells about; ``debt`` is never spoken before the person is confirmed.
        zh: What it is, in Chinese.
        en: The same in English.
        sample: A value for previews, as files and cases hold it.
    """

    name: str
    type: FactType
    about: About
    zh: str
    en: str
    sample: str | int | bool


def _facts(*rows: tuple[str, FactType, About, str, str, str | int | bool]) -> dict[str, Fact]:
    return {row[0]: Fact(*row) for row in rows}


FACTS: Final = _facts(
    ("customer_name", "text", "person", "客户姓名", "customer's name", "张志远"),
    ("salutation", "text", "person", "称呼（姓加先生、女士）", "how to address the customer", "张先生"),
    ("officer_name", "text", "house", "专员姓名", "officer's name", "李安"),
    ("officer_title", "text", "house", "专员职务", "officer's post", "客户经理"),
    ("institution", "text", "house", "机构名称", "name of the institution", "安达汽车金融"),
    ("callback_number", "text", "house", "回电号码", "number to call back", "（示例）客服热线"),
    ("today", "date", "house", "今天", "today", "2026-11-24"),
    ("supervisor_answer_by", "text", "house", "主管答复时限", "when a supervisor answers", "明天上午"),
    ("how_to_pay", "text", "house", "还款方式", "how to pay", "在手机银行转到合同上的还款账户"),
    ("hardship_documents", "text", "house", "困难申请的材料", "papers for a hardship application", "收入或离职证明，有一样就可以"),
    ("hardship_pause", "text", "house", "审批期间暂停什么", "what pauses while it is decided", "我们不再催收"),
    ("crisis_line", "text", "house", "心理援助热线", "crisis line", "12356"),
    ("complaint_number", "text", "house", "投诉渠道", "where to complain", "（示例）投诉专线"),
    ("contract_tail", "text", "debt", "合同号后四位", "last four of the contract number", "0731"),
    ("product", "text", "debt", "产品", "product", "车贷"),
    ("vehicle", "text", "debt", "车辆", "vehicle", "五菱宏光 2023"),
    ("overdue_amount", "money", "debt", "逾期金额", "overdue amount", 412_000),
    ("amount_due", "money", "debt", "应付合计（逾期加罚息）", "due now, penalty included", 415_600),
    ("due_date", "date", "debt", "应还日", "due date", "2026-11-23"),
    ("days_past_due", "count", "debt", "逾期天数", "days past due", 1),
    ("instalment_amount", "money", "debt", "每期应还", "instalment", 412_000),
    ("next_due_date", "date", "debt", "下期应还日", "next due date", "2026-12-23"),
    ("next_due_amount", "money", "debt", "下期应还金额", "next amount due", 412_000),
    ("days_to_due", "count", "debt", "距应还日天数", "days until due", 3),
    ("penalty_so_far", "money", "debt", "已产生罚息", "penalty so far", 3_600),
    ("penalty_per_day", "money", "debt", "每天罚息", "penalty a day", 2_250),
    ("penalty_in_week", "money", "debt", "拖一周的罚息", "penalty after one more week", 19_350),
    ("outstanding_principal", "money", "debt", "剩余本金", "outstanding principal", 4_800_000),
    ("annual_rate", "rate", "debt", "年利率", "yearly rate", 85_000),
    ("grade", "code", "debt", "内部评级", "internal grade", "A"),
    ("grade_if_late", "code", "debt", "拖延后的评级", "grade if it stays unpaid", "B"),
    ("grade_effect", "text", "debt", "评级下降的影响", "what a lower grade means", "下次放款的额度和利率都会受影响"),
    ("report_date", "date", "debt", "向征信报送的日期", "day of the report to the credit bureau", "2026-12-05"),
    ("days_to_report", "count", "debt", "距报送天数", "days until that report", 11),
    ("has_guarantor", "flag", "debt", "有担保人", "there is a guarantor", True),
    ("is_pledged", "flag", "debt", "车辆已抵押", "the car is pledged", True),
    ("may_repossess", "flag", "debt", "合同约定可处置抵押车辆", "contract allows recovery of the car", True),
    ("legal_action_approved", "flag", "debt", "已批准走法律程序", "legal action has been approved", True),
    ("demand_letter_date", "date", "debt", "催告函日期", "day of the demand letter", "2026-12-01"),
    ("hardship_help", "flag", "debt", "有困难帮扶方案", "hardship help is offered", True),
    ("months_on_time", "count", "debt", "按时还款期数", "instalments paid in time", 43),
    ("years_customer", "count", "person", "合作年数", "years as a customer", 4),
    ("broken_promises", "count", "debt", "落空承诺次数", "broken promises", 1),
    ("kept_promises", "count", "debt", "兑现承诺次数", "kept promises", 2),
    ("last_promise_amount", "money", "debt", "上次承诺金额", "last promised amount", 200_000),
    ("last_promise_date", "date", "debt", "上次承诺日期", "last promised day", "2026-11-20"),
    ("last_promise_received", "money", "debt", "上次承诺已到账", "received on the last promise", 50_000),
    ("last_reason", "code", "debt", "上次说的原因", "reason given last time", "third_party_unpaid"),
    ("stage", "code", "debt", "阶段", "stage", "early"),
    ("willingness", "code", "debt", "意愿（高、中、低）", "willingness (high, middle, low)", "high"),
    ("ability", "code", "debt", "能力（高、中、低）", "ability (high, middle, low)", "middle"),
    ("authority_days", "count", "house", "专员可接受的天数", "days an officer may accept", 3),
    ("authority_parts", "count", "house", "专员可接受的期数", "parts an officer may accept", 2),
    ("loan_amount", "money", "application", "申请金额", "amount applied for", 8_000_000),
    ("term_months", "count", "application", "申请期数（月）", "term in months", 36),
    ("applied_on", "date", "application", "申请日期", "day of the application", "2026-11-20"),
    ("form_vehicle", "text", "application", "申请的车辆", "vehicle applied for", "比亚迪宋 Pro"),
    ("price", "money", "offer", "车价", "price of the car", 12_000_000),
    ("cash_total", "money", "offer", "全款总成本", "total cost paying cash", 12_000_000),
    ("loan_total", "money", "offer", "贷款总成本", "total cost with the loan", 12_640_000),
    ("cost_of_credit", "money", "offer", "贷款多付", "cost of credit", 640_000),
    ("all_in_rate", "rate", "offer", "综合年化利率（单利）", "all-in yearly rate", 58_000),
    ("fees_total", "money", "offer", "全部费用", "all fees", 120_000),
    ("monthly_instalment", "money", "offer", "月供", "monthly instalment", 245_000),
    ("down_payment", "money", "offer", "首付", "down payment", 4_000_000),
    ("early_repayment_fee", "money", "offer", "提前还款费用", "early repayment fee", 0),
)

CAPTURES: Final = _facts(
    ("reached", "code", "person", "接电话的是谁", "who answered", "customer"),
    ("reason", "code", "debt", "未还原因", "reason", "third_party_unpaid"),
    ("offered_day", "text", "debt", "客户自己说的日子（还没约定）", "day the customer offered, not yet agreed", "下周三"),
    ("promise", "promise", "debt", "承诺（多少、哪天）", "promise (how much, which day)", "周五三千"),
    ("way_of_payment", "text", "debt", "怎么还", "way of payment", "手机银行转账"),
    ("next_contact_at", "moment", "person", "下次联系时间", "time of the next contact", "2026-11-25T10:00:00+08:00"),
    ("next_step", "text", "person", "下一步", "next step", "下午发还款链接"),
    ("best_time", "text", "person", "方便的时间", "time that suits", "晚上七点后"),
    ("proposal", "text", "debt", "客户提出的方案", "what the customer proposes", "分三个月还"),
    ("sources", "text", "debt", "其他资金来源", "other sources of money", "应收货款六万"),
    ("wants_stop", "flag", "person", "要求停止联系", "asks to stop", True),
    ("disputes", "flag", "person", "有争议", "disputes", True),
    ("represented", "flag", "person", "有代理人", "has a representative", True),
    ("paid_already", "text", "debt", "说已还：何时、怎么还", "says it's paid: when, how", "昨天转账"),
    ("consents", "flag", "person", "同意继续", "agrees to go on", True),
    ("complains", "flag", "person", "要投诉", "wants to complain", True),
    ("hardship", "flag", "person", "请求帮助", "asks for help", True),
    ("need", "text", "offer", "客户的需要和顾虑", "need and concern", "担心利息"),
    ("objection", "code", "offer", "异议", "objection", "interest_cost"),
)

CODES: Final[dict[str, tuple[str, ...]]] = {
    "reached": ("customer", "guarantor", "third_party"),
    "reason": tuple(vocabulary()["reasons"]),
    "last_reason": tuple(vocabulary()["reasons"]),
    "objection": tuple(vocabulary()["objections"]),
    "stage": ("before_due", "early", "firm"),
    "willingness": ("high", "middle", "low"),
    "ability": ("high", "middle", "low"),
}
"""Words that a code may be, where they are fixed; grades are the lender's own."""

PRIVATE: Final = frozenset({"debt", "application"})
"""What may only be told to the person whom it is about."""

REMEDIES: Final[dict[str, tuple[str, str]]] = {
    "remind": ("提醒", "Remind"),
    "pay_today": ("今天还清", "Pay today"),
    "part_today": ("今天先还一部分", "Pay a part today"),
    "short_promise": ("几天内还清的承诺", "A promise within days"),
    "plan": ("分次还款", "Several payments"),
    "holiday": ("延期还款", "Payment holiday"),
    "reschedule": ("重组", "Reschedule"),
    "hardship": ("困难帮扶", "Hardship help"),
    "fix_debit": ("处理扣款问题", "Mend the debit"),
    "dispute_process": ("按争议处理", "Handle as a dispute"),
    "fraud_process": ("按冒名、诈骗核查", "Check for fraud"),
    "estate": ("联系遗产程序", "Through the estate"),
    "raise_funds": ("收回应收款、筹措", "Collect what others owe"),
    "guarantor": ("担保人", "Guarantor"),
    "firm_up": ("转强硬阶段", "Firm stage"),
    "visit": ("约定上门核实", "A visit by agreement"),
}
"""What may be offered or done, with Chinese and English words."""

OUTCOMES: Final = (
    "promised",
    "paid",
    "call_back",
    "no_promise",
    "refused",
    "disputed",
    "hardship",
    "stop",
    "message_left",
    "no_answer",
    "switched_off",
    "wrong_number",
    "sent",
)
"""Outcome codes of a contact, as the desk keeps them."""

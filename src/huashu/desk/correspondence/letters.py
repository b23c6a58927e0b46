"""Letters on paper: the letterhead, the words, the amounts as a table, how to pay and whom to call, as PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from huashu.adapters.paper.typeset import pdf_of
from huashu.desk.cases.models import Case
from huashu.desk.cases.selectors.standing import Paid, instalments_of, standing_of
from huashu.desk.conduct.speech import traditional
from huashu.desk.correspondence.models import Message, SenderSetting, Tongue, Way
from huashu.desk.correspondence.sample import sample_values
from huashu.desk.correspondence.selectors.facts import case_values, money_words
from huashu.desk.correspondence.selectors.sender import sender_setting, sender_values
from huashu.desk.correspondence.selectors.templates import templates_current
from huashu.desk.correspondence.wording import fill
from huashu.desk.people.models import Person

TEMPLATE: Final = Path(__file__).parent / "paper" / "letter.typ"

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "date": ("日期", "Date"),
    "reference": ("合同编号", "Contract"),
    "what": ("款项", "Item"),
    "amount": ("金额", "Amount"),
    "principal": ("逾期本金", "Principal overdue"),
    "interest": ("逾期利息", "Interest overdue"),
    "fee": ("逾期费用", "Fees overdue"),
    "penalty": ("罚息", "Penalty interest"),
    "instalment": ("本期应还", "Instalment"),
    "total": ("合计应还", "Total to pay"),
    "due": ("到期日", "Due on"),
    "how": ("还款方式", "How to pay"),
    "whom": ("联系人", "Whom to call"),
}


def letter_paper(message: Message, now: datetime) -> bytes:
    """A letter as PDF.

    Args:
        message: The letter.
        now: The moment; the letter bears its business day.

    Raises:
        FontMissing: The machine has no Chinese font.
        Refusal: The loan's entries can't be read.
    """
    data = letter_data(message.case, message.title, message.text, message.language, now, message.person)
    return pdf_of(TEMPLATE, data, language=message.language.lower())


def letter_data(case: Case, title: str, text: str, language: str, now: datetime, person: Person | None) -> Mapping[str, Any]:
    """A letter as the template reads it: strings and lists only."""
    values, sender = case_values(case, language, now, person), sender_setting()
    words = {name: _word(name, language) for name in _WORDS}
    return {
        **_frame(values, sender, language, now, words),
        "to": [case.customer.name, case.customer.address],
        "title": title,
        "paragraphs": [part.strip() for part in text.split("\n\n") if part.strip()],
        "rows": _rows(case, language, now, words),
    }


def sample_data(language: str, now: datetime) -> Mapping[str, Any]:
    """The overdue letter for the invented case, on the house's letterhead."""
    template = templates_current()["letter_overdue", Way.LETTER.value, language]
    own = {name: value for name, value in sender_values(language).items() if value}
    values, sender = sample_values(language) | own, sender_setting()
    words = {name: _word(name, language) for name in _WORDS}
    amounts = ((words["principal"], 400_000), (words["interest"], 46_000), (words["penalty"], 8_920), (words["total"], 454_920))
    return {
        **_frame(values, sender, language, now, words),
        "to": [values["customer_name"]],
        "title": fill(template.title, values).text,
        "paragraphs": fill(template.body, values).text.split("\n\n"),
        "rows": [[name, money_words(minor, "CNY", language)] for name, minor in amounts],
    }


def _frame(values: Mapping[str, str], sender: SenderSetting, language: str, now: datetime, words: Mapping[str, str]) -> dict[str, Any]:
    """What every letter has around its words."""
    today = timezone.localdate(now)
    english = language == Tongue.EN
    whom = (values.get("officer_name", ""), values.get("callback_number", ""))
    return {
        "institution": values.get("institution", ""),
        "sender": [line for line in (sender.address, sender.callback_number, sender.email) if line],
        "date": f"{today.day} {today:%B} {today.year}" if english else f"{today.year}年{today.month}月{today.day}日",
        "reference": values.get("contract_no", ""),
        "due": values.get("due_date", ""),
        "how": values.get("how_to_pay", ""),
        "whom": (", " if english else "，").join(filter(None, whom)),
        "signature": traditional(sender.signature) if language == Tongue.HANT else sender.signature,
        "words": words,
    }


def _rows(case: Case, language: str, now: datetime, words: Mapping[str, str]) -> list[list[str]]:
    """What is to be paid, part by part, with the total last."""
    standing = standing_of(case.loan, timezone.localdate(now))
    status = standing.status
    parts = [
        (words["principal"], status.overdue_principal_minor),
        (words["interest"], status.overdue_interest_minor),
        (words["fee"], status.overdue_fee_minor),
        (words["penalty"], status.overdue_penalty_minor),
    ]
    if not status.overdue_minor:
        coming = next((row for row in instalments_of(standing) if row.state in (Paid.DUE, Paid.COMING)), None)
        parts = [(words["instalment"], status.due_now_minor or (coming.unpaid_minor if coming else status.next_due_minor))]
    elif status.due_now_minor:
        parts.append((words["instalment"], status.due_now_minor))
    total_minor = sum(minor for _name, minor in parts)
    rows = [[name, money_words(minor, case.currency, language)] for name, minor in parts if minor]
    return [*rows, [words["total"], money_words(total_minor, case.currency, language)]]


def _word(name: str, language: str) -> str:
    chinese, english = _WORDS[name]
    return english if language == Tongue.EN else traditional(chinese) if language == Tongue.HANT else chinese

"""The invented lender's name and letterhead, and messages of the past days: delivered, handed over, failed.

Like the invented contacts of the past they are stored as rows and leave nothing in the audit trail. Those of today come from the close.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from huashu.desk.cases.models import Case, Channel, Contact, Outcome
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.correspondence.models import Message, MessageState, MessageStatus, SenderSetting, StatusCode, Way
from huashu.desk.correspondence.selectors.facts import language_for
from huashu.desk.correspondence.selectors.templates import template_for
from huashu.desk.correspondence.services.queueing import Composed, compose
from huashu.errors import Refusal

INSTITUTION: Final = "演示汽车金融（虚构）"
_ADDRESS: Final = "示例市虚构区样例路 1 号"
_WITHIN: Final = timedelta(days=21)
_PAST: Final = 40
_FAILED: Final = 4
_GATEWAY: Final = "webhook"
_MINUTE: Final = timedelta(minutes=1)


def house_name() -> None:
    """Give the house a name and a letterhead where it has none, so that messages can be made."""
    setting = conduct_setting()
    if not setting.institution:
        setting.institution = INSTITUTION
        setting.save()
    SenderSetting.objects.get_or_create(
        pk=1,
        defaults={
            "address": _ADDRESS,
            "callback_number": "000-0000-0000",
            "email": "desk@example.invalid",
            "how_to_pay_zh": "在本公司App内还款，或把款项存入签约银行卡等待扣款",
            "how_to_pay_en": "in our app, or by debit from the bank card in your contract",
            "opt_out_zh": "拒收请回复R",
            "opt_out_en": "Reply STOP to get no more messages",
            "signature": "客户服务部",
        },
    )


def house_unname() -> None:
    """Take the invented name and letterhead out again, if they are still the invented ones."""
    ConductSetting.objects.filter(institution=INSTITUTION, changed_at=None).delete()
    ConductSetting.objects.filter(institution=INSTITUTION).update(institution="")
    SenderSetting.objects.filter(address=_ADDRESS).delete()


def messages_write(now: datetime) -> int:
    """Store what became of the latest messages of the past, and some that failed; the same ones each time.

    Args:
        now: The moment of loading.

    Returns:
        How many were stored.
    """
    stored = 0
    for place, contact in enumerate(_contacts(now)):
        if composed := _words(contact.case, contact.started_at):
            ends = (StatusCode.HANDED_OVER,) if place % 4 == 3 else (StatusCode.HANDED_OVER, StatusCode.DELIVERED)
            message = _message(f"demo-contact-{contact.pk}", contact.case, composed, contact.started_at, contact)
            _tell(message, contact.started_at, ends)
            stored += 1
    for case in _late_cases():
        at = now - timedelta(days=1, hours=2)
        if composed := _words(case, at):
            _tell(_message(f"demo-failed-{case.pk}", case, composed, at), at, (StatusCode.FAILED,))
            stored += 1
    return stored


def _contacts(now: datetime) -> Iterator[Contact]:
    rows = Contact.objects.filter(case__loan__is_demo=True, channel=Channel.MESSAGE, outcome=Outcome.SENT, message__isnull=True)
    rows = rows.filter(Q(corrected_by__isnull=True), started_at__gte=now - _WITHIN)
    related = ("case__loan__product", "case__customer", "case__assignee", "officer")
    yield from rows.select_related(*related).order_by("-started_at", "-pk")[:_PAST]


def _late_cases() -> Iterator[Case]:
    rows = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, overdue_minor__gt=0, days_past_due__gt=5)
    yield from rows.select_related("loan__product", "customer", "assignee").order_by("-days_past_due", "pk")[:_FAILED]


def _words(case: Case, at: datetime) -> Composed | None:
    template = template_for("overdue_followup", Way.SMS, language_for(case))
    try:
        return compose(case, template, at) if template else None
    except Refusal:
        return None  # nothing was overdue on that day any more


def _message(key: str, case: Case, composed: Composed, at: datetime, contact: Contact | None = None) -> Message:
    return Message.objects.create(
        key=key,
        case=case,
        channel=Way.SMS,
        language=composed.template.language,
        purpose=composed.template.purpose,
        template=composed.template.code,
        title=composed.title,
        text=composed.text,
        person=contact.officer if contact else case.assignee,
        queued_at=at - _MINUTE,
        good_until=at.date(),
        attempts=1,
        contact=contact,
    )


def _tell(message: Message, at: datetime, ends: Sequence[StatusCode]) -> None:
    """Write the statuses that lead to an end."""
    rows = [MessageStatus(message=message, at=at - _MINUTE, code=StatusCode.QUEUED, person=message.person)]
    rows.append(MessageStatus(message=message, at=at, code=StatusCode.TRYING, gateway=_GATEWAY))
    for number, code in enumerate(ends):
        failed = code == StatusCode.FAILED
        said = {"reason": "refused", "detail": "HTTP 422 空号"} if failed else {"reference": f"DEMO-{message.pk}"}
        rows.append(MessageStatus(message=message, at=at + number * _MINUTE, code=code, gateway=_GATEWAY, **said))
    MessageStatus.objects.bulk_create(rows)
    message.state, message.reason = MessageState(ends[-1]), "refused" if ends[-1] == StatusCode.FAILED else ""
    message.save(update_fields=["state", "reason"])

"""A customer's page in the demo: its texts, one link that was used, and what two customers told the lender there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from huashu.desk.borrower.links import address_of_link, link_make
from huashu.desk.borrower.models import ActKind, BorrowerAct, BorrowerAnswer, BorrowerLink, BorrowerPageSetting, BorrowerVisit, VisitKind
from huashu.desk.borrower.services.acts import ActDraft, act_record
from huashu.desk.borrower.services.proof import tails_of, visit_log
from huashu.desk.borrower.services.setting import page_setting_save
from huashu.desk.cases.models import Case

_TEXTS: Final = {
    "how_to_pay": "请转账至合同约定的本公司账户（演示账户，不可付款）：\n"
    "户名：样例汽车金融有限公司\n账号：0000 0000 0000 0000\n附言请写合同编号。",
    "how_to_pay_en": "Transfer to the lender's account named in your contract (demo, can't be paid to):\nSample Auto Finance\n"
    "0000 0000 0000 0000\nGive your contract number as the reference.",
    "whom_to_call": "客户服务 000-0000-0000（演示号码，打不通）",
    "hours": "周一至周五 9:00–18:00",
    "complaint_channel": "客户服务电话，或来信至合同所载地址。也可以向监管部门反映。",
    "complaint_channel_en": "By phone, or by letter to the address in your contract. You may also turn to the regulator.",
    "answer_days": 5,
}
_HELP: Final = {
    "happened": "income_loss",
    "words": "工厂停工，正在找新工作。",
    "income": "两千左右",
    "could_pay": "八百左右",
    "pause": True,
}
_ADDRESS: Final = "192.0.2.10"  # set aside for examples, RFC 5737


def links_write(now: datetime) -> None:
    """Set the page's texts, unless the lender has; make a link for two cases, use them, and leave a request for help.

    Args:
        now: The moment of loading.
    """
    if not BorrowerPageSetting.objects.exists():
        page_setting_save(values=_TEXTS, person=None, now=now)
    cases = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, overdue_minor__gt=0, assignee__username="demo-officer")
    chosen = [case for case in cases.select_related("customer", "assignee").order_by("-lane", "rank", "pk")[:20] if tails_of(case.customer)]
    for place, case in enumerate(chosen[:2]):
        link = link_make(case=case, person=case.assignee, now=now - timedelta(hours=2))
        visit_log(link=link, kind=VisitKind.OPENED, address=_ADDRESS, now=now - timedelta(hours=1))
        visit_log(link=link, kind=VisitKind.PASSED, address=_ADDRESS, now=now - timedelta(minutes=59))
        if place == 0:
            act_record(link=link, draft=ActDraft(ActKind.HARDSHIP, "demo-request-for-help", _HELP), now=now - timedelta(minutes=55))


def links_remove() -> None:
    """Take the demo's links, visits and what was told out; the page's texts go where no other loan's link needs them."""
    answers = BorrowerAnswer.objects.filter(act__case__loan__is_demo=True)
    BorrowerAnswer.objects.filter(pk__in=answers.values("pk")).delete()
    acts = BorrowerAct.objects.filter(case__loan__is_demo=True)
    BorrowerAct.objects.filter(pk__in=acts.values("pk")).delete()
    visits = BorrowerVisit.objects.filter(link__case__loan__is_demo=True)
    BorrowerVisit.objects.filter(pk__in=visits.values("pk")).delete()
    links = BorrowerLink.objects.filter(case__loan__is_demo=True)
    BorrowerLink.objects.filter(pk__in=links.values("pk")).delete()
    if not BorrowerLink.objects.exists() and not BorrowerPageSetting.objects.filter(changed_by__isnull=False).exists():
        BorrowerPageSetting.objects.all().delete()


def demo_link(now: datetime) -> tuple[str, str] | None:
    """A link of the demo that works and the digits that open it, to be printed; None where there is none."""
    rows = BorrowerLink.objects.filter(case__loan__is_demo=True, expires_at__gt=now, revoked_at__isnull=True, locked_at__isnull=True)
    link = rows.select_related("case__customer").order_by("pk").last()
    return (address_of_link(link), tails_of(link.case.customer)[0]) if link else None

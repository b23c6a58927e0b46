"""Saying back what was promised: its day with a sum and a way of paying, near the end of the call."""

from __future__ import annotations

import re
from typing import Final

from huashu.language.find import amounts_find, days_find
from huashu.language.marks import AmountKind
from huashu.review.course import Course
from huashu.review.transcript import PAYMENT_KINDS

LAST_TURNS: Final = 9
SAID_BACK: Final = frozenset({AmountKind.FIGURE, AmountKind.SHARE, AmountKind.ALL})
_WAY: Final = re.compile(
    r"app\b|扫码|微信|支付宝|转[账帐给到进入]|对公|网点|柜台|临柜|自动扣|扣款|卡|条码|超商|便利店|邮局|转数快|[账帐][户号]|银行|汇|存|刷|现金|"
    r"\b(?:card|online|portal|website|link|bank|branch|window|counter|transfer|e-?transfer|debit|paynow|upi|gpay|neft|imps|axs|zelle|che(?:ck|que)|"
    r"cash|store|barcode|standing order|over the phone|pay ?page)\b"
)


def recap_find(course: Course) -> None:
    """Once a promise stands, naming its day with a sum and a way of paying near the end is saying it back."""
    promise, transcript = course.promise, course.transcript
    if not promise.dated or not promise.turns or transcript.kind not in PAYMENT_KINDS:
        return
    promised = {part.by for part in promise.payments if part.by}
    for heard in course.officers():
        near = heard.number > promise.turns[0] and heard.number >= len(course.turns) - LAST_TURNS
        if not near or not _WAY.search(heard.words.text):
            continue
        days = {day.on for day in days_find(heard.turn.text, transcript.started_at, transcript.language)}
        sums = amounts_find(heard.turn.text, transcript.language, transcript.case.overdue_minor)
        if days & promised and any(amount.kind in SAID_BACK for amount in sums):
            course.note("recap", heard.number, 0.7)

"""A loan brought to today when an entry is posted: its status, its history, its case, its promises, its place.

The same steps as at night, on one loan. Days that weren't closed yet are gone through one by one first, so that the history is
the same as if the close had run.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from huashu.desk.closing.cases import cases_follow, deadlines_set
from huashu.desk.closing.places import cases_place
from huashu.desk.closing.promises import promises_decide
from huashu.desk.closing.scope import Scope, rules_by_product
from huashu.desk.closing.statuses import row_of, statuses_write
from huashu.desk.loans.models import Loan, LoanStatus
from huashu.lending.ledger import Account, Ledger
from huashu.lending.status import status_of


def loan_refresh(*, loan: Loan, account: Account, ledger: Ledger, now: datetime) -> None:
    """Bring one loan to today.

    A loan that the close hasn't seen yet is left to it: before the first close nothing has a status.

    Args:
        loan: The loan.
        account: The loan as ``lending`` knows it.
        ledger: What its entries add up to, the new one included.
        now: The moment of posting.
    """
    known = LoanStatus.objects.filter(pk=loan.pk).first()
    if known is None:
        return
    rules, today = rules_by_product(), max(timezone.localdate(now), known.as_of)
    day = min(known.as_of + timedelta(days=1), today)
    while day <= today:
        scope = Scope(day, now, rules, (loan.pk,))
        statuses_write(scope, [row_of(loan.pk, status_of(account, ledger, day))])
        day += timedelta(days=1)
    for step in (cases_follow, deadlines_set, promises_decide, cases_place):
        step(scope)

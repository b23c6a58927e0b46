"""Loans brought to today when entries are posted: their status, history, case, promises and place.

The same steps as at night, on some loans. Days that weren't closed yet are gone through one by one first, so that the history is
the same as if the close had run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from huashu.desk.closing.cases import cases_follow, deadlines_set
from huashu.desk.closing.places import cases_place
from huashu.desk.closing.promises import promises_decide
from huashu.desk.closing.scope import Scope, rules_by_product
from huashu.desk.closing.statuses import row_of, statuses_write
from huashu.desk.loans.models import LoanStatus
from huashu.lending.ledger import Account, Ledger
from huashu.lending.status import status_of


class Posted(NamedTuple):
    """A loan that got an entry: the loan as ``lending`` knows it, and what its entries add up to, the new ones included."""

    loan_id: int
    account: Account
    ledger: Ledger


def loans_refresh(*, posted: Sequence[Posted], now: datetime) -> None:
    """Bring loans to today; call it in the transaction that posts.

    A loan that the close hasn't seen yet is left to it: before the first close nothing has a status.

    Args:
        posted: The loans.
        now: The moment of posting.
    """
    known = dict(LoanStatus.objects.filter(pk__in=[one.loan_id for one in posted]).values_list("loan_id", "as_of"))
    if not known:
        return
    rules, today = rules_by_product(), timezone.localdate(now)
    day = min(_next_day(as_of, today) for as_of in known.values())
    while day <= max(today, *known.values()):
        behind = [one for one in posted if one.loan_id in known and _next_day(known[one.loan_id], today) <= day]
        scope = Scope(day, now, rules, tuple(one.loan_id for one in behind))
        statuses_write(scope, [row_of(one.loan_id, status_of(one.account, one.ledger, day)) for one in behind])
        day += timedelta(days=1)
    for step in (cases_follow, deadlines_set, promises_decide, cases_place):
        step(Scope(today, now, rules, tuple(known)))


def _next_day(as_of: date, today: date) -> date:
    """The first day that a loan has to be brought to: the one after its status, or its own if that is today already."""
    return max(min(as_of + timedelta(days=1), today), as_of)

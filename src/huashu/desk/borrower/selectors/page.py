"""What a customer sees of their own loan: what is owed and why, what was paid, what was promised, what they told us."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from huashu.desk.borrower.models import ActKind, BorrowerAct, BorrowerLink
from huashu.desk.cases.models import Case, Promise, PromisePart, PromiseStatus
from huashu.desk.cases.selectors.standing import Instalment, Paid, Standing, instalments_of, standing_of
from huashu.desk.loans.models import LedgerEntry
from huashu.errors import Refusal
from huashu.lending.entries import EntryKind


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """One instalment that is late: what is unpaid of it, and since when."""

    instalment: Instalment
    days: int


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """Where penalty interest comes from.

    Args:
        rate_ppb_year: Yearly rate in parts per billion.
        on_interest: Whether overdue interest bears it too.
        year_days: Days that the year is counted as.
        grace_days: Days after the due date without any.
        per_day_minor: What one more day adds now.
    """

    rate_ppb_year: int
    on_interest: bool
    year_days: int
    grace_days: int
    per_day_minor: int


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An open promise, and when the customer confirmed it, if they did; ``key`` is of the form that confirms it."""

    promise: Promise
    confirmed_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything on the page.

    Args:
        standing: Where the loan stands; None where its figures can't be worked out.
        overdue: Late instalments, oldest first.
        instalments: The plan as it stands.
        penalty: Where penalty comes from; None where there is none.
        payments: Money that came, newest first; reversed entries left out.
        promises: Open ones.
        acts: What the customer told us, newest first.
    """

    standing: Standing | None
    overdue: tuple[OverdueRow, ...]
    instalments: tuple[Instalment, ...]
    penalty: PenaltyTerms | None
    payments: tuple[LedgerEntry, ...]
    promises: tuple[PromiseRow, ...]
    acts: tuple[BorrowerAct, ...]

    @property
    def today_minor(self) -> int:
        """What paying today puts everything in order with."""
        return self.standing.status.overdue_minor + self.standing.status.due_now_minor if self.standing else 0


def customer_page(link: BorrowerLink, now: datetime) -> CustomerPage:
    """What the page of a link shows, once the digits were right.

    Args:
        link: The link with its case, loan and customer.
        now: The moment.
    """
    case, today = link.case, timezone.localdate(now)
    standing = _standing(case, today)
    rows = instalments_of(standing) if standing else []
    late = [OverdueRow(row, (today - row.position.row.due_on).days) for row in rows if row.state is Paid.MISSED]
    acts = list(BorrowerAct.objects.filter(case=case).select_related("complaint", "answer").order_by("-pk"))
    return CustomerPage(
        standing=standing,
        overdue=tuple(late),
        instalments=tuple(rows),
        penalty=_penalty(standing, late) if standing else None,
        payments=tuple(_payments(case)),
        promises=tuple(_promises(case, acts)),
        acts=tuple(acts),
    )


def _standing(case: Case, today: date) -> Standing | None:
    try:
        return standing_of(case.loan, today)
    except Refusal:
        return None


def _penalty(standing: Standing, late: list[OverdueRow]) -> PenaltyTerms | None:
    if not late:
        return None
    product = standing.account.product
    rate_ppb = product.penalty_rate_ppb(late[0].instalment.position.row.rate_ppb_year)
    if not rate_ppb:
        return None
    return PenaltyTerms(
        rate_ppb, product.penalty_on_interest, product.penalty_year_days, product.grace_days, standing.penalty_per_day_minor
    )


def _payments(case: Case) -> list[LedgerEntry]:
    kinds = (EntryKind.PAYMENT, EntryKind.PART_PREPAYMENT, EntryKind.EARLY_REPAYMENT, EntryKind.WAIVER)
    rows = LedgerEntry.objects.filter(loan=case.loan_id, kind__in=kinds, reversed_by__isnull=True)
    return list(rows.order_by("-value_on", "-seq"))


def _promises(case: Case, acts: list[BorrowerAct]) -> list[PromiseRow]:
    confirmed = {act.promise_id: act.at for act in acts if act.kind == ActKind.PROMISE}
    parts = Prefetch("parts", PromisePart.objects.order_by("due_on"))
    rows = case.promises.filter(status=PromiseStatus.OPEN).prefetch_related(parts).order_by("pk")
    return [PromiseRow(row, confirmed.get(row.pk), secrets.token_hex(16)) for row in rows]

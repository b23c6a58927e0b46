"""The cases behind a number: one page of a list, each row with the words for why it's there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery, Sum

from huashu.desk.access import loans_for
from huashu.desk.cases.models import Case, Contact, PromiseStatus, Reached
from huashu.desk.loans.models import Loan, LoanStatus, StatusChange
from huashu.desk.portfolio.lists import Wanted
from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.selectors.buckets import CURRENT
from huashu.desk.portfolio.selectors.owners import owned
from huashu.desk.portfolio.selectors.people import DECIDED, MET, cases_cured, contacts_made, day_end, first_contacts_due, promises_ended
from huashu.desk.portfolio.selectors.roll import first_changes
from huashu.lending.arrears import CLOSED

PAGE_ROWS: Final = 50

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One case (or a loan that has none) behind a number.

    Args:
        name: The customer.
        contract_no: The loan.
        case_id: The case to open, or None.
        officer: Whose it is, or empty.
        bucket: Where the loan stands, or stood on the day asked for.
        days_past_due: Days past due then.
        amount_minor: What the row is about: overdue, promised, or outstanding.
        on: The day that it's about, if any.
        at: The moment that it's about, if any.
        state: Code of what became of it, or empty.
    """

    name: str
    contract_no: str
    case_id: int | None
    officer: str
    bucket: str = ""
    days_past_due: int = 0
    amount_minor: int | None = None
    on: date | None = None
    at: datetime | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class BehindPage:
    """One page of a list.

    Args:
        rows: In order.
        total: How many the whole list has.
        first: Place of the first row in it, from 1.
        next_start: Where the next page starts, or 0 at the end.
    """

    rows: Sequence[BehindRow]
    total: int
    first: int
    next_start: int

    @property
    def last(self) -> int:
        """Place of the last row."""
        return self.first + len(self.rows) - 1


def behind(portion: Portion, wanted: Wanted, start: int = 0) -> BehindPage:
    """One page of the cases behind a number.

    Args:
        portion: Which part of the book.
        wanted: Which list.
        start: Place of the first row, from 0.
    """
    return _LISTS[wanted.code](portion, wanted, start)


def _page(rows: QuerySet[_Row], start: int, row_of: Callable[[Any], BehindRow]) -> BehindPage:
    total = rows.count()
    found = [row_of(row) for row in rows[start : start + PAGE_ROWS]]
    following = start + PAGE_ROWS
    return BehindPage(found, total, start + 1, following if following < total else 0)


def _loans(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    """Loans by bucket, at the last close or an earlier one."""
    if wanted.on is not None and wanted.on != portion.days.latest_on:
        return _page(_changes_then(portion, wanted, wanted.on), start, _change_row)
    statuses = _statuses(portion)
    statuses = statuses.filter(bucket=wanted.bucket) if wanted.code == "bucket" else statuses.exclude(bucket__in=(CURRENT, CLOSED))
    return _page(statuses, start, _status_row)


def _roll(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    changes = first_changes(portion)
    if wanted.start == wanted.bucket:
        came = changes.filter(loan=OuterRef("loan")).exclude(bucket_from=wanted.start)
        return _page(_statuses(portion).filter(~Exists(came), bucket=wanted.bucket), start, _status_row)
    moved = changes.filter(loan=OuterRef("loan"), bucket_from=wanted.start)
    return _page(_statuses(portion).filter(Exists(moved), bucket=wanted.bucket), start, _status_row)


def _statuses(portion: Portion) -> QuerySet[LoanStatus]:
    """Where the portion's loans stand, the most overdue first, each with its latest case; owned as the close's totals own them."""
    rows = LoanStatus.objects.filter(loan__in=_visible(portion)).annotate(case_id=_latest_case("loan"))
    return owned(rows, portion).select_related("loan__customer", "loan__officer").order_by("-days_past_due", "loan_id")


def _changes_then(portion: Portion, wanted: Wanted, on: date) -> QuerySet[StatusChange]:
    """What the close said of each loan by an earlier day."""
    later = StatusChange.objects.filter(loan=OuterRef("loan"), as_of__gt=OuterRef("as_of"), as_of__lte=on)
    rows = StatusChange.objects.filter(~Exists(later), as_of__lte=on, loan__in=_visible(portion)).annotate(case_id=_latest_case("loan"))
    rows = rows.filter(bucket=wanted.bucket) if wanted.code == "bucket" else rows.exclude(bucket__in=(CURRENT, CLOSED))
    return owned(rows, portion).select_related("loan__customer", "loan__officer").order_by("-days_past_due", "loan_id")


def _visible(portion: Portion) -> QuerySet[Loan]:
    loans = loans_for(portion.person)
    return loans.filter(currency=portion.currency) if len(portion.currencies) > 1 else loans


def _latest_case(loan: str) -> Subquery:
    return Subquery(Case.objects.filter(loan=OuterRef(loan)).order_by("-pk").values("pk")[:1])


def _status_row(status: Any) -> BehindRow:
    amount_minor = status.overdue_minor or status.outstanding_principal_minor
    return replace(_loan_row(status), amount_minor=amount_minor)


def _change_row(change: Any) -> BehindRow:
    return replace(_loan_row(change), amount_minor=change.overdue_minor, on=change.as_of)


def _loan_row(row: Any) -> BehindRow:
    loan = row.loan
    officer = loan.officer.name if loan.officer else ""
    return BehindRow(loan.customer.name, loan.contract_no, row.case_id, officer, row.bucket, row.days_past_due)


def _promises(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    rows = promises_ended(portion, wanted.after_on or portion.days.since_on)
    rows = _until(rows, wanted, "decided_on")
    rows = rows.filter(status__in=(wanted.state,) if wanted.state else DECIDED)
    rows = rows.annotate(amount_minor=Sum("parts__amount_minor")).select_related("case__customer", "case__loan", "taken_by")
    return _page(rows.order_by("-decided_on", "-pk"), start, _promise_row)


def _promise_row(promise: Any) -> BehindRow:
    row = _case_row(promise.case, promise.taken_by.name if promise.taken_by else "")
    return replace(row, amount_minor=promise.amount_minor, on=promise.decided_on, state=f"promise_{PromiseStatus(promise.status)}")


def _first_contacts(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    rows = first_contacts_due(portion, wanted.after_on or portion.days.since_on)
    if wanted.until_on is not None:
        rows = rows.filter(first_contact_due_at__lte=day_end(wanted.until_on))
    if wanted.state == "met":
        rows = rows.filter(MET)
    elif wanted.state == "missed":
        rows = rows.filter(Q(first_contacted_at__isnull=True) | ~MET)
    return _page(rows.select_related("customer", "loan", "assignee").order_by("-first_contact_due_at", "-pk"), start, _first_contact_row)


def first_contacts_missed(portion: Portion, most: int) -> list[BehindRow]:
    """The latest first contacts of the month that weren't in time (one query)."""
    rows = first_contacts_due(portion, portion.days.since_on).filter(Q(first_contacted_at__isnull=True) | ~MET)
    return [
        _first_contact_row(case)
        for case in rows.select_related("customer", "loan", "assignee").order_by("-first_contact_due_at", "-pk")[:most]
    ]


def _first_contact_row(case: Any) -> BehindRow:
    state = "never" if case.first_contacted_at is None else "met" if case.first_contacted_at <= case.first_contact_due_at else "late"
    row = _case_row(case, case.assignee.name if case.assignee else "")
    return replace(row, at=case.first_contacted_at or case.first_contact_due_at, state=f"contact_{state}")


def _cured(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    rows = _until(cases_cured(portion, wanted.after_on or portion.days.since_on), wanted, "closed_on")
    rows = rows.select_related("customer", "loan", "assignee").order_by("-closed_on", "-pk")
    return _page(rows, start, lambda case: replace(_case_row(case, case.assignee.name if case.assignee else ""), on=case.closed_on))


def _contacts(portion: Portion, wanted: Wanted, start: int) -> BehindPage:
    rows = contacts_made(portion)
    rows = rows.filter(reached=Reached.CUSTOMER) if wanted.state == "reached" else rows
    return _page(rows.select_related("case__customer", "case__loan", "officer").order_by("-started_at", "-pk"), start, _contact_row)


def _contact_row(contact: Contact) -> BehindRow:
    row = _case_row(contact.case, contact.officer.name if contact.officer else "")
    return replace(row, at=contact.started_at, state=f"outcome_{contact.outcome}")


def _case_row(case: Case, officer: str) -> BehindRow:
    return BehindRow(case.customer.name, case.loan.contract_no, case.pk, officer, case.bucket, case.days_past_due)


def _until(rows: QuerySet[_Row], wanted: Wanted, name: str) -> QuerySet[_Row]:
    return rows if wanted.until_on is None else rows.filter(**{f"{name}__lte": wanted.until_on})


_LISTS: Final[dict[str, Callable[[Portion, Wanted, int], BehindPage]]] = {
    "bucket": _loans,
    "overdue": _loans,
    "roll": _roll,
    "promises": _promises,
    "first_contacts": _first_contacts,
    "cured": _cured,
    "contacts": _contacts,
}

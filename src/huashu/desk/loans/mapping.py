"""Between the desk's tables and ``huashu.lending``: a loan as an account, ledger rows as entries, a setting as a product.

A loan whose instalments came with it (a snapshot or a tape: ``Loan.source``) has them in its first ledger entry, of kind
:data:`OPENING`. So the entries stay the whole truth, and everything else can be made from them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F

from huashu.calendars import DayCount, Frequency
from huashu.desk.loans.models import LedgerEntry, Loan, LoanSource
from huashu.desk.loans.products import DeskRules, product_from_record, product_of, product_record, rules_from_record, rules_of
from huashu.desk.loans.refusals import OpeningMissing
from huashu.errors import InvalidValue
from huashu.lending.entries import Entry, EntryKind, change_from_record
from huashu.lending.ledger import Account
from huashu.lending.plan import PlanRow
from huashu.lending.product import Product
from huashu.lending.terms import Method, Terms

__all__ = [
    "OPENING",
    "DeskRules",
    "account_of",
    "accounts_with_entries",
    "entries_after",
    "entries_of",
    "opening_record",
    "plan_from_record",
    "product_from_record",
    "product_of",
    "product_record",
    "rules_from_record",
    "rules_of",
    "terms_of",
]

OPENING: Final = "opening"
"""Kind of the ledger entry that holds the instalments a loan came with."""

_COLUMNS: Final = ("seq", "kind", "value_on", "entered_at", "amount_minor", "reverses_seq", "change")


def account_of(loan: Loan, product: Product | None = None) -> Account:
    """A loan as ``lending`` knows it.

    Args:
        loan: The loan; ``loan.product`` is read unless the product is given.
        product: Its product, where the caller has it at hand.

    Raises:
        InvalidValue: The terms or the product's settings don't hold together.
        OpeningMissing: The loan came with instalments, and its opening entry isn't there.
    """
    record = None
    if loan.source != LoanSource.TERMS:
        record = LedgerEntry.objects.filter(loan=loan, kind=OPENING).order_by("-seq").values_list("change", flat=True).first()
    return _account(loan, product or product_of(loan.product), record)


def entries_of(loan: Loan) -> list[Entry]:
    """A loan's history in the order of entry, without opening entries and what their figures hold already.

    Raises:
        InvalidValue: A stored change can't be read.
    """
    rows = LedgerEntry.objects.filter(loan=loan).annotate(reverses_seq=F("reverses__seq")).order_by("seq").values_list(*_COLUMNS)
    return _split(rows)[1]


def accounts_with_entries(loans: Iterable[Loan], products: Mapping[int, Product]) -> Iterable[tuple[Loan, Account, list[Entry]]]:
    """Accounts and histories of several loans with one query.

    Args:
        loans: The loans.
        products: Products by the primary key of their setting.

    Raises:
        InvalidValue, OpeningMissing: As for :func:`account_of`, when the loan's turn comes.
    """
    by_id = {loan.pk: loan for loan in loans}
    rows = LedgerEntry.objects.filter(loan__in=by_id).annotate(reverses_seq=F("reverses__seq")).order_by("loan_id", "seq")
    histories: dict[int, list[Any]] = {pk: [] for pk in by_id}
    for loan_id, *row in rows.values_list("loan_id", *_COLUMNS):
        histories[loan_id].append(row)
    for pk, loan in by_id.items():
        record, entries = _split(histories[pk])
        yield loan, _account(loan, products[loan.product_id], record), entries


def entries_after(days: Mapping[int, date]) -> dict[int, list[Entry]]:
    """Histories of several loans after a day each, without opening entries: what counts beside new figures of that day.

    Args:
        days: The day by loan.

    Raises:
        InvalidValue: A stored change can't be read.
    """
    rows = LedgerEntry.objects.filter(loan__in=days).exclude(kind=OPENING).annotate(reverses_seq=F("reverses__seq"))
    found: dict[int, list[Entry]] = {}
    for loan_id, *row in rows.order_by("loan_id", "seq").values_list("loan_id", *_COLUMNS):
        if row[2] > days[loan_id]:
            found.setdefault(loan_id, []).append(_entry(*row))
    return found


def opening_record(plan: Sequence[PlanRow], as_of: date | None = None) -> dict[str, Any]:
    """The instalments that a loan came with as the ``change`` of its opening entry.

    Args:
        plan: The instalments.
        as_of: For figures that take the place of earlier ones: their day. Entries with a value date up to it are in them already.
    """
    rows = [
        [row.due_on.isoformat(), row.principal_minor, row.interest_minor, row.fee_minor, row.rate_ppb_year, row.starts_on.isoformat()]
        for row in plan
    ]
    return {"kind": OPENING, "rows": rows} | ({"as_of": as_of.isoformat()} if as_of else {})


def plan_from_record(record: Mapping[str, Any]) -> tuple[PlanRow, ...]:
    """The instalments that :func:`opening_record` wrote.

    Raises:
        InvalidValue: The record isn't one of them.
    """
    try:
        return tuple(
            PlanRow(date.fromisoformat(due_on), int(principal), int(interest), int(fee), int(rate), date.fromisoformat(starts_on))
            for due_on, principal, interest, fee, rate, starts_on in record["rows"]
        )
    except (KeyError, TypeError, ValueError):
        raise InvalidValue("change", record, "the instalments of an opening entry") from None


def terms_of(loan: Loan, plan: Sequence[PlanRow] = ()) -> Terms:
    """A loan's contract; what the source didn't give is taken from its instalments.

    Args:
        loan: The loan.
        plan: The instalments that it came with, if it did.

    Raises:
        InvalidValue: The terms don't hold together.
    """
    first_due_on = loan.first_due_on or min((row.due_on for row in plan), default=loan.disbursed_on)
    return Terms(
        principal_minor=loan.principal_minor or max(sum(row.principal_minor for row in plan), 1),
        currency=loan.currency,
        rate_ppb_year=loan.rate_ppb_year,
        periods=loan.periods or max(len(plan), 1),
        frequency=Frequency(loan.frequency),
        method=Method(loan.method),
        day_count=DayCount(loan.day_count),
        disbursed_on=loan.disbursed_on,
        # A snapshot may know a due date before the day that stands for its disbursement; terms need the opposite order.
        first_due_on=first_due_on if loan.source == LoanSource.TERMS else max(first_due_on, loan.disbursed_on + timedelta(days=1)),
        balloon_minor=loan.balloon_minor,
        fee_minor=loan.fee_minor,
    )


def _split(rows: Iterable[Sequence[Any]]) -> tuple[Mapping[str, Any] | None, list[Entry]]:
    """The newest opening record of a history (rows of :data:`_COLUMNS` in order), and the entries that count beside it."""
    history = list(rows)
    record: Mapping[str, Any] | None = next((row[-1] for row in reversed(history) if row[1] == OPENING), None)
    as_of = date.fromisoformat(record["as_of"]) if record and "as_of" in record else date.min
    return record, [_entry(*row) for row in history if row[1] != OPENING and row[2] > as_of]


def _account(loan: Loan, product: Product, opening: Mapping[str, Any] | None) -> Account:
    if loan.source == LoanSource.TERMS:
        return Account(terms_of(loan), product)
    if opening is None:
        raise OpeningMissing(loan.contract_no)
    plan = plan_from_record(opening)
    return Account(terms_of(loan, plan), product, plan)


def _entry(seq: int, kind: str, value_on: date, entered_at: Any, amount_minor: int, reverses_seq: int | None, change: Any) -> Entry:
    known = EntryKind(kind)
    return Entry(seq, known, value_on, entered_at, amount_minor, reverses_seq, None if change is None else change_from_record(change))

"""The terms of an arrangement: as they are stored, as the domain has them, and compared with somebody's limits.

A promise: ``{"kind", "parts": [{"amount_minor", "due_on"}]}``. A waiver: ``{"amount_minor"}``. A change of the plan: ``{"value_on",
"change"}`` with the change as ``lending`` writes it. Days are ISO text, amounts minor units of the case's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Sum

from huashu.desk.approvals.authority import Excess, Limits, change_excess, promise_excess, waiver_excess
from huashu.desk.approvals.models import ArrangementKind
from huashu.desk.cases.drafts import PartDraft, PromiseDraft
from huashu.desk.cases.models import Case, PromiseKind
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan
from huashu.lending.changes import ChangePreview, preview
from huashu.lending.checks import check_entry
from huashu.lending.entries import Change, Entry, EntryKind, change_from_record, change_to_record

Terms = dict[str, Any]
ENTRY_KINDS: Final = {
    ArrangementKind.WAIVER: EntryKind.WAIVER,
    ArrangementKind.RESCHEDULE: EntryKind.RESCHEDULE,
    ArrangementKind.HOLIDAY: EntryKind.HOLIDAY,
}
"""Kinds of entry that an approval writes into the ledger; a promise writes none."""

WAIVED_WITHIN: Final = timedelta(days=365)


def promise_terms(promise: PromiseDraft) -> Terms:
    """A promise's payments as terms."""
    parts = [{"amount_minor": part.amount_minor, "due_on": part.due_on.isoformat()} for part in promise.parts]
    return {"kind": str(promise.kind), "parts": parts}


def promise_of(terms: Mapping[str, Any], words: str = "") -> PromiseDraft:
    """The promise that terms speak of."""
    parts = tuple(PartDraft(part["amount_minor"], date.fromisoformat(part["due_on"])) for part in terms["parts"])
    return PromiseDraft(PromiseKind(terms["kind"]), parts, words)


def waiver_terms(amount_minor: int) -> Terms:
    """A waiver as terms."""
    return {"amount_minor": amount_minor}


def change_terms(value_on: date, change: Change) -> Terms:
    """A change of the plan as terms."""
    return {"value_on": value_on.isoformat(), "change": change_to_record(change)}


def change_of(terms: Mapping[str, Any]) -> Change:
    """The change that terms speak of."""
    return change_from_record(terms["change"])


def effect_on(terms: Mapping[str, Any], today: date) -> date:
    """The day from which a change takes effect: as asked for, but never before the day on which it's granted."""
    return max(date.fromisoformat(terms["value_on"]), today)


def change_preview(loan: Loan, kind: str, terms: Mapping[str, Any], today: date, at: Any) -> ChangePreview:
    """The plan before and after a change, as it would be if it were granted today.

    Args:
        loan: The loan.
        kind: ``reschedule`` or ``holiday``.
        terms: The change.
        today: The business day.
        at: The moment, with a zone.

    Raises:
        Refusal: The ledger doesn't take the change.
    """
    account, entries = account_of(loan), entries_of(loan)
    seq = max((entry.seq for entry in entries), default=0) + 1
    entry = Entry(seq, ENTRY_KINDS[ArrangementKind(kind)], effect_on(terms, today), at, 0, change=change_of(terms))
    check_entry(account, entries, entry)
    return preview(account, entries, entry)


def moved_days(seen: ChangePreview) -> int:
    """By how many days a change moves the last due date; below 0 if it comes earlier."""
    if seen.before.last_due_on is None or seen.after.last_due_on is None:
        return 0
    return (seen.after.last_due_on - seen.before.last_due_on).days


def waived_minor(loan_id: int, today: date) -> int:
    """What was waived on a loan in the twelve months up to a day, reversed waivers left out."""
    since = today - WAIVED_WITHIN
    waived = LedgerEntry.objects.filter(loan=loan_id, kind=EntryKind.WAIVER, value_on__gt=since, reversed_by=None)
    return int(waived.aggregate(total=Sum("amount_minor"))["total"] or 0)


def owed_minor(case: Case) -> int:
    """What "all" is in a promise on a case: overdue and due now, else the next instalment."""
    return case.overdue_minor + case.due_now_minor or case.next_due_minor


def excess_of(case: Case, kind: str, terms: Mapping[str, Any], limits: Limits, today: date, at: Any) -> list[Excess]:
    """Limits that terms exceed.

    Args:
        case: The case.
        kind: One of :class:`ArrangementKind`.
        terms: The terms.
        limits: Whose authority.
        today: The business day.
        at: The moment, with a zone.

    Raises:
        Refusal: The ledger doesn't take a change of the plan.
    """
    if kind == ArrangementKind.PROMISE:
        parts = promise_of(terms).parts
        return promise_excess(parts, limits, today=today, owed_minor=owed_minor(case), broken=case.broken_promises)
    if kind == ArrangementKind.WAIVER:
        before_minor = waived_minor(case.loan_id, today)
        return waiver_excess(terms["amount_minor"], limits, currency=case.currency, before_minor=before_minor)
    if change_excess(kind, limits, moved_days=0):
        return change_excess(kind, limits, moved_days=0)
    return change_excess(kind, limits, moved_days=moved_days(change_preview(case.loan, kind, terms, today, at)))

"""Promises against the money that came: which parts were kept, which promises are decided, and what their cases show.

How money is matched is in :mod:`huashu.desk.closing.promise_outcomes`; who writes promises down is in ``cases.services``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from huashu.desk.cases.models import NEVER_STOOD, Promise, PromiseChange, PromisePart, PromiseStatus
from huashu.desk.closing.events import Event, events_write
from huashu.desk.closing.promise_outcomes import Money, Part, PartOutcome, outcomes_of, promise_status_of
from huashu.desk.closing.promise_rows import Decision, MoneyRow, PromiseRow
from huashu.desk.closing.promise_shows import promises_show
from huashu.desk.closing.scope import Scope
from huashu.desk.loans.models import LedgerEntry
from huashu.desk.rows import day_value, moment_value, rows_insert, rows_update
from huashu.lending.entries import EntryKind

MONEY_KINDS: Final = (EntryKind.PAYMENT, EntryKind.PART_PREPAYMENT, EntryKind.EARLY_REPAYMENT)
"""Entries whose money can keep a promise; a waiver can't."""

_CHANGE: Final = ("promise", "status_from", "status", "amount_minor", "due_on", "received_minor", "at", "business_on")
_DECIDED: Final = (PromiseStatus.KEPT, PromiseStatus.PART_KEPT, PromiseStatus.BROKEN)


def promises_decide(scope: Scope) -> dict[str, int]:
    """Match promises with the ledger, and bring their cases up to date.

    The nightly run looks at promises with an open part; a posting looks at all promises of its loan, because a back-dated
    payment can mend one that was broken and a reversal can break one that was kept.
    """
    promises = _promises(scope)
    news = _settle(scope, promises)
    return {"looked_at": len(promises), **{str(status): sum(made.status == status for made in news) for status in _DECIDED}}


def promises_end(scope: Scope, promise_ids: Collection[int]) -> None:
    """End promises before their days are over: what has passed unpaid is missed, what is still to come is withdrawn.

    Something newer takes their place, their contact was corrected, or their condition failed.

    The ledger decides at this moment, not the next close: otherwise a customer who is late could always be given a new promise in
    time, and none would ever be broken.

    Args:
        scope: The promises' loan, now.
        promise_ids: The promises.
    """
    ended = [promise for promise in _promises(scope) if promise.pk in promise_ids]
    Promise.objects.filter(pk__in=[promise.pk for promise in ended]).update(ended_at=scope.now)
    _settle(scope, [promise._replace(until_on=scope.day, until_at=scope.now) for promise in ended])


def _settle(scope: Scope, promises: Sequence[PromiseRow]) -> list[Decision]:
    """Decide promises and write down what changed; says which of them are now something else."""
    moneys = _moneys(scope, promises)
    decisions = [_decision(promise, moneys[promise.loan_id], scope) for promise in promises]
    changed = [made for made in decisions if made.is_news or tuple(made.outcomes) != made.promise.outcomes]
    _write(scope, changed)
    promises_show(scope, changed)
    news = [made for made in changed if made.is_news]
    rows_insert(PromiseChange, _CHANGE, [_change(scope, made) for made in news])
    events_write(scope, _merged([made.event() for made in news if made.status in _DECIDED]))
    return news


def _promises(scope: Scope) -> list[PromiseRow]:
    newer = Promise.objects.filter(loan=OuterRef("promise__loan"), pk__gt=OuterRef("promise")).exclude(status__in=NEVER_STOOD)
    newer = newer.order_by("pk")
    parts = PromisePart.objects.exclude(promise__status__in=(PromiseStatus.WITHDRAWN, *NEVER_STOOD)).annotate(
        newer_on=Subquery(newer.values("promised_on")[:1]),
        newer_at=Subquery(newer.values("contact__recorded_at")[:1]),
        newer_opened_at=Subquery(newer.values("opened_at")[:1]),
    )
    if scope.loan_ids is None:
        parts = parts.filter(promise__in=PromisePart.objects.filter(status=PromiseStatus.OPEN).values("promise"))
    rows = scope.of(parts, "promise__loan").order_by("promise_id", "due_on", "pk")
    head = ("promise_id", "promise__case_id", "promise__loan_id", "promise__loan__product_id", "promise__status")
    made = ("promise__promised_on", "promise__contact__recorded_at", "promise__counts_from")
    until = ("newer_on", "newer_at", "newer_opened_at", "promise__ended_at")
    columns = rows.values_list(*head, *made, *until, "pk", "amount_minor", "due_on", "received_minor", "status")
    return [_promise(list(group)) for _, group in groupby(columns, key=lambda row: row[0])]


def _promise(rows: list[tuple[Any, ...]]) -> PromiseRow:
    made_on, made_at, counts_from, *until = rows[0][5:12]
    if counts_from is not None:
        made_on, made_at = timezone.localdate(counts_from), counts_from
    part_ids = tuple(row[12] for row in rows)
    parts = tuple(Part(row[13], row[14]) for row in rows)
    outcomes = tuple(PartOutcome(row[15], PromiseStatus(row[16])) for row in rows)
    return PromiseRow._make((*rows[0][:5], made_on, made_at, *_until(*until), part_ids, parts, outcomes))


def _until(
    newer_on: date | None, newer_at: datetime | None, newer_opened_at: datetime | None, ended_at: datetime | None
) -> tuple[date | None, datetime | None]:
    """When a promise stopped standing: when a newer one came to stand, or it was ended without one, whichever was first."""
    if newer_opened_at is not None:
        newer_on, newer_at = timezone.localdate(newer_opened_at), newer_opened_at
    if ended_at is None or (newer_on is not None and newer_on < timezone.localdate(ended_at)):
        return newer_on, newer_at
    return timezone.localdate(ended_at), min(newer_at, ended_at) if newer_at and newer_on == timezone.localdate(ended_at) else ended_at


def _moneys(scope: Scope, promises: Sequence[PromiseRow]) -> dict[int, list[MoneyRow]]:
    """Payments that stand on the promises' loans since the earliest of them was made, by loan, in order of value date."""
    found: dict[int, list[MoneyRow]] = defaultdict(list)
    if not promises:
        return found
    since_on = min(promise.made_on for promise in promises)
    entries = LedgerEntry.objects.filter(kind__in=MONEY_KINDS, value_on__gte=since_on, value_on__lte=scope.day, reversed_by=None)
    if scope.loan_ids is None:
        entries = entries.filter(loan__in=PromisePart.objects.filter(status=PromiseStatus.OPEN).values("promise__loan"))
    rows = scope.of(entries).order_by("value_on", "seq").values_list("loan_id", "value_on", "amount_minor", "entered_at")
    for loan_id, value_on, amount_minor, entered_at in rows:
        found[loan_id].append(MoneyRow(Money(value_on, amount_minor), entered_at))
    return found


def _decision(promise: PromiseRow, moneys: Sequence[MoneyRow], scope: Scope) -> Decision:
    counting = [row.money for row in moneys if _counts(row, promise)]
    grace_days = scope.rules[promise.product_id].desk.promise_grace_days
    outcomes = outcomes_of(promise.parts, counting, scope.day, grace_days, replaced_on=promise.until_on)
    return Decision(promise, outcomes, promise_status_of(outcomes))


def _counts(row: MoneyRow, promise: PromiseRow) -> bool:
    """Money counts from the promise to the next one; on a day with a promise, what was written down before it counts for the older."""
    if promise.until_on is not None and row.money.value_on >= promise.until_on:
        return row.money.value_on == promise.until_on and promise.until_at is not None and row.entered_at < promise.until_at
    if row.money.value_on == promise.made_on and promise.made_at is not None:
        return row.entered_at >= promise.made_at
    return row.money.value_on >= promise.made_on


def _write(scope: Scope, changed: Sequence[Decision]) -> None:
    parts = [
        (outcome.received_minor, str(outcome.status), part_id)
        for made in changed
        for part_id, outcome in zip(made.promise.part_ids, made.outcomes, strict=True)
    ]
    rows_update(PromisePart, ("received_minor", "status", "id"), parts)
    day = day_value(scope.day)
    promises = [(str(made.status), None if made.status == PromiseStatus.OPEN else day, made.promise.pk) for made in changed if made.is_news]
    rows_update(Promise, ("status", "decided_on", "id"), promises)


def _change(scope: Scope, made: Decision) -> tuple[Any, ...]:
    parts = made.promise.parts
    promised = (sum(part.amount_minor for part in parts), day_value(parts[-1].due_on))
    received_minor = sum(outcome.received_minor for outcome in made.outcomes)
    when = (moment_value(scope.now), day_value(scope.day))
    return (made.promise.pk, made.promise.status, str(made.status), *promised, received_minor, *when)


def _merged(events: Sequence[Event]) -> list[Event]:
    """Two promises of a case that were decided the same way on a day make one event with both sums."""
    merged: dict[tuple[int, str], Event] = {}
    for event in events:
        other = merged.setdefault((event.case_id, event.code), event)
        if other is not event:
            sums = {name: other.values[name] + event.values[name] for name in ("amount_minor", "received_minor", "promise_ids")}
            merged[event.case_id, event.code] = event._replace(values=event.values | sums)
    return list(merged.values())

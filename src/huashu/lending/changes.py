"""Quotes and previews: what a change would do before anybody enters it.

Each preview replays the history with the entry added, so what is shown is what the ledger will do. Nothing is stored
and no entry is refused here; :func:`huashu.lending.checks.check_entry` does that. The rules with worked numbers are
in ``docs/algorithms/early-repayment.md``, ``reschedule.md`` and ``holiday.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from huashu.lending.accrual import not_yet_due
from huashu.lending.allocation import Amounts, allocate
from huashu.lending.amendment import Effect
from huashu.lending.arrears import payoff_of
from huashu.lending.entries import CHANGE_TYPES, RECEIPT_KINDS, Change, Entry, Holiday, PartPrepayment, PrepaymentEffect, Reschedule
from huashu.lending.ledger import Account, Ledger, replay
from huashu.lending.plan import PlanRow


@dataclass(frozen=True, slots=True)
class EarlyQuote:
    """What repaying the whole loan on a day takes, part by part, in minor units.

    Args:
        on: The day.
        due: Unpaid on what has fallen due by then, by component.
        principal_minor: Principal not yet due.
        accrued_interest_minor: Interest on it since the last due date (or change), for the days it was lent.
        early_fee_ppm: Rate of the fee under the product's rule, in parts per million of that principal.
        early_fee_minor: The fee.
        credit_minor: Money already there.
        total_minor: What has to be paid: the payoff figure of the same day.
        saved_interest_minor: Interest of the instalments not yet due that will never be charged.
    """

    on: date
    due: Amounts
    principal_minor: int
    accrued_interest_minor: int
    early_fee_ppm: int
    early_fee_minor: int
    credit_minor: int
    total_minor: int
    saved_interest_minor: int


@dataclass(frozen=True, slots=True)
class PlanSide:
    """The instalments still to come, before or after a change.

    Args:
        rows: Rows not yet due at the end of the day.
        principal_minor: Their principal.
        interest_minor: Their interest.
        first_minor: Total of the first of them, 0 if none.
        last_due_on: Due date of the last of them, or None.
    """

    rows: tuple[PlanRow, ...]
    principal_minor: int
    interest_minor: int
    first_minor: int
    last_due_on: date | None


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change would do.

    Money is conserved: the effect's principal before + capitalised = principal after + principal made due.

    Args:
        entry: The entry that would make the change.
        before: Instalments to come without it.
        after: Instalments to come with it.
        effect: What it does to the principal; None if it changes nothing (a part prepayment that only pays what is
            due and accrued is simply a payment).
        paid: What the entry's own money pays on the day, by component: first what was due, then what it makes due.
        credit_minor: All credit after it.
    """

    entry: Entry
    before: PlanSide
    after: PlanSide
    effect: Effect | None
    paid: Amounts
    credit_minor: int

    @property
    def interest_change_minor(self) -> int:
        """Interest to come and interest made due or capitalised now, after less before; below 0 is saved."""
        now_minor = 0
        if self.effect is not None:
            now_minor = self.effect.made_due.interest_minor + self.effect.capitalised.interest_minor
        return self.after.interest_minor + now_minor - self.before.interest_minor


def early_repayment_quote(account: Account, entries: Iterable[Entry], on: date) -> EarlyQuote:
    """What repaying the whole loan on a day takes.

    Args:
        account: The loan.
        entries: Its history.
        on: Day on which the money would count.

    Source: ``docs/algorithms/early-repayment.md``.
    """
    ledger = replay(account, entries)
    payoff = payoff_of(account, allocate(ledger.plan, ledger.receipts, account.product, on))
    to_come_minor = sum(row.interest_minor for row in not_yet_due(ledger.plan, on))
    return EarlyQuote(
        on,
        payoff.due,
        payoff.principal_minor,
        payoff.accrued_interest_minor,
        payoff.early_fee_ppm,
        payoff.early_fee_minor,
        payoff.credit_minor,
        payoff.total_minor,
        to_come_minor - payoff.accrued_interest_minor,
    )


def part_prepayment(account: Account, entries: Sequence[Entry], on: date, amount_minor: int, effect: PrepaymentEffect) -> ChangePreview:
    """What a part prepayment would do.

    Args:
        account: The loan.
        entries: Its history.
        on: Value date of the money.
        amount_minor: The money; it pays what is due first, then accrued interest, then fee and principal.
        effect: What gets smaller, the count of instalments or each of them.

    Source: ``docs/algorithms/early-repayment.md``.
    """
    return preview(account, entries, _entry(entries, PartPrepayment(effect), on, amount_minor))


def reschedule(account: Account, entries: Sequence[Entry], on: date, change: Reschedule) -> ChangePreview:
    """What a reschedule would do.

    Args:
        account: The loan.
        entries: Its history.
        on: Day at whose end it takes effect.
        change: The new instalments.

    Source: ``docs/algorithms/reschedule.md``.
    """
    return preview(account, entries, _entry(entries, change, on))


def holiday(account: Account, entries: Sequence[Entry], on: date, change: Holiday) -> ChangePreview:
    """What a payment holiday would do.

    Args:
        account: The loan.
        entries: Its history.
        on: Day at whose end it takes effect.
        change: How many due dates, and what happens to the interest.

    Source: ``docs/algorithms/holiday.md``.
    """
    return preview(account, entries, _entry(entries, change, on))


def preview(account: Account, entries: Sequence[Entry], entry: Entry) -> ChangePreview:
    """What an entry that carries a change would do, its neighbours on the same day included."""
    before = replay(account, entries)
    after = replay(account, [*entries, entry])
    on = entry.value_on
    effect = next((effect for effect in after.effects if effect.entry_seq == entry.seq), None)
    uses = allocate(before.plan, after.receipts, account.product, on).uses
    paid = next((use.paid for use in uses if use.receipt.entry_seq == entry.seq), Amounts())
    if entry.kind in RECEIPT_KINDS and effect is not None:
        paid = paid.plus(effect.made_due)
    credit_minor = allocate(after.plan, after.receipts, account.product, on).credit_minor
    return ChangePreview(entry, _side(before, on), _side(after, on), effect, paid, credit_minor)


def _entry(entries: Iterable[Entry], change: Change, on: date, amount_minor: int = 0) -> Entry:
    kind = next(kind for kind, of_type in CHANGE_TYPES.items() if isinstance(change, of_type))
    seq = max((entry.seq for entry in entries), default=0) + 1
    entered_at = datetime.combine(on, time(), UTC)
    return Entry(seq, kind, on, entered_at, amount_minor if kind in RECEIPT_KINDS else 0, change=change)


def _side(ledger: Ledger, on: date) -> PlanSide:
    rows = not_yet_due(ledger.plan, on)
    return PlanSide(
        tuple(rows),
        sum(row.principal_minor for row in rows),
        sum(row.interest_minor for row in rows),
        rows[0].total_minor if rows else 0,
        rows[-1].due_on if rows else None,
    )

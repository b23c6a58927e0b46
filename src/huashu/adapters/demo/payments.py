"""A loan's payment history, period by period from the chain: what came in, when, and what went wrong.

A period runs from one due date to the next. The chain says how many instalments are unpaid when it ends; this module turns
that into dated payments of the exact amounts that :mod:`huashu.lending` asks for, penalty included. Now and then a payment
comes in two parts, bounces, prepays, or the rest of the loan is rescheduled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from huashu.adapters.demo.chain import DEFAULT, PAID_OFF, step
from huashu.adapters.demo.contracts import Contract
from huashu.adapters.demo.dice import Dice
from huashu.calendars import months_after, period_after
from huashu.lending.allocation import Position, allocate
from huashu.lending.changes import early_repayment_quote
from huashu.lending.entries import Change, EarlyRepayment, Entry, EntryKind, PartPrepayment, PrepaymentEffect, Reschedule
from huashu.lending.ledger import Account, Ledger, replay
from huashu.lending.plan import PlanRow, Receipt
from huashu.lending.product import WaterfallBy

ON_TIME_LATE_PERMILLE: Final = 110
"""Of those who end a period with nothing unpaid, how many paid some days after the due date. Our own guess, as are the rest."""

EARLY_PERMILLE: Final = 130
SPLIT_PERMILLE: Final = 120
BOUNCE_PERMILLE: Final = 6
PREPAY_PERMILLE: Final = 3
RESCHEDULE_PERMILLE: Final = 30
_ENTERED_AT: Final = time(21, 10)
_RESCHEDULE_EXTRA_PERIODS: Final = 6


@dataclass(frozen=True, slots=True)
class History:
    """A loan's invented past.

    Args:
        account: The loan.
        entries: Its ledger entries in order.
        ledger: What they add up to.
        steps: For each full period that the chain ruled: instalments unpaid before it, and after it (or
            ``PAID_OFF``, ``DEFAULT``).
    """

    account: Account
    entries: tuple[Entry, ...]
    ledger: Ledger
    steps: tuple[tuple[int, int], ...]


def history(contract: Contract, today: date, dice: Dice, zone: ZoneInfo, *, quiet_from: date | None = None) -> History:
    """Live through a loan up to the evening before today.

    Args:
        contract: The loan.
        today: Nothing happens on it or after it.
        dice: Where chance comes from.
        zone: Time zone of entry times.
        quiet_from: Of instalments due on or after this day nothing has been paid.
    """
    life = _Life(contract, today, dice, zone, quiet_from)
    while life.period():
        pass
    return History(life.account, tuple(life.entries), Ledger(life.plan, tuple(life.receipts)), tuple(life.steps))


class _Life:
    """A loan while it's being lived through."""

    def __init__(self, contract: Contract, today: date, dice: Dice, zone: ZoneInfo, quiet_from: date | None) -> None:
        self.account = Account(contract.terms, contract.product)
        self.plan: tuple[PlanRow, ...] = self.account.first_plan()
        self.receipts: list[Receipt] = []
        self.entries: list[Entry] = []
        self.steps: list[tuple[int, int]] = []
        self.today = today
        self.dice = dice
        self.zone = zone
        self.quiet_from = quiet_from or date.max
        self.behind = 0
        self.cursor = contract.terms.disbursed_on
        self.is_over = False
        self._enter(EntryKind.DISBURSEMENT, contract.terms.disbursed_on, contract.terms.principal_minor)

    def period(self) -> bool:
        """Live through the period that begins with the next due date; says whether there was one."""
        due = [row.due_on for row in self.plan if row.due_on > self.cursor and row.superseded_on is None]
        begins_on = due[0] if due else months_after(self.cursor, 1)
        if self.is_over or begins_on >= self.today or (not due and not self.behind):
            return False
        ends_on = due[1] if len(due) > 1 else months_after(begins_on, 1)
        target = step(self.behind, self.dice)
        if ends_on <= self.today and due:
            self.steps.append((self.behind, target))
        self.cursor = begins_on
        if due:
            self._live(begins_on, ends_on, target, is_last=len(due) == 1)
        else:
            self._live_on(begins_on, ends_on, target)
        return True

    def _live(self, due_on: date, ends_on: date, target: int, *, is_last: bool) -> None:
        """A period with an instalment of its own."""
        if target == DEFAULT:
            self.is_over = True
        elif target == PAID_OFF and not is_last:
            self._repay(self._day(due_on, ends_on))
            self.is_over = True
        elif target <= 0 and not self.behind:
            self._pay_on_time(due_on, ends_on)
        elif self.behind in (2, 3) and not is_last and self.dice.chance(RESCHEDULE_PERMILLE):
            self._reschedule(self._day(due_on, ends_on))
        else:
            self._pay_late(due_on, ends_on, self.behind + 1, max(target, 0))

    def _live_on(self, begins_on: date, ends_on: date, target: int) -> None:
        """A month after the last instalment: arrears can only shrink."""
        if target == DEFAULT:
            self.is_over = True
            return
        self._pay_late(begins_on, ends_on, self.behind, min(max(target, 0), self.behind))

    def _pay_on_time(self, due_on: date, ends_on: date) -> None:
        """One instalment, nothing unpaid before: early, on the day, some days late, or bounced and late."""
        if self.dice.chance(BOUNCE_PERMILLE):
            self._bounce(due_on)
            self._settle(due_on + timedelta(days=self.dice.between(4, 9)), 0, due_on)
        elif self.dice.chance(ON_TIME_LATE_PERMILLE):
            days = min(self.dice.between(1, 6) if self.dice.chance(750) else self.dice.between(7, 22), (ends_on - due_on).days - 1)
            self._settle(due_on + timedelta(days=days), 0, due_on)
        else:
            early = self.dice.between(1, 5) if self.dice.chance(EARLY_PERMILLE) else 0
            total_minor = sum(row.total_minor for row in self.plan if row.due_on == due_on and row.superseded_on is None)
            self._pay(due_on - timedelta(days=early), total_minor, due_on)
            if self.dice.chance(PREPAY_PERMILLE):
                self._prepay(due_on + timedelta(days=3), 4 * total_minor)

    def _pay_late(self, due_on: date, ends_on: date, unpaid: int, leave: int) -> None:
        """Settle the oldest of the unpaid instalments but for some, anywhere in the period, now and then in two payments."""
        self.behind = leave
        if unpaid == leave:
            return
        day = self._day(due_on, ends_on)
        if self.dice.chance(SPLIT_PERMILLE):
            self._settle(day, leave, due_on, share_permille=self.dice.between(300, 600))
            day = self._day(day, ends_on)
        self._settle(day, leave, due_on)

    def _day(self, after_on: date, before_on: date) -> date:
        """A day strictly between two days, the earlier half twice as likely; the last one possible if there is none."""
        days = (before_on - after_on).days - 1
        if days < 1:
            return before_on - timedelta(days=1)
        return after_on + timedelta(days=self.dice.between(1, -(-days // 2)) if self.dice.chance(667) else self.dice.between(1, days))

    def _settle(self, day: date, leave: int, due_on: date, *, share_permille: int = 1000) -> None:
        """Pay what settles all unpaid instalments but the newest ``leave``, or a share of it."""
        if day >= self.today or due_on >= self.quiet_from:
            return
        positions = allocate(self.plan, self.receipts, self.account.product, day).reported()
        unpaid = [position for position in positions if position.row.due_on <= day and position.owed != position.paid]
        needed_minor = _needed_minor(unpaid, max(len(unpaid) - leave, 0), self.account.product.waterfall_by)
        self._pay(day, needed_minor * share_permille // 1000, due_on)

    def _pay(self, day: date, amount_minor: int, due_on: date) -> None:
        if amount_minor > 0 and day < self.today and due_on < self.quiet_from:
            entry = self._enter(EntryKind.PAYMENT, day, amount_minor)
            self.receipts.append(Receipt(entry.seq, day, amount_minor))
            self.receipts.sort(key=lambda receipt: (receipt.value_on, receipt.entry_seq))

    def _bounce(self, due_on: date) -> None:
        """A debit that the bank takes back two days later."""
        total_minor = sum(row.total_minor for row in self.plan if row.due_on == due_on and row.superseded_on is None)
        back_on = due_on + timedelta(days=2)
        if back_on < self.today and due_on < self.quiet_from:
            payment = self._enter(EntryKind.PAYMENT, due_on, total_minor)
            self._enter(EntryKind.REVERSAL, back_on, reverses=payment.seq)

    def _repay(self, day: date) -> None:
        if day < self.today:
            total_minor = early_repayment_quote(self.account, self.entries, day).total_minor
            self._change(EntryKind.EARLY_REPAYMENT, day, EarlyRepayment(), total_minor)

    def _prepay(self, day: date, amount_minor: int) -> None:
        left_minor = sum(row.principal_minor for row in self.plan if row.due_on > day and row.superseded_on is None)
        if day < self.today and left_minor > 2 * amount_minor:
            effect = self.dice.pick((PrepaymentEffect.SHORTER_TERM, PrepaymentEffect.LOWER_INSTALMENT))
            self._change(EntryKind.PART_PREPAYMENT, day, PartPrepayment(effect), amount_minor)

    def _reschedule(self, day: date) -> None:
        """What is owed joins what is to come, over half a year more."""
        if day >= self.today:
            return
        terms = self.account.terms
        periods = sum(row.due_on > day and row.superseded_on is None for row in self.plan) + _RESCHEDULE_EXTRA_PERIODS
        first_due_on = period_after(terms.first_due_on, self._periods_until(day) + 1, terms.frequency)
        change = Reschedule(
            periods, terms.rate_ppb_year, terms.frequency, terms.method, first_due_on, capitalise=True, balloon_minor=terms.balloon_minor
        )
        self._change(EntryKind.RESCHEDULE, day, change)
        self.steps.pop()
        self.behind = 0
        self.cursor = day

    def _periods_until(self, day: date) -> int:
        """Number of the last due date of the contract by a day, from 0."""
        terms, number = self.account.terms, 0
        while period_after(terms.first_due_on, number + 1, terms.frequency) <= day:
            number += 1
        return number

    def _change(self, kind: EntryKind, day: date, change: Change, amount_minor: int = 0) -> None:
        self._enter(kind, day, amount_minor, change=change)
        ledger = replay(self.account, self.entries)
        self.plan, self.receipts = ledger.plan, list(ledger.receipts)

    def _enter(
        self, kind: EntryKind, day: date, amount_minor: int = 0, *, reverses: int | None = None, change: Change | None = None
    ) -> Entry:
        entered_at = datetime.combine(day, _ENTERED_AT, self.zone)
        entry = Entry(len(self.entries) + 1, kind, day, entered_at, amount_minor, reverses, change)
        self.entries.append(entry)
        return entry


def _needed_minor(unpaid: list[Position], count: int, waterfall_by: WaterfallBy) -> int:
    """What the product's waterfall must be fed so that the oldest instalments come out settled."""
    oldest_minor = sum(position.unpaid.total_minor for position in unpaid[:count])
    if waterfall_by is WaterfallBy.INSTALMENT:
        return oldest_minor
    # By component the penalty, fees and interest of later instalments are paid before any principal.
    return oldest_minor + sum(position.unpaid.total_minor - position.unpaid.principal_minor for position in unpaid[count:])

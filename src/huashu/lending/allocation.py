"""Which receipt paid what: the walk over days that turns a plan and receipts into positions.

The contract is ``docs/algorithms/ledger.md``, sections Allocation and Penalty; ``huashu.close`` does the same over
columns. Where the plan and the receipts come from is in :mod:`huashu.lending.ledger`; what the positions mean for a
borrower is in :mod:`huashu.lending.arrears`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from huashu.lending.plan import PlanRow, Receipt, ReceiptKind
from huashu.lending.product import Component, Product, WaterfallBy
from huashu.lending.terms import PPB
from huashu.money import divide_half_up

PENALTY: Final = 0
FEE: Final = 1
INTEREST: Final = 2
PRINCIPAL: Final = 3

PLACES: Final = {Component.PENALTY: PENALTY, Component.FEE: FEE, Component.INTEREST: INTEREST, Component.PRINCIPAL: PRINCIPAL}
"""Place of each component in :class:`Amounts`."""


class Amounts(NamedTuple):
    """An amount of each component, in minor units."""

    penalty_minor: int = 0
    fee_minor: int = 0
    interest_minor: int = 0
    principal_minor: int = 0

    @property
    def total_minor(self) -> int:
        """All components together."""
        return sum(self)

    @classmethod
    def added(cls, amounts: Iterable[Amounts]) -> Amounts:
        """Component by component sum of any number of amounts."""
        return reduce(cls.plus, amounts, cls())

    def plus(self, other: Amounts) -> Amounts:
        """Component by component sum."""
        return Amounts(self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3])

    def less(self, other: Amounts) -> Amounts:
        """Component by component difference."""
        return Amounts(self[0] - other[0], self[1] - other[1], self[2] - other[2], self[3] - other[3])


class Position(NamedTuple):
    """How one plan row stands at the end of a day.

    Attributes:
        row: The plan row.
        owed: What the row asks for by that day: penalty accrued, and its three parts whether due yet or not.
        paid: What was allocated to it.
        base_days: Penalty accumulator: unpaid base times days, in minor units × days, never rounded.
        settled_on: Day on which fee, interest and principal were all paid, or None.
    """

    row: PlanRow
    owed: Amounts
    paid: Amounts
    base_days: int
    settled_on: date | None

    @property
    def unpaid(self) -> Amounts:
        """What is owed less what is paid."""
        return self.owed.less(self.paid)


class ReceiptUse(NamedTuple):
    """Where one receipt went by the end of a day; the parts add up to its amount.

    Attributes:
        receipt: The receipt.
        paid: What it paid, by component.
        credit_minor: What is left of a payment and waits for the next due date.
        unused_minor: Part of a waiver that found no penalty to give up.
    """

    receipt: Receipt
    paid: Amounts
    credit_minor: int
    unused_minor: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """All positions and receipts at the end of a day.

    Args:
        through_on: The day.
        positions: One per plan row, in the order of the plan.
        uses: One per receipt with a value date by then, in order.
    """

    through_on: date
    positions: tuple[Position, ...]
    uses: tuple[ReceiptUse, ...]

    @property
    def credit_minor(self) -> int:
        """Money that waits for the next due date."""
        return sum(use.credit_minor for use in self.uses)

    def reported(self) -> list[Position]:
        """Positions of the rows that belong to the plan as it stands at the end of the day."""
        return [position for position in self.positions if position.row.reported(self.through_on)]


def allocate(plan: Sequence[PlanRow], receipts: Iterable[Receipt], product: Product, through: date) -> Allocation:
    """Allocate receipts to plan rows, day by day.

    Args:
        plan: Every instalment there ever was, ordered by due date.
        receipts: Ordered by value date, then entry number; later ones than ``through`` are left out.
        product: Waterfall, grace and penalty settings.
        through: Last day that counts.

    Returns:
        The state at the end of ``through``.

    Source: ``docs/algorithms/ledger.md``, Allocation and Penalty.
    """
    walk = _Walk(plan, product)
    uses = [_Use(receipt) for receipt in receipts if receipt.value_on <= through]
    of_day = {day: list(group) for day, group in groupby(uses, key=lambda use: use.receipt.value_on)}
    for day in sorted({row.due_on for row in plan if row.due_on <= through} | of_day.keys()):
        walk.begin(day)
        walk.spend_credit()
        for use in of_day.get(day, ()):
            walk.take(use)
    walk.bring_up(through)
    return Allocation(through, tuple(account.position() for account in walk.all), tuple(use.frozen() for use in uses))


def penalty_cap_minor(row: PlanRow, product: Product) -> int | None:
    """The most penalty that a row can bear, or None."""
    cap_ppm = product.penalty_amount_cap_ppm
    return None if cap_ppm is None else divide_half_up((row.principal_minor + row.interest_minor) * cap_ppm, 10**6)


class _RowAccount:
    """One plan row while the walk goes on."""

    __slots__ = ("base_days", "cap_minor", "grace_ends_on", "owed", "paid", "place", "rate_ppb", "row", "settled_on", "since_on")

    def __init__(self, row: PlanRow, place: int, rate_ppb: int, product: Product) -> None:
        self.row = row
        self.place = place
        self.rate_ppb = rate_ppb
        self.grace_ends_on = row.due_on + timedelta(days=product.grace_days)
        self.cap_minor = penalty_cap_minor(row, product)
        self.owed = [0, row.fee_minor, row.interest_minor, row.principal_minor]
        self.paid = [0, 0, 0, 0]
        self.base_days = 0
        self.since_on = row.due_on
        self.settled_on: date | None = None

    def bring_up(self, day: date, product: Product) -> None:
        """Accrue penalty to the end of a day (of ``superseded_on`` at the latest)."""
        if self.row.superseded_on is not None and self.row.superseded_on < day:
            day = self.row.superseded_on
        if day <= self.since_on:
            return
        base_minor = self.owed[PRINCIPAL] - self.paid[PRINCIPAL]
        if product.penalty_on_interest:
            base_minor += self.owed[INTEREST] - self.paid[INTEREST]
        if base_minor and day > self.grace_ends_on:
            from_on = self.row.due_on if self.since_on <= self.grace_ends_on else self.since_on
            self.base_days += base_minor * (day - from_on).days
            accrued_minor = divide_half_up(self.base_days * self.rate_ppb, product.penalty_year_days * PPB)
            self.owed[PENALTY] = accrued_minor if self.cap_minor is None else min(accrued_minor, self.cap_minor)
        self.since_on = day

    def settle(self, day: date) -> None:
        """Note the day if nothing but penalty is left."""
        if self.settled_on is None and self.owed[1:] == self.paid[1:]:
            self.settled_on = day

    def position(self) -> Position:
        return Position(self.row, Amounts(*self.owed), Amounts(*self.paid), self.base_days, self.settled_on)


class _Use:
    """One receipt while the walk goes on."""

    __slots__ = ("left_minor", "paid", "receipt")

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.left_minor = receipt.amount_minor
        self.paid = [0, 0, 0, 0]

    def frozen(self) -> ReceiptUse:
        is_waiver = self.receipt.kind is ReceiptKind.WAIVER
        return ReceiptUse(self.receipt, Amounts(*self.paid), 0 if is_waiver else self.left_minor, self.left_minor if is_waiver else 0)


class _Walk:
    """The walk's state: rows still to come, rows that can take money, and credit in order of age."""

    def __init__(self, plan: Sequence[PlanRow], product: Product) -> None:
        rates_ppb = {rate: product.penalty_rate_ppb(rate) for rate in {row.rate_ppb_year for row in plan}}
        self.product = product
        self.order = tuple(PLACES[component] for component in product.waterfall)
        self.all = [_RowAccount(row, place, rates_ppb[row.rate_ppb_year], product) for place, row in enumerate(plan)]
        self.coming = deque(sorted(self.all, key=lambda account: max(account.row.due_on, account.row.starts_on)))
        self.open: list[_RowAccount] = []
        self.credit: deque[_Use] = deque()
        self.day = date.min

    def begin(self, day: date) -> None:
        """Start a day: rows that ended leave, rows that fell due join, penalty is brought up."""
        self.day = day
        self.open = [account for account in self.open if account.owed != account.paid and _takes_money(account.row, day)]
        joined = False
        while self.coming and max(self.coming[0].row.due_on, self.coming[0].row.starts_on) <= day:
            account = self.coming.popleft()
            if _takes_money(account.row, day):
                account.settle(day)
                self.open.append(account)
                joined = True
        if joined and len(self.open) > 1:
            self.open.sort(key=attrgetter("place"))
        for account in self.open:
            account.bring_up(day, self.product)

    def spend_credit(self) -> None:
        """Let credit pay what has fallen due, oldest credit first."""
        while self.credit and self.open:
            use = self.credit[0]
            self._pay(use, self.order)
            if use.left_minor:
                return
            self.credit.popleft()

    def take(self, use: _Use) -> None:
        """Allocate one receipt of the day."""
        if use.receipt.kind is ReceiptKind.WAIVER:
            self._pay(use, (PENALTY,))
            return
        self._pay(use, self.order)
        if use.left_minor:
            self.credit.append(use)

    def bring_up(self, day: date) -> None:
        """Accrue penalty of every row to the end of the last day."""
        for account in self.all:
            if account.row.due_on < day:
                account.bring_up(day, self.product)

    def _pay(self, use: _Use, order: tuple[int, ...]) -> None:
        if self.product.waterfall_by is WaterfallBy.COMPONENT:
            targets = ((account, part) for part in order for account in self.open)
        else:
            targets = ((account, part) for account in self.open for part in order)
        touched: list[_RowAccount] = []
        for account, part in targets:
            taken_minor = min(use.left_minor, account.owed[part] - account.paid[part])
            if taken_minor:
                account.paid[part] += taken_minor
                use.paid[part] += taken_minor
                use.left_minor -= taken_minor
                touched.append(account)
                if not use.left_minor:
                    break
        for account in touched:
            account.settle(self.day)


def _takes_money(row: PlanRow, day: date) -> bool:
    return row.superseded_on is None or day <= row.superseded_on

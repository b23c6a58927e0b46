"""Allocation and penalty said once more in the plainest way: every day from the first to the last, nothing clever.

It follows ``docs/algorithms/ledger.md`` sentence by sentence and shares no code with ``huashu.lending.allocation``. It
is slow and only used to check the real one.
"""

from datetime import timedelta
from fractions import Fraction

PARTS = ("penalty", "fee", "interest", "principal")


class Row:
    def __init__(self, row, product):
        self.row, self.product = row, product
        self.paid = dict.fromkeys(PARTS, 0)
        self.base_days = 0

    def penalty(self):
        rate = rounded(Fraction(self.row.rate_ppb_year * self.product.penalty_multiplier_permille, 1000))
        if self.product.penalty_rate_cap_ppb is not None:
            rate = min(rate, self.product.penalty_rate_cap_ppb)
        accrued = rounded(Fraction(self.base_days * rate, self.product.penalty_year_days * 10**9))
        if self.product.penalty_amount_cap_ppm is None:
            return accrued
        return min(
            accrued, rounded(Fraction((self.row.principal_minor + self.row.interest_minor) * self.product.penalty_amount_cap_ppm, 10**6))
        )

    def unpaid(self, part):
        owed = self.penalty() if part == "penalty" else getattr(self.row, f"{part}_minor")
        return owed - self.paid[part]

    def a_day_passes(self, day):
        """Penalty of a day that follows the due date; the first day after grace counts all days since then."""
        if day <= self.row.due_on or (self.row.superseded_on is not None and day > self.row.superseded_on):
            return
        base = self.unpaid("principal") + (self.unpaid("interest") if self.product.penalty_on_interest else 0)
        past_grace = (day - self.row.due_on).days - self.product.grace_days
        self.base_days += base * (self.product.grace_days + 1 if past_grace == 1 else 1 if past_grace > 1 else 0)

    def takes_money(self, day):
        return self.row.starts_on <= day and self.row.due_on <= day and (self.row.superseded_on is None or day <= self.row.superseded_on)


def allocated(plan, receipts, product, through):
    """What is unpaid and accumulated on each row, and what each receipt paid, as plain dictionaries."""
    rows = [Row(row, product) for row in plan]
    left = {receipt.entry_seq: receipt.amount_minor for receipt in receipts if receipt.value_on <= through}
    used = {seq: dict.fromkeys(PARTS, 0) for seq in left}
    day = min([row.due_on for row in plan] + [receipt.value_on for receipt in receipts] + [through])
    while day <= through:
        for row in rows:
            row.a_day_passes(day)
        payable = [row for row in rows if row.takes_money(day)]
        earlier = [receipt for receipt in receipts if receipt.value_on < day and receipt.kind == "payment"]
        today = [receipt for receipt in receipts if receipt.value_on == day]
        falls_due = any(row.row.due_on == day for row in rows)
        for receipt in (earlier if today or falls_due else []) + today:
            for row, part in targets(payable, product, receipt):
                amount = min(left[receipt.entry_seq], row.unpaid(part))
                row.paid[part] += amount
                used[receipt.entry_seq][part] += amount
                left[receipt.entry_seq] -= amount
        day += timedelta(days=1)
    return [({part: row.unpaid(part) for part in PARTS}, row.base_days) for row in rows], used, left


def targets(payable, product, receipt):
    parts = [str(part) for part in product.waterfall] if receipt.kind == "payment" else ["penalty"]
    if product.waterfall_by == "component":
        return [(row, part) for part in parts for row in payable]
    return [(row, part) for row in payable for part in parts]


def rounded(fraction):
    """Half up to a whole number; nothing here is negative."""
    return int(fraction + Fraction(1, 2))

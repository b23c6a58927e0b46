"""A loan's life by chance: whatever happens in whatever order, the books reconcile at every step."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from plain_ledger import PARTS, allocated

from huashu.calendars import DayCount, Frequency
from huashu.errors import Refusal
from huashu.lending.accrual import not_yet_due
from huashu.lending.allocation import allocate
from huashu.lending.arrears import CLOSED
from huashu.lending.changes import early_repayment_quote, preview
from huashu.lending.checks import check_entry
from huashu.lending.entries import (
    EarlyRepayment,
    Entry,
    EntryKind,
    Holiday,
    HolidayInterest,
    PartPrepayment,
    PrepaymentEffect,
    Reschedule,
    change_from_record,
    change_to_record,
)
from huashu.lending.ledger import Account, replay, standing_entries
from huashu.lending.product import Component, EarlyFeeTier, Product, WaterfallBy
from huashu.lending.status import loan_status
from huashu.lending.terms import Method, Terms

DISBURSED_ON = date(2026, 1, 20)
products = st.builds(
    Product,
    penalty_on_interest=st.booleans(),
    penalty_year_days=st.sampled_from([360, 365]),
    penalty_rate_cap_ppb=st.sampled_from([None, 150_000_000]),
    penalty_amount_cap_ppm=st.sampled_from([None, 20_000]),
    grace_days=st.sampled_from([0, 0, 3]),
    tolerance_minor=st.sampled_from([0, 5_00]),
    waterfall=st.sampled_from(list(permutations(Component))),
    waterfall_by=st.sampled_from(WaterfallBy),
    early_fee_tiers=st.sampled_from([(), (EarlyFeeTier(3, 30_000), EarlyFeeTier(6, 15_500))]),
)


@st.composite
def terms(draw):
    method = draw(st.sampled_from(Method))
    principal_minor = draw(st.sampled_from([7, 100_03, 1_200_00, 98_765_43]))
    balloon_minor = draw(st.sampled_from([0, principal_minor // 3, principal_minor])) if method is Method.EQUAL_INSTALMENT_BALLOON else 0
    return Terms(
        principal_minor,
        "CNY",
        draw(st.sampled_from([0, 85_000_000, 240_000_000, 1_000_000_000])),
        draw(st.integers(1, 9)),
        draw(st.sampled_from(Frequency)),
        method,
        draw(st.sampled_from(DayCount)),
        DISBURSED_ON,
        DISBURSED_ON + timedelta(days=draw(st.sampled_from([1, 11, 31, 200]))),
        balloon_minor,
    )


days_back = st.sampled_from([0, 0, 0, 1, 17, 60])
shares = st.sampled_from([1, 300, 1000, 1001, 2500])


class LoanLife(RuleBasedStateMachine):
    @initialize(contract=terms(), product=products)
    def disburse(self, contract, product):
        self.account = Account(contract, product)
        self.today = DISBURSED_ON
        self.entries = []
        self.past = []
        self.add(EntryKind.DISBURSEMENT, DISBURSED_ON, contract.principal_minor)

    def add(self, kind, value_on, amount_minor=0, **more):
        """Add an entry the way the desk does; a refusal leaves everything as it was."""
        seq = len(self.entries) + 1
        entered_at = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC) + timedelta(seconds=seq)
        entry = Entry(seq, kind, max(value_on, DISBURSED_ON), entered_at, amount_minor, **more)
        try:
            check_entry(self.account, self.entries, entry)
        except Refusal as refusal:
            assert refusal.code != Refusal.code  # noqa: PT017 - only the refusals that check_entry names
            return None
        self.entries.append(entry)
        self.past.append((entered_at, self.today, loan_status(self.account, self.entries, self.today)))
        return entry

    def status(self, as_of=None):
        return loan_status(self.account, self.entries, as_of or self.today)

    @rule(days=st.sampled_from([1, 5, 12, 31, 75]))
    def time_passes(self, days):
        self.today += timedelta(days=days)

    @precondition(lambda self: self.status().bucket != CLOSED)
    @rule(days=st.sampled_from([9, 40]))
    def time_passes_on_an_open_loan(self, days):
        self.today += timedelta(days=days)

    @rule(permille=shares, back=days_back)
    def pay(self, permille, back):
        status = self.status()
        asked = status.overdue_minor + status.due_now_minor or status.next_due_minor or 5
        self.add(EntryKind.PAYMENT, self.today - timedelta(days=back), max(asked * permille // 1000, 1))

    @precondition(lambda self: self.status().overdue_penalty_minor)
    @rule(permille=st.sampled_from([200, 1000, 1001]))
    def waive(self, permille):
        self.add(EntryKind.WAIVER, self.today, max(self.status().overdue_penalty_minor * permille // 1000, 1))

    @precondition(lambda self: len(self.entries) > 1)
    @rule(data=st.data())
    def reverse(self, data):
        self.add(EntryKind.REVERSAL, self.today, reverses_seq=data.draw(st.integers(2, len(self.entries))))

    @rule(permille=st.sampled_from([10, 300, 900, 1100]), effect=st.sampled_from(PrepaymentEffect), back=days_back)
    def part_prepay(self, permille, effect, back):
        amount_minor = max(self.status().payoff_minor * permille // 1000, 1)
        self.add(EntryKind.PART_PREPAYMENT, self.today - timedelta(days=back), amount_minor, change=PartPrepayment(effect))

    @precondition(lambda self: len(self.entries) > 5)
    @rule(over_minor=st.sampled_from([0, 0, 1, 5_00]))
    def repay_early(self, over_minor):
        before = self.status()
        amount_minor = early_repayment_quote(self.account, self.entries, self.today).total_minor + over_minor
        assert amount_minor == before.payoff_minor + over_minor
        if amount_minor and self.add(EntryKind.EARLY_REPAYMENT, self.today, amount_minor, change=EarlyRepayment()):
            after = self.status()
            assert (after.bucket, after.payoff_minor, after.overdue_minor) == (CLOSED, 0, 0)
            changed_today = any(effect.on == self.today for effect in replay(self.account, self.entries[:-1]).effects)
            if (
                before.payoff_minor and not changed_today
            ):  # money of the day comes before the day's changes, so a reschedule may have less to do
                assert after.credit_minor == over_minor

    @rule(
        periods=st.integers(1, 8),
        rate=st.sampled_from([0, 60_000_000, 1_000_000_000]),
        method=st.sampled_from(Method),
        frequency=st.sampled_from(Frequency),
        gap=st.sampled_from([1, 20, 31, 120]),
        capitalise=st.booleans(),
    )
    def reschedule(self, periods, rate, method, frequency, gap, capitalise):
        balloon_minor = 50_00 if method is Method.EQUAL_INSTALMENT_BALLOON else 0
        change = Reschedule(periods, rate, frequency, method, self.today + timedelta(days=gap), capitalise, balloon_minor)
        self.change_without_money(EntryKind.RESCHEDULE, change)

    @rule(periods=st.integers(1, 3), interest=st.sampled_from(HolidayInterest))
    def take_a_holiday(self, periods, interest):
        self.change_without_money(EntryKind.HOLIDAY, Holiday(periods, interest))

    def change_without_money(self, kind, change):
        before = self.payoff_without_fee()
        if self.add(kind, self.today, change=change):
            assert self.payoff_without_fee() == before

    def payoff_without_fee(self):
        quote = early_repayment_quote(self.account, self.entries, self.today)
        return quote.due.total_minor + quote.principal_minor + quote.accrued_interest_minor - quote.credit_minor

    @invariant()
    def money_in_is_money_allocated(self):
        ledger, allocation = self.allocation(self.today)
        assert [use.receipt for use in allocation.uses] == [receipt for receipt in ledger.receipts if receipt.value_on <= self.today]
        for use in allocation.uses:
            assert use.receipt.amount_minor == use.paid.total_minor + use.credit_minor + use.unused_minor
        for part in range(4):
            assert sum(use.paid[part] for use in allocation.uses) == sum(position.paid[part] for position in allocation.positions)

    @invariant()
    def principal_is_conserved(self):
        for days in (0, 10, 45, 400):
            as_of = self.today + timedelta(days=days)
            status = self.status(as_of)
            capitalised_minor = capitalised_by(replay(self.account, self.entries).effects, as_of)
            assert (
                self.account.terms.principal_minor + capitalised_minor == status.paid_principal_minor + status.outstanding_principal_minor
            )

    @invariant()
    def nothing_is_negative_or_overpaid(self):
        ledger, allocation = self.allocation(self.today)
        for row in ledger.plan:
            assert min(row.principal_minor, row.interest_minor, row.fee_minor) >= 0
        for position in allocation.positions:
            assert min(position.unpaid) >= 0
            assert min(position.paid) >= 0
            assert position.row.due_on <= self.today or not any(position.paid)
        status = self.status()
        assert all(value >= 0 for name in status.__dataclass_fields__ if isinstance(value := getattr(status, name), int))

    @invariant()
    def figures_agree_with_each_other(self):
        status = self.status()
        for part in PARTS:
            unpaid_minor = getattr(status, f"due_{part}_minor") - getattr(status, f"paid_{part}_minor")
            assert unpaid_minor >= getattr(status, f"overdue_{part}_minor")
        due_minor, paid_minor, overdue_minor = (
            sum(getattr(status, f"{side}_{part}_minor") for part in PARTS) for side in ("due", "paid", "overdue")
        )
        assert due_minor - paid_minor == status.overdue_minor + status.due_now_minor
        assert overdue_minor == status.overdue_minor
        assert not (status.credit_minor and status.overdue_minor + status.due_now_minor)
        assert (status.days_past_due > 0) == (status.oldest_unpaid_due_on is not None)

    @invariant()
    def the_plain_ledger_agrees(self):
        ledger, allocation = self.allocation(self.today)
        rows, used, left = allocated(ledger.plan, ledger.receipts, self.account.product, self.today)
        for position, (unpaid, base_days) in zip(allocation.positions, rows, strict=True):
            assert dict(zip(PARTS, position.unpaid, strict=True)) == unpaid
            assert position.base_days == base_days
        for use in allocation.uses:
            assert dict(zip(PARTS, use.paid, strict=True)) == used[use.receipt.entry_seq]
            assert use.credit_minor + use.unused_minor == left[use.receipt.entry_seq]

    @invariant()
    def the_past_can_be_reproduced(self):
        for entered_at, as_of, status in self.past[-3:]:
            assert loan_status(self.account, self.entries, as_of, known_at=entered_at) == status

    @invariant()
    def only_value_dates_order_the_history(self):
        assert replay(self.account, self.entries[::-1]) == replay(self.account, self.entries)
        standing = standing_entries(self.entries)
        renumbered = [Entry(seq, e.kind, e.value_on, e.entered_at, e.amount_minor, change=e.change) for seq, e in enumerate(standing, 1)]
        assert loan_status(self.account, renumbered, self.today) == self.status()

    @invariant()
    def plans_are_in_order_and_changes_keep_as_records(self):
        ledger, _ = self.allocation(self.today)
        assert list(ledger.plan) == sorted(ledger.plan, key=lambda row: row.due_on)
        assert all(change_from_record(change_to_record(entry.change)) == entry.change for entry in self.entries if entry.change)

    @precondition(lambda self: self.entries[-1].change is not None)
    @invariant()
    def the_preview_told_the_truth(self):
        entry = self.entries[-1]
        shown = preview(self.account, self.entries[:-1], entry)
        assert list(shown.after.rows) == not_yet_due(replay(self.account, self.entries).plan, entry.value_on)
        if shown.effect is not None:
            made_due_minor = shown.effect.made_due.principal_minor
            assert (
                shown.effect.principal_before_minor + shown.effect.capitalised.total_minor
                == shown.effect.principal_after_minor + made_due_minor
            )

    def allocation(self, as_of):
        ledger = replay(self.account, self.entries)
        return ledger, allocate(ledger.plan, ledger.receipts, self.account.product, as_of)


def capitalised_by(effects, as_of):
    """What joined the principal by the end of a day: a holiday's interest only if no change came before its end."""
    total_minor = 0
    for place, effect in enumerate(effects):
        total_minor += effect.capitalised.total_minor if effect.on <= as_of else 0
        ends_on = effect.capitalises_on
        if ends_on and ends_on <= as_of and not any(later.on < ends_on for later in effects[place + 1 :]):
            total_minor += effect.capitalises_minor
    return total_minor


LoanLife.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestLoanLife = LoanLife.TestCase

"""Random loan books with every kind of history, for comparing the close with ``huashu.lending``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from huashu.calendars import DayCount, Frequency, months_after, period_after
from huashu.close.columns import DAY_COUNTS, LoanColumns, as_day
from huashu.close.packing import pack
from huashu.close.products import Products
from huashu.close.unpacking import columns_from_blobs
from huashu.lending.entries import (
    EarlyRepayment,
    Entry,
    EntryKind,
    Holiday,
    HolidayInterest,
    PartPrepayment,
    PrepaymentEffect,
    Reschedule,
)
from huashu.lending.ledger import Account, Ledger, replay
from huashu.lending.product import Band, Component, EarlyFeeTier, Product, WaterfallBy
from huashu.lending.terms import Method, Terms

PRODUCTS = (
    Product(code="plain"),
    Product(code="graceful", grace_days=3, tolerance_minor=500, penalty_year_days=365, penalty_on_interest=True),
    Product(
        code="capped",
        penalty_multiplier_permille=1300,
        penalty_rate_cap_ppb=100_000_000,
        penalty_amount_cap_ppm=20_000,
        grace_days=1,
        early_fee_tiers=(EarlyFeeTier(6, 30_000), EarlyFeeTier(12, 15_000)),
    ),
    Product(
        code="by_instalment",
        waterfall_by=WaterfallBy.INSTALMENT,
        penalty_on_interest=True,
        penalty_amount_cap_ppm=50_000,
        tolerance_minor=10_000,
        buckets=(Band("current", 0, 0), Band("late", 1, 59), Band("default", 60, None)),
    ),
    Product(
        code="principal_first",
        waterfall=(Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.PENALTY),
        stages=(Band("before_due", 0, 0), Band("soft", 1, 10), Band("firm", 11, None)),
    ),
    Product(
        code="odd_order",
        waterfall=(Component.FEE, Component.INTEREST, Component.PENALTY, Component.PRINCIPAL),
        waterfall_by=WaterfallBy.INSTALMENT,
        grace_days=10,
    ),
)
PRODUCT_TABLE = Products.of(PRODUCTS)


@dataclass(frozen=True)
class Loan:
    """An account with its history and what that adds up to."""

    account: Account
    entries: tuple[Entry, ...]
    ledger: Ledger


def random_book(seed: int, count: int) -> list[Loan]:
    """``count`` loans; the same seed gives the same book."""
    random = Random(seed)
    return [_random_loan(random) for _ in range(count)]


def columns_of(loans: list[Loan]) -> LoanColumns:
    """The book as the close sees it."""
    blobs = [pack(loan.ledger.plan, loan.ledger.receipts) for loan in loans]
    return columns_from_blobs(
        [plan for plan, _ in blobs],
        [receipts for _, receipts in blobs],
        [PRODUCT_TABLE.codes.index(loan.account.product.code) for loan in loans],
        [DAY_COUNTS.index(loan.account.terms.day_count) for loan in loans],
        [as_day(loan.account.terms.disbursed_on) for loan in loans],
    )


def _random_loan(random: Random) -> Loan:
    terms = _random_terms(random)
    account = Account(terms, random.choice(PRODUCTS))
    entries = [_entry(1, EntryKind.DISBURSEMENT, terms.disbursed_on, amount_minor=terms.principal_minor)]
    _add_payments(random, account, entries)
    for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
        _add_change(random, account, entries)
    for _ in range(random.choice((0, 0, 1, 2))):
        _add_reversal(random, entries)
    return Loan(account, tuple(entries), replay(account, entries))


def _random_terms(random: Random) -> Terms:
    disbursed_on = date(2024, 1, 1) + timedelta(days=random.randrange(500))
    method = random.choice(list(Method))
    principal = random.choice((5_000, 123_456, 2_000_000, 9_999_999, 10**12))
    return Terms(
        principal_minor=principal,
        currency="CNY",
        rate_ppb_year=random.choice((0, 48_000_000, 85_000_000, 182_500_000, 240_000_000)),
        periods=random.choice((1, 3, 6, 12, 24, 36)),
        frequency=random.choice(list(Frequency)),
        method=method,
        day_count=random.choice(list(DayCount)),
        disbursed_on=disbursed_on,
        first_due_on=months_after(disbursed_on, 1) + timedelta(days=random.choice((0, 0, 5, 20))),
        balloon_minor=principal // 3 if method is Method.EQUAL_INSTALMENT_BALLOON else 0,
    )


def _add_payments(random: Random, account: Account, entries: list[Entry]) -> None:
    diligence = random.random()
    for row in account.first_plan()[: random.randrange(40)]:
        if random.random() < 0.1 + 0.4 * diligence:
            entries.append(_payment(entries, row.due_on, row.total_minor))
        elif random.random() < 0.8:
            late = random.choice((-20, -1, 0, 1, 2, 3, 4, 9, 30, 31, 45, 95))
            share = random.choice((0.3, 0.5, 0.99, 1, 1, 1.01, 1.5, 2.5))
            entries.append(
                _payment(entries, max(row.due_on + timedelta(days=late), account.terms.disbursed_on), int(row.total_minor * share))
            )
        if random.random() < 0.05:
            waived = _entry(
                len(entries) + 1,
                EntryKind.WAIVER,
                row.due_on + timedelta(days=random.randrange(60)),
                amount_minor=random.choice((100, 9_000)),
            )
            entries.append(waived)


def _add_change(random: Random, account: Account, entries: list[Entry]) -> None:
    terms = account.terms
    on = terms.disbursed_on + timedelta(days=random.randrange(1, 600))
    on = random.choice((on, period_after(terms.first_due_on, random.randrange(12), terms.frequency)))
    amount = random.choice((0, terms.principal_minor // 10, terms.principal_minor // 2, terms.principal_minor * 2))
    kind = random.choice((EntryKind.PART_PREPAYMENT, EntryKind.EARLY_REPAYMENT, EntryKind.RESCHEDULE, EntryKind.HOLIDAY))
    change = {
        EntryKind.PART_PREPAYMENT: PartPrepayment(random.choice(list(PrepaymentEffect))),
        EntryKind.EARLY_REPAYMENT: EarlyRepayment(),
        EntryKind.HOLIDAY: Holiday(random.randrange(1, 5), random.choice(list(HolidayInterest))),
        EntryKind.RESCHEDULE: Reschedule(
            periods=random.choice((1, 6, 18)),
            rate_ppb_year=random.choice((0, 60_000_000, 150_000_000)),
            frequency=random.choice(list(Frequency)),
            method=random.choice((Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL)),
            first_due_on=on + timedelta(days=random.randrange(1, 45)),
            capitalise=random.random() < 0.5,
        ),
    }[kind]
    moves = kind in (EntryKind.PART_PREPAYMENT, EntryKind.EARLY_REPAYMENT)
    entries.append(_entry(len(entries) + 1, kind, on, amount_minor=max(amount, 1) if moves else 0, change=change))


def _add_reversal(random: Random, entries: list[Entry]) -> None:
    undone = {entry.reverses_seq for entry in entries}
    standing = [entry for entry in entries[1:] if entry.kind is not EntryKind.REVERSAL and entry.seq not in undone]
    if standing:
        target = random.choice(standing)
        entries.append(_entry(len(entries) + 1, EntryKind.REVERSAL, target.value_on, reverses_seq=target.seq))


def _payment(entries: list[Entry], value_on: date, amount_minor: int) -> Entry:
    return _entry(len(entries) + 1, EntryKind.PAYMENT, value_on, amount_minor=max(amount_minor, 1))


def _entry(seq: int, kind: EntryKind, value_on: date, **more: object) -> Entry:
    return Entry(seq, kind, value_on, datetime(2026, 1, 1, tzinfo=UTC), **more)

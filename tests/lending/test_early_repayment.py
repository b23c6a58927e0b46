"""Early and part repayment: the numbers of ``docs/algorithms/early-repayment.md`` and both sides of each rule."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import FEE_3_PERCENT, TERMS, account, amounts_text, changed, day, history, lines, minor, money, plan_text, shown

from huashu.calendars import DayCount, Frequency
from huashu.lending.accrual import full_months, not_yet_due
from huashu.lending.allocation import Amounts, allocate
from huashu.lending.changes import early_repayment_quote, part_prepayment
from huashu.lending.entries import PrepaymentEffect
from huashu.lending.ledger import replay
from huashu.lending.status import loan_status
from huashu.lending.terms import Method

TWO_PAID = "2026-02-10 payment 112.00\n2026-03-10 payment 111.00\n"
WITH_FEE = {"early_fee_tiers": FEE_3_PERCENT}
SHORTER, LOWER = PrepaymentEffect.SHORTER_TERM, PrepaymentEffect.LOWER_INSTALMENT


@dataclass
class Quote:
    name: str
    history: str
    on: str
    expected: str
    product: dict = field(default_factory=lambda: WITH_FEE)
    terms: object = TERMS


QUOTES = [
    Quote(
        "the worked quote",
        TWO_PAID,
        "2026-03-25",
        "principal 1,000.00, accrued_interest 5.00, early_fee_ppm 30000, early_fee 30.00, total 1,035.00, saved_interest 50.00",
    ),
    Quote("on a due date nothing has accrued", TWO_PAID, "2026-03-10", "accrued_interest 0.00, total 1,030.00, saved_interest 55.00"),
    Quote(
        "the day before a due date, 29 days",
        TWO_PAID,
        "2026-04-09",
        "accrued_interest 9.67, early_fee 30.00, total 1,039.67, saved_interest 45.33",
    ),
    Quote(
        "on the day of disbursement", "", "2026-01-10", "principal 1,200.00, accrued_interest 0.00, total 1,236.00, saved_interest 78.00"
    ),
    Quote(
        "arrears come on top: 1,077.70 of the ledger page and the fee of 30.00", "2026-03-02 payment 150.00", "2026-03-20", "total 1,107.70"
    ),
    Quote("credit is taken off", TWO_PAID + "2026-03-20 payment 40.00", "2026-03-25", "credit 40.00, total 995.00"),
    Quote(
        "eleven full months: the fee still applies",
        "",
        "2027-01-09",
        "principal 1,300.00, early_fee 39.00",
        WITH_FEE,
        changed(periods=24, principal_minor=2_400_00),
    ),
    Quote(
        "twelve full months: no fee any more",
        "",
        "2027-01-10",
        "principal 1,200.00, early_fee 0.00",
        WITH_FEE,
        changed(periods=24, principal_minor=2_400_00),
    ),
    Quote("nothing left to fall due: no fee", "", "2027-01-10", "principal 0.00, early_fee 0.00"),
]


@pytest.mark.parametrize("case", QUOTES, ids=lambda case: case.name)
def test_early_repayment_quote(case):
    loan, entries, on = account(terms=case.terms, **case.product), history(case.history), day(case.on)
    quote = early_repayment_quote(loan, entries, on)
    assert shown(quote, case.expected) == case.expected
    assert quote.total_minor == loan_status(loan, entries, on).payoff_minor


@pytest.mark.parametrize("case", [case for case in QUOTES if "nothing left" not in case.name], ids=lambda case: case.name)
def test_paying_the_quote_closes_the_loan_and_a_fen_less_does_not(case):
    loan, on = account(terms=case.terms, **case.product), case.on
    total_minor = early_repayment_quote(loan, history(case.history), day(on)).total_minor
    paid = loan_status(loan, history(f"{case.history}\n{on} early_repayment {money(total_minor)}"), day(on))
    short = loan_status(loan, history(f"{case.history}\n{on} early_repayment {money(total_minor - 1)}"), day(on))
    assert (paid.bucket, paid.payoff_minor, paid.credit_minor, paid.outstanding_principal_minor) == ("closed", 0, 0, 0)
    assert (short.payoff_minor, short.outstanding_principal_minor > 0) == (1, True)


@pytest.mark.parametrize(
    ("from_on", "to_on", "months"),
    [
        ("2026-01-10", "2026-02-09", 0),
        ("2026-01-10", "2026-02-10", 1),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-03-30", 1),
        ("2026-01-31", "2026-03-31", 2),
        ("2026-01-10", "2026-01-01", 0),
    ],
)
def test_full_months(from_on, to_on, months):
    assert full_months(day(from_on), day(to_on)) == months


@dataclass
class Part:
    """Paid: what the part prepayment's own money pays. After: instalments to come."""

    name: str
    history: str
    operation: tuple
    paid: str
    after: str
    credit: str = "0.00"
    product: dict = field(default_factory=lambda: WITH_FEE)
    terms: object = TERMS


LOWER_AFTER = """2026-04-10 70.00 + 3.50
    2026-05-10 70.00 + 6.30
    2026-06-10 70.00 + 5.60
    2026-07-10 70.00 + 4.90
    2026-08-10 70.00 + 4.20
    2026-09-10 70.00 + 3.50
    2026-10-10 70.00 + 2.80
    2026-11-10 70.00 + 2.10
    2026-12-10 70.00 + 1.40
    2027-01-10 70.00 + 0.70"""
UNCHANGED = """2026-04-10 100.00 + 10.00
    2026-05-10 100.00 + 9.00
    2026-06-10 100.00 + 8.00
    2026-07-10 100.00 + 7.00
    2026-08-10 100.00 + 6.00
    2026-09-10 100.00 + 5.00
    2026-10-10 100.00 + 4.00
    2026-11-10 100.00 + 3.00
    2026-12-10 100.00 + 2.00
    2027-01-10 100.00 + 1.00"""
PARTS = [
    Part("lower instalment", TWO_PAID, ("2026-03-25", "314.00", LOWER), "fee 9.00, interest 5.00, principal 300.00", LOWER_AFTER),
    Part(
        "shorter term",
        TWO_PAID,
        ("2026-03-25", "314.00", SHORTER),
        "fee 9.00, interest 5.00, principal 300.00",
        """2026-04-10 100.00 + 3.50
           2026-05-10 100.00 + 6.00
           2026-06-10 100.00 + 5.00
           2026-07-10 100.00 + 4.00
           2026-08-10 100.00 + 3.00
           2026-09-10 100.00 + 2.00
           2026-10-10 100.00 + 1.00""",
    ),
    Part(
        "an earlier advance payment stays one",
        TWO_PAID + "2026-03-20 payment 40.00",
        ("2026-03-25", "314.00", LOWER),
        "fee 9.00, interest 5.00, principal 300.00",
        LOWER_AFTER,
        credit="40.00",
    ),
    Part(
        "arrears first: 111.75 of March with 15 days of penalty, then as above",
        "2026-02-10 payment 112.00",
        ("2026-03-25", "425.75", LOWER),
        "penalty 0.75, fee 9.00, interest 16.00, principal 400.00",
        LOWER_AFTER,
    ),
    Part(
        "one fen for principal is enough to count",
        TWO_PAID,
        ("2026-03-25", "5.01", LOWER),
        "interest 5.00, principal 0.01",
        """2026-04-10 100.00 + 5.00
           2026-05-10 100.00 + 9.00
           2026-06-10 100.00 + 8.00
           2026-07-10 100.00 + 7.00
           2026-08-10 100.00 + 6.00
           2026-09-10 100.00 + 5.00
           2026-10-10 100.00 + 4.00
           2026-11-10 100.00 + 3.00
           2026-12-10 100.00 + 2.00
           2027-01-10 99.99 + 1.00""",
    ),
    Part("nothing left for principal: simply a payment", TWO_PAID, ("2026-03-25", "5.00", LOWER), "nothing", UNCHANGED, credit="5.00"),
    Part(
        "only arrears paid: simply a payment",
        "2026-02-10 payment 112.00",
        ("2026-03-25", "111.00", LOWER),
        "penalty 0.75, interest 11.00, principal 99.25",
        UNCHANGED,
    ),
    Part(
        "everything: nothing left to come, the rest is credit",
        TWO_PAID,
        ("2026-03-25", "1,100.00", SHORTER),
        "fee 30.00, interest 5.00, principal 1,000.00",
        "",
        credit="65.00",
    ),
    Part(
        "a remainder of one fen for each instalment is rounding and joins the last: 666.69 in parts of 333.33",
        "",
        ("2026-01-10", "333.31", SHORTER),
        "principal 333.31",
        """2026-02-10 333.33 + 0.00
           2026-03-10 333.36 + 0.00""",
        product={},
        terms=changed(principal_minor=1_000_00, periods=3, rate_ppb_year=0),
    ),
    Part(
        "a fen more is an instalment",
        "",
        ("2026-01-10", "333.30", SHORTER),
        "principal 333.30",
        """2026-02-10 333.33 + 0.00
           2026-03-10 333.33 + 0.00
           2026-04-10 0.04 + 0.00""",
        product={},
        terms=changed(principal_minor=1_000_00, periods=3, rate_ppb_year=0),
    ),
    Part(
        "level instalment kept: 106.62, but only 15 days of interest at first",
        "",
        ("2026-01-25", "406.00", SHORTER),
        "interest 6.00, principal 400.00",
        """2026-02-10 102.62 + 4.00
           2026-03-10 99.65 + 6.97
           2026-04-10 100.64 + 5.98
           2026-05-10 101.65 + 4.97
           2026-06-10 102.67 + 3.95
           2026-07-10 103.69 + 2.93
           2026-08-10 104.73 + 1.89
           2026-09-10 84.35 + 0.84""",
        product={},
        terms=changed(method=Method.EQUAL_INSTALMENT),
    ),
    Part(
        "interest only: the end is fixed, so a shorter term only lowers the interest",
        "",
        ("2026-02-10", "612.00", SHORTER),
        "interest 12.00, principal 600.00",
        """2026-03-10 0.00 + 6.00
           2026-04-10 600.00 + 6.00""",
        product={},
        terms=changed(method=Method.INTEREST_ONLY, periods=3),
    ),
    Part(
        "a balloon shrinks when the instalment is kept",
        "",
        ("2026-01-10", "300.00", SHORTER),
        "principal 300.00",
        # Level part of 1,200.00 with 600.00 at the end over three: P = (1,200 - 600 / 1.01^3) / (1/1.01 + 1/1.01^2 + 1/1.01^3) = 210.01
        """2026-02-10 201.01 + 9.00
           2026-03-10 203.02 + 6.99
           2026-04-10 495.97 + 4.96""",
        product={},
        terms=changed(method=Method.EQUAL_INSTALMENT_BALLOON, balloon_minor=600_00, periods=3),
    ),
]


@pytest.mark.parametrize("case", PARTS, ids=lambda case: case.name)
def test_part_prepayment(case):
    on, amount, effect = case.operation
    loan = account(terms=case.terms, **case.product)
    preview = part_prepayment(loan, history(case.history), day(on), minor(amount), effect)
    assert plan_text(preview.after.rows) == lines(case.after)
    assert amounts_text(preview.paid) == case.paid
    assert money(preview.credit_minor) == case.credit
    if preview.effect is None:
        assert preview.after == preview.before
    else:
        assert preview.before.principal_minor == preview.after.principal_minor + preview.effect.made_due.principal_minor


def test_the_preview_names_the_interest_saved():
    loan = account(**WITH_FEE)
    lower, shorter = (part_prepayment(loan, history(TWO_PAID), day("2026-03-25"), 314_00, effect) for effect in (LOWER, SHORTER))
    assert (lower.before.interest_minor, lower.after.interest_minor, shorter.after.interest_minor) == (55_00, 35_00, 24_50)
    assert (lower.interest_change_minor, shorter.interest_change_minor) == (-15_00, -25_50)


def test_part_and_early_repayment_on_one_day_charge_no_interest_twice():
    loan = account(**WITH_FEE)
    entries = history(TWO_PAID + "2026-03-25 part_prepayment 314.00 lower_instalment")
    quote = early_repayment_quote(loan, entries, day("2026-03-25"))
    assert (quote.accrued_interest_minor, quote.early_fee_minor, quote.total_minor) == (0, 21_00, 721_00)
    both = history(TWO_PAID + "2026-03-25 part_prepayment 314.00 lower_instalment\n2026-03-25 early_repayment 721.00")
    status = loan_status(loan, both, day("2026-03-25"))
    assert (status.bucket, status.credit_minor, status.paid_interest_minor, status.paid_fee_minor) == (
        "closed",
        0,
        12_00 + 11_00 + 5_00,
        30_00,
    )


def test_two_part_prepayments_on_one_day_equal_one_of_the_sum():
    twice = TWO_PAID + "2026-03-25 part_prepayment 105.00 lower_instalment\n2026-03-25 part_prepayment 200.00 lower_instalment"
    once = TWO_PAID + "2026-03-25 part_prepayment 305.00 lower_instalment"
    on = day("2026-03-25")
    plans = [plan_text(not_yet_due(replay(account(), history(text)).plan, on)) for text in (twice, once)]
    assert plans[0] == plans[1] == lines(LOWER_AFTER)


def test_reversing_a_part_prepayment_brings_the_plan_back():
    entries = history(TWO_PAID + "2026-03-25 part_prepayment 314.00 lower_instalment\n2026-03-30 reversal of 3")
    assert plan_text(not_yet_due(replay(account(), entries).plan, day("2026-03-30"))) == lines(UNCHANGED)


def test_a_back_dated_payment_gives_a_later_part_prepayment_more_to_repay():
    """With March unpaid, 314.00 leaves 202.25 after arrears, 197.25 after interest; with it paid in time, 309.00."""
    late = "2026-02-10 payment 112.00\n2026-03-25 part_prepayment 314.00 lower_instalment\n"
    mended = late + "2026-03-10 payment 111.00 entered 2026-03-28"
    left = [replay(account(), history(text)).effects[0].principal_after_minor for text in (late, mended)]
    assert left == [1_000_00 - 197_25, 1_000_00 - 309_00]


def test_an_early_repayment_that_no_longer_suffices_is_simply_a_payment():
    entries = history(TWO_PAID + "2026-03-25 early_repayment 1,035.00\n2026-03-30 reversal of 2")
    status = loan_status(account(**WITH_FEE), entries, day("2026-03-30"))
    assert status.outstanding_principal_minor == 1_000_00
    assert status.credit_minor == 1_035_00 - 111_00 - 75  # March with 15 days of penalty was paid from it


def test_weekly_loans_prepay_too():
    terms = changed(frequency=Frequency.WEEKLY, day_count=DayCount.ACTUAL_360, first_due_on=day("2026-01-17"))
    preview = part_prepayment(account(terms=terms), [], day("2026-01-17"), 702_80, SHORTER)
    assert plan_text(preview.after.rows) == lines(
        """2026-01-24 100.00 + 1.17
           2026-01-31 100.00 + 0.93
           2026-02-07 100.00 + 0.70
           2026-02-14 100.00 + 0.47
           2026-02-21 100.00 + 0.23"""
    )  # 702.80 = 102.80 due that day + 600.00; 500.00 × 12% × 7 / 360 = 1.1667


def test_receipts_and_what_they_paid_add_up_after_a_prepayment():
    ledger = replay(account(**WITH_FEE), history(TWO_PAID + "2026-03-20 payment 40.00\n2026-03-25 part_prepayment 314.00 shorter_term"))
    allocation = allocate(ledger.plan, ledger.receipts, account().product, day("2026-03-25"))
    paid = Amounts.added(use.paid for use in allocation.uses)
    assert amounts_text(paid) == "fee 9.00, interest 28.00, principal 500.00"
    assert allocation.credit_minor == 40_00

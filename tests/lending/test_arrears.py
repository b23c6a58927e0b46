"""Arrears and status as of a day: figures that a bookkeeper can follow, on the standard loan of ``ledgerbook``."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import FEE_3_PERCENT, TERMS, account, changed, day, entered, history, shown

from huashu.calendars import DayCount
from huashu.lending.arrears import arrears, penalty_per_day_minor
from huashu.lending.ledger import replay
from huashu.lending.status import loan_status


@dataclass
class Case:
    name: str
    history: str
    as_of: str
    expected: str
    product: dict = field(default_factory=dict)
    terms: object = TERMS


WORKED = "2026-03-02 payment 150.00"
CASES = [
    Case(
        "the worked example of the page",
        WORKED,
        "2026-03-20",
        "due_penalty 1.37, due_fee 0.00, due_interest 23.00, due_principal 200.00, "
        "paid_penalty 1.00, paid_fee 0.00, paid_interest 23.00, paid_principal 126.00, "
        "overdue_penalty 0.37, overdue_fee 0.00, overdue_interest 0.00, overdue_principal 74.00, "
        "overdue 74.37, due_now 0.00, oldest_unpaid_due_on 2026-03-10, days_past_due 10, bucket M1, stage early, "
        "next_due_on 2026-04-10, next_due 110.00, outstanding_principal 1,074.00, accrued_interest 3.33, payoff 1,077.70, credit 0.00, "
        "grade C, grade_due_count 2, grade_late_count 2, grade_worst_days 20",
    ),
    Case(
        "before anything is due",
        "",
        "2026-02-09",
        "due_principal 0.00, overdue 0.00, due_now 0.00, oldest_unpaid_due_on None, days_past_due 0, bucket current, stage before_due, "
        "next_due_on 2026-02-10, next_due 112.00, outstanding_principal 1,200.00, accrued_interest 11.60, payoff 1,211.60",
    ),
    Case(
        "on the due date it is due, not overdue",
        "",
        "2026-02-10",
        "overdue 0.00, due_now 112.00, oldest_unpaid_due_on None, days_past_due 0, bucket current, accrued_interest 0.00",
    ),
    Case("the day after", "", "2026-02-11", "overdue 112.05, due_now 0.00, oldest_unpaid_due_on 2026-02-10, days_past_due 1, bucket M1"),
    Case("the last day of grace", "", "2026-02-13", "overdue 0.00, due_now 112.00, days_past_due 0, bucket current", {"grace_days": 3}),
    Case("the day after grace counts from the due date", "", "2026-02-14", "overdue 112.20, days_past_due 4, bucket M1", {"grace_days": 3}),
    Case("30 days are M1", "", "2026-03-12", "days_past_due 30, bucket M1, stage early"),
    Case("31 days are M2 and firm", "", "2026-03-13", "days_past_due 31, bucket M2, stage firm"),
    Case(
        "a rest equal to the tolerance isn't overdue for the count of days, but is owed",
        "2026-02-10 payment 110.00",
        "2026-02-20",
        "overdue 2.01, oldest_unpaid_due_on None, days_past_due 0, bucket current",
        {"tolerance_minor": 2_00},
    ),
    Case(
        "one fen more is",
        "2026-02-10 payment 109.99",
        "2026-02-20",
        "overdue 2.02, oldest_unpaid_due_on 2026-02-10, days_past_due 10, bucket M1",
        {"tolerance_minor": 2_00},
    ),
    Case(
        "the count starts where the rests pass the tolerance: 1.50 of February doesn't, 1.50 + 111.00 with March does",
        "2026-02-10 payment 110.50",
        "2026-03-15",
        "oldest_unpaid_due_on 2026-03-10, days_past_due 5, overdue_principal 101.50",
        {"tolerance_minor": 2_00},
    ),
    Case(
        "penalty alone is overdue money but starts no count",
        "2026-02-20 payment 112.00",
        "2026-02-25",
        "overdue 0.50, overdue_penalty 0.50, oldest_unpaid_due_on None, days_past_due 0, bucket current",
        {"waterfall": ("principal", "interest", "fee", "penalty")},
    ),
    Case(
        "the next due amount is less by credit, never below zero",
        "2026-02-10 payment 300.00",
        "2026-02-11",
        "credit 188.00, next_due_on 2026-03-10, next_due 0.00, payoff 912.37",  # 1,100.00 + 0.37 interest of a day - 188.00
    ),
    Case(
        "payoff, each part by hand",  # 1,200.00 + interest 77.00 + penalty 2,006 days × 0.05 = 100.30 + 29 days 0.97 + fee 3.00
        "",
        "2027-01-09",
        "outstanding_principal 1,200.00, accrued_interest 0.97, payoff 1,381.27",
        {"early_fee_tiers": FEE_3_PERCENT},
    ),
    Case(
        "everything fallen due, nothing paid: no accrued interest, no fee",
        "",
        "2027-01-10",
        "due_principal 1,200.00, next_due_on None, next_due 0.00, accrued_interest 0.00, overdue_principal 1,100.00, due_now 101.00",
        {"early_fee_tiers": FEE_3_PERCENT},
    ),
    Case(
        "paid up: closed, and what is over stays credit",
        "2027-01-10 payment 1,400.00",
        "2027-01-10",
        "overdue 0.00, outstanding_principal 0.00, bucket closed, stage closed, next_due_on None, payoff 0.00, credit 21.15",
        # 1,200.00 + interest 78.00 + penalty of (334 + 306 + 275 + 245 + 214 + 184 + 153 + 122 + 92 + 61 + 31) × 0.05 = 100.85
    ),
    Case(
        "a back-dated payment makes the days right",
        "2026-03-01 payment 112.00 entered 2026-03-01\n2026-02-10 payment 112.00 entered 2026-03-05",
        "2026-03-09",
        "overdue 0.00, days_past_due 0, credit 112.00, paid_penalty 0.00",
    ),
    Case(
        "actual days: 19 days × 1,200.00 × 12% / 365",
        "",
        "2026-01-29",
        "accrued_interest 7.50, payoff 1,207.50",
        {},
        changed(day_count=DayCount.ACTUAL_365),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_status(case):
    status = loan_status(account(terms=case.terms, **case.product), history(case.history), day(case.as_of))
    assert shown(status, case.expected) == case.expected


def test_penalty_per_day_is_the_steady_figure_of_the_page():
    ledger = replay(account(), history(WORKED))
    assert penalty_per_day_minor(account(), ledger, day("2026-03-20")) == 4  # 74.00 × 0.05% = 0.037


@pytest.mark.parametrize(
    ("as_of", "product", "expected_minor"),
    [
        ("2026-02-10", {}, 0),  # due, not overdue
        ("2026-02-11", {}, 5),
        ("2026-02-13", {"grace_days": 3}, 0),
        ("2026-02-14", {"grace_days": 3}, 5),
        ("2026-03-04", {"penalty_amount_cap_ppm": 10_000}, 5),  # 1.10 of at most 1.12
        ("2026-03-05", {"penalty_amount_cap_ppm": 10_000}, 0),  # capped: another day costs nothing
        ("2026-03-11", {}, 10),  # two rows
        ("2026-02-20", {"penalty_on_interest": True}, 6),  # 112.00 × 0.05% = 0.056
    ],
)
def test_penalty_per_day(as_of, product, expected_minor):
    loan = account(**product)
    assert penalty_per_day_minor(loan, replay(loan, []), day(as_of)) == expected_minor


def test_known_at_reproduces_the_past():
    lines = "2026-02-10 payment 112.00 entered 2026-02-12\n2026-02-12 reversal of 1 entered 2026-02-20"
    figures = {
        on: loan_status(account(), history(lines), day("2026-02-11"), known_at=entered(day(on))).overdue_minor
        for on in ("2026-02-11", "2026-02-12", "2026-02-19", "2026-02-20")
    }
    assert figures == {"2026-02-11": 112_05, "2026-02-12": 0, "2026-02-19": 0, "2026-02-20": 112_05}


def test_an_imported_plan_needs_no_disbursement_and_no_order():
    loan = account(plan="2026-03-10 100.00 + 11.00\n2026-02-10 100.00 + 12.00")
    expected = "overdue 112.05, outstanding_principal 200.00, accrued_interest 0.03, next_due_on 2026-03-10, next_due 111.00"
    assert shown(loan_status(loan, [], day("2026-02-11")), expected) == expected


def test_the_plan_stands_while_a_disbursement_stands():
    paid_out = "2026-01-10 disbursement 1,200.00"
    assert loan_status(account(), history(paid_out), day("2026-02-10")).due_now_minor == 112_00
    undone = loan_status(account(), history(paid_out + "\n2026-01-11 reversal of 1"), day("2026-02-10"))
    assert (undone.due_now_minor, undone.outstanding_principal_minor, undone.bucket) == (0, 0, "closed")
    before = loan_status(account(), history(paid_out), day("2026-02-10"), known_at=entered(day("2026-01-09")))
    assert before.outstanding_principal_minor == 0


def test_status_holds_the_same_figures_as_arrears():
    loan, entries = account(), history(WORKED)
    owed = arrears(loan, replay(loan, entries), day("2026-03-20"))
    status = loan_status(loan, entries, day("2026-03-20"))
    assert all(getattr(status, name) == getattr(owed, name) for name in owed.__dataclass_fields__)

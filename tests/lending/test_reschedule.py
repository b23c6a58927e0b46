"""Reschedule: the numbers of ``docs/algorithms/reschedule.md``, and that nothing is lost or counted twice."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import TERMS, account, amounts_text, changed, day, history, lines, money, plan_text, shown

from huashu.calendars import DayCount, Frequency
from huashu.lending.accrual import not_yet_due
from huashu.lending.changes import reschedule
from huashu.lending.entries import Reschedule
from huashu.lending.ledger import replay
from huashu.lending.status import loan_status
from huashu.lending.terms import Method

WORKED = "2026-03-02 payment 150.00\n"


@dataclass
class Case:
    name: str
    history: str
    on: str
    change: Reschedule
    after: str
    principal: str
    capitalised: str
    made_due: str
    product: dict = field(default_factory=dict)


def to(periods, first_due_on, *, capitalise, rate_ppb=60_000_000, method=Method.EQUAL_PRINCIPAL, frequency=Frequency.MONTHLY, **more):
    return Reschedule(periods, rate_ppb, frequency, method, day(first_due_on), capitalise, **more)


CASES = [
    Case(
        "the worked example, arrears capitalised",
        WORKED,
        "2026-03-20",
        to(6, "2026-04-20", capitalise=True),
        """2026-04-20 179.62 + 5.39
           2026-05-20 179.62 + 4.49
           2026-06-20 179.62 + 3.59
           2026-07-20 179.62 + 2.69
           2026-08-20 179.62 + 1.80
           2026-09-20 179.60 + 0.90""",
        "1,074.00 to 1,077.70",
        "penalty 0.37, interest 3.33",
        "nothing",
    ),
    Case(
        "the worked example, arrears kept",
        WORKED,
        "2026-03-20",
        to(6, "2026-04-20", capitalise=False),
        """2026-04-20 166.67 + 5.00
           2026-05-20 166.67 + 4.17
           2026-06-20 166.67 + 3.33
           2026-07-20 166.67 + 2.50
           2026-08-20 166.67 + 1.67
           2026-09-20 166.65 + 0.83""",
        "1,074.00 to 1,074.00",
        "nothing",
        "interest 3.33",
    ),
    Case(
        "penalty waived first on the same day isn't capitalised: 1,077.33 / 2",
        WORKED + "2026-03-20 waiver 0.37",
        "2026-03-20",
        to(2, "2026-04-20", capitalise=True),
        """2026-04-20 538.67 + 5.39
           2026-05-20 538.66 + 2.69""",
        "1,074.00 to 1,077.33",
        "interest 3.33",
        "nothing",
    ),
    Case(
        "on a due date: what falls due that day is owed and capitalised too",
        "",
        "2026-02-10",
        to(2, "2026-03-10", capitalise=True),
        """2026-03-10 606.00 + 6.06
           2026-04-10 606.00 + 3.03""",
        "1,200.00 to 1,212.00",
        "interest 12.00",
        "nothing",
    ),
    Case(
        "a longer first period pays for all of its days: 1,200.00 × 6% × 90 / 360 = 18.00",
        "",
        "2026-01-10",
        to(2, "2026-04-10", capitalise=False),
        """2026-04-10 600.00 + 18.00
           2026-05-10 600.00 + 3.00""",
        "1,200.00 to 1,200.00",
        "nothing",
        "nothing",
    ),
    Case(
        "a balloon",
        "",
        "2026-01-10",
        to(2, "2026-02-10", capitalise=False, rate_ppb=0, method=Method.EQUAL_INSTALMENT_BALLOON, balloon_minor=1_000_00),
        """2026-02-10 100.00 + 0.00
           2026-03-10 1,100.00 + 0.00""",
        "1,200.00 to 1,200.00",
        "nothing",
        "nothing",
    ),
    Case(
        "a balloon larger than the debt is the debt",
        "",
        "2026-01-10",
        to(2, "2026-02-10", capitalise=False, method=Method.EQUAL_INSTALMENT_BALLOON, balloon_minor=2_000_00),
        """2026-02-10 0.00 + 6.00
           2026-03-10 1,200.00 + 6.00""",
        "1,200.00 to 1,200.00",
        "nothing",
        "nothing",
    ),
    Case(
        "interest above the level payment is paid with no principal, and the rest spread anew",
        "",
        "2026-01-10",
        # 1,200.00 for a year at 60% owes 720.00; then 1,200.00 over two months at 5%: 1,200.00 / (1/1.05 + 1/1.05^2) = 645.37
        to(3, "2027-01-10", capitalise=False, rate_ppb=600_000_000, method=Method.EQUAL_INSTALMENT),
        """2027-01-10 0.00 + 720.00
           2027-02-10 585.37 + 60.00
           2027-03-10 614.63 + 30.73""",
        "1,200.00 to 1,200.00",
        "nothing",
        "nothing",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reschedule(case):
    preview = reschedule(account(**case.product), history(case.history), day(case.on), case.change)
    effect = preview.effect
    assert plan_text(preview.after.rows) == lines(case.after)
    assert f"{money(effect.principal_before_minor)} to {money(effect.principal_after_minor)}" == case.principal
    assert amounts_text(effect.capitalised) == case.capitalised
    assert amounts_text(effect.made_due) == case.made_due
    assert effect.principal_before_minor + effect.capitalised.total_minor == effect.principal_after_minor + effect.made_due.principal_minor


@pytest.mark.parametrize(
    ("how", "on", "expected"),
    [
        # 1,077.70 bear 5 days at 6%: 0.90
        ("capitalise", "2026-03-25", "days_past_due 0, outstanding_principal 1,077.70, accrued_interest 0.90, payoff 1,078.60"),
        # 74.00 + 15 days of penalty 0.56 (0.037 a day) and interest 3.33 of the day of the change stay owed; 1,000.00 bear 0.83
        (
            "keep",
            "2026-03-25",
            "overdue 77.89, overdue_penalty 0.56, overdue_interest 3.33, days_past_due 15, accrued_interest 0.83, payoff 1,078.72",
        ),
    ],
)
def test_five_days_later(how, on, expected):
    entries = history(WORKED + f"2026-03-20 reschedule 6 at 0.06 from 2026-04-20 {how}")
    assert shown(loan_status(account(), entries, day(on)), expected) == expected


@pytest.mark.parametrize("how", ["capitalise", "keep"])
def test_the_payoff_of_the_day_is_the_same_before_and_after(how):
    on = day("2026-03-20")
    before = loan_status(account(), history(WORKED), on)
    after = loan_status(account(), history(WORKED + f"2026-03-20 reschedule 6 at 0.06 from 2026-04-20 {how}"), on)
    assert before.payoff_minor == after.payoff_minor == 1_077_70


def test_what_was_paid_on_an_ended_row_stays_paid_and_it_bears_no_more_penalty():
    entries = history("2026-02-20 payment 62.50\n2026-02-20 reschedule 12 at 0.12 from 2026-03-20 capitalise")
    expected = "due_penalty 0.50, due_interest 12.00, due_principal 50.00, paid_penalty 0.50, paid_interest 12.00, paid_principal 50.00"
    assert shown(loan_status(account(), entries, day("2026-03-19")), expected) == expected


def test_everything_overdue_can_be_capitalised_after_the_last_due_date():
    preview = reschedule(account(), [], day("2027-01-10"), to(1, "2027-02-10", capitalise=True, rate_ppb=0))
    assert preview.after.principal_minor == 1_200_00 + 78_00 + 100_85  # interest, and penalty of 2,017 days × 0.05


def test_a_reschedule_with_nothing_to_spread_changes_nothing():
    preview = reschedule(account(), [], day("2027-01-10"), to(1, "2027-02-10", capitalise=False))
    assert (preview.effect, preview.after) == (None, preview.before)


def test_weekly_from_then_on_with_the_loan_s_own_day_count():
    loan = account(terms=changed(day_count=DayCount.ACTUAL_365))
    entries = history("")
    preview = reschedule(loan, entries, TERMS.disbursed_on, to(2, "2026-01-17", capitalise=False, frequency=Frequency.WEEKLY))
    assert plan_text(preview.after.rows) == lines(
        """2026-01-17 600.00 + 1.38
           2026-01-24 600.00 + 0.69"""
    )  # 1,200.00 × 6% × 7 / 365 = 1.3808


def test_a_prepayment_after_a_reschedule_follows_the_new_course():
    entries = history(
        """2026-01-10 reschedule 4 at 0.06 from 2026-02-25 keep
           2026-02-25 part_prepayment 609.00 shorter_term"""
    )  # due that day: 300.00 + 1,200.00 × 6% × 45 / 360 = 9.00; prepaid: 300.00, keeping 300.00 of principal a month
    on = day("2026-02-25")
    assert plan_text(not_yet_due(replay(account(), entries).plan, on)) == lines(
        """2026-03-25 300.00 + 3.00
           2026-04-25 300.00 + 1.50"""
    )

"""Payment holiday: the numbers of ``docs/algorithms/holiday.md``, and holidays that meet other changes."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import TERMS, account, amounts_text, changed, day, history, lines, money, plan_text, shown

from huashu.calendars import Frequency
from huashu.lending.accrual import not_yet_due
from huashu.lending.changes import holiday
from huashu.lending.entries import Holiday, HolidayInterest
from huashu.lending.ledger import replay
from huashu.lending.status import loan_status
from huashu.lending.terms import Method

TWO_PAID = "2026-02-10 payment 112.00\n2026-03-10 payment 111.00\n"
PAY, CAPITALISE = HolidayInterest.PAY, HolidayInterest.CAPITALISE


@dataclass
class Case:
    """Capitalises: the interest that joins the principal at the end of the holiday's last date."""

    name: str
    history: str
    operation: tuple
    after: str
    made_due: str = "nothing"
    capitalised: str = "nothing"
    capitalises: str = "None 0.00"
    terms: object = field(default=TERMS)


CASES = [
    Case(
        "the worked example, interest paid",
        TWO_PAID,
        ("2026-03-10", 2, PAY),
        """2026-04-10 0.00 + 10.00
           2026-05-10 0.00 + 10.00
           2026-06-10 100.00 + 10.00
           2026-07-10 100.00 + 9.00
           2026-08-10 100.00 + 8.00
           2026-09-10 100.00 + 7.00
           2026-10-10 100.00 + 6.00
           2026-11-10 100.00 + 5.00
           2026-12-10 100.00 + 4.00
           2027-01-10 100.00 + 3.00
           2027-02-10 100.00 + 2.00
           2027-03-10 100.00 + 1.00""",
    ),
    Case(
        "the worked example, interest capitalised (until then the 20.00 stand as interest of the last row)",
        TWO_PAID,
        ("2026-03-10", 2, CAPITALISE),
        """2026-06-10 102.00 + 10.20
           2026-07-10 102.00 + 9.18
           2026-08-10 102.00 + 8.16
           2026-09-10 102.00 + 7.14
           2026-10-10 102.00 + 6.12
           2026-11-10 102.00 + 5.10
           2026-12-10 102.00 + 4.08
           2027-01-10 102.00 + 3.06
           2027-02-10 102.00 + 2.04
           2027-03-10 82.00 + 21.02""",
        capitalises="2026-05-10 20.00",
    ),
    Case(
        "between due dates, interest so far falls due that day",
        "2026-02-10 payment 112.00\n",
        ("2026-02-25", 1, PAY),  # 1,100.00 × 12% × 15 / 360 = 5.50
        """2026-03-10 0.00 + 5.50
           2026-04-10 550.00 + 11.00
           2026-05-10 550.00 + 5.50""",
        made_due="interest 5.50",
        terms=changed(periods=3, principal_minor=1_650_00),
    ),
    Case(
        "between due dates, interest so far joins the principal that day: 1,105.50, and 5.53 more until 10 March",
        "2026-02-10 payment 566.50\n",
        ("2026-02-25", 1, CAPITALISE),
        """2026-04-10 555.52 + 11.11
           2026-05-10 549.98 + 11.09""",
        capitalised="interest 5.50",
        capitalises="2026-03-10 5.53",
        terms=changed(periods=3, principal_minor=1_650_00),
    ),
    Case(
        "the day of the month sticks beyond the old end",
        "",
        ("2026-01-15", 2, PAY),
        # counted days: 16, 28, 33 (28 February to the 31st), 30
        """2026-01-31 0.00 + 1.07
           2026-02-28 0.00 + 1.87
           2026-03-31 50.00 + 2.20
           2026-04-30 50.00 + 1.00""",
        terms=changed(
            periods=2, principal_minor=100_00, disbursed_on=day("2026-01-15"), first_due_on=day("2026-01-31"), rate_ppb_year=240_000_000
        ),
    ),
    Case(
        "at zero rate the dates of the holiday ask for nothing and have no rows",
        "",
        ("2026-01-10", 1, PAY),
        """2026-03-10 600.00 + 0.00
           2026-04-10 600.00 + 0.00""",
        terms=changed(periods=2, rate_ppb_year=0),
    ),
    Case(
        "interest only: the end moves",
        "",
        ("2026-01-10", 1, PAY),
        """2026-02-10 0.00 + 12.00
           2026-03-10 0.00 + 12.00
           2026-04-10 1,200.00 + 12.00""",
        terms=changed(periods=2, method=Method.INTEREST_ONLY),
    ),
    Case(
        "a single instalment: 103.00 + 1.03 from 10 April on, shown as 100.00 + 4.03 until then",
        "",
        ("2026-01-10", 3, CAPITALISE),
        "2026-05-10 100.00 + 4.03",
        capitalises="2026-04-10 3.00",
        terms=changed(periods=1, principal_minor=100_00),
    ),
    Case(
        "interest larger than the last principal is taken off the rows before it too",
        "",
        # 60.00 at 1,000% for 60 days: 100.00; 160.00 in parts of 80.00 + 133.33 and 80.00 + 66.67, of which 100.00 isn't principal yet
        ("2026-01-10", 2, CAPITALISE),
        """2026-04-10 60.00 + 153.33
           2026-05-10 0.00 + 146.67""",
        capitalises="2026-03-10 100.00",
        terms=changed(periods=2, principal_minor=60_00, rate_ppb_year=10_000_000_000, method=Method.EQUAL_PRINCIPAL),
    ),
    Case(
        "biweekly dates",
        "",
        ("2026-01-10", 1, PAY),
        """2026-01-24 0.00 + 5.60
           2026-02-07 600.00 + 5.20
           2026-02-21 600.00 + 2.80""",
        terms=changed(periods=2, frequency=Frequency.BIWEEKLY, first_due_on=day("2026-01-24")),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_holiday(case):
    on, periods, interest = case.operation
    preview = holiday(account(terms=case.terms), history(case.history), day(on), Holiday(periods, interest))
    effect = preview.effect
    assert plan_text(preview.after.rows) == lines(case.after)
    assert amounts_text(effect.made_due) == case.made_due
    assert amounts_text(effect.capitalised) == case.capitalised
    assert f"{effect.capitalises_on} {money(effect.capitalises_minor)}" == case.capitalises
    assert preview.after.principal_minor == preview.before.principal_minor + effect.capitalised.total_minor


def at(operation, on, before=TWO_PAID, **settings):
    return loan_status(account(**settings), history(before + operation), day(on))


@pytest.mark.parametrize(
    ("interest", "on", "expected"),
    [
        (
            "capitalise",
            "2026-03-10",
            "outstanding_principal 1,000.00, accrued_interest 0.00, payoff 1,000.00, next_due_on 2026-06-10, next_due 112.20",
        ),
        ("capitalise", "2026-04-25", "outstanding_principal 1,000.00, accrued_interest 15.00, payoff 1,015.00, days_past_due 0"),
        ("capitalise", "2026-05-09", "outstanding_principal 1,000.00, accrued_interest 19.67, payoff 1,019.67"),
        ("capitalise", "2026-05-10", "outstanding_principal 1,020.00, accrued_interest 0.00, payoff 1,020.00, next_due 112.20"),
        ("capitalise", "2026-05-11", "outstanding_principal 1,020.00, accrued_interest 0.34, payoff 1,020.34"),
        (
            "pay",
            "2026-04-25",
            "outstanding_principal 1,000.00, accrued_interest 5.00, overdue_interest 10.00, payoff 1,015.00, days_past_due 15",
        ),
    ],
)
def test_figures_during_a_holiday(interest, on, expected):
    assert shown(at(f"2026-03-10 holiday 2 {interest}", on), expected) == expected


@pytest.mark.parametrize("interest", list(HolidayInterest))
@pytest.mark.parametrize("on", ["2026-03-10", "2026-03-25"])
def test_the_payoff_of_the_day_is_the_same_before_and_after(interest, on):
    assert at("", on).payoff_minor == at(f"{on} holiday 2 {interest}", on).payoff_minor


def test_money_during_a_holiday_waits_for_its_end():
    status = at("2026-03-10 holiday 2 capitalise\n2026-04-01 payment 50.00", "2026-05-11")
    assert (status.credit_minor, status.next_due_minor) == (50_00, 62_20)


def test_a_prepayment_during_a_holiday_stops_interest_on_what_it_repays():
    """1,000.00 for 30 days: 10.00 paid with it; 500.00 for the other 30 days: 5.00 joins the principal on 10 May."""
    text = "2026-03-10 holiday 2 capitalise\n2026-04-10 part_prepayment 510.00 lower_instalment"
    assert at(text, "2026-05-09").accrued_interest_minor == 4_83
    assert at(text, "2026-05-10").outstanding_principal_minor == 505_00
    plan = not_yet_due(replay(account(), history(TWO_PAID + text)).plan, day("2026-05-10"))
    assert (len(plan), plan_text(plan[:1]), plan[-1].due_on) == (10, "2026-06-10 50.50 + 5.05", day("2027-03-10"))


def test_a_prepayment_during_a_holiday_with_interest_keeps_the_holiday():
    text = "2026-03-10 holiday 2 pay\n2026-04-10 part_prepayment 510.00 shorter_term"
    plan = not_yet_due(replay(account(), history(TWO_PAID + text)).plan, day("2026-04-10"))
    assert plan_text(plan[:3]) == lines(
        """2026-05-10 0.00 + 5.00
           2026-06-10 100.00 + 5.00
           2026-07-10 100.00 + 4.00"""
    )
    assert plan[-1].due_on == day("2026-10-10")


@pytest.mark.parametrize(
    ("interest", "next_rows"),
    [
        ("pay", "2026-05-10 0.00 + 10.00\n2026-06-10 0.00 + 10.00\n2026-07-10 100.00 + 10.00"),
        # 10.00 of April joined the principal that day, then 1,010.00 for two months: 20.20
        ("capitalise", "2026-07-10 103.02 + 10.30\n2026-08-10 103.02 + 9.27\n2026-09-10 103.02 + 8.24"),
    ],
)
def test_a_holiday_during_a_holiday_lengthens_it(interest, next_rows):
    text = f"2026-03-10 holiday 2 {interest}\n2026-04-10 holiday 1 {interest}"
    plan = not_yet_due(replay(account(), history(TWO_PAID + text)).plan, day("2026-04-10"))
    assert (plan_text(plan[:3]), plan[-1].due_on) == (next_rows, day("2027-04-10"))


def test_a_reschedule_ends_a_holiday():
    text = "2026-03-10 holiday 2 capitalise\n2026-04-10 reschedule 2 at 0.12 from 2026-05-10 capitalise"
    plan = not_yet_due(replay(account(), history(TWO_PAID + text)).plan, day("2026-04-10"))
    assert plan_text(plan) == "2026-05-10 505.00 + 10.10\n2026-06-10 505.00 + 5.05"


def test_early_repayment_during_a_holiday_pays_for_the_days_so_far():
    text = "2026-03-10 holiday 2 capitalise\n2026-04-25 early_repayment 1,015.00"
    assert (at(text, "2026-04-25").bucket, at(text, "2026-06-30").payoff_minor) == ("closed", 0)


def test_an_imported_plan_off_its_contract_s_dates_goes_on_from_its_last_date():
    loan = account(plan="2026-02-03 100.00 + 1.00\n2026-03-03 100.00 + 1.00")
    preview = holiday(loan, [], TERMS.disbursed_on, Holiday(1, CAPITALISE))
    assert [str(row.due_on) for row in preview.after.rows] == ["2026-03-03", "2026-04-03"]


def test_a_holiday_with_nothing_to_come_changes_nothing():
    preview = holiday(account(), [], day("2027-01-10"), Holiday(1, PAY))
    assert (preview.effect, preview.after) == (None, preview.before)

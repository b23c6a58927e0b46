"""Cases opened, continued and closed: loans of twelve instalments of 100.00, due on the 20th of each month."""

from datetime import UTC, date, datetime

import pytest
from closing_book import at_noon, case_of, events_of, nov, oct_, status_of

from huashu.desk.cases.models import Case
from huashu.desk.closing.cases import first_contact_due_at
from huashu.desk.loans.mapping import product_record
from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.products import DeskRules
from huashu.desk.loans.services import entry_post, payment_reverse
from huashu.lending.entries import EntryKind
from huashu.lending.product import Product

pytestmark = pytest.mark.django_db


def pay(loan, day, amount_minor, entered_on=None, **fields):
    now = at_noon(entered_on or day)
    return entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=day, amount_minor=amount_minor, person=None, now=now, **fields)


RULES = DeskRules()


@pytest.fixture
def setting_with(db):
    def make(code, rules=RULES, **settings):
        return ProductSetting.objects.create(code=code, name=code, settings=product_record(Product(code=code, **settings), rules))

    return make


# Closed on ..., with the instalment of 20 November unpaid: is there a case, and in which stage?
REMINDER_DAYS = [
    ("four days before", nov(16), None),
    ("three days before", nov(17), "before_due"),
    ("on the due day", nov(20), "before_due"),
    ("the day after", nov(21), "early"),
    ("30 days after", nov(20).replace(month=12), "early"),
    ("31 days after", nov(21).replace(month=12), "firm"),
]


@pytest.mark.parametrize(("day", "stage"), [row[1:] for row in REMINDER_DAYS], ids=[row[0] for row in REMINDER_DAYS])
def test_a_case_opens_with_the_reminder_and_follows_the_stage(open_loan, close, day, stage):
    loan = open_loan(paid=9)
    close(day)
    assert Case.objects.filter(loan=loan).values_list("stage", flat=True).first() == stage


def test_the_same_case_goes_on_when_the_instalment_becomes_overdue(open_loan, close):
    loan = open_loan(paid=9)
    for day in (17, 20, 21):
        close(nov(day))
    case = case_of(loan)
    assert (case.opened_on, case.overdue_since, case.stage, case.overdue_minor) == (nov(17), nov(20), "early", 10_000)
    assert events_of(case) == [(nov(17), "opened"), (nov(21), "overdue"), (nov(21), "stage")]


def test_a_reminders_case_closes_as_paid_when_the_instalment_is_paid_in_time(open_loan, close):
    loan = open_loan(paid=9)
    close(nov(19))
    case = case_of(loan)
    pay(loan, nov(19), 10_000)
    case.refresh_from_db()
    assert (case.closed_on, case.closed_reason, events_of(case)[-1]) == (nov(19), "paid", (nov(19), "closed"))


def test_an_overdue_case_closes_as_cured_the_moment_the_money_comes(open_loan, close):
    loan = open_loan(paid=9)
    close(nov(22))
    case = case_of(loan)
    pay(loan, nov(22), 10_000)
    case.refresh_from_db()
    assert (case.closed_on, case.closed_reason, case.overdue_minor, case.days_past_due) == (nov(22), "cured", 0, 0)
    assert status_of(loan).bucket == "current"
    assert events_of(case)[-1] == (nov(22), "cured")


def test_one_cent_short_keeps_the_case_open_and_a_tolerance_of_one_cent_cures_it(open_loan, close, setting_with):
    strict, kind = open_loan(paid=9), open_loan(paid=9, setting=setting_with("kind", tolerance_minor=1))
    close(nov(22))
    for loan in (strict, kind):
        pay(loan, nov(22), 9_999)
    assert case_of(strict).overdue_minor == 1
    assert not Case.objects.filter(loan=kind, closed_on=None).exists()


def test_penalty_that_is_left_keeps_the_case_open_though_no_day_is_past_due(open_loan, close, setting_with):
    setting = setting_with("principal-first", waterfall=tuple(reversed(Product().waterfall)))
    loan = open_loan(paid=0, setting=setting, rate_ppb_year=120_000_000, first_due_on=oct_(20))
    close(nov(18))
    owed = status_of(loan)
    assert owed.overdue_penalty_minor > 0
    pay(loan, nov(18), owed.overdue_minor - owed.overdue_penalty_minor)
    owed_still = status_of(loan)
    assert (owed_still.days_past_due, owed_still.overdue_minor) == (0, owed.overdue_penalty_minor)
    assert case_of(loan).overdue_minor == owed.overdue_penalty_minor
    pay(loan, nov(18), owed.overdue_penalty_minor)
    assert not Case.objects.filter(loan=loan, overdue_minor__gt=0).exists()


def test_grace_keeps_an_instalment_from_being_overdue_and_the_reminder_open(open_loan, close, setting_with):
    loan = open_loan(paid=9, setting=setting_with("grace", grace_days=5))
    close(nov(25))
    assert (case_of(loan).stage, case_of(loan).due_now_minor) == ("before_due", 10_000)
    close(nov(26))
    case = case_of(loan)
    assert (case.stage, case.overdue_minor, case.days_past_due) == ("early", 10_000, 6)
    # Overdue from 26 November 00:00 in Shanghai, which is 25 November 16:00 UTC; 24 hours later:
    assert case.first_contact_due_at == datetime(2026, 11, 26, 16, tzinfo=UTC)


def test_a_product_without_reminders_opens_cases_only_when_overdue(open_loan, close, setting_with):
    loan = open_loan(paid=9, setting=setting_with("silent", DeskRules(reminder_days=0)))
    close(nov(20))
    assert not Case.objects.filter(loan=loan).exists()
    close(nov(21))
    assert case_of(loan).stage == "early"


def test_a_cured_loan_whose_next_instalment_is_near_gets_a_reminder_of_its_own(open_loan, close):
    loan = open_loan(paid=8)
    close(nov(17))
    old = case_of(loan)
    pay(loan, nov(17), 10_000)
    close(nov(18))
    assert Case.objects.get(pk=old.pk).closed_reason == "cured"
    assert (case_of(loan).opened_on, case_of(loan).stage) == (nov(18), "before_due")


def test_a_stage_that_changes_is_told_once_with_where_it_came_from(open_loan, close):
    loan = open_loan(paid=8)
    close(nov(19))
    close(nov(20))  # 31 days after 20 October
    case = case_of(loan)
    event = case.events.get(code="stage")
    assert (event.business_on, event.values) == (nov(20), {"from": "early", "stage": "firm", "days": 31, "currency": "CNY"})


def test_a_deadline_is_24_hours_also_when_the_clocks_change(settings):
    settings.TIME_ZONE = "America/New_York"
    # Due on 7 March 2026: overdue from 8 March 00:00 (05:00 UTC); that day has 23 hours on the clock, the deadline is 24 hours off.
    assert first_contact_due_at(date(2026, 3, 7), 0) == datetime(2026, 3, 9, 5, tzinfo=UTC)


def test_a_missed_deadline_is_told_on_the_day_it_passed(open_loan, close):
    missed, met = open_loan(paid=9), open_loan(paid=9)
    close(nov(21))
    assert case_of(missed).first_contact_due_at == datetime(2026, 11, 21, 16, tzinfo=UTC)
    Case.objects.filter(loan=met).update(first_contacted_at=at_noon(nov(21)))
    for day in (22, 23):
        close(nov(day))
    assert [event for event in events_of(case_of(missed)) if event[1] == "first_contact_missed"] == [(nov(22), "first_contact_missed")]
    assert "first_contact_missed" not in dict(map(reversed, events_of(case_of(met))))


def test_a_contact_made_before_the_due_date_is_no_first_contact_of_the_arrears(open_loan, close):
    loan = open_loan(paid=9)
    close(nov(19))
    Case.objects.filter(loan=loan).update(first_contacted_at=at_noon(nov(19)))
    close(nov(21))
    assert case_of(loan).first_contacted_at is None


def test_a_reversed_payment_opens_a_case_again_at_once(open_loan, close):
    loan = open_loan(paid=9)
    close(nov(21))
    payment = pay(loan, nov(21), 10_000)
    assert not Case.objects.filter(loan=loan, closed_on=None).exists()
    payment_reverse(entry=payment, person=None, now=at_noon(nov(21)))
    assert (case_of(loan).overdue_minor, status_of(loan).bucket) == (10_000, "M1")


def test_new_cases_go_to_the_loans_officer_else_to_who_has_fewest(open_loan, close, ada, ben, dora, north, south):
    own = open_loan(paid=8, officer=ada)
    loans = [open_loan(paid=8) for _ in range(4)]
    close(oct_(25))
    assert case_of(own).assignee == ada
    # North has Ada's own case, South none: the first goes to South; then the teams are level, and a tie goes to the lower number.
    assert [case_of(loan).assignee.name for loan in loans] == ["Dora", "Ada", "Dora", "Ada"]
    assert all(case_of(loan).team == case_of(loan).assignee.team for loan in loans)


def test_an_officer_who_left_gets_no_new_case(open_loan, close, ada, dora):
    ada.is_active = False
    ada.save()
    loan = open_loan(paid=8, officer=ada)
    close(oct_(25))
    assert case_of(loan).assignee == dora


def test_without_people_a_case_waits_for_an_owner(open_loan, close):
    loan = open_loan(paid=8)
    close(oct_(25))
    assert (case_of(loan).assignee, case_of(loan).team) == (None, None)

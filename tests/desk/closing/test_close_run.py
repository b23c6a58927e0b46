"""Days in order, killed and taken up, done twice: always the same tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from closing_book import at_noon, case_of, nov, oct_, status_of, tables
from django.db import transaction

from huashu.desk.closing import run as run_module
from huashu.desk.closing.alone import alone, is_at_work
from huashu.desk.closing.models import CloseRun, DayFigures, RunState
from huashu.desk.closing.refusals import CloseAtWork, DayAlreadyPast, DayNotYetCome
from huashu.desk.closing.run import days_close, days_to_close
from huashu.desk.closing.steps import STEPS
from huashu.desk.loans.models import LoanStatus, StatusChange
from huashu.desk.loans.services import entry_post, payment_reverse
from huashu.lending.entries import EntryKind

pytestmark = pytest.mark.django_db


def pay(loan, day, amount_minor, entered_on=None):
    now = at_noon(entered_on or day)
    return entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=day, amount_minor=amount_minor, person=None, now=now)


class Killed(Exception):
    pass


@pytest.fixture
def book(open_loan, close, promise, ada, dora):
    """Loans in every state that a step acts on the next day: cured, newly overdue, promised, reminded, new stage, repaid."""
    loans = {
        "late": open_loan(paid=8, officer=ada),
        "to be firm": open_loan(paid=8),
        "promised": open_loan(paid=8),
        "reminded": open_loan(paid=9),
        "falls due": open_loan(paid=9, first_due_on=date(2026, 2, 19)),
        "cured": open_loan(paid=8),
        "quiet": open_loan(paid=10),
    }
    close(nov(18))
    promise(case_of(loans["promised"]), (5_000, nov(18)), made_on=nov(17))
    return loans


def kill_at(monkeypatch, name):
    """Let a step do its work and then die before its transaction ends."""

    def dying(step):
        def work(night):
            step.work(night)
            raise Killed(step.name)

        return replace(step, work=work)

    monkeypatch.setattr(run_module, "STEPS", tuple(dying(step) if step.name == name else step for step in STEPS))


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_a_run_killed_in_a_step_and_taken_up_comes_to_the_same(book, close, monkeypatch, name):
    pay(book["cured"], nov(18), 10_000)
    # The undisturbed run is rolled back so that both start from the same rows.
    with transaction.atomic():
        close(nov(20))
        expected = tables()
        transaction.set_rollback(True)
    kill_at(monkeypatch, name)
    with pytest.raises(Killed):
        close(nov(20))
    stopped = CloseRun.objects.get(as_of=nov(19))
    assert stopped.state == RunState.FAILED
    assert stopped.steps.exclude(finished_at=None).count() == [step.name for step in STEPS].index(name)
    monkeypatch.undo()
    assert [run.as_of for run in close(nov(20))] == [nov(19), nov(20)]
    assert tables() == expected


def test_done_steps_are_not_done_again(book, close, monkeypatch):
    kill_at(monkeypatch, "places")
    with pytest.raises(Killed):
        close(nov(19))
    monkeypatch.undo()
    seen = []
    close(nov(19), watch=lambda progress: seen.append(progress.step))
    assert seen == ["places", "figures"]


def test_a_day_closed_twice_comes_to_the_same(book, close):
    close(nov(21))
    once = tables()
    close(nov(21))
    assert tables() == once


def test_missed_days_are_closed_one_by_one(book, close):
    assert days_to_close(nov(21)) == [nov(19), nov(20), nov(21)]
    runs = close(nov(21))
    assert [(run.as_of, run.state) for run in runs] == [(nov(19), "done"), (nov(20), "done"), (nov(21), "done")]
    changes = StatusChange.objects.filter(loan=book["falls due"]).order_by("as_of").values_list("as_of", "bucket_from", "bucket")
    assert list(changes) == [(nov(18), "", "current"), (nov(20), "current", "M1")]
    assert set(DayFigures.objects.values_list("as_of", flat=True)) == {nov(18), nov(19), nov(20), nov(21)}


def test_missed_days_come_to_the_same_as_days_closed_each_night(book, close):
    with transaction.atomic():
        for day in (19, 20, 21, 22):
            close(nov(day), now=at_noon(nov(22)))
        expected = tables()
        transaction.set_rollback(True)
    close(nov(22))
    assert tables() == expected


def test_an_earlier_day_is_refused_with_a_sentence(book, close):
    before = tables()
    with pytest.raises(DayAlreadyPast, match="2026-11-17 is earlier than 2026-11-18"):
        close(nov(17), now=at_noon(nov(18)))
    assert tables() == before


def test_a_day_that_has_not_come_is_refused(book):
    with pytest.raises(DayNotYetCome, match="2026-11-20 hasn't come yet; today is 2026-11-19"):
        days_close(as_of=nov(20), now=at_noon(nov(19)))


def test_an_unfinished_day_is_finished_before_later_ones(book, close, monkeypatch):
    kill_at(monkeypatch, "cases")
    with pytest.raises(Killed):
        close(nov(19))
    monkeypatch.undo()
    with pytest.raises(DayAlreadyPast):
        days_to_close(nov(18))
    assert days_to_close(nov(20)) == [nov(19), nov(20)]


def test_two_closes_at_once_are_refused_and_a_dead_one_leaves_no_lock(book, close):
    with alone():
        assert is_at_work()
        with pytest.raises(CloseAtWork):
            close(nov(19))
    assert not is_at_work()
    close(nov(19))


def test_one_row_of_history_per_change_never_per_night(open_loan, close):
    loan = open_loan(paid=8)
    day = oct_(18)
    while day <= nov(24):
        close(day)
        day += timedelta(days=1)
    rows = StatusChange.objects.filter(loan=loan).order_by("as_of").values_list("as_of", "bucket", "stage", "grade")
    # Due on 20 October: M1 and early from the 21st; late by more than ten days on 31 October (B to C), by more than 30 on
    # 20 November (C to D), when bucket and stage change as well.
    assert list(rows) == [
        (oct_(18), "current", "before_due", "A"),
        (oct_(21), "M1", "early", "B"),
        (oct_(31), "M1", "early", "C"),
        (nov(20), "M2", "firm", "D"),
    ]


def test_a_loan_paid_and_reversed_on_one_day_has_no_history_of_it(open_loan, close):
    loan = open_loan(paid=8)
    close(oct_(25))
    payment = pay(loan, oct_(26), 10_000)
    assert StatusChange.objects.filter(loan=loan, as_of=oct_(26)).values_list("bucket_from", "bucket").get() == ("M1", "current")
    payment_reverse(entry=payment, person=None, now=at_noon(oct_(26)))
    assert not StatusChange.objects.filter(loan=loan, as_of=oct_(26)).exists()
    assert status_of(loan).bucket == "M1"


def test_a_posting_brings_a_loan_through_the_missed_days_and_the_close_leaves_it_there(open_loan, close):
    paid, other = open_loan(paid=8), open_loan(paid=8)
    close(oct_(19))
    pay(paid, oct_(24), 10_000)
    assert (status_of(paid).as_of, status_of(other).as_of) == (oct_(24), oct_(19))
    close(oct_(22), now=at_noon(oct_(24)))
    assert (status_of(paid).as_of, status_of(other).as_of) == (oct_(24), oct_(22))
    rows = StatusChange.objects.filter(loan=paid).order_by("as_of").values_list("as_of", "bucket")
    assert list(rows) == [(oct_(19), "current"), (oct_(21), "M1"), (oct_(24), "current")]


def test_a_back_dated_payment_recomputes_today_and_keeps_the_history(open_loan, close):
    loan = open_loan(paid=8)
    for day in (20, 21, 22):
        close(oct_(day))
    pay(loan, oct_(19), 10_000, entered_on=oct_(22))
    assert (status_of(loan).bucket, status_of(loan).grade) == ("current", "A")
    rows = StatusChange.objects.filter(loan=loan).order_by("as_of").values_list("as_of", "bucket", "grade")
    assert list(rows) == [(oct_(20), "current", "A"), (oct_(21), "M1", "B"), (oct_(22), "current", "A")]


def test_a_payment_that_comes_while_the_close_computes_is_not_lost(open_loan, close):
    loan, new = open_loan(paid=8), []
    close(oct_(24))

    def watch(progress):
        if progress.step == "statuses":  # the book was read; nothing is written yet
            pay(loan, oct_(25), 10_000)
            new.append(open_loan(paid=8))

    close(oct_(25), watch=watch)
    assert (status_of(loan).bucket, status_of(loan).as_of) == ("current", oct_(25))
    assert status_of(new[0]).bucket == "M1"
    assert not case_of(new[0]).closed_on


def test_a_loan_taken_out_of_the_book_leaves_no_status(open_loan, close):
    loan = open_loan(paid=8)
    close(oct_(24))
    loan.cases.all()[0].events.all().delete()
    loan.cases.all().delete()
    loan.entries.all().delete()
    loan.delete()
    close(oct_(25))
    assert LoanStatus.objects.count() == 0


def test_an_empty_book_closes(close, db):
    (run,) = close(oct_(24))
    assert (run.state, run.loans) == ("done", 0)


def test_figures_add_up_by_officer_team_and_bucket(book, close, ada, dora):
    close(nov(21))
    rows = DayFigures.objects.filter(as_of=nov(21))
    assert sum(row.loans for row in rows) == len(book)
    assert sum(row.overdue_minor for row in rows) == sum(LoanStatus.objects.values_list("overdue_minor", flat=True))
    mine = rows.get(assignee=ada, bucket="M2")
    # "late" and, of the shared loans, every other one: all 32 days past due with two instalments of 100.00 overdue.
    assert mine.overdue_minor == 20_000 * mine.loans
    assert mine.team == ada.team

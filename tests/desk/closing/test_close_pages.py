"""The Close page: what happened, the button, and the loans that couldn't be closed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from closing_book import at_noon, case_of, nov, oct_
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huashu.desk.closing import run as run_module
from huashu.desk.closing.alone import alone
from huashu.desk.closing.models import CloseRun
from huashu.desk.loans.models import LedgerEntry, LoanColumns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(at):
    at(at_noon(nov(2)))


def page(client, name="closing", **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def test_before_the_first_close_the_page_says_how_to_begin(ben, signed_in):
    shown = page(signed_in(ben))
    assert "No day has been closed" in shown
    assert "Close today" in shown


def test_the_button_closes_today(ben, signed_in, open_loan):
    loan = open_loan(paid=8)
    client = signed_in(ben)
    response = client.post(reverse("closing-run"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("closing") + "?asked=")
    assert case_of(loan).overdue_minor == 10_000
    shown = page(client)
    assert "The book is closed as of 2026-11-02" in shown
    assert "1 loan closed" in shown
    assert "Close today again" in shown
    for step in ("Arrears", "Penalty interest", "Cases opened and cured", "Promises due", "Reminders due"):
        assert step in shown


def test_a_run_at_work_is_followed_and_the_button_waits(ben, signed_in, open_loan, close):
    open_loan(paid=8)
    close(nov(1))
    run = CloseRun.objects.get()
    CloseRun.objects.update(state="running")
    run.steps.filter(name="places").update(finished_at=None)
    client = signed_in(ben)
    with alone():
        shown = page(client)
        moving = client.get(reverse("closing-progress"))
        refused = client.post(reverse("closing-run"), follow=True).content.decode()
    assert "Closing 2026-11-01" in shown
    assert "11 of 12 steps done" in shown
    assert "hx-trigger" in shown
    assert "disabled" in shown
    assert "HX-Refresh" not in moving.headers
    assert "at work already" in refused
    ended = client.get(reverse("closing-progress"))
    assert ended.headers["HX-Refresh"] == "true"


def test_a_close_that_was_asked_for_is_waited_for(ben, signed_in):
    client = signed_in(ben)
    asked = str(int(at_noon(nov(2)).timestamp()))
    assert "Waiting to begin" in page(client, asked=asked)
    assert "Waiting to begin" not in page(client, asked="tomorrow")
    client.post(reverse("closing-run"))
    assert "Waiting to begin" not in page(client, asked=asked)


def test_a_run_that_stopped_says_where_and_goes_on(ben, signed_in, open_loan, close, monkeypatch):
    open_loan(paid=8)

    def die(_night):
        raise RuntimeError("power")

    monkeypatch.setattr(run_module, "STEPS", tuple(replace(s, work=die) if s.name == "places" else s for s in run_module.STEPS))
    with pytest.raises(RuntimeError):
        close(nov(2))
    shown = page(signed_in(ben))
    assert "The close of 2026-11-02 stopped half-way" in shown
    assert "It stopped at “Work list”" in shown
    assert "Go on with the close" in shown


def test_loans_that_could_not_be_closed_are_listed_with_a_way_to_them(ben, chen, eve, signed_in, open_loan, close, ada):
    bad = open_loan(paid=8, officer=ada)
    close(oct_(25))
    LoanColumns.objects.filter(loan=bad).update(plan=b"")
    LedgerEntry.objects.filter(loan=bad, seq=3).update(amount_minor=-5)
    close(nov(2))
    assert "1 loan couldn&#x27;t be closed" in page(signed_in(ben)) or "1 loan couldn't be closed" in page(signed_in(ben))
    case_url = reverse("case", args=[case_of(bad).pk])
    for person, sees_case in ((ben, True), (chen, True), (eve, False)):
        shown = page(signed_in(person), "closing-failures")
        assert bad.contract_no in shown
        assert "must be more than 0" in shown
        assert (case_url in shown) == sees_case
    LedgerEntry.objects.filter(loan=bad, seq=3).update(amount_minor=10_000)
    close(nov(2))
    assert "closed since" in page(signed_in(ben), "closing-failures")


@pytest.mark.parametrize(
    ("who", "reads", "runs"), [("ada", 403, 403), ("finn", 403, 403), ("chen", 200, 403), ("ben", 200, 302), ("eve", 200, 302)]
)
def test_who_may_see_and_who_may_run(request, who, reads, runs, signed_in):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("closing")).status_code == reads
    assert client.get(reverse("closing-failures")).status_code == reads
    assert client.post(reverse("closing-run")).status_code == runs
    assert client.get(reverse("closing-run")).status_code in (403, 405)


def test_the_pages_ask_the_database_a_fixed_number_of_times(ben, signed_in, open_loan, close, django_assert_num_queries):
    client = signed_in(ben)
    close(oct_(28))
    for day in (29, 30, 31):
        open_loan(paid=8)
        close(oct_(day))
        client.get(reverse("closing"))  # the first request of a session also writes it
        with django_assert_num_queries(8):  # session, person, latest run, its steps, count of runs, runs, open failures, approvals
            client.get(reverse("closing"))


ASKED = [
    ("waits its turn", TaskResultStatus.READY, None, "Waiting to begin"),
    ("was handed out a moment ago", TaskResultStatus.RUNNING, 5, "Waiting to begin"),
    ("was killed before it began", TaskResultStatus.RUNNING, 30, "didn't begin"),
    ("was refused", TaskResultStatus.SUCCESSFUL, 30, "didn't begin"),
]


@pytest.mark.parametrize(("status", "started_s", "sentence"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_a_close_that_never_begins_is_not_waited_for(status, started_s, sentence, ben, signed_in, at):
    now = at_noon(nov(3))
    at(now)
    started_at = now - timedelta(seconds=started_s) if started_s else None
    task = DBTaskResult.objects.create(
        status=status, started_at=started_at, args_kwargs={}, task_path="x", backend_name="default", run_after=now
    )
    shown = page(signed_in(ben), asked=str(int(now.timestamp()) - 60), task=str(task.pk))
    assert sentence in shown
    assert ("hx-trigger" in shown) is (sentence == "Waiting to begin")


def test_a_killed_close_is_not_called_running_among_the_days(ben, signed_in, close):
    close(oct_(28))
    close(oct_(29))
    CloseRun.objects.filter(as_of=oct_(29)).update(state="running")
    client = signed_in(ben)
    assert ">Stopped<" in page(client)
    with alone():
        assert ">Running<" in page(client)

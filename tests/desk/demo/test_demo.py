"""The demo goes in as a whole and comes out as a whole, and touches nothing that isn't its own."""

from collections import Counter
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.contrib.auth import authenticate
from django.db.models import Sum
from django.utils import timezone

from huashu.adapters.demo.staff import OFFICERS, STAFF, TEAMS
from huashu.cli.demo import demo as command
from huashu.desk.audit.models import PersonalField, TrailEntry
from huashu.desk.audit.services import showing_record
from huashu.desk.audit.verify import trail_check
from huashu.desk.cases.models import Case, Contact, Promise, PromisePart, PromiseStatus
from huashu.desk.closing.models import CloseRun, DayFigures
from huashu.desk.closing.run import days_close
from huashu.desk.customers.models import Customer
from huashu.desk.demo.past import past_write
from huashu.desk.demo.refusals import DemoPresent, NameTaken
from huashu.desk.demo.removal import demo_remove
from huashu.desk.demo.selectors import demo_standing
from huashu.desk.demo.services import demo_load
from huashu.desk.loans.models import LedgerEntry, Loan, LoanStatus, StatusChange
from huashu.desk.people.models import Person, Role, Team
from huashu.worklist import Lane

FEW = 64
FLEETING = {"closing.closerun", "closing.closestep", "closing.dayfigures", "django_tasks_database.dbtaskresult"}
"""Tables that a close rewrites with new numbers and times."""
TRAIL = {"audit.trailentry", "audit.trailhead"}
"""Tables that only grow, whatever is taken out."""


def everything():
    """All rows of all tables, by table."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in FLEETING | TRAIL:
            found[label] = Counter(tuple(map(str, row)) for row in model.objects.values_list())
    return {label: rows for label, rows in found.items() if rows}


def figures():
    return Counter(DayFigures.objects.values_list("as_of", "assignee", "team", "currency", "bucket", "loans", "overdue_minor"))


def by_bucket(day):
    rows = DayFigures.objects.filter(as_of=day).values_list("bucket").order_by("bucket")
    return list(rows.annotate(Sum("loans"), Sum("overdue_minor"), Sum("outstanding_principal_minor")))


@pytest.fixture
def real_book(now, ada, ben, make_loan, make_case):
    """A real loan with a case that has been worked, closed for yesterday and today."""
    case = make_case(ada, loan=make_loan(officer=ada))
    contact = Contact.objects.create(
        case=case, officer=ada, channel="call", reached="customer", outcome="promised", started_at=now, recorded_at=now
    )
    Contact.objects.create(
        case=case, officer=ada, channel="call", reached="nobody", outcome="no_answer", started_at=now, recorded_at=now, corrects=contact
    )
    promise = Promise.objects.create(case=case, loan=case.loan, contact=contact, kind="full", taken_by=ada, promised_on=now.date())
    PromisePart.objects.create(promise=promise, amount_minor=5000, due_on=now.date() + timedelta(days=2))
    LedgerEntry.objects.create(loan=case.loan, seq=1, kind="payment", value_on=now.date(), entered_at=now, amount_minor=700)
    days_close(as_of=now.date(), now=now)
    return case


def test_what_goes_in_comes_out_and_real_rows_stay(now, real_book):
    before, totals = everything(), figures()
    loaded = demo_load(today=now.date(), now=now, borrowers=FEW)
    assert loaded.standing.customers == FEW
    assert loaded.standing.other_loans == 1
    assert min(loaded.standing.cases, loaded.standing.contacts, loaded.standing.promises) > 20
    demo_remove()
    assert everything() == before
    assert figures() == totals
    assert CloseRun.objects.exists()


def test_an_empty_desk_is_empty_again(db, now):
    before = everything()
    demo_load(today=now.date(), now=now, borrowers=FEW)
    demo_remove()
    assert everything() == before
    assert not CloseRun.objects.exists()
    assert not DayFigures.objects.exists()


def test_removing_nothing_changes_nothing(now, real_book):
    before = everything()
    assert demo_remove().loans == 0
    assert everything() == before


def test_what_people_did_with_the_demo_goes_with_it(now, real_book, ben):
    before = everything()
    demo_load(today=now.date(), now=now, borrowers=FEW)
    case = Case.objects.filter(loan__is_demo=True, closed_on=None).first()
    contact = Contact.objects.create(
        case=case, officer=ben, channel="call", reached="nobody", outcome="no_answer", started_at=now, recorded_at=now
    )
    Contact.objects.create(
        case=case, officer=ben, channel="call", reached="nobody", outcome="no_answer", started_at=now, recorded_at=now, corrects=contact
    )
    showing_record(person=ben, case=case, field=PersonalField.PHONE, now=now, address="10.0.0.7")
    demo_remove()
    assert everything() == before
    kinds = [entry.kind for entry in TrailEntry.objects.order_by("number")]
    assert (kinds[0], kinds[-2:]) == ("demo_loaded", ["showing", "demo_removed"])
    assert trail_check().is_whole


def test_an_author_of_real_rows_stays_but_is_shut_out(now, real_book):
    demo_load(today=now.date(), now=now, borrowers=FEW)
    author = Person.objects.get(username="demo-supervisor")
    Contact.objects.create(
        case=real_book, officer=author, channel="call", reached="nobody", outcome="no_answer", started_at=now, recorded_at=now
    )
    demo_remove()
    author.refresh_from_db()
    assert not author.is_active
    assert not author.is_demo
    assert not author.has_usable_password()
    assert Contact.objects.filter(officer=author).count() == 1
    assert not Person.objects.filter(is_demo=True).exists()
    demo_load(today=now.date(), now=now, borrowers=8)
    assert Person.objects.filter(username="demo-supervisor", is_active=True).exists()


def test_a_second_demo_is_refused(db, now):
    demo_load(today=now.date(), now=now, borrowers=8)
    before = everything()
    with pytest.raises(DemoPresent, match="huashu demo remove"):
        demo_load(today=now.date(), now=now, borrowers=8)
    assert everything() == before


@pytest.mark.parametrize("what", ["person", "team"])
def test_somebody_real_with_a_name_of_the_demos_is_left_alone(db, now, what):
    if what == "person":
        Person.objects.create_user("demo-admin", "their own password", name="Real", role=Role.ADMIN)
    else:
        Team.objects.create(name=TEAMS[1])
    before = everything()
    with pytest.raises(NameTaken, match="Rename theirs"):
        demo_load(today=now.date(), now=now, borrowers=8)
    assert everything() == before


def test_published_logins_work_and_colleagues_have_none(db, now):
    demo_load(today=now.date(), now=now, borrowers=8)
    for staff in STAFF:
        person = Person.objects.get(username=staff.username)
        assert person.is_demo
        assert person.has_usable_password() == bool(staff.password)
        if staff.password:
            assert authenticate(username=staff.username, password=staff.password) == person


def test_the_same_seed_and_day_load_the_same_book(db, now):
    def told():
        loans = Loan.objects.order_by("contract_no").values_list(
            "contract_no", "principal_minor", "officer__username", "status__overdue_minor"
        )
        return list(loans), list(Contact.objects.order_by("started_at", "pk").values_list("started_at", "outcome", "note"))

    demo_load(today=now.date(), now=now, seed=4, borrowers=16)
    first = told()
    demo_remove()
    demo_load(today=now.date(), now=now, seed=4, borrowers=16)
    assert told() == first
    demo_remove()
    demo_load(today=now.date(), now=now, seed=5, borrowers=16)
    assert told() != first


def test_the_past_is_what_nightly_closes_would_have_written(db, now):
    """The last twelve days again, but closed night by night by the close itself."""
    demo_load(today=now.date(), now=now, borrowers=40)
    columns = ("loan__contract_no", "as_of", "bucket_from", "bucket", "stage_from", "stage", "grade_from", "grade", "overdue_minor")
    first_on = now.date() - timedelta(days=12)
    lately = StatusChange.objects.filter(as_of__gt=first_on, loan__disbursed_on__lte=first_on)
    made_up = Counter(lately.values_list(*columns))
    yesterday = now.date() - timedelta(days=1)
    totals = by_bucket(yesterday)
    for model in (LoanStatus, StatusChange, DayFigures, CloseRun):
        model.objects.all().delete()
    days_close(as_of=first_on, now=now - timedelta(days=12))
    days_close(as_of=now.date(), now=now)
    closed = StatusChange.objects.filter(as_of__gt=first_on, loan__disbursed_on__lte=first_on)
    assert Counter(closed.values_list(*columns)) == made_up
    assert len(made_up) > 5
    assert by_bucket(yesterday) == totals


def test_progress_is_told_to_its_end(db, now):
    told = []
    demo_load(today=now.date(), now=now, borrowers=8, watch=lambda step, done, of: told.append((step, done, of)))
    assert list(dict.fromkeys(step for step, _, _ in told)) == ["making up", "loans", "a year of closes", "conversations", "closing today"]
    assert all(0 <= done <= of for _, done, of in told)
    assert list(past_write([], now.date()))[-1] == max(done for step, done, _ in told if step == "a year of closes")


@pytest.fixture
def whole(db, now):
    """The demo as it's shipped, at its full size."""
    return demo_load(today=now.date(), now=now)


def test_every_officers_morning_has_something_of_everything(whole, now):
    assert 900 <= whole.standing.customers <= 1100
    lanes = {}
    for officer in OFFICERS:
        own = Case.objects.filter(assignee__username=officer.username, closed_on=None)
        lanes[officer.username] = Counter(own.values_list("lane", flat=True))
    todo = {name: sum(count for lane, count in of_person.items() if lane < Lane.WAITING) for name, of_person in lanes.items()}
    assert all(20 <= count <= 45 for count in todo.values()), todo
    mine = lanes["demo-officer"]
    assert 25 <= todo["demo-officer"] <= 40
    for lane in (
        Lane.DEADLINE,
        Lane.APPOINTMENT,
        Lane.PROMISE_DUE,
        Lane.PROMISE_BROKEN,
        Lane.EARLY,
        Lane.FIRM,
        Lane.REMINDER,
        Lane.WAITING,
    ):
        assert mine[lane] >= 2, (lane, mine)

    a_year_on = now.date() - timedelta(days=365)
    months = {day.replace(day=1) for day in DayFigures.objects.filter(as_of__gte=a_year_on).values_list("as_of", flat=True)}
    assert len(months) == 13
    statuses = Counter(Promise.objects.values_list("status", flat=True))
    assert set(statuses) >= {PromiseStatus.KEPT, PromiseStatus.PART_KEPT, PromiseStatus.BROKEN, PromiseStatus.OPEN}
    decided = statuses[PromiseStatus.KEPT] + statuses[PromiseStatus.PART_KEPT] + statuses[PromiseStatus.BROKEN]
    assert 0.45 < statuses[PromiseStatus.KEPT] / decided < 0.75

    hours = {timezone.localtime(at).hour for at in Contact.objects.values_list("started_at", flat=True)}
    assert hours <= set(range(8, 21))
    assert not Contact.objects.filter(started_at__gt=now).exists()
    assert not Customer.objects.exclude(id_number__startswith="00").exists()
    assert not Case.objects.filter(closed_on=None, overdue_minor__lt=0).exists()


def test_the_command_loads_counts_and_removes(db, now, monkeypatch):
    monkeypatch.setattr("huashu.cli.demo.start", lambda: None)
    runner = CliRunner()
    assert "no demo in the book" in runner.invoke(command, ["status"]).output
    assert "no demo in the book" in runner.invoke(command, ["remove"]).output
    loaded = runner.invoke(command, ["load", "--seed", "1", "--borrowers", "8"], catch_exceptions=False)
    assert loaded.exit_code == 0
    assert all(staff.password in loaded.output for staff in STAFF if staff.password)
    assert "isn't loaded" in runner.invoke(command, ["load", "--if-empty"]).output
    assert isinstance(runner.invoke(command, ["load"]).exception, DemoPresent)
    assert "8 invented borrowers" in runner.invoke(command, ["load", "--replace", "--borrowers", "8"]).output
    assert f"{demo_standing().loans:,} loans" in runner.invoke(command, ["status"]).output
    removed = runner.invoke(command, ["remove"])
    assert "0 other loans stay" in removed.output
    assert demo_standing().loans == 0

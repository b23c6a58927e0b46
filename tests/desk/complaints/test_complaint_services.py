"""Complaints and their steps: numbers, days, the order of steps, who may look after one, and what stands in the trail."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.verify import trail_check
from huashu.desk.audit.words import sentence_of
from huashu.desk.complaints import refusals
from huashu.desk.complaints.deadlines import due_day
from huashu.desk.complaints.models import CameBy, Complainant, Complaint, ComplaintStep, ComplaintYear, StepKind
from huashu.desk.complaints.services.numbers import number_take
from huashu.desk.complaints.services.steps import StepDraft, complaint_step, step_follow
from huashu.desk.refusals import DeskRefusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def do(chen, now):
    """``do(complaint, "answered", words="…")``: Chen does it, today unless told otherwise."""

    def step(row, kind, *, by=None, at=None, **fields):
        fields = {"words": "如实记录", **fields}
        done = complaint_step(complaint=row, draft=StepDraft(StepKind(kind), **fields), person=by or chen, now=at or now)
        row.refresh_from_db()
        return done

    return step


def test_numbers_run_without_a_gap_within_a_year(make_complaint, now, at):
    assert [make_complaint().number for _ in range(3)] == ["TS-2026-0001", "TS-2026-0002", "TS-2026-0003"]
    with pytest.raises(refusals.WordsMissing):
        make_complaint(words="  ")
    with transaction.atomic():
        assert number_take(2026) == (4, "TS-2026-0004")
        transaction.set_rollback(True)
    assert make_complaint().number == "TS-2026-0004", "what was undone took no number"
    assert number_take(2027) == (1, "TS-2027-0001")
    assert ComplaintYear.objects.get(year=2026).taken == 4


DAYS = {
    "by phone": ({}, date(2026, 12, 6)),  # received Saturday 21 November, 15 days
    "passed on by the regulator": ({"came_by": CameBy.REGULATOR}, date(2026, 12, 1)),  # 10 days
    "an authority writes": ({"complainant": Complainant.AUTHORITY, "came_by": CameBy.LETTER}, date(2026, 12, 1)),
    "received today": ({"days": 0}, date(2026, 12, 8)),
}


@pytest.mark.parametrize("name", list(DAYS))
def test_days_are_counted_from_receipt(name, make_complaint):
    fields, due_on = DAYS[name]
    assert make_complaint(**fields).due_on == due_on


def test_reopening_gives_new_days_and_wants_a_new_answer(make_complaint, do, now):
    row = make_complaint(state="closed", days=40)
    do(row, "reopened", at=now + timedelta(days=10))
    assert (row.state, row.finding, row.answered_on) == ("reopened", "", None)
    assert row.due_on == due_day(now.date() + timedelta(days=10), by_authority=False)
    with pytest.raises(refusals.NotAnswered):
        do(row, "closed", finding="upheld", remedy="x")
    do(row, "answered")
    do(row, "closed", finding="not_upheld")
    assert (row.state, row.finding) == ("closed", "not_upheld")


STEPS = ("acknowledged", "investigated", "note", "reassigned", "answered", "closed", "reopened")
ORDER = {  # what each state answers to each step, in the order of STEPS; empty where the step is taken
    "received": ("", "NotAcknowledged", "", "", "NotAcknowledged", "NotAnswered", "ComplaintIsOpen"),
    "acknowledged": ("AcknowledgedAlready", "", "", "", "", "NotAnswered", "ComplaintIsOpen"),
    "investigated": ("AcknowledgedAlready", "", "", "", "", "NotAnswered", "ComplaintIsOpen"),
    "answered": ("AcknowledgedAlready", "AnsweredAlready", "", "", "AnsweredAlready", "", "ComplaintIsOpen"),
    "closed": ("ComplaintIsClosed", "ComplaintIsClosed", "", "ComplaintIsClosed", "ComplaintIsClosed", "ComplaintIsClosed", ""),
    "reopened": ("AcknowledgedAlready", "", "", "", "", "NotAnswered", "ComplaintIsOpen"),
}


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("state", list(ORDER))
def test_steps_follow_in_order(state, kind, make_complaint, do, ben):
    row, expected = make_complaint(state=state), ORDER[state][STEPS.index(kind)]
    steps, entries = row.steps.count(), TrailEntry.objects.count()
    fields = {"owner": ben} if kind == "reassigned" else {"finding": "upheld", "remedy": "道歉"} if kind == "closed" else {}
    if not expected:
        do(row, kind, **fields)
        assert row.steps.count() == steps + 1
        return
    with pytest.raises(getattr(refusals, expected)):
        do(row, kind, **fields)
    row.refresh_from_db()
    assert (row.state, row.steps.count(), TrailEntry.objects.count()) == (state, steps, entries)


@pytest.mark.parametrize("state", ["received", "acknowledged", "investigated", "reopened"])
def test_a_withdrawn_complaint_is_closed_without_an_answer(state, make_complaint, do):
    row = make_complaint(state=state)
    do(row, "closed", finding="withdrawn", words="")
    assert (row.state, row.finding) == ("closed", "withdrawn")


INCOMPLETE = {
    "a finding without words": ("acknowledged", "investigated", {"words": " "}, "WordsMissing"),
    "an empty note": ("received", "note", {"words": ""}, "WordsMissing"),
    "an answer without words": ("investigated", "answered", {"words": ""}, "WordsMissing"),
    "reopened without a reason": ("closed", "reopened", {"words": ""}, "WordsMissing"),
    "closed without a finding": ("answered", "closed", {}, "FindingMissing"),
    "a finding that isn't one": ("answered", "closed", {"finding": "guilty"}, "FindingMissing"),
    "upheld without a remedy": ("answered", "closed", {"finding": "upheld"}, "RemedyMissing"),
    "partly upheld without a remedy": ("answered", "closed", {"finding": "partly_upheld", "remedy": " "}, "RemedyMissing"),
    "given to nobody": ("acknowledged", "reassigned", {}, "OwnerUnfit"),
}


@pytest.mark.parametrize("name", list(INCOMPLETE))
def test_what_is_incomplete_is_refused_and_nothing_is_saved(name, make_complaint, do):
    state, kind, fields, expected = INCOMPLETE[name]
    row = make_complaint(state=state)
    before = row.steps.count()
    with pytest.raises(getattr(refusals, expected)) as refused:
        do(row, kind, **fields)
    assert isinstance(refused.value, DeskRefusal)
    assert refused.value.text()
    assert row.steps.count() == before


@pytest.mark.parametrize("who", ["ben", "ada", "finn", "dora", "eve"])
def test_who_cannot_look_after_one(who, make_complaint, do, ben, request):
    row = make_complaint(about_person=ben)
    with pytest.raises(refusals.OwnerUnfit):
        do(row, "reassigned", owner=request.getfixturevalue(who))


def test_who_can_look_after_one(make_complaint, do, ben, chen):
    row = make_complaint(about_person=ben)
    with pytest.raises(refusals.OwnerSame, match="Chen"):
        do(row, "reassigned", owner=chen)
    with pytest.raises(refusals.OwnerUnfit):
        make_complaint(about_person=ben, owner=ben)
    other = make_complaint(owner=None)
    do(other, "reassigned", owner=ben)
    assert other.owner == ben
    chen.is_active = False
    chen.save()
    with pytest.raises(refusals.OwnerUnfit):
        do(other, "reassigned", by=ben, owner=chen)


def test_whoever_acknowledges_one_that_nobody_has_looks_after_it(make_complaint, do, ben):
    row = make_complaint(owner=None)
    do(row, "acknowledged", by=ben)
    assert row.owner == ben


def test_nobody_deals_with_a_complaint_about_themselves(make_complaint, do, ben, ada, chen):
    row = make_complaint(state="answered", about_person=ben)
    with pytest.raises(refusals.OwnComplaint):
        do(row, "closed", by=ben, finding="not_upheld")
    with pytest.raises(refusals.NotAHandler):
        do(row, "note", by=ada)


def test_a_complaint_of_tomorrow_is_refused(make_complaint):
    with pytest.raises(refusals.ReceivedLater):
        make_complaint(days=-1)
    assert not Complaint.objects.exists()
    assert not ComplaintYear.objects.exists()


def test_what_stands_on_a_complaint_follows_from_its_steps(make_complaint, do, ben):
    row = make_complaint(state="reopened")
    do(row, "reassigned", owner=ben)
    do(row, "note")
    again = Complaint(state="received", owner=None, due_on=row.received_on, finding="")
    for step in row.steps.order_by("place"):
        step_follow(again, step)
    assert [step.place for step in row.steps.order_by("place")] == list(range(1, 7))
    assert (again.state, again.owner, again.due_on, again.finding, again.answered_on) == (
        row.state, row.owner, row.due_on, row.finding, row.answered_on,
    )  # fmt: skip


def test_every_step_stands_in_the_trail(make_complaint, do, chen, finn):
    row = make_complaint(state="closed", category="threats")
    entries = list(TrailEntry.objects.order_by("number"))
    assert [(entry.kind, entry.person) for entry in entries] == [("complaint_recorded", finn)] + [("complaint_changed", chen)] * 3
    assert {entry.customer for entry in entries} == {row.customer}
    assert {entry.contract_no for entry in entries} == {row.case.loan.contract_no}
    recorded, *_, closed = (entry.data for entry in entries)
    assert recorded["complaint"] == closed["complaint"] == "TS-2026-0001"
    assert (recorded["about"], recorded["said"], recorded["due_on"]) == ("ada", "他说要去我单位找我。", "2026-12-06")
    assert (closed["step"], closed["status"], closed["finding"], closed["remedy"]) == ("closed", "closed", "partly_upheld", "道歉并更正")
    with override("en"):
        told = [sentence_of(entry) for entry in entries]
    assert told == [
        "TS-2026-0001: Threats or insults",
        "TS-2026-0001: Acknowledged",
        "TS-2026-0001: Answered",
        "TS-2026-0001: Closed",
    ]
    assert trail_check().is_whole


BROKEN = {
    "owned by the person complained about": (Complaint, {"owner_id": "about"}),
    "due before it came": (Complaint, {"due_on": date(2020, 1, 1)}),
    "closed without a finding": (Complaint, {"state": "closed"}),
    "answered on no day": (Complaint, {"state": "answered"}),
    "without words": (Complaint, {"words": ""}),
    "a case without its customer": (Complaint, {"customer_id": None}),
    "a step with a stray finding": (ComplaintStep, {"finding": "upheld"}),
    "an answer without words": (ComplaintStep, {"kind": "answered", "words": ""}),
    "given to nobody": (ComplaintStep, {"kind": "reassigned"}),
    "reopened without a new day": (ComplaintStep, {"kind": "reopened"}),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_the_database_refuses(name, make_complaint, ada):
    row, (model, fields) = make_complaint(state="acknowledged"), BROKEN[name]
    fields = {field: ada.pk if value == "about" else value for field, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk if model is Complaint else row.steps.get().pk).update(**fields)

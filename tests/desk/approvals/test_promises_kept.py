"""The worked cases of docs/algorithms/promises-kept.md, on a real ledger day by day."""

import re
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huashu.desk.approvals.models import Arrangement
from huashu.desk.approvals.refusals import ConditionOver
from huashu.desk.approvals.services.deciding import arrangement_approve
from huashu.desk.cases.drafts import ContactDraft, PartDraft, PromiseDraft
from huashu.desk.cases.models import Case, Channel, Outcome, Promise, PromiseKind, PromisePart, Reached
from huashu.desk.cases.services import contact_record, promise_condition_fail
from huashu.desk.closing.run import days_close
from huashu.desk.loans.services import entry_post, payment_reverse
from huashu.lending.entries import EntryKind
from huashu.worklist import Lane

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "promises-kept.md"
ZONE = ZoneInfo("Asia/Shanghai")


def nov(day, at=time(12)):
    return datetime.combine(date(2026, 11, day), at, ZONE)


def rows_of(heading):
    text = DOCUMENT.read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def pay(case, amount, day, entered_at=None):
    now = entered_at or nov(day)
    return entry_post(loan=case.loan, kind=EntryKind.PAYMENT, value_on=date(2026, 11, day), amount_minor=amount * 100, person=None, now=now)


@pytest.fixture
def case(make_real_case, ada):
    """A case with enough owed that nothing here cures it; a promise may be a day late."""
    return make_real_case(ada, paid=0, first_contacted_at=nov(19))


def promised(case, parts, made_on=19, kind="instalments"):
    row = Promise.objects.create(case=case, loan_id=case.loan_id, kind=kind, promised_on=date(2026, 11, made_on))
    PromisePart.objects.bulk_create(
        PromisePart(promise=row, amount_minor=amount * 100, due_on=date(2026, 11, day)) for amount, day in parts
    )
    return row


def happenings(text):
    """Payments and reversals in the order in which they were entered: (entered on, amount, value day, whether it reverses)."""
    for sign, amount, day, on in re.findall(r"(−?)(\d+)@(\d+)(?: \((\d+)\))?", text):
        yield int(on or day), int(amount), int(day), bool(sign)


@pytest.mark.parametrize("row", rows_of("Worked cases"), ids=lambda row: row[0])
def test_worked(row, case):
    _, parts, came, looked_on, statuses, status = row
    promise = promised(case, [(int(amount), int(day)) for amount, day in re.findall(r"(\d+)@(\d+)", parts)])
    entries = {}
    for entered_on, amount, day, reverses in sorted(happenings(came), key=lambda one: one[0]):
        if reverses:
            payment_reverse(entry=entries[amount, day], person=None, now=nov(entered_on))
        else:
            entries[amount, day] = pay(case, amount, day)
    days_close(as_of=date(2026, 11, int(looked_on)), now=nov(int(looked_on), time(23)))
    promise.refresh_from_db()
    assert list(promise.parts.order_by("due_on").values_list("status", flat=True)) == statuses.split()
    assert promise.status == status


def changes_of(promise):
    return list(promise.changes.order_by("pk").values_list("status_from", "status", "received_minor"))


def test_each_change_is_a_row_of_its_own(case):
    promise = promised(case, [(1000, 25)])
    first = pay(case, 1000, 21)
    payment_reverse(entry=first, person=None, now=nov(21, time(15)))
    pay(case, 1000, 22)
    assert changes_of(promise) == [("open", "kept", 100_000), ("kept", "open", 0), ("open", "kept", 100_000)]


def test_a_reversal_after_the_day_breaks_it_and_the_case_asks_for_a_follow_up(case):
    promise = promised(case, [(1000, 25)])
    payment = pay(case, 1000, 21)
    days_close(as_of=date(2026, 11, 27), now=nov(27))
    payment_reverse(entry=payment, person=None, now=nov(27, time(15)))
    case.refresh_from_db()
    assert changes_of(promise) == [("open", "kept", 100_000), ("kept", "broken", 0)]
    assert (case.lane, case.broken_promises, case.promise_broken_on) == (Lane.PROMISE_BROKEN, 1, date(2026, 11, 27))


@pytest.mark.parametrize(("entered_at", "status"), [(nov(26, time(23, 50)), "kept"), (nov(27, time(8)), "kept")])
def test_paid_after_hours_on_the_last_day(entered_at, status, case):
    """Entered at 23:50 of the day, or the next morning with that day as its value date."""
    promise = promised(case, [(1000, 26)])
    pay(case, 1000, 26, entered_at)
    days_close(as_of=date(2026, 11, 28), now=nov(28))
    promise.refresh_from_db()
    assert promise.status == status


def test_closing_a_day_again_adds_no_change(case):
    promise = promised(case, [(1000, 20)])
    for _ in range(2):
        days_close(as_of=date(2026, 11, 23), now=nov(23))
    assert changes_of(promise) == [("open", "broken", 0)]


@pytest.mark.parametrize("row", rows_of("Under a condition"), ids=lambda row: f"written down on {row[0]}")
def test_a_condition_that_failed(row, case, ada):
    written_on, due, result = int(row[0]), int(row[1]), row[2]
    promise = promised(case, [(1000, due)], kind="conditional")
    if result.startswith("refused"):
        with pytest.raises(ConditionOver):
            promise_condition_fail(promise=promise, words="项目款没到", person=ada, now=nov(written_on))
        return
    promise_condition_fail(promise=promise, words="项目款没到", person=ada, now=nov(written_on))
    promise.refresh_from_db()
    case.refresh_from_db()
    assert (promise.status, case.broken_promises, case.promise_due_on) == (result, 0, None)
    assert case.events.filter(code="condition_failed").count() == 1
    pay(case, 1000, written_on)
    promise.refresh_from_db()
    assert promise.status == result


def test_a_condition_that_failed_after_a_part_was_missed(case, ada):
    """What was missed stays missed, also when the loan is looked at again."""
    promise = promised(case, [(300, 20), (700, 25)], kind="conditional")
    promise_condition_fail(promise=promise, words="项目款没到", person=ada, now=nov(23))
    pay(case, 700, 24)
    days_close(as_of=date(2026, 11, 28), now=nov(28))
    promise.refresh_from_db()
    assert promise.status == "broken"
    assert list(promise.parts.order_by("due_on").values_list("status", flat=True)) == ["broken", "withdrawn"]


FORWARD = [("none", None, "new"), ("open", 25, "older"), ("broken", 20, "new")]


@pytest.mark.parametrize(("older", "due", "counts_for"), FORWARD, ids=[row[0] for row in FORWARD])
def test_money_between_the_asking_and_the_approval(older, due, counts_for, case, ada, ben):
    before = promised(case, [(500, due)], made_on=18) if due else None
    if older == "broken":
        days_close(as_of=date(2026, 11, 22), now=nov(22))
    draft = PromiseDraft(PromiseKind.PART, (PartDraft(50_000, date(2026, 12, 5)),), "等发工资", forward=True)
    contact_record(
        case=case, draft=ContactDraft(Channel.CALL, Reached.CUSTOMER, Outcome.PROMISED, nov(23), promise=draft), person=ada, now=nov(23)
    )
    pay(case, 500, 24)
    row = Arrangement.objects.get()
    arrangement_approve(arrangement=row, reason="", person=ben, now=nov(25))
    row.promise.refresh_from_db()
    assert row.promise.status == ("kept" if counts_for == "new" else "open")
    if before:
        before.refresh_from_db()
        assert before.status == ("kept" if counts_for == "older" else "broken")


def test_a_proposed_promise_is_nothing_to_the_close(case, ada):
    draft = PromiseDraft(PromiseKind.PART, (PartDraft(50_000, date(2026, 12, 5)),), "等发工资", forward=True)
    contact_record(
        case=case, draft=ContactDraft(Channel.CALL, Reached.CUSTOMER, Outcome.PROMISED, nov(23), promise=draft), person=ada, now=nov(23)
    )
    pay(case, 500, 24)
    days_close(as_of=date(2026, 12, 20), now=datetime(2026, 12, 20, 12, tzinfo=ZONE))
    promise = Promise.objects.get()
    assert (promise.status, promise.parts.get().status, promise.parts.get().received_minor) == ("proposed", "proposed", 0)
    assert Case.objects.get(pk=case.pk).broken_promises == 0

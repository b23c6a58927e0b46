"""One loan's whole course, by keyboard: a reminder, the first overdue call, a promise beyond authority, an approval, part of the money,
a broken promise, the follow-up, a promise kept, and the arrears cured. Nights are closed in between; the ledger decides what was kept."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from huashu.desk import clock
from huashu.desk.approvals.models import Arrangement
from huashu.desk.calls.models import Call
from huashu.desk.cases.models import Case, Promise
from huashu.desk.closing.run import days_close
from huashu.desk.correspondence.models import Message
from huashu.desk.loans.models import Loan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def to_day(monkeypatch):
    """Let the days pass until one at ten in the morning, each of them closed at its own ten o'clock."""

    def pass_until(day: date) -> datetime:
        now = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0)
        while now.date() < day:
            now += timedelta(days=1)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            days_close(as_of=now.date(), now=now)
        return now

    return pass_until


@pytest.fixture
def loan(demo) -> Loan:
    """A loan of the demo that has been paid on time so far and falls due soonest, but not within the days of a first reminder."""
    today = timezone.localdate(clock.now())
    good = Loan.objects.filter(cases=None, customer__language="zh-hans", customer__conduct_facts=None, status__overdue_minor=0)
    good = good.filter(status__next_due_on__gt=today + timedelta(days=3), status__grade="A")
    return good.order_by("status__next_due_on", "pk").first()


@pytest.fixture
def desk(open_page, sign_in):
    """A fresh window for somebody of the demo: days have passed, and who sat there has been signed out."""

    def window(role: str) -> Page:
        page = sign_in(open_page(), f"demo-{role}", f"call-desk-{role}")
        page.allowed = ["422"]
        return page

    return window


def overdue_minor(case: Case) -> int:
    case.refresh_from_db()
    return case.overdue_minor


@pytest.fixture
def call(all_sent):
    """Prepare a call, start it, confirm who it is, take the promise down and end it, all by keys: ``call(page, case, "后天还全部")``."""

    def make(page: Page, case: Case, promised: str) -> None:
        page.goto(f"/today/?case={case.pk}")
        page.keyboard.press("i")
        page.wait_for_url("**/calls/prepare/**")
        page.keyboard.press("t")
        page.wait_for_url("**/calls/*/")
        expect(page.locator("[data-step='confirm_party']")).to_be_visible(timeout=15000)
        page.keyboard.press("1")
        expect(page.locator("[data-step='confirm_party']")).to_have_count(0, timeout=15000)
        page.keyboard.press("p")
        page.keyboard.type(promised)
        expect(page.locator("#promise-read .read")).to_be_visible(timeout=15000)
        page.keyboard.press("Enter")
        all_sent(page)
        page.keyboard.press("Escape")
        page.keyboard.press("z")
        page.keyboard.press("1")
        expect(page.locator(".closing")).to_be_visible(timeout=15000)
        page.keyboard.press("e")
        page.wait_for_url("**/end/")
        expect(page.locator("[name=outcome]:checked")).to_have_value("promised")

    return make


@pytest.fixture
def promise(call):
    """A call that ends with a promise within the officer's authority."""

    def make(page: Page, case: Case, said: str) -> None:
        call(page, case, said)
        page.locator("[name=outcome]:checked").press("Enter")
        page.wait_for_url("**/today/**")

    return make


def pay(page: Page, case: Case, amount_minor: int) -> None:
    page.goto(f"/cases/{case.pk}/payment/")
    page.locator("[name=amount]").fill(f"{amount_minor / 100:.2f}")
    page.locator("[name=amount]").press("Enter")
    page.wait_for_url(f"**/cases/{case.pk}/**")


@pytest.fixture
def overdue_case(demo, loan, to_day) -> Case:
    """The officer's case on that loan: opened and reminded three days before the instalment, overdue now."""
    due_on = loan.status.next_due_on
    to_day(due_on - timedelta(days=3))
    case = Case.objects.get(loan=loan)
    Case.objects.filter(pk=case.pk).update(team=demo["demo-officer"].team, assignee=demo["demo-officer"])
    reminder = Message.objects.get(case=case)
    assert (reminder.template, reminder.due_on) == ("due_reminder", due_on)

    now = to_day(due_on + timedelta(days=1))
    while not overdue_minor(case):  # past the days of grace and a weekend
        now = to_day(now.date() + timedelta(days=1))
    assert (case.stage, case.overdue_since) == ("early", due_on)
    return case


@pytest.fixture
def approved(overdue_case, desk, call) -> Promise:
    """A promise for twelve days later: beyond the officer's authority, put forward in the call, approved by the supervisor."""
    case, officer = overdue_case, desk("officer")
    far = timezone.localdate(clock.now()) + timedelta(days=12)
    call(officer, case, f"{far.month}月{far.day}日全部还清")
    officer.locator("[name=outcome]:checked").press("Enter")
    box = officer.locator("#id_promise_forward")
    expect(box).to_be_focused()
    expect(officer.locator(".errorlist").first).to_contain_text("须主管批准")
    officer.keyboard.press("Space")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/today/**")
    first = Promise.objects.get(case=case)
    asked = Arrangement.objects.get(promise=first)
    assert (first.status, asked.status) == ("proposed", "waiting")

    supervisor = desk("supervisor")
    supervisor.goto(f"/approvals/{asked.pk}/")
    with supervisor.expect_navigation():
        supervisor.keyboard.press("a")
    first.refresh_from_db()
    assert (first.status, Message.objects.filter(case=case).latest("pk").template) == ("open", "arrangement_approved")
    return first


def test_from_a_reminder_to_a_cure(overdue_case, approved, to_day, desk, promise):
    case, first, far = overdue_case, approved, approved.parts.get().due_on
    part_minor = overdue_minor(case) // 300 * 100
    to_day(far - timedelta(days=2))
    pay(desk("supervisor"), case, part_minor)
    now = to_day(far + timedelta(days=2))  # a day of grace
    first.refresh_from_db()
    assert (first.status, Message.objects.filter(case=case).latest("pk").template) == ("part_kept", "promise_reminder")

    promise(desk("officer"), case, "后天还全部")
    second = Promise.objects.filter(case=case).latest("pk")
    assert (second.status, second.parts.get().amount_minor) == ("open", overdue_minor(case))
    now = to_day(now.date() + timedelta(days=4))
    second.refresh_from_db()
    case.refresh_from_db()
    assert (second.status, case.broken_promises) == ("broken", 2)

    promise(desk("officer"), case, "明天全部还清")
    assert Call.objects.latest("pk").track.track == "overdue_follow_up"
    third = Promise.objects.filter(case=case).latest("pk")
    now = to_day(now.date() + timedelta(days=1))
    pay(desk("supervisor"), case, overdue_minor(case))
    third.refresh_from_db()
    case.refresh_from_db()
    assert (third.status, case.overdue_minor) == ("kept", 0)
    to_day(now.date() + timedelta(days=1))
    case.refresh_from_db()
    assert case.closed_on is not None
    officer = desk("officer")
    officer.goto(f"/cases/{case.pk}/")
    for words in ("提醒", "部分兑现", "落空", "已兑现"):
        expect(officer.locator("main").get_by_text(words).first).to_be_visible()

"""A promise beyond the officer's authority, from the call to its standing, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from huashu.desk.approvals.models import Arrangement
from huashu.desk.cases.models import Case, Promise

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def case_of_the_officer():
    """An open case of the demo's officer with something overdue and no promise open or put forward."""
    cases = Case.objects.filter(closed_on__isnull=True, assignee__username="demo-officer", overdue_minor__gt=0, arrangements=None)
    return cases.exclude(promises__status="open").order_by("pk").first()


def put_forward(page, case):
    """In the call: P, the day, the customer's words; the form says what to say, Space ticks the box, Enter writes it down."""
    page.goto(f"/cases/{case.pk}/")
    page.keyboard.press("p")
    day = page.locator("[data-line='1'] .day input")
    expect(day).to_be_focused()
    page.keyboard.type("+10")
    words = page.locator("#id_promise_words")
    for _ in range(60):
        if words.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("等月底工程款")
    expect(page.locator("#read-back .beyond")).to_be_visible()
    page.keyboard.press("Enter")
    box = page.locator("#id_promise_forward")
    expect(box).to_be_focused()
    assert not Promise.objects.filter(case=case, status="proposed").exists()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".message.warning")).to_be_visible()
    expect(page.locator(".arrangement")).to_be_visible()


def test_from_the_call_to_the_approval(demo, open_page, sign_in, problems):
    case = case_of_the_officer()
    officer = sign_in(open_page(), "demo-officer", "call-desk-officer")
    officer.allowed = ["422"]
    put_forward(officer, case)
    request = Arrangement.objects.get(case=case)
    assert (request.status, request.promise.status) == ("waiting", "proposed")

    supervisor = sign_in(open_page(), "demo-supervisor", "call-desk-supervisor")
    supervisor.goto("/approvals/")
    for _ in range(10):
        current = supervisor.locator("[data-row][aria-current]")
        if current.get_attribute("href") == f"/approvals/{request.pk}/":
            break
        with supervisor.expect_navigation():
            supervisor.keyboard.press("j")
    expect(supervisor.locator(".ask h2")).to_have_text(case.customer.name)
    assert problems(supervisor) == []
    with supervisor.expect_navigation():
        supervisor.keyboard.press("a")
    request.refresh_from_db()
    request.promise.refresh_from_db()
    assert (request.status, request.promise.status) == ("approved", "open")
    officer.reload()
    expect(officer.locator("#tabs ~ *").get_by_text("已批准：承诺")).to_be_visible()


def test_a_refusal_by_keyboard_and_the_team_page(demo, open_page, sign_in):
    page = sign_in(open_page(), "demo-supervisor", "call-desk-supervisor")
    page.goto("/approvals/")
    page.keyboard.press("r")
    expect(page.locator("#id_reason")).to_be_focused()
    page.keyboard.type("日期太远")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Arrangement.objects.filter(status="refused", steps__reason="日期太远").count() == 1
    page.goto("/team/")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_have_text("2")
    page.keyboard.press("g")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".message.success")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_readable_by_everybody(width, dark, demo, open_page, sign_in, problems):
    page = sign_in(open_page(width=width, dark=dark), "demo-supervisor", "call-desk-supervisor")
    first = Arrangement.objects.order_by("pk").first()
    for path in ("/approvals/", f"/approvals/{first.pk}/", f"/approvals/{first.pk}/terms/", "/approvals/authority/", "/team/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert problems(page) == [], path

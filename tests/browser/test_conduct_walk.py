"""Reaching a customer by keyboard alone: a message that may not be said, a call, a wish that binds at once."""

import pytest
from playwright.sync_api import expect

from huashu.desk.cases.models import Case, Contact
from huashu.desk.conduct.models import ContactStart, CustomerFact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(demo):
    """A case of the demo's officer on which nothing stands against a call."""
    officer = demo["demo-officer"]
    free = Case.objects.filter(assignee=officer, closed_on=None, overdue_minor__gt=0, customer__conduct_facts=None)
    return free.filter(first_contact_due_at__isnull=False).order_by("lane", "rank", "pk").first() or free.first()


@pytest.fixture
def page(case, open_page, sign_in):
    """The case, open for the officer."""
    page = sign_in(open_page(), "demo-officer", "call-desk-officer")
    page.allowed = ["422"]
    page.goto(f"/cases/{case.pk}/")
    return page


def test_a_threat_stays_and_a_decent_message_goes(page):
    page.keyboard.press("s")
    text = page.locator("form[data-plan] textarea")
    expect(text).to_be_focused()
    page.keyboard.type("再不还钱我就打断你的腿")
    expect(page.locator("#faults mark").first).to_be_visible()
    page.locator("form[data-plan] button.go").press("Enter")
    expect(page.locator("form[data-plan] .errorlist").first).to_be_visible()
    assert not ContactStart.objects.exists()
    page.locator("form[data-plan] textarea").fill("您好，您的还款日已过，方便时请回电。")
    page.locator("form[data-plan] button.go").press("Enter")
    expect(page.locator("#handed-out")).to_contain_text("方便时请回电")
    assert Contact.objects.filter(start__isnull=False).count() == 1


def test_a_call_is_started_and_written_down(page):
    page.keyboard.press("t")
    expect(page.locator(".dial")).to_be_visible()
    expect(page.locator("[data-step='confirm_party']")).to_be_visible()
    assert ContactStart.objects.get().verdict["verdict"] == "allow"


def test_a_wish_binds_at_once(page):
    page.keyboard.press("w")
    page.get_by_role("link", name="已去世").press("Enter")
    form = page.locator("form.fact-form")
    expect(form).to_be_visible()
    form.locator("button.go").press("Enter")
    expect(page.locator(".facts-held")).to_be_visible()
    assert CustomerFact.objects.filter(code="deceased").exists()
    expect(page.locator(".ways button[disabled]").first).to_be_visible()
    page.keyboard.press("t")
    page.wait_for_timeout(300)
    assert not ContactStart.objects.exists()

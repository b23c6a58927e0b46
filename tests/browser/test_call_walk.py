"""A whole call by keyboard alone: from Today over the preparation to the promise and its record, with a reload and a lost connection."""

import pytest
from playwright.sync_api import expect

from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.cases.models import Case, Contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(demo):
    """A case of the demo's officer that is called for the first time and on which nothing stands against a call."""
    officer = demo["demo-officer"]
    free = Case.objects.filter(assignee=officer, closed_on=None, overdue_minor__gt=0, stage="early", broken_promises=0)
    free = free.filter(customer__conduct_facts=None)
    return free.filter(customer__language="zh-hans").order_by("lane", "rank", "pk").first()


@pytest.fixture
def page(case, open_page, sign_in):
    page = sign_in(open_page(), "demo-officer", "call-desk-officer")
    page.allowed = ["ERR_INTERNET_DISCONNECTED", "Failed to load resource", "htmx:sendError", "sendError"]
    return page


def at_step(page, step):
    expect(page.locator(f"[data-step='{step}']")).to_be_visible(timeout=15000)


def begin(page, case):
    page.goto(f"/today/?case={case.pk}")
    page.keyboard.press("i")
    page.wait_for_url("**/calls/prepare/**")
    expect(page.locator(".prep")).to_be_visible()
    page.keyboard.press("t")
    page.wait_for_url("**/calls/*/")
    at_step(page, "confirm_party")


def test_a_call_from_today_to_its_record(page, case, all_sent):
    begin(page, case)
    expect(page.locator(".dial")).to_have_text(case.customer.phone)
    page.keyboard.press("1")
    at_step(page, "identify_self")
    page.keyboard.press("w")
    page.keyboard.press("1")
    at_step(page, "state_purpose")

    page.reload()
    at_step(page, "state_purpose")
    page.keyboard.press("1")
    expect(page.locator("[data-step='state_purpose']")).to_have_count(0, timeout=15000)

    page.context.set_offline(True)
    page.keyboard.press("n")
    page.keyboard.type("月底有货款")
    page.wait_for_timeout(900)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#call-offline")).to_be_visible()
    expect(page.locator("[data-waiting]")).to_have_text("2")
    assert not CallEvent.objects.filter(kind="noted").exists()
    page.context.set_offline(False)
    expect(page.locator("#call-offline")).to_be_hidden(timeout=15000)
    page.wait_for_timeout(500)
    assert CallEvent.objects.get(kind="noted").values["text"] == "月底有货款"

    page.keyboard.press("p")
    page.keyboard.type("明天全部还清")
    expect(page.locator("#promise-read .read")).to_be_visible()
    page.keyboard.press("Enter")
    all_sent(page)
    page.keyboard.press("Escape")

    page.keyboard.press("z")
    page.keyboard.press("1")
    expect(page.locator(".closing")).to_be_visible()
    page.keyboard.press("e")
    page.wait_for_url("**/end/")
    expect(page.locator("[name=outcome]:checked")).to_have_value("promised")
    page.locator("[name=outcome]:checked").press("Enter")
    page.wait_for_url("**/today/**")
    contact = Contact.objects.get(call__isnull=False, call__case=case, call__start__isnull=False)
    assert (contact.outcome, contact.promise.words, contact.note) == ("promised", "明天全部还清", "月底有货款")
    call = Call.objects.get(contact=contact)
    seqs = list(call.events.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def test_words_typed_offline_outlive_the_page(page, case, all_sent):
    begin(page, case)
    page.keyboard.press("1")
    at_step(page, "identify_self")
    page.context.set_offline(True)
    page.keyboard.press("n")
    page.keyboard.type("还没送出的字")
    page.wait_for_timeout(900)
    page.context.set_offline(False)
    page.reload()
    at_step(page, "identify_self")
    expect(page.locator("#call-note")).to_have_value("还没送出的字")
    all_sent(page)
    assert CallEvent.objects.get(call__start__isnull=False, kind="noted").values["text"] == "还没送出的字"


def test_somebody_else_on_the_line(page, case):
    begin(page, case)
    owed = page.locator(".owed")
    expect(owed).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator(".notice.late").first).to_be_visible()
    expect(owed).to_have_count(0)
    expect(page.locator("#call-ladder .args")).to_have_count(0)
    expect(page.locator("#call-promise")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_are_accessible(dark, case, open_page, sign_in, problems):
    page = sign_in(open_page(dark=dark), "demo-officer", "call-desk-officer")
    begin(page, case)
    page.keyboard.press("1")
    at_step(page, "identify_self")
    assert problems(page) == []
    page.keyboard.press("q")
    assert problems(page) == []
    for address in (f"/calls/prepare/{case.pk}/", "/playbooks/", "/playbooks/overdue_first_call/zh-Hans/"):
        page.goto(address)
        assert problems(page) == []
    page = sign_in(open_page(dark=dark), "demo-supervisor", "call-desk-supervisor")
    for address in ("/playbooks/overdue_first_call/zh-Hans/edit/", "/calls/lender/"):
        page.goto(address)
        assert problems(page) == []

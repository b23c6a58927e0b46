"""A complaint from the phone call to its end, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from huashu.desk.complaints.models import Complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(demo, open_page, sign_in):
    """The register, open for compliance."""
    page = sign_in(open_page(), "demo-compliance", "call-desk-compliance")
    page.allowed = ["422"]
    page.goto("/conduct/complaints/")
    return page


def tab_to(page, wanted):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} can't be reached with Tab")


def write(page, field, text):
    tab_to(page, page.locator(field))
    page.keyboard.type(text)


def step(page, kind, **words):
    """Open a step's form if it is folded, fill it and send it."""
    form = page.locator(f"form[action$='/step/{kind}/']")
    if not form.is_visible():
        tab_to(page, page.locator(f"details:has(form[action$='/step/{kind}/']) summary"))
        page.keyboard.press("Enter")
    for name, text in words.items():
        write(page, f"#id_{kind}_{name}", text)
    tab_to(page, form.locator("button"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_call_to_the_end(page):
    page.keyboard.press("n")
    page.wait_for_url("**/conduct/complaints/new/")
    write(page, "#id_words", "说要到单位找我")
    tab_to(page, page.locator("main button.go"))
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()  # what it is about is missing, what was typed is kept
    expect(page.locator("#id_words")).to_have_value("说要到单位找我")
    tab_to(page, page.locator("#id_category"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main button.go"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/conduct/complaints/TS-*/")
    step(page, "acknowledged", words="已回电")
    step(page, "investigated", words="听了录音")
    step(page, "answered", words="已致歉")
    tab_to(page, page.locator("#id_closed_finding"))
    page.keyboard.press("ArrowDown")
    step(page, "closed", remedy="已更正")
    row = Complaint.objects.order_by("-place").first()
    assert (row.state, row.finding, row.steps.count()) == ("closed", "upheld", 4)
    expect(page.locator("h1")).to_contain_text("已办结")

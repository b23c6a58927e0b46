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


@pytest.fixture
def write(page, tab_to):
    """Go to a field and type."""

    def words(field, text):
        tab_to(page, page.locator(field))
        page.keyboard.type(text)

    return words


@pytest.fixture
def step(page, write, tab_to):
    """Open a step's form if it is folded, fill it and send it."""

    def take(kind, **words):
        form = page.locator(f"form[action$='/step/{kind}/']")
        if not form.is_visible():
            tab_to(page, page.locator(f"details:has(form[action$='/step/{kind}/']) summary"))
            page.keyboard.press("Enter")
        for name, text in words.items():
            write(f"#id_{kind}_{name}", text)
        tab_to(page, form.locator("button"))
        with page.expect_navigation():
            page.keyboard.press("Enter")

    return take


def test_from_the_call_to_the_end(page, write, step, tab_to):
    page.keyboard.press("n")
    page.wait_for_url("**/conduct/complaints/new/")
    write("#id_words", "说要到单位找我")
    tab_to(page, page.locator("main button.go"))
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()  # what it is about is missing, what was typed is kept
    expect(page.locator("#id_words")).to_have_value("说要到单位找我")
    tab_to(page, page.locator("#id_category"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main button.go"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/conduct/complaints/TS-*/")
    step("acknowledged", words="已回电")
    step("investigated", words="听了录音")
    step("answered", words="已致歉")
    tab_to(page, page.locator("#id_closed_finding"))
    page.keyboard.press("ArrowDown")
    step("closed", remedy="已更正")
    row = Complaint.objects.order_by("-place").first()
    assert (row.state, row.finding, row.steps.count()) == ("closed", "upheld", 4)
    expect(page.locator("h1")).to_contain_text("已办结")

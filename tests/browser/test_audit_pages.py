"""The audit pages in a browser, by keyboard: a check, one entry, the export of a borrower; no fault that axe knows."""

import re

import pytest
from playwright.sync_api import expect

from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.audit.verify import trail_check
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def customer(demo, now):
    """A borrower about whom something was done."""
    officer = demo["demo-officer"]
    case = Case.objects.filter(team=officer.team, closed_on=None).first()
    trail_append(TrailKind.SHOWING, person=officer, case=case, data={"field": "phone", "address": "10.0.0.7"}, at=now)
    for number in range(60):
        trail_append(TrailKind.RULE_CHANGED, person=None, data={"rule": f"HOUSE-{number}", "changes": {"limit": [3, 2]}}, at=now)
    return case.customer


def test_compliance_checks_reads_and_exports_by_keyboard(customer, open_page, sign_in):
    page = sign_in(open_page(), "demo-compliance", "call-desk-compliance")
    page.goto("/audit/")
    page.keyboard.press("v")
    expect(page.locator("#check .notice.ok")).to_be_visible()
    page.goto(f"/audit/?customer={customer.pk}")
    page.locator("table.trail a").first.press("Enter")
    page.wait_for_url(re.compile(r"/audit/\d+/$"))
    expect(page.locator(".notice.ok")).to_be_visible()
    page.locator(f"main a[href='/audit/borrowers/{customer.pk}/']").press("Enter")
    page.wait_for_url("**/audit/borrowers/*/")
    with page.expect_download() as download:
        page.keyboard.press("x")
    assert download.value.suggested_filename.endswith(".csv")
    assert trail_check().is_whole


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_no_fault_at_any_width_in_either_light(language, customer, open_page, sign_in, look):
    Person.objects.update(language=language)
    page = sign_in(open_page(), "demo-compliance", "call-desk-compliance")
    faults = []
    for path in ("/audit/", "/audit/2/", f"/audit/borrowers/{customer.pk}/", "/audit/?search=nobody"):
        page.goto(path)
        faults += look(page, (1440, 1100, 390), thorough=language == "zh-hans")
    assert not faults, "\n".join(faults)

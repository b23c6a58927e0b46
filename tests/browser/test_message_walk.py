"""A template changed and a message sent from a case, by keyboard alone; and no fault that axe knows on the pages of messages."""

import re

import pytest
from playwright.sync_api import expect

from huashu.desk.cases.models import Case
from huashu.desk.correspondence.models import Message, TemplateVersion
from huashu.desk.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_supervisor_changes_a_template(demo, open_page, sign_in, tab_to):
    page = sign_in(open_page(), "demo-supervisor", "call-desk-supervisor")
    page.allowed = ["422"]
    page.goto("/messages/templates/")
    tab_to(page, page.locator("a[href='/messages/templates/overdue_followup/sms/zh-Hans/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/overdue_followup/sms/zh-Hans/")
    tab_to(page, page.locator("#id_body"))
    page.keyboard.press("Control+End")
    page.keyboard.type("再不还钱就打[[{link}]]断你的腿。")
    expect(page.locator("#check mark").first).to_contain_text("断你的腿")
    tab_to(page, page.locator("form.template-form button.go"))
    page.keyboard.press("Enter")
    expect(page.locator(".errorlist").first).to_be_visible()
    assert not TemplateVersion.objects.exists()
    tab_to(page, page.locator("#id_body"))
    page.keyboard.press("Control+A")
    page.keyboard.type("【{institution}】{customer_name}，您好。现应还{overdue_amount}，请回电[[{callback_number}]]。")
    expect(page.locator("#check .message-text")).to_contain_text("现应还4,549.20元，请回电")
    tab_to(page, page.locator("#id_note"))
    page.keyboard.type("更短")
    tab_to(page, page.locator("form.template-form button.go"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert TemplateVersion.objects.get().note == "更短"


def test_an_officer_sends_from_a_case(demo, open_page, sign_in, tab_to):
    officer = Person.objects.get(username="demo-officer")
    late = Case.objects.filter(assignee=officer, closed_on=None, overdue_minor__gt=0, customer__language="zh-hans")
    late = late.filter(customer__conduct_facts=None)
    case = late.order_by("lane", "pk")[0]
    page = sign_in(open_page(), "demo-officer", "call-desk-officer")
    page.allowed = ["422"]
    page.goto(f"/cases/{case.pk}/")
    page.keyboard.press("s")
    form = page.locator("form.plan-form")
    expect(form).to_be_visible()
    tab_to(page, page.locator("#id_template"))
    for _ in range(4):  # past free text, due soon, due today and first overdue
        page.keyboard.press("ArrowDown")
    tab_to(page, form.locator("button[name=fill]"))
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_have_value(re.compile("车贷已逾期"))
    tab_to(page, form.locator("button[value=queue]"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case.pk}/?written=*")
    message = Message.objects.filter(case=case).latest("pk")
    assert (message.template, message.person, message.state, message.is_edited) == ("overdue_followup", officer, "queued", False)
    page.goto(f"/cases/{case.pk}/?tab=timeline")
    expect(page.locator(".t-message").first).to_contain_text("已写入发件夹")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_no_fault_at_any_width_in_either_light(language, demo, open_page, sign_in, look):
    Person.objects.update(language=language)
    page = sign_in(open_page(touch=True), "demo-supervisor", "call-desk-supervisor")
    team = demo["demo-supervisor"].team
    message = Message.objects.filter(case__team=team).order_by("-state", "pk").first()
    case = Case.objects.filter(team=team, closed_on=None, overdue_minor__gt=0).first()
    paths = ("/messages/", "/messages/?state=dropped&search=nobody", f"/messages/{message.pk}/", "/messages/templates/")
    paths += ("/messages/templates/letter_demand/letter/en/", "/messages/cadences/", "/messages/sender/")
    paths += (f"/conduct/{case.pk}/start/message/", f"/messages/address/{case.pk}/")
    faults = []
    for path in paths:
        page.goto(path)
        faults += look(page, thorough=language == "zh-hans")
    assert not faults, "\n".join(faults)

"""A call from the clipboard to a verdict of one's own, by keyboard alone; and the review pages in every light."""

import re

import pytest
from playwright.sync_api import expect

from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, Mark

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = """\
专员：您好，请问是沈青先生本人吗？
客户：我是。
专员：我是安达汽车金融的客户经理白晓舟，您的车贷逾期三千元，请您今天处理一下，可以吗？
客户：今天没钱。
专员：你再不还，我就去你单位找你领导。
客户：周五还两千。
专员：好，周五两千。
"""


@pytest.fixture
def page(demo, open_page, sign_in):
    """The list of reviewed calls, open for the supervisor."""
    page = sign_in(open_page(), "demo-supervisor", "call-desk-supervisor")
    page.allowed = ["422"]
    page.goto("/reviews/")
    return page


def test_from_the_clipboard_to_a_verdict(page, tab_to):
    page.keyboard.press("n")
    page.wait_for_url("**/reviews/new/")
    tab_to(page, page.locator("#id_text"))
    page.keyboard.insert_text(WORDS)
    tab_to(page, page.locator("#id_kind"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("#id_officer"))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")  # the first by name
    tab_to(page, page.locator("main button.go"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reviews/\d+/$"))
    breach = page.locator("#f-breaches-third_party_pressure")
    page.keyboard.press("j")
    expect(page.locator(".finding.lit")).to_have_count(1)
    while "lit" not in (breach.get_attribute("class") or ""):
        page.keyboard.press("j")
    expect(page.locator("mark.lit")).to_have_text("我就去你单位找你领导")
    tab_to(page, breach.locator(".at"))
    page.keyboard.press("Enter")
    expect(page.locator("#t-4")).to_have_class("turn by-officer lit")
    tab_to(page, page.locator("#t-4 .gutter a").first)
    page.keyboard.press("Enter")
    expect(breach).to_have_class("finding late lit")
    tab_to(page, breach.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, breach.locator("textarea"))
    page.keyboard.insert_text("他在复述客户自己的话。")
    tab_to(page, breach.locator("button"))
    page.keyboard.press("Enter")
    expect(page.locator(".message.success")).to_be_visible()
    call = Conversation.objects.latest("pk")
    assert call.officer.name == "Lena Hartwell"
    mark = Mark.objects.latest("pk")
    assert (mark.review.conversation, mark.kind, mark.label, mark.verdict) == (call, "override", "third_party_pressure", "not_met")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_pages_read_well_in_every_light(language, demo, open_page, sign_in, look):
    Person.objects.update(language=language)
    call = Conversation.objects.filter(case__isnull=True, officer__username="demo-north-2").latest("started_at")
    page = sign_in(open_page(touch=True), "demo-supervisor", "call-desk-supervisor")
    faults = []
    for name in ("", f"{call.pk}/", f"{call.pk}/read/", "new/", "appeals/", "team/", "calibration/", "recordings/"):
        page.goto(f"/reviews/{name}")
        faults += look(page, thorough=language == "zh-hans")
    assert not faults, "\n".join(faults)


def test_it_works_without_scripts(demo, open_page, sign_in):
    page = sign_in(open_page(scripts=False), "demo-supervisor", "call-desk-supervisor")
    call = Conversation.objects.filter(officer__username="demo-north-2").latest("started_at")
    page.goto(f"/reviews/{call.pk}/")
    page.locator(".gutter a").first.click()
    assert "#f-" in page.url
    expect(page.locator(".finding:target")).to_have_count(1)
    expect(page.locator("[data-walk]")).to_be_hidden()

"""A call from the clipboard to a verdict of one's own, by keyboard alone; and the review pages in every light."""

import re

import pytest
from playwright.sync_api import expect

from huashu.desk import clock
from huashu.desk.people.models import Person
from huashu.desk.reviews.models import Conversation, MachineReview, Mark
from huashu.desk.reviews.services.conversations import review_again
from huashu.desk.reviews.services.findings import FindingDraft, finding_add

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


def test_what_was_missed_is_added_and_the_call_reviewed_again(demo, open_page, sign_in, tab_to):
    call = Conversation.objects.filter(officer__username="demo-north-2").latest("started_at")
    place = next(place for place, turn in enumerate(call.turns) if turn["speaker"] == "officer")
    page = sign_in(open_page(), "demo-supervisor", "call-desk-supervisor")
    page.allowed = ["422"]
    page.goto(f"/reviews/{call.pk}/")
    page.keyboard.press("a")
    expect(page.locator("#add-item")).to_be_focused()
    page.locator("#add-item").select_option("breaches.false_amount")  # a list opens by its own keys, which differ by system
    tab_to(page, page.locator("#add-turn"))
    for _ in range(place + 1):
        page.keyboard.press("ArrowDown")
    quote = page.locator("#add-quote")
    expect(quote).to_have_value(call.turns[place]["text"])
    tab_to(page, quote)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("没有人说过这句话")
    tab_to(page, page.locator("#add-reason"))
    page.keyboard.insert_text("金额和档案不符。")
    tab_to(page, page.locator("#add button.go"))
    page.keyboard.press("Enter")
    expect(page.locator("#add .errorlist")).to_be_visible()
    tab_to(page, quote)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(call.turns[place]["text"][:6])
    tab_to(page, page.locator("#add button.go"))
    page.keyboard.press("Enter")
    expect(page.locator("#f-breaches-false_amount.lit")).to_be_visible()
    assert (Mark.objects.latest("pk").turn, Mark.objects.latest("pk").quote) == (place, call.turns[place]["text"][:6])
    page.locator("h1").click()
    page.keyboard.press("r")
    expect(page.locator("#changes")).to_be_visible()
    expect(page.locator("#f-breaches-false_amount")).to_be_visible()
    assert call.reviews.count() == 2
    tab_to(page, page.locator(".history a"))
    page.keyboard.press("Enter")
    expect(page.locator(".notice.do a")).to_be_visible()
    expect(page.locator("#add")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_pages_read_well_in_every_light(language, demo, open_page, sign_in, look):
    Person.objects.update(language=language)
    call = Conversation.objects.filter(case__isnull=True, officer__username="demo-north-2").latest("started_at")
    former, supervisor, turn = call.reviews.get(), demo["demo-supervisor"], call.turns[0]["text"]
    for item in former.result["items"]:  # as an engine that heard less would have said
        item["verdict"] = "not_met" if item["group"] == "steps" else item["verdict"]
    former.save()
    for label in ("insult", "threat_violence"):
        draft = FindingDraft("breaches", label, 0, turn[:6], "To be seen.")
        finding_add(review=former, draft=draft, person=supervisor, now=clock.now())
    gone = {"group": "breaches", "label": "false_amount", "verdict": "not_met", "reason": "It was right.", "at": clock.now()}
    Mark.objects.create(review=former, kind="override", person=supervisor, **gone)
    review_again(conversation=call, after=former.pk, person=supervisor, now=clock.now())
    page = sign_in(open_page(touch=True), "demo-supervisor", "call-desk-supervisor")
    faults = []
    page.goto(f"/reviews/{call.pk}/")
    page.locator("#add summary").click()
    expect(page.locator("#g-gone")).to_be_visible()
    faults += look(page, thorough=language == "zh-hans")
    parts = MachineReview.objects.filter(result__promise__kind="instalments").first()
    assert parts is not None
    own = (f"{parts.conversation_id}/", f"{call.pk}/?review={former.pk}", f"{call.pk}/read/")
    for name in ("", *own, "new/", "appeals/", "team/", "calibration/", "recordings/"):
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

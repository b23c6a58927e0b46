"""A working day with the hands on the keyboard: the queue, a call written down with its promise, done and next."""

import pytest
from playwright.sync_api import Page, expect

from huashu.desk.cases.models import Case, Contact, Promise
from huashu.desk.people.models import Person
from huashu.worklist import Lane

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICER = ("demo-officer", "call-desk-officer")
CURRENT = ".queue [data-row][aria-current]"
COMPOSING = "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true}))"


@pytest.fixture
def officer(demo) -> Person:
    """The demo's officer, reading English, with at least three cases to work."""
    person = demo["demo-officer"]
    Person.objects.filter(pk=person.pk).update(language="en")
    Case.objects.filter(team=person.team, closed_on=None).update(assignee=person)
    assert Case.objects.filter(assignee=person, closed_on=None, lane__lt=Lane.WAITING).count() >= 3
    return person


@pytest.fixture
def today(officer, open_page, sign_in) -> Page:
    """The officer's Today page."""
    page = sign_in(open_page(), *OFFICER)
    page.goto("/today/")
    return page


def chosen(page: Page) -> int:
    return int(page.locator(CURRENT).get_attribute("data-row"))


def drafts(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('huashu.draft.')).length")


def wait_for_drafts(page: Page, count: int) -> None:
    """Wait until so many drafts are kept; the page's policy forbids the waiting that Playwright brings."""
    for _ in range(50):
        if drafts(page) == count:
            return
        page.wait_for_timeout(100)
    assert drafts(page) == count


def order(person: Person) -> list[int]:
    cases = Case.objects.filter(assignee=person, closed_on=None).order_by("lane", "rank", "id")
    return list(cases.values_list("pk", flat=True))


def name_of(pk: int) -> str:
    return Case.objects.get(pk=pk).customer.name


def test_a_day_by_keyboard_alone(officer, open_page):
    page, cases = open_page(), order(officer)
    half_minor = Case.objects.get(pk=cases[0]).overdue_minor // 200 * 100
    page.goto("/sign-in/")
    page.keyboard.type(OFFICER[0]) if page.evaluate("document.activeElement.name") == "username" else page.fill(
        "[name=username]", OFFICER[0]
    )
    page.locator("[name=username]").press("Tab")
    page.keyboard.type(OFFICER[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    assert chosen(page) == cases[0]

    page.keyboard.press("j")
    expect(page.locator(".who .name")).to_contain_text(name_of(cases[1]))
    assert chosen(page) == cases[1]
    page.keyboard.press("j")
    expect(page.locator(f"{CURRENT}[data-row='{cases[2]}']")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator(f"{CURRENT}[data-row='{cases[0]}']")).to_be_visible()
    expect(page.locator(".who .name")).to_contain_text(name_of(cases[0]))
    assert f"case={cases[0]}" in page.url

    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{cases[0]}/")
    page.go_back()
    expect(page.locator(CURRENT)).to_have_attribute("data-row", str(cases[0]))

    page.keyboard.press("c")
    expect(page.locator("input[name=outcome]").first).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=promise_kind][value=part]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(f"{half_minor // 100}")
    page.keyboard.press("Tab")
    page.keyboard.type("tomorrow")
    expect(page.locator(".read")).to_contain_text(f"So you will pay {half_minor // 100:,}.00 by")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**case={cases[0]}**written=**")
    promise = Promise.objects.get(
        contact__officer=officer, contact__recorded_at__date__isnull=False, words="", case=cases[0], status="open"
    )
    assert promise.parts.get().amount_minor == half_minor

    page.keyboard.press("e")
    page.wait_for_url(lambda url: f"case={cases[0]}" not in url)
    expect(page.locator(".queue h1")).to_contain_text("1 done")
    assert Case.objects.get(pk=cases[0]).handled_on is not None
    assert chosen(page) == cases[1]


def test_keys_are_off_while_an_input_method_composes_or_somebody_types(today, officer):
    first = chosen(today)
    for key in ("j", "e", "c", "n", "Enter"):
        today.evaluate(COMPOSING, key)
    assert (chosen(today), today.url.endswith("/today/"), today.locator(".contact-form").count()) == (first, True, 0)
    today.keyboard.press("/")
    expect(today.locator(".find [name=q]")).to_be_focused()
    today.keyboard.type("jke")
    assert chosen(today) == first
    assert today.locator(".find [name=q]").input_value() == "jke"
    assert not Case.objects.filter(assignee=officer, handled_on__isnull=False).exists()


def test_only_outcomes_that_fit_are_offered(today):
    today.keyboard.press("c")
    expect(today.get_by_text("Promised to pay")).to_be_visible()
    expect(today.get_by_text("No answer")).to_be_hidden()
    today.get_by_text("Nobody", exact=True).click()
    expect(today.get_by_text("Promised to pay")).to_be_hidden()
    expect(today.get_by_text("No answer")).to_be_visible()
    today.locator(".contact-form").get_by_text("Letter", exact=True).click()
    expect(today.locator("input[name=outcome][value=sent]")).to_be_checked()
    expect(today.locator("[data-clock]")).to_be_hidden()


def test_an_error_keeps_what_was_typed_and_says_where(today, problems):
    today.allowed = ["422 (Unprocessable"]
    today.keyboard.press("p")
    expect(today.locator("[name=part_1_on]")).to_be_focused()
    today.keyboard.type("soon")
    today.locator("[name=promise_words]").fill("尽快")
    today.keyboard.press("Enter")
    expect(today.locator(".contact-form .errorlist").first).to_contain_text("isn't a day")
    expect(today.locator("[name=part_1_on]")).to_be_focused()
    assert today.locator("[name=promise_words]").input_value() == "尽快"
    assert problems(today) == []


def test_what_was_typed_survives_a_reload_and_goes_when_written_down(today, officer):
    today.keyboard.press("c")
    today.locator("#id_note").fill("手机信号不好")
    wait_for_drafts(today, 1)
    today.reload()
    today.keyboard.press("c")
    expect(today.get_by_text("What you typed before is back.")).to_be_visible()
    assert today.locator("#id_note").input_value() == "手机信号不好"
    today.locator("label:has(input[name=outcome]):visible").nth(3).click()
    today.locator("#id_note").press("Control+Enter")
    today.wait_for_url("**written=**")
    wait_for_drafts(today, 0)
    contact = Contact.objects.filter(officer=officer).latest("pk")
    assert (contact.note, contact.outcome) == ("手机信号不好", "no_promise")
    assert contact.case.handled_on is not None


def test_what_is_typed_before_a_new_form_has_settled_is_kept(today):
    today.keyboard.press("c")
    expect(today.locator("form[data-opened] #id_note")).to_be_visible()
    today.evaluate("""() => {
        const opened = document.querySelector("form[data-opened]"), arriving = opened.cloneNode(true);
        delete arriving.dataset.opened;
        opened.replaceWith(arriving);
        const note = arriving.querySelector("#id_note");
        note.value = "x";
        note.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    wait_for_drafts(today, 1)


def test_starting_afresh_forgets_the_draft(today):
    today.keyboard.press("n")
    expect(today.locator("[name=text]")).to_be_focused()
    today.keyboard.type("x")
    wait_for_drafts(today, 1)
    today.reload()
    today.keyboard.press("n")
    expect(today.locator("[name=text]")).to_have_value("x")
    today.keyboard.press("Escape")
    expect(today.locator(".note-form")).to_have_count(0)
    today.keyboard.press("n")
    assert today.locator("[name=text]").input_value() == ""


def test_a_lost_connection_loses_nothing_and_writes_once(today, officer):
    today.allowed = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "htmx:sendError", "htmx:afterRequest"]  # whatever asks just then
    before = Contact.objects.count()
    today.keyboard.press("c")
    today.locator("#id_note").fill("断网")
    today.keyboard.press("Shift+Tab")
    today.locator("label:has(input[name=outcome]):visible").nth(3).click()
    today.context.set_offline(True)
    today.locator(".contact-form button.go").click()
    expect(today.locator("#toasts")).to_contain_text("The connection is lost.")
    assert today.locator("#id_note").input_value() == "断网"
    today.context.set_offline(False)
    today.locator(".contact-form button.go").click()
    today.wait_for_url("**written=**")
    assert Contact.objects.count() == before + 1


def test_the_form_and_the_case_have_no_fault_that_axe_knows(today, problems):
    today.keyboard.press("p")
    expect(today.locator("[name=part_1_on]")).to_be_focused()
    today.get_by_text("Several payments").click()
    expect(today.locator("[name=part_2_on]")).to_be_visible()
    assert problems(today) == []


@pytest.mark.parametrize("tab", ["schedule", "ledger", "contacts", "promises", "notes", "files"])
def test_the_tabs_of_a_case_have_no_fault_that_axe_knows(tab, today, officer, problems):
    today.goto(f"/cases/{order(officer)[0]}/?tab={tab}")
    assert problems(today) == []


@pytest.mark.parametrize("path", ["payment/", "early/", "file/", "note/", "contact/", "dossier/", "change/reschedule/", "change/holiday/"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_around_a_case(path, width, officer, open_page, sign_in, problems):
    page = sign_in(open_page(width=width), "demo-supervisor", "call-desk-supervisor")
    page.goto(f"/cases/{order(officer)[0]}/{path}")
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_day_works_by_links_and_forms(officer, open_page, sign_in):
    page, cases = sign_in(open_page(scripts=False), *OFFICER), order(officer)
    page.goto("/today/")
    page.locator(f"[data-row='{cases[1]}']").click()
    assert chosen(page) == cases[1]
    page.get_by_role("link", name="Log contact").click()
    page.locator("label:has(input[name=outcome][value=no_promise])").click()
    page.get_by_role("button", name="Write down").first.click()
    assert f"case={cases[1]}" in page.url
    page.get_by_role("button", name="Done, next").click()
    assert Case.objects.get(pk=cases[1]).handled_on is not None


def test_on_a_phone_the_list_and_the_case_take_turns(officer, open_page, sign_in):
    page, cases = sign_in(open_page(width=390), *OFFICER), order(officer)
    page.goto("/today/")
    expect(page.locator(".work .who")).to_be_hidden()
    page.locator(f"[data-row='{cases[0]}']").click()
    expect(page.locator(".work .who")).to_be_visible()
    expect(page.locator(".queue")).to_be_hidden()
    page.get_by_role("link", name="To the list").click()
    expect(page.locator(".queue")).to_be_visible()


def test_signing_out_forgets_what_was_typed(today):
    today.keyboard.press("n")
    expect(today.locator("[name=text]")).to_be_focused()
    today.keyboard.type("x")
    wait_for_drafts(today, 1)
    today.locator("header > .menu > summary").first.click()
    today.get_by_role("button", name="Sign out").click()
    today.wait_for_url("**/sign-in/**")
    assert drafts(today) == 0

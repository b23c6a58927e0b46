"""The shell in a browser: keys, menu, theme, language, showing a masked field, lost connection, a session that ended."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from huashu.desk.audit.models import TrailEntry
from huashu.desk.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(246, 246, 243)", "rgb(21, 23, 26)"


def test_a_demo_login_is_filled_in_by_one_click(demo, open_page):
    page = open_page()
    page.goto("/sign-in/")
    page.click("button[data-username=demo-officer]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")


def test_a_key_presses_the_control_that_declares_it(eve, open_page, sign_in):
    page = sign_in(open_page(), "eve")
    page.goto("/people/")
    page.keyboard.press("n")
    page.wait_for_url("**/people/add/")


def test_keys_are_off_while_typing_composing_with_modifiers_and_in_dialogs(eve, open_page, sign_in):
    page = sign_in(open_page(), "eve")
    page.goto("/people/teams/")
    page.fill("[name=name]", "")
    page.locator("[name=name]").press("n")
    page.locator("[name=name]").press("?")
    assert page.locator("[name=name]").input_value() == "n?"
    expect(page.locator("#keys")).to_be_hidden()

    page.goto("/people/")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', isComposing: true, bubbles: true}))")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', keyCode: 229, bubbles: true}))")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'n', ctrlKey: true, bubbles: true}))")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys dt").first).to_have_text("N")
    expect(page.locator("#keys dd").first).to_have_text("Add a person")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.url.endswith("/people/")


def test_the_skip_link_is_first_and_leads_to_the_content(ada, open_page, sign_in):
    page = sign_in(open_page(), "ada")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_menu_opens_by_keyboard_and_closes_by_escape_and_by_a_click_beside_it(ada, open_page, sign_in):
    page = sign_in(open_page(), "ada")
    menu = page.locator("header > details.menu")
    page.locator("header > details.menu summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.locator("header > details.menu button").first.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator("header > details.menu summary")).to_be_focused()
    page.locator("header > details.menu summary").click()
    page.mouse.click(20, 600)
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("system", "chosen", "background"), [(False, "dark", DARK), (True, "light", LIGHT), (True, "system", DARK), (False, "system", LIGHT)]
)
def test_the_theme_follows_the_system_until_one_is_chosen(system, chosen, background, ada, open_page, sign_in):
    page = sign_in(open_page(dark=system), "ada")
    page.locator("header > details.menu summary").click()
    page.locator(f"header > details.menu button[name=theme][value={chosen}]").click()
    page.wait_for_load_state()
    assert page.url.endswith("/account/")
    assert page.evaluate(BACKGROUND) == background


def test_without_scripts_one_can_sign_in_choose_a_language_and_sign_out(ada, open_page):
    page = open_page(width=390, scripts=False)
    page.goto("/sign-in/?next=/account/")
    page.fill("[name=username]", "ada")
    page.fill("[name=password]", "warm paper, good lamp")
    page.click("main button.go")
    page.locator("header > details.menu summary").click()
    expect(page.locator("header > details.menu nav a").first).to_be_visible()
    page.locator("header > details.menu button[value=zh-hans]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.locator("header > details.menu summary").click()
    page.locator("header > details.menu form[action='/sign-out/'] button").click()
    page.wait_for_url("**/sign-in/")


@pytest.fixture
def at_case(ada, make_case, open_page, sign_in):
    """Ada on the page of a case whose phone is masked."""
    case = make_case(ada)
    page = sign_in(open_page(), "ada")
    page.clock.install()
    page.goto(f"/cases/{case.pk}/")
    return page


def shown(page):
    return page.locator(".masked", has_text="10000000001").first


def masked(page):
    return page.locator(".masked", has_text="100••••0001").first


def test_a_masked_field_is_shown_and_hidden_again_after_half_a_minute(at_case):
    masked(at_case).get_by_role("button").click()
    expect(shown(at_case)).to_be_visible()
    assert TrailEntry.objects.filter(kind="showing", person_name="ada").count() == 1
    expect(at_case.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    at_case.clock.fast_forward(29_000)
    expect(shown(at_case)).to_be_visible()
    at_case.clock.fast_forward(1_500)
    expect(shown(at_case)).to_have_count(0)
    masked(at_case).get_by_role("button").click()
    expect(shown(at_case)).to_be_visible()
    assert TrailEntry.objects.count() == 2


def test_hide_masks_at_once_and_keeps_the_focus(at_case):
    masked(at_case).get_by_role("button").click()
    shown(at_case).get_by_role("button").click()
    expect(shown(at_case)).to_have_count(0)
    expect(masked(at_case).get_by_role("button")).to_be_focused()


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(eve, open_page, sign_in):
    page = sign_in(open_page(), "eve")
    page.goto("/people/teams/")
    page.fill("[name=name]", "East")
    page.context.set_offline(True)
    expect(page.locator(".toast")).to_contain_text("The connection is lost.")
    page.click("main button.go")
    assert page.locator("[name=name]").input_value() == "East"
    page.context.set_offline(False)
    expect(page.locator(".toast")).to_contain_text("Connected again.")
    page.click("main button.go")
    expect(page.locator("main table")).to_contain_text("East")


def test_a_session_that_ended_is_said_with_the_way_back(at_case):
    at_case.allowed = ["401"]
    Session.objects.all().delete()
    masked(at_case).get_by_role("button").click()
    expect(at_case.locator(".toast")).to_contain_text("You have been signed out.")
    expect(at_case.locator(".toast a")).to_have_attribute("href", re.compile("/sign-in/"))
    expect(shown(at_case)).to_have_count(0)


def test_a_form_open_since_before_another_sign_in_can_still_be_sent(eve, open_page, sign_in):
    page = sign_in(open_page(), "eve")
    page.goto("/people/teams/")
    page.fill("[name=name]", "East")
    Session.objects.all().delete()
    other = page.context.new_page()
    sign_in(other, "eve")
    page.click("main button.go")
    expect(page.locator("main table")).to_contain_text("East")


def test_a_refusal_of_a_live_part_is_said(at_case):
    at_case.allowed = ["403", "404"]
    Person.objects.filter(username="ada").update(team=None)
    masked(at_case).get_by_role("button").click()
    expect(at_case.locator(".toast")).to_contain_text("This isn't there any more")

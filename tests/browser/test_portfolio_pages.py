"""The portfolio in a real browser: nothing hidden from anybody, nothing cut off, no colour that carries a meaning alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from huashu.desk.people.models import Person

pytestmark = pytest.mark.browser
VIEWS = [(1440, "light", "en"), (1440, "dark", "zh-hans"), (1100, "light", "zh-hant"), (390, "light", "zh-hans"), (390, "dark", "en")]


@pytest.fixture
def demo(browser, demo_book):
    demo_book(80)


@pytest.fixture
def open_page(demo, browser, live_server):
    contexts = []

    def go(username, address, width=1440, scheme="light", language="en"):
        person = Person.objects.get(username=username)
        person.language = language
        person.save()
        client = Client()
        client.force_login(person)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield go
    for context in contexts:
        context.close()


def check_looks(page, width):
    assert page.faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "scheme", "language"), VIEWS)
def test_the_portfolio_reads_well(open_page, width, scheme, language):
    page = open_page("demo-supervisor", "/portfolio/", width, scheme, language)
    for summary in page.locator("main summary").all():
        summary.click()
    check_looks(page, width)
    for figure in page.locator(".key-figure").all():
        assert figure.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), figure.inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_number_leads_to_its_cases_and_back(open_page, width):
    page = open_page("demo-officer", "/portfolio/", width)
    link = page.locator("main table a[href*='bucket=M1']").first
    shown = link.inner_text()
    link.click()
    page.wait_for_url("**/portfolio/list/**")
    assert shown in page.locator("h1").inner_text()
    check_looks(page, width)
    page.keyboard.press("b")
    page.wait_for_url("**/portfolio/?*")


def test_it_prints_on_paper(open_page):
    page = open_page("demo-compliance", "/portfolio/")
    page.emulate_media(media="print")
    assert page.locator(".choose").is_hidden()
    assert page.locator(".picture svg").first.is_visible()
    assert len(page.pdf(format="A4", print_background=True)) > 20_000

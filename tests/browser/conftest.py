"""A real browser on a real server: pages in any language, colours and width, that fail on errors nobody looked for.

The browser is the system's Chromium (``HUASHU_TEST_CHROMIUM`` names another one), else Playwright's own. Without one the tests here
skip and say so.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from huashu.desk import clock
from huashu.desk.demo.services import demo_load
from huashu.desk.people.models import Person

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP, PHONE = 1440, 390
MORNING = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "warm paper, good lamp"
TOO_LOW = """() => [...document.querySelectorAll("main button, main .button, main input, main select, main textarea, .menu > summary")]
    .filter(one => one.checkVisibility() && !["hidden", "checkbox", "radio"].includes(one.type) && !one.closest(".picks, .vh"))
    .map(one => [one.outerHTML.slice(0, 90), Math.round(one.getBoundingClientRect().height)]).filter(([, height]) => height < 44)"""
BESIDE_THE_WINDOW = """() => [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 6)"""


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests.

    Playwright keeps a loop running in the thread that the tests read the database in, which Django would take for a mistake.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        path = os.environ.get("HUASHU_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            pytest.skip("no Chromium: install one (Debian: apt install chromium) or name it in HUASHU_TEST_CHROMIUM")
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def morning(monkeypatch) -> date:
    """The desk's clock from ten in the morning of Monday 30 November 2026 on, so that calls are lawful whenever the tests run."""
    real = clock.now
    shift = MORNING - real()
    monkeypatch.setattr(clock, "now", lambda: real() + shift)
    return MORNING.date()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Callable[..., Page]:
    """A new window on the desk; at the end of the test it fails if the browser complained about anything."""
    contexts, complaints = [], []

    def open_window(*, width: int = DESKTOP, dark: bool = False, locale: str = "en-GB", scripts: bool = True, touch: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale=locale,
            java_script_enabled=scripts,
            has_touch=touch or width == PHONE,
            reduced_motion="reduce",  # colours in the middle of a change would be measured
            timezone_id="Asia/Shanghai",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.allowed = []
        return page

    yield open_window
    allowed = [words for context in contexts for page in context.pages for words in getattr(page, "allowed", [])]
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if not any(words in complaint for words in allowed)] == []


@pytest.fixture
def sign_in() -> Callable[..., Page]:
    """Sign somebody in by the form: ``sign_in(page, "ada")``."""

    def by_form(page: Page, username: str, password: str = PASSWORD) -> Page:
        page.goto("/sign-in/?next=/account/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.click("main button.go")
        page.wait_for_url("**/account/")
        return page

    return by_form


@pytest.fixture
def problems() -> Callable[..., list[str]]:
    """What axe finds wrong with a page, a line each; ``problems(page, "color-contrast")`` looks at one rule only."""
    axe = Axe()

    def found(page: Page, *rules: str) -> list[str]:
        options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        violations = axe.run(page, options=options).response["violations"]
        return [f"{one['id']}: {node['target']} {' '.join(node['failureSummary'].split())}" for one in violations for node in one["nodes"]]

    return found


@pytest.fixture
def look(problems) -> Callable[..., list[str]]:
    """Look at the page that is open, at each width in light and dark: ``look(page, thorough=False)`` leaves axe out.

    Axe costs half a second a page, and languages change nothing that it sees but words, so a page is looked at thoroughly in one language.
    """

    def at(page: Page, widths: tuple[int, ...] = (DESKTOP, PHONE), *, thorough: bool = True) -> list[str]:
        faults = []
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            found = []
            if thorough:
                page.emulate_media(color_scheme="light")
                found += problems(page)
                page.emulate_media(color_scheme="dark")
                found += [f"dark: {fault}" for fault in problems(page, "color-contrast")]  # nothing else changes with the colours
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"wider than the window: {page.evaluate(BESIDE_THE_WINDOW)}")
            if width == PHONE:
                found += [f"too low for a thumb: {html} {height}px" for html, height in page.evaluate(TOO_LOW)]
            faults += [f"{page.url.split('/', 3)[3]} at {width}: {fault}" for fault in found]
        return faults

    return at


@pytest.fixture
def tab_to() -> Callable[[Page, Locator], None]:
    """Press Tab until an element has the focus, as somebody without a mouse does."""

    def reach(page: Page, wanted: Locator) -> None:
        for _ in range(150):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{wanted} can't be reached with Tab")

    return reach


@pytest.fixture
def all_sent() -> Callable[[Page], None]:
    """Wait until no press of a call waits on the machine any more; the last note may stay, for a reload."""

    def wait(page: Page) -> None:
        for _turn in range(80):
            if not page.evaluate("() => JSON.parse(localStorage.getItem(document.getElementById('call').dataset.store))?.events.length"):
                return
            page.wait_for_timeout(200)
        pytest.fail("something is still waiting to be sent")

    return wait


@pytest.fixture(scope="session")
def books() -> Iterator[dict[tuple[int, date], sqlite3.Connection]]:
    """Demo books that were loaded already, by number of borrowers and day: copied, as loading one takes seconds."""
    kept: dict[tuple[int, date], sqlite3.Connection] = {}
    yield kept
    for copy in kept.values():
        copy.close()


@pytest.fixture
def demo_book(transactional_db, books, morning) -> Callable[[int], None]:
    """Load a demo book of so many borrowers, closed today."""

    def load(borrowers: int) -> None:
        connection.ensure_connection()
        if (borrowers, morning) in books:
            books[borrowers, morning].backup(connection.connection)
            return
        call_command("flush", verbosity=0, interactive=False)
        demo_load(today=morning, now=clock.now() - timedelta(minutes=1), borrowers=borrowers)
        copy = books[borrowers, morning] = sqlite3.connect(":memory:")
        connection.connection.backup(copy)

    return load


@pytest.fixture
def demo(demo_book) -> dict[str, Person]:
    """A small demo book and its people by sign-in name; their passwords are published."""
    demo_book(40)
    return {person.username: person for person in Person.objects.filter(is_demo=True)}

"""A real browser on a real server: pages in any language, colours and width, that fail on errors nobody looked for.

The browser is the system's Chromium (``HUASHU_TEST_CHROMIUM`` names another one), else Playwright's own. Without one the tests here
skip and say so.
"""

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

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
PASSWORD = "warm paper, good lamp"


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
    """The desk's clock at ten in the morning of today, so that calls are lawful whenever the tests run."""
    real = clock.now
    local = timezone.localtime(real())
    shift = local.replace(hour=10, minute=0) - local
    monkeypatch.setattr(clock, "now", lambda: real() + shift)
    return local.date()


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
def demo(transactional_db) -> dict[str, Person]:
    """A small demo book, closed today, and its people by sign-in name; their passwords are published."""
    call_command("flush", verbosity=0, interactive=False)
    now = clock.now() - timedelta(minutes=1)
    demo_load(today=timezone.localdate(now), now=now, borrowers=40)
    return {person.username: person for person in Person.objects.filter(is_demo=True)}

"""Every page that the navigation leads to: no fault that axe knows, nothing beside the window, targets that a thumb hits."""

import pytest

from huashu.desk import clock
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REACHED = {"officer": 10, "supervisor": 15, "verifier": 7, "compliance": 13, "admin": 5}
"""Pages that the navigation shows each role."""
BESIDE = {
    "compliance": (
        "/conduct/findings/",
        "/conduct/settings/",
        "/conduct/complaints/",
        "/conduct/complaints/?state=closed&overdue=on",
        "/conduct/complaints/new/",
        "/conduct/complaints/TS-{year}-0001/",
        "/conduct/complaints/TS-{year}-0002/",
    ),
    "officer": (
        "/cases/{case}/",
        "/cases/{case}/assessment/",
        "/cases/{case}/assessment/override/",
        "/cases/{case}/assessment/income/",
        "/conduct/{case}/start/message/",
        "/conduct/{case}/fact/hours/",
        "/conduct/complaints/new/?case={case}",
        "/account/",
        "/account/password/",
        "/no-such-page/",
        "/people/",
    ),
    "admin": ("/people/add/", "/people/teams/", "/people/{person}/"),
}
LANGUAGES = ("zh-hans", "zh-hant", "en")
LOCALES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", REACHED)
def test_pages(role, language, demo, open_page, sign_in, look):
    Person.objects.update(language=language)
    page = sign_in(open_page(touch=True), f"demo-{role}", f"call-desk-{role}")
    page.allowed = ["404", "403"]
    reached = [link.get_attribute("href") for link in page.locator("nav.pages a").all()]
    case = Case.objects.filter(team=demo["demo-officer"].team, closed_on=None).first()
    faults = []
    for path in (*reached, *BESIDE.get(role, ())):
        page.goto(path.format(case=case.pk, person=demo["demo-officer"].pk, year=clock.today().year))
        faults += look(page, thorough=language == "zh-hans")
    assert not faults, "\n".join(faults)
    assert len(reached) == REACHED[role]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sign_in_page(language, demo, open_page, look):
    page = open_page(locale=LOCALES[language], touch=True)
    page.allowed = ["422"]
    page.goto("/sign-in/")
    assert page.locator("html").get_attribute("lang").lower() == language
    assert not (faults := look(page)), "\n".join(faults)
    page.fill("[name=username]", "x")
    page.fill("[name=password]", "x")
    page.click("main button.go")
    assert page.locator(".errorlist").is_visible()
    assert not (faults := look(page)), "\n".join(faults)

"""What every page carries: headers, navigation by role, language, theme, error pages."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, server_error

from huashu.desk import people
from huashu.desk.people.icons import ICONS
from huashu.desk.people.middleware import POLICY

pytestmark = pytest.mark.django_db
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/account/", "/sign-in/", "/no-such-page/", "/audit/"])
@pytest.mark.parametrize("name", HEADERS)
def test_secure_headers_on_pages_and_errors(path, name, ada, signed_in):
    assert signed_in(ada).get(path, follow=True).headers[name] == HEADERS[name]


def test_the_policy_allows_nothing_inline_and_nothing_foreign():
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_pages_stay_out_of_shared_caches_and_features_are_off(ada, signed_in):
    headers = signed_in(ada).get("/account/").headers
    assert set(headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("who", ["ada", "chen", "eve"])
def test_no_page_has_inline_scripts_or_styles(who, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    for path in ["/account/", "/account/password/", "/people/", "/people/add/", "/people/teams/", "/audit/", "/no-such-page/"]:
        text = client.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


NAVIGATION = [
    ("ada", {"Today", "Cases", "Promises", "Playbooks", "Approvals", "Reviews", "Portfolio", "Conduct", "Phases", "Lawbook"}),
    (
        "ben",
        {
            "Today",
            "Cases",
            "Promises",
            "Playbooks",
            "Approvals",
            "Team desk",
            "Reviews",
            "Messages",
            "Portfolio",
            "Imports",
            "Close",
            "Conduct",
            "Phases",
            "Lawbook",
            "Audit",
        },
    ),
    (
        "chen",
        {
            "Today",
            "Cases",
            "Promises",
            "Playbooks",
            "Approvals",
            "Reviews",
            "Messages",
            "Portfolio",
            "Close",
            "Conduct",
            "Phases",
            "Lawbook",
            "Audit",
        },
    ),
    ("eve", {"Imports", "Close", "Conduct", "Audit", "People"}),
    ("finn", {"Today", "Cases", "Promises", "Playbooks", "Reviews", "Phases", "Lawbook"}),
]


@pytest.mark.parametrize(("who", "labels"), NAVIGATION)
def test_the_navigation_shows_what_the_role_may_open(who, labels, request, signed_in):
    page = signed_in(request.getfixturevalue(who)).get("/account/").text
    shown = page.split('<nav class="pages"')[1].split("</nav>")[0]
    assert set(re.findall(r">([^<>]+)</a>", shown)) == labels


@pytest.mark.parametrize("who", ["ada", "ben", "chen", "eve", "finn"])
def test_every_page_of_the_navigation_opens_and_marks_itself(who, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    for item in client.get("/account/").context["nav"].all:
        response = client.get(item.url)
        assert response.status_code == 200, item.url
        assert [one.url for one in response.context["nav"].all if one.current] == [item.url]


@pytest.mark.parametrize("who", ["ada", "ben", "chen"])
def test_the_rules_of_phases_stand_under_more(who, request, signed_in):
    nav = signed_in(request.getfixturevalue(who)).get("/account/").context["nav"]
    assert "/phases/" in [item.url for item in nav.more]


HOMES = [("ada", "/today/"), ("ben", "/today/"), ("chen", "/today/"), ("finn", "/today/"), ("eve", "/imports/")]


@pytest.mark.parametrize(("who", "home"), HOMES)
def test_home_is_the_first_page_of_the_role(who, home, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).get("/").headers["Location"] == home


TAGS = [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")]


@pytest.mark.parametrize(("code", "tag"), TAGS)
def test_the_language_is_remembered_on_the_person(code, tag, ada, signed_in):
    client = signed_in(ada)
    response = client.post("/language/", {"language": code, "next": "/account/"})
    assert response.headers["Location"] == "/account/"
    assert f'<html lang="{tag}"' in client.get("/account/").text
    assert f'<html lang="{tag}"' in signed_in(ada).get("/account/").text
    ada.refresh_from_db()
    assert ada.language == code


def test_before_sign_in_it_is_remembered_by_the_browser():
    client = Client(headers={"host": "localhost"})
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/sign-in/").text


@pytest.mark.parametrize("code", ["", "fr", "zh", "../x"])
def test_languages_that_the_desk_does_not_have_change_nothing(code, ada, signed_in):
    client = signed_in(ada)
    assert client.post("/language/", {"language": code}).status_code == 302
    assert '<html lang="en"' in client.get("/account/").text


@pytest.mark.parametrize("theme", ["system", "light", "dark"])
def test_the_theme_is_in_the_page_itself_so_nothing_flashes(theme, ada, signed_in):
    client = signed_in(ada)
    client.post("/theme/", {"theme": theme})
    assert f'data-theme="{theme}"' in client.get("/account/").text


def test_a_theme_that_is_none_is_the_systems(ada, signed_in):
    client = signed_in(ada)
    client.post("/theme/", {"theme": "pink"})
    client.cookies["huashu-theme"] = '"><script>'
    assert 'data-theme="system"' in client.get("/account/").text


FAULTS = [
    ("/no-such-page/", 404, "There is nothing here"),
    ("/people/", 403, "This page isn't for your role"),
]


@pytest.mark.parametrize(("path", "status", "words"), FAULTS)
def test_error_pages_say_what_is_safe_and_what_to_do(path, status, words, ada, signed_in):
    response = signed_in(ada).get(path)
    assert response.status_code == status
    assert words in html.unescape(response.text)
    assert 'href="/"' in response.text


@pytest.mark.parametrize(("view", "words"), [(server_error, "What was saved before is safe"), (bad_request, "Nothing was changed.")])
def test_the_pages_for_failures_need_neither_person_nor_database(view, words, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        response = view(request, Exception()) if view is bad_request else view(request)
    assert 'lang="zh-hans"' in response.text.lower()


def test_every_icon_that_a_template_names_is_drawn():
    desk = Path(people.__file__).parents[1]
    named = {name for page in desk.rglob("*.html") for name in re.findall(r'{% icon "([^"]+)" %}', page.read_text(encoding="utf-8"))}
    assert named <= ICONS.keys()

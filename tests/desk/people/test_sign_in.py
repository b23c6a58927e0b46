"""Signing in, staying signed in and signing out."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import translation

from huashu.desk.people.address import address_of
from huashu.desk.people.models import Person, Role, SignInFailure

PASSWORD = "warm paper, good lamp"
pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


@pytest.fixture
def browser():
    return Client(headers={"host": "localhost", "Accept-Language": "en"})


def sign_in(browser, username="ada", password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"username": username, "password": password, **more})


def test_name_and_password_open_the_desk(browser, ada):
    assert sign_in(browser).headers["Location"] == "/"
    assert browser.get("/account/").status_code == 200


@pytest.mark.parametrize("username", [" ada ", "ADA", "Ada"])
def test_spaces_and_case_of_the_name_do_not_matter(username, browser, ada):
    assert sign_in(browser, username).status_code == 302


WRONG = [("ada", "wrong"), ("ada", ""), ("nobody", PASSWORD), ("", PASSWORD), ("ada", PASSWORD.upper()), ("ada", PASSWORD + " ")]


@pytest.mark.parametrize(("username", "password"), WRONG)
def test_anything_else_does_not(username, password, browser, ada):
    assert sign_in(browser, username, password).status_code == 422
    assert browser.get("/account/").status_code == 302


def test_unknown_wrong_and_shut_out_look_the_same(browser, ada, ben):
    Person.objects.filter(pk=ben.pk).update(is_active=False)
    for pair in [("nobody", "x"), ("ada", "x"), ("ben", PASSWORD)]:
        response = sign_in(browser, *pair)
        assert response.context["form"].non_field_errors() == ["Name and password don't match. Check both and try again."]
        assert response.status_code == 422


@pytest.mark.parametrize("username", ["ada", "nobody"])
def test_an_unknown_name_costs_one_hash_like_a_known_one(username, browser, ada, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args))
    sign_in(browser, username, "wrong")
    assert len(hashed) == 1


def test_the_session_gets_another_key_at_sign_in(browser, ada):
    browser.get(SIGN_IN)
    before = browser.session.session_key
    sign_in(browser)
    assert browser.session.session_key != before


NEXT = [
    ("/audit/?field=phone", "/audit/?field=phone"),
    ("", "/"),
    ("https://example.com/", "/"),
    ("//example.com/", "/"),
    ("http:///example.com", "/"),
    ("javascript:alert(1)", "/"),
    ("\\\\example.com", "/"),
]


@pytest.mark.parametrize(("asked", "wanted"), NEXT)
def test_next_leads_to_pages_of_the_desk_only(asked, wanted, browser, ada):
    assert sign_in(browser, next=asked).headers["Location"] == wanted


def test_signed_out_people_are_sent_to_sign_in_and_back(browser):
    assert browser.get("/account/?x=1").headers["Location"] == "/sign-in/?next=%2Faccount%2F%3Fx%3D1"
    assert browser.get("/").headers["Location"] == SIGN_IN
    assert browser.post("/account/password/", {}).headers["Location"] == SIGN_IN
    assert browser.get("/no-such-page/").status_code == 302


REFERERS = [
    ("http://localhost/cases/7/?tab=ledger", "/sign-in/?next=%2Fcases%2F7%2F%3Ftab%3Dledger"),
    ("http://example.com/cases/7/", SIGN_IN),
    ("", SIGN_IN),
    ("nonsense", SIGN_IN),
]


@pytest.mark.parametrize(("referer", "wanted"), REFERERS)
def test_a_form_sent_signed_out_leads_back_to_its_page(referer, wanted, browser):
    assert browser.post("/audit/show/", {}, headers={"Referer": referer}).headers["Location"] == wanted


def test_somebody_who_is_signed_in_goes_on(browser, ada):
    sign_in(browser)
    assert browser.get(SIGN_IN).headers["Location"] == "/"


LASTING = [
    ([timedelta(minutes=59, seconds=59)], True),
    ([timedelta(hours=1)], False),
    ([timedelta(minutes=50)] * 11, True),
    ([timedelta(minutes=50)] * 12, False),
    ([timedelta(seconds=59), timedelta(minutes=59, seconds=1)], False),
    ([timedelta(seconds=60), timedelta(minutes=59, seconds=59)], True),
]


@pytest.mark.parametrize(("pauses", "lasts"), LASTING)
def test_a_sign_in_lasts_an_hour_without_work_and_ten_hours_with_it(pauses, lasts, browser, ada, at, now):
    """Twelve times 50 minutes are ten hours; work is noted once a minute."""
    sign_in(browser)
    moment = now
    for pause in pauses:
        moment += pause
        at(moment)
        response = browser.get("/account/")
    assert (response.status_code == 200) == lasts
    if not lasts:
        assert response.headers["Location"] == "/sign-in/?next=%2Faccount%2F&ended=1"
        assert "signed out after a while" in browser.get(response.headers["Location"]).text


def test_reading_pages_writes_the_session_once_a_minute(browser, ada, at, now, django_assert_num_queries):
    sign_in(browser)
    at(now + timedelta(seconds=30))
    with django_assert_num_queries(3):  # session, person, their team
        browser.get("/account/")


def test_signing_out_ends_the_session_and_empties_the_cache(browser, ada):
    sign_in(browser)
    response = browser.post("/sign-out/")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get("/account/").status_code == 302


def test_signing_out_by_a_link_is_refused(browser, ada):
    sign_in(browser)
    assert browser.get("/sign-out/").status_code == 405


def test_a_form_without_its_token_is_refused_in_words(ada):
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost", "Accept-Language": "en"})
    response = sign_in(browser)
    assert response.status_code == 403
    assert "The form was too old to be accepted" in response.text


class TestThrottle:
    """Five wrong tries are free; then 30 s, 1, 2, 4, 8 and at last 15 minutes from the latest one."""

    def wrong(self, browser, times, username="ada"):
        for _ in range(times):
            response = sign_in(browser, username, "wrong")
        return response

    def test_the_fifth_is_looked_at_and_the_sixth_is_not(self, browser, ada, now):
        assert self.wrong(browser, 5).status_code == 422
        response = sign_in(browser)
        assert response.status_code == 429
        assert response.headers["Retry-After"] == "30"
        assert "Try again at 10:12:30, in 0:30." in response.text

    @pytest.mark.parametrize(("seconds", "status"), [(29, 429), (30, 302)])
    def test_the_first_wait(self, seconds, status, browser, ada, at, now):
        self.wrong(browser, 5)
        at(now + timedelta(seconds=seconds))
        assert sign_in(browser).status_code == status

    def test_the_wait_grows_and_has_an_end(self, browser, ada, at, now):
        moment, waits = now, []
        self.wrong(browser, 5)
        for _ in range(7):
            waits.append(int(sign_in(browser).headers["Retry-After"]))
            moment += timedelta(seconds=waits[-1])
            at(moment)
            self.wrong(browser, 1)
        assert waits == [30, 60, 120, 240, 480, 900, 900]

    def test_tries_that_are_not_looked_at_do_not_count(self, browser, ada, now):
        self.wrong(browser, 9)
        assert SignInFailure.objects.count() == 5

    def test_success_forgets_the_failures_of_the_name(self, browser, ada):
        self.wrong(browser, 4)
        assert sign_in(browser).status_code == 302
        assert not SignInFailure.objects.exists()

    def test_others_are_not_held_up(self, browser, ada, ben, now):
        self.wrong(browser, 5)
        assert sign_in(browser, "ben").status_code == 302

    def test_one_address_trying_many_names_is_slowed_down(self, browser, ada, ben, now):
        for number in range(20):
            sign_in(browser, f"name{number}", "wrong")
        assert sign_in(browser).status_code == 429
        elsewhere = Client(headers={"host": "localhost"}, REMOTE_ADDR="10.1.1.1")
        assert sign_in(elsewhere).status_code == 302

    def test_a_long_name_is_counted_too(self, browser, now):
        self.wrong(browser, 5, "x" * 60)
        assert self.wrong(browser, 1, "x" * 60).status_code == 429

    def test_old_failures_are_forgotten_and_removed(self, browser, ada, at, now):
        self.wrong(browser, 5)
        at(now + timedelta(hours=1))
        assert sign_in(browser, "ada", "wrong").status_code == 422
        assert SignInFailure.objects.count() == 1


ADDRESSES = [
    (False, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1"}, "10.0.0.1"),
    (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.1.1.1"}, "1.1.1.1"),
    (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "nonsense"}, "10.0.0.1"),
    (True, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
    (False, {"REMOTE_ADDR": ""}, "::"),
]


@pytest.mark.parametrize(("https", "meta", "wanted"), ADDRESSES)
def test_the_address_is_the_proxys_word_only_behind_one(https, meta, wanted, settings, rf):
    settings.HTTPS = https
    assert address_of(rf.get("/", **meta)) == wanted


def test_demo_logins_are_shown_while_their_people_are_there(browser):
    assert "call-desk-officer" not in browser.get(SIGN_IN).text
    Person.objects.create_user("demo-officer", "call-desk-officer", name="安然", role=Role.OFFICER, is_demo=True)
    page = browser.get(SIGN_IN).text
    assert 'data-username="demo-officer" data-password="call-desk-officer"' in page
    assert "demo-admin" not in page


def test_a_real_person_with_a_demo_name_gives_no_password_away(browser):
    Person.objects.create_user("demo-officer", PASSWORD, name="Real", role=Role.OFFICER)
    assert "call-desk-officer" not in browser.get(SIGN_IN).text


LANGUAGES = [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("en-GB", "en"), ("fr", "zh-Hans")]


@pytest.mark.parametrize(("asked", "tag"), LANGUAGES)
def test_before_sign_in_the_browser_says_the_language(asked, tag):
    response = Client(headers={"host": "localhost", "Accept-Language": asked}).get(SIGN_IN)
    assert f'<html lang="{tag}"' in response.text
    assert response.headers["Content-Language"] == tag.lower()


def test_no_language_is_left_behind_for_the_next_request(browser):
    browser.get(SIGN_IN)
    assert translation.get_language() == "zh-hans"

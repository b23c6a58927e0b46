"""One's own account: the password and its rules."""

import html

import pytest

from huashu.desk.people.models import Person

PASSWORD = "warm paper, good lamp"
pytestmark = pytest.mark.django_db
PAGE = "/account/password/"
NEW = "another lamp, another form"


def change(client, present=PASSWORD, password=NEW, repeated=None):
    return client.post(PAGE, {"present": present, "password": password, "repeated": password if repeated is None else repeated})


def test_the_password_changes_here_stays_and_others_end(ada, signed_in):
    here, elsewhere = signed_in(ada), signed_in(ada)
    assert change(here).headers["Location"] == "/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    ada.refresh_from_db()
    assert ada.check_password(NEW)


REFUSED = [
    ({"present": "wrong"}, "present", "This isn't your present password."),
    ({"repeated": "something else"}, "repeated", "The two new passwords differ. Type the new one twice."),
    ({"password": "nine_char"}, "password", "at least 10 characters"),
    ({"password": "1234567890123"}, "password", "entirely numeric"),
    ({"password": "password123"}, "password", "too common"),
    ({"password": ""}, "password", "This field is required."),
]


@pytest.mark.parametrize(("given", "field", "words"), REFUSED)
def test_rules_are_said_beside_the_field(given, field, words, ada, signed_in):
    response = change(signed_in(ada), **given)
    assert response.status_code == 422
    assert words in html.unescape(response.text)
    assert f'id="id_{field}_error"' in response.text
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_password_like_the_name_is_refused(ada, signed_in):
    Person.objects.filter(pk=ada.pk).update(name="Ada Lovelace")
    assert change(signed_in(ada), password="adalovelace").status_code == 422


def test_a_given_password_has_to_be_changed_before_anything_else(ada, signed_in):
    Person.objects.filter(pk=ada.pk).update(must_change_password=True)
    client = signed_in(ada)
    assert client.get("/account/").headers["Location"] == PAGE
    assert client.post("/audit/show/", {}).headers["Location"] == PAGE
    assert client.get(PAGE).context["nav"] is None
    assert change(client).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_signing_out_is_possible_before_that(ada, signed_in):
    Person.objects.filter(pk=ada.pk).update(must_change_password=True)
    assert signed_in(ada).post("/sign-out/").headers["Location"] == "/sign-in/"


def test_the_published_passwords_of_the_demo_stay(ada, signed_in):
    Person.objects.filter(pk=ada.pk).update(is_demo=True)
    client = signed_in(ada)
    assert change(client).headers["Location"] == "/account/"
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)

"""The pages on which an administrator looks after people and teams."""

import pytest

from huashu.desk.people import services
from huashu.desk.people.models import Person, Role, Team
from huashu.desk.people.refusals import TeamMissing

PASSWORD = "warm paper, good lamp"
pytestmark = pytest.mark.django_db
PAGES = ["/people/", "/people/add/", "/people/teams/"]
GRACE = {"username": "grace", "name": "Grace", "role": "officer", "language": "en"}


def as_posted(person, **changes):
    fields = {"name": person.name, "role": person.role, "team": person.team_id or "", "language": person.language, "is_active": "on"}
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


@pytest.mark.parametrize("who", ["ada", "ben", "chen", "dora", "finn"])
def test_only_administrators_get_in(who, request, ada, north, signed_in):
    client = signed_in(request.getfixturevalue(who))
    for path in [*PAGES, f"/people/{ada.pk}/", f"/people/teams/{north.pk}/"]:
        assert client.get(path).status_code == 403
    for path in [f"/people/{ada.pk}/password/", f"/people/teams/{north.pk}/remove/"]:
        assert client.post(path).status_code == 403


def test_the_list_shows_everybody_with_their_open_cases(ada, ben, eve, make_case, signed_in):
    make_case(ada)
    make_case(ada)
    make_case(ada, closed_on="2026-11-20")
    Person.objects.filter(pk=ben.pk).update(is_active=False)
    people = signed_in(eve).get("/people/").context["people"]
    assert [(person.username, person.open_cases) for person in people] == [("ada", 2), ("eve", 0), ("ben", 0)]


def test_the_number_of_queries_is_fixed(ada, ben, dora, eve, signed_in, django_assert_num_queries):
    client = signed_in(eve)
    client.get("/people/")
    with django_assert_num_queries(3):  # session, person, people
        client.get("/people/")
    with django_assert_num_queries(3):
        client.get("/people/teams/")


def test_somebody_added_signs_in_with_the_password_shown_once(eve, north, signed_in, client):
    response = signed_in(eve).post("/people/add/", {**GRACE, "team": north.pk})
    password = response.context["password"]
    assert f"<code>{password}</code>" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    signing_in = client.post("/sign-in/", {"username": "grace", "password": password}, headers={"host": "localhost"})
    assert signing_in.status_code == 302
    assert client.get("/account/", headers={"host": "localhost"}).headers["Location"] == "/account/password/"


NOT_ADDED = [
    ({"username": "eve", "role": "admin"}, "username", "The name eve is taken."),
    ({"username": "EVE ", "role": "admin"}, "username", "The name eve is taken."),
    ({"username": "a b"}, "username", "no spaces"),
    ({"username": "é"}, "username", "2 to 60 letters"),
    ({}, "team", "Choose a team."),
    ({"role": "verifier"}, "team", "Choose a team."),
    ({"role": "supervisor"}, "team", "Choose a team."),
    ({"role": "king"}, "role", "Select a valid choice."),
    ({"name": ""}, "name", "This field is required."),
]


@pytest.mark.parametrize(("given", "field", "words"), NOT_ADDED)
def test_what_is_wrong_is_said_beside_the_field(given, field, words, eve, signed_in):
    response = signed_in(eve).post("/people/add/", {**GRACE, **given})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert words in response.text
    assert Person.objects.count() == 1


@pytest.mark.parametrize("role", ["compliance", "admin"])
def test_compliance_and_administrators_need_no_team(role, eve, signed_in):
    assert signed_in(eve).post("/people/add/", {**GRACE, "role": role}).status_code == 200


def test_changes_are_kept(ada, eve, south, signed_in):
    response = signed_in(eve).post(
        f"/people/{ada.pk}/", as_posted(ada, name="Ada L.", role="supervisor", team=south.pk, language="zh-hant"), follow=True
    )
    assert "Ada L. is saved." in response.text
    ada.refresh_from_db()
    assert (ada.name, ada.role, ada.team, ada.language) == ("Ada L.", Role.SUPERVISOR, south, "zh-hant")


def test_somebody_who_may_not_sign_in_any_more_is_out_at_once(ada, eve, signed_in):
    hers = signed_in(ada)
    assert hers.get("/account/").status_code == 200
    signed_in(eve).post(f"/people/{ada.pk}/", as_posted(ada, is_active=None))
    assert hers.get("/account/").status_code == 302


LAST = [({"is_active": None}, "is_active"), ({"role": "compliance"}, "role")]


@pytest.mark.parametrize(("change", "field"), LAST)
def test_the_last_administrator_stays(change, field, eve, signed_in):
    response = signed_in(eve).post(f"/people/{eve.pk}/", as_posted(eve, **change))
    assert "Eve is the last administrator who may sign in." in response.context["form"].errors[field][0]
    eve.refresh_from_db()
    assert (eve.role, eve.is_active) == ("admin", True)


@pytest.mark.parametrize(("change", "field"), LAST)
def test_one_of_two_administrators_may_go(change, field, eve, signed_in):
    Person.objects.create_user("zoe", PASSWORD, name="Zoe", role=Role.ADMIN)
    assert signed_in(eve).post(f"/people/{eve.pk}/", as_posted(eve, **change)).status_code == 302


def test_an_administrator_who_may_not_sign_in_does_not_count(eve, signed_in):
    Person.objects.create_user("zoe", PASSWORD, name="Zoe", role=Role.ADMIN, is_active=False)
    assert signed_in(eve).post(f"/people/{eve.pk}/", as_posted(eve, is_active=None)).status_code == 422


def test_a_new_password_is_shown_once_and_ends_their_sessions(ada, eve, signed_in):
    hers = signed_in(ada)
    password = signed_in(eve).post(f"/people/{ada.pk}/password/").context["password"]
    ada.refresh_from_db()
    assert ada.check_password(password)
    assert ada.must_change_password
    assert hers.get("/account/").status_code == 302


def test_first_passwords_differ_and_follow_the_rules():
    passwords = {services._one_time_password() for _ in range(200)}
    assert len(passwords) == 200
    assert all(len(password) == 14 for password in passwords)


def test_nobody_is_not_found(eve, signed_in):
    assert signed_in(eve).get("/people/99999/").status_code == 404
    assert signed_in(eve).get("/people/teams/99999/").status_code == 404


def test_teams_are_added_renamed_and_removed(eve, signed_in):
    client = signed_in(eve)
    client.post("/people/teams/", {"name": " East "})
    team = Team.objects.get(name="East")
    client.post(f"/people/teams/{team.pk}/", {"name": "Far east"})
    team.refresh_from_db()
    assert team.name == "Far east"
    client.post(f"/people/teams/{team.pk}/remove/")
    assert not Team.objects.exists()


def test_a_team_keeps_its_own_name(north, eve, signed_in):
    assert signed_in(eve).post(f"/people/teams/{north.pk}/", {"name": "NORTH"}).status_code == 302


@pytest.mark.parametrize("path", ["/people/teams/", "/people/teams/{south}/"])
def test_two_teams_never_share_a_name(path, north, south, eve, signed_in):
    response = signed_in(eve).post(path.format(south=south.pk), {"name": "north"})
    assert "The name north is taken." in response.context["form"].errors["name"][0]


def test_a_team_with_people_stays(ada, eve, signed_in):
    response = signed_in(eve).post(f"/people/teams/{ada.team.pk}/remove/", follow=True)
    assert "Team North still has 1 people and 0 cases." in response.text
    assert Team.objects.filter(pk=ada.team.pk).exists()


def test_the_service_itself_refuses_an_officer_without_team(eve, now):
    with pytest.raises(TeamMissing):
        services.person_add(username="grace", name="Grace", role=Role.OFFICER, by=None, now=now)

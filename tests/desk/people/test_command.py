"""`huashu user`: add, list, give a new password."""

import re

import pytest
from click.testing import CliRunner

from huashu.cli.user import user
from huashu.desk.people.models import Person, Team
from huashu.desk.people.refusals import NameTaken, NameUnfit, PasswordUnfit, PersonUnknown, TeamMissing

pytestmark = pytest.mark.django_db
PASSWORD_LINE = re.compile(r"shown this once: ([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})")


def run(*args, text=None):
    return CliRunner().invoke(user, args, input=text)


def test_the_printed_password_opens_the_desk_and_has_to_be_changed():
    result = run("add", "Boss", "--role", "admin", "--name", "Bo Ss")
    person = Person.objects.get(username="boss")
    assert person.check_password(PASSWORD_LINE.search(result.output)[1])
    assert (person.name, person.role, person.must_change_password) == ("Bo Ss", "admin", True)


def test_a_team_is_made_when_it_is_not_there_and_found_when_it_is():
    run("add", "one", "--role", "officer", "--team", "North")
    run("add", "two", "--role", "supervisor", "--team", "north")
    assert [team.name for team in Team.objects.all()] == ["North"]


def test_a_password_given_on_standard_input_is_not_printed_and_stays():
    result = run("add", "boss", "--role", "admin", "--password-stdin", text="warm paper, good lamp\n")
    person = Person.objects.get(username="boss")
    assert person.check_password("warm paper, good lamp")
    assert not person.must_change_password
    assert "warm" not in result.output


REFUSED = [
    (("add", "o1", "--role", "officer"), None, TeamMissing),
    (("add", "a b", "--role", "admin"), None, NameUnfit),
    (("add", "x", "--role", "admin"), None, NameUnfit),
    (("add", "eve", "--role", "admin"), None, NameTaken),
    (("add", "boss", "--role", "admin", "--password-stdin"), "short\n", PasswordUnfit),
    (("add", "boss", "--role", "admin", "--password-stdin"), "\n", PasswordUnfit),
    (("password", "nobody"), None, PersonUnknown),
]


@pytest.mark.parametrize(("args", "text", "refusal"), REFUSED)
def test_refusals_leave_nothing_behind(args, text, refusal, eve):
    result = run(*args, text=text)
    assert isinstance(result.exception, refusal)
    assert list(Person.objects.all()) == [eve]
    assert not Team.objects.exists()


def test_a_refused_person_leaves_no_new_team(eve):
    assert isinstance(run("add", "eve", "--role", "officer", "--team", "East").exception, NameTaken)
    assert not Team.objects.exists()


def test_list(ada, eve):
    eve.is_active = False
    eve.save()
    lines = [line.split() for line in run("list").output.splitlines()]
    assert lines[1:] == [["ada", "Ada", "officer", "North", "yes"], ["eve", "Eve", "admin", "no"]]


def test_an_empty_list_says_how_to_begin():
    assert "huashu user add" in run("list").output


def test_a_new_password_replaces_the_old_one(ada):
    new = PASSWORD_LINE.search(run("password", "Ada").output)[1]
    ada.refresh_from_db()
    assert ada.check_password(new)
    assert ada.must_change_password

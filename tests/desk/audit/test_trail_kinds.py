"""What people, teams, sign-ins, products, imports and exports leave in the trail: who did it, what changed, and no secret."""

import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.verify import trail_check
from huashu.desk.imports.models import ImportState
from huashu.desk.imports.services import batch_finish, batch_upload
from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.services import product_save
from huashu.desk.people import services
from huashu.desk.people.models import Role
from huashu.desk.people.refusals import SignInMismatch, TooManyTries
from huashu.desk.refusals import DeskRefusal

pytestmark = pytest.mark.django_db
PASSWORD = "warm paper, good lamp"


@pytest.fixture
def done():
    """Kind, who and data of every entry, in order; what is in the trail holds together and shows no password."""

    def found():
        assert trail_check().is_whole
        rows = [(entry.kind, entry.person_name, entry.data) for entry in TrailEntry.objects.order_by("number")]
        assert PASSWORD not in json.dumps(rows)
        return rows

    return found


@pytest.fixture
def who(eve, now):
    return {"by": eve, "now": now}


def changed(person, **fields):
    kept = {"name": person.name, "role": Role(person.role), "team": person.team, "language": person.language, "is_active": True}
    return {"person": person, **kept, **fields}


def test_somebody_is_added(who, north, done):
    _person, password = services.person_add(username="Gus", name="Gus", role=Role.OFFICER, team=north, **who)
    added = {"username": "gus", "change": "added", "changes": {"name": "Gus", "role": "officer", "team": "North"}}
    assert done() == [("person_changed", "eve", added)]
    assert password not in json.dumps(added)


def test_somebody_is_called_something_else_and_may_do_something_else(ada, who, done):
    services.person_change(**changed(ada, name="Ada L.", role=Role.SUPERVISOR), **who)
    assert done() == [
        ("role_changed", "eve", {"username": "ada", "from": "officer", "to": "supervisor"}),
        ("person_changed", "eve", {"username": "ada", "change": "changed", "changes": {"name": ["Ada", "Ada L."]}}),
    ]


def test_somebody_is_shut_out_and_let_in_again(ada, who, done):
    services.person_change(**changed(ada, is_active=False), **who)
    services.person_change(**changed(ada), **who)
    assert [(data["change"], data["changes"]) for _, _, data in done()] == [
        ("shut_out", {"is_active": [True, False]}),
        ("signed_in_again", {"is_active": [False, True]}),
    ]


def test_saving_without_a_change_is_nothing(ada, who, done):
    services.person_change(**changed(ada), **who)
    assert done() == []


def test_a_change_that_is_refused_is_nothing(eve, who, done):
    with pytest.raises(DeskRefusal):
        services.person_change(**changed(eve, role=Role.COMPLIANCE), **who)
    assert done() == []


def test_passwords_are_given_and_chosen_and_never_kept(ada, who, now, done):
    given = services.password_reset(person=ada, **who)
    services.password_set(person=ada, password=PASSWORD, now=now)
    rows = done()
    assert rows == [
        ("person_changed", "eve", {"username": "ada", "change": "password_reset"}),
        ("person_changed", "ada", {"username": "ada", "change": "password_set"}),
    ]
    assert given not in json.dumps(rows)


def test_teams(who, done):
    team = services.team_add(name="West", **who)
    services.team_rename(team=team, name="Far West", **who)
    services.team_remove(team=team, **who)
    assert [(kind, data["team"], data["change"]) for kind, _, data in done()] == [
        ("team_changed", "West", "added"),
        ("team_changed", "West", "renamed"),
        ("team_changed", "Far West", "removed"),
    ]


@pytest.mark.parametrize(("typed", "kept"), [("ada", "ada"), (PASSWORD, "")], ids=["a name", "a password in the wrong field"])
def test_five_failures_lock_and_the_lock_is_written_down_once(typed, kept, ada, now, done):
    tried = {"username": typed, "password": "guess", "address": "10.0.0.9", "now": now}
    for _ in range(5):
        with pytest.raises(SignInMismatch):
            services.sign_in_check(**tried)
    for _ in range(3):
        with pytest.raises(TooManyTries):
            services.sign_in_check(**tried)
    locked = {"username": kept, "address": "10.0.0.9", "wait_seconds": 30}
    assert done() == [("sign_in_locked", "", locked)]
    with pytest.raises(SignInMismatch):
        services.sign_in_check(**{**tried, "now": now + timedelta(seconds=30)})
    assert done()[1:] == [("sign_in_locked", "", {**locked, "wait_seconds": 60})]


def test_a_product_keeps_what_changed(ben, now, done):
    setting = ProductSetting(code="car", name="Car")
    product_save(setting=setting, name="Car", record={"grace_days": 1}, person=ben, now=now)
    product_save(setting=setting, name="Car loan", record={"grace_days": 3}, person=ben, now=now)
    product_save(setting=setting, name="Car loan", record={"grace_days": 3}, person=ben, now=now)
    assert [(kind, who, data) for kind, who, data in done()] == [
        ("product_changed", "ben", {"product": "car", "changes": {"grace_days": [None, 1]}}),
        ("product_changed", "ben", {"product": "car", "changes": {"grace_days": [1, 3], "name": ["Car", "Car loan"]}}),
    ]


@pytest.mark.parametrize(("state", "kinds"), [(ImportState.DONE, ["import_loaded"]), (ImportState.REFUSED, [])])
def test_a_file_is_kept_when_it_was_loaded(state, kinds, ben, now, done):
    batch = batch_upload(upload=ContentFile(b"name\n"), name="book.csv", shape="", as_of=now.date(), person=ben, now=now)
    batch_finish(batch=batch, state=state, counts={"loans_new": 3}, problems=[], now=now)
    rows = done()
    assert [kind for kind, _, _ in rows] == kinds
    for _, who, data in rows:
        assert (who, data["file"], data["counts"], data["sha256"]) == ("ben", "book.csv", {"loans_new": 3, "problems": 0}, batch.sha256)

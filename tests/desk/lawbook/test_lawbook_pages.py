"""The lawbook's pages: who may read and change, the list and its filters, one rule, trying a contact, checks."""

from datetime import timedelta

import pytest

from huashu.conduct.lawbook import lawbook_load
from huashu.desk.audit.models import TrailEntry
from huashu.desk.lawbook.models import RuleCheck

pytestmark = pytest.mark.django_db
RULES = lawbook_load().rules
READ = ("/lawbook/", "/lawbook/rules/CN-TIME/", "/lawbook/due/", "/lawbook/try/")
CHANGE = ("/lawbook/house/new/", "/lawbook/house/new/?kind=hours", "/lawbook/house/HOUSE-HOURS/change/", "/lawbook/house/HOUSE-HOURS/end/")


@pytest.mark.parametrize(
    ("who", "reads", "changes"), [("ada", 200, 403), ("ben", 200, 403), ("finn", 200, 403), ("chen", 200, 200), ("eve", 403, 403)]
)
def test_who_may_read_and_who_may_change(who, reads, changes, request, signed_in, now):
    client = signed_in(request.getfixturevalue(who))
    assert {client.get(path).status_code for path in READ} == {reads}
    assert {client.get(path).status_code for path in CHANGE} == {changes}
    posts = ("/lawbook/house/save/", "/lawbook/rules/CN-TIME/checked/", "/lawbook/house/HOUSE-HOURS/end/")
    if changes == 403:
        assert {client.post(path).status_code for path in posts} == {403}
        assert not RuleCheck.objects.exists()


def test_signed_out_people_are_sent_to_sign_in(client, db):
    assert all(client.get(path).status_code == 302 for path in (*READ, *CHANGE))


FILTERS = [
    ({}, lambda rule: True),
    ({"pack": "HOUSE"}, lambda rule: rule.pack == "HOUSE"),
    ({"severity": "industry"}, lambda rule: rule.severity == "industry"),
    ({"kind": "hours"}, lambda rule: any(one.kind == "hours" for value in rule.values for one in value.provisions)),
    ({"search": "cn-time"}, lambda rule: rule.id == "CN-TIME"),
    ({"search": "nothing is called so"}, lambda rule: False),
    ({"days": "1"}, lambda rule: False),
]


@pytest.mark.parametrize(("query", "wanted"), FILTERS)
def test_the_list_and_its_filters(query, wanted, chen, signed_in, now):
    page = signed_in(chen).get("/lawbook/", query)
    rows = {row.id for pack in page.context["packs"] for row in pack.rows}
    assert rows == {rule.id for rule in RULES if wanted(rule)}
    assert ("Nothing matches" in page.content.decode()) is not rows.__len__().__bool__()


def test_packs_that_apply_come_first(chen, signed_in, now):
    packs = signed_in(chen).get("/lawbook/").context["packs"]
    assert [(pack.name, pack.applies) for pack in packs][:3] == [("CN", True), ("HOUSE", True), ("HK", False)]


def test_the_list_has_a_fixed_number_of_queries(chen, signed_in, now, django_assert_max_num_queries):
    client = signed_in(chen)
    client.get("/lawbook/")
    with django_assert_max_num_queries(6):
        client.get("/lawbook/")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_can_be_read_and_its_cases_agree(rule, language, ada, signed_in, now):
    ada.language = language
    ada.save()
    page = signed_in(ada).get(f"/lawbook/rules/{rule.id}/")
    assert page.status_code == 200
    assert [case.name for case in page.context["cases"] if not case.agrees] == []
    assert len(page.context["cases"]) == len(rule.cases)


def test_there_is_no_such_rule(chen, signed_in, now):
    client = signed_in(chen)
    assert client.get("/lawbook/rules/CN-NOTHING/").status_code == 404
    assert client.get("/lawbook/house/CN-TIME/change/").status_code == 404
    assert client.get("/lawbook/house/CN-TIME/end/").status_code == 404
    assert client.post("/lawbook/rules/CN-NOTHING/checked/").status_code == 404


def test_a_rule_is_noted_as_checked(chen, ada, signed_in, at, now):
    at(now + timedelta(days=100))
    client = signed_in(chen)
    before = client.get("/lawbook/due/").context["rows"]
    assert "CN-TIME" in {row.id for row, _ in before}
    client.post("/lawbook/rules/CN-TIME/checked/", {"note": "GB/T 45251-2025", "back": "due"})
    assert {row.id for row, _ in before} - {row.id for row, _ in client.get("/lawbook/due/").context["rows"]} == {"CN-TIME"}
    check, entry = RuleCheck.objects.get(), TrailEntry.objects.get()
    assert (check.rule_id, check.checked_by, check.note) == ("CN-TIME", chen, "GB/T 45251-2025")
    assert (entry.kind, entry.person_id, entry.data) == (
        "rule_changed", chen.pk, {"rule": "CN-TIME", "change": "checked", "note": "GB/T 45251-2025"},
    )  # fmt: skip
    page = signed_in(ada).get("/lawbook/rules/CN-TIME/").content.decode()
    assert "2027-03-03" in page
    assert "Checked again today" not in page

"""The audit page and one entry's own: filters, who sees what, words, empty states, export of the list."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils import translation

from huashu.desk.audit.chain import canonical
from huashu.desk.audit.models import TrailCheck, TrailEntry, TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.audit.words import sentence_of

pytestmark = pytest.mark.django_db
LIST, EXPORT = "/audit/", "/audit/export.csv"


@pytest.fixture
def trail(ada, ben, eve, dora, make_case, now):
    """1 Ben saw an address eight days ago, 2 Ada's ID number yesterday, 3 Eve a new role yesterday, 4 Ada a phone, 5 Dora hers."""
    first, second, souths = make_case(ada), make_case(ada), make_case(dora)
    days = [now - timedelta(days=back) for back in (8, 1, 1, 0, 0)]
    return [
        trail_append(TrailKind.SHOWING, person=ben, case=second, data={"field": "address", "address": "10.0.0.7"}, at=days[0]),
        trail_append(TrailKind.SHOWING, person=ada, case=second, data={"field": "id_number", "address": "10.0.0.7"}, at=days[1]),
        trail_append(TrailKind.ROLE_CHANGED, person=eve, data={"username": "ada", "from": "verifier", "to": "officer"}, at=days[2]),
        trail_append(TrailKind.SHOWING, person=ada, case=first, data={"field": "phone", "address": "10.0.0.7"}, at=days[3]),
        trail_append(TrailKind.SHOWING, person=dora, case=souths, data={"field": "phone", "address": "10.0.0.8"}, at=days[4]),
    ]


FILTERS = [
    ({}, [5, 4, 3, 2, 1]),
    ({"from_on": "2026-11-22"}, [5, 4, 3, 2]),
    ({"from_on": "2026-11-23"}, [5, 4]),
    ({"to_on": "2026-11-22"}, [3, 2, 1]),
    ({"to_on": "2026-11-14"}, []),
    ({"from_on": "2026-11-15", "to_on": "2026-11-15"}, [1]),
    ({"kind": "role_changed"}, [3]),
    ({"search": "张测试2"}, [2, 1]),
    ({"search": "ht-00001"}, [4]),
    ({"search": "HT-0000"}, []),
]


@pytest.mark.parametrize(("query", "wanted"), FILTERS)
def test_filters(query, wanted, trail, chen, signed_in):
    assert [entry.number for entry in signed_in(chen).get(LIST, query).context["page"]] == wanted


def test_filters_by_person_and_by_customer(trail, ada, chen, signed_in):
    page = signed_in(chen)
    response = page.get(LIST, {"person": ada.pk})
    assert [entry.number for entry in response.context["page"]] == [4, 2]
    assert [(row.person, row.entries, row.customers) for row in response.context["counts"]] == [(ada, 2, 2)]
    customer = trail[0].customer_id
    response = page.get(LIST, {"customer": customer})
    assert [entry.number for entry in response.context["page"]] == [2, 1]
    assert f'href="/audit/borrowers/{customer}/"' in response.text


SEEN = [
    ("chen", [5, 4, 3, 2, 1], "compliance reads all"),
    ("ben", [4, 2, 1], "a supervisor what was done about customers of the team"),
    ("eve", [3], "an administrator what was done about no customer"),
]


@pytest.mark.parametrize(("who", "numbers", "why"), SEEN, ids=[who for who, _, _ in SEEN])
def test_who_reads_what(who, numbers, why, trail, request, signed_in):
    page = signed_in(request.getfixturevalue(who))
    assert [entry.number for entry in page.get(LIST).context["page"]] == numbers
    for number in range(1, 6):
        assert page.get(f"/audit/{number}/").status_code == (200 if number in numbers else 404)


def test_a_supervisor_sees_what_their_people_did_about_nobody(ada, dora, ben, now, signed_in):
    for person in (ada, dora, None):
        trail_append(TrailKind.RULE_CHANGED, person=person, data={"rule": "HOUSE-1"}, at=now)
    response = signed_in(ben).get(LIST)
    assert [entry.number for entry in response.context["page"]] == [1]
    assert "Dora" not in response.text


@pytest.mark.parametrize("who", ["ada", "dora", "finn"])
def test_the_others_stay_out(who, trail, request, signed_in):
    page = signed_in(request.getfixturevalue(who))
    for address in (LIST, EXPORT, "/audit/1/", "/audit/check/", f"/audit/borrowers/{trail[0].customer_id}/"):
        assert page.get(address).status_code == 403
    assert page.post("/audit/check/").status_code == 403


@pytest.mark.parametrize(("who", "may"), [("ben", False), ("eve", True), ("chen", True)])
def test_who_may_have_it_checked(who, may, trail, request, signed_in):
    page = signed_in(request.getfixturevalue(who))
    assert ("Check the trail now" in page.get(LIST).text) == may
    assert page.post("/audit/check/").status_code == (302 if may else 403)
    assert TrailCheck.objects.count() == may


def test_a_check_that_is_asked_for_is_waited_for(trail, chen, now, signed_in):
    page = signed_in(chen)
    assert "It hasn't been checked yet." in page.get(LIST).text
    TrailCheck.objects.create(asked_by=chen, asked_at=now)
    assert 'hx-get="/audit/check/"' in page.get(LIST).text
    page.post("/audit/check/")
    text = page.get("/audit/check/").text
    assert "Whole: 5 entries." in text
    assert f"5:{trail[-1].hash}" in text
    assert "<html" not in text
    assert "hx-get" not in text


def test_one_entry_says_all_that_its_hash_covers(trail, chen, signed_in):
    text = signed_in(chen).get("/audit/2/").text
    for part in ("ID number shown in full", "2026-11-22 10:12:00", "Ada (ada)", "张测试2", "HT-00002", "10.0.0.7"):
        assert part in text
    assert trail[1].hash in text
    assert trail[0].hash in text
    assert "The hash fits what the entry says" in text


def test_an_entry_outlives_customer_case_and_person(trail, chen, by_hand, signed_in):
    by_hand("UPDATE audit_trailentry SET customer_id = 9999, case_id = 9999, person_id = 9999 WHERE number = 2")
    page = signed_in(chen)
    assert "HT-00002" in page.get(LIST).text
    text = page.get("/audit/2/").text
    assert "not in the book any more" in text
    assert "ada" in text
    assert b"HT-00002" in b"".join(page.get(EXPORT).streaming_content)


def test_days_in_the_wrong_order_are_said_beside_the_field(trail, chen, signed_in):
    response = signed_in(chen).get(LIST, {"from_on": "2026-11-23", "to_on": "2026-11-20"})
    assert "The last day is before the first one." in response.text
    assert 'aria-describedby="id_to_on_error"' in response.text


def test_empty_says_whether_nothing_is_there_or_nothing_matches(chen, signed_in):
    assert "Nothing yet" in signed_in(chen).get(LIST).text
    assert "Nothing matches" in signed_in(chen).get(LIST, {"search": "x"}).text


def test_pages_keep_the_filters(write, chen, signed_in):
    write(60)
    response = signed_in(chen).get(LIST, {"kind": "rule_changed"})
    assert len(response.context["page"]) == 50
    assert "?kind=rule_changed&amp;page=2" in response.text


@pytest.mark.parametrize(("who", "count"), [("chen", 10), ("ben", 10), ("eve", 9)])
def test_the_number_of_queries_is_fixed(who, count, trail, write, request, signed_in, django_assert_num_queries):
    client = signed_in(request.getfixturevalue(who))
    client.get(LIST)
    # Session, person, count, rows, counts, their people, people of the filter, head, last check; who decides: approvals waiting.
    with django_assert_num_queries(count):
        client.get(LIST)
    write(30)
    with django_assert_num_queries(count):
        client.get(LIST)


def test_the_list_as_csv_has_every_row_and_no_formula_and_is_an_entry_itself(trail, chen, signed_in):
    customer = trail[3].customer
    customer.name = "=HYPERLINK(1)"
    customer.save()
    response = signed_in(chen).get(EXPORT, {"from_on": "2026-11-23"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="huashu-trail-20261123.csv"'
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["number"], row["at"], row["sign_in_name"], row["customer"], row["contract"]) for row in rows] == [
        ("6", "2026-11-23T10:12:00.000000+08:00", "chen", "", ""),
        ("5", "2026-11-23T10:12:00.000000+08:00", "dora", "张测试3", "HT-00003"),
        ("4", "2026-11-23T10:12:00.000000+08:00", "ada", "'=HYPERLINK(1)", "HT-00001"),
    ]
    assert (rows[2]["data"], rows[2]["hash"]) == ('{"address":"10.0.0.7","field":"phone"}', trail[3].hash)
    last = TrailEntry.objects.latest("number")
    assert (last.kind, last.data) == ("export_made", {"what": "trail", "format": "csv", "lines": 2})


@pytest.mark.parametrize("who", ["ben", "eve"])
def test_only_compliance_exports(who, trail, request, signed_in):
    page = signed_in(request.getfixturevalue(who))
    assert "Export as CSV" not in page.get(LIST).text
    assert page.get(EXPORT).status_code == 403


def test_export_goes_back_to_the_page_when_the_filters_make_no_sense(chen, signed_in):
    response = signed_in(chen).get(EXPORT, {"from_on": "yesterday"}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?from_on=yesterday", 302)]
    assert "Enter a valid date." in response.text


SENTENCES = [
    ("showing", {"field": "phone", "address": "::1"}, "Phone shown in full"),
    ("verdict_acted", {"channel": "call", "verdict": "warn", "rules": ["A", "B"]}, "Call, verdict: allowed with a warning (A, B)"),
    ("verdict_acted", {"channel": "call", "verdict": "allow", "rules": []}, "Call, verdict: allowed"),
    ("override_asked", {"rules": ["HOUSE-1"], "reason": "asked for it"}, "Asked to go against HOUSE-1: asked for it"),
    ("message_blocked", {"channel": "sms", "breaches": ["threat"]}, "Text message not sent: threat"),
    ("wish_recorded", {"wish": "stop", "note": ""}, "No contact wanted"),
    ("rule_changed", {"rule": "HOUSE-1", "changes": {"limit": [3, 2]}}, "HOUSE-1; limit: 3 → 2"),
    ("role_changed", {"username": "ada", "from": "officer", "to": "supervisor"}, "ada: from Officer to Supervisor"),
    ("person_changed", {"username": "ada", "change": "password_reset"}, "ada; given a new first password"),
    ("person_changed", {"username": "ada", "change": "shut_out"}, "ada; may not sign in any more"),
    ("sign_in_locked", {"address": "10.0.0.9", "wait_seconds": 30, "username": "ada"}, "Too many tries from 10.0.0.9; 30 s to wait"),
    ("import_loaded", {"file": "a.csv", "counts": {}}, "a.csv loaded"),
    ("export_made", {"what": "borrower", "format": "pdf"}, "Everything done about this borrower, as PDF"),
    ("showing", {}, "Personal data shown"),
    ("a kind of tomorrow", {"moment": "2026-11-23T02:12:00+00:00", "odd": None}, "moment: 2026-11-23 10:12"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "data", "wanted"), SENTENCES, ids=[f"{kind}-{number}" for number, (kind, _, _) in enumerate(SENTENCES)])
def test_what_happened_is_said_in_a_sentence(kind, data, wanted):

    with translation.override("en"):
        assert sentence_of(TrailEntry(kind=kind, data=json.loads(canonical(data)))) == wanted

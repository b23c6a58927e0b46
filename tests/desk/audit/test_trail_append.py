"""Adding to the trail: numbers, hashes, what is kept, what the database refuses."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction

from huashu.desk.audit.chain import GENESIS, canonical
from huashu.desk.audit.models import TrailEntry, TrailHead, TrailKind
from huashu.desk.audit.refusals import TrailBroken
from huashu.desk.audit.services import trail_append
from huashu.desk.audit.verify import trail_check

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_who_whom_and_when_and_is_tied_to_the_one_before(ada, make_case, now):
    case = make_case(ada)
    first = trail_append(TrailKind.WISH_RECORDED, person=ada, case=case, data={"wish": "stop"}, at=now)
    second = trail_append(TrailKind.RULE_CHANGED, person=None, data={"rule": "HOUSE-1"}, at=now)
    assert (first.number, first.previous_hash, second.number, second.previous_hash) == (1, GENESIS, 2, first.hash)
    row = TrailEntry.objects.get(number=1)
    assert (row.kind, row.person, row.customer, row.case, row.at, row.data) == (
        "wish_recorded",
        ada,
        case.customer,
        case,
        now,
        {"wish": "stop"},
    )
    assert (row.person_name, row.contract_no) == ("ada", case.loan.contract_no)
    assert (second.person, second.customer, second.case, second.person_name, second.contract_no) == (None, None, None, "", "")
    head = TrailHead.objects.get()
    assert (head.count, head.hash) == (2, second.hash)


def test_anybody_can_work_the_hash_out(ada, make_case):
    case = make_case(ada)
    at = datetime(2026, 11, 23, 2, 12, 0, 5, tzinfo=UTC)
    entry = trail_append(TrailKind.SHOWING, person=ada, case=case, data={"b": [1, True, None], "a": "查\n"}, at=at)
    whole = {
        "at": "2026-11-23T02:12:00.000005Z",
        "case": case.pk,
        "contract_no": case.loan.contract_no,
        "customer": case.customer_id,
        "data": {"a": "查\n", "b": [1, True, None]},
        "kind": "showing",
        "number": 1,
        "person": ada.pk,
        "person_name": "ada",
        "previous_hash": GENESIS,
    }
    assert entry.hash == sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_about_a_customer_without_a_case_the_first_contract_is_kept(ada, make_customer, make_loan, now):
    customer = make_customer()
    assert trail_append(TrailKind.COMPLAINT_RECORDED, person=ada, customer=customer, data={}, at=now).contract_no == ""
    loan = make_loan(customer=customer)
    make_loan(customer=customer)
    assert trail_append(TrailKind.COMPLAINT_RECORDED, person=ada, customer=customer, data={}, at=now).contract_no == loan.contract_no


UNFIT = [
    ("a float", {"amount": 1.5}),
    ("a moment", {"at": datetime(2026, 1, 1, tzinfo=UTC)}),
    ("a key that is no text", {1: "x"}),
    ("deep inside", {"a": [{"b": {2.5}}]}),
]


@pytest.mark.parametrize(("what", "data"), UNFIT, ids=[what for what, _ in UNFIT])
def test_data_that_can_be_written_in_several_ways_are_refused(what, data, now):
    with pytest.raises(TypeError):
        trail_append(TrailKind.RULE_CHANGED, person=None, data=data, at=now)
    assert not TrailEntry.objects.exists()


def test_the_canonical_text_knows_no_order_and_no_spaces():
    assert canonical({"b": (1, 2), "a": {"d": "é", "c": False}}) == '{"a":{"c":false,"d":"\\u00e9"},"b":[1,2]}'


def test_what_is_undone_was_never_in_the_trail(write, now):
    write(1)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    assert [entry.number for entry in write(1)] == [2]
    assert trail_check().is_whole


INSERT_NINTH = (
    "INSERT INTO audit_trailentry (number, at, kind, person_name, contract_no, data, previous_hash, hash)"
    " VALUES (9, '2026-11-23', 'x', '', '', '', '', '')"
)
REFUSED = [
    ("changing an entry", "UPDATE audit_trailentry SET kind = 'showing' WHERE number = 2"),
    ("changing all", "UPDATE audit_trailentry SET person_name = ''"),
    ("deleting an entry", "DELETE FROM audit_trailentry WHERE number = 3"),
    ("moving the head back", "UPDATE audit_trailhead SET count = 1"),
    ("deleting the head", "DELETE FROM audit_trailhead"),
    (
        "leaving a number out",
        INSERT_NINTH,
    ),
]


@pytest.mark.parametrize(("what", "statement"), REFUSED, ids=[what for what, _ in REFUSED])
def test_the_database_refuses(what, statement, write):
    write(3)
    with pytest.raises(DatabaseError, match="the audit trail is only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert trail_check().is_whole


def test_the_database_refuses_an_entry_in_the_place_of_another(write):
    write(3)
    again = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{again} audit_trailentry SELECT * FROM audit_trailentry WHERE number = 2")
    assert trail_check().is_whole


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(write):
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_trailentry")


TAMPERED = [
    ("head gone", ["DELETE FROM audit_trailhead"]),
    ("head moved back", ["UPDATE audit_trailhead SET count = 1"]),
    ("end cut off", ["DELETE FROM audit_trailentry WHERE number = 3"]),
]


@pytest.mark.parametrize(("what", "statements"), TAMPERED, ids=[what for what, _ in TAMPERED])
def test_nothing_is_added_to_a_head_that_does_not_fit(what, statements, write, by_hand):
    write(3)
    by_hand(*statements)
    with pytest.raises(TrailBroken, match="huashu audit verify"):
        write(1)

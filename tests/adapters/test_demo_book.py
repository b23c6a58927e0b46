"""The invented book as a whole: the same for a seed, lawful in its hours, and different enough to show everything."""

from collections import Counter
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from huashu.adapters.demo.book import book
from huashu.adapters.demo.conversation import Present, days_needed
from huashu.adapters.demo.staff import OFFICERS, STAFF, TEAMS
from huashu.errors import InvalidValue
from huashu.lending.checks import check_entry
from huashu.lending.status import status_of
from huashu.lending.terms import Method

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 24)
AWKWARD_DAYS = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 12, 31), date(2027, 7, 31), date(2028, 2, 29)]


@pytest.fixture(scope="module")
def loans():
    return list(book(TODAY, 7, ZONE))


def talks_of(loan):
    return [talk for said in loan.conversations for talk in said.talks]


def test_the_same_seed_and_day_give_the_same_book():
    first, again, other = (list(book(TODAY, seed, ZONE, 40)) for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_a_larger_book_begins_with_the_smaller_ones_people():
    few = {loan.contract_no: loan.history for loan in book(TODAY, 5, ZONE, 16)}
    more = {loan.contract_no: loan.history for loan in book(TODAY, 5, ZONE, 48)}
    assert few == {number: more[number] for number in few}


@pytest.mark.parametrize(("seed", "borrowers", "field"), [(-1, 10, "seed"), (1, 0, "borrowers"), (1, 1001, "borrowers")])
def test_numbers_out_of_range_are_refused(seed, borrowers, field):
    with pytest.raises(InvalidValue) as refused:
        list(book(TODAY, seed, ZONE, borrowers))
    assert refused.value.field == field


def test_every_method_product_and_car_year_is_believable(loans):
    methods = Counter(loan.contract.terms.method for loan in loans)
    assert set(methods) == set(Method)
    assert {loan.contract.product.code for loan in loans} == {"demo-standard", "demo-balloon", "demo-dealer"}
    for loan in loans:
        terms = loan.contract.terms
        assert 60_000_000 <= terms.rate_ppb_year <= 180_000_000
        assert 12 <= terms.periods <= 130
        assert 2_000_000 <= terms.principal_minor <= 26_000_000
        assert int(loan.contract.vehicle[-4:]) <= terms.disbursed_on.year


def test_every_entry_would_be_accepted_by_the_ledger(loans):
    changed = [loan for loan in loans if any(entry.change or entry.reverses_seq for entry in loan.history.entries)]
    assert len(changed) > 100
    for loan in changed[:60]:
        entries = loan.history.entries
        for place, entry in enumerate(entries):
            if entry.change or entry.reverses_seq:
                check_entry(loan.history.account, entries[:place], entry)


def test_contacts_keep_lawful_hours_and_counts(loans):
    for loan in loans:
        talks = talks_of(loan)
        assert all(time(8, 0) <= talk.started_at.timetz().replace(tzinfo=None) < time(21, 0) for talk in talks)
        assert all(talk.started_at.date() < TODAY for talk in talks)
        assert max(Counter(talk.started_at.date() for talk in talks).values(), default=0) <= 2


def test_contacts_lie_within_their_spell(loans):
    for loan in loans:
        for said in loan.conversations:
            assert all(said.spell.open_on(talk.started_at.date()) for talk in said.talks)
            assert [talk.started_at for talk in said.talks] == sorted(talk.started_at for talk in said.talks)


def test_promises_are_of_money_owed_and_days_to_come(loans):
    pledges = [(talk, talk.pledge) for loan in loans for talk in talks_of(loan) if talk.pledge]
    assert {pledge.kind for _, pledge in pledges} == {"full", "part", "instalments", "conditional"}
    for talk, pledge in pledges:
        assert talk.outcome == "promised"
        assert all(amount_minor > 0 and on >= talk.started_at.date() for amount_minor, on in pledge.parts)


@pytest.mark.parametrize("today", AWKWARD_DAYS, ids=str)
def test_whatever_the_day_each_officer_has_fresh_arrears(today):
    fresh = Counter()
    for loan in book(today, 7, ZONE):
        if loan.conversations and loan.conversations[-1].spell.began_on == today and loan.conversations[-1].spell.ended_on is None:
            status = status_of(loan.history.account, loan.history.ledger, today)
            fresh[loan.officer.username] += status.days_past_due == 1 and not loan.conversations[-1].talks
    assert all(3 <= fresh[officer.username] <= 12 for officer in OFFICERS), fresh


@pytest.mark.parametrize("officer", OFFICERS, ids=lambda officer: officer.username)
def test_each_officer_has_promises_and_appointments_today(loans, officer):
    open_now = [loan.conversations[-1] for loan in loans if loan.officer == officer and loan.conversations]
    last = [said.talks[-1] for said in open_now if said.spell.ended_on is None and said.talks]
    due = Counter((talk.pledge.parts[0][1] - TODAY).days for talk in last if talk.pledge)
    assert due[0] >= 3
    assert due[1] >= 2
    assert sum(count for days, count in due.items() if days <= -2) >= 3
    assert sum(talk.next_contact_at is not None and talk.next_contact_at.date() == TODAY for talk in last) >= 3


def test_fates_need_time():
    assert days_needed(Present.PLAIN) == 0
    assert days_needed(Present.PROMISE_BROKEN) == 8


def test_two_teams_with_one_login_per_role():
    logins = [person for person in STAFF if person.password]
    assert sorted(person.role for person in logins) == ["admin", "compliance", "officer", "supervisor", "verifier"]
    assert len({person.password for person in logins}) == 5
    assert all(len(person.password) >= 10 and not person.password.isdigit() for person in logins)
    assert {person.team for person in OFFICERS} == set(TEAMS)


def test_loads_of_arrears_are_like_a_real_books(loans):
    statuses = [status_of(loan.history.account, loan.history.ledger, TODAY - timedelta(days=1)) for loan in loans]
    buckets = Counter(status.bucket for status in statuses)
    running = sum(count for bucket, count in buckets.items() if bucket != "closed")
    assert 650 <= running <= 900
    assert 0.15 <= 1 - buckets["current"] / running <= 0.35
    assert all(buckets[bucket] for bucket in ("M1", "M2", "M3", "M7+"))

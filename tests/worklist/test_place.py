"""Every case has one place and a reason; the table reads like an officer's day (Monday 23 November 2026, 10:12 in Shanghai)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huashu.worklist import CaseFacts, Lane, place

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 12, tzinfo=ZONE)
TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
EARLY = CaseFacts(stage="early", overdue_minor=523_000, days_past_due=12)
FRESH = replace(EARLY, days_past_due=1, first_contact_due_at=datetime(2026, 11, 24, 0, 0, tzinfo=ZONE))
AT_1030 = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)

CASES = [
    ("due yesterday, nobody has called", FRESH, Lane.DEADLINE, "first_contact"),
    ("due yesterday, but called this morning and nothing agreed", replace(FRESH, first_contacted_at=NOW), Lane.EARLY, "overdue"),
    (
        "due yesterday, asked for a call at 10:30",
        replace(FRESH, next_contact_at=AT_1030, next_contact_is_appointment=True),
        Lane.APPOINTMENT,
        "appointment",
    ),
    ("due yesterday, officer finished with it today", replace(FRESH, handled_on=TODAY), Lane.WAITING, "done_today"),
    ("finished with it yesterday: back on the list", replace(EARLY, handled_on=TODAY - timedelta(days=1)), Lane.EARLY, "overdue"),
    ("overdue amount came in before the first contact", replace(FRESH, overdue_minor=0, next_due_on=TOMORROW), Lane.REMINDER, "reminder"),
    ("call agreed for today", replace(EARLY, next_contact_at=AT_1030, next_contact_is_appointment=True), Lane.APPOINTMENT, "appointment"),
    (
        "call agreed for yesterday and missed: still an appointment",
        replace(EARLY, next_contact_at=AT_1030 - timedelta(days=1), next_contact_is_appointment=True),
        Lane.APPOINTMENT,
        "appointment",
    ),
    (
        "call agreed for tomorrow",
        replace(EARLY, next_contact_at=AT_1030 + timedelta(days=1), next_contact_is_appointment=True),
        Lane.WAITING,
        "waiting_contact",
    ),
    ("to be tried again tomorrow", replace(EARLY, next_contact_at=AT_1030 + timedelta(days=1)), Lane.WAITING, "waiting_contact"),
    ("to be tried again today", replace(EARLY, next_contact_at=AT_1030), Lane.EARLY, "overdue"),
    ("promised for tomorrow", replace(EARLY, promise_due_on=TOMORROW, promise_due_minor=100_000), Lane.WAITING, "waiting_promise"),
    ("promised for today", replace(EARLY, promise_due_on=TODAY, promise_due_minor=100_000), Lane.PROMISE_DUE, "promise_due"),
    (
        "promise broken last night, the second",
        replace(EARLY, broken_promises=2, promise_broken_on=TODAY),
        Lane.PROMISE_BROKEN,
        "promise_broken",
    ),
    ("overdue 12 days", EARLY, Lane.EARLY, "overdue"),
    ("overdue 45 days", replace(EARLY, stage="firm", days_past_due=45), Lane.FIRM, "overdue"),
    (
        "due in three days",
        CaseFacts("before_due", 0, 0, next_due_on=TODAY + timedelta(days=3), next_due_minor=52_300),
        Lane.REMINDER,
        "reminder",
    ),
    ("nothing due at all", CaseFacts("closed", 0, 0), Lane.WAITING, "nothing_due"),
]


@pytest.mark.parametrize(("facts", "lane", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_place(facts, lane, code):
    found = place(facts, NOW, ZONE)
    assert (found.lane, found.code) == (lane, code)


def test_the_day_is_the_lenders_day():
    late_evening_utc = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 00:30 on the 23rd in Shanghai
    facts = replace(EARLY, promise_due_on=TODAY, promise_due_minor=1)
    assert place(facts, late_evening_utc, ZONE).lane is Lane.PROMISE_DUE
    assert place(facts, late_evening_utc - timedelta(hours=1), ZONE).lane is Lane.WAITING


def test_early_goes_by_days_and_firm_by_amount():
    young, old = replace(EARLY, days_past_due=2), replace(EARLY, days_past_due=29, overdue_minor=9_000_000)
    assert place(young, NOW, ZONE).rank < place(old, NOW, ZONE).rank
    small, large = replace(EARLY, stage="firm", days_past_due=90), replace(EARLY, stage="firm", days_past_due=31, overdue_minor=9_000_000)
    assert place(large, NOW, ZONE).rank < place(small, NOW, ZONE).rank


def test_the_nearer_deadline_comes_first():
    later = replace(FRESH, first_contact_due_at=FRESH.first_contact_due_at + timedelta(hours=3))
    assert place(FRESH, NOW, ZONE).rank < place(later, NOW, ZONE).rank


@given(
    st.builds(
        CaseFacts,
        stage=st.sampled_from(["before_due", "early", "firm", "closed"]),
        overdue_minor=st.integers(0, 10**9),
        days_past_due=st.integers(0, 900),
        next_due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        first_contact_due_at=st.none() | st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - zone given beside
        first_contacted_at=st.none() | st.just(NOW),
        next_contact_at=st.none() | st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - zone given beside
        next_contact_is_appointment=st.booleans(),
        promise_due_on=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
        promise_broken_on=st.none() | st.dates(date(2026, 11, 1), TODAY),
        handled_on=st.none() | st.dates(date(2026, 11, 1), TODAY),
    )
)
def test_a_duty_never_hides(facts):
    """A first contact that is still owed is in the deadline lane unless it was agreed for a time or dealt with today."""
    found = place(facts, NOW, ZONE)
    owed = facts.first_contact_due_at is not None and facts.first_contacted_at is None and facts.overdue_minor > 0
    agreed = facts.next_contact_is_appointment and facts.next_contact_at is not None
    if owed and not agreed and facts.handled_on != TODAY:
        assert found.lane is Lane.DEADLINE
    else:
        assert found.lane is not Lane.DEADLINE

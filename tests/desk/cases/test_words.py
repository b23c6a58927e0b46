"""Every place says why, in words (Monday 23 November 2026, 10:12 in Shanghai)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from huashu.desk.cases.models import Case
from huashu.desk.cases.words import Chip, case_chip, place_words, span_words
from huashu.worklist import Lane, Place

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 12, tzinfo=ZONE)

PLACES = [
    ("first_contact", {"due_at": "2026-11-23T13:17:00+08:00", "days": 1}, "First contact due in 3 h 05 min"),
    ("first_contact", {"due_at": "2026-11-23T10:13:00+08:00", "days": 2}, "First contact due in 1 min"),
    ("first_contact", {"due_at": "2026-11-22T08:12:00+08:00", "days": 2}, "First contact late by 1 d 2 h"),
    ("appointment", {"at": "2026-11-23T10:30:00+08:00"}, "Call-back agreed at 10:30"),
    ("appointment", {"at": "2026-11-23T02:00:00+00:00"}, "Call-back agreed at 10:00, 12 min ago"),
    ("appointment", {"at": "2026-11-22T10:30:00+08:00"}, "Call-back agreed at 22 Nov 10:30, 23 h 42 min ago"),
    ("promise_due", {"on": "2026-11-23", "amount_minor": 100_000}, "Promised 1,000.00 by today, not yet received"),
    ("promise_due", {"on": "2026-11-20", "amount_minor": 100_000}, "Promised 1,000.00 by 20 Nov, not yet received"),
    ("promise_broken", {"count": 1, "days": 12}, "Promise broken"),
    ("promise_broken", {"count": 2, "days": 12}, "Promise broken, second time"),
    ("promise_broken", {"count": 3, "days": 12}, "Promise broken, 3 times by now"),
    ("overdue", {"days": 12, "amount_minor": 523_000}, "Overdue 12 days, 5,230.00"),
    ("reminder", {"on": "2026-11-26", "amount_minor": 52_300}, "Due in 3 days, 523.00"),
    ("reminder", {"on": "2026-11-24", "amount_minor": 52_300}, "Due in 1 day, 523.00"),
    ("reminder", {"on": "2026-11-23", "amount_minor": 52_300}, "Due today, 523.00"),
    ("reminder", {"on": "2026-11-22", "amount_minor": 52_300}, "Was due 1 day ago, 523.00"),
    ("waiting_promise", {"on": "2026-11-27", "amount_minor": 100_000}, "Promised 1,000.00 by Fri 27 Nov"),
    ("waiting_promise", {"on": "2026-11-24", "amount_minor": 100_000}, "Promised 1,000.00 by 24 Nov, tomorrow"),
    ("waiting_contact", {"at": "2026-11-24T10:30:00+08:00"}, "Next contact 24 Nov 10:30"),
    ("waiting_contact", {"at": "2027-01-04T10:30:00+08:00"}, "Next contact 4 Jan 2027 10:30"),
    ("done_today", {}, "Done for today"),
    ("nothing_due", {}, "Nothing is due"),
    ("", {}, ""),
]


@pytest.mark.parametrize(("code", "values", "words"), PLACES)
def test_place(code, values, words):
    with translation.override("en"):
        assert place_words(Place(Lane.EARLY, 0, code, values), "CNY", NOW) == words


CHIPS = [
    ("a call in eighteen minutes", {"lane": 20, "next_contact_at": NOW + timedelta(minutes=18)}, Chip("10:30", "mute")),
    ("a call that should have been made", {"lane": 20, "next_contact_at": NOW - timedelta(minutes=2)}, Chip("10:10", "soon")),
    ("early", {"lane": 50, "days_past_due": 1, "stage": "early"}, Chip("overdue 1 day", "soon")),
    ("firm", {"lane": 60, "days_past_due": 45, "stage": "firm"}, Chip("overdue 45 days", "late")),
    (
        "firm, days said already",
        {"lane": 60, "days_past_due": 45, "stage": "firm", "bucket": "M2", "code": "overdue"},
        Chip("M2", "late"),
    ),
    ("early, promise broken", {"lane": 40, "days_past_due": 9, "stage": "early"}, Chip("overdue 9 days", "late")),
    ("before due", {"lane": 70, "next_due_on": NOW.date() + timedelta(days=3)}, Chip("due 26 Nov", "mute")),
    ("nothing", {"lane": 80}, None),
]


@pytest.mark.parametrize(("fields", "chip"), [case[1:] for case in CHIPS], ids=[case[0] for case in CHIPS])
def test_chip(fields, chip):
    fields = dict(fields)
    with translation.override("en"):
        place = Place(Lane(fields.pop("lane")), 0, fields.pop("code", ""), {})
        assert case_chip(Case(currency="CNY", **fields), place, NOW) == chip


def test_spans():
    with translation.override("en"):
        assert span_words(timedelta(seconds=59)) == "0 min"
        assert span_words(timedelta(minutes=60)) == "1 h 00 min"
        assert span_words(timedelta(hours=24)) == "1 d 0 h"

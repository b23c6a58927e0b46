"""Which kind of call comes next."""

from datetime import date

import pytest

from huashu.worklist import TrackFacts, track_for, track_of
from huashu.worklist.track import TRACKS

DAY = date(2026, 11, 23)

# name, facts, kind of call, reason
CASES = [
    ("nothing overdue", {"stage": "before_due", "overdue_minor": 0}, "due_reminder", "not_overdue"),
    ("overdue, nobody spoken to", {"stage": "early", "overdue_minor": 100}, "overdue_first_call", "first"),
    ("overdue, spoken to", {"stage": "early", "overdue_minor": 100, "spoken_on": DAY}, "overdue_follow_up", "talked"),
    ("a promise broken today", {"stage": "early", "overdue_minor": 100, "promise_broken_on": DAY}, "overdue_follow_up", "broken"),
    (
        "broken and spoken about",
        {"stage": "early", "overdue_minor": 1, "broken_promises": 1, "spoken_on": DAY},
        "overdue_follow_up",
        "broken",
    ),
    ("firm stage", {"stage": "firm", "overdue_minor": 100}, "firm", "stage"),
    ("firm stage after a broken promise", {"stage": "firm", "overdue_minor": 100, "promise_broken_on": DAY}, "firm", "stage"),
    ("help in the firm stage", {"stage": "firm", "overdue_minor": 100, "asked_for_help": True}, "hardship", "help"),
    ("help before anything is due", {"stage": "before_due", "overdue_minor": 0, "asked_for_help": True}, "hardship", "help"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_track(case):
    _, facts, code, why = case
    assert track_of(TrackFacts(**facts)) == (code, why)
    assert track_for(TrackFacts(**facts)) == code


def test_every_kind_comes_up():
    assert {case[2] for case in CASES} == set(TRACKS)

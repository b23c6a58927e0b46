"""What became of promises: amounts in whole yuan for the reader, days in November 2026."""

from datetime import date

import pytest

from huashu.desk.closing.promise_outcomes import Money, Part, outcomes_of, promise_status_of


def nov(day):
    return date(2026, 11, day)


# name, promised (amount, by), came (on, amount), as of, days of grace, received per part, status per part, promise
CASES = [
    ("all in time", [(1000, 25)], [(24, 1000)], 24, 1, [1000], ["kept"], "kept"),
    ("in two payments", [(1000, 25)], [(23, 400), (25, 600)], 25, 1, [1000], ["kept"], "kept"),
    ("more than promised", [(1000, 25)], [(24, 1200)], 25, 1, [1000], ["kept"], "kept"),
    ("nothing yet, on the day", [(1000, 25)], [], 25, 0, [0], ["open"], "open"),
    ("nothing, the day after", [(1000, 25)], [], 26, 0, [0], ["broken"], "broken"),
    ("nothing, on the last day of grace", [(1000, 25)], [], 26, 1, [0], ["open"], "open"),
    ("nothing, after grace", [(1000, 25)], [], 27, 1, [0], ["broken"], "broken"),
    ("money on the last day of grace", [(1000, 25)], [(26, 1000)], 27, 1, [1000], ["kept"], "kept"),
    ("money the day after grace", [(1000, 25)], [(27, 1000)], 28, 1, [0], ["broken"], "broken"),
    ("one fen short", [(1000, 25)], [(25, 999)], 27, 1, [999], ["part_kept"], "part_kept"),
    ("one fen short, still open", [(1000, 25)], [(25, 999)], 26, 1, [999], ["open"], "open"),
    ("money after the day that is looked at", [(1000, 25)], [(25, 1000)], 24, 1, [0], ["open"], "open"),
    ("two parts, the first paid", [(300, 20), (700, 30)], [(20, 300)], 25, 0, [300, 0], ["kept", "open"], "open"),
    ("two parts at once", [(300, 20), (700, 30)], [(19, 1000)], 19, 0, [300, 700], ["kept", "kept"], "kept"),
    ("the first part missed", [(300, 20), (700, 30)], [], 21, 0, [0, 0], ["broken", "open"], "broken"),
    ("missed, then the second paid", [(300, 20), (700, 30)], [(28, 700)], 30, 0, [0, 700], ["broken", "kept"], "part_kept"),
    ("late money counts for the next part only", [(300, 20), (700, 30)], [(21, 300)], 21, 0, [0, 300], ["broken", "open"], "part_kept"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_promise(case):
    _, promised, came, as_of, grace_days, received, statuses, promise = case
    parts = [Part(amount, nov(day)) for amount, day in promised]
    outcomes = outcomes_of(parts, [Money(nov(day), amount) for day, amount in came], nov(as_of), grace_days)
    assert [outcome.received_minor for outcome in outcomes] == received
    assert [outcome.status for outcome in outcomes] == statuses
    assert promise_status_of(outcomes) == promise


# name, promised (amount, by), came (on, amount), replaced on, looked at on; one day of grace; status per part, promise
REPLACED = [
    ("before its day", [(1000, 25)], [], 24, 24, ["withdrawn"], "withdrawn"),
    ("on its day", [(1000, 25)], [], 25, 25, ["withdrawn"], "withdrawn"),
    ("the day after, though it would have had grace", [(1000, 25)], [], 26, 26, ["broken"], "broken"),
    ("the day after, when a part had come", [(1000, 25)], [(24, 400)], 26, 26, ["part_kept"], "part_kept"),
    ("the day after, all had come", [(1000, 25)], [(24, 1000)], 26, 26, ["kept"], "kept"),
    ("before its day, looked at long after", [(1000, 25)], [], 24, 30, ["withdrawn"], "withdrawn"),
    ("not yet", [(1000, 25)], [], 26, 25, ["open"], "open"),
    ("between two parts, the first unpaid", [(300, 20), (700, 30)], [], 21, 21, ["broken", "withdrawn"], "broken"),
    ("the same, looked at after the second's day", [(300, 20), (700, 27)], [(20, 300)], 25, 30, ["kept", "withdrawn"], "kept"),
]


@pytest.mark.parametrize("case", REPLACED, ids=[case[0] for case in REPLACED])
def test_a_promise_that_a_newer_one_replaced(case):
    _, promised, came, replaced, as_of, statuses, promise = case
    parts = [Part(amount, nov(day)) for amount, day in promised]
    outcomes = outcomes_of(parts, [Money(nov(day), amount) for day, amount in came], nov(as_of), 1, replaced_on=nov(replaced))
    assert [outcome.status for outcome in outcomes] == statuses
    assert promise_status_of(outcomes) == promise

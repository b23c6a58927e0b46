"""The score: the worked table of docs/review.md, and that number and verdict never disagree."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huashu.review.findings import Item, Verdict
from huashu.review.scoring import points_of, score_points

PAGE = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([\d +]+) \| (\d+) \| (\d+) \| ([^|]+) \| (\d+) \|$", PAGE, re.MULTILINE)


def step(weight, verdict):
    points, most = points_of("steps", verdict, weight)
    return Item("steps", f"step-{weight}", verdict, points, most)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_worked_table(row):
    _, counting, met, cost, breach, score = row
    weights = [int(weight) for weight in counting.split("+")]
    left, items = int(met), []
    for weight in weights:
        done = weight <= left
        left -= weight if done else 0
        items.append(step(weight, Verdict.MET if done else Verdict.NOT_MET))
    assert left == 0
    if int(cost):
        items.append(Item("faults", "asked_when_can_pay", Verdict.MET, *points_of("faults", Verdict.MET, int(cost))))
    if "capped" in breach:
        items.append(Item("breaches", "insult", Verdict.MET, 0, 0))
    assert score_points(items, {}, 40)[0] == int(score)


def test_the_table_is_there():
    assert len(ROWS) == 6


def test_a_breach_that_a_person_took_back_caps_nothing():
    items = [step(10, Verdict.MET), Item("breaches", "insult", Verdict.NOT_MET, 0, 0)]
    assert score_points(items, {"insult": 20}, 40) == (100, 100)


VERDICTS = st.sampled_from(list(Verdict))


@given(st.lists(st.tuples(st.integers(0, 30), VERDICTS)), st.lists(st.integers(0, 20)), st.booleans(), st.integers(0, 100))
def test_score_stays_in_bounds_and_under_its_cap(steps, faults, breach, cap):
    items = [step(weight, verdict) for weight, verdict in steps]
    items += [Item("faults", "doubted_customer", Verdict.MET, *points_of("faults", Verdict.MET, cost)) for cost in faults]
    if breach:
        items.append(Item("breaches", "shaming", Verdict.MET, 0, 0))
    score, capped = score_points(items, {"shaming": cap}, 40)
    assert 0 <= score <= 100
    assert capped == (cap if breach else 100)
    assert score <= capped

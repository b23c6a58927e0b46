"""The invented payments move between months behind as the calibration says, and the calibration as its source does."""

import csv
from collections import Counter
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from huashu.adapters.demo.chain import DEFAULT, PAID_OFF, TRANSITIONS, step
from huashu.adapters.demo.contracts import contract
from huashu.adapters.demo.dice import Dice
from huashu.adapters.demo.payments import history
from huashu.calendars import Frequency
from huashu.lending.allocation import allocate
from huashu.lending.entries import EntryKind

TODAY = date(2026, 11, 24)
ZONE = ZoneInfo("Asia/Shanghai")
SOURCE = Path(__file__).parents[2].parent / "shared" / "data" / "auto_loans_transition_matrix.csv"
TARGETS = {0: "to_0", 1: "to_1", 2: "to_2", 3: "to_3", 4: "to_4", PAID_OFF: "to_paid_off", DEFAULT: "to_default"}


@pytest.fixture(scope="module")
def lives():
    found = []
    for number in range(1500):
        signed = contract(TODAY, Dice(3, number, 1), is_english=False)
        found.append(history(signed, TODAY, Dice(3, number, 2), ZONE))
    return found


@pytest.mark.parametrize("behind", TRANSITIONS)
def test_each_row_adds_up_to_a_thousand(behind):
    assert sum(permille for _, permille in TRANSITIONS[behind]) == 1000


@pytest.mark.parametrize("behind", TRANSITIONS)
def test_the_simulated_matrix_is_the_calibrated_one(lives, behind):
    steps = [step for life in lives for step in life.steps if min(step[0], 4) == behind]
    counts = Counter(min(after, 4) for _, after in steps)
    assert len(steps) > 50
    for target, permille in TRANSITIONS[behind]:
        share, expected = counts[target] / len(steps), permille / 1000
        deviation = sqrt(expected * (1 - expected) / len(steps))
        assert abs(share - expected) < 4 * deviation + 0.01, f"{behind} to {target}: {share:.3f} for {expected:.3f} in {len(steps)}"


def test_the_calibration_is_its_source_rounded():
    if not SOURCE.exists():
        pytest.skip(f"the shared calibration table isn't at {SOURCE}; the constants were checked where it is")
    with SOURCE.open(encoding="utf-8") as file:
        rows = {row["months_behind"]: row for row in csv.DictReader(file) if row["window"] == "pre2020"}
    for behind, transitions in TRANSITIONS.items():
        row = rows["4+" if behind == 4 else str(behind)]
        for target, column in TARGETS.items():
            assert abs(dict(transitions).get(target, 0) / 1000 - float(row[column])) <= 0.0011, f"{behind} {column}"


def unpaid_rows(life, day):
    positions = allocate(life.ledger.plan, life.ledger.receipts, life.account.product, day).reported()
    return sum(
        1 for position in positions if position.row.due_on <= day and position.unpaid.principal_minor + position.unpaid.interest_minor
    )


def test_the_ledger_says_what_the_chain_said(lives):
    """Counts unpaid instalments from the entries alone, the evening before each next due date, for loans without changes."""
    checked = 0
    for life in lives[:250]:
        if any(entry.change for entry in life.entries) or life.account.terms.frequency is not Frequency.MONTHLY:
            continue
        due = [row.due_on for row in life.ledger.plan]
        for place, (before, after) in enumerate(life.steps):
            if after == DEFAULT or place + 1 >= len(due):
                continue
            wanted = 0 if after == PAID_OFF else after
            assert unpaid_rows(life, due[place + 1] - timedelta(days=1)) == wanted, f"{life.account.terms} period {place}"
            assert place == 0 or before == unpaid_rows(life, due[place] - timedelta(days=1))
            checked += 1
    assert checked > 1500


def test_nothing_happens_on_or_after_today(lives):
    for life in lives:
        assert all(entry.value_on < TODAY and entry.entered_at.date() < TODAY for entry in life.entries)


def test_bounces_prepayments_and_reschedules_occur(lives):
    kinds = Counter(entry.kind for life in lives for entry in life.entries)
    assert kinds[EntryKind.DISBURSEMENT] == len(lives)
    assert min(kinds[EntryKind.REVERSAL], kinds[EntryKind.PART_PREPAYMENT], kinds[EntryKind.EARLY_REPAYMENT]) > 10
    assert kinds[EntryKind.RESCHEDULE] >= 2


def test_quiet_leaves_everything_due_from_a_day_unpaid():
    yesterday = TODAY - timedelta(days=1)
    fresh = 0
    for number in range(60):
        signed = contract(TODAY, Dice(8, number), is_english=False, due_on=yesterday)
        life = history(signed, TODAY, Dice(8, number, 1), ZONE, quiet_from=yesterday)
        standing = [row for row in life.ledger.plan if row.superseded_on is None and row.due_on == yesterday]
        if standing and not any(entry.change for entry in life.entries):
            assert unpaid_rows(life, TODAY) >= 1
            fresh += unpaid_rows(life, TODAY) == 1
    assert fresh > 20


def test_step_stays_where_the_chain_can_go():
    dice = Dice(2)
    assert {step(6, dice) for _ in range(3000)} == {0, 1, 2, 3, 6, 7, PAID_OFF, DEFAULT}
    assert {step(0, dice) for _ in range(3000)} == {0, 1, PAID_OFF}

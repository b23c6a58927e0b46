"""Where the loans of a month ago are now. North has 20 running loans and Ada's 3 repaid ones; see conftest."""

from datetime import date, timedelta

import pytest

from huashu.desk.portfolio.portion import portion_of
from huashu.desk.portfolio.selectors.buckets import buckets_of
from huashu.desk.portfolio.selectors.roll import RollCell, roll_of
from huashu.desk.portfolio.shares import Share

LATEST = date(2026, 11, 23)
SINCE = date(2026, 10, 23)


@pytest.fixture
def roll(closed_book, now):
    def of(person, **params):
        portion = portion_of(person, {name: str(value) for name, value in params.items()}, now)
        found = roll_of(portion, buckets_of(portion))
        return {(row.start, cell.to): cell for row in found.rows for cell in row.cells if cell.loans}

    return of


def test_who_didnt_move_stayed(roll, ben):
    cells = roll(ben)
    # 14 current, 4 in M1, 2 in M2, and nobody moved.
    assert {key: cell.loans for key, cell in cells.items()} == {("current", "current"): 14, ("M1", "M1"): 4, ("M2", "M2"): 2}
    assert all(cell.tone == "same" and cell.of_row == Share(cell.loans, cell.loans) for cell in cells.values())
    assert cells["M1", "M1"].principal_minor == 4_000_000


def test_who_moved_is_taken_from_who_stayed(roll, ben, ada, bo, make_change):
    make_change(ada, SINCE + timedelta(days=3), "current", "M1")
    make_change(bo, LATEST, "M1", "M2")
    make_change(bo, LATEST, "M1", "current")
    cells = roll(ben)
    # M1 holds 4: one came, three stayed. M2 holds 2: one came from M1. Current holds 14: one came back.
    assert cells["current", "M1"].loans == 1
    assert cells["M1", "M1"].loans == 3
    assert cells["M1", "M2"].loans == 1
    assert cells["M2", "M2"].loans == 1
    assert cells["M1", "current"].loans == 1
    assert cells["current", "current"].loans == 13
    # Of the five loans that were in M1 (3 stayed, 1 got worse, 1 was cured).
    assert cells["M1", "M1"].of_row == Share(3, 5)
    assert (cells["M1", "M2"].tone, cells["M1", "current"].tone, cells["M1", "M1"].tone) == ("worse", "better", "same")


def test_only_the_first_and_last_bucket_count(roll, ben, ada, make_change):
    loan = make_change(ada, SINCE + timedelta(days=3), "current", "M1")
    make_change(ada, SINCE + timedelta(days=9), "M1", "current", loan=loan)
    loan.status.bucket = "current"
    loan.status.save()
    assert ("current", "M1") not in roll(ben)


@pytest.mark.parametrize(
    ("day", "counts"), [(SINCE, False), (SINCE + timedelta(days=1), True), (LATEST, True), (LATEST + timedelta(days=1), False)]
)
def test_the_month_has_two_ends(roll, ben, ada, make_change, day, counts):
    make_change(ada, day, "current", "M1")
    assert (("current", "M1") in roll(ben)) == counts


def test_new_and_repaid_loans(roll, ben, ada, make_change):
    make_change(ada, LATEST, "", "current")
    make_change(ada, LATEST, "current", "closed")
    cells = roll(ben)
    assert (cells["", "current"].loans, cells["", "current"].tone) == (1, "same")
    assert (cells["current", "closed"].loans, cells["current", "closed"].tone) == (1, "better")


def test_another_teams_moves_stay_out(roll, ben, dora, make_change):
    make_change(dora, LATEST, "current", "M1")
    assert ("current", "M1") not in roll(ben)
    assert ("current", "M1") in roll(dora)


def test_a_move_belongs_to_the_open_cases_officer(roll, ben, ada, bo, make_change, make_case):
    loan = make_change(ada, LATEST, "current", "M1")
    make_case(bo, loan=loan)
    assert ("current", "M1") in roll(ben, officer=bo.pk)
    assert ("current", "M1") not in roll(ben, officer=ada.pk)


@pytest.mark.parametrize(("part", "heat"), [(0, 0), (1, 1), (199, 1), (200, 2), (599, 3), (600, 4), (999, 5), (1000, 5)])
def test_the_larger_the_part_the_deeper_the_shade(part, heat):
    assert RollCell("M1", part, 0, Share(part, 1000), "same").heat == heat

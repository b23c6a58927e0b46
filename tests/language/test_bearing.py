"""Which days and amounts bear on a promise: how strengths add up, what is left out, what the shipped weights know."""

from datetime import date

import pytest

from huashu.language import bearing as weighing
from huashu.language.bearing import DOUBTED, DOUBTED_ALONE, WEIGHED, Learnt, bearing, pieces_of
from huashu.language.reading import read

SAID_ON = date(2026, 11, 25)


@pytest.fixture
def given(monkeypatch):
    """Weights that give each figure or day, in the order of the text, the strength that is asked for."""

    def strengths(*wanted):
        held = iter(wanted)
        monkeypatch.setattr(Learnt, "strength", lambda _self, _pieces: next(held))

    return strengths


def amounts(text):
    return [item.mark.minor for item in read(text, SAID_ON, "en", 125_000).live if item.mark.letter == "A"]


def test_strengths_add_up():
    weights = Learnt(0.01, 0.2, {"A<I pay": 60, "Ais:A": 10})
    assert weights.strength({"A<I pay": 0.5, "Ais:A": 0.3, "Aunknown": 1.0}) == pytest.approx(0.2 + 0.01 * (60 * 0.5 + 10 * 0.3))


def test_the_sum_of_the_document():
    weights = Learnt(0.01, 0.3, {"A<i pay": 30, "Acue:verb": 20, "A>$": -4})
    assert weights.strength({"A<i pay": 0.5, "Acue:verb": 0.3, "A>$": 0.5}) == pytest.approx(0.49)


def test_pieces_name_what_stands_around():
    found = read("周五给你两千", SAID_ON, "zh", 500_000)
    item = next(item for item in found.segments[0].items if item.mark.letter == "A")
    pieces = pieces_of(found.segments, item)
    assert {"A<给 你", "A>$", "Awith:D", "Acue:verb", "Aof:1", "Aleft:0", "Ap:none"} <= pieces.keys()
    assert not any(piece.startswith("D") for piece in pieces)


def test_a_weak_one_goes_where_a_stronger_one_stands(given):
    given(DOUBTED, 0.9)
    assert amounts("I'll pay 500 and 300.") == [50_000, 30_000]
    given(DOUBTED - 0.01, 0.9)
    assert amounts("I'll pay 500 and 300.") == [30_000]


def test_the_only_one_goes_only_if_it_is_weaker_still(given):
    given(DOUBTED_ALONE + 0.01)
    assert amounts("I'll pay 300.") == [30_000]
    given(DOUBTED_ALONE - 0.01)
    assert amounts("I'll pay 300.") == []


def test_all_and_the_rest_are_never_weighed(given):
    given()
    found = read("全部还清", SAID_ON, "zh", 500_000)
    letters = {item.mark.letter for item in found.live}
    assert letters
    assert not letters & WEIGHED


def test_nothing_is_weighed_where_nothing_is_live():
    assert bearing([], []) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("My rent is 900. I'll pay you 300 on Friday.", "en", [30_000]),
        ("My cousin still owes me 600 and the clutch was 450, so put me down for 200 on Monday.", "en", [20_000]),
    ],
)
def test_what_the_shipped_weights_leave_out(text, language, wanted):
    found = read(text, SAID_ON, language, 125_000)
    assert [item.mark.minor for item in found.live if item.mark.letter == "A"] == wanted


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_weights_can_be_read(language):
    weights = weighing.learnt(language)
    assert len(weights.units) > 1000
    assert 0 < weights.step < 1


def test_a_piece_of_mere_marks_is_read_in_its_language():
    found = read("I'll pay you. 500, Friday.", SAID_ON, "en", 125_000)
    bare = next(item for item in found.segments[1].items if item.mark.letter == "A")
    assert found.segments[1].chinese
    assert "A>$" in pieces_of(found.segments, bare)
    assert "Ap:i'll pay" in pieces_of(found.segments, bare)

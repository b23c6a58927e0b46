"""Willingness and ability: each case shows its arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huashu.worklist.assessment import POINTS, Happening, assess, level_of

H = Happening

CASES = {
    # 50 + 3 × 12 = 86, but kept promises give 30 at most: 80
    "three promises kept": ([H("promise_kept", 5, 3)], (80, 50), "plan"),
    # 50 − 14 × 2 = 22
    "two promises broken": ([H("promise_broken", 3, 2)], (22, 50), "firm_up"),
    # half weight after 90 days: 50 − 14 / 2 = 43
    "one broken long ago": ([H("promise_broken", 91)], (43, 50), "plan"),
    "one broken 90 days ago": ([H("promise_broken", 90)], (36, 50), "firm_up"),
    # ability 50 − 22 = 28; willingness 50 + 6 + 8 = 64
    "lost the job, asks for help, called us": (
        [H("said_income_loss", 1), H("asked_for_help", 1), H("called_us", 1)],
        (64, 28),
        "reschedule",
    ),
    # willingness 50 + 12 (kept, of 30) + 15 (paid in time, at most) = 77; ability 50 + 20 = 70
    "a good customer who forgot": ([H("promise_kept", 30), H("paid_in_time", 20, 40), H("paid_full", 40, 2)], (77, 70), "remind"),
    # willingness 50 − 20 − 14 = 16; ability 50 − 25 = 25
    "can't and won't": ([H("refused", 1), H("promise_broken", 9), H("income_below_instalment", 1)], (16, 25), "hardship"),
    "nothing known": ([], (50, 50), "plan"),
}


@pytest.mark.parametrize("name", CASES)
def test_bars_and_remedy(name):
    happenings, scores, remedy = CASES[name]
    found = assess(happenings)
    assert ((found.willingness.score, found.ability.score), found.remedy) == (scores, remedy)


@pytest.mark.parametrize(("score", "level"), [(39, "low"), (40, "middle"), (64, "middle"), (65, "high")])
def test_levels(score, level):
    assert level_of(score) == level


@pytest.mark.parametrize(
    ("circumstances", "remedy"),
    [(["hardship"], "hardship"), (["disputing", "hardship"], "dispute_process"), (["deceased", "disputing"], "estate")],
)
def test_what_outweighs_both_bars(circumstances, remedy):
    found = assess([H("promise_kept", 1, 3)], circumstances)
    assert (found.remedy, found.why) == (remedy, circumstances[0])


def test_little_evidence_is_called_uncertain():
    assert assess([H("promise_kept", 1, 2)]).willingness.uncertain
    assert not assess([H("promise_kept", 1, 3)]).willingness.uncertain


@given(st.lists(st.builds(H, st.sampled_from(sorted(POINTS)), st.integers(0, 400), st.integers(1, 50)), max_size=20))
def test_bars_stay_in_bounds_and_their_evidence_adds_up(happenings):
    found = assess(happenings)
    for bar in (found.willingness, found.ability):
        assert 0 <= bar.score <= 100
        assert bar.score == min(100, max(0, 50 + sum(piece.points for piece in bar.evidence)))


@given(st.lists(st.builds(H, st.sampled_from(sorted(POINTS)), st.integers(0, 80)), max_size=8), st.integers(0, 80))
def test_one_more_broken_promise_never_raises_willingness(happenings, days):
    assert assess([*happenings, H("promise_broken", days)]).willingness.score <= assess(happenings).willingness.score

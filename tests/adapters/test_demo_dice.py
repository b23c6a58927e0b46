"""Chance follows from the seed alone."""

from collections import Counter

import pytest

from huashu.adapters.demo.dice import Dice


def test_the_generator_is_splitmix64():
    # First outputs for seed 0, as its author's reference code gives them: with the path empty the state starts at 0.
    dice = Dice()
    assert [dice.below(1 << 64) for _ in range(2)] == [
        Dice._mixed(0x9E3779B97F4A7C15),
        Dice._mixed(0x3C6EF372FE94F82A),
    ]
    assert Dice._mixed(0) == 0xE220A8397B1DCDAF


def test_paths_are_streams_of_their_own():
    assert [Dice(1, 2).below(1000) for _ in range(3)] == [Dice(1, 2).below(1000)] * 3
    streams = {tuple(dice.below(1 << 32) for _ in range(4)) for dice in (Dice(1, 2), Dice(2, 1), Dice(1), Dice(1, 2, 0), Dice(3))}
    assert len(streams) == 5


@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 6), (-3, 3)])
def test_between_includes_both_ends(first, last):
    dice = Dice(5)
    assert {dice.between(first, last) for _ in range(400)} == set(range(first, last + 1))


def test_weights_are_kept():
    dice = Dice(9)
    counts = Counter(dice.weighted((("often", 900), ("seldom", 99), ("never", 0), ("once", 1))) for _ in range(20_000))
    assert counts["never"] == 0
    # 20,000 draws at 90%: 18,000, standard deviation 42; at 9.9%: 1,980, deviation 42.
    assert abs(counts["often"] - 18_000) < 5 * 42
    assert abs(counts["seldom"] - 1_980) < 5 * 42


@pytest.mark.parametrize(("permille", "happens"), [(0, {False}), (1000, {True}), (500, {False, True})])
def test_chance_at_both_ends(permille, happens):
    dice = Dice(4)
    assert {dice.chance(permille) for _ in range(200)} == happens

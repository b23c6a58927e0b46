"""Parts of a whole, and how they are said."""

import pytest
from django.utils import translation

from huashu.desk.portfolio.shares import Share, Turn, turn_of
from huashu.desk.portfolio.words import change_words, percent, short_money, short_number


@pytest.mark.parametrize(
    ("part", "whole", "permille"), [(0, 0, None), (0, 3, 0), (1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (3, 3, 1000)]
)
def test_shares_round_half_up(part, whole, permille):
    assert Share(part, whole).permille == permille


def test_shares_add_up():
    assert Share(1, 4).plus(Share(2, 2)) == Share(3, 6)


@pytest.mark.parametrize(
    ("now", "before", "more_is_better", "turn"),
    [
        (2, 1, True, Turn.BETTER),
        (1, 2, True, Turn.WORSE),
        (2, 1, False, Turn.WORSE),
        (1, 2, False, Turn.BETTER),
        (0, 0, True, Turn.SAME),
        (None, 1, True, Turn.UNKNOWN),
        (1, None, False, Turn.UNKNOWN),
    ],
)
def test_which_way_it_went(now, before, more_is_better, turn):
    assert turn_of(now, before, more_is_better=more_is_better) is turn


@pytest.mark.parametrize(("permille", "text"), [(None, "–"), (0, "0.0%"), (333, "33.3%"), (1000, "100.0%")])
def test_percentages(permille, text):
    assert percent(permille) == text


@pytest.mark.parametrize(
    ("change", "is_share", "text"),
    [(None, True, "–"), (12, True, "+1.2 points"), (-5, True, "−0.5 points"), (0, False, "±0"), (-1200, False, "−1,200"), (7, False, "+7")],
)
def test_changes_carry_their_sign(change, is_share, text):
    with translation.override("en"):
        assert change_words(change, is_share=is_share) == text


@pytest.mark.parametrize(
    ("value", "english", "simplified", "traditional"),
    [
        (0, "0", "0", "0"),
        (999, "999", "999", "999"),
        (1_000, "1k", "1,000", "1,000"),
        (9_999, "10k", "9,999", "9,999"),
        (12_340, "12.3k", "1.2万", "1.2萬"),
        (1_250_000, "1.3m", "125万", "125萬"),
        (250_000_000, "250m", "2.5亿", "2.5億"),
    ],
)
def test_short_numbers_count_as_the_language_does(value, english, simplified, traditional):
    for language, text in (("en", english), ("zh-hans", simplified), ("zh-hant", traditional)):
        with translation.override(language):
            assert short_number(value) == text


def test_short_money_drops_the_minor_units():
    with translation.override("en"):
        assert short_money(123_456_789, "CNY") == "1.2m"
        assert short_money(1_234_567, "JPY") == "1.2m"

"""Numbers of the invented people can't be anyone's."""

from datetime import date

import phonenumbers
import pytest

from huashu.adapters.demo.borrowers import borrower
from huashu.adapters.demo.dice import Dice
from huashu.adapters.demo.identity import PHONE_RANGES, check_character, foreign_phone, id_number, mainland_phone

TODAY = date(2026, 11, 24)
PEOPLE = [borrower(number, TODAY, Dice(11, number)) for number in range(1000)]


def range_of(phone):
    return next((country for country, pattern in PHONE_RANGES.items() if pattern.fullmatch(phone)), None)


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        ("15400000000", "CN"),
        ("15400009999", "CN"),
        ("15400010000", None),
        ("13800138000", None),
        ("+12125550100", "US"),
        ("+12125550199", "US"),
        ("+12125550200", None),
        ("+12125550099", None),
        ("+447700900000", "GB"),
        ("+447700900999", "GB"),
        ("+447700901000", None),
    ],
)
def test_ranges_end_where_they_should(phone, country):
    assert range_of(phone) == country


def test_every_number_lies_in_a_range_kept_for_fiction():
    assert {range_of(person.phone) for person in PEOPLE} == {"CN", "US", "GB"}


def test_no_number_is_a_working_one():
    for person in PEOPLE:
        parsed = phonenumbers.parse(person.phone, "CN")
        # North America keeps 555-01xx inside valid exchanges, so there the range alone says that nobody answers.
        assert range_of(person.phone) == "US" or not phonenumbers.is_valid_number(parsed), person.phone


def test_no_two_people_share_a_number():
    assert len({person.phone for person in PEOPLE}) == len(PEOPLE)
    assert len({mainland_phone(number) for number in range(10_000)}) == 10_000
    assert len({foreign_phone(number) for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("body", "check"),
    # The worked example of GB 11643-1999: 11010519491231002 takes X. And 7 for another body, worked by hand below.
    # 1*7+1*9+0+1*5+0+5*4+1*2+9*1+4*6+9*3+1*7+2*9+3*10+1*5+0+0+2*2 = 167; 167 mod 11 = 2 -> X.
    [("11010519491231002", "X"), ("00000000000000000", "1")],
)
def test_the_check_character_is_the_standards(body, check):
    assert check_character(body) == check


def test_no_identity_number_can_be_anyones():
    for person in PEOPLE:
        assert len(person.id_number) == 18
        assert person.id_number.startswith("00")
        assert person.id_number[-1] != check_character(person.id_number[:-1])


def test_birthdays_make_grown_ups():
    number = id_number(date(1990, 2, 3), Dice(1))
    assert number[6:14] == "19900203"
    ages = {TODAY.year - int(person.id_number[6:10]) for person in PEOPLE}
    assert min(ages) >= 20
    assert max(ages) <= 63


def test_people_speak_three_languages():
    counts = {language: sum(person.language == language for person in PEOPLE) for language in ("zh-hans", "zh-hant", "en")}
    assert counts["zh-hans"] > counts["en"] > 30
    assert counts["zh-hant"] > 30
    assert sum(counts.values()) == 1000

"""Passing over frames quickly never changes what is found."""

import dataclasses

import pytest
from remarks_counted import records

from huashu.conduct.scan import phrases_load, remark_from_record, scan
from huashu.conduct.scan.vocabulary import Sieve, groups_needed

LEXICONS = {"kin": ("mother", "wife"), "hurt": ("break", "smash")}

# a frame and the groups of words of which a text must hold one each
NEEDED = {
    "plain words": ("teach you a lesson", [("teach you a lesson",)]),
    "a lexicon": ("@{hurt} your {kin}", [("break", "smash"), (" your ",), ("mother", "wife")]),
    "a bracket": ("(?:call|ring) (?:her|him)", [("call", "ring"), (" ",), ("her", "him")]),
    "a bracket that may be left out": ("call(?:ing)? him", [("call",), (" him",)]),
    "a bracket that may repeat but is there": ("(?:ha)+ x", [("ha",), (" x",)]),
    "a bracket with a lexicon inside": ("(?:my {kin}|boss)", [("mother", "wife", "boss")]),
    "a bracket in a bracket": ("(?:go(?:es)? to|visit)", [(" to", "visit")]),
    "a bracket of which one way has no word": ("(?:boss|[0-9]+) x", [(" x",)]),
    "a sign that may be left out": ("tyres?", [("tyre",)]),
    "a sign that may be none or many": ("no*w", [("n",), ("w",)]),
    "a sign once or more": ("no+w", [("n",), ("o",), ("w",)]),
    "what must not be there": ("(?<!not )hurt(?! me)", [("hurt",)]),
    "a sign by its number": (r"(?:\x40|tag )you", [("you",)]),
    "gaps and classes": ("a~b[cd]e.f", [("a",), ("b",), ("e",), ("f",)]),
}


@pytest.mark.parametrize("name", NEEDED)
def test_what_a_frame_needs(name: str) -> None:
    frame, groups = NEEDED[name]
    assert list(groups_needed(frame, LEXICONS)) == groups


def test_a_pattern_passes_where_a_word_of_each_of_its_groups_stands() -> None:
    sieve = Sieve([[("砸", "烧"), ("门",)], [("smash",)], [], [("砸", "smash")], [(" your ",), ("door", "window")]])
    assert sieve.passing("去你家砸门") == [0, 2, 3]
    assert sieve.passing("去你家砸") == [2, 3]
    assert sieve.passing("smash your window in") == [1, 2, 3, 4]
    assert sieve.passing("smas") == sieve.passing("") == [2]
    assert Sieve([]).passing("门") == []


def test_nothing_is_found_otherwise_when_every_frame_is_tried() -> None:
    quick = phrases_load()
    plain = dataclasses.replace(quick, sieve=Sieve([()] * len(quick.trials)))
    for record in records():
        remark = remark_from_record(record["input"])
        assert scan(remark, quick) == scan(remark, plain)

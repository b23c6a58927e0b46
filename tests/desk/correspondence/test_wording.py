"""Places in templates: filled, left out, and named where they can't be."""

import pytest

from huashu.desk.correspondence.wording import OPTIONAL_MAX, faults_in, fill, names_in, variants

ALLOWED = ("name", "sum", "link")
FAULTS = {
    "sound": ("{name}，应还{sum}[[，见{link}]]。", []),
    "an unknown name with its place": ("第一行\n应还{amount}。", [("unknown", "amount", 2, 3)]),
    "several, in order": ("{a} {b}", [("unknown", "a", 1, 1), ("unknown", "b", 1, 5)]),
    "not a name": ("{Customer Name}", [("name", "{Customer Name}", 1, 1)]),
    "a brace alone": ("应还{sum", [("brace", "{", 1, 3)]),
    "closed only": ("应还sum}", [("brace", "}", 1, 6)]),
    "an optional part that doesn't end": ("[[见{link}", [("block_open", "[[", 1, 1)]),
    "one that doesn't begin": ("见{link}]]", [("block_close", "]]", 1, 8)]),
    "one in another": ("[[a[[b]]", [("block_nested", "[[", 1, 4)]),
    "too many": ("[[a]]" * (OPTIONAL_MAX + 1), [("blocks", "[[", 1, 5 * OPTIONAL_MAX + 1)]),
    "a letter that nobody sees": ("打\u200b断", [("invisible", "U+200B", 1, 2)]),
}


@pytest.mark.parametrize("name", list(FAULTS))
def test_faults(name):
    text, expected = FAULTS[name]
    assert [(fault.code, fault.found, fault.line, fault.column) for fault in faults_in(text, ALLOWED)] == expected


FILLED = {
    "all known": ({"name": "李", "sum": "5元", "link": "x"}, "李，应还5元，见x。", ()),
    "an optional part drops out": ({"name": "李", "sum": "5元"}, "李，应还5元。", ()),
    "empty counts as unknown": ({"name": "李", "sum": "5元", "link": ""}, "李，应还5元。", ()),
    "what is wanted and missing": ({"link": "x"}, "，应还，见x。", ("name", "sum")),
    "a value with braces stays as it is": ({"name": "{sum}", "sum": "5元"}, "{sum}，应还5元。", ()),
}


@pytest.mark.parametrize("name", list(FILLED))
def test_filling(name):
    values, text, missing = FILLED[name]
    filled = fill("{name}，应还{sum}[[，见{link}]]。", values)
    assert (filled.text, filled.missing) == (text, missing)


def test_names_come_once():
    assert names_in("{name}{sum}[[{name}]]") == ["name", "sum"]


def test_every_way_of_leaving_parts_out():
    assert variants("a[[b]]c[[d]]", {}) == ["abcd", "abc", "acd", "ac"]

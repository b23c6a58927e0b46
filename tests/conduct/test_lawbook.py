"""The lawbook: every worked case is judged as its file says, and an incomplete file is refused with what is missing."""

from copy import deepcopy
from datetime import date, datetime

import pytest

from huashu.conduct.engine import check
from huashu.conduct.lawbook import InvalidLawbook, UnknownPack, lawbook_load, pack_names
from huashu.conduct.reading import contact_read
from huashu.conduct.scan import phrases_load

LAWBOOK = lawbook_load()
WORKED = [(rule, case) for rule in LAWBOOK.rules for case in rule.cases]


@pytest.mark.parametrize(("rule", "case"), WORKED, ids=[f"{rule.id}: {case.name.en}" for rule, case in WORKED])
def test_worked_cases_are_judged_as_their_file_says(rule, case):
    verdict = check(contact_read(case.given), LAWBOOK)
    assert verdict.ruling == case.verdict
    assert (rule.id in {fired.id for fired in verdict.rules}) is case.fires
    if case.earliest:
        assert verdict.earliest == datetime.fromisoformat(case.earliest)


def test_packs():
    assert pack_names() == ("CN", "HK", "HOUSE", "IN", "JP", "SG", "TW", "UK", "US", "US-MA")
    with pytest.raises(UnknownPack, match="no rules named DE"):
        lawbook_load(["CN", "DE"])


def test_every_rule_has_both_languages_a_source_and_a_date():
    for rule in LAWBOOK.rules:
        assert all(rule.title), rule.id
        assert all(rule.limits), rule.id
        assert all(str(reference) for value in rule.values for reference in value.references), rule.id
        assert rule.last_checked_on >= date(2026, 1, 1), rule.id
        for value in rule.values:
            assert all(provision.why.zh != provision.why.en for provision in value.provisions), rule.id


def test_every_rule_that_words_are_judged_by_can_be_looked_up():
    cited = {name for phrase in phrases_load().rules for name, _ in phrase.law.values()}
    unknown = {name for name in cited if LAWBOOK.rule(name) is None and not name.startswith("SAY-")}
    assert unknown == set()


RULE = {
    "id": "HOUSE-EVENING",
    "title": {"zh": "晚间不打电话", "en": "No evening calls"},
    "limits": {"zh": "晚间电话。", "en": "Calls in the evening."},
    "binds": [{"purposes": ["collection"]}],
    "severity": "house",
    "confidence": "high",
    "last_checked_on": "2026-11-01",
    "values": [
        {
            "from": "2026-01-01",
            "references": [{"act": "内部规定", "article": "第3条"}],
            "provisions": [
                {
                    "kind": "hours", "from": "09:00", "to": "18:00", "answer": "deny_until", "when": {"channel": ["telephone"]},
                    "why": {"zh": "现在是{time}。", "en": "It is {time}."},
                }
            ],
        }
    ],
    "cases": [
        {"name": {"zh": "晚", "en": "late"}, "given": {}, "verdict": "deny_until"},
        {"name": {"zh": "早", "en": "early"}, "given": {}, "verdict": "allow"},
    ],
}  # fmt: skip


def changed(path, value=None):
    """The rule with the thing at a path changed, or taken away."""
    rule = deepcopy(RULE)
    *way, last = path
    place = rule
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return rule


VALUE = ("values", 0)
PROVISION = (*VALUE, "provisions", 0)
REFUSED = {
    "no title": (changed(("title",)), "title is missing"),
    "no English title": (changed(("title", "en")), "title.en is missing"),
    "no values": (changed(("values",)), "values is missing"),
    "no source": (changed((*VALUE, "references")), r"values\[0\]\.references is missing"),
    "no act": (changed((*VALUE, "references", 0, "act")), r"values\[0\]\.references\[0\]\.act is missing"),
    "no first date": (changed((*VALUE, "from")), r"values\[0\]\.from is missing"),
    "no date of the last check": (changed(("last_checked_on",)), "last_checked_on is missing"),
    "nobody is bound": (changed(("binds",)), "binds is missing"),
    "no sentence": (changed((*PROVISION, "why")), r"provisions\[0\]\.why is missing"),
    "no end of the window": (changed((*PROVISION, "to")), r"provisions\[0\]\.to is missing"),
    "no answer": (changed((*PROVISION, "answer")), r"provisions\[0\]\.answer is missing"),
    "no worked cases": (changed(("cases",)), "cases is missing"),
    "only cases in which it speaks": (changed(("cases", 1)), "cases is missing"),
    "an unknown kind": (changed((*PROVISION, "kind"), "mood"), "one of hours"),
    "an unknown condition": (changed((*PROVISION, "when"), {"weather": True}), "one of the conditions"),
    "an unknown word in braces": (changed((*PROVISION, "why", "en"), "It is {moon}."), "no other words in braces"),
    "an open brace": (changed((*PROVISION, "why", "en"), "It is {time."), "braces are closed"),
    "a window of no length": (changed((*PROVISION, "to"), "09:00"), "another time than from"),
    "not a time": (changed((*PROVISION, "to"), "6 pm"), "a time of day"),
    "a link that is none": (changed((*VALUE, "references", 0, "link"), "see intranet"), "begins with https"),
    "an end before the beginning": (changed((*VALUE, "to"), "2025-01-01"), "a date from 2026-01-01 on"),
    "medium, but refusing": (changed(("confidence",), "medium"), "may only warn"),
    "low, but speaking": (changed(("confidence",), "low"), "answers nothing"),
    "an id of another pack": (changed(("id",), "CN-EVENING"), "begins with HOUSE-"),
    "a law in the house's pack": (changed(("severity",), "law"), "house, for a rule of the lender's own"),
    "a field nobody knows": (changed(("remark",), "x"), "remark is"),
    "waiting that cures nothing": (
        changed(PROVISION, {"kind": "channel", "answer": "deny_until", "when": {"channel": ["visit"]}, "why": {"zh": "不", "en": "no"}}),
        "isn't cured by time",
    ),
    "a fact that it doesn't turn on": (changed((*PROVISION, "asks"), ["consent"]), "asks"),
    "a count of none": (
        changed(PROVISION, {"kind": "count", "of": ["call"], "days": 1, "at_most": 0, "answer": "warn", "why": {"zh": "不", "en": "no"}}),
        "1 or more",
    ),
    "two values at once": (
        {**RULE, "values": [RULE["values"][0], {**RULE["values"][0], "from": "2026-06-01"}]},
        "values that end before the next begins",
    ),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_an_incomplete_rule_is_refused_with_what_is_missing(name):
    rule, said = REFUSED[name]
    with pytest.raises(InvalidLawbook, match=said) as refused:
        lawbook_load(["CN", "HOUSE"], house=[rule])
    assert "HOUSE[0]" in refused.value.message


def contact(at="2026-03-10T19:00:00+08:00"):
    """A call of an auto lender by house rules and the mainland's."""
    return contact_read(
        {
            "id": "1",
            "packs": ["CN", "HOUSE"],
            "actor": "lender",
            "lender_type": "auto_finance",
            "product": "auto_loan",
            "purpose": "collection",
            "contact": {"channel": "call", "at": at},
            "customer": {"states": []},
        }
    )


def test_the_lenders_own_rule_adds_to_the_law():
    strict = lawbook_load(["CN", "HOUSE"], house=[RULE])
    verdict = check(contact(), strict)
    assert [rule.id for rule in verdict.rules] == ["HOUSE-EVENING"]
    assert verdict.rules[0].why.en == "It is 19:00."
    assert verdict.earliest == datetime.fromisoformat("2026-03-11T09:00:00+08:00")
    late = check(contact("2026-03-10T23:00:00+08:00"), strict)
    assert {rule.id: rule.severity for rule in late.rules} == {"CN-TIME": "industry", "HOUSE-EVENING": "house"}
    assert check(contact(), lawbook_load(["CN", "HOUSE"], house=[])).ruling == "allow"


def test_each_date_has_its_own_value():
    later = deepcopy(RULE)
    later["values"][0]["to"] = "2026-03-10"
    later["values"].append({**deepcopy(RULE["values"][0]), "from": "2026-03-11"})
    later["values"][1]["provisions"][0] |= {"to": "20:00"}
    lawbook = lawbook_load(["CN", "HOUSE"], house=[later])
    assert check(contact("2026-03-10T19:00:00+08:00"), lawbook).ruling == "deny_until"
    assert check(contact("2026-03-11T19:00:00+08:00"), lawbook).ruling == "allow"
    assert check(contact("2025-12-31T23:30:00+08:00"), lawbook).rules[0].id == "CN-TIME"

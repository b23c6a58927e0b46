"""The engine itself: the first lawful moment over days, zones and changed clocks; what is asked for; what isn't bound."""

from datetime import datetime

import pytest

from huashu.conduct import compiled
from huashu.conduct.engine import check
from huashu.conduct.lawbook import UnknownPack, lawbook_load
from huashu.conduct.reading import contact_read

LAWBOOK = lawbook_load()


def planned(
    packs, at, *, channel="call", actor="lender", customer=None, history=(), purpose="collection", lender="auto_finance", **contact
):
    """A planned contact, good in every way that isn't named."""
    facts = {"recorded": True, "identifies_caller": True, "mentions_debt": True, "asks_payment": True, "has_opt_out": True, "phone": "1"}
    return contact_read(
        {
            "id": "x",
            "packs": packs.split("+"),
            "actor": actor,
            "lender_type": lender,
            "product": "auto_loan",
            "purpose": "collection",
            "contact": {"channel": channel, "at": at, **facts, **contact},
            "customer": {"states": [], **(customer or {})},
            "history": list(history),
        }
    )


def talk(at, **more):
    return {"at": at, "channel": "call", "outcome": "conversation", "phone": "1", **more}


EARLIEST = {
    "the later of two countries' openings": (
        planned("CN+IN", "2026-03-10T23:00:00+08:00", possible_timezones=["Asia/Shanghai", "Asia/Kolkata"]),
        "2026-03-11T10:30:00+08:00",
    ),
    "on from a spent week into the next open window": (
        planned("US", "2026-07-14T12:00:00-04:00", actor="collector", timezone="America/New_York", history=[
            talk("2026-07-10T12:00:00-04:00")], customer={"inconvenient": [{"days": ["fri"]}]}),
        "2026-07-18T08:00:00-04:00",
    ),
    "the morning on which clocks go forward": (
        planned("US", "2026-03-07T22:00:00-05:00", actor="collector", timezone="America/New_York"),
        "2026-03-08T08:00:00-04:00",
    ),
    "the morning on which clocks go back": (
        planned("US", "2026-10-31T22:00:00-04:00", actor="collector", timezone="America/New_York"),
        "2026-11-01T08:00:00-05:00",
    ),
    "a breathing space over the change to summer time": (
        planned("UK", "2026-03-01T12:00:00+00:00", customer={"states": ["moratorium"], "moratorium_from": "2026-02-01"}),
        "2026-04-03T08:00:00+01:00",
    ),
    "hours that he agreed to come first": (
        planned("TW", "2026-03-10T22:10:00+08:00", actor="collector", lender="bank", customer={"agreed_hours": ["23:00", "23:30"]}),
        "2026-03-10T23:00:00+08:00",
    ),
    "a barred time over midnight": (
        planned("JP", "2026-03-10T20:30:00+09:00", lender="private", customer={"inconvenient": [{"from": "20:00", "to": "10:00"}]}),
        "2026-03-11T10:00:00+09:00",
    ),
    "a letter waits into the house's hours": (
        planned("UK", "2026-03-01T12:00:00+00:00", channel="letter", customer={"states": ["moratorium"], "moratorium_from": "2026-01-01"}),
        "2026-03-03T08:00:00+00:00",
    ),
    "three spent calls wait for the morning, not for midnight": (
        planned("CN", "2026-03-10T12:00:00+08:00", history=[talk(f"2026-03-10T{hour}:00:00+08:00") for hour in ("08", "09", "10")]),
        "2026-03-11T08:00:00+08:00",
    ),
    "a spent month in Massachusetts": (
        planned("US-MA", "2026-07-30T12:00:00-04:00", place="work", history=[
            talk("2026-07-02T12:00:00-04:00"), talk("2026-07-20T12:00:00-04:00")]),
        "2026-08-01T08:00:00-04:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(EARLIEST))
def test_earliest(name):
    contact, earliest = EARLIEST[name]
    verdict = check(contact, LAWBOOK)
    assert (verdict.ruling, verdict.earliest) == ("deny_until", datetime.fromisoformat(earliest))


VERDICTS = {
    "waiting doesn't cure a second refusal": (
        planned("CN", "2026-03-10T23:00:00+08:00", channel="social_public", customer={}), "deny"),
    "a time that never suits is no": (
        planned("US", "2026-07-14T12:00:00-04:00", actor="collector", timezone="America/New_York", customer={"inconvenient": [{}]}),
        "deny",
    ),
    "no zone, but night in all of them": (
        planned("US", "2026-07-14T04:00:00-04:00", actor="collector"), "deny_until"),
    "no zone, and night only in the west": (
        planned("US", "2026-07-14T09:00:00-04:00", actor="collector"), "unknown"),
    "no zone, and day in all of them": (
        planned("US", "2026-07-14T15:00:00-04:00", actor="collector"), "allow"),
    "a pack that doesn't bind drops out": (
        planned("CN+HK", "2026-03-10T12:00:00+08:00"), "allow"),
    "no pack binds": (
        planned("US", "2026-07-14T12:00:00-04:00"), "not_applicable"),
    "Urumqi keeps Beijing's time": (
        planned("CN", "2026-03-10T21:30:00+08:00", timezone="Asia/Urumqi"), "allow"),
    "an unnamed lender decides nothing where no rule would refuse": (
        planned("TW", "2026-03-10T12:00:00+08:00", actor="collector", lender=None), "allow"),
    "an unnamed lender is asked for where a rule would refuse": (
        planned("TW", "2026-03-10T23:00:00+08:00", actor="collector", lender=None), "unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(VERDICTS))
def test_verdict(name):
    contact, ruling = VERDICTS[name]
    assert check(contact, LAWBOOK).ruling == ruling


def test_missing_facts_are_named_once():
    verdict = check(planned("CN", "2026-03-10T12:00:00+08:00", channel="visit", place="work"), LAWBOOK)
    assert verdict.missing == ("contact.visitors", "contact.consent")


def test_the_sentence_tells_what_decided():
    history = [talk(f"2026-03-10T{hour}:00:00+08:00", to="guarantor") for hour in ("08", "09", "10")]
    verdict = check(planned("CN", "2026-03-10T12:00:00+08:00", to="guarantor", history=history), LAWBOOK)
    assert verdict.rules[0].why.zh == "今天已与保证人主动接通3次电话，每天最多3次。"
    assert verdict.rules[0].why.en == "Our calls reached the guarantor 3 times today; 3 a day are allowed."


def test_a_remembered_sentence_is_that_of_the_same_words(monkeypatch):
    monkeypatch.setattr(compiled, "REMEMBERED", 2)
    evenings = [f"2026-07-14T{time}-04:00" for time in ("22:05", "22:06", "22:07", "22:05", "22:07")]
    for at in evenings:
        contact = planned("US", at, actor="collector", timezone="America/New_York")
        assert at[11:16] in next(rule.why.en for rule in check(contact, LAWBOOK).rules if rule.id == "US-REGF-TIME")


def test_a_pack_that_the_lawbook_lacks_is_refused():
    with pytest.raises(UnknownPack, match="no rules named ZZ"):
        check(planned("CN+ZZ", "2026-03-10T12:00:00+08:00"), LAWBOOK)


def test_the_strictest_rule_stands_first():
    verdict = check(planned("CN", "2026-03-10T22:15:00+08:00", channel="visit", visitors=1), LAWBOOK)
    assert [(rule.id, rule.ruling) for rule in verdict.rules] == [("CN-VISIT", "deny"), ("CN-TIME", "deny_until")]
    assert verdict.earliest is None

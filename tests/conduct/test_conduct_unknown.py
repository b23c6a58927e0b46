"""Unknown is not allowed: moments before the law, the house's rules alone, pauses without a date; and lines that nobody can use."""

import json

import pytest
from click.testing import CliRunner

from huashu.cli.conduct_check import check as command
from huashu.conduct.engine import check
from huashu.conduct.lawbook import lawbook_load
from huashu.conduct.reading import contact_read

LAWBOOK = lawbook_load()


def record(packs, at, *, purpose="collection", customer=None, history=(), actor="lender", **contact):
    facts = {"channel": "call", "at": at, "phone": "1", "recorded": True, "identifies_caller": True, **contact}
    return {
        "id": "x", "packs": packs.split("+"), "actor": actor, "lender_type": "bank", "product": "auto_loan", "purpose": purpose,
        "contact": facts, "customer": {"states": [], **(customer or {})}, "history": list(history),
    }  # fmt: skip


def dials(number, day):
    return [{"at": f"{day}T{9 + hour:02d}:00:00+08:00", "channel": "call", "outcome": "no_answer", "phone": "1"} for hour in range(number)]


EARLY = {
    "no rule of the pack is in force yet": (record("CN", "1999-03-10T12:00:00+08:00"), "unknown", ("contact.at",)),
    "a rule to come would refuse": (record("CN", "2024-03-10T03:00:00+08:00"), "unknown", ("contact.at",)),
    "no rule to come would refuse": (record("CN", "2024-03-10T12:00:00+08:00"), "allow", ()),
    "the last night before the standard": (record("CN", "2025-02-27T23:00:00+08:00"), "unknown", ("contact.at",)),
    "the first night of the standard": (record("CN", "2025-02-28T23:00:00+08:00"), "deny_until", ()),
    "six dials before the guideline": (
        record("CN", "2026-01-29T18:00:00+08:00", history=dials(6, "2026-01-29")), "unknown", ("contact.at",)),
    "six dials on the guideline's first day": (
        record("CN", "2026-01-30T18:00:00+08:00", history=dials(6, "2026-01-30")), "deny_until", ()),
    "the house's own rules weren't there": (record("CN+HOUSE", "2025-12-31T21:30:00+08:00"), "allow", ()),
    "a warning to come isn't a refusal": (record("CN", "2021-10-31T12:00:00+08:00", customer={
        "stop_requested_at": "2021-10-01T12:00:00+08:00"}), "unknown", ("contact.at",)),
    "a refusal stands beside it": (record("CN", "2024-03-10T03:00:00+08:00", channel="social_public"), "deny", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", list(EARLY))
def test_a_moment_before_the_law_is_unknown(name):
    given, ruling, missing = EARLY[name]
    verdict = check(contact_read(given), LAWBOOK)
    assert (verdict.ruling, verdict.missing) == (ruling, missing)


def test_the_sentence_says_from_when_the_rule_holds():
    verdict = check(contact_read(record("CN", "2024-03-10T03:00:00+08:00")), LAWBOOK)
    assert verdict.rules[0].why.en.endswith(
        "The rule is in force from 2025-02-28; what held before isn't in the lawbook, so nobody can tell."
    )
    assert "自2025-02-28起有效" in verdict.rules[0].why.zh


ALONE = {
    "night somewhere": (record("HOUSE", "2026-03-10T12:00:00+08:00"), "unknown"),
    "the zone is known": (record("HOUSE", "2026-03-10T12:00:00+08:00", timezone="Asia/Shanghai"), "allow"),
    "night there": (record("HOUSE", "2026-03-10T12:00:00+08:00", timezone="Europe/London"), "deny_until"),
    "a state decides without a clock": (record("HOUSE", "2026-03-10T12:00:00+08:00", customer={"states": ["deceased"]}), "deny"),
}


@pytest.mark.parametrize("name", list(ALONE))
def test_the_house_rules_alone(name):
    given, ruling = ALONE[name]
    assert check(contact_read(given), LAWBOOK).ruling == ruling


PAUSED = {
    "nobody knows since when": (["moratorium"], None, "unknown"),
    "since yesterday": (["moratorium"], "2026-03-09", "deny_until"),
    "over": (["moratorium"], "2025-12-01", "allow"),
    "a date without a pause": ([], "2026-03-09", "allow"),
    "an open date matters less than a refusal": (["moratorium", "disputing"], None, "deny"),
}


@pytest.mark.parametrize("name", list(PAUSED))
def test_a_breathing_space_without_a_date(name):
    states, since, ruling = PAUSED[name]
    customer = {"states": states} | ({"moratorium_from": since} if since else {})
    assert check(contact_read(record("UK", "2026-03-10T12:00:00+00:00", customer=customer)), LAWBOOK).ruling == ruling


@pytest.mark.parametrize("purpose", ["collection", "reminder", "legal_notice", "service", "verification", "marketing"])
def test_the_dead_are_not_called_whatever_it_is_called(purpose):
    given = record("CN+HOUSE", "2026-03-10T12:00:00+08:00", purpose=purpose, consent=True, customer={"states": ["deceased"]})
    assert check(contact_read(given), LAWBOOK).ruling == "deny"


GOOD = record("CN", "2026-03-10T12:00:00+08:00")
LINES = {
    "not JSON": b"{",
    "not an object": b"[]",
    "not UTF-8": b"\xff\xfe",
    "nothing in it": b"{}",
    "a pack that there isn't": json.dumps(GOOD | {"packs": ["MARS"]}).encode(),
    "packs as a text": json.dumps(GOOD | {"packs": "CN"}).encode(),
    "a zone that there isn't": json.dumps(GOOD | {"contact": GOOD["contact"] | {"timezone": "Mars/Olympus"}}).encode(),
    "a zone that is a path": json.dumps(GOOD | {"customer": {"timezone": "../../etc/passwd"}}).encode(),
    "a moment without its offset": json.dumps(GOOD | {"contact": GOOD["contact"] | {"at": "2026-03-10T12:00:00"}}).encode(),
    "a moment that is a number": json.dumps(GOOD | {"contact": GOOD["contact"] | {"at": 12}}).encode(),
    "a history that is an object": json.dumps(GOOD | {"history": {}}).encode(),
    "hours that aren't": json.dumps(GOOD | {"customer": {"agreed_hours": ["25:00", "26:00"]}}).encode(),
    "half the hours": json.dumps(GOOD | {"customer": {"agreed_hours": ["22:00"]}}).encode(),
    "a visitor too few": json.dumps(GOOD | {"contact": GOOD["contact"] | {"visitors": -1}}).encode(),
    "deep nonsense": b"[" * 5000,
}


@pytest.mark.parametrize("name", list(LINES))
def test_a_bad_line_is_answered_in_its_place(name):
    good = json.dumps(GOOD).encode()
    done = CliRunner().invoke(command, ["-"], input=b"\n".join((good, LINES[name], good)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [answer.get("verdict") for answer in answers] == ["allow", None, "allow"]
    assert answers[1]["error"]["message"]

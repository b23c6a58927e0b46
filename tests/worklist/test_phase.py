"""When a case enters a phase, and what holds it back: a table that a team leader can read."""

import pytest

from huashu.worklist import phase
from huashu.worklist.phase import PHASES, phase_of, phase_rules, ways_on

FIRM = {"stage": "firm", "days_past_due": 45}
LETTER = FIRM | {"legal_approved": True, "demand_letter_days": 15}

CASES = {
    "nothing due": ({"stage": "before_due"}, "before_due", "not_due", ()),
    "repaid": ({"stage": "closed"}, "closed", "repaid", ()),
    "three days late": ({"stage": "early", "days_past_due": 3}, "early", "early", ()),
    "two broken promises aren't enough": ({"stage": "early", "broken_promises": 2}, "early", "early", ()),
    "three are": ({"stage": "early", "broken_promises": 3}, "non_litigation", "firm_by_promises", ()),
    "three, but a new one stands": (
        {"stage": "early", "broken_promises": 3, "has_open_promise": True},
        "early",
        "early",
        ("has_open_promise",),
    ),
    "refused at nine days": ({"stage": "early", "refused": True, "days_past_due": 9}, "early", "early", ()),
    "refused at ten": ({"stage": "early", "refused": True, "days_past_due": 10}, "non_litigation", "firm_by_refusal", ()),
    "firm by days": (FIRM, "non_litigation", "firm_by_days", ()),
    "firm, in hardship": (FIRM | {"hardship": True}, "early", "early", ("hardship",)),
    "letter of 14 days": (LETTER | {"demand_letter_days": 14}, "non_litigation", "firm_by_days", ()),
    "letter of 15 days": (LETTER, "litigation", "litigation_after_letter", ()),
    "letter, not approved": (LETTER | {"legal_approved": False}, "non_litigation", "firm_by_days", ()),
    "letter, a promise stands": (LETTER | {"has_open_promise": True}, "non_litigation", "firm_by_days", ("has_open_promise",)),
    "urgent, not approved": ({"stage": "early", "urgent": True}, "early", "early", ()),
    "urgent and approved": ({"stage": "early", "urgent": True, "legal_approved": True}, "litigation", "litigation_urgent", ()),
    "urgent, but disputed": (
        {"stage": "early", "urgent": True, "legal_approved": True, "disputing": True},
        "early",
        "early",
        ("disputing",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_phase_of_a_case(name):
    facts, code, rule, held_by = CASES[name]
    phase = phase_of(facts)
    assert (phase.code, phase.rule.id, phase.held_by) == (code, rule, held_by)


def test_every_rule_says_why_in_both_languages_and_the_last_takes_everything():
    assert all(rule.zh and rule.en and rule.phase in PHASES for rule in phase_rules())
    assert not phase_rules()[-1].when
    assert not phase_rules()[-1].unless


def test_a_rule_of_the_firm_stage_may_ask_for_a_demand_letter(monkeypatch):
    given = {
        "id": "firm_by_letter",
        "phase": "non_litigation",
        "when": {"stage": "early", "demand_letter_date": "known"},
        "zh": "有函",
        "en": "x",
    }
    rule = phase._rule(given)
    monkeypatch.setattr(phase, "phase_rules", lambda: (rule, *phase_rules()))
    early = {"stage": "early", "days_past_due": 20}
    assert phase_of(early).rule.id == phase_of(early | {"demand_letter_date": None}).rule.id == "early"
    assert phase_of(early | {"demand_letter_date": "2026-11-08"}).rule.id == "firm_by_letter"
    told = [(one.name, one.test, one.have, one.holds) for one in ways_on(early, "early")[0].conditions]
    assert told == [("stage", "is", "early", True), ("demand_letter_date", "known", None, False)]


def test_a_fact_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="demand_leter_date isn't known"):
        phase._rule({"id": "x", "phase": "early", "when": {"demand_leter_date": "known"}, "zh": "x", "en": "x"})

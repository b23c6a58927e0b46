"""When a case enters a phase, and what holds it back: a table that a team leader can read."""

import pytest

from huashu.worklist.phase import PHASES, phase_of, phase_rules

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

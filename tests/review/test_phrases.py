"""Every phrase rule fires on its examples and is silent on the others; a rule that can't be read is refused."""

import pytest

from huashu.errors import InvalidValue, MissingValue
from huashu.language.plain import plain
from huashu.playbook.vocabulary import vocabulary
from huashu.review.hearing.phrases import phrase_rules, rule_table, rules_read

RULES = [
    pytest.param(language, rule, id=f"{language}-{rule.cue}-{rule.name}") for language in ("zh", "en") for rule in phrase_rules(language)
]
GOOD = "rules: [{cue: forgot, by: customer, name: one, says: ['forgot (it|that)'], fires_on: [I forgot it.], silent_on: [No.]}]"


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_a_rule_keeps_to_its_examples(language, rule):
    before = plain(rule.before).text
    table = rule_table(language, officer=rule.by == "officer")
    for text in rule.fires_on:
        assert rule.fires(plain(text).text, before), text
        assert rule in table.fired(plain(text).text, before), text
    for text in rule.silent_on:
        assert not rule.fires(plain(text).text, before), text
        assert rule not in table.fired(plain(text).text, before), text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_looking_rules_up_by_pieces_finds_what_trying_each_finds(language):
    texts = [plain(text).text for rule in phrase_rules(language) for text in (*rule.fires_on, *rule.silent_on)]
    for officer in (True, False):
        table = rule_table(language, officer=officer)
        for text in texts:
            assert table.fired(text, "") == [rule for rule in table.rules if rule.fires(text, "")], text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("group", ["mistakes", "arguments", "reasons", "objections"])
def test_every_label_that_a_turn_can_carry_has_a_rule(language, group):
    derived = {"ended_without_promise", "repeated_argument", "disclosed_before_confirming"}
    cues = {rule.cue for rule in phrase_rules(language)}
    assert set(vocabulary()[group]) - derived - cues <= {"other"}


def test_a_rule_is_read():
    (rule,) = rules_read(GOOD, "a.yaml")
    assert rule.fires("oh, i forgot that", "")
    assert [way.needs for way in rule.says] == [(("forgot ",), ("it", "that"))]


@pytest.mark.parametrize("name", ["cue", "name", "says", "fires_on", "silent_on"])
def test_a_rule_without_a_part_is_refused(name):
    with pytest.raises(MissingValue) as refusal:
        rules_read(GOOD.replace(f"{name}:", f"x_{name}:"), "a.yaml")
    assert refusal.value.field == f"a.yaml: rules[0].{name}"


@pytest.mark.parametrize(
    ("good", "bad", "field"),
    [
        ("cue: forgot", "cue: slept", "a.yaml: rules[0].cue"),
        ("(it|that)", "(it|that", "a.yaml: rules[0].says"),
        ("(it|that)", "{things}", "a.yaml: rules[0].says"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(good, bad, field):
    with pytest.raises(InvalidValue) as refusal:
        rules_read(GOOD.replace(good, bad), "a.yaml")
    assert refusal.value.field == field

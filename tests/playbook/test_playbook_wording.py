"""Words filled with a case's figures, and conditions on facts."""

import pytest

from huashu.playbook.conditions import Condition, all_hold, failing
from huashu.playbook.conditions import Test as Compare
from huashu.playbook.facts import CAPTURES, FACTS
from huashu.playbook.samples import sample_captures, sample_facts
from huashu.playbook.track import LANGUAGES, Wording
from huashu.playbook.wording import fill, sayable, spoken, variables


@pytest.mark.parametrize(
    ("fact", "value", "language", "currency", "wanted"),
    [
        ("overdue_amount", 412_000, "zh-Hans", "CNY", "4,120元"),
        ("overdue_amount", 412_050, "zh-Hans", "CNY", "4,120.50元"),
        ("overdue_amount", 412_000, "en", "USD", "$4,120"),
        ("overdue_amount", 412_000, "en", "CNY", "4,120 CNY"),
        ("overdue_amount", 412_000, "zh-Hans", "USD", "USD 4,120"),
        ("due_date", "2026-11-23", "zh-Hans", "CNY", "11月23日（周一）"),
        ("due_date", "2026-11-23", "zh-Hant", "TWD", "11月23日（週一）"),
        ("due_date", "2026-11-23", "en", "USD", "Monday, November 23"),
        ("annual_rate", 85_000, "en", "USD", "8.50%"),
        ("days_past_due", 3, "en", "USD", "3"),
        ("grade", "B", "zh-Hans", "CNY", "B"),
    ],
)
def test_a_value_as_people_say_it(fact, value, language, currency, wanted):
    assert spoken(FACTS[fact], value, language, currency) == wanted


def test_what_was_filled_in_is_marked():
    text, marks = fill("应还{overdue_amount}，{due_date}到期。", {"overdue_amount": 412_000, "due_date": "2026-11-23"}, "zh-Hans", "CNY")
    assert text == "应还4,120元，11月23日（周一）到期。"
    assert [text[start:end] for start, end in marks] == ["4,120元", "11月23日（周一）"]


def test_words_with_something_unknown_or_untrue_are_left_out():
    say = (
        Wording("{overdue_amount}"),
        Wording("{report_date}"),
        Wording("一直有"),
        Wording("要担保", when=(Condition("has_guarantor", Compare.IS, (True,)),)),
    )
    facts = {"overdue_amount": 100, "report_date": None, "has_guarantor": False}
    assert [(one.text, one.number) for one in sayable(say, facts, "zh-Hans", "CNY")] == [("1元", 0), ("一直有", 2)]
    assert fill("{nothing_of_the_kind}", {"nothing_of_the_kind": 1}, "en", "USD") is None


def test_variables_come_in_order_and_once():
    assert variables("{b} {a} {b} {C} {}") == ("b", "a")


@pytest.mark.parametrize(
    ("test", "values", "value", "holds"),
    [
        (Compare.AT_LEAST, (2,), 2, True),
        (Compare.AT_LEAST, (2,), 1, False),
        (Compare.AT_MOST, (2,), 2, True),
        (Compare.AT_MOST, (2,), 3, False),
        (Compare.AT_LEAST, ("2026-11-24",), "2026-11-24", True),
        (Compare.AT_LEAST, ("2026-11-24",), "2026-11-23", False),
        (Compare.AT_LEAST, (2,), "2", False),
        (Compare.ONE_OF, ("A", "B"), "B", True),
        (Compare.ONE_OF, ("A", "B"), "C", False),
        (Compare.IS, (True,), 1, False),
        (Compare.IS, (1,), True, False),
        (Compare.KNOWN, (), 0, True),
        (Compare.KNOWN, (), None, False),
        (Compare.UNKNOWN, (), None, True),
        (Compare.UNKNOWN, (), 0, False),
        (Compare.AT_MOST, (2,), None, False),
        (Compare.IS, (False,), None, False),
    ],
)
def test_a_condition_is_never_true_of_what_is_not_known(test, values, value, holds):
    condition = Condition("fact", test, values)
    assert condition.holds({"fact": value}) is holds
    assert all_hold((condition,), {"fact": value}) is holds
    assert (failing((condition,), {"fact": value}) is None) is holds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_has_a_sample_of_its_type_that_can_be_spoken(language):
    samples = {**sample_facts(language), **sample_captures(language)}
    kinds = {"money": int, "count": int, "rate": int, "flag": bool}
    for fact in (*FACTS.values(), *CAPTURES.values()):
        assert isinstance(samples[fact.name], kinds.get(fact.type, str)), fact.name
        assert spoken(fact, samples[fact.name], language, "CNY")
    if language == "en":
        texts = [str(samples[fact.name]) for fact in (*FACTS.values(), *CAPTURES.values())]
        assert all(text.isascii() for text in texts)

"""From rows of the desk to the phase of a case, and what leads further."""

from datetime import timedelta

import pytest

from huashu.desk.assessment import words
from huashu.desk.assessment.models import MarkKind
from huashu.desk.assessment.selectors.phases import cases_by_rule
from huashu.desk.assessment.services.saying import mark_set
from huashu.desk.cases.models import Case
from huashu.desk.correspondence.models import Message, MessageStatus
from huashu.worklist.phase import FACTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(case, now):
    """``letter(days=15)``: a demand letter that was handed over fifteen days ago."""

    def send(*, days, template="letter_demand", state="handed_over", code="handed_over"):
        at = now - timedelta(days=days)
        fields = {"case": case, "channel": "letter", "language": "zh-Hans", "purpose": "collection", "text": "…"}
        message = Message.objects.create(key=f"{template}-{days}", template=template, state=state, queued_at=at, **fields)
        MessageStatus.objects.create(message=message, at=at, code=code)
        return message

    return send


@pytest.fixture
def place(case, estimate, now):
    """Where the case stands: phase, rule and what holds it back; the page of all cases says the same."""

    def read(**changes):
        Case.objects.filter(pk=case.pk).update(**changes)
        found = estimate(Case.objects.select_related("loan__product").get(pk=case.pk)).phase
        counted = {row.rule.id: row.cases for row in cases_by_rule(Case.objects.all(), now) if row.cases}
        assert counted == {found.phase.rule.id: 1}
        return found.phase.code, found.phase.rule.id, found.phase.held_by

    return read


FIRM = {"stage": "firm", "days_past_due": 50, "overdue_since": None}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"stage": "early"}, ("early", "early", ())),
        ({"stage": "before_due"}, ("before_due", "not_due", ())),
        ({"stage": "early", "broken_promises": 3}, ("non_litigation", "firm_by_promises", ())),
        (FIRM, ("non_litigation", "firm_by_days", ())),
    ],
)
def test_what_the_case_itself_says(changes, expected, place):
    assert place(**changes) == expected


def test_the_last_conversation_decides_whether_it_is_a_refusal(contact, place):
    contact("refused", days=3)
    assert place(stage="early", days_past_due=12) == ("non_litigation", "firm_by_refusal", ())
    contact("no_answer", days=2, reached="nobody")
    assert place() == ("non_litigation", "firm_by_refusal", ())
    contact("call_back", days=1)
    assert place() == ("early", "early", ())


@pytest.mark.parametrize("code", ["disputing", "identity_theft", "hardship", "deceased", "moratorium"])
def test_what_is_known_of_the_customer_holds_it_back(code, state, place):
    state(code)
    held = {"identity_theft": "disputing"}.get(code, code)
    assert place(**FIRM) == ("early", "early", (held,))


@pytest.mark.parametrize(("days", "expected"), [(14, "firm_by_days"), (15, "litigation_after_letter")])
def test_fifteen_days_after_the_demand_letter(days, expected, letter, place, case, ben, now):
    letter(days=days)
    mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="材料已齐", person=ben, now=now)
    assert place(**FIRM)[1] == expected


@pytest.mark.parametrize(
    "fields",
    [{"template": "letter_overdue"}, {"state": "queued", "code": "written"}, {"state": "failed"}, {"state": "dropped", "code": "dropped"}],
)
def test_what_is_no_demand_letter(fields, letter, place, case, ben, now, estimate):
    letter(days=20, **fields)
    mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="材料已齐", person=ben, now=now)
    assert place(**FIRM)[1] == "firm_by_days"
    assert estimate().phase.letter_on is None


def test_the_latest_demand_letter_counts(letter, place, case, ben, now, estimate):
    letter(days=30)
    letter(days=5)
    mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="材料已齐", person=ben, now=now)
    assert place(**FIRM)[1] == "firm_by_days"
    found = estimate().phase
    assert (found.letter_on.isoformat(), found.facts["demand_letter_date"], found.facts["demand_letter_days"]) == (
        "2026-11-18",
        "2026-11-18",
        5,
    )


def test_a_letter_of_earlier_arrears_demands_nothing_now(letter, place, case, ben, now):
    letter(days=40)
    mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="材料已齐", person=ben, now=now)
    assert place(**FIRM | {"overdue_since": now.date() - timedelta(days=39)})[1] == "firm_by_days"
    assert place(overdue_since=now.date() - timedelta(days=40))[1] == "litigation_after_letter"


def test_urgent_and_approved_lead_to_court_at_once(place, case, ben, chen, now, state):
    mark_set(case=case, kind=MarkKind.URGENT, reason="车将转卖", person=ben, now=now)
    assert place(stage="early") == ("early", "early", ())
    mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="同意", person=chen, now=now)
    assert place() == ("litigation", "litigation_urgent", ())
    state("disputing")
    assert place() == ("early", "early", ("disputing",))


def test_the_ways_on_say_what_holds(place, estimate, promise):
    place(stage="early", broken_promises=2, days_past_due=12)
    ways = {way.rule.id: way for way in estimate(Case.objects.select_related("loan__product").get()).phase.ways}
    assert list(ways) == ["firm_by_days", "firm_by_promises", "firm_by_refusal", "litigation_urgent", "litigation_after_letter"]
    told = [(one.name, one.wanted, one.have, one.holds) for one in ways["firm_by_promises"].conditions]
    assert told == [("stage", "early", "early", True), ("broken_promises", 3, 2, False)]


@pytest.mark.parametrize("more", [1, 6])
def test_the_count_takes_a_fixed_number_of_queries(more, ada, make_case, now, django_assert_num_queries):
    for _ in range(more):
        make_case(ada)
    with django_assert_num_queries(5):
        assert sum(row.cases for row in cases_by_rule(Case.objects.all(), now)) == more


def test_every_fact_of_the_rules_has_its_words():
    assert {name for name in FACTS if not words.fact_words(name)} == set()
    assert str(words.test_words("demand_letter_date", "known", True))

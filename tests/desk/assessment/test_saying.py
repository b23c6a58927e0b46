"""What people say otherwise and the marks for legal action: who may, what is refused, what stays on record."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from huashu.desk.access import may
from huashu.desk.assessment.models import AssessmentOverride, Axis, LegalMark, Level, MarkKind
from huashu.desk.assessment.refusals import IncomeUnlikely, LevelSame, MarkedAlready, SameHand, WhyMissing, WithdrawnAlready
from huashu.desk.assessment.services.saying import income_record, mark_set, mark_withdraw, override_record, override_withdraw
from huashu.desk.audit.models import TrailEntry
from huashu.desk.audit.words import sentence_of
from huashu.desk.cases.refusals import CaseClosed

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(case, ada, now):
    """``say(Level.LOW)``: Ada says that ability is low; the machine says 55."""

    def otherwise(level, *, axis=Axis.ABILITY, reason="厂里停工", person=ada):
        return override_record(case=case, axis=axis, level=level, score=55, reason=reason, person=person, now=now)

    return otherwise


@pytest.fixture
def mark(case, now):
    def put(kind, person, reason="车辆在外地"):
        return mark_set(case=case, kind=kind, reason=reason, person=person, now=now)

    return put


def test_a_person_s_level_counts_and_the_machine_s_stays(say, estimate):
    say(Level.LOW)
    found = estimate()
    assert (found.gauges[1].bar.level, found.gauges[1].level, found.remedy) == ("middle", "low", "reschedule")
    assert found.why == "middle_low"


def test_the_newest_word_counts_and_taking_it_back_gives_the_machine_s(say, estimate, ada, now):
    say(Level.LOW)
    newest = say(Level.HIGH)
    assert estimate().gauges[1].level == "high"
    override_withdraw(override=newest, reason="消息有误", person=ada, now=now)
    assert estimate().gauges[1].override is None
    assert AssessmentOverride.objects.count() == 3


def test_what_was_replaced_or_taken_back_can_t_be_taken_back(say, ada, now):
    first, newest = say(Level.LOW), say(Level.HIGH)
    with pytest.raises(WithdrawnAlready):
        override_withdraw(override=first, reason="x", person=ada, now=now)
    override_withdraw(override=newest, reason="x", person=ada, now=now)
    with pytest.raises(WithdrawnAlready):
        override_withdraw(override=newest, reason="x", person=ada, now=now)


@pytest.mark.parametrize(("level", "reason", "refusal"), [(Level.LOW, "  ", WhyMissing), (Level.MIDDLE, "x", LevelSame)])
def test_words_that_are_refused(level, reason, refusal, say):
    with pytest.raises(refusal):
        say(level, reason=reason)
    assert not AssessmentOverride.objects.exists()


def test_a_closed_case_takes_no_more_words(say, case, now):
    case.closed_on = now.date()
    case.save()
    with pytest.raises(CaseClosed):
        say(Level.LOW)


def test_all_of_it_stands_in_the_trail(say, mark, case, ada, ben, now):
    override_withdraw(override=say(Level.LOW), reason="有误", person=ada, now=now)
    mark_withdraw(mark=mark(MarkKind.URGENT, ben), reason="车已找到", person=ben, now=now)
    income_record(case=case, monthly_minor=650_000, said_on=now.date(), words="六千五", person=ada, now=now)
    entries = list(TrailEntry.objects.order_by("number"))
    assert [(entry.kind, entry.person_name) for entry in entries] == [
        ("assessment_overridden", "ada"),
        ("assessment_overridden", "ada"),
        ("legal_marked", "ben"),
        ("legal_marked", "ben"),
        ("income_recorded", "ada"),
    ]
    with override("en"):
        told = [sentence_of(entry) for entry in entries]
    assert told[0] == "Ability: low – 厂里停工"
    assert "有误" in told[1]
    assert told[2] == "Urgent, added: 车辆在外地"
    assert "650000" in told[4]
    assert list(case.events.order_by("pk").values_list("code", flat=True)) == ["urgent", "urgent_withdrawn"]


def test_urgent_and_approved_come_from_two_people(mark, ben, chen):
    mark(MarkKind.URGENT, ben)
    with pytest.raises(SameHand):
        mark(MarkKind.LEGAL_APPROVED, ben)
    with pytest.raises(MarkedAlready):
        mark(MarkKind.URGENT, chen)
    mark(MarkKind.LEGAL_APPROVED, chen)
    assert LegalMark.objects.count() == 2


def test_a_mark_is_taken_off_once(mark, ben, now):
    row = mark(MarkKind.URGENT, ben)
    mark_withdraw(mark=row, reason="x", person=ben, now=now)
    with pytest.raises(WithdrawnAlready):
        mark_withdraw(mark=row, reason="x", person=ben, now=now)


@pytest.mark.parametrize(
    ("monthly", "days", "words", "refusal"), [(-1, 0, "x", IncomeUnlikely), (1, -1, "x", IncomeUnlikely), (1, 0, " ", WhyMissing)]
)
def test_incomes_that_are_refused(monthly, days, words, refusal, case, ada, now):
    with pytest.raises(refusal):
        income_record(case=case, monthly_minor=monthly, said_on=now.date() - timedelta(days=days), words=words, person=ada, now=now)


# action, who may
RIGHTS = {
    "assessment.override": {"ada", "ben"},
    "income.record": {"ada", "ben", "finn"},
    "legal.urgent": {"ben"},
    "legal.approve": {"ben", "chen"},
}


@pytest.mark.parametrize("action", RIGHTS)
def test_who_may(action, ada, ben, chen, eve, finn):
    assert {person.username for person in (ada, ben, chen, eve, finn) if may(person, action)} == RIGHTS[action]

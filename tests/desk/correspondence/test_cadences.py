"""Cadences: the day's messages once a case, step and due date; a text edited badly says exactly what is wrong."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from huashu.desk.cases.models import Case, Promise, PromisePart
from huashu.desk.closing.run import days_close
from huashu.desk.conduct.models import FactKind
from huashu.desk.conduct.services.facts import FactDraft, fact_record
from huashu.desk.correspondence.cadence import cadences_read, cadences_shipped
from huashu.desk.correspondence.models import Message
from huashu.desk.correspondence.refusals import CadenceFaulty, NothingChanged
from huashu.desk.correspondence.selectors.cadences import cadences_current, days_unreached
from huashu.desk.correspondence.services import cadences_save, messages_due
from huashu.desk.correspondence.words import problem_words

TEMPLATES = {("due_reminder", "sms"), ("first_overdue", "sms"), ("letter_overdue", "letter")}
GOOD = """- name: plain
  title: {zh: 简单, en: Plain}
  products: []
  steps:
    - {day: -3, channel: sms, template: due_reminder}
    - {day: 10, channel: letter, template: letter_overdue, when: [no_open_promise]}
"""


def test_the_shipped_text_reads(db):
    assert [(step.day, step.channel) for step in cadences_current()[0].steps] == [
        *((-7, "letter"), (-3, "sms"), (-1, "sms"), (0, "sms"), (3, "sms"), (10, "letter")),
    ]


WRONG = {
    "not YAML": ("- name: [", "Line 1: this isn't valid YAML"),
    "no list": ("name: plain", "Line 1: the text has to be a list of cadences"),
    "a field too many": (GOOD.replace("products", "product"), "Line 1: a cadence has no field “product”; it has name, title"),
    "no title": (GOOD.replace("{zh: 简单, en: Plain}", "Plain"), "Line 1: the title needs both languages"),
    "an unknown product": (GOOD.replace("[]", "[bus]"), "Line 1: there is no product “bus”; there are standard."),
    "a day that is none": (GOOD.replace("-3", "three"), "Line 5: day is “three”, but has to be a whole number from -120 to 120."),
    "a channel that is none": (GOOD.replace("channel: sms", "channel: fax"), "Line 5: channel is “fax”, but has to be one of sms, email"),
    "a template that isn't there": (
        GOOD.replace("due_reminder", "due_remnder"),
        "Line 5: there is no template “due_remnder” for sms; there are",
    ),
    "a letter by text": (GOOD.replace("channel: letter", "channel: sms"), "Line 6: there is no template “letter_overdue” for sms"),
    "a condition that is none": (GOOD.replace("no_open_promise", "rich"), "Line 6: there is no condition “rich”; there are important"),
    "conditions that aren't a list": (GOOD.replace("[no_open_promise]", "no_open_promise"), "Line 6: “when” has to be a list"),
    "twice the same": (GOOD + GOOD, "Line 7: there are two cadences named “plain”"),
    "two on one day": (GOOD.replace("day: 10", "day: -3").replace(", when: [no_open_promise]", ""), "Line 6: two steps on day -3"),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_is_said_with_its_line(name):
    text, sentence = WRONG[name]
    found, problems = cadences_read(text, TEMPLATES, ["standard"])
    with translation.override("en"):
        said = [problem_words(problem) for problem in problems]
    assert found == []
    assert any(one.startswith(sentence) for one in said), said


def test_several_problems_are_all_named():
    _found, problems = cadences_read(GOOD.replace("-3", "x").replace("letter_overdue", "y"), TEMPLATES, [])
    assert [problem.code for problem in problems] == ["day", "template"]


def test_saving(db, ben, now):
    with pytest.raises(CadenceFaulty):
        cadences_save(body="nonsense", note="", person=ben, now=now)
    with pytest.raises(NothingChanged):
        cadences_save(body=cadences_shipped(), note="", person=ben, now=now)
    assert cadences_save(body=GOOD, note="", person=ben, now=now).number == 1
    assert [cadence.name for cadence in cadences_current()] == ["plain"]


@pytest.fixture
def due_case(named, make_real_case, ada):
    """A case about the instalment of 20 November: unpaid, everything before it paid."""
    return make_real_case(ada, paid=2, overdue_since=None)


def due(on: date, now):
    return messages_due(today=on, now=now.replace(month=on.month, day=on.day))


def test_before_the_due_date(due_case, now):
    """The next instalment, 517.65 on 20 December, after that of November is paid."""
    Case.objects.update(overdue_minor=0, due_now_minor=0, next_due_on=date(2026, 12, 20), next_due_minor=51_765)
    assert due(date(2026, 12, 17), now)["queued"] == 1
    assert due(date(2026, 12, 17), now)["queued"] == 0
    assert due(date(2026, 12, 18), now)["queued"] == 0
    assert due(date(2026, 12, 19), now)["queued"] == 1
    assert set(Message.objects.values_list("cadence", "due_on")) == {
        ("standard-3", date(2026, 12, 20)),
        ("standard-1", date(2026, 12, 20)),
    }


def test_on_the_due_date_and_not_within_grace_of_an_older_one(due_case, now):
    Case.objects.update(overdue_minor=0, due_now_minor=51_765, next_due_on=date(2026, 12, 20))
    assert due(date(2026, 11, 20), now)["queued"] == 1
    assert due(date(2026, 11, 21), now)["queued"] == 0
    assert "今天是您车贷的还款日，应还517.65元" in Message.objects.get().text


@pytest.fixture
def late(late_case):
    Case.objects.update(overdue_since=date(2026, 11, 20))
    return late_case


def test_after_the_due_date(late, now):
    """Nothing on the day after, which belongs to the call; a message on the third day, a letter on the tenth."""
    assert [due(date(2026, 11, 20) + timedelta(days=days), now)["queued"] for days in (1, 2, 3, 9, 10, 11)] == [0, 0, 1, 0, 1, 0]
    assert list(Message.objects.order_by("pk").values_list("template", flat=True)) == ["first_overdue", "letter_overdue"]


def test_an_open_promise_keeps_the_reminder_away(late, ada, now):
    Promise.objects.create(case=late, loan=late.loan, kind="full", taken_by=ada, promised_on=now.date())
    assert due(date(2026, 11, 23), now)["queued"] == 0


def test_another_due_date_is_another_message(late, now):
    due(date(2026, 11, 23), now)
    Case.objects.update(overdue_since=date(2026, 11, 24))
    assert due(date(2026, 11, 27), now)["queued"] == 1


def test_what_the_rules_forbid_is_kept_as_not_sent(late, ada, now):
    fact_record(case=late, draft=FactDraft(FactKind.STATE, "deceased"), person=ada, now=now)
    assert due(date(2026, 11, 23), now) == {"queued": 0, "dropped": 1}
    message = Message.objects.get()
    assert (message.state, message.reason, bool(message.text)) == ("dropped", "conduct", True)
    assert due(date(2026, 11, 23), now) == {"queued": 0, "dropped": 0}


def test_at_night_it_is_queued_for_the_morning(late, now):
    night = now.replace(hour=5)
    assert messages_due(today=night.date(), now=night)["queued"] == 1
    assert Message.objects.get().not_before == now.replace(hour=8, minute=0)


def test_the_customers_language_and_wish_count(late, ada, now):
    fact_record(case=late, draft=FactDraft(FactKind.LANGUAGE, "en"), person=ada, now=now)
    due(date(2026, 11, 23), now)
    assert Message.objects.get().language == "en"


def test_without_a_name_nothing_is_made(make_real_case, ada, now):
    make_real_case(ada, overdue_since=date(2026, 11, 20))
    assert due(date(2026, 11, 23), now) == {"unnamed": 1}
    assert not Message.objects.exists()


def test_important_is_a_balloon_or_a_fifth_of_the_loan(due_case, now):
    """517.65 of 3,000.00 is 17%: not important; 600.00 is a fifth."""
    Case.objects.update(overdue_minor=0, due_now_minor=0, next_due_on=date(2026, 12, 20), next_due_minor=59_999)
    assert due(date(2026, 12, 13), now)["queued"] == 0
    Case.objects.update(next_due_minor=60_000)
    assert due(date(2026, 12, 13), now)["queued"] == 1
    assert Message.objects.get().channel == "letter"


def test_a_step_that_comes_before_the_case_is_pointed_out(due_case):
    assert [(opened, wanted) for _product, opened, wanted in days_unreached(cadences_current())] == [(3, 7)]


def test_the_close_makes_them_for_today_alone(late, ada, now):
    """A payment was promised for tomorrow; the day before was closed late, and nobody gets its messages."""
    promise = Promise.objects.create(case=late, loan=late.loan, kind="full", taken_by=ada, promised_on=now.date())
    PromisePart.objects.create(promise=promise, amount_minor=104_442, due_on=date(2026, 11, 24))
    yesterday, today = days_close(as_of=date(2026, 11, 22), now=now), days_close(as_of=now.date(), now=now)
    assert yesterday[-1].counts["messages"] == {}
    assert today[-1].counts["messages"] == {"queued": 1, "dropped": 0}
    assert days_close(as_of=now.date(), now=now)[-1].counts["messages"] == {"queued": 0, "dropped": 0}
    assert Message.objects.get().template == "promise_reminder"

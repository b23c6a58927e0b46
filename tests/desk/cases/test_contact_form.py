"""What is typed into the contact form, what it is understood as, and what is said where it isn't.

The case is 1,020.50 overdue, 517.65 more falls due next; today is Monday 23 November 2026, 10:12 in Shanghai.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from huashu.desk.cases.contact_form import ContactForm
from huashu.desk.cases.models import Case
from huashu.desk.cases.promise_form import FormSetting
from huashu.desk.cases.words import read_back

NOW = datetime(2026, 11, 23, 10, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
WHOLE, NEXT = 102_050, 51_765
TALKED = {"channel": "call", "reached": "customer", "outcome": "no_promise"}
PROMISED = TALKED | {"outcome": "promised"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def form_of(data, whole=WHOLE):
    form = ContactForm(FormSetting(Case(currency="CNY"), NOW, whole, whole + NEXT), data)
    form.is_valid()
    return form


def at(day, hour, minute):
    return datetime(2026, 11, day, hour, minute, tzinfo=NOW.tzinfo)


PROMISES = [
    ("all by Friday", {"promise_kind": "full", "part_1_on": "fri"}, [(102_050, 27)]),
    ("all, whatever stands in the amount", {"promise_kind": "full", "part_1_on": "27", "part_1_amount": "3"}, [(102_050, 27)]),
    ("a part tomorrow", {"promise_kind": "part", "part_1_on": "明天", "part_1_amount": "1,000.00"}, [(100_000, 24)]),
    (
        "two payments that add up to all",
        {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "20.50", "part_2_on": "27", "part_2_amount": "1000"},
        [(2_050, 24), (100_000, 27)],
    ),
    (
        "the second takes the rest",
        {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "300", "part_2_on": "月底"},
        [(30_000, 24), (72_050, 30)],
    ),
    (
        "in the order of their days",
        {"promise_kind": "instalments", "part_1_on": "27", "part_1_amount": "1000", "part_2_on": "24", "part_2_amount": "20.5"},
        [(2_050, 24), (100_000, 27)],
    ),
    (
        "less than all, as agreed",
        {
            "promise_kind": "instalments",
            "promise_total": "500",
            "part_1_on": "24",
            "part_1_amount": "200",
            "part_2_on": "27",
            "part_2_amount": "300",
        },
        [(20_000, 24), (30_000, 27)],
    ),
    ("under a condition, all", {"promise_kind": "conditional", "part_1_on": "30", "promise_words": "等工程款到了"}, [(102_050, 30)]),
    ("with the next instalment", {"promise_kind": "part", "part_1_on": "24", "part_1_amount": "1538.15"}, [(153_815, 24)]),
    (
        "more, and sure of it",
        {"promise_kind": "part", "part_1_on": "24", "part_1_amount": "1538.16", "promise_confirmed": "on"},
        [(153_816, 24)],
    ),
]


@pytest.mark.parametrize(("typed", "parts"), [row[1:] for row in PROMISES], ids=[row[0] for row in PROMISES])
def test_a_promise(typed, parts):
    form = form_of(PROMISED | typed)
    assert not form.errors
    assert [(part.amount_minor, part.due_on) for part in form.draft.promise.parts] == [(minor, date(2026, 11, day)) for minor, day in parts]


WRONG = [
    ("nothing chosen", {}, {"channel": "Say how", "reached": "Say who", "outcome": "Say what came"}),
    ("promised, no day", PROMISED, {"part_1_on": "“Agreed” alone is no promise."}),
    ("an amount without a day", PROMISED | {"promise_kind": "part", "part_1_amount": "5"}, {"part_1_on": "By which day?"}),
    ("a day without an amount", PROMISED | {"promise_kind": "part", "part_1_on": "fri"}, {"part_1_amount": "How much?"}),
    ("soon is no day", PROMISED | {"part_1_on": "尽快"}, {"part_1_on": "“尽快” isn't a day."}),
    (
        "some is no amount",
        PROMISED | {"promise_kind": "part", "part_1_on": "fri", "part_1_amount": "some"},
        {"part_1_amount": "“some” isn't"},
    ),
    (
        "one of several",
        PROMISED | {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "5"},
        {"part_2_on": "Several payments need at least two."},
    ),
    (
        "several that fall short",
        PROMISED | {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "300", "part_2_on": "27", "part_2_amount": "500"},
        {"promise_total": "come to 800.00, but 1,020.50 was promised: 220.50 is missing"},
    ),
    (
        "several that come to more",
        PROMISED | {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "800", "part_2_on": "27", "part_2_amount": "500"},
        {"promise_total": "279.50 too much"},
    ),
    (
        "a condition that isn't said",
        PROMISED | {"promise_kind": "conditional", "part_1_on": "30"},
        {"promise_words": "Under which condition?"},
    ),
    (
        "a fen more than what is owed now and next",
        PROMISED | {"promise_kind": "part", "part_1_on": "24", "part_1_amount": "1538.16"},
        {"promise_confirmed": "1,538.16 is more than the 1,538.15 owed now and next."},
    ),
    ("a day gone by", PROMISED | {"part_1_on": "2026-11-20"}, {"part_1_on": "This day is over."}),
    ("call back, no time", TALKED | {"outcome": "call_back", "next_on": "tomorrow"}, {"next_time": "At what time did the customer ask"}),
    ("call back, nothing", TALKED | {"outcome": "call_back"}, {"next_on": "Say when to call back"}),
    ("next time that has passed", TALKED | {"next_time": "10:00"}, {"next_on": "lies in the past"}),
    ("no duration", TALKED | {"duration": "long"}, {"duration": "“long” isn't a duration."}),
    ("earlier, no time", TALKED | {"happened_on": "yesterday"}, {"happened_time": "At what time?"}),
    ("not yet", TALKED | {"happened_time": "11:00"}, {"happened_on": "after it happened"}),
    ("nobody promised", PROMISED | {"reached": "nobody", "part_1_on": "fri"}, {"outcome": "can't come of this contact"}),
]


@pytest.mark.parametrize(("typed", "said"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong(typed, said):
    form = form_of(typed)
    assert form.draft is None or form.errors
    assert set(form.errors) == set(said)
    for field, sentence in said.items():
        assert sentence in form.errors[field][0]


TIMES = [
    ("now", {}, {"started_at": NOW, "duration_seconds": None}),
    ("it took 2:14", {"duration": "2:14"}, {"started_at": NOW - timedelta(seconds=134), "duration_seconds": 134}),
    ("this morning", {"happened_time": "9:05"}, {"started_at": at(23, 9, 5)}),
    ("on Friday", {"happened_on": "friday", "happened_time": "16:20"}, {"started_at": at(20, 16, 20)}),
    ("next on a day", {"next_on": "25"}, {"next_contact_at": at(25, 9, 0), "is_appointment": False}),
    ("next today", {"next_time": "15:00"}, {"next_contact_at": at(23, 15, 0), "is_appointment": False}),
    ("agreed", {"next_on": "25", "next_time": "3pm", "next_agreed": "on"}, {"next_contact_at": at(25, 15, 0), "is_appointment": True}),
    (
        "call back",
        {"outcome": "call_back", "next_on": "today", "next_time": "10:30"},
        {"next_contact_at": at(23, 10, 30), "is_appointment": True},
    ),
    ("a letter takes no time", {"channel": "letter", "duration": "2:00"}, {"duration_seconds": None}),
    ("nobody gave no reason", {"reached": "nobody", "outcome": "no_answer", "reason": "forgot"}, {"reason": ""}),
    ("the customer did", {"reason": "forgot"}, {"reason": "forgot"}),
]


@pytest.mark.parametrize(("typed", "fields"), [row[1:] for row in TIMES], ids=[row[0] for row in TIMES])
def test_times(typed, fields):
    form = form_of(TALKED | typed)
    assert not form.errors
    assert {name: getattr(form.draft, name) for name in fields} == fields


def test_all_of_nothing_is_no_amount():
    assert "Nothing is overdue" in form_of(PROMISED | {"promise_kind": "full", "part_1_on": "fri"}, whole=0).errors["promise_kind"][0]


READ_BACK = [
    ({"promise_kind": "full", "part_1_on": "fri"}, "So you will pay 1,020.50 by Fri 27 Nov. Is that right?"),
    (
        {"promise_kind": "instalments", "part_1_on": "24", "part_1_amount": "300", "part_2_on": "30"},
        "So you will pay 300.00 by 24 Nov, tomorrow, then 720.50 by Mon 30 Nov: 1,020.50 altogether. Is that right?",
    ),
]


@pytest.mark.parametrize(("typed", "sentence"), READ_BACK)
def test_read_back(typed, sentence):
    assert read_back(form_of(PROMISED | typed).draft.promise, "CNY", NOW.date()) == sentence

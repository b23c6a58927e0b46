"""Customers' words as payments. Monday 23 November 2026; 1,044.42 is owed with the next instalment of 517.65 in the limit of 1,562.07."""

from datetime import date

import pytest

from huashu.desk.calls.services.captures import capture_read, moment_read, setting_of
from huashu.desk.calls.understanding import promise_understood

FRIDAY, NEXT_FRIDAY, MONTH_END = date(2026, 11, 27), date(2026, 12, 4), date(2026, 11, 30)

UNDERSTOOD = {
    "本周五下班前五百，剩下的月底": ("instalments", [(50_000, FRIDAY), (54_442, MONTH_END)]),
    "周五还清": ("full", [(104_442, FRIDAY)]),
    "明天先还三百块": ("part", [(30_000, date(2026, 11, 24))]),
    "下周五，1044.42": ("full", [(104_442, NEXT_FRIDAY)]),
    "三天后全部还": ("full", [(104_442, date(2026, 11, 26))]),
    "二十七号两百": ("part", [(20_000, FRIDAY)]),
    "下个月5号五百": ("part", [(50_000, date(2026, 12, 5))]),
    "如果他给我我周五还五百": ("conditional", [(50_000, FRIDAY)]),
    "500 on Friday, the rest at the end of the month": ("instalments", [(50_000, FRIDAY), (54_442, MONTH_END)]),
    "tomorrow, everything": ("full", [(104_442, date(2026, 11, 24))]),
    "I'll pay 300 by Friday": ("part", [(30_000, FRIDAY)]),
}


@pytest.mark.parametrize("words", list(UNDERSTOOD))
def test_words_that_make_a_promise(words, call, now):
    kind, parts = UNDERSTOOD[words]
    draft = promise_understood(words, setting_of(call, now)).draft
    assert draft is not None
    assert (draft.kind, [(part.amount_minor, part.due_on) for part in draft.parts]) == (kind, parts)


NONE = ["好", "尽快还", "过几天", "周五还九千", "maybe Friday 300", "soon", "不还了，你们去告吧"]


@pytest.mark.parametrize("words", NONE)
def test_words_that_make_none(words, call, now):
    found = promise_understood(words, setting_of(call, now))
    assert found.draft is None
    assert found.problem


def test_nothing_typed_is_nothing_understood(call, now):
    found = promise_understood("  ", setting_of(call, now))
    assert (found.draft, found.problem) == (None, "")


def test_a_captured_promise_keeps_the_words_and_what_they_mean(call, now):
    kept = capture_read(call, "promise", "周五三百", "zh-Hans", now)
    assert kept["words"] == "周五三百"
    assert kept["value"] == "11月27日（周五）还300元"
    assert kept["parts"] == '[[30000, "2026-11-27"]]'
    assert capture_read(call, "promise", "周五三百", "en", now)["value"] == "300 CNY by Friday, November 27"
    assert capture_read(call, "promise", "好的好的", "zh-Hans", now) == {"words": "好的好的", "value": ""}


MOMENTS = {
    "明天10:00": "2026-11-24T10:00",
    "明天下午3点": "2026-11-24T15:00",
    "friday 3pm": "2026-11-27T15:00",
    "11-27 1030": "2026-11-27T10:30",
    "周五下午三点半": "2026-11-27T15:30",
    "25号十五点": "2026-11-25T15:00",
    "周二十点": "2026-11-24T10:00",
}


@pytest.mark.parametrize("words", list(MOMENTS))
def test_a_day_and_a_time(words, now):
    assert moment_read(words, now).isoformat().startswith(MOMENTS[words])


@pytest.mark.parametrize("words", ["晚上再打", "明天", "10:00", "下周三点", "周五或周六10:00", "2026-13-45T99:00"])
def test_no_moment_without_a_day_and_a_time(words, now):
    assert moment_read(words, now) is None

"""Promises in the speakers' own words: the tables in ``fixtures``, simplified, traditional and English."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises_counted import OVERDUE, SAID_ON, Case, cases, written

from huashu.errors import InvalidValue, MissingValue
from huashu.language import PromiseKind, language_of, promise_parse, utterance_from_record
from huashu.language.plain import is_traditional

TABLE = [*cases("zh"), *cases("en")]


@pytest.mark.parametrize("case", TABLE, ids=[case.words for case in TABLE])
def test_promise(case: Case) -> None:
    promise = promise_parse(case.words, case.said_on, case.language, case.overdue_minor)
    assert written(promise, case.said_on) == case.wanted


def test_the_tables_have_every_kind_in_every_writing():
    for writing in ("simplified", "traditional", "en"):
        kinds = {case.wanted.split()[0].rstrip("?") for case in TABLE if writing in {case.language, _script(case)}}
        assert kinds == {kind.value for kind in PromiseKind}, writing


def _script(case: Case) -> str:
    return "traditional" if is_traditional(case.words) else "simplified"


# Nothing is known of what is overdue.
UNKNOWN = {
    "a figure is a part": ("周五还三千", "part 3000 by 11-27"),
    "all is all": ("周五全部还清", "full all by 11-27"),
    "a share can't be told": ("周五还一半", "none"),
    "the rest can't be told": ("周五还一千，剩下的月底还", "part 1000 by 11-27"),
    "the first of a series": ("每周五还五百", "instalments 500 by 11-27"),
    "equal parts can't be told": ("分两次，这周五和下周五各一半", "none"),
}


@pytest.mark.parametrize(("words", "wanted"), UNKNOWN.values(), ids=UNKNOWN)
def test_without_what_is_overdue(words, wanted):
    assert written(promise_parse(words, SAID_ON, "zh"), SAID_ON) == wanted


def test_the_day_is_that_of_the_offset():
    late = datetime.fromisoformat("2026-11-25T23:30:00-05:00")
    assert promise_parse("I'll pay tomorrow", late, "en").payments[0].by == date(2026, 11, 26)
    assert promise_parse("I'll pay tomorrow", late.astimezone(UTC), "en").payments[0].by == date(2026, 11, 27)


def test_the_language_is_guessed():
    assert language_of("周五还") == language_of("我用 app 还三千") == "zh"
    assert language_of("I'll pay Friday") == language_of("") == "en"
    assert promise_parse("周五还三千", SAID_ON).payments == promise_parse("周五还三千", SAID_ON, "zh-Hant").payments


def test_a_half_of_nothing_is_no_payment():
    assert promise_parse("周五还一半", SAID_ON, "zh", 0).kind == "none"


PIECES = (
    "周五", "三千", "还", "剩下的", "，", "。", "？", "不", "下周", "月底", "每个月", "如果", "老婆", "十五号", "一半", "分三期", "昨天",
    "行吗", "先",
    "Friday", "500", "the rest", "I'll pay", "if", "?", ",", ".", " ", "a week", "half", "every", "the 15th", "no", "split", "before",
    "last",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["zh", "en"]), st.integers(0, 10**7))
def test_any_words_make_a_promise_that_holds_together(words, language, overdue):
    check(promise_parse(words, SAID_ON, language, overdue), overdue)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.sampled_from([None, 0, 1, 250_000]))
def test_any_text_on_any_day(text, said_on, overdue):
    check(promise_parse(text, said_on, None, overdue), overdue)


def check(promise, overdue):
    days = [payment.by for payment in promise.payments]
    if promise.kind in {PromiseKind.REFUSAL, PromiseKind.NONE}:
        assert not promise.payments
        assert not promise.firm
        return
    assert promise.payments
    assert all(payment.amount_minor is None or payment.amount_minor > 0 for payment in promise.payments)
    if promise.kind is PromiseKind.CONDITIONAL:
        assert not promise.firm
        return
    assert all(days)
    assert days == sorted(days)
    if promise.kind in {PromiseKind.FULL, PromiseKind.PART}:
        assert len(days) == 1
        amount = promise.payments[0].amount_minor
        assert (amount is None or (overdue is not None and amount >= overdue)) == (promise.kind is PromiseKind.FULL)


AT = "2026-11-25T10:00:00+08:00"
REFUSED = {
    "no words": ({"said_at": AT}, MissingValue, "text"),
    "no moment": ({"text": "周五还"}, MissingValue, "said_at"),
    "words are no text": ({"text": 3, "said_at": AT}, InvalidValue, "text"),
    "no offset": ({"text": "周五还", "said_at": "2026-11-25T10:00:00"}, InvalidValue, "said_at"),
    "no time": ({"text": "周五还", "said_at": "now"}, InvalidValue, "said_at"),
    "another language": ({"text": "周五还", "said_at": AT, "language": "fr"}, InvalidValue, "language"),
    "a fraction of a cent": (
        {"text": "周五还", "said_at": AT, "overdue_minor": 1.5},
        InvalidValue,
        "overdue_minor",
    ),
    "a truth": ({"text": "周五还", "said_at": AT, "overdue_minor": True}, InvalidValue, "overdue_minor"),
    "less than nothing": ({"text": "周五还", "said_at": AT, "overdue_minor": -1}, InvalidValue, "overdue_minor"),
}


@pytest.mark.parametrize(("record", "refusal", "field"), REFUSED.values(), ids=REFUSED)
def test_an_utterance_that_cannot_be_used(record, refusal, field):
    with pytest.raises(refusal) as refused:
        utterance_from_record(record)
    assert refused.value.field == field


def test_an_utterance_needs_only_words_and_a_moment():
    said = utterance_from_record({"text": "周五还", "said_at": AT})
    assert (said.language, said.overdue_minor, said.said_at.date()) == (None, None, SAID_ON)
    assert set(OVERDUE) == {"zh", "en"}


ENDLESS = (
    "1" * 5000,
    "一" * 3000,
    "1," * 3000,
    "一万" * 500,
    "two hundred and " * 200,
    "999 months " * 50,
    "99个月后" * 50,
    "周五" * 300,
    " " * 3000,
)


@pytest.mark.parametrize("text", ENDLESS, ids=[text[:12] for text in ENDLESS])
def test_endless_words_are_read_too(text):
    for language in ("zh", "en"):
        check(promise_parse(text, date(2999, 12, 31), language, 500_000), 500_000)

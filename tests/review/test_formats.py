"""Written-down calls in the formats that people have."""

import pytest

from huashu.errors import Refusal
from huashu.review.formats import draft_read, draft_turns, speaker_guess

SRT = """1
00:00:01,000 --> 00:00:03,500
客户：喂

2
00:00:04,000 --> 00:00:06,000
坐席：请问是张伟先生吗？
"""
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v Agent>Hello, is this Maria?</v>

00:04.500 --> 00:06.000
<v Customer>Speaking.
"""

CASES = {
    "names and full-width colons": ("专员：您好\n客户：我是", "text", [("officer", "您好"), ("customer", "我是")]),
    "English names": ("Agent: Hi there.\nCustomer: Yes: who's this?", "text", [("officer", "Hi there."), ("customer", "Yes: who's this?")]),
    "a line without a name goes on": ("客户：我\n今天还\n专员：好", "text", [("customer", "我今天还"), ("officer", "好")]),
    "numbered agents": ("Agent 1: Hi.\nBorrower: Hello.", "text", [("officer", "Hi."), ("customer", "Hello.")]),
    "brackets and times": ("[00:05] [坐席] 您好\n[00:07] [客户] 嗯", "text", [("officer", "您好"), ("customer", "嗯")]),
    "somebody else": ("坐席：您好\n家属：他不在", "text", [("officer", "您好"), ("third_party", "他不在")]),
    "SRT": (SRT, "subtitles", [("customer", "喂"), ("officer", "请问是张伟先生吗？")]),
    "WebVTT": (VTT, "subtitles", [("officer", "Hello, is this Maria?"), ("customer", "Speaking.")]),
    "JSON": ('{"turns": [{"speaker": "officer", "text": "您好"}]}', "json", [("officer", "您好")]),
    "a byte order mark": ("\ufeff专员：您好\n客户：嗯", "text", [("officer", "您好"), ("customer", "嗯")]),
    "traditional names": ("專員：您好\n客戶：我是", "text", [("officer", "您好"), ("customer", "我是")]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_call_is_read(case):
    text, kind, wanted = CASES[case]
    draft = draft_read(text)
    assert draft.format == kind
    assert [(turn.speaker, turn.text) for turn in draft_turns(draft, {})] == wanted


def test_times_are_kept():
    lines = draft_read(SRT).lines
    assert [(line.start, line.end) for line in lines] == [(1.0, 3.5), (4.0, 6.0)]


def test_a_name_that_tells_nothing_is_asked_for():
    draft = draft_read("小李：您好\n老王：我是")
    assert draft.unknown_names == ("小李", "老王")
    turns = draft_turns(draft, {"小李": "officer", "老王": "customer"})
    assert [turn.speaker for turn in turns] == ["officer", "customer"]
    with pytest.raises(Refusal, match="小李"):
        draft_turns(draft, {})


REFUSED = {
    "": "nothing to read",
    "我今天还你，你放心。": "no speaker",
    '{"turns": [}': "isn't",
    '{"turns": []}': "no turns",
    '[{"speaker": "officer"}]': "Turn 1",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(text):
    with pytest.raises(Refusal, match=REFUSED[text]):
        draft_read(text)


@pytest.mark.parametrize(
    ("name", "speaker"), [("催收员", "officer"), ("Borrower", "customer"), ("A", "officer"), ("客户（女）", "customer"), ("小明", None)]
)
def test_names_tell_who_speaks(name, speaker):
    assert speaker_guess(name) == speaker

"""Every quote is a true piece of its turn, the same call gives the same review, and the score never disagrees with a breach."""

from hypothesis import given, settings
from hypothesis import strategies as st
from review_calls import call

from huashu.playbook.vocabulary import vocabulary
from huashu.review.reviewing import review

PHRASES = [
    "您好，请问是张伟先生吗？",
    "我是安畅汽车金融贷后部的小林。",
    "您这期四千一百三十二还没还，今天能还上吗？",
    "逾期會報聯徵，以後買房貸款都受影響！",
    "再不还钱，信不信我找人收拾你。",
    "工资还没发，我妈住院了…",
    "過幾天就還。",
    "  ",
    "嗯",
    "1，2。3！",
    "Ａ級客户，ｏｋ？",
]
LINES = st.lists(st.tuples(st.sampled_from("oct"), st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_quotes_scores_and_sameness(lines):
    transcript = call("overdue_first_call", "zh", [f"{speaker}:{''.join(parts)}" for speaker, parts in lines])
    found = review(transcript)
    assert found == review(transcript)
    for group in ("steps", "mistakes", "breaches", "arguments", "reasons", "signals", "objections"):
        for finding in getattr(found, group):
            assert 0 <= finding.confidence <= 1
            if finding.turns:
                assert any(finding.quote in transcript.turns[turn].text for turn in finding.turns), finding
            else:
                assert finding.quote == ""
    assert found.score <= found.cap
    assert not found.breaches or found.cap < 100
    assert {finding.id for finding in found.breaches} <= set(vocabulary()["breaches"])

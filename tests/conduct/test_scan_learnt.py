"""What was learnt from remarks: how it adds up, when it is believed, when a frame is doubted, and what stays with the frames."""

import pytest

from huashu.conduct.scan import phrases_load, remark_from_record, scan, weighing
from huashu.conduct.scan.learnt import BY_FRAMES, Learnt, learnt, packed, pieces_of

PHRASES = phrases_load()
STRANGE = "The kettle hums at noon."
THREAT = "Tomorrow we come round and break your legs."


class Said:
    """Weights that give every text the same strengths."""

    def __init__(self, **strengths):
        self.given = strengths

    def strengths(self, pieces):
        return {"threat_violence": 0.0, "shaming": 0.0, "misleading_cost": 0.0, "guarantee_approval": 0.0, **self.given}


@pytest.fixture
def labels(monkeypatch):
    def found(text, *, case=None, kind="overdue_follow_up", **strengths):
        monkeypatch.setattr(weighing, "learnt", lambda _: Said(**strengths))
        record = {"id": "1", "text": text, "call_kind": kind, "case": case}
        return [(breach.id, breach.phrase.split("/")[1]) for breach in scan(remark_from_record(record), PHRASES)]

    return found


def test_pieces_share_one_length_and_marks_have_their_own():
    pieces = pieces_of("ab", "zh", "verification", fired={"insult"}, cleared={"shaming"})
    assert pieces == {
        **dict.fromkeys(("^", "a", "b", "$", "^a", "ab", "b$", "^ab", "ab$"), 1 / 3),
        "K:verification": 0.3,
        "F:insult": 0.5,
        "C:shaming": 0.5,
    }


def test_strengths_add_up():
    rows = {"a": (60, -30), "b": (30, 0), "K:payments": (10, 50), "z": (99, 99)}
    weights = Learnt(("insult", "shaming"), (0.01, 0.02), (0.1, 0.0), {piece: packed(row) for piece, row in rows.items()})
    strengths = weights.strengths({"a": 0.5, "b": 0.5, "K:payments": 0.3, "unknown": 0.5})
    assert strengths == pytest.approx({"insult": 0.1 + 0.01 * (90 * 0.5 + 10 * 0.3), "shaming": 0.02 * (-30 * 0.5 + 50 * 0.3)})


def test_the_sum_of_the_document():
    weights = Learnt(("insult",), (0.01,), (0.1,), {"好": packed([60]), "好嘞": packed([30]), "K:payments": packed([10])})
    assert weights.strengths(pieces_of("好嘞", "zh", "due_reminder"))["insult"] == pytest.approx(0.43)


@pytest.mark.parametrize(("label", "limit"), [("shaming", weighing.SURE), ("threat_violence", weighing.SURE_GRAVE)])
def test_the_weights_are_believed_from_their_limit_on(labels, label, limit):
    assert labels(STRANGE, **{label: limit - 0.01}) == []
    assert labels(STRANGE, **{label: limit}) == [(label, "learnt")]


def test_a_frame_is_doubted_below_a_limit(labels):
    assert labels(THREAT, threat_violence=weighing.DOUBTED - 0.01) == []
    assert [label for label, _ in labels(THREAT, threat_violence=weighing.DOUBTED)] == ["threat_violence"]


def test_what_a_guard_clears_the_weights_do_not_say(labels):
    assert labels("We would never come round and break your legs.", threat_violence=1.0) == []


def test_what_the_case_excuses_the_weights_do_not_say(labels):
    text = "Your application is approved, guaranteed."
    assert labels(text, kind="verification", case={"approved": True}, guarantee_approval=1.0) == []
    assert labels(STRANGE, guarantee_approval=1.0) == []
    assert labels(STRANGE, kind="verification", guarantee_approval=1.0) == [("guarantee_approval", "learnt")]


def test_rates_that_are_named_are_not_guessed_at(labels):
    assert labels("The kettle hums at four percent.", kind="financing_talk", misleading_cost=1.0) == []
    assert labels(STRANGE, kind="financing_talk", misleading_cost=1.0) == [("misleading_cost", "learnt")]


def test_figures_are_not_doubted(labels):
    words = "月利率百分之一，也就是年化百分之一。"
    case = {"currency": "CNY", "annual_rate": "0.12"}
    assert ("misleading_cost", "month_as_year") in labels(words, kind="financing_talk", case=case)


def test_the_quote_is_the_sentence_that_says_it():
    letter = (
        "谢谢您上周来电，我们核对了您的地址。" * 8 + "再不还，让你全家都不得安宁，出门给我小心着点。" + "祝您生活愉快，我们下周再联系。" * 8
    )
    found = scan(remark_from_record({"id": "1", "text": letter}), PHRASES)
    assert {breach.id for breach in found} == {"threat_violence"}
    assert all("谢谢" not in breach.quote and "祝您" not in breach.quote for breach in found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_shipped_weights_know_what_words_alone_can_tell(language):
    labels = {rule.label for rule in PHRASES.rules}
    assert set(learnt(language).labels) == labels - BY_FRAMES

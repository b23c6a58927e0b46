"""Training is one command that gives the same bytes each time, and the review hears what was trained."""

import sys
from pathlib import Path

import numpy as np
import pytest

from huashu.conduct.scan import learnt

STIFFNESS = 0.3
MIDDLE = 0.3
INNOCENT = ("Thank you for your call.", "Your instalment was due on Monday.", "Shall I send you the link?", "I'll note that down.")
STRANGE = ("The kettle will sing for you.", "The kettle sings tonight.", "You'll hear the kettle sing.", "That kettle sings for you.")
TOOLS = Path(__file__).resolve().parents[2] / "tools"
REMARKS = [
    ("o", "f", "asked_when_can_pay", "When can you pay?"),
    ("o", "f", "asked_when_can_pay", "When could you pay this?"),
    ("o", "f", "asked_when_can_pay", "So when will you pay it?"),
    ("o", "f", "asked_when_can_pay", "When are you going to pay?"),
    ("o", "f", "-", "Thank you, goodbye."),
    ("o", "f", "-", "I'm listening, go on."),
    ("c", "f", "forgot", "I forgot it."),
    ("c", "f", "forgot", "Sorry, I forgot."),
    ("c", "f", "forgot", "I must have forgotten."),
    ("c", "f", "forgot", "Oh, it slipped my mind."),
    ("c", "f", "-", "Hello?"),
    ("c", "f", "-", "Who is this?"),
]


@pytest.fixture(scope="module")
def training():
    pytest.importorskip("scipy")
    sys.path.insert(0, str(TOOLS))
    import train_hearing  # noqa: PLC0415

    yield train_hearing
    sys.path.remove(str(TOOLS))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "remarks").mkdir()
    (folder / "calls").mkdir()
    for language in ("en", "zh"):
        lines = ["\t".join([*line, ""]) for line in REMARKS]
        (folder / "remarks" / f"all.{language}.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_same_corpus_gives_the_same_bytes(training, corpus, tmp_path, monkeypatch):
    for name in ("one", "two"):
        monkeypatch.setattr(sys, "argv", ["train", "--corpus", str(corpus), "--into", str(tmp_path / name)])
        assert training.main() == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    texts = [f"{name}-{language}.txt.gz" for name in ("bearing", "scan") for language in ("en", "zh")]
    assert files == sorted([*texts, "en-officer.npz", "en-other.npz", "zh-officer.npz", "zh-other.npz"])
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_was_trained_is_heard(training, corpus):
    examples = [example for example in training.corpus_files.examples(corpus, "en", parts=()) if example.speaker == "customer"]
    model = training.model_from(training.train(examples, "en", "other"))
    heard = model.strengths([training.pieces_of(text, "", "*", "en", officer=False) for text in ("i forgot, sorry", "hello? who is this?")])
    assert model.cues == ("forgot",)
    assert heard[0, 0] > 0.5 > heard[1, 0]


def test_what_a_left_out_fold_would_hear_is_what_fitting_without_it_hears(training):
    chance = np.random.default_rng(1)
    table = chance.normal(size=(20, 6))
    wanted = chance.random((20, 3)) > 0.6
    folds = np.arange(20) % training.FOLDS
    shares, inverse = training.solved(table @ table.T, wanted)
    held = training.held_by_fold(wanted, shares, inverse, folds)
    out = folds == 2
    alike = table @ table.T + 1
    alone = np.linalg.solve(alike[np.ix_(~out, ~out)] + STIFFNESS * np.eye((~out).sum()), wanted[~out].astype(float))
    assert held[out] == pytest.approx(alike[np.ix_(out, ~out)] @ alone)


def test_what_the_scan_learnt_is_what_it_reads(training, tmp_path, monkeypatch):
    scan = training.scan_training
    found = [scan.Example(scan.Remark("", text), frozenset()) for text in INNOCENT]
    found += [scan.Example(scan.Remark("", text), frozenset({"insult"})) for text in STRANGE]
    scan.write(tmp_path / "scan-en.txt.gz", scan.train(found, "en"))
    monkeypatch.setattr(learnt, "WEIGHTS", tmp_path)
    weights = learnt.learnt.__wrapped__("en")
    strengths = [weights.strengths(learnt.pieces_of(text, "en", "*"))["insult"] for text in ("hear that kettle sing", "thank you, note it")]
    assert strengths[0] > MIDDLE > strengths[1]

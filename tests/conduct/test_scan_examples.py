"""The examples in the phrase files are the tests of the phrase files; the shared remarks are checked where they are present."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from huashu.conduct.scan import phrases_load, remark_from_record, scan

PHRASES = phrases_load()
SHARED = Path(__file__).parents[2].parent / "shared" / "conduct" / "utterances.jsonl"
EXAMPLES = [
    pytest.param(rule.label, example, id=f"{rule.label}-{'fires' if example.fires else 'silent'}-{number}")
    for rule in PHRASES.rules
    for number, example in enumerate(rule.examples)
]

OWN = yaml.safe_load((Path(__file__).parent / "remarks_own.yaml").read_text(encoding="utf-8"))
REMARKS = [
    pytest.param(kind == "fires", *remark, id=f"{name}-{kind}-{number}")
    for name, kinds in OWN.items()
    for kind, remarks in kinds.items()
    for number, remark in enumerate(remarks)
]


def found(record):
    return {breach.id for breach in scan(remark_from_record({"id": "1", **record}), PHRASES)}


@pytest.mark.parametrize(("label", "example"), EXAMPLES)
def test_example_of_a_phrase_file(label, example):
    labels = found(example.record)
    if example.fires:
        assert label in labels
    else:
        assert labels == set()


def test_shared_remarks():
    """F1 of at least 0.97 over all labels, and no innocent remark taken for violence, an official or pressure through others."""
    if not SHARED.exists():
        pytest.skip(f"the shared remarks aren't at {SHARED}; the figures were measured where they are")
    right = extra = missed = 0
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line, parse_float=Decimal)
        wanted, tolerated = set(case["expected"]["breaches"]), set(case["expected"].get("tolerated", ()))
        labels = found(case["input"])
        if not wanted:
            assert not labels & {"threat_violence", "impersonate_official", "third_party_pressure"}, case["input"]["text"]
        right, extra, missed = right + len(labels & wanted), extra + len(labels - wanted - tolerated), missed + len(wanted - labels)
    assert 2 * right / (2 * right + extra + missed) >= 0.97


@pytest.mark.parametrize(
    ("fires", "label", "script", "text", "facts"), [pytest.param(*(*param.values, {})[:5], id=param.id) for param in REMARKS]
)
def test_own_remark(fires, label, script, text, facts):
    facts = json.loads(json.dumps(facts), parse_float=Decimal)
    also, tolerated = set(facts.pop("also", ())), set(facts.pop("may", ()))
    wanted = {label} | also if fires else also
    assert found({"text": text, "language": script, **facts}) - tolerated == wanted - tolerated

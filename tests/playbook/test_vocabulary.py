"""The vocabulary's labels: defined in both languages, word for word as agreed with the others who use them."""

from pathlib import Path

import pytest
import yaml

from huashu.playbook.vocabulary import LABEL_GROUPS, vocabulary

SHARED = Path(__file__).parents[2].parent / "shared" / "contracts" / "labels.yaml"
LABELS = [label for group in LABEL_GROUPS for label in vocabulary()[group].values()]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: f"{label.group}.{label.id}")
def test_a_label_is_named_and_defined_in_both_languages(label):
    assert all((label.zh, label.en, label.means, label.means_zh))
    assert not label.means_zh.isascii()
    assert label.means.isascii()
    assert label.means_zh.endswith(("。", "）"))
    assert label.zh.strip("“”") != label.means_zh


@pytest.mark.skipif(not SHARED.exists(), reason="the shared contracts aren't beside this checkout")
def test_definitions_are_those_agreed_with_others():
    agreed = yaml.safe_load(SHARED.read_text(encoding="utf-8"))
    for group in (group for group in LABEL_GROUPS if group != "cues"):
        assert {label.id: label.means for label in vocabulary()[group].values()} == agreed[group]

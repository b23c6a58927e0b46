"""docs/playbooks.md names every field, and what it shows as an example is right."""

import re
from pathlib import Path

import pytest

from huashu.playbook.loading import parts, reading
from huashu.playbook.loading.shipped import shipped_texts
from huashu.playbook.track import NEEDS, SPANS, SPEAKERS, STAGES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "playbooks.md").read_text(encoding="utf-8")
TRACKS = "".join(shipped_texts().values())


@pytest.mark.parametrize("name", sorted({*reading._FIELDS, *reading._STEP_FIELDS, *parts._EVIDENCE}))
def test_every_field_is_explained(name):
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", TEXT)


@pytest.mark.parametrize(
    "word", [*NEEDS, *SPANS, *SPEAKERS, *STAGES, "stay", "reason", "argument", "track:back", "suits", "unfit", "counts"]
)
def test_every_word_that_a_field_may_hold_is_named(word):
    assert f"`{word}" in TEXT


@pytest.mark.parametrize("track", sorted({name.split(".")[0] for name in shipped_texts()}))
def test_every_shipped_track_is_named(track):
    assert f"`{track}`" in TEXT


def test_the_examples_stand_in_the_shipped_tracks():
    lines = [line for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]
    shipped = {line.strip() for line in TRACKS.splitlines()}
    ids = [line for line in lines if line.strip().startswith("- id:")]
    assert ids
    assert all(line.strip() in shipped for line in ids)

"""The worked numbers of docs/algorithms/trail.md, and its list of kinds."""

import json
import re
from hashlib import sha256
from pathlib import Path

from huashu.desk.audit.chain import GENESIS, Sealed, canonical, hash_of, text_of
from huashu.desk.audit.models import TrailKind

PAGE = (Path(__file__).parents[3] / "docs" / "algorithms" / "trail.md").read_text(encoding="utf-8")
WORKED = re.findall(r"```json\n(.+)\n```\n\n    ([0-9a-f]{64})", PAGE)


def test_the_genesis_is_the_hash_of_its_text():
    assert sha256(b"huashu trail 1").hexdigest() == GENESIS
    assert f"    {GENESIS}\n" in PAGE


def test_the_three_entries_are_worked_out_right():
    previous = GENESIS
    assert len(WORKED) == 3
    for number, (text, found) in enumerate(WORKED, 1):
        fields = json.loads(text)
        entry = Sealed(**{**fields, "data": canonical(fields["data"])})
        assert (entry.number, entry.previous_hash) == (number, previous)
        assert text_of(entry) == text == json.dumps(fields, sort_keys=True, separators=(",", ":"))
        assert hash_of(entry) == found == sha256(text.encode()).hexdigest()
        previous = found


def test_every_kind_is_listed():
    assert set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in PAGE.split("## Kinds")[1].splitlines() if line.startswith("| `")))
    ) == {*TrailKind.values}

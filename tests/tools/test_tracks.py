"""The tracks in traditional characters follow the simplified ones."""

import sys
from pathlib import Path

import pytest

from huashu.playbook.loading import track_check

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(TOOLS))
    import tracks  # noqa: PLC0415 - a script of the tools folder

    yield tracks
    sys.path.remove(str(TOOLS))


@pytest.fixture
def folder(tool, tmp_path):
    name = "third_person.zh-Hans.yaml"
    (tmp_path / name).write_text((tool.TRACKS / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / tool.CORRECTIONS).write_text("# found\twanted\n愛人\t太太\n", encoding="utf-8")
    return tmp_path


def test_the_shipped_ones_are_in_step(tool):
    assert tool.main(["check"]) == 0


def test_every_correction_is_of_use(tool):
    lines = (tool.TRACKS / tool.CORRECTIONS).read_text(encoding="utf-8").splitlines()[1:]
    made = "".join(path.read_text(encoding="utf-8") for path in tool.TRACKS.glob("*.zh-Hant.yaml"))
    for line in lines:
        found, wanted = line.split("\t")
        assert wanted in made, line
        assert found in wanted or found not in made, line


def test_update_converts_corrects_and_clears_away(tool, folder, capsys):
    gone = folder / "old.zh-Hant.yaml"
    gone.write_text("x", encoding="utf-8")
    assert tool.main(["check", "--tracks", str(folder)]) == 1
    assert tool.main(["update", "--tracks", str(folder)]) == 0
    assert not gone.exists()
    text = (folder / "third_person.zh-Hant.yaml").read_text(encoding="utf-8")
    assert "language: zh-Hant" in text
    assert "我就是，剛才是我太太" in text
    assert track_check(text)[0].id == "third_person"
    assert tool.main(["check", "--tracks", str(folder)]) == 0
    source = folder / "third_person.zh-Hans.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("不好意思", "打扰"), encoding="utf-8")
    capsys.readouterr()
    assert tool.main(["check", "--tracks", str(folder)]) == 1
    assert "third_person.zh-Hant.yaml is out of step" in capsys.readouterr().err

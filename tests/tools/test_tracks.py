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
    (tmp_path / "doc.md").write_text(tool.DOCUMENT.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def run(tool, command, folder):
    return tool.main([command, "--tracks", str(folder), "--document", str(folder / "doc.md")])


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
    assert run(tool, "check", folder) == 1
    assert run(tool, "update", folder) == 0
    assert not gone.exists()
    text = (folder / "third_person.zh-Hant.yaml").read_text(encoding="utf-8")
    assert "language: zh-Hant" in text
    assert "我就是，剛才是我太太" in text
    assert track_check(text)[0].id == "third_person"
    assert run(tool, "check", folder) == 0
    source = folder / "third_person.zh-Hans.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("不好意思", "打扰"), encoding="utf-8")
    capsys.readouterr()
    assert run(tool, "check", folder) == 1
    assert "third_person.zh-Hant.yaml is out of step" in capsys.readouterr().err


def test_the_list_of_variables_follows_the_facts(tool, folder, capsys):
    assert run(tool, "update", folder) == 0
    document = folder / "doc.md"
    text = document.read_text(encoding="utf-8")
    assert "| `overdue_amount` | 逾期金额 | overdue amount | money | debt | 4,120元 |" in text
    document.write_text(text.replace("| `overdue_amount` |", "| `overdue_sum` |"), encoding="utf-8")
    capsys.readouterr()
    assert run(tool, "check", folder) == 1
    assert "doc.md lists other variables than facts.py" in capsys.readouterr().err
    assert run(tool, "update", folder) == 0
    assert document.read_text(encoding="utf-8") == text

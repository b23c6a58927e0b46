"""What the documents say is so: settings, README commands, headings in both languages, links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from huashu.cli.main import COMMANDS
from huashu.desk.environment import SETTINGS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
README_ZH = ROOT / "README.zh.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands_in(document):
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    return [line.split("#")[0].strip().removeprefix("$ ") for block in blocks for line in block.splitlines() if line.strip()]


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"`{setting.name}`" in text, setting.name
    assert set(re.findall(r"`(HUASHU_[A-Z_]+|DATABASE_URL)`", text)) == {setting.name for setting in SETTINGS}


def test_every_environment_variable_read_is_a_listed_setting():
    listed = {setting.name for setting in SETTINGS}
    for path in (ROOT / "src").rglob("*.py"):
        read = set(re.findall(r"\"(HUASHU_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
        assert read <= listed | {"HUASHU_CURRENCY", "HUASHU_REGION"}, path


@pytest.mark.parametrize("document", [README, README_ZH], ids=lambda path: path.name)
def test_readme_is_short_and_its_commands_exist(document):
    assert len(document.read_text(encoding="utf-8").splitlines()) <= 150
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    seen = commands_in(document)
    assert "make run" in seen
    assert "make test" in seen
    for command in seen:
        words = [word for word in command.split() if "=" not in word]
        if words[0] == "make":
            assert set(words[1:]) <= targets, command
        if words[0].endswith("huashu"):
            assert words[1] in COMMANDS, command


def test_both_readmes_have_the_same_sections():
    levels = [re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), re.MULTILINE) for path in (README, README_ZH)]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    done = subprocess.run([sys.executable, "-m", "huashu.cli.main", name, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 3
